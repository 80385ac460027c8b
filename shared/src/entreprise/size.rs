//! In which size category an enterprise is, its partners counted, and from when. It asks nobody: the figures come in.

use chrono::NaiveDate;

use super::comptes::{Comptes, Participation};
use super::parameters::{ETI_LIMITS, HOLDING_LIMITS, SIZE_LIMITS, SizeLimit, SizeLimits};
use super::taille::Taille;
use crate::message::Message;
use crate::money::Rate;
use crate::period::in_force_on;

/// A size category and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// The category, never [`Taille::SansObjet`].
    pub taille: Taille,
    /// The figures that were compared, partners and linked enterprises added.
    pub counted: Comptes,
    /// What is still to be confirmed.
    pub caveats: Vec<SizeCaveat>,
}

/// What the sources do not settle about a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeCaveat {
    /// Public bodies hold exactly the limit: one source says "25 %", another "more than 25 %". It is taken as too much.
    PublicShareAtLimit,
    /// Public bodies hold too much. The recommendation has exceptions (article 3, paragraph 2) that are not applied here.
    PublicExceptions,
    /// The category is not that of the last accounts, or was gained, by the rule of the two years: only a page that tells of
    /// the rule was read, not its text.
    TwoYears,
}

impl SizeCaveat {
    /// What is still to be confirmed.
    pub const fn message(self) -> Message {
        match self {
            Self::PublicShareAtLimit => Message::fixed(
                "Des organismes publics détiennent exactement la part qui fait perdre la qualité de PME : les sources ne \
                 disent pas toutes si cette part est comprise. À vérifier.",
                "Public bodies hold exactly the share that makes an enterprise not an SME: the sources do not all say \
                 whether that very share does. To be verified.",
            ),
            Self::TwoYears => Message::fixed(
                "La catégorie ne change qu’après deux exercices de suite du même côté des seuils : à vérifier avec les \
                 comptes des deux exercices.",
                "The category changes only after two years in a row on the same side of the limits: to be verified with \
                 the accounts of both years.",
            ),
            Self::PublicExceptions => Message::fixed(
                "Des organismes publics détiennent trop de l’entreprise pour qu’elle soit une PME. Quelques-uns font \
                 exception (recommandation 2003/361/CE, annexe, article 3, paragraphe 2) : vérifiez si c’est le cas.",
                "Public bodies hold too much of the enterprise for it to be an SME. A few are exceptions \
                 (recommendation 2003/361/EC, annex, article 3, paragraph 2): check whether it is so.",
            ),
        }
    }
}

/// The size category on one closing of the accounts, with partners and linked enterprises counted.
///
/// Recommandation 2003/361/CE, annexe, articles 2, 3 and 6: staff strictly below the limit, and either turnover or balance
/// sheet at most the limit. A partner, from 25 % to 50 %, counts pro rata of the share; a linked enterprise, above 50 %,
/// counts whole. An enterprise of which public bodies hold 25 % is not an SME.
/// Partners of partners are not followed: their figures come in with those of the partner.
///
/// `None` before the recommendation took effect, on 1 January 2005.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::entreprise::{Comptes, Participation, Taille, Uta, size_of};
/// use shared::money::{Euros, Rate};
/// let small = Comptes {
///     effectif: Uta::whole(40),
///     chiffre_affaires: Euros::whole(9_000_000),
///     bilan: Euros::whole(9_000_000),
/// };
/// let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
/// assert_eq!(size_of(small, &[], Rate::ZERO, day).unwrap().taille, Taille::Petite);
/// // With 25 % of one like it: 40 + 10 = 50 people, which is not fewer than 50.
/// let partner = Participation { share: Rate::from_basis_points(2500), comptes: small };
/// assert_eq!(size_of(small, &[partner], Rate::ZERO, day).unwrap().taille, Taille::Moyenne);
/// ```
pub fn size_of(
    comptes: Comptes,
    participations: &[Participation],
    public_share: Rate,
    on: NaiveDate,
) -> Option<Size> {
    let limits = in_force_on(&SIZE_LIMITS, on)?;
    let holdings = in_force_on(&HOLDING_LIMITS, on)?;
    let counted = participations.iter().fold(comptes, |sum, participation| {
        sum + participation.counted(holdings)
    });
    let is_public = holdings.public_from <= public_share;
    let is_at_limit = holdings.public_from == public_share;
    let caveats = [
        (is_at_limit, SizeCaveat::PublicShareAtLimit),
        (is_public, SizeCaveat::PublicExceptions),
    ];
    Some(Size {
        taille: if is_public {
            Taille::Grande
        } else {
            category(&counted, limits)
        },
        counted,
        caveats: caveats
            .into_iter()
            .filter_map(|(is_so, caveat)| is_so.then_some(caveat))
            .collect(),
    })
}

/// The category held after two closings of the accounts: it changes only when both are beyond it, or both below it, and then
/// to the nearer of the two. A caveat comes with it when the rule has changed the answer.
///
/// As told at <https://simulateurs-ci.harvest.fr/aides-cipart/aide_metier/html/fiscal_def_pme_europeenne.htm>:
///
/// > Le dépassement, à la date de clôture du bilan, des seuils d'effectif ou financiers ne fait perdre à une entreprise sa
/// > qualité de PME que s'il se reproduit pendant 2 exercices consécutifs.
///
/// The sentence tells of losing a category; that one is gained in the same way is to be verified.
/// A body without a size keeps none.
///
/// ```
/// use shared::entreprise::{SizeCaveat, Taille, size_after_two_years};
/// // Beyond the limits one year only: it stays a small enterprise.
/// assert_eq!(
///     size_after_two_years(Taille::Petite, Taille::Petite, Taille::Moyenne),
///     (Taille::Petite, Some(SizeCaveat::TwoYears)),
/// );
/// assert_eq!(
///     size_after_two_years(Taille::Petite, Taille::Moyenne, Taille::Moyenne),
///     (Taille::Moyenne, None),
/// );
/// ```
pub fn size_after_two_years(held: Taille, older: Taille, newer: Taille) -> (Taille, Option<SizeCaveat>) {
    if [held, older, newer].contains(&Taille::SansObjet) {
        return (held, None);
    }
    let (smaller, larger) = if rank(older) <= rank(newer) {
        (older, newer)
    } else {
        (newer, older)
    };
    let now_held = if rank(held) < rank(smaller) {
        smaller
    } else if rank(larger) < rank(held) {
        larger
    } else {
        held
    };
    let is_told_by_the_sentence = now_held == newer && rank(held) <= rank(now_held);
    (
        now_held,
        (!is_told_by_the_sentence).then_some(SizeCaveat::TwoYears),
    )
}

/// Its place among the sizes, smallest first.
fn rank(taille: Taille) -> usize {
    match taille {
        Taille::Micro => 0,
        Taille::Petite => 1,
        Taille::Moyenne => 2,
        Taille::Grande => 3,
        Taille::SansObjet => 4,
    }
}

/// Whether it is an *entreprise de taille intermédiaire*, by the figures of its own statistical perimeter.
///
/// Décret n° 2008-1354, article 3
/// (<https://www.doctrine.fr/l/texts/decrets/JORFTEXT000019961059/articles/LEGIARTI000019970722>):
///
/// > La catégorie des entreprises de taille intermédiaire (ETI) est constituée des entreprises qui n'appartiennent pas à la
/// > catégorie des petites et moyennes entreprises, et qui :
/// > ― d'une part occupent moins de 5 000 personnes ;
/// > ― d'autre part ont un chiffre d'affaires annuel n'excédant pas 1 500 millions d'euros ou un total de bilan n'excédant
/// > pas 2 000 millions d'euros.
///
/// That décret serves statistics and has its own notion of enterprise: that an aid "for ETI" means this one is to be
/// verified for each aid. `false` before 21 December 2008.
pub fn is_eti(comptes: &Comptes, on: NaiveDate) -> bool {
    in_force_on(&ETI_LIMITS, on).is_some_and(|limits| !limits.pme.holds(comptes) && limits.eti.holds(comptes))
}

fn category(comptes: &Comptes, limits: &SizeLimits) -> Taille {
    if limits.micro.holds(comptes) {
        Taille::Micro
    } else if limits.petite.holds(comptes) {
        Taille::Petite
    } else if limits.moyenne.holds(comptes) {
        Taille::Moyenne
    } else {
        Taille::Grande
    }
}

impl SizeLimit {
    /// Whether the figures are within: staff, and either turnover or balance sheet.
    fn holds(&self, comptes: &Comptes) -> bool {
        comptes.effectif < self.effectif_below
            && (comptes.chiffre_affaires <= self.chiffre_affaires || comptes.bilan <= self.bilan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entreprise::{Relation, Uta};
    use crate::money::Euros;
    use crate::period::day;
    use proptest::prelude::*;

    const ON: NaiveDate = day(2026, 11, 23);
    const NONE: Rate = Rate::ZERO;
    /// Beyond every limit.
    const MUCH: &str = "9999999999";

    fn comptes(hundredths: u32, chiffre_affaires: &str, bilan: &str) -> Comptes {
        Comptes {
            effectif: Uta::from_hundredths(hundredths),
            chiffre_affaires: Euros::parse(chiffre_affaires).expect("an amount"),
            bilan: Euros::parse(bilan).expect("an amount"),
        }
    }

    fn taille(comptes: Comptes, participations: &[Participation], public_share: Rate) -> Taille {
        size_of(comptes, participations, public_share, ON)
            .expect("limits in force")
            .taille
    }

    #[test]
    fn staff_is_strictly_below_10_50_250() {
        for (hundredths, expected) in [
            (999, Taille::Micro),
            (1_000, Taille::Petite),
            (1_001, Taille::Petite),
            (4_999, Taille::Petite),
            (5_000, Taille::Moyenne),
            (5_001, Taille::Moyenne),
            (24_999, Taille::Moyenne),
            (25_000, Taille::Grande),
            (25_001, Taille::Grande),
        ] {
            assert_eq!(
                taille(comptes(hundredths, "0", "0"), &[], NONE),
                expected,
                "{hundredths}"
            );
        }
    }

    #[test]
    fn turnover_or_balance_sheet_is_at_most_the_limit() {
        for (amount, as_turnover, as_balance) in [
            ("1999999.99", Taille::Micro, Taille::Micro),
            ("2000000", Taille::Micro, Taille::Micro),
            ("2000000.01", Taille::Petite, Taille::Petite),
            ("9999999.99", Taille::Petite, Taille::Petite),
            ("10000000", Taille::Petite, Taille::Petite),
            ("10000000.01", Taille::Moyenne, Taille::Moyenne),
            ("42999999.99", Taille::Moyenne, Taille::Moyenne),
            ("43000000", Taille::Moyenne, Taille::Moyenne),
            ("43000000.01", Taille::Moyenne, Taille::Grande),
            ("49999999.99", Taille::Moyenne, Taille::Grande),
            ("50000000", Taille::Moyenne, Taille::Grande),
            ("50000000.01", Taille::Grande, Taille::Grande),
        ] {
            assert_eq!(
                taille(comptes(500, amount, MUCH), &[], NONE),
                as_turnover,
                "turnover {amount}"
            );
            assert_eq!(
                taille(comptes(500, MUCH, amount), &[], NONE),
                as_balance,
                "balance {amount}"
            );
        }
    }

    #[test]
    fn a_partner_has_at_least_25_and_at_most_50_percent() {
        let limits = &HOLDING_LIMITS[0].value;
        for (points, expected) in [
            (2_499, Relation::Autonome),
            (2_500, Relation::Partenaire),
            (2_501, Relation::Partenaire),
            (4_999, Relation::Partenaire),
            (5_000, Relation::Partenaire),
            (5_001, Relation::Liee),
        ] {
            let participation = Participation {
                share: Rate::from_basis_points(points),
                comptes: Comptes::default(),
            };
            assert_eq!(participation.relation(limits), expected, "{points}");
        }
    }

    #[test]
    fn partners_count_pro_rata_and_linked_ones_whole() {
        let own = comptes(4_000, "1000000", "1000000");
        let other = |points| Participation {
            share: Rate::from_basis_points(points),
            comptes: comptes(2_000, "1000000", "1000000"),
        };
        // 40; 40 + 20 × 25 % = 45; 40 + 20 × 50 % = 50; 40 + 20 = 60.
        assert_eq!(taille(own, &[other(2_499)], NONE), Taille::Petite);
        assert_eq!(taille(own, &[other(2_500)], NONE), Taille::Petite);
        assert_eq!(taille(own, &[other(5_000)], NONE), Taille::Moyenne);
        assert_eq!(taille(own, &[other(5_001)], NONE), Taille::Moyenne);
        let sum = size_of(own, &[other(2_500), other(10_000)], NONE, ON).expect("limits in force");
        // 40 + 5 + 20 = 65; 1 000 000 + 250 000 + 1 000 000.
        assert_eq!(sum.counted.effectif, Uta::whole(65));
        assert_eq!(sum.counted.chiffre_affaires, Euros::whole(2_250_000));
    }

    #[test]
    fn at_least_25_percent_public_is_not_an_sme() {
        let own = comptes(500, "0", "0");
        for (points, expected, caveats) in [
            (2_499, Taille::Micro, 0),
            (2_500, Taille::Grande, 2),
            (2_501, Taille::Grande, 1),
        ] {
            let size = size_of(own, &[], Rate::from_basis_points(points), ON).expect("limits in force");
            assert_eq!((size.taille, size.caveats.len()), (expected, caveats), "{points}");
        }
    }

    #[test]
    fn the_category_changes_after_two_years_on_the_same_side() {
        use Taille::{Grande, Micro, Moyenne, Petite, SansObjet};
        for (held, older, newer, expected, is_told) in [
            (Petite, Petite, Petite, Petite, false),
            (Petite, Petite, Moyenne, Petite, true),
            (Petite, Moyenne, Petite, Petite, false),
            (Petite, Moyenne, Moyenne, Moyenne, false),
            (Petite, Grande, Moyenne, Moyenne, false),
            (Petite, Moyenne, Grande, Moyenne, true),
            (Petite, Micro, Micro, Micro, true),
            (Moyenne, Micro, Petite, Petite, true),
            (Moyenne, Petite, Grande, Moyenne, true),
            (SansObjet, Petite, Petite, SansObjet, false),
        ] {
            let expected = (expected, is_told.then_some(SizeCaveat::TwoYears));
            assert_eq!(
                size_after_two_years(held, older, newer),
                expected,
                "{held:?} {older:?} {newer:?}"
            );
        }
    }

    #[test]
    fn an_eti_is_no_sme_and_strictly_below_5000_people() {
        let with = |hundredths, turnover, balance| is_eti(&comptes(hundredths, turnover, balance), ON);
        for (hundredths, expected) in [
            (24_999, false),
            (25_000, true),
            (25_001, true),
            (499_999, true),
            (500_000, false),
            (500_001, false),
        ] {
            assert_eq!(with(hundredths, "1000", "1000"), expected, "{hundredths}");
        }
        assert!(with(100_000, "1500000000", MUCH));
        assert!(!with(100_000, "1500000000.01", MUCH));
        assert!(with(100_000, MUCH, "2000000000"));
        assert!(!with(100_000, MUCH, "2000000000.01"));
        assert!(!is_eti(&comptes(100_000, "0", "0"), day(2008, 12, 20)));
    }

    #[test]
    fn no_category_before_the_recommendation_took_effect() {
        let own = comptes(500, "0", "0");
        assert_eq!(size_of(own, &[], NONE, day(2004, 12, 31)), None);
        assert!(size_of(own, &[], NONE, day(2005, 1, 1)).is_some());
    }

    proptest! {
        #[test]
        fn the_order_of_participations_is_indifferent_and_more_never_makes_it_smaller(
            own in 0_u32..100_000,
            others in prop::collection::vec((0_u16..=10_000, 0_u32..100_000), 0..6),
        ) {
            let mut participations: Vec<_> = others
                .iter()
                .map(|(points, hundredths)| Participation {
                    share: Rate::from_basis_points(*points),
                    comptes: comptes(*hundredths, "0", "0"),
                })
                .collect();
            let with_all = size_of(comptes(own, "0", "0"), &participations, NONE, ON);
            participations.reverse();
            prop_assert_eq!(&with_all, &size_of(comptes(own, "0", "0"), &participations, NONE, ON));
            let alone = taille(comptes(own, "0", "0"), &[], NONE);
            prop_assert!(with_all.is_some_and(|size| rank(alone) <= rank(size.taille)));
        }
    }
}
