//! How a grant reads to the applicant: what is granted, how it was found, and its terms, each in a sentence. It computes
//! nothing: the decision did.

use super::event::{AvanceTerms, Calcul, Garantie, Octroi};
use crate::format;
use crate::message::{Lang, Message};

impl Octroi {
    /// The calculation and the terms of the grant, a sentence each, in the order in which they are read. The steps that an
    /// agent wrote are told in their own words, whatever the language.
    ///
    /// ```
    /// use shared::dossier::{Calcul, Octroi};
    /// use shared::message::Lang;
    /// use shared::money::{Euros, Rate};
    /// let octroi = Octroi {
    ///     calcul: Some(Calcul {
    ///         base: Euros::whole(20_000),
    ///         taux: Rate::from_basis_points(5_000),
    ///         steps: Vec::new(),
    ///     }),
    ///     ..Octroi::of(Euros::whole(9_000))
    /// };
    /// let told = octroi.tell();
    /// assert_eq!(told.len(), 1);
    /// assert!(told[0].in_lang(Lang::En).contains("at most €10,000"));
    /// ```
    pub fn tell(&self) -> Vec<Message> {
        let mut told = self.calcul.as_ref().map(tell_calcul).unwrap_or_default();
        told.extend(self.date_fin.map(|day| {
            Message::built(
                format!(
                    "L’étude doit être achevée le {} au plus tard.",
                    format::date(day, Lang::Fr)
                ),
                format!("The study is to be completed by {}.", format::date(day, Lang::En)),
            )
        }));
        told.extend(self.avance.as_ref().map(tell_avance));
        told
    }
}

fn tell_calcul(calcul: &Calcul) -> Vec<Message> {
    let product = calcul.base.share(calcul.taux);
    let product = Message::built(
        format!(
            "Dépense retenue\u{a0}: {}, aidée à {}, soit {} au plus.",
            format::euros_fr(calcul.base),
            format::rate(calcul.taux, Lang::Fr),
            format::euros_fr(product)
        ),
        format!(
            "Eligible expense: {}, aided at {}, that is at most {}.",
            format::euros_en(calcul.base),
            format::rate(calcul.taux, Lang::En),
            format::euros_en(product)
        ),
    );
    let steps = calcul
        .steps
        .iter()
        .map(|step| Message::built(step.clone(), step.clone()));
    std::iter::once(product).chain(steps).collect()
}

fn tell_avance(avance: &AvanceTerms) -> Message {
    let (fr, en) = match avance.garantie {
        Garantie::None => ("", ""),
        Garantie::PremiereDemande => (
            ", contre une garantie à première demande de votre banque",
            ", against a first-demand guarantee of your bank",
        ),
    };
    Message::built(
        format!(
            "Une avance de {} au plus peut vous être versée{fr}.",
            format::euros_fr(avance.montant)
        ),
        format!(
            "An advance of at most {} may be paid to you{en}.",
            format::euros_en(avance.montant)
        ),
    )
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::money::{Euros, Rate};

    #[test]
    fn a_grant_without_terms_tells_nothing_more() {
        assert_eq!(Octroi::of(Euros::whole(1)).tell(), []);
    }

    #[test]
    fn each_term_is_a_sentence_and_the_agents_words_are_kept() {
        let octroi = Octroi {
            montant: Euros::whole(10_000),
            calcul: Some(Calcul {
                base: Euros::whole(20_000),
                taux: Rate::from_basis_points(5_000),
                steps: vec!["Frais de déplacement écartés.".to_owned()],
            }),
            date_fin: NaiveDate::from_ymd_opt(2028, 6, 30),
            avance: Some(AvanceTerms {
                montant: Euros::whole(3_000),
                garantie: Garantie::PremiereDemande,
            }),
        };
        let told = octroi.tell();
        let french: Vec<_> = told.iter().map(|message| message.in_lang(Lang::Fr)).collect();
        assert_eq!(
            french,
            [
                "Dépense retenue\u{a0}: 20\u{202f}000\u{a0}€, aidée à 50\u{a0}%, soit 10\u{202f}000\u{a0}€ au plus.",
                "Frais de déplacement écartés.",
                "L’étude doit être achevée le 30 juin 2028 au plus tard.",
                "Une avance de 3\u{202f}000\u{a0}€ au plus peut vous être versée, contre une garantie à première demande \
                 de votre banque.",
            ]
        );
        assert_eq!(told[1].in_lang(Lang::En), "Frais de déplacement écartés.");
    }
}
