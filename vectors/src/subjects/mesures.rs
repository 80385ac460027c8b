//! What a measure answers to a profile on a day.

use serde::Deserialize;
use shared::beneficiaire::Beneficiaire;
use shared::ids::SectionNaf;
use shared::mesure::{Boundary, Closure, Place, Profile, Reason, Verdict, find_mesure, judge_mesure};
use shared::programme::Phase;

use super::given::{day, known, or_fault, taille};
use super::told;
use crate::case::{Answer, Asked, ask};

pub fn ask_all() -> Vec<Asked> {
    let of_one = |given: &OneMesure| or_fault(given.answer());
    ask("mesure", include_str!("../../cases/mesure.toml"), of_one)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneMesure {
    mesure: String,
    on: String,
    #[serde(default)]
    profile: GivenProfile,
}

/// What is known; a field that is not written is not known.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct GivenProfile {
    beneficiaire: Option<String>,
    taille: Option<String>,
    staff: Option<u32>,
    section: Option<String>,
    in_territoire: Option<bool>,
    phase: Option<String>,
}

impl OneMesure {
    fn answer(&self) -> Result<Answer, String> {
        let mesure = find_mesure(&self.mesure).ok_or_else(|| format!("no mesure {}", self.mesure))?;
        let verdict = judge_mesure(mesure, &self.profile.read()?, day(&self.on)?);
        let answer = Answer::line(line_of(&verdict)).with(&verdict.label());
        let messages = verdict.messages();
        Ok(messages.iter().fold(answer, Answer::with))
    }
}

impl GivenProfile {
    fn read(&self) -> Result<Profile, String> {
        Ok(Profile {
            beneficiaire: known(self.beneficiaire.as_ref(), |kind| {
                Beneficiaire::parse(kind).ok_or_else(|| format!("no beneficiaire {kind}"))
            })?,
            taille: known(self.taille.as_ref(), |size| taille(size))?,
            staff: self.staff,
            section: known(self.section.as_ref(), |letter| {
                SectionNaf::parse(letter).ok_or_else(|| format!("no section {letter}"))
            })?,
            place: self.in_territoire.map(|is_inside| {
                if is_inside {
                    Place::InTerritoire
                } else {
                    Place::Elsewhere
                }
            }),
            phase: known(self.phase.as_ref(), |name| {
                Phase::parse(name).ok_or_else(|| format!("no phase {name}"))
            })?,
        })
    }
}

/// `open until 2026-06-30`, `closed since 2026-07-01`, `not_for_you Section`, `unknown, missing Taille, unsettled
/// Validity`.
fn line_of(verdict: &Verdict) -> String {
    let name = verdict.as_str();
    match verdict {
        Verdict::Open { reasons } => {
            let until = reasons.iter().find_map(|reason| match reason {
                Reason::OpenUntil(last) => Some(format!(" until {last}")),
                Reason::OpenAtLeastUntil(last) => Some(format!(" until {last} at least")),
                _ => None,
            });
            format!("{name}{}", until.unwrap_or_default())
        }
        Verdict::Closed { closure } => format!("{name}{}", around(closure)),
        Verdict::NotForYou { mismatches } => told::line(name, mismatches.iter().map(told::name_of)),
        Verdict::Unknown { missing, unsettled } => {
            let mut line = name.to_owned();
            if !missing.is_empty() {
                line = told::line(&(line + ", missing"), missing.iter().map(told::name_of));
            }
            if !unsettled.is_empty() {
                line = told::line(&(line + ", unsettled"), unsettled.iter().map(told::name_of));
            }
            line
        }
    }
}

fn around(closure: &Closure) -> String {
    let told = |word: &str, boundary: Option<Boundary>, unsure: &str| match boundary {
        None => String::new(),
        Some(Boundary { day, is_exact: true }) => format!(" {word} {day}"),
        Some(Boundary { day, .. }) => format!(" {word} {day} {unsure}"),
    };
    told("since", closure.since, "at the latest") + &told("to open on", closure.opens, "at the earliest")
}
