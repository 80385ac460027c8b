//! Contracts: whether a file holds, how it reads on a day, and how far its plan has come.

use chrono::NaiveDate;
use serde::Deserialize;
use shared::contrat::{Contrat, ContratFault, Money, Progress, Version, WrittenContrat};
use shared::message::Lang;
use shared::period::Period;
use shared::source::Stated;

use super::given::{day, or_fault};
use super::told;
use crate::case::{Answer, Asked, ask};

pub fn ask_all() -> Vec<Asked> {
    let holds = |given: &File| or_fault(given.text().map(|text| told_file(&text)));
    let reads = |given: &Reading| or_fault(given.answer(told_version));
    let comes = |given: &Reading| or_fault(given.answer(told_progress));
    [
        ask("contract", include_str!("../../cases/contract.toml"), holds),
        ask("contract_on", include_str!("../../cases/contract_on.toml"), reads),
        ask("progress", include_str!("../../cases/progress.toml"), comes),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A contract that holds, in which something is written instead of something else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Whether the amendments stand below it.
    #[serde(default)]
    amended: bool,
    /// It stands there exactly once.
    #[serde(default)]
    instead_of: String,
    #[serde(default)]
    write: String,
}

impl File {
    fn text(&self) -> Result<String, String> {
        written(
            if self.amended { AMENDED } else { SIGNED },
            &self.instead_of,
            &self.write,
        )
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    on: String,
    #[serde(default)]
    instead_of: String,
    #[serde(default)]
    write: String,
}

impl Reading {
    fn answer(&self, tell: impl Fn(&Version<'_>) -> Answer) -> Result<Answer, String> {
        let contrat = read(&written(AMENDED, &self.instead_of, &self.write)?)?
            .map_err(|faults| told_faults(&faults).headline)?;
        let on: NaiveDate = day(&self.on)?;
        Ok(match contrat.on(on) {
            Stated::Unknown => Answer::line("unknown"),
            Stated::Known(None) => Answer::line("not signed yet"),
            Stated::Known(Some(version)) => tell(&version),
        })
    }
}

const SIGNED: &str = include_str!("../../cases/contract/signed.toml");
const AMENDED: &str = concat!(
    include_str!("../../cases/contract/signed.toml"),
    include_str!("../../cases/contract/amendments.toml")
);

fn written(text: &str, instead_of: &str, write: &str) -> Result<String, String> {
    match (instead_of, text.matches(instead_of).count()) {
        ("", _) => Ok(text.to_owned()),
        (_, 1) => Ok(text.replace(instead_of, write)),
        (_, count) => Err(format!("{instead_of} stands there {count} times")),
    }
}

/// The contract, or its faults; what is no file of a contract at all is a fault of the case.
fn read(text: &str) -> Result<Result<Contrat, Vec<ContratFault>>, String> {
    let file: WrittenContrat =
        toml::from_str(text).map_err(|error| error.to_string().replace('\n', " | "))?;
    Ok(Contrat::parse(&file))
}

/// `accepted`, or `fiches[1].cout AmountZero: accept an amount of 0: …; …`.
fn told_file(text: &str) -> Answer {
    match read(text) {
        Err(fault) => Answer::line(fault),
        Ok(Err(faults)) => told_faults(&faults),
        Ok(Ok(contrat)) => Answer {
            headline: "accepted".to_owned(),
            ..told_version(&contrat.latest())
        },
    }
}

fn told_faults(faults: &[ContratFault]) -> Answer {
    let line = |fault: &ContratFault| {
        let (path, error) = (&fault.path, &fault.error);
        format!("{path} {}: {error}", told::name_of(error))
    };
    let lines: Vec<_> = faults.iter().map(line).collect();
    let answer = Answer::line(lines.join("; "));
    faults
        .iter()
        .fold(answer, |answer, fault| answer.with(&fault.error.message()))
}

/// `fiches 1, 3; to 2027-12-31; 2 avenants`.
fn told_version(version: &Version<'_>) -> Answer {
    let fiches = version.fiches().known().map(Vec::as_slice).unwrap_or_default();
    let numeros: Vec<_> = fiches.iter().map(|fiche| fiche.numero.as_str()).collect();
    let last = match version.period().known().and_then(Period::last) {
        Some(last) => last.to_string(),
        None => "unknown".to_owned(),
    };
    let mut answer = Answer::line(format!(
        "fiches {}; to {last}; {} avenants",
        numeros.join(", "),
        version.avenants().len()
    ));
    for lang in [Lang::Fr, Lang::En] {
        let avenants = version.avenants().iter();
        answer.details.push(version.heading(lang));
        answer
            .details
            .extend(fiches.iter().map(|fiche| version.fiche_heading(fiche, lang)));
        answer
            .details
            .extend(avenants.map(|avenant| version.avenant_heading(avenant, lang)));
    }
    answer
}

/// `2 fiches of 300.00; prevu 200.00, sollicite 40.00, acquis 60.00`, and what is unknown.
fn told_progress(version: &Version<'_>) -> Answer {
    let Stated::Known(progress) = version.progress() else {
        return Answer::line("unknown");
    };
    let unknown = [(progress.without_cout, "cout"), (progress.without_plan, "plan")];
    let unknown = unknown.into_iter().filter(|(count, _)| 0 < *count);
    let unknown: Vec<_> = unknown
        .map(|(count, what)| format!("; {count} without {what}"))
        .collect();
    let headline = format!(
        "{} fiches of {}; {}{}",
        progress.fiches,
        progress.cout,
        money(&progress.total),
        unknown.concat()
    );
    Answer {
        headline,
        details: shares_of(&progress),
    }
}

/// The counts by commitment and state, then the money by who pays and by axe.
fn shares_of(progress: &Progress) -> Vec<String> {
    let counts = progress.by_state.iter();
    let counts = counts.map(|count| format!("{:?} {:?} {}", count.maturite, count.avancement, count.count));
    let financeurs = progress.by_financeur.iter();
    let financeurs = financeurs.map(|(id, sum)| format!("{} {}", id.as_str(), money(sum)));
    let axes = progress.by_axe.iter();
    let axes = axes.map(|(axe, sum)| format!("{axe:?} {}", money(sum)));
    counts.chain(financeurs).chain(axes).collect()
}

fn money(money: &Money) -> String {
    let Money {
        prevu,
        sollicite,
        acquis,
    } = money;
    format!("prevu {prevu}, sollicite {sollicite}, acquis {acquis}")
}
