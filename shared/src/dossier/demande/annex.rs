//! What a request may add to the fields of the arrêté du 21 août 2018: the plan de financement, the documents, the de
//! minimis aids received. All of it may be left out; what is given must hold. Whether a document was sent is asked
//! elsewhere.

use chrono::NaiveDate;

use super::limits;
use super::parse::{Faults, choice, parse_couts, parse_date, parse_montant};
use crate::dossier::field::{FieldError, Invalid};
use crate::message::Message;
use crate::money::Euros;
use crate::piece::PieceId;
use crate::wire::{AideDeMinimisBody, FileDossierRequest, FinancementBody, PieceBody, ProjetBody};

/// The parts that may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Annex {
    pub plan: Vec<Financement>,
    pub pieces: Vec<Piece>,
    pub aides_de_minimis: Option<Vec<AideDeMinimis>>,
}

/// A `Financement` is one line of the plan de financement (arrêté du 2 août 2019): who pays how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Financement {
    /// Who pays; empty for the applicant's own funds when it is not said.
    pub financeur: String,
    /// How much, above zero.
    pub montant: Euros,
    /// How sure it is.
    pub state: FundingState,
}

/// How sure a line of the plan de financement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FundingState {
    /// Granted already.
    Acquis,
    /// Asked for, here or elsewhere.
    Sollicite,
    /// The applicant's own money.
    FondsPropres,
}

impl FundingState {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Acquis, Self::Sollicite, Self::FondsPropres];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acquis => "acquis",
            Self::Sollicite => "sollicite",
            Self::FondsPropres => "fonds_propres",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Acquis => Message::fixed("Acquis", "Granted already"),
            Self::Sollicite => Message::fixed("Sollicité", "Asked for"),
            Self::FondsPropres => Message::fixed("Fonds propres", "Own funds"),
        }
    }
}

/// A `Piece` is a document of the file (CRPA, L114-5), sent or only declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which kind.
    pub kind: PieceKind,
    /// How the applicant names it.
    pub name: String,
    /// Its number, when the applicant says that it was sent.
    pub id: Option<PieceId>,
}

impl Piece {
    /// Reads the documents of a list on its own, at `/pieces`.
    ///
    /// # Errors
    /// Every fault, in the order of the list.
    pub fn parse_list(bodies: &[PieceBody]) -> Result<Vec<Self>, Vec<FieldError>> {
        let mut faults = Faults::default();
        match parse_pieces("/pieces", bodies, &mut faults) {
            Some(pieces) if faults.is_empty() => Ok(pieces),
            _ => Err(faults.into_errors()),
        }
    }
}

/// The kinds of document that files for study aid usually hold (ADEME, "dossier type de demande d'aide hors
/// associations"). None is asked for here: which ones a funder asks for is its own matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Extract of the company register.
    Kbis,
    /// Bank details.
    Rib,
    /// Last accounts.
    Comptes,
    /// Quote of the provider.
    Devis,
    /// Specification of the study.
    CahierDesCharges,
    /// Tax and social certificates.
    AttestationFiscaleSociale,
    /// Attestation of the size of the enterprise.
    AttestationPme,
    /// Declaration of the de minimis aids.
    DeclarationDeMinimis,
    /// Decision of a local assembly that approves the project.
    Deliberation,
    /// Anything else.
    Autre,
}

impl PieceKind {
    /// Each kind.
    pub const ALL: [Self; 10] = [
        Self::Kbis,
        Self::Rib,
        Self::Comptes,
        Self::Devis,
        Self::CahierDesCharges,
        Self::AttestationFiscaleSociale,
        Self::AttestationPme,
        Self::DeclarationDeMinimis,
        Self::Deliberation,
        Self::Autre,
    ];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kbis => "kbis",
            Self::Rib => "rib",
            Self::Comptes => "comptes",
            Self::Devis => "devis",
            Self::CahierDesCharges => "cahier_des_charges",
            Self::AttestationFiscaleSociale => "attestation_fiscale_sociale",
            Self::AttestationPme => "attestation_pme",
            Self::DeclarationDeMinimis => "declaration_de_minimis",
            Self::Deliberation => "deliberation",
            Self::Autre => "autre",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Kbis => Message::fixed("Extrait Kbis", "Company register extract"),
            Self::Rib => Message::fixed("RIB", "Bank details"),
            Self::Comptes => Message::fixed("Derniers comptes", "Last accounts"),
            Self::Devis => Message::fixed("Devis", "Quote"),
            Self::CahierDesCharges => Message::fixed("Cahier des charges", "Specification"),
            Self::AttestationFiscaleSociale => {
                Message::fixed("Attestations fiscale et sociale", "Tax and social certificates")
            }
            Self::AttestationPme => Message::fixed("Attestation de PME", "Attestation of SME status"),
            Self::DeclarationDeMinimis => Message::fixed(
                "Déclaration des aides de minimis",
                "Declaration of de minimis aids",
            ),
            Self::Deliberation => Message::fixed("Délibération", "Decision of the assembly"),
            Self::Autre => Message::fixed("Autre pièce", "Other document"),
        }
    }
}

/// A de minimis aid received, as the applicant declares it (ADEME, annex "déclaration des aides de minimis").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AideDeMinimis {
    /// Who granted it.
    pub financeur: String,
    /// How much, above zero.
    pub montant: Euros,
    /// The day it was granted.
    pub granted_on: NaiveDate,
    /// The regulation that its decision names; empty when it names none.
    pub base_juridique: String,
}

pub(super) fn parse_annex(
    request: &FileDossierRequest,
    on: Option<NaiveDate>,
    faults: &mut Faults,
) -> Option<Annex> {
    let plan = parse_list(
        "/plan_de_financement",
        &request.plan_de_financement,
        faults,
        parse_financement,
    );
    if let Some(plan) = &plan {
        check_plan(plan, &request.projet, faults);
    }
    let pieces = parse_pieces("/pieces", &request.pieces, faults);
    let aides_de_minimis = match &request.aides_de_minimis {
        None => Some(None),
        Some(bodies) => parse_list("/aides_de_minimis", bodies, faults, |pointer, body, faults| {
            parse_aide_de_minimis(pointer, body, on, faults)
        })
        .map(Some),
    };
    Some(Annex {
        plan: plan?,
        pieces: pieces?,
        aides_de_minimis: aides_de_minimis?,
    })
}

/// A plan, when there is one, adds up to the cost to the cent, and asks at least for what the request asks for. Costs and
/// amount that cannot be read have their faults at their own place.
fn check_plan(plan: &[Financement], projet: &ProjetBody, faults: &mut Faults) {
    if plan.is_empty() {
        return;
    }
    let pointer = "/plan_de_financement";
    let told_elsewhere = &mut Faults::default();
    if let Some(couts) = parse_couts(&projet.couts_previsionnels, told_elsewhere) {
        let total: Euros = couts.iter().map(|cout| cout.montant).sum();
        let plan: Euros = plan.iter().map(|line| line.montant).sum();
        if plan != total {
            faults.add(pointer, Invalid::PlanNotTotal { plan, total });
        }
    }
    if let Some(montant_demande) = parse_montant("", &projet.montant_demande, told_elsewhere) {
        let asked_for = plan.iter().filter(|line| line.state == FundingState::Sollicite);
        let sollicite: Euros = asked_for.map(|line| line.montant).sum();
        if sollicite < montant_demande {
            faults.add(
                pointer,
                Invalid::PlanBelowAsked {
                    sollicite,
                    montant_demande,
                },
            );
        }
    }
}

/// Reads each line at its own pointer; `None` when one has a fault.
fn parse_list<B, T>(
    pointer: &str,
    bodies: &[B],
    faults: &mut Faults,
    mut parse: impl FnMut(&str, &B, &mut Faults) -> Option<T>,
) -> Option<Vec<T>> {
    if limits::ITEMS < bodies.len() {
        faults.add(pointer, Invalid::TooManyItems { max: limits::ITEMS });
        return None;
    }
    let lines: Vec<Option<T>> = bodies
        .iter()
        .enumerate()
        .map(|(place, body)| parse(&format!("{pointer}/{place}"), body, faults))
        .collect();
    lines.into_iter().collect()
}

fn parse_financement(pointer: &str, body: &FinancementBody, faults: &mut Faults) -> Option<Financement> {
    let state = faults.keep(
        &format!("{pointer}/etat"),
        choice(
            &body.etat,
            FundingState::parse,
            &FundingState::ALL.map(FundingState::label),
            "Dites si ce financement est acquis, sollicité ou sur fonds propres.",
            "Say whether this funding is granted already, asked for or from own funds.",
        ),
    );
    let financeur = match (state, body.financeur.trim()) {
        (Some(FundingState::FondsPropres), "") => Some(String::new()),
        (_, financeur) => faults.required(&format!("{pointer}/financeur"), financeur, limits::LINE, WHO_PAYS),
    };
    let montant = parse_montant(&format!("{pointer}/montant"), &body.montant, faults);
    Some(Financement {
        financeur: financeur?,
        montant: montant?,
        state: state?,
    })
}

/// Reads documents, sent and declared: each sent one once, and no more of them than a dossier holds.
fn parse_pieces(pointer: &str, bodies: &[PieceBody], faults: &mut Faults) -> Option<Vec<Piece>> {
    let pieces = parse_list(pointer, bodies, faults, parse_piece)?;
    // A set would weigh more in the browser than these few comparisons.
    let is_repeated = |place: usize| {
        let id = pieces[place].id;
        id.is_some() && pieces[..place].iter().any(|before| before.id == id)
    };
    for place in (0..pieces.len()).filter(|place| is_repeated(*place)) {
        faults.add(&format!("{pointer}/{place}/id"), Invalid::PieceTwice);
    }
    let max = crate::piece::limits::PIECES;
    if max < pieces.iter().filter(|piece| piece.id.is_some()).count() {
        faults.add(pointer, Invalid::TooManyPieces { max });
    }
    Some(pieces)
}

fn parse_piece(pointer: &str, body: &PieceBody, faults: &mut Faults) -> Option<Piece> {
    let kind = faults.keep(
        &format!("{pointer}/kind"),
        choice(
            &body.kind,
            PieceKind::parse,
            &PieceKind::ALL.map(PieceKind::label),
            "Dites de quelle pièce il s’agit.",
            "Say which document it is.",
        ),
    );
    let name = faults.required(
        &format!("{pointer}/name"),
        &body.name,
        limits::LINE,
        Message::fixed("Nommez cette pièce.", "Name this document."),
    );
    let id = faults.optional(&format!("{pointer}/id"), &body.id, |text| {
        PieceId::parse(text).ok_or(Invalid::NotAPiece)
    });
    Some(Piece {
        kind: kind?,
        name: name?,
        id: id?,
    })
}

fn parse_aide_de_minimis(
    pointer: &str,
    body: &AideDeMinimisBody,
    on: Option<NaiveDate>,
    faults: &mut Faults,
) -> Option<AideDeMinimis> {
    let financeur = faults.required(
        &format!("{pointer}/financeur"),
        &body.financeur,
        limits::LINE,
        WHO_PAYS,
    );
    let montant = parse_montant(&format!("{pointer}/montant"), &body.montant, faults);
    let date_pointer = format!("{pointer}/date_octroi");
    let granted_on = parse_date(&date_pointer, &body.date_octroi, faults);
    if granted_on.zip(on).is_some_and(|(granted_on, on)| on < granted_on) {
        faults.add(&date_pointer, Invalid::InTheFuture);
    }
    let base_juridique = body.base_juridique.trim();
    faults.check_length(&format!("{pointer}/base_juridique"), base_juridique, limits::LINE);
    Some(AideDeMinimis {
        financeur: financeur?,
        montant: montant?,
        granted_on: granted_on?,
        base_juridique: base_juridique.to_owned(),
    })
}

const WHO_PAYS: Message = Message::fixed("Indiquez qui finance.", "Give who pays.");
