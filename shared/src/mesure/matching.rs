//! What each measure answers to a profile on a day. It knows no measure by name: everything comes from the catalogue.
//!
//! When several answers apply, the first of these wins:
//!
//! 1. **closed**: nobody can ask on that day, whoever they are;
//! 2. **not for you**: one certain mismatch is enough, whatever else is missing or uncertain, and all of them are told;
//! 3. **unknown**: a fact is missing, or the sources leave something open, its present validity first of all;
//! 4. **open**.

use chrono::NaiveDate;

use super::catalogue::{GovernanceOpinion, MESURES, Mesure, Scope};
use super::profile::{Fact, Place, Profile};
use super::validity::{End, Standing};
use super::verdict::{Mismatch, Reason, Unsettled, Verdict};
use super::who::{Area, Companies, Sections, Who};
use crate::beneficiaire::Beneficiaire;
use crate::entreprise::Taille;
use crate::ids::SectionNaf;
use crate::programme::Phase;
use crate::source::Stated;

/// Every measure, once, with its answer: the open ones, then those to be verified, then the closed ones, which stay
/// readable, then those for others; in the order of [`MESURES`] within each.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::mesure::{MESURES, Profile, match_mesures};
/// let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
/// assert_eq!(match_mesures(&Profile::default(), on).len(), MESURES.len());
/// ```
pub fn match_mesures(profile: &Profile, on: NaiveDate) -> Vec<(&'static Mesure, Verdict)> {
    let mut answers: Vec<_> = MESURES
        .iter()
        .map(|mesure| (mesure, judge_mesure(mesure, profile, on)))
        .collect();
    // Stable: the order of the catalogue holds within each rank.
    answers.sort_by_key(|(_, verdict)| verdict.rank());
    answers
}

/// What one measure answers.
///
/// ```
/// use chrono::NaiveDate;
/// use shared::beneficiaire::Beneficiaire;
/// use shared::mesure::{Profile, Verdict, find_mesure, judge_mesure};
/// let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
/// let profile = Profile { beneficiaire: Some(Beneficiaire::Epci), ..Profile::default() };
/// let loan = find_mesure("pret-vert").unwrap();
/// assert!(matches!(judge_mesure(loan, &profile, on), Verdict::NotForYou { .. }));
/// ```
pub fn judge_mesure(mesure: &'static Mesure, profile: &Profile, on: NaiveDate) -> Verdict {
    if let Some(closure) = mesure.validity.closure_on(on) {
        return Verdict::Closed { closure };
    }
    let mut findings = Findings::default();
    findings.look_at_body(&mesure.who, profile);
    if profile
        .beneficiaire
        .is_none_or(|kind| kind == Beneficiaire::Entreprise)
    {
        findings.look_at_size(mesure.who.companies, profile.taille);
        findings.look_at_staff(&mesure.who, profile.staff);
        findings.look_at_section(mesure.who.sections, profile.section);
    }
    findings.look_at_place(mesure, profile);
    findings.look_at_validity(mesure, on);
    findings.add_conditions(mesure);
    findings.into_verdict()
}

#[derive(Default)]
struct Findings {
    reasons: Vec<Reason>,
    missing: Vec<Fact>,
    unsettled: Vec<Unsettled>,
    mismatches: Vec<Mismatch>,
}

impl Findings {
    fn look_at_body(&mut self, who: &Who, profile: &Profile) {
        let is_for_all = || {
            Beneficiaire::ALL
                .iter()
                .all(|kind| who.beneficiaires.contains(kind))
        };
        match profile.beneficiaire {
            None if is_for_all() => {}
            None => self.missing.push(Fact::Beneficiaire),
            Some(kind) if who.beneficiaires.contains(&kind) => {
                self.reasons.push(Reason::Beneficiaire(kind));
            }
            Some(kind) if who.secondary.contains(&kind) => self.reasons.push(Reason::Secondary(kind)),
            Some(kind) if who.unsettled.contains(&kind) => {
                self.unsettled.push(Unsettled::Beneficiaire(kind));
            }
            Some(_) => self.mismatches.push(Mismatch::Beneficiaire {
                accepted: who.named_first(),
            }),
        }
    }

    fn look_at_size(&mut self, companies: Companies, taille: Option<Taille>) {
        match (companies, taille) {
            (Companies::All, _) => {}
            (_, None) => self.missing.push(Fact::Taille),
            (_, Some(Taille::Micro | Taille::Petite | Taille::Moyenne)) => {
                self.reasons.push(Reason::Companies(companies));
            }
            (Companies::PmeAndEti, Some(Taille::Grande)) => self.unsettled.push(Unsettled::Eti),
            (Companies::Pme, Some(Taille::Grande)) | (_, Some(Taille::SansObjet)) => {
                self.mismatches.push(Mismatch::Companies(companies));
            }
        }
    }

    fn look_at_staff(&mut self, who: &Who, staff: Option<u32>) {
        match (who.staff, staff) {
            (None, _) => {}
            (Some(_), None) => self.missing.push(Fact::Staff),
            (Some(limits), Some(staff)) if limits.accept(staff) => self.reasons.push(Reason::Staff(limits)),
            (Some(limits), Some(_)) => self.mismatches.push(Mismatch::Staff(limits)),
        }
    }

    fn look_at_section(&mut self, sections: Sections, section: Option<SectionNaf>) {
        match (sections, section) {
            (Sections::Any, _) => {}
            (_, None) => self.missing.push(Fact::Section),
            (Sections::Industry, Some(section @ (SectionNaf::B | SectionNaf::C))) => {
                self.reasons.push(Reason::Section(section));
            }
            (Sections::Industry, Some(section)) => self.unsettled.push(Unsettled::Section(section)),
            (Sections::Only(accepted), Some(section)) if accepted.contains(&section) => {
                self.reasons.push(Reason::Section(section));
            }
            (Sections::Only(accepted), Some(_)) => self.mismatches.push(Mismatch::Section { accepted }),
        }
    }

    fn look_at_place(&mut self, mesure: &'static Mesure, profile: &Profile) {
        match (mesure.who.area, profile.place) {
            (Stated::Known(Area::Anywhere), _) => {
                self.reasons.push(Reason::Area(Area::Anywhere));
                return;
            }
            (Stated::Known(Area::Laureate), _) => self.unsettled.push(Unsettled::Laureate),
            (_, None) => self.missing.push(Fact::Place),
            (Stated::Known(Area::Territoire), Some(Place::Elsewhere)) => {
                self.mismatches.push(Mismatch::OutsideTerritoire);
                return;
            }
            (Stated::Unknown, Some(Place::Elsewhere)) => {
                self.unsettled.push(Unsettled::Place);
                return;
            }
            (Stated::Known(Area::Territoire) | Stated::Unknown, Some(Place::InTerritoire)) => {
                self.reasons.push(Reason::Area(Area::Territoire));
            }
        }
        self.look_at_phase(mesure.scope, profile.phase);
    }

    /// A territory is one of a phase: a measure announced for the other may not be offered there any more.
    fn look_at_phase(&mut self, scope: Scope, phase: Option<Phase>) {
        match (scope, phase) {
            (Scope::Programme(phases), Some(phase)) if phases.contains(&phase) => {}
            (Scope::Programme(phases), Some(_)) => self.unsettled.push(Unsettled::Phase(phases)),
            (Scope::Programme([_]), None) => self.missing.push(Fact::Phase),
            (Scope::National, _) | (Scope::Programme(_), None) => {}
        }
    }

    fn look_at_validity(&mut self, mesure: &'static Mesure, on: NaiveDate) {
        if mesure.validity.standing_on(on) != Standing::Open {
            self.unsettled
                .insert(0, Unsettled::Validity(&mesure.validity_text));
            return;
        }
        self.reasons.push(match mesure.validity.end_after(on) {
            Some(End::Last(last)) => Reason::OpenUntil(last),
            Some(End::AtLeast(last)) => Reason::OpenAtLeastUntil(last),
            None => Reason::NoEnd,
        });
        if let Some(seen) = mesure
            .seen
            .filter(|seen| seen.until().is_some_and(|until| until <= on))
        {
            self.reasons.push(Reason::SeenIn(seen));
        }
    }

    fn add_conditions(&mut self, mesure: &'static Mesure) {
        if mesure.governance == Stated::Known(GovernanceOpinion::Needed) {
            self.reasons.push(Reason::GovernanceNeeded);
        }
        self.reasons
            .extend(mesure.conditions.iter().map(Reason::Condition));
    }

    fn into_verdict(self) -> Verdict {
        if !self.mismatches.is_empty() {
            Verdict::NotForYou {
                mismatches: self.mismatches,
            }
        } else if !self.missing.is_empty() || !self.unsettled.is_empty() {
            Verdict::Unknown {
                missing: self.missing,
                unsettled: self.unsettled,
            }
        } else {
            Verdict::Open {
                reasons: self.reasons,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesure::{StaffLimits, StaffMost, find_mesure};
    use crate::period::day;

    /// A medium-sized manufacturer in a Territoire d'industrie of phase 2.
    const MANUFACTURER: Profile = Profile {
        beneficiaire: Some(Beneficiaire::Entreprise),
        taille: Some(Taille::Moyenne),
        staff: Some(120),
        section: Some(SectionNaf::C),
        place: Some(Place::InTerritoire),
        phase: Some(Phase::Two),
    };

    fn dates_of(id: &str) -> Unsettled {
        Unsettled::Validity(&find_mesure(id).expect("a measure of the catalogue").validity_text)
    }

    fn answer(id: &str, profile: &Profile, on: NaiveDate) -> Verdict {
        judge_mesure(find_mesure(id).expect("a measure of the catalogue"), profile, on)
    }

    #[test]
    fn closed_wins_over_not_for_you() {
        let person = Profile {
            beneficiaire: Some(Beneficiaire::Particulier),
            ..MANUFACTURER
        };
        let not_for_you = Verdict::NotForYou {
            mismatches: vec![Mismatch::Beneficiaire {
                accepted: &[Beneficiaire::Entreprise],
            }],
        };
        assert_eq!(answer("pacte-industrie", &person, day(2023, 6, 1)), not_for_you);
        let closed = answer("pacte-industrie", &person, day(2023, 5, 31));
        assert!(matches!(closed, Verdict::Closed { .. }), "{closed:?}");
    }

    #[test]
    fn not_for_you_wins_over_what_is_missing_or_uncertain_and_tells_every_reason() {
        // Uncertain since 2022, place outside, size too large for an SME and staff over the limit.
        let outside = Profile {
            beneficiaire: Some(Beneficiaire::Particulier),
            place: Some(Place::Elsewhere),
            ..Profile::default()
        };
        assert_eq!(
            answer("vte-ti", &outside, day(2026, 11, 23)),
            Verdict::NotForYou {
                mismatches: vec![
                    Mismatch::Beneficiaire {
                        accepted: &[Beneficiaire::Entreprise]
                    },
                    Mismatch::OutsideTerritoire,
                ],
            }
        );
        let large = Profile {
            taille: Some(Taille::Grande),
            staff: Some(251),
            section: None,
            ..MANUFACTURER
        };
        let limits = StaffLimits {
            at_least: None,
            most: StaffMost::AtMost(250),
        };
        assert_eq!(
            answer("tremplin", &large, day(2024, 6, 1)),
            Verdict::NotForYou {
                mismatches: vec![Mismatch::Companies(Companies::Pme), Mismatch::Staff(limits)],
            }
        );
    }

    #[test]
    fn unknown_wins_over_open_when_a_fact_is_missing() {
        let on = day(2026, 11, 23);
        let no_staff = Profile {
            staff: None,
            ..MANUFACTURER
        };
        assert_eq!(
            answer("diag-decarbon", &no_staff, on),
            Verdict::Unknown {
                missing: vec![Fact::Staff],
                unsettled: vec![],
            }
        );
        assert!(matches!(
            answer("diag-decarbon", &MANUFACTURER, on),
            Verdict::Open { .. }
        ));
        assert_eq!(
            answer("diag-decarbon", &Profile::default(), on),
            Verdict::Unknown {
                missing: vec![Fact::Beneficiaire, Fact::Staff],
                unsettled: vec![],
            }
        );
    }

    #[test]
    fn an_uncertain_validity_is_told_first() {
        assert_eq!(
            answer("bdt-ingenierie-50", &MANUFACTURER, day(2026, 11, 23)),
            Verdict::Unknown {
                missing: vec![],
                unsettled: vec![
                    dates_of("bdt-ingenierie-50"),
                    Unsettled::Beneficiaire(Beneficiaire::Entreprise),
                    Unsettled::Phase(&[Phase::One]),
                ],
            }
        );
    }

    #[test]
    fn a_measure_whose_end_is_in_doubt_is_open_at_least_until_the_last_sure_day() {
        let authority = Profile {
            beneficiaire: Some(Beneficiaire::Epci),
            phase: Some(Phase::One),
            ..MANUFACTURER
        };
        let Verdict::Open { reasons } = answer("bdt-ingenierie-50", &authority, day(2021, 12, 31)) else {
            panic!("open")
        };
        let told = Reason::OpenAtLeastUntil(day(2021, 12, 31));
        assert!(reasons.contains(&told), "{reasons:?}");
        assert_eq!(
            told.message().in_lang(crate::message::Lang::Fr),
            "Ouverte au moins jusqu’au 31 décembre 2021 inclus. Les sources ne disent pas si elle l’est encore après."
        );
    }

    #[test]
    fn strictly_fewer_than_500_employees() {
        for (staff, expected) in [(499, "open"), (500, "not_for_you"), (501, "not_for_you")] {
            let profile = Profile {
                staff: Some(staff),
                ..MANUFACTURER
            };
            let verdict = answer("diag-decarbon", &profile, day(2026, 11, 23));
            assert_eq!(verdict.as_str(), expected, "{staff}");
        }
    }

    #[test]
    fn from_20_to_250_employees_included() {
        let kinds = [
            (19, "not_for_you"),
            (20, "unknown"),
            (21, "unknown"),
            (250, "unknown"),
            (251, "not_for_you"),
        ];
        for (staff, expected) in kinds {
            let profile = Profile {
                staff: Some(staff),
                ..MANUFACTURER
            };
            let verdict = answer("diag-ecoflux", &profile, day(2026, 11, 23));
            assert_eq!(verdict.as_str(), expected, "{staff}");
        }
    }

    #[test]
    fn a_company_beyond_the_medium_size_may_or_may_not_be_an_eti() {
        let on = day(2026, 11, 23);
        for (taille, expected) in [
            (Taille::Micro, "open"),
            (Taille::Moyenne, "open"),
            (Taille::Grande, "unknown"),
            (Taille::SansObjet, "not_for_you"),
        ] {
            let profile = Profile {
                taille: Some(taille),
                ..MANUFACTURER
            };
            assert_eq!(answer("pret-vert", &profile, on).as_str(), expected, "{taille:?}");
        }
    }

    #[test]
    fn activities_by_section() {
        let on = day(2024, 6, 1);
        for (id, section, expected) in [
            ("ademe-audit-energie", SectionNaf::B, "open"),
            ("ademe-audit-energie", SectionNaf::C, "open"),
            ("ademe-audit-energie", SectionNaf::D, "not_for_you"),
            ("pacte-industrie", SectionNaf::E, "open"),
            ("pacte-industrie", SectionNaf::F, "not_for_you"),
            ("ademe-perf-energie", SectionNaf::C, "open"),
            ("ademe-perf-energie", SectionNaf::D, "unknown"),
            ("ademe-perf-energie", SectionNaf::G, "unknown"),
        ] {
            let profile = Profile {
                section: Some(section),
                ..MANUFACTURER
            };
            assert_eq!(answer(id, &profile, on).as_str(), expected, "{id} {section:?}");
        }
    }

    #[test]
    fn what_is_asked_of_companies_is_not_asked_of_others() {
        let town = Profile {
            beneficiaire: Some(Beneficiaire::Collectivite),
            taille: Some(Taille::SansObjet),
            ..Profile::default()
        };
        let verdict = answer("ademe-friches", &town, day(2023, 12, 31));
        assert_eq!(
            verdict,
            Verdict::Unknown {
                missing: vec![],
                unsettled: vec![dates_of("ademe-friches")],
            }
        );
    }

    #[test]
    fn a_secondary_applicant_is_told_so_and_that_the_governance_must_agree() {
        let association = Profile {
            beneficiaire: Some(Beneficiaire::Association),
            ..MANUFACTURER
        };
        let Verdict::Open { reasons } = answer("fonds-vert-ti", &association, day(2024, 12, 15)) else {
            panic!("open on its last day")
        };
        for expected in [
            Reason::Secondary(Beneficiaire::Association),
            Reason::Area(Area::Territoire),
            Reason::OpenUntil(day(2024, 12, 15)),
            Reason::GovernanceNeeded,
        ] {
            assert!(reasons.contains(&expected), "{expected:?} in {reasons:?}");
        }
        let closed = answer("fonds-vert-ti", &association, day(2024, 12, 16));
        assert!(matches!(closed, Verdict::Closed { .. }), "{closed:?}");
        let unknown = answer("fonds-vert-ti", &association, day(2025, 1, 1));
        assert!(matches!(unknown, Verdict::Unknown { .. }), "{unknown:?}");
    }

    #[test]
    fn a_last_day_that_the_sources_do_not_give_is_told_as_the_last_that_is_sure() {
        let authority = Profile {
            beneficiaire: Some(Beneficiaire::Epci),
            ..MANUFACTURER
        };
        // Until some day of October 2026.
        let Verdict::Open { reasons } = answer("rebond-ingenierie", &authority, day(2026, 9, 30)) else {
            panic!("open on the last day before that month")
        };
        assert!(
            reasons.contains(&Reason::OpenAtLeastUntil(day(2026, 9, 30))),
            "{reasons:?}"
        );
    }

    #[test]
    fn a_territory_of_the_other_phase_and_a_chosen_one_stay_open_questions() {
        let authority = Profile {
            beneficiaire: Some(Beneficiaire::Epci),
            phase: Some(Phase::One),
            ..MANUFACTURER
        };
        assert_eq!(
            answer("chef-projet-2", &authority, day(2025, 6, 1)),
            Verdict::Unknown {
                missing: vec![],
                unsettled: vec![Unsettled::Phase(&[Phase::Two])],
            }
        );
        assert_eq!(
            answer("chef-projet-1", &authority, day(2021, 6, 1)),
            Verdict::Unknown {
                missing: vec![],
                unsettled: vec![Unsettled::Laureate],
            }
        );
    }
}
