//! The size of an enterprise: on one closing of the accounts, after two, and whether it is an ETI.

use serde::Deserialize;
use shared::entreprise::{Comptes, Participation, Size, Uta, is_eti, size_after_two_years, size_of};
use shared::money::Rate;

use super::given::{day, euros, or_fault, taille};
use super::told;
use crate::case::{Answer, Asked, ask};

pub fn ask_all() -> Vec<Asked> {
    let on_one_closing = |given: &Closing| or_fault(given.answer());
    let after_two_years = |given: &TwoYears| or_fault(given.answer());
    let of_eti = |given: &Eti| or_fault(given.answer());
    [
        ask("taille", include_str!("../../cases/taille.toml"), on_one_closing),
        ask(
            "two_years",
            include_str!("../../cases/two_years.toml"),
            after_two_years,
        ),
        ask("eti", include_str!("../../cases/eti.toml"), of_eti),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A figure that is not written is nothing.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct GivenComptes {
    effectif: String,
    chiffre_affaires: String,
    bilan: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenParticipation {
    basis_points: u16,
    comptes: GivenComptes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Closing {
    #[serde(default = "usual_day")]
    on: String,
    comptes: GivenComptes,
    #[serde(default)]
    participations: Vec<GivenParticipation>,
    #[serde(default)]
    public_basis_points: u16,
}

/// A day on which every limit is in force.
fn usual_day() -> String {
    "2026-11-23".to_owned()
}

impl Closing {
    fn answer(&self) -> Result<Answer, String> {
        let others: Vec<_> = self
            .participations
            .iter()
            .map(GivenParticipation::read)
            .collect::<Result<_, _>>()?;
        let public = Rate::from_basis_points(self.public_basis_points);
        let size = size_of(self.comptes.read()?, &others, public, day(&self.on)?);
        Ok(size.map_or_else(|| Answer::line("no limits in force"), |size| tell(&size)))
    }
}

fn tell(size: &Size) -> Answer {
    let caveats = size.caveats.iter().map(told::name_of);
    let mut answer = Answer::line(told::line(size.taille.as_str(), caveats)).with(&size.taille.label());
    let Comptes {
        effectif,
        chiffre_affaires,
        bilan,
    } = size.counted;
    answer.details.push(format!(
        "{} people, {chiffre_affaires}, {bilan}",
        effectif.as_decimal().normalize()
    ));
    let caveats = size.caveats.iter();
    caveats.fold(answer, |answer, caveat| answer.with(&caveat.message()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TwoYears {
    held: String,
    older: String,
    newer: String,
}

impl TwoYears {
    fn answer(&self) -> Result<Answer, String> {
        let (older, newer) = (taille(&self.older)?, taille(&self.newer)?);
        let (now_held, caveat) = size_after_two_years(taille(&self.held)?, older, newer);
        let answer = Answer::line(told::line(now_held.as_str(), caveat.iter().map(told::name_of)));
        Ok(match caveat {
            Some(caveat) => answer.with(&caveat.message()),
            None => answer,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Eti {
    #[serde(default = "usual_day")]
    on: String,
    comptes: GivenComptes,
}

impl Eti {
    fn answer(&self) -> Result<Answer, String> {
        let is_one = is_eti(&self.comptes.read()?, day(&self.on)?);
        Ok(Answer::line(if is_one { "ETI" } else { "no ETI" }))
    }
}

impl GivenComptes {
    fn read(&self) -> Result<Comptes, String> {
        let amount = |text: &str| euros(if text.is_empty() { "0" } else { text });
        Ok(Comptes {
            effectif: uta(&self.effectif)?,
            chiffre_affaires: amount(&self.chiffre_affaires)?,
            bilan: amount(&self.bilan)?,
        })
    }
}

impl GivenParticipation {
    fn read(&self) -> Result<Participation, String> {
        Ok(Participation {
            share: Rate::from_basis_points(self.basis_points),
            comptes: self.comptes.read()?,
        })
    }
}

/// People, `9`, or with two decimals, `9.99`.
fn uta(text: &str) -> Result<Uta, String> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "00"));
    let is_hundredths = decimals.len() == 2;
    let hundredths = format!("{whole}{decimals}")
        .parse()
        .ok()
        .filter(|_| is_hundredths);
    hundredths
        .map(Uta::from_hundredths)
        .ok_or_else(|| format!("effectif {text}"))
}
