//! The request itself: from what was typed to a `Demande` that holds, or to every fault at once. Whether its commune
//! exists and is in a territory needs the reference data, which this crate does not hold: the caller tells.

use chrono::NaiveDate;

use super::field::{FieldError, Invalid};
use crate::entreprise::Taille;
use crate::ids::{CodeInsee, Siret};
use crate::message::Message;
use crate::money::Euros;
use crate::wire::{CoutBody, DemandeurBody, FileDossierRequest, ProjetBody};

/// How much a field holds at most, in characters. No text sets these: they bound what is stored, far above what the
/// forms in use hold.
pub mod limits {
    /// A name, a title, a label.
    pub const LINE: usize = 200;
    /// A postal address on one line.
    pub const ADRESSE: usize = 300;
    /// The short description.
    pub const DESCRIPTION: usize = 4_000;
    /// An e-mail address (RFC 5321, 4.5.3.1.3).
    pub const COURRIEL: usize = 254;
    /// Lines of the budget.
    pub const COUTS: usize = 30;
    /// What the hosting page calls itself.
    pub const SOURCE: usize = 100;
}

/// A `Demande` is a request for a subsidy with the fields of the arrêté du 21 août 2018, all of them valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demande {
    demandeur: Demandeur,
    projet: Projet,
}

/// Who asks (arrêté du 21 août 2018, 1: "Identité du demandeur").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demandeur {
    /// "Nom et prénom ou dénomination sociale".
    pub denomination: String,
    /// "N° SIRET ou équivalent".
    pub siret: Siret,
    /// "Taille de l'organisme le cas échéant".
    pub taille: Taille,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Projet {
    intitule: String,
    commune: CodeInsee,
    date_debut: NaiveDate,
    date_fin: NaiveDate,
    couts: Vec<Cout>,
    montant_demande: Euros,
}

/// One line of the "liste des coûts prévisionnels".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cout {
    /// What is paid for.
    pub libelle: String,
    /// How much, above zero.
    pub montant: Euros,
}

/// Whether amounts are before or after tax: the arrêté asks to say which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegimeTva {
    /// "HT": before value-added tax.
    Ht,
    /// "TTC": tax included.
    Ttc,
}

impl RegimeTva {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ht, Self::Ttc];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ht => "ht",
            Self::Ttc => "ttc",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|regime| regime.as_str() == name)
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::Ht => Message::fixed("Hors taxes (HT)", "Before tax"),
            Self::Ttc => Message::fixed("Toutes taxes comprises (TTC)", "Tax included"),
        }
    }
}

impl Demande {
    /// Checks everything that was typed. Amounts are read as people write them; dates as `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Every fault, in the order of the form.
    pub fn parse(request: &FileDossierRequest) -> Result<Self, Vec<FieldError>> {
        let mut faults = Faults::default();
        let demandeur = parse_demandeur(&request.demandeur, &mut faults);
        let projet = parse_projet(&request.projet, &mut faults);
        if !request.attestation_sur_l_honneur {
            faults.add("/attestation_sur_l_honneur", Invalid::NotSworn);
        }
        faults.check_length("/source", &request.source, limits::SOURCE);
        match (demandeur, projet) {
            (Some(demandeur), Some(projet)) if faults.0.is_empty() => Ok(Self { demandeur, projet }),
            _ => Err(faults.0),
        }
    }

    /// Who asks.
    pub const fn demandeur(&self) -> &Demandeur {
        &self.demandeur
    }

    /// What the study is called.
    pub fn intitule(&self) -> &str {
        &self.projet.intitule
    }

    /// Where the study takes place.
    pub const fn commune(&self) -> CodeInsee {
        self.projet.commune
    }

    /// First and last planned days.
    pub const fn dates(&self) -> (NaiveDate, NaiveDate) {
        (self.projet.date_debut, self.projet.date_fin)
    }

    /// What the study costs, line by line.
    pub fn couts(&self) -> &[Cout] {
        &self.projet.couts
    }

    /// What the study costs.
    pub fn total(&self) -> Euros {
        self.projet.couts.iter().map(|cout| cout.montant).sum()
    }

    /// What is asked for: above zero, at most the total.
    pub const fn montant_demande(&self) -> Euros {
        self.projet.montant_demande
    }
}

/// The faults found so far.
#[derive(Default)]
struct Faults(Vec<FieldError>);

impl Faults {
    fn add(&mut self, pointer: &str, invalid: Invalid) {
        self.0.push(FieldError {
            pointer: pointer.to_owned(),
            invalid,
        });
    }

    /// Keeps the value, or notes its fault.
    fn keep<T>(&mut self, pointer: &str, outcome: Result<T, Invalid>) -> Option<T> {
        outcome.map_err(|invalid| self.add(pointer, invalid)).ok()
    }

    fn check_length(&mut self, pointer: &str, text: &str, max: usize) {
        let count = text.chars().count();
        if count > max {
            self.add(pointer, Invalid::TooLong { count, max });
        }
    }

    fn required(&mut self, pointer: &str, text: &str, max: usize, what: Message) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            self.add(pointer, Invalid::Missing { what });
            return None;
        }
        self.check_length(pointer, text, max);
        Some(text.to_owned())
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
            Taille::CODES,
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
    let _kept_as_typed = (adresse?, representant_legal?, courriel?);
    Some(Demandeur {
        denomination: denomination?,
        siret: siret?,
        taille: taille?,
    })
}

fn parse_projet(body: &ProjetBody, faults: &mut Faults) -> Option<Projet> {
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
            "ht, ttc",
            "Dites si les montants sont hors taxes ou toutes taxes comprises.",
            "Say whether amounts are before tax or tax included.",
        ),
    );
    let couts = parse_couts(&body.couts_previsionnels, faults);
    let montant_demande = parse_montant_demande(&body.montant_demande, couts.as_deref(), faults);
    let _kept_as_typed = (description?, regime_tva?);
    Some(Projet {
        intitule: intitule?,
        commune: commune?,
        date_debut: date_debut?,
        date_fin: date_fin?,
        couts: couts?,
        montant_demande: montant_demande?,
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

fn parse_date(pointer: &str, text: &str, faults: &mut Faults) -> Option<NaiveDate> {
    let parsed = match text.trim() {
        "" => Err(Invalid::Missing {
            what: Message::fixed("Indiquez cette date.", "Give this date."),
        }),
        text => read_iso_date(text).ok_or(Invalid::NotADate),
    };
    faults.keep(pointer, parsed)
}

/// Reads `YYYY-MM-DD` by hand: chrono's patterns weigh 15 KiB in the browser.
fn read_iso_date(text: &str) -> Option<NaiveDate> {
    let is_shaped = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_shaped {
        return None;
    }
    NaiveDate::from_ymd_opt(
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    )
}

fn parse_couts(bodies: &[CoutBody], faults: &mut Faults) -> Option<Vec<Cout>> {
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

fn parse_montant(pointer: &str, text: &str, faults: &mut Faults) -> Option<Euros> {
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

fn choice<T>(
    text: &str,
    parse: fn(&str) -> Option<T>,
    choices: &'static str,
    missing_fr: &'static str,
    missing_en: &'static str,
) -> Result<T, Invalid> {
    match text {
        "" => Err(Invalid::Missing {
            what: Message::fixed(missing_fr, missing_en),
        }),
        text => parse(text).ok_or(Invalid::NotAChoice { choices }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SiretError;
    use crate::message::Lang;
    use crate::money::EurosError;

    /// A request that holds, to be spoilt one field at a time.
    fn valid() -> FileDossierRequest {
        FileDossierRequest {
            demandeur: DemandeurBody {
                denomination: "Forges du Doubs".to_owned(),
                siret: "732 829 320 00074".to_owned(),
                adresse: "1 rue des Forges, 39100 Dole".to_owned(),
                taille: "petite".to_owned(),
                representant_legal: "Camille Martin, présidente".to_owned(),
                mandataire: String::new(),
                courriel: "camille@exemple.fr".to_owned(),
            },
            projet: ProjetBody {
                intitule: "Récupération de chaleur".to_owned(),
                description: "Étude de faisabilité.".to_owned(),
                commune: "39198".to_owned(),
                date_debut: "2027-01-04".to_owned(),
                date_fin: "2027-06-30".to_owned(),
                regime_tva: "ht".to_owned(),
                couts_previsionnels: vec![
                    CoutBody {
                        libelle: "Bureau d’études".to_owned(),
                        montant: "24 000,00 €".to_owned(),
                    },
                    CoutBody {
                        libelle: "Mesures".to_owned(),
                        montant: "6000.50".to_owned(),
                    },
                ],
                montant_demande: "15000".to_owned(),
            },
            attestation_sur_l_honneur: true,
            source: String::new(),
        }
    }

    fn faults_of(spoil: impl FnOnce(&mut FileDossierRequest)) -> Vec<(String, &'static str)> {
        let mut request = valid();
        spoil(&mut request);
        match Demande::parse(&request) {
            Ok(_) => Vec::new(),
            Err(faults) => faults
                .into_iter()
                .map(|fault| (fault.pointer, fault.invalid.code()))
                .collect(),
        }
    }

    fn one(pointer: &str, code: &'static str) -> Vec<(String, &'static str)> {
        vec![(pointer.to_owned(), code)]
    }

    #[test]
    fn a_valid_request_adds_up() {
        let demande = Demande::parse(&valid()).expect("valid");
        // 24 000,00 + 6 000,50 = 30 000,50.
        assert_eq!(demande.total().to_string(), "30000.50");
        assert_eq!(demande.demandeur().siret.as_str(), "73282932000074");
    }

    #[test]
    fn an_empty_request_tells_every_fault_at_once() {
        let faults = Demande::parse(&FileDossierRequest::default()).expect_err("empty");
        let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/demandeur/denomination",
                "/demandeur/siret",
                "/demandeur/adresse",
                "/demandeur/taille",
                "/demandeur/representant_legal",
                "/demandeur/courriel",
                "/projet/intitule",
                "/projet/description",
                "/projet/commune",
                "/projet/date_debut",
                "/projet/date_fin",
                "/projet/regime_tva",
                "/projet/couts_previsionnels",
                "/projet/montant_demande",
                "/attestation_sur_l_honneur",
            ]
        );
    }

    #[test]
    fn each_field_names_its_own_fault() {
        assert_eq!(
            faults_of(|r| r.demandeur.siret = "732829320".to_owned()),
            one("/demandeur/siret", "siret_is_siren")
        );
        assert_eq!(
            faults_of(|r| r.demandeur.taille = "geante".to_owned()),
            one("/demandeur/taille", "not_a_choice")
        );
        assert_eq!(
            faults_of(|r| r.projet.commune = "Dole".to_owned()),
            one("/projet/commune", "not_a_commune")
        );
        assert_eq!(
            faults_of(|r| r.projet.regime_tva = "HT".to_owned()),
            one("/projet/regime_tva", "not_a_choice")
        );
        assert_eq!(
            faults_of(|r| r.attestation_sur_l_honneur = false),
            one("/attestation_sur_l_honneur", "not_sworn")
        );
    }

    #[test]
    fn the_end_may_be_the_day_of_the_start_but_not_before() {
        let ends = |day: &str| faults_of(|r| r.projet.date_fin = day.to_owned());
        assert_eq!(ends("2027-01-03"), one("/projet/date_fin", "ends_before_start"));
        assert_eq!(ends("2027-01-04"), []);
        assert_eq!(ends("2027-01-05"), []);
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        for text in [
            "2027-02-29",
            "04/01/2027",
            "2027-1-4",
            "2027-13-01",
            "+027-01-01",
            "2027-01-04T00:00",
            "demain",
        ] {
            assert_eq!(
                faults_of(|r| r.projet.date_debut = text.to_owned()),
                one("/projet/date_debut", "not_a_date"),
                "{text}"
            );
        }
        assert_eq!(faults_of(|r| r.projet.date_fin = "2028-02-29".to_owned()), []);
    }

    #[test]
    fn amounts_name_their_line() {
        let line = |text: &str| faults_of(|r| r.projet.couts_previsionnels[1].montant = text.to_owned());
        let pointer = "/projet/couts_previsionnels/1/montant";
        assert_eq!(line("-1"), one(pointer, "amount_negative"));
        assert_eq!(line("1.005"), one(pointer, "amount_too_many_decimals"));
        assert_eq!(line("six mille"), one(pointer, "amount_not_a_number"));
        assert_eq!(line("0"), one(pointer, "zero"));
        assert_eq!(line(""), one(pointer, "missing"));
    }

    #[test]
    fn at_most_the_total_may_be_asked_for() {
        let ask = |text: &str| faults_of(|r| r.projet.montant_demande = text.to_owned());
        assert_eq!(ask("30000.49"), []);
        assert_eq!(ask("30000.50"), []);
        assert_eq!(ask("30000.51"), one("/projet/montant_demande", "above_total"));
    }

    #[test]
    fn a_text_has_at_most_its_limit_of_characters() {
        for (length, fine) in [(199, true), (200, true), (201, false)] {
            let faults = faults_of(|r| r.projet.intitule = "é".repeat(length));
            assert_eq!(faults.is_empty(), fine, "{length}");
        }
    }

    #[test]
    fn a_budget_has_one_to_thirty_lines() {
        for (count, fine) in [(0, false), (1, true), (30, true), (31, false)] {
            let faults = faults_of(|r| {
                r.projet.couts_previsionnels = vec![
                    CoutBody {
                        libelle: "Ligne".to_owned(),
                        montant: "20000".to_owned()
                    };
                    count
                ];
            });
            assert_eq!(faults.is_empty(), fine, "{count}");
        }
    }

    #[test]
    fn addresses_have_the_shape_of_one() {
        for (text, fine) in [
            ("camille@exemple.fr", true),
            ("c.martin+aide@sous.exemple.fr", true),
            ("camille", false),
            ("@exemple.fr", false),
            ("camille@exemple", false),
            ("camille@.fr", false),
            ("a@b@exemple.fr", false),
            ("cam ille@exemple.fr", false),
        ] {
            assert_eq!(
                faults_of(|r| r.demandeur.courriel = text.to_owned()).is_empty(),
                fine,
                "{text}"
            );
        }
    }

    #[test]
    fn every_fault_speaks_both_languages() {
        for invalid in [
            Invalid::Siret(SiretError::WrongCheck),
            Invalid::Amount(EurosError::TooLarge),
            Invalid::TooLong { count: 201, max: 200 },
            Invalid::AboveTotal {
                total: Euros::from_cents(1),
            },
            Invalid::CommuneOutsideTerritoire,
        ] {
            let message = invalid.message();
            assert_ne!(message.in_lang(Lang::Fr), message.in_lang(Lang::En));
        }
    }
}
