//! Why a step of a dossier is refused, in words an agent can act on. The rules are in `decide`.

use chrono::NaiveDate;

use super::event::Action;
use super::parameters::ACOMPTES_DOUBT;
use super::status::Status;
use crate::format;
use crate::message::{Lang, Message};
use crate::money::Euros;
use crate::wire::FieldProblem;

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefusedMove {
    /// That status does not follow this one.
    #[error("move the dossier from {} to {}", from.as_str(), to.as_str())]
    NotFrom {
        /// Where it stands.
        from: Status,
        /// Where it was to go.
        to: Status,
    },
    /// That step is not taken in this status.
    #[error("record {}: the dossier is {}", action.as_str(), status.as_str())]
    NotWhile {
        /// Where it stands.
        status: Status,
        /// The step.
        action: Action,
    },
    /// Silence has made the request admissible already.
    #[error("declare the request not admissible: without an answer by {last_day} it counts as admissible")]
    RecevableBySilence {
        /// The last day to say otherwise.
        last_day: NaiveDate,
    },
    /// A correction that asks for nothing.
    #[error("ask for a correction of nothing")]
    NothingToCorrect,
    /// A correction that is due before today.
    #[error("ask for a correction by {due}, which is past")]
    DueInThePast {
        /// The day given.
        due: NaiveDate,
    },
    /// An answer that amends nothing.
    #[error("answer a correction with nothing")]
    NothingAnswered,
    /// No document among those to join.
    #[error("join no document")]
    NoPiece,
    /// More documents than a dossier holds.
    #[error("join documents to the {held} that there are: {max} are the most")]
    TooManyPieces {
        /// Documents that count already.
        held: usize,
        /// Documents allowed.
        max: usize,
    },
    /// An answer that asks for nothing, or for more than the costs.
    #[error("ask for {montant_demande} of costs of {total}")]
    AmountsDisagree {
        /// The planned costs.
        total: Euros,
        /// The amount asked for.
        montant_demande: Euros,
    },
    /// The texts that apply let nobody extend the time to decide.
    #[error("extend the time to decide: no text that applies allows it")]
    NoExtension,
    /// The time to decide is over already.
    #[error("extend the time to decide: it ended on {last_day}")]
    AlreadyLapsed {
        /// Its last day.
        last_day: NaiveDate,
    },
    /// The new day is not after the one it replaces.
    #[error("extend the time to decide to {until}: it runs to {last_day}")]
    NotLater {
        /// The day given.
        until: NaiveDate,
        /// The day it runs to.
        last_day: NaiveDate,
    },
    /// More than the study costs.
    #[error("grant {montant}: the costs are {total}")]
    AboveTotal {
        /// What was to be granted.
        montant: Euros,
        /// The planned costs.
        total: Euros,
    },
    /// Nothing.
    #[error("grant nothing")]
    NothingGranted,
    /// An eligible expense above the costs.
    #[error("grant on a base of {base}: the costs are {total}")]
    BaseAboveTotal {
        /// The base given.
        base: Euros,
        /// The planned costs.
        total: Euros,
    },
    /// More than the calculation gives.
    #[error("grant {montant}: the calculation gives {calculated}")]
    AboveCalcul {
        /// What was to be granted.
        montant: Euros,
        /// What base and rate give, not rounded.
        calculated: Euros,
    },
    /// More than is allowed or left.
    #[error("accept {montant}: at most {limit}")]
    AboveLimit {
        /// The field that holds the amount.
        pointer: &'static str,
        /// What sets the limit.
        kind: LimitKind,
        /// The amount given.
        montant: Euros,
        /// The most it could be.
        limit: Euros,
    },
    /// An extension to a day that is past.
    #[error("extend the time to decide to {until}, which is past")]
    ExtendedIntoThePast {
        /// The day given.
        until: NaiveDate,
    },
    /// A payment of nothing.
    #[error("pay nothing")]
    NothingPaid,
    /// The advance was paid already.
    #[error("pay a second advance")]
    SecondAvance,
    /// The balance was paid already: nothing comes after it.
    #[error("pay after the balance")]
    SoldeAlreadyPaid,
    /// The balance comes after the convention.
    #[error("pay the balance before the convention")]
    SoldeBeforeConvention,
    /// The balance is not paid yet.
    #[error("close the dossier: {remaining} remain to be paid")]
    SoldeNotPaid {
        /// What is granted and not paid.
        remaining: Euros,
    },
    /// A day to come, for something that has happened.
    #[error("record something of {day}, which is to come")]
    InTheFuture {
        /// The field that holds the day.
        pointer: &'static str,
        /// The day given.
        day: NaiveDate,
    },
    /// A day before the request was received.
    #[error("record a day before the request was received on {received_on}")]
    BeforeReceipt {
        /// The field that holds the day.
        pointer: &'static str,
        /// The day of receipt.
        received_on: NaiveDate,
    },
    /// A day before the aid was granted, for something that follows.
    #[error("record a day before the aid was granted on {granted_on}")]
    BeforeGrant {
        /// The field that holds the day.
        pointer: &'static str,
        /// The day of the grant.
        granted_on: NaiveDate,
    },
    /// A balance paid before the convention was signed.
    #[error("record a balance paid before the convention was signed on {signed_on}")]
    BeforeConvention {
        /// The day of the signature.
        signed_on: NaiveDate,
    },
}

/// What sets the most that an amount may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    /// The advance of a State subsidy without a guarantee (décret n° 2018-514, article 12, II).
    Avance,
    /// The same with a first-demand guarantee (article 12, II).
    AvanceWithGarantie,
    /// The advance that the decision states.
    AvanceDecided,
    /// The instalments of a State subsidy (article 12, III).
    Acomptes,
    /// What is granted and not paid.
    Remaining,
}

impl LimitKind {
    /// Each of them.
    pub const ALL: [Self; 5] = [
        Self::Avance,
        Self::AvanceWithGarantie,
        Self::AvanceDecided,
        Self::Acomptes,
        Self::Remaining,
    ];

    fn message(self, limit: Euros) -> Message {
        let (fr, en) = (format::euros_fr(limit), format::euros_en(limit));
        let (fr, en) = match self {
            Self::Avance => (
                format!(
                    "L’avance sans garantie est de {fr} au plus (décret n°\u{a0}2018-514, article\u{a0}12, II). Réduisez-la."
                ),
                format!(
                    "Without a guarantee, the advance is {en} at most (décret n° 2018-514, article 12, II). Reduce it."
                ),
            ),
            Self::AvanceWithGarantie => (
                format!(
                    "L’avance avec garantie à première demande est de {fr} au plus (décret n°\u{a0}2018-514, \
                     article\u{a0}12, II). Réduisez-la."
                ),
                format!(
                    "With a first-demand guarantee, the advance is {en} at most (décret n° 2018-514, article 12, II). \
                     Reduce it."
                ),
            ),
            Self::AvanceDecided => (
                format!("La décision d’attribution permet une avance de {fr} au plus. Réduisez-la."),
                format!("The decision allows an advance of {en} at most. Reduce it."),
            ),
            Self::Acomptes => (
                format!(
                    "Il reste {fr} au plus à verser en acomptes (décret n°\u{a0}2018-514, article\u{a0}12, III). \
                     Réduisez celui-ci. {}",
                    ACOMPTES_DOUBT.message.in_lang(Lang::Fr)
                ),
                format!(
                    "At most {en} remain to be paid in instalments (décret n° 2018-514, article 12, III). Reduce this \
                     one. {}",
                    ACOMPTES_DOUBT.message.in_lang(Lang::En)
                ),
            ),
            Self::Remaining => (
                format!("Il reste {fr} au plus à verser sur l’aide accordée. Réduisez ce montant."),
                format!("At most {en} of the aid granted remain to be paid. Reduce this amount."),
            ),
        };
        Message::built(fr, en)
    }
}

impl RefusedMove {
    /// The fault, at the field that holds it.
    pub fn field_problem(&self) -> FieldProblem {
        FieldProblem::new(self.pointer(), self.code(), &self.message())
    }

    /// JSON pointer of the field at fault in `MoveDossierRequest`.
    pub const fn pointer(&self) -> &'static str {
        match self {
            Self::NotFrom { .. } | Self::RecevableBySilence { .. } | Self::SoldeNotPaid { .. } => "/status",
            Self::NotWhile { .. } | Self::NoExtension | Self::AlreadyLapsed { .. } => "/action",
            Self::NothingToCorrect => "/correction/items",
            Self::DueInThePast { .. } => "/correction/due",
            Self::NothingAnswered => "/request",
            Self::NoPiece | Self::TooManyPieces { .. } => "/pieces",
            Self::AmountsDisagree { .. } => "/projet/montant_demande",
            Self::NotLater { .. } | Self::ExtendedIntoThePast { .. } => "/until",
            Self::AboveTotal { .. } | Self::NothingGranted | Self::AboveCalcul { .. } => "/montant_accorde",
            Self::BaseAboveTotal { .. } => "/octroi/calcul/base",
            Self::NothingPaid => "/versement/montant",
            Self::SecondAvance | Self::SoldeAlreadyPaid | Self::SoldeBeforeConvention => "/versement/kind",
            Self::AboveLimit { pointer, .. }
            | Self::InTheFuture { pointer, .. }
            | Self::BeforeReceipt { pointer, .. }
            | Self::BeforeGrant { pointer, .. } => pointer,
            Self::BeforeConvention { .. } => "/versement/day",
        }
    }

    /// Stable name of the fault.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFrom { .. } | Self::NotWhile { .. } => "impossible_move",
            Self::RecevableBySilence { .. } => "recevable_by_silence",
            Self::NothingToCorrect | Self::NothingAnswered | Self::NoPiece => "missing",
            Self::TooManyPieces { .. } => "too_many_pieces",
            Self::DueInThePast { .. } | Self::ExtendedIntoThePast { .. } => "in_the_past",
            Self::AmountsDisagree { .. } | Self::AboveTotal { .. } | Self::BaseAboveTotal { .. } => {
                "above_total"
            }
            Self::NoExtension => "no_extension",
            Self::AlreadyLapsed { .. } => "already_lapsed",
            Self::NotLater { .. } => "not_later",
            Self::NothingGranted | Self::NothingPaid => "zero",
            Self::AboveCalcul { .. } => "above_calcul",
            Self::AboveLimit { .. } => "above_limit",
            Self::SecondAvance => "second_avance",
            Self::SoldeAlreadyPaid => "solde_already_paid",
            Self::SoldeBeforeConvention => "solde_before_convention",
            Self::SoldeNotPaid { .. } => "solde_not_paid",
            Self::InTheFuture { .. } => "in_the_future",
            Self::BeforeReceipt { .. } => "before_receipt",
            Self::BeforeGrant { .. } => "before_grant",
            Self::BeforeConvention { .. } => "before_convention",
        }
    }

    /// What is wrong and what to do.
    #[expect(clippy::too_many_lines, reason = "it is a table: one sentence for each fault")]
    pub fn message(&self) -> Message {
        match self {
            Self::NotFrom { from, to } => not_from(*from, *to),
            Self::NotWhile { status, action } => not_while(*status, *action),
            Self::RecevableBySilence { last_day } => with_day(
                *last_day,
                |day| {
                    format!(
                        "Sans réponse jusqu’au {day} inclus, cette demande est réputée recevable\u{a0}: elle ne peut plus être \
                         déclarée irrecevable. Passez-la en instruction."
                    )
                },
                |day| {
                    format!(
                        "Without an answer up to and including {day}, this request counts as admissible: it can no longer be \
                         declared otherwise. Start its examination."
                    )
                },
            ),
            Self::NothingToCorrect => Message::fixed(
                "Indiquez au moins un champ ou une pièce à compléter.",
                "Give at least one field or document to complete.",
            ),
            Self::DueInThePast { due } => with_day(
                *due,
                |day| {
                    format!(
                        "Le {day} est passé. Laissez au demandeur aujourd’hui ou un jour à venir pour répondre."
                    )
                },
                |day| format!("{day} is past. Give the applicant today or a day to come to answer."),
            ),
            Self::NothingAnswered => Message::fixed(
                "Modifiez au moins un champ ou ajoutez une pièce avant de répondre.",
                "Change at least one field or add a document before answering.",
            ),
            Self::NoPiece => {
                Message::fixed("Choisissez au moins une pièce.", "Choose at least one document.")
            }
            Self::TooManyPieces { held: 0, max } => Message::built(
                format!(
                    "{max} pièces au plus sont acceptées en une fois. Réunissez-en plusieurs dans un même PDF."
                ),
                format!("{max} documents at most are accepted at once. Put several together in one PDF."),
            ),
            Self::TooManyPieces { held, max } => Message::built(
                format!(
                    "Une demande a {max} pièces au plus, et celle-ci en a déjà {held}. Réunissez-en plusieurs dans un même PDF."
                ),
                format!(
                    "A request has {max} documents at most, and this one has {held} already. Put several together in one PDF."
                ),
            ),
            Self::AmountsDisagree { total, .. } => with_amount(
                *total,
                |total| {
                    format!(
                        "Demandez un montant supérieur à 0\u{a0}€ et au plus le coût de l’étude ({total})."
                    )
                },
                |total| format!("Ask for an amount above €0 and at most the cost of the study ({total})."),
            ),
            Self::NoExtension => Message::fixed(
                "Aucun texte ne permet de prolonger le délai de cette demande. Décidez avant sa fin.",
                "No text allows the time of this request to be extended. Decide before its end.",
            ),
            Self::AlreadyLapsed { last_day } => with_day(
                *last_day,
                |day| format!("Le délai a pris fin le {day}\u{a0}: il ne peut plus être prolongé."),
                |day| format!("The time ended on {day}: it can no longer be extended."),
            ),
            Self::NotLater { last_day, .. } => with_day(
                *last_day,
                |day| format!("Le délai court déjà jusqu’au {day}. Indiquez un jour postérieur."),
                |day| format!("The time already runs to {day}. Give a later day."),
            ),
            Self::AboveTotal { total, .. } => with_amount(
                *total,
                |total| {
                    format!(
                        "Le montant accordé dépasse les coûts de l’étude ({total}). Accordez ces coûts au plus."
                    )
                },
                |total| {
                    format!(
                        "The amount granted is above the costs of the study ({total}). Grant those costs at most."
                    )
                },
            ),
            Self::NothingGranted => Message::fixed(
                "Indiquez le montant accordé, supérieur à 0\u{a0}€.",
                "Give the amount granted, above €0.",
            ),
            Self::BaseAboveTotal { total, .. } => with_amount(
                *total,
                |total| {
                    format!(
                        "La dépense retenue dépasse les coûts de l’étude ({total}). Retenez ces coûts au plus."
                    )
                },
                |total| {
                    format!(
                        "The eligible expense is above the costs of the study ({total}). Take those costs at most."
                    )
                },
            ),
            Self::AboveCalcul { calculated, .. } => with_amount(
                calculated.floor_to_cent(),
                |amount| {
                    format!(
                        "Le montant accordé dépasse ce que donne le calcul ({amount}). Corrigez l’un des deux."
                    )
                },
                |amount| {
                    format!(
                        "The amount granted is above what the calculation gives ({amount}). Correct one of the two."
                    )
                },
            ),
            Self::AboveLimit { kind, limit, .. } => kind.message(limit.floor_to_cent()),
            Self::ExtendedIntoThePast { until } => with_day(
                *until,
                |day| format!("Le {day} est passé. Indiquez aujourd’hui ou un jour à venir."),
                |day| format!("{day} is past. Give today or a day to come."),
            ),
            Self::NothingPaid => Message::fixed(
                "Indiquez le montant versé, supérieur à 0\u{a0}€.",
                "Give the amount paid, above €0.",
            ),
            Self::SecondAvance => Message::fixed(
                "L’avance a déjà été versée. Enregistrez un acompte.",
                "The advance was paid already. Record an instalment.",
            ),
            Self::SoldeAlreadyPaid => Message::fixed(
                "Le solde a déjà été versé\u{a0}: aucun versement ne le suit. Soldez le dossier.",
                "The balance was paid already: no payment follows it. Close the dossier.",
            ),
            Self::SoldeBeforeConvention => Message::fixed(
                "Le solde vient après la convention. Enregistrez d’abord sa signature.",
                "The balance comes after the convention. Record its signature first.",
            ),
            Self::SoldeNotPaid { remaining } => with_amount(
                *remaining,
                |amount| {
                    format!(
                        "Le solde n’est pas versé\u{a0}: il reste {amount}. Enregistrez-le avant de solder le dossier."
                    )
                },
                |amount| {
                    format!("The balance is not paid: {amount} remain. Record it before closing the dossier.")
                },
            ),
            Self::InTheFuture { day, .. } => with_day(
                *day,
                |day| format!("Le {day} est à venir. Indiquez le jour où cela a eu lieu."),
                |day| format!("{day} is to come. Give the day on which it happened."),
            ),
            Self::BeforeReceipt { received_on, .. } => with_day(
                *received_on,
                |day| format!("Ce jour vient avant la réception de la demande, le {day}. Corrigez-le."),
                |day| format!("This day comes before the request was received, on {day}. Correct it."),
            ),
            Self::BeforeGrant { granted_on, .. } => with_day(
                *granted_on,
                |day| format!("Ce jour vient avant celui où l’aide a été accordée, le {day}. Corrigez-le."),
                |day| format!("This day comes before the aid was granted, on {day}. Correct it."),
            ),
            Self::BeforeConvention { signed_on } => with_day(
                *signed_on,
                |day| {
                    format!("Le solde vient après la signature de la convention, le {day}. Corrigez ce jour.")
                },
                |day| {
                    format!("The balance comes after the convention was signed, on {day}. Correct this day.")
                },
            ),
        }
    }
}

fn not_from(from: Status, to: Status) -> Message {
    let label = |status: Status, lang| status.label().in_lang(lang).to_owned();
    Message::built(
        format!(
            "Une demande «\u{a0}{}\u{a0}» ne peut pas devenir «\u{a0}{}\u{a0}». Rechargez-la et choisissez une étape possible.",
            label(from, Lang::Fr),
            label(to, Lang::Fr)
        ),
        format!(
            "A request that is “{}” cannot become “{}”. Reload it and choose a possible step.",
            label(from, Lang::En),
            label(to, Lang::En)
        ),
    )
}

fn not_while(status: Status, action: Action) -> Message {
    let (fr, en) = match action {
        Action::Prorogation => (
            "son délai ne peut pas être prolongé",
            "its time cannot be extended",
        ),
        Action::Avis => ("un avis n’y change rien", "an opinion changes nothing"),
        Action::Versement => ("rien ne peut être versé", "nothing can be paid"),
        Action::Pieces => (
            "aucune pièce ne peut plus y être ajoutée",
            "no document can be added to it any more",
        ),
    };
    let label = status.label();
    Message::built(
        format!(
            "Cette demande est «\u{a0}{}\u{a0}»\u{a0}: {fr}. Rechargez-la et choisissez une étape possible.",
            label.in_lang(Lang::Fr)
        ),
        format!(
            "This request is “{}”: {en}. Reload it and choose a possible step.",
            label.in_lang(Lang::En)
        ),
    )
}

fn with_day(day: NaiveDate, fr: impl Fn(String) -> String, en: impl Fn(String) -> String) -> Message {
    Message::built(fr(format::date(day, Lang::Fr)), en(format::date(day, Lang::En)))
}

fn with_amount(amount: Euros, fr: impl Fn(String) -> String, en: impl Fn(String) -> String) -> Message {
    Message::built(fr(format::euros_fr(amount)), en(format::euros_en(amount)))
}
