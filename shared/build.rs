//! Turns `data/aides/*.toml` into Rust constants, so that the rules of aid are data to maintain and cost nothing to
//! load. It checks each file and stops the build at the first fault; it decides no rule.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;
use toml::value::Datetime;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AideFile {
    id: String,
    operator: String,
    name: Text,
    in_force: Validity,
    taux_maximal: RateFile,
    plafond_par_etude: Ceiling,
    territoire: Cited,
    sources: BTreeMap<String, SourceFile>,
    doubts: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    fr: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Validity {
    from: Datetime,
    until: Option<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RateFile {
    basis_points: u16,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ceiling {
    known: bool,
    euros: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cited {
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    title: String,
    url: String,
    recorded_on: Datetime,
    quote: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new("../data/aides");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();

    let mut code = String::from(
        "/// Every study aid, in the order of their ids.\npub static AIDES: &[Parameters] = &[\n",
    );
    for path in paths {
        println!("cargo::rerun-if-changed={}", path.display());
        let in_file = |error: String| format!("{}: {error}", path.display());
        let aide: AideFile =
            toml::from_str(&fs::read_to_string(&path)?).map_err(|e| in_file(e.to_string()))?;
        code.push_str(&constant(&aide).map_err(in_file)?);
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("aides.rs"), code)?;
    Ok(())
}

fn constant(aide: &AideFile) -> Result<String, String> {
    if aide.taux_maximal.basis_points > 10_000 {
        return Err(format!(
            "taux_maximal is above the whole: {} basis points",
            aide.taux_maximal.basis_points
        ));
    }
    let until = aide.in_force.until.as_ref().map_or(Ok("None".to_owned()), |d| {
        Ok::<_, String>(format!("Some({})", day(d)?))
    })?;
    let mut doubts = String::new();
    for doubt in &aide.doubts {
        let _infallible = write!(doubts, "Doubt {{ message: {} }}, ", text(doubt));
    }
    Ok(format!(
        "Parameters {{ id: {:?}, operator: {:?}, name: {}, in_force_from: {}, in_force_until: {until}, \
         taux_maximal: Rate::from_basis_points({}), taux_source: {}, plafond_par_etude: {}, territoire_source: {}, \
         doubts: &[{doubts}] }},\n",
        aide.id,
        aide.operator,
        text(&aide.name),
        day(&aide.in_force.from)?,
        aide.taux_maximal.basis_points,
        source(aide, &aide.taux_maximal.source)?,
        ceiling(&aide.plafond_par_etude)?,
        source(aide, &aide.territoire.source)?,
    ))
}

fn text(text: &Text) -> String {
    format!("Message::fixed({:?}, {:?})", text.fr, text.en)
}

fn day(date: &Datetime) -> Result<String, String> {
    let date = date.date.ok_or("a date without a day")?;
    Ok(format!("day({}, {}, {})", date.year, date.month, date.day))
}

fn ceiling(ceiling: &Ceiling) -> Result<String, String> {
    match (ceiling.known, &ceiling.euros) {
        (false, None) => Ok("Plafond::Unknown".to_owned()),
        (true, Some(euros)) => {
            let cents: u32 = euros
                .replace('.', "")
                .parse()
                .map_err(|_| format!("plafond is not an amount: {euros}"))?;
            let has_two_decimals = euros.len() > 3 && euros.as_bytes()[euros.len() - 3] == b'.';
            has_two_decimals
                .then(|| format!("Plafond::PerEtude(Euros::from_cents({cents}))"))
                .ok_or(format!("plafond needs two decimals: {euros}"))
        }
        _ => Err("plafond_par_etude: `euros` goes with `known = true`, and only with it".to_owned()),
    }
}

fn source(aide: &AideFile, key: &str) -> Result<String, String> {
    let source = aide.sources.get(key).ok_or(format!("no source named {key}"))?;
    let recorded_on = source.recorded_on.date.ok_or("recorded_on is not a day")?;
    Ok(format!(
        "Source {{ title: {:?}, url: {:?}, recorded_on: \"{recorded_on}\", quote: {:?} }}",
        source.title, source.url, source.quote,
    ))
}
