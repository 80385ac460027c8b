//! The figures of the law on which the life of a dossier depends, each with its text, and what those texts leave open.
//! No other file of this module holds a number of the law. It applies none of them.

use chrono::NaiveDate;

use crate::message::Message;
use crate::money::Rate;
use crate::period::{Period, day};
use crate::source::{Doubt, Source};

/// A figure of the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter<T> {
    /// The figure.
    pub value: T,
    /// When it is in force.
    pub in_force: Period,
    /// The text that sets it.
    pub source: Source,
}

impl<T: Copy> Parameter<T> {
    /// The figure, on a day when it is in force.
    pub fn on(&self, day: NaiveDate) -> Option<T> {
        self.in_force.contains(day).then_some(self.value)
    }
}

/// The décret n° 2018-514 as it entered into force.
const SINCE_DECRET: Period = Period::from(day(2018, 10, 1));
/// The code of relations between the public and the administration as it entered into force.
const SINCE_CRPA: Period = Period::from(day(2016, 1, 1));
/// When the texts below were read.
pub(super) const READ_ON: NaiveDate = day(2026, 11, 23);

/// Months to say whether a request to the State is admissible.
pub static DELAI_RECEVABILITE: Parameter<u32> = Parameter {
    value: 2,
    in_force: SINCE_DECRET,
    source: Source {
        title: "Décret n° 2018-514 du 25 juin 2018, article 4, II",
        url: "https://legal.tricoteuses.fr/articles/LEGIARTI000037107746",
        recorded_on: READ_ON,
        quote: "En l'absence de réponse formelle de l'administration à l'expiration du délai de deux mois, la demande \
                de subvention est réputée recevable.",
    },
};

/// Months to decide on a request to the State.
pub static DELAI_DECISION_ETAT: Parameter<u32> = Parameter {
    value: 8,
    in_force: SINCE_DECRET,
    source: Source {
        title: "Décret n° 2018-514 du 25 juin 2018, article 7",
        url: "https://www.doctrine.fr/l/texts/decrets/JORFTEXT000037106457/articles/LEGIARTI000037107752",
        recorded_on: READ_ON,
        quote: "L'autorité compétente dispose d'un délai maximum de huit mois à compter de la date d'accusé de réception \
                de la demande de subvention pour instruire la demande et attribuer la subvention.",
    },
};

/// Months to decide on any other request for money.
pub static DELAI_DECISION_GENERAL: Parameter<u32> = Parameter {
    value: 2,
    in_force: SINCE_CRPA,
    source: Source {
        title: "Code des relations entre le public et l’administration, article L231-4, 3°",
        url: "https://www.doctrine.fr/l/texts/codes/LEGITEXT000031366350/articles/LEGIARTI000031367619",
        recorded_on: READ_ON,
        quote: "Par dérogation à l'article L. 231-1, le silence gardé par l'administration pendant deux mois vaut \
                décision de rejet",
    },
};

/// Months to bring a refusal by silence before the court.
pub static DELAI_RECOURS: Parameter<u32> = Parameter {
    value: 2,
    in_force: Period::from(day(2020, 1, 1)),
    source: Source {
        title: "Code de justice administrative, article R421-2",
        url: "https://www.doctrine.fr/l/texts/codes/LEGITEXT000006070933/articles/LEGIARTI000006449943?version=LEGIARTI000039807000",
        recorded_on: READ_ON,
        quote: "Sauf disposition législative ou réglementaire contraire, dans les cas où le silence gardé par l'autorité \
                administrative sur une demande vaut décision de rejet, l'intéressé dispose, pour former un recours, d'un \
                délai de deux mois à compter de la date à laquelle est née une décision implicite de rejet.",
    },
};

/// The largest advance, as a share of the amount granted by the State. As the three figures that follow, it was read in
/// the text of 18 June 2019; the décret was last changed on 4 July 2022, and whether article 12 was is to be verified.
pub static PLAFOND_AVANCE: Parameter<Rate> = Parameter {
    value: Rate::from_basis_points(3_000),
    in_force: SINCE_DECRET,
    source: article_12_ii("cette avance ne peut excéder 30 % du montant maximum de la subvention."),
};

/// The largest advance when a bank's first-demand guarantee covers it.
pub static PLAFOND_AVANCE_GARANTIE: Parameter<Rate> = Parameter {
    value: Rate::from_basis_points(6_000),
    in_force: SINCE_DECRET,
    source: article_12_ii(
        "L'avance peut toutefois être portée à un maximum de 60 % sous réserve que chaque bénéficiaire constitue une \
         garantie à première demande fournie par un établissement de crédit",
    ),
};

/// The most that the instalments may come to together, as a share of the amount granted by the State.
pub static PLAFOND_ACOMPTES: Parameter<Rate> = Parameter {
    value: Rate::from_basis_points(8_000),
    in_force: SINCE_DECRET,
    source: article_12_iii(
        "Des acomptes peuvent être versés au fur et à mesure de l'avancement du projet sans pouvoir excéder 80 % du \
         montant maximum de la subvention.",
    ),
};

/// The same for projects that last longer than [`LONG_PROJECT_MONTHS`].
pub static PLAFOND_ACOMPTES_LONG: Parameter<Rate> = Parameter {
    value: Rate::from_basis_points(9_000),
    in_force: SINCE_DECRET,
    source: article_12_iii(
        "Ce taux peut être porté à 90 % pour les projets dont le délai de réalisation prévu dans la décision \
         attributive excède 48 mois.",
    ),
};

/// Months beyond which a project is a long one (décret n° 2018-514, article 12, III).
pub const LONG_PROJECT_MONTHS: u32 = 48;

const fn article_12_ii(quote: &'static str) -> Source {
    Source {
        title: "Décret n° 2018-514 du 25 juin 2018, article 12, II",
        url: ARTICLE_12,
        recorded_on: READ_ON,
        quote,
    }
}

const fn article_12_iii(quote: &'static str) -> Source {
    Source {
        title: "Décret n° 2018-514 du 25 juin 2018, article 12, III",
        ..article_12_ii(quote)
    }
}

const ARTICLE_12: &str = "https://www.legifrance.gouv.fr/affichTexteArticle.do?idArticle=LEGIARTI000037107762&cidTexte=LEGITEXT000037107732&dateTexte=20190618";

/// What the limit of the instalments counts: "Des acomptes peuvent être versés […] sans pouvoir excéder 80 %" is applied
/// to the instalments alone, as it is written. With an advance of 30 % beside them, everything may then be paid before the
/// balance; no text read says whether the advance counts.
pub static ACOMPTES_DOUBT: Doubt = Doubt {
    message: Message::fixed(
        "Le plafond des acomptes est appliqué ici aux seuls acomptes, sans compter l’avance\u{a0}: à vérifier auprès du \
         service qui paie.",
        "The limit of the instalments is applied here to the instalments alone, without the advance: to be checked with \
         the service that pays.",
    ),
};

/// On which day silence decides. The texts say "à l'expiration du délai" and "dans ce délai"; that months are counted
/// from a day to the day of the same number, and that the last day is still inside, was read in commentary only
/// (<https://vagneux.fr/2025/01/14/droit-administratif-calculer-le-delai-de-deux-mois-du-sva-silence-vaut-acceptation-silence-vaut-accord-de-larticle-l-231-1-crpa>).
pub static COUNTING_DOUBT: Doubt = Doubt {
    message: Message::fixed(
        "Le délai est compté ici du jour au même jour du mois d’arrivée, et le silence décide le lendemain. \
         Le service instructeur peut confirmer la date.",
        "The time is counted here to the same day of the later month, and silence decides on the next day. \
         The service in charge can confirm the date.",
    ),
};

/// Whether the decision waits while something is missing. The décret n° 2001-492, article 2, said so until 2016:
///
/// > Le délai au terme duquel, à défaut de décision expresse, la demande est réputée rejetée est suspendu pendant le
/// > délai imparti pour produire les pièces requises.
///
/// (<http://legifrance.gouv.fr/affichTexteArticle.do?idArticle=LEGIARTI000006549578&cidTexte=LEGITEXT000005631041&dateTexte=20140920>).
/// The article that replaced it, CRPA L114-5, was not found in its own words; a conclusion that cites it reads it as
/// starting the time only when the pieces arrive.
pub static SUSPENSION_DOUBT: Doubt = Doubt {
    message: Message::fixed(
        "Des compléments ont été demandés\u{a0}: le délai peut avoir été suspendu et finir plus tard que cette date. \
         Demandez-la au service instructeur.",
        "Something missing was asked for: the time may have been suspended and end later than this date. \
         Ask the service in charge for it.",
    ),
};

/// Which rules bind a funder that is not the State: domain sheet, "ADEME, Banque des Territoires and Bpifrance's own
/// funds follow their own rules".
pub static OWN_RULES_DOUBT: Doubt = Doubt {
    message: Message::fixed(
        "Le financeur a ses propres règles\u{a0}: ce délai peut ne pas s’appliquer à lui, ou finir un autre jour. À vérifier \
         auprès de lui.",
        "The funder has rules of its own: this time may not bind it, or may end on another day. To be checked with it.",
    ),
};

/// From which day the eight months run: article 7 says the day of the acknowledgement, which must hold what CRPA R112-5
/// lists. The receipt of this service does not hold all of it.
pub static ACKNOWLEDGEMENT_DOUBT: Doubt = Doubt {
    message: Message::fixed(
        "Le délai court de l’accusé de réception\u{a0}: il est compté ici du récépissé. Un accusé de réception envoyé \
         ensuite par le service instructeur le ferait finir plus tard.",
        "The time runs from the acknowledgement of receipt: it is counted here from the receipt. An acknowledgement \
         sent later by the service in charge would make it end later.",
    ),
};

/// Whether a day off moves the end of the administration's time. Not moved by default.
pub static ADMINISTRATION_DAY_OFF_DOUBT: Doubt = Doubt {
    message: Message::fixed(
        "Ce jour est un samedi, un dimanche ou un jour férié. La date n’est pas décalée ici\u{a0}: à vérifier.",
        "This day is a Saturday, a Sunday or a public holiday. The date is not moved here: to be checked.",
    ),
};

/// Whether a day off moves the end of the applicant's time. Moved by default, to the applicant's benefit.
pub static APPLICANT_DAY_OFF_DOUBT: Doubt = Doubt {
    message: Message::fixed(
        "Le délai finit un samedi, un dimanche ou un jour férié\u{a0}: il est prolongé ici jusqu’au premier jour ouvré. \
         À vérifier\u{a0}: mieux vaut répondre avant.",
        "The time ends on a Saturday, a Sunday or a public holiday: it is extended here to the next working day. \
         To be checked: better answer before.",
    ),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_applies_from_the_first_day_of_its_text() {
        for (on, expected) in [
            (day(2018, 9, 30), None),
            (day(2018, 10, 1), Some(8)),
            (day(2018, 10, 2), Some(8)),
        ] {
            assert_eq!(DELAI_DECISION_ETAT.on(on), expected, "{on}");
        }
        assert_eq!(DELAI_DECISION_GENERAL.on(day(2015, 12, 31)), None);
        assert_eq!(DELAI_DECISION_GENERAL.on(day(2016, 1, 1)), Some(2));
    }

    #[test]
    fn each_quote_holds_its_figure() {
        for (quote, figure) in [
            (DELAI_RECEVABILITE.source.quote, "deux mois"),
            (DELAI_DECISION_ETAT.source.quote, "huit mois"),
            (DELAI_DECISION_GENERAL.source.quote, "deux mois"),
            (DELAI_RECOURS.source.quote, "deux mois"),
            (PLAFOND_AVANCE.source.quote, "30 %"),
            (PLAFOND_AVANCE_GARANTIE.source.quote, "60 %"),
            (PLAFOND_ACOMPTES.source.quote, "80 %"),
            (PLAFOND_ACOMPTES_LONG.source.quote, "90 %"),
            (PLAFOND_ACOMPTES_LONG.source.quote, "48 mois"),
        ] {
            assert!(quote.contains(figure), "{quote}");
        }
    }
}
