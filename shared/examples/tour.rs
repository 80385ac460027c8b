//! A tour of the crate: what aids a company could get for a study and why, which measures are for it, and how far a
//! contract has come. `cargo run -p shared --example tour` prints it; the facts and the day are made up, the rules are not.

use std::error::Error;
use std::fs;

use chrono::NaiveDate;
use shared::aide::{Aide, Couts, Engagement, Facts, Outcome, evaluate, find_aide};
use shared::beneficiaire::Beneficiaire;
use shared::contrat::{Contrat, WrittenContrat};
use shared::entreprise::Taille;
use shared::format::{date, euros};
use shared::ids::CodeNaf;
use shared::message::Lang;
use shared::mesure::{Place, Profile, match_mesures};
use shared::money::Euros;
use shared::programme::Phase;
use shared::source::Stated;

const CONTRAT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../data/contrats/exemple-val-fictif-2024-2027.toml"
);

fn main() -> Result<(), Box<dyn Error>> {
    // The crate reads no clock: the day is given.
    let on = NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("no such day")?;
    // A small manufacturer of metal parts.
    let naf = CodeNaf::parse("25.62B")?;

    let cout = Euros::parse("12500.50")?;
    println!(
        "# Aids for a study of {} on {}",
        euros(cout, Lang::En),
        date(on, Lang::En)
    );
    let facts = Facts {
        beneficiaire: Some(Beneficiaire::Entreprise),
        taille: Some(Taille::Petite),
        effectif: Some(40),
        naf: Some(naf),
        couts: Some(Couts::all_eligible(cout)),
        engagement: Some(Engagement::None),
        // What is left out is not known: an aid that needs it says so.
        ..Facts::default()
    };
    for id in ["pacte-industrie", "diag-decarbon", "ademe-audit-energie"] {
        tell_aide(find_aide(id).ok_or("no aid of that id")?, &facts, on);
    }

    println!("\n# Measures open to the same company");
    let profile = Profile {
        beneficiaire: Some(Beneficiaire::Entreprise),
        taille: Some(Taille::Petite),
        staff: Some(40),
        section: Some(naf.section()),
        place: Some(Place::InTerritoire),
        phase: Some(Phase::Two),
    };
    // The open ones come first.
    for (mesure, verdict) in match_mesures(&profile, on).into_iter().take(3) {
        println!(
            "{}: {}",
            mesure.name.in_lang(Lang::En),
            verdict.label().in_lang(Lang::En)
        );
        for reason in verdict.messages() {
            println!("  {}", reason.in_lang(Lang::En));
        }
    }

    println!("\n# A contract");
    let written: WrittenContrat = toml::from_str(&fs::read_to_string(CONTRAT)?)?;
    match Contrat::parse(&written) {
        Ok(contrat) => tell_contrat(&contrat, on),
        Err(faults) => {
            for fault in faults {
                println!("{}: {}", fault.path, fault.error);
            }
        }
    }
    Ok(())
}

/// Each step with the text that it applies; what is refused, and what is not known.
fn tell_aide(aide: &'static Aide, facts: &Facts<'_>, on: NaiveDate) {
    println!("{}", aide.name.in_lang(Lang::En));
    match evaluate(aide, facts, on) {
        Outcome::Eligible(estimate) => {
            match estimate.at_most {
                Stated::Known(at_most) => println!("  at most {}", euros(at_most, Lang::En)),
                Stated::Unknown => println!("  of an amount that no source gives"),
            }
            for step in &estimate.steps {
                println!("  {}", step.message().in_lang(Lang::En));
                if let Some(source) = step.source {
                    println!("    {} <{}>", source.title, source.url);
                }
            }
            for caveat in &estimate.caveats {
                println!("  not settled: {}", caveat.message().in_lang(Lang::En));
            }
            for doubt in estimate.version.doubts {
                println!("  left open: {}", doubt.message.in_lang(Lang::En));
            }
        }
        Outcome::Refused(refusals) => {
            for refusal in refusals {
                println!("  refused: {}", refusal.message().in_lang(Lang::En));
            }
        }
        Outcome::Incomplete(missing) => println!("  missing: {missing:?}"),
    }
}

/// The contract as it read on that day, and its plan added up.
fn tell_contrat(contrat: &Contrat, on: NaiveDate) {
    let version = match contrat.on(on) {
        Stated::Known(Some(version)) => version,
        Stated::Known(None) => return println!("not signed yet"),
        // When no source gives the day of its signature.
        Stated::Unknown => contrat.latest(),
    };
    println!("{}", version.heading(Lang::En));
    match version.progress() {
        Stated::Known(progress) => println!(
            "  {} sheets, {} granted of {} in all",
            progress.fiches,
            euros(progress.total.acquis, Lang::En),
            euros(progress.total.total(), Lang::En)
        ),
        Stated::Unknown => println!("  its plan of action is not known"),
    }
}
