//! Reads the fields of the arrêté: from what was typed to values that hold, with every fault at its pointer. The parts
//! that the arrêté does not ask for are read in `annex`.

use chrono::NaiveDate;

use super::annex::parse_annex;
use super::{Cout, Demande, Demandeur, Projet, RegimeTva, limits};
use crate::calendar::read_day;
use crate::dossier::clock::Regime;
use crate::dossier::field::{FieldError, Invalid};
use crate::entreprise::Taille;
use crate::ids::{CodeInsee, CodeNaf, PhoneNumber, Siret};
use crate::message::{Lang, Message};
use crate::money::Euros;
use crate::wire::{CoutBody, DemandeurBody, FileDossierRequest, ProjetBody};

/// A filing that is taking place.
#[derive(Clone, Copy)]
pub(super) struct Filing {
    /// Which texts rule it.
    pub regime: Regime,
    /// The day of receipt.
    pub on: NaiveDate,
}

/// Reads a request, and checks it against its filing when it is being filed.
pub(super) fn parse(
    request: &FileDossierRequest,
    filing: Option<Filing>,
) -> Result<Demande, Vec<FieldError>> {
    let mut faults = Faults::default();
    let demandeur = parse_demandeur(&request.demandeur, &mut faults);
    let projet = parse_projet(&request.projet, filing, &mut faults);
    let annex = parse_annex(request, filing.map(|filing| filing.on), &mut faults);
    if !request.attestation_sur_l_honneur {
        faults.add("/attestation_sur_l_honneur", Invalid::NotSworn);
    }
    faults.check_length("/source", &request.source, limits::SOURCE);
    match (demandeur, projet, annex) {
        (Some(demandeur), Some(projet), Some(annex)) if faults.0.is_empty() => Ok(Demande {
            demandeur,
            projet,
            annex,
        }),
        _ => Err(faults.0),
    }
}

/// The faults found so far.
#[derive(Default)]
pub(super) struct Faults(Vec<FieldError>);

impl Faults {
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_errors(self) -> Vec<FieldError> {
        self.0
    }

    pub fn add(&mut self, pointer: &str, invalid: Invalid) {
        self.0.push(FieldError {
            pointer: pointer.to_owned(),
            invalid,
        });
    }

    /// Keeps the value, or notes its fault.
    pub fn keep<T>(&mut self, pointer: &str, outcome: Result<T, Invalid>) -> Option<T> {
        outcome.map_err(|invalid| self.add(pointer, invalid)).ok()
    }

    pub fn check_length(&mut self, pointer: &str, text: &str, max: usize) {
        let count = text.chars().count();
        if count > max {
            self.add(pointer, Invalid::TooLong { count, max });
        }
    }

    pub fn required(&mut self, pointer: &str, text: &str, max: usize, what: Message) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            self.add(pointer, Invalid::Missing { what });
            return None;
        }
        self.check_length(pointer, text, max);
        Some(text.to_owned())
    }

    /// Reads a field that may be left empty; `None` when what was given has a fault.
    #[expect(
        clippy::option_option,
        reason = "the outer one is whether it could be read, the inner one whether it was given"
    )]
    pub fn optional<T>(
        &mut self,
        pointer: &str,
        text: &str,
        read: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<Option<T>> {
        match text.trim() {
            "" => Some(None),
            text => self.keep(pointer, read(text)).map(Some),
        }
    }
}

fn parse_demandeur(body: &DemandeurBody, faults: &mut Faults) -> Option<Demandeur> {
    let denomination = faults.required(
        "/demandeur/denomination",
        &body.denomination,
        limits::LINE,
        Message::fixed(
            "Indiquez le nom de l’organisme qui demande l’aide.",
            "Give the name of the body that asks.",
        ),
    );
    let siret = faults.keep(
        "/demandeur/siret",
        Siret::parse(&body.siret).map_err(Invalid::Siret),
    );
    let adresse = faults.required(
        "/demandeur/adresse",
        &body.adresse,
        limits::ADRESSE,
        Message::fixed(
            "Indiquez l’adresse de l’organisme.",
            "Give the address of the body.",
        ),
    );
    let taille = faults.keep(
        "/demandeur/taille",
        choice(
            &body.taille,
            Taille::parse,
            &Taille::ALL.map(Taille::label),
            "Choisissez la taille de l’organisme.",
            "Choose the size of the body.",
        ),
    );
    let representant_legal = faults.required(
        "/demandeur/representant_legal",
        &body.representant_legal,
        limits::LINE,
        Message::fixed(
            "Indiquez le nom et la fonction du représentant légal.",
            "Give the name and position of the legal representative.",
        ),
    );
    faults.check_length("/demandeur/mandataire", body.mandataire.trim(), limits::LINE);
    let courriel = parse_courriel(&body.courriel, faults);
    let telephone = parse_telephone(&body.telephone, faults);
    let code_naf = faults.optional("/demandeur/code_naf", &body.code_naf, |text| {
        CodeNaf::parse(text).map_err(Invalid::Naf)
    });
    let _kept_as_typed = (adresse?, representant_legal?, courriel?);
    Some(Demandeur {
        denomination: denomination?,
        siret: siret?,
        taille: taille?,
        code_naf: code_naf?,
        telephone: telephone?,
    })
}

fn parse_projet(body: &ProjetBody, filing: Option<Filing>, faults: &mut Faults) -> Option<Projet> {
    let intitule = faults.required(
        "/projet/intitule",
        &body.intitule,
        limits::LINE,
        Message::fixed("Donnez un titre à l’étude.", "Give the study a title."),
    );
    let description = faults.required(
        "/projet/description",
        &body.description,
        limits::DESCRIPTION,
        Message::fixed(
            "Décrivez l’étude en quelques phrases.",
            "Describe the study in a few sentences.",
        ),
    );
    let commune = faults.keep(
        "/projet/commune",
        CodeInsee::parse(&body.commune).map_err(|_| Invalid::NotACommune),
    );
    let date_debut = parse_date("/projet/date_debut", &body.date_debut, faults);
    let date_fin = parse_date("/projet/date_fin", &body.date_fin, faults);
    if let (Some(debut), Some(fin)) = (date_debut, date_fin)
        && fin < debut
    {
        faults.add("/projet/date_fin", Invalid::EndsBeforeStart);
    }
    let regime_tva = faults.keep(
        "/projet/regime_tva",
        choice(
            &body.regime_tva,
            RegimeTva::parse,
            &RegimeTva::ALL.map(RegimeTva::label),
            "Dites si les montants sont hors taxes ou toutes taxes comprises.",
            "Say whether amounts are before tax or tax included.",
        ),
    );
    let couts = parse_couts(&body.couts_previsionnels, faults);
    let montant_demande = parse_montant_demande(&body.montant_demande, couts.as_deref(), faults);
    let date_engagement = parse_engagement(&body.date_engagement, filing, faults);
    let _kept_as_typed = (description?, regime_tva?);
    Some(Projet {
        intitule: intitule?,
        commune: commune?,
        date_debut: date_debut?,
        date_fin: date_fin?,
        couts: couts?,
        montant_demande: montant_demande?,
        date_engagement: date_engagement?,
    })
}

/// An address that can be written to is proved by writing to it: only its shape is checked here.
fn parse_courriel(text: &str, faults: &mut Faults) -> Option<String> {
    let pointer = "/demandeur/courriel";
    let what = Message::fixed(
        "Indiquez une adresse de courriel : l’agent y écrira au sujet de la demande.",
        "Give an e-mail address: the agent will write there about the request.",
    );
    let text = faults.required(pointer, text, limits::COURRIEL, what)?;
    let has_shape = text.split_once('@').is_some_and(|(name, domain)| {
        let labels_are_right = domain.split('.').all(|label| !label.is_empty());
        !name.is_empty() && domain.contains('.') && labels_are_right && !domain.contains('@')
    });
    if has_shape && !text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        Some(text)
    } else {
        faults.add(pointer, Invalid::NotACourriel);
        None
    }
}

pub(super) fn parse_date(pointer: &str, text: &str, faults: &mut Faults) -> Option<NaiveDate> {
    let parsed = match text.trim() {
        "" => Err(Invalid::Missing {
            what: Message::fixed("Indiquez cette date.", "Give this date."),
        }),
        text => read_day(text).ok_or(Invalid::NotADate),
    };
    faults.keep(pointer, parsed)
}

/// A study of the State's must not be committed before it is asked for: see [`Demande::file`].
#[expect(
    clippy::option_option,
    reason = "the outer one is whether it could be read, the inner one whether it was given"
)]
fn parse_engagement(text: &str, filing: Option<Filing>, faults: &mut Faults) -> Option<Option<NaiveDate>> {
    let pointer = "/projet/date_engagement";
    let date = faults.optional(pointer, text, |text| read_day(text).ok_or(Invalid::NotADate))?;
    match (date, filing) {
        (
            Some(date),
            Some(Filing {
                regime: Regime::SubventionEtat,
                on,
            }),
        ) if date < on => {
            faults.add(pointer, Invalid::AlreadyBegun { on: date });
            None
        }
        _ => Some(date),
    }
}

#[expect(
    clippy::option_option,
    reason = "the outer one is whether it could be read, the inner one whether it was given"
)]
fn parse_telephone(text: &str, faults: &mut Faults) -> Option<Option<PhoneNumber>> {
    faults.optional("/demandeur/telephone", text, |text| {
        PhoneNumber::parse(text).map_err(Invalid::Telephone)
    })
}

pub(super) fn parse_couts(bodies: &[CoutBody], faults: &mut Faults) -> Option<Vec<Cout>> {
    let pointer = "/projet/couts_previsionnels";
    if bodies.is_empty() {
        faults.add(pointer, Invalid::NoCost);
        return None;
    }
    if bodies.len() > limits::COUTS {
        faults.add(pointer, Invalid::TooManyLines { max: limits::COUTS });
        return None;
    }
    let couts: Vec<Option<Cout>> = bodies
        .iter()
        .enumerate()
        .map(|(line, body)| {
            let libelle = faults.required(
                &format!("{pointer}/{line}/libelle"),
                &body.libelle,
                limits::LINE,
                Message::fixed("Dites à quoi sert cette dépense.", "Say what this cost is for."),
            );
            let montant = parse_montant(&format!("{pointer}/{line}/montant"), &body.montant, faults);
            Some(Cout {
                libelle: libelle?,
                montant: montant?,
            })
        })
        .collect();
    couts.into_iter().collect()
}

pub(super) fn parse_montant(pointer: &str, text: &str, faults: &mut Faults) -> Option<Euros> {
    let what = Message::fixed("Indiquez ce montant, en euros.", "Give this amount, in euros.");
    let parsed = match text.trim() {
        "" => Err(Invalid::Missing { what }),
        text => Euros::parse_typed(text).map_err(Invalid::Amount),
    };
    faults.keep(
        pointer,
        parsed.and_then(|euros| {
            if euros.is_zero() {
                Err(Invalid::Zero)
            } else {
                Ok(euros)
            }
        }),
    )
}

fn parse_montant_demande(text: &str, couts: Option<&[Cout]>, faults: &mut Faults) -> Option<Euros> {
    let pointer = "/projet/montant_demande";
    let montant = parse_montant(pointer, text, faults)?;
    if let Some(couts) = couts {
        let total: Euros = couts.iter().map(|cout| cout.montant).sum();
        if total < montant {
            faults.add(pointer, Invalid::AboveTotal { total });
            return None;
        }
    }
    Some(montant)
}

/// The choice of that name. Its fault lists the answers as the form words them.
pub(super) fn choice<T>(
    text: &str,
    parse: fn(&str) -> Option<T>,
    labels: &[Message],
    missing_fr: &'static str,
    missing_en: &'static str,
) -> Result<T, Invalid> {
    match text {
        "" => Err(Invalid::Missing {
            what: Message::fixed(missing_fr, missing_en),
        }),
        text => parse(text).ok_or_else(|| Invalid::NotAChoice {
            choices: listed(labels),
        }),
    }
}

fn listed(labels: &[Message]) -> Message {
    let in_lang = |lang| {
        let quoted = labels.iter().map(|label| match lang {
            Lang::Fr => format!("«\u{a0}{}\u{a0}»", label.in_lang(lang)),
            Lang::En => format!("“{}”", label.in_lang(lang)),
        });
        quoted.collect::<Vec<_>>().join(", ")
    };
    Message::built(in_lang(Lang::Fr), in_lang(Lang::En))
}
