//! What can be wrong with a field of the request, in words a person can act on. The checks are in `demande`.

use chrono::NaiveDate;

use crate::format;
use crate::ids::{CodeNafError, PhoneNumberError, SiretError};
use crate::message::{Lang, Message};
use crate::money::{Euros, EurosError};
use crate::wire::FieldProblem;

/// A field at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer of the field in the request.
    pub pointer: String,
    /// What is wrong with it.
    pub invalid: Invalid,
}

impl FieldError {
    /// The fault as it crosses the wire.
    pub fn to_problem(&self) -> FieldProblem {
        FieldProblem::new(self.pointer.clone(), self.invalid.code(), &self.invalid.message())
    }
}

/// Why a field is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// Nothing was given.
    Missing {
        /// What to give.
        what: Message,
    },
    /// More characters than the limit.
    TooLong {
        /// Characters given.
        count: usize,
        /// Characters allowed.
        max: usize,
    },
    /// Not a SIRET.
    Siret(SiretError),
    /// Not one of the choices.
    NotAChoice {
        /// The answers offered, in words.
        choices: Message,
    },
    /// Not an address to write to.
    NotACourriel,
    /// Not a commune's code.
    NotACommune,
    /// The commune exists nowhere in the official code of 2026.
    UnknownCommune,
    /// The commune is in no Territoire d'industrie.
    CommuneOutsideTerritoire,
    /// The commune is in another territory than the dossier.
    AnotherTerritoire,
    /// Not a day of the calendar.
    NotADate,
    /// The end comes before the start.
    EndsBeforeStart,
    /// Not an amount.
    Amount(EurosError),
    /// An amount of nothing.
    Zero,
    /// No cost at all.
    NoCost,
    /// More lines than the limit.
    TooManyLines {
        /// Lines allowed.
        max: usize,
    },
    /// More is asked for than the study costs.
    AboveTotal {
        /// What the study costs.
        total: Euros,
    },
    /// More lines than the limit, in a list other than the budget.
    TooManyItems {
        /// Lines allowed.
        max: usize,
    },
    /// The plan de financement does not add up to what the study costs.
    PlanNotTotal {
        /// What the plan adds up to.
        plan: Euros,
        /// What the study costs.
        total: Euros,
    },
    /// The plan de financement asks for less than the request does.
    PlanBelowAsked {
        /// What the lines asked for add up to.
        sollicite: Euros,
        /// What the request asks for.
        montant_demande: Euros,
    },
    /// The study was committed before the day of the filing.
    AlreadyBegun {
        /// The day it was committed.
        on: NaiveDate,
    },
    /// A day to come, for something that has happened.
    InTheFuture,
    /// Not a code of activity.
    Naf(CodeNafError),
    /// Not a telephone number.
    Telephone(PhoneNumberError),
    /// Not the number of a document.
    NotAPiece,
    /// A document that was not sent under the key of this request, did not arrive whole, or is no longer kept.
    PieceNotSent,
    /// The same document twice.
    PieceTwice,
    /// More documents than a dossier holds.
    TooManyPieces {
        /// Documents allowed.
        max: usize,
    },
    /// The statement is not sworn.
    NotSworn,
}

impl Invalid {
    /// Stable name of the fault.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } | Self::Siret(SiretError::Empty) => "missing",
            Self::TooLong { .. } => "too_long",
            Self::Siret(SiretError::NotDigits) => "siret_not_digits",
            Self::Siret(SiretError::IsSiren) => "siret_is_siren",
            Self::Siret(SiretError::WrongLength { .. }) => "siret_wrong_length",
            Self::Siret(SiretError::WrongCheck) => "siret_wrong_check",
            Self::NotAChoice { .. } => "not_a_choice",
            Self::NotACourriel => "not_a_courriel",
            Self::NotACommune => "not_a_commune",
            Self::UnknownCommune => "unknown_commune",
            Self::CommuneOutsideTerritoire => "outside_territoire",
            Self::AnotherTerritoire => "another_territoire",
            Self::NotADate => "not_a_date",
            Self::EndsBeforeStart => "ends_before_start",
            Self::Amount(EurosError::NotANumber) => "amount_not_a_number",
            Self::Amount(EurosError::Negative) => "amount_negative",
            Self::Amount(EurosError::TooManyDecimals) => "amount_too_many_decimals",
            Self::Amount(EurosError::TooLarge) => "amount_too_large",
            Self::Zero => "zero",
            Self::NoCost => "no_cost",
            Self::TooManyLines { .. } => "too_many_lines",
            Self::AboveTotal { .. } => "above_total",
            Self::TooManyItems { .. } => "too_many_items",
            Self::PlanNotTotal { .. } => "plan_not_total",
            Self::PlanBelowAsked { .. } => "plan_below_asked",
            Self::AlreadyBegun { .. } => "already_begun",
            Self::InTheFuture => "in_the_future",
            Self::Naf(CodeNafError::WrongShape) => "naf_wrong_shape",
            Self::Naf(CodeNafError::UnknownDivision { .. }) => "naf_unknown_division",
            Self::Telephone(PhoneNumberError::Empty) => "telephone_empty",
            Self::Telephone(PhoneNumberError::NotDigits) => "telephone_not_digits",
            Self::Telephone(PhoneNumberError::OtherCountry) => "telephone_other_country",
            Self::Telephone(PhoneNumberError::WrongLength { .. }) => "telephone_wrong_length",
            Self::Telephone(PhoneNumberError::WrongStart) => "telephone_wrong_start",
            Self::NotAPiece => "not_a_piece",
            Self::PieceNotSent => "piece_not_sent",
            Self::PieceTwice => "piece_twice",
            Self::TooManyPieces { .. } => "too_many_pieces",
            Self::NotSworn => "not_sworn",
        }
    }

    /// What is wrong and what to do.
    #[expect(clippy::too_many_lines, reason = "it is a table: one sentence for each fault")]
    pub fn message(&self) -> Message {
        match self {
            Self::Missing { what } => what.clone(),
            Self::TooLong { count, max } => Message::too_long(*count, *max),
            Self::Siret(error) => error.message(),
            Self::NotAChoice { choices } => Message::built(
                format!(
                    "Choisissez une des réponses proposées\u{a0}: {}.",
                    choices.in_lang(Lang::Fr)
                ),
                format!(
                    "Choose one of the answers offered: {}.",
                    choices.in_lang(Lang::En)
                ),
            ),
            Self::NotACourriel => Message::fixed(
                "Cette adresse n’est pas une adresse de courriel. Écrivez-la comme nom@exemple.fr.",
                "This is not an e-mail address. Write it like name@example.fr.",
            ),
            Self::NotACommune => crate::ids::CodeInseeError.message(),
            Self::UnknownCommune => Message::fixed(
                "Cette commune n’existe pas dans le découpage officiel de 2026. Choisissez-la dans la liste.",
                "This commune does not exist in the official geography of 2026. Choose it in the list.",
            ),
            Self::CommuneOutsideTerritoire => Message::fixed(
                "Cette commune n’est dans aucun Territoire d’industrie 2023-2027 : la demande ne peut pas être déposée \
                 ici. Choisissez la commune où l’étude a lieu.",
                "This commune is in no Territoire d’industrie of 2023-2027: the request cannot be filed here. Choose \
                 the commune where the study takes place.",
            ),
            Self::AnotherTerritoire => Message::fixed(
                "Cette commune est dans un autre Territoire d’industrie que la demande. Gardez une commune du même \
                 territoire, ou retirez la demande et déposez-en une nouvelle.",
                "This commune is in another Territoire d’industrie than the request. Keep a commune of the same territory, \
                 or withdraw the request and file a new one.",
            ),
            Self::NotADate => Message::fixed(
                "Ce n’est pas une date du calendrier. Indiquez le jour, le mois et l’année.",
                "This is not a date of the calendar. Give the day, the month and the year.",
            ),
            Self::EndsBeforeStart => Message::fixed(
                "La fin prévue vient avant le début. Corrigez l’une des deux dates.",
                "The planned end comes before the start. Correct one of the two dates.",
            ),
            Self::Amount(error) => error.message(),
            Self::Zero => Message::fixed("Indiquez un montant supérieur à 0 €.", "Give an amount above €0."),
            Self::NoCost => Message::fixed(
                "Ajoutez au moins une dépense prévue, avec son montant.",
                "Add at least one planned cost, with its amount.",
            ),
            Self::TooManyLines { max } => Message::built(
                format!("Le budget a plus de {max} lignes. Regroupez des dépenses."),
                format!("The budget has more than {max} lines. Group some costs."),
            ),
            Self::AboveTotal { total } => Message::built(
                format!(
                    "Le montant demandé dépasse le coût de l’étude ({}). Demandez au plus ce coût.",
                    format::euros(*total, Lang::Fr)
                ),
                format!(
                    "The amount asked for is above the cost of the study ({}). Ask for that cost at most.",
                    format::euros(*total, Lang::En)
                ),
            ),
            Self::TooManyItems { max } => Message::built(
                format!("Cette liste a plus de {max} lignes. Regroupez-en."),
                format!("This list has more than {max} lines. Group some."),
            ),
            Self::PlanNotTotal { plan, total } => Message::built(
                format!(
                    "Le plan de financement fait {} et l’étude coûte {}. Les deux totaux doivent être égaux.",
                    format::euros_fr(*plan),
                    format::euros_fr(*total)
                ),
                format!(
                    "The funding plan adds up to {} and the study costs {}. The two totals must be equal.",
                    format::euros_en(*plan),
                    format::euros_en(*total)
                ),
            ),
            Self::PlanBelowAsked {
                sollicite,
                montant_demande,
            } => Message::built(
                format!(
                    "Le plan de financement sollicite {} et la demande {}. Ajoutez au plan l’aide demandée ici.",
                    format::euros_fr(*sollicite),
                    format::euros_fr(*montant_demande)
                ),
                format!(
                    "The funding plan asks for {} and the request for {}. Add to the plan the aid asked for here.",
                    format::euros_en(*sollicite),
                    format::euros_en(*montant_demande)
                ),
            ),
            Self::AlreadyBegun { on } => Message::built(
                format!(
                    "L’étude est engagée depuis le {}\u{a0}: l’aide doit être demandée avant. Vérifiez cette date\u{a0}; si \
                     elle est exacte, cette étude ne peut pas être aidée.",
                    format::date(*on, Lang::Fr)
                ),
                format!(
                    "The study has been committed since {}: the aid must be asked for before. Check this date; if it is \
                     right, this study cannot be aided.",
                    format::date(*on, Lang::En)
                ),
            ),
            Self::InTheFuture => Message::fixed(
                "Ce jour est à venir. Indiquez le jour où l’aide a été accordée.",
                "This day is to come. Give the day on which the aid was granted.",
            ),
            Self::Naf(error) => error.message(),
            Self::Telephone(error) => error.message(),
            Self::NotAPiece => Message::fixed(
                "Ce numéro de pièce n’en est pas un. Envoyez la pièce de nouveau.",
                "This number of a document is not one. Send the document again.",
            ),
            Self::PieceNotSent => Message::fixed(
                "Cette pièce n’est pas arrivée entière, ou n’est plus gardée. Envoyez-la de nouveau.",
                "This document did not arrive whole, or is no longer kept. Send it again.",
            ),
            Self::PieceTwice => Message::fixed(
                "Cette pièce est jointe deux fois. Retirez-en une.",
                "This document is joined twice. Remove one.",
            ),
            Self::TooManyPieces { max } => Message::built(
                format!("Une demande a {max} pièces au plus. Réunissez-en plusieurs dans un même PDF."),
                format!("A request has {max} documents at most. Put several together in one PDF."),
            ),
            Self::NotSworn => Message::fixed(
                "Cochez l’attestation sur l’honneur : sans elle, la demande ne peut pas être reçue.",
                "Tick the sworn statement: without it, the request cannot be received.",
            ),
        }
    }
}
