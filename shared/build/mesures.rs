//! `data/mesures/*.toml`, one measure each, as the table `MESURES`. The words allowed in a file are listed here; what they
//! mean is said by the types of `src/mesure`.

use serde::Deserialize;

use crate::mesure_dates::{Stretch, changes, stretch_of};
use crate::text_file::{Fault, Text, Validity, day, each_in, rate, within};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MesureFile {
    id: String,
    name: Text,
    phases: Vec<String>,
    besoin: Theme,
    priorite: Theme,
    operators: Vec<String>,
    #[serde(default)]
    funders: Vec<String>,
    kinds: Vec<String>,
    #[serde(default)]
    forms: Vec<String>,
    who: Who,
    #[serde(default)]
    amounts: Vec<AmountTable>,
    validity: ValidityTable,
    opening: Option<String>,
    legal_basis: Option<String>,
    governance: Option<String>,
    pieces: Option<Vec<Text>>,
    #[serde(default)]
    conditions: Vec<Text>,
    #[serde(default)]
    notes: Vec<Text>,
    #[serde(default)]
    doubts: Vec<Text>,
    sureness: String,
    recorded_on: toml::value::Datetime,
    seen: Option<String>,
    sources: Vec<SourceTable>,
    aide: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    values: Vec<String>,
    origin: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Who {
    beneficiaires: Vec<String>,
    #[serde(default)]
    secondary: Vec<String>,
    #[serde(default)]
    unsettled: Vec<String>,
    companies: Option<String>,
    staff: Option<StaffTable>,
    sections: Option<Vec<String>>,
    area: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StaffTable {
    at_least: Option<u32>,
    at_most: Option<u32>,
    below: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmountTable {
    what: String,
    in_force: Option<Validity>,
    note: Option<Text>,
    /// A figure that was looked for and not found is written `known = false`.
    known: Option<bool>,
    euros: Option<u32>,
    low: Option<u32>,
    high: Option<u32>,
    basis_points: Option<u16>,
    count: Option<u32>,
    #[serde(default)]
    by_size: Vec<SizeRate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SizeRate {
    taille: String,
    basis_points: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValidityTable {
    text: Text,
    stretches: Vec<Stretch>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceTable {
    title: String,
    url: String,
    #[serde(default)]
    quote: String,
}

const BESOINS: &[&str] = &["recruter", "attirer", "innover", "simplifier"];
const PRIORITES: &[&str] = &["transition_ecologique", "innovation", "competences", "foncier"];
const OPERATORS: &[&str] = &[
    "etat",
    "regions",
    "banque_des_territoires",
    "bpifrance",
    "ademe",
    "france_travail",
    "business_france",
    "action_logement",
    "anct",
    "dge",
    "dti",
    "cerema",
    "fnep",
    "france_industrie",
    "france2030",
    "fnadt",
];
const KINDS: &[&str] = &[
    "ingenierie",
    "fonctionnement",
    "investissement",
    "pret",
    "accompagnement",
    "formation",
    "tool",
];
const FORMS: &[&str] = &[
    "grant",
    "lump_sum",
    "equity",
    "quasi_equity",
    "recoverable_advance",
    "subordinated_loan",
];
const BENEFICIAIRES: &[&str] = &[
    "entreprise",
    "epci",
    "collectivite",
    "association",
    "groupement_employeurs",
    "organisme_formation",
    "amenageur",
    "cci",
    "particulier",
];
const COMPANIES: &[&str] = &["all", "pme", "pme_and_eti"];
const TAILLES: &[&str] = &["micro", "petite", "moyenne", "grande"];
const AREAS: &[&str] = &["anywhere", "territoire", "laureate"];
const ORIGINS: &[&str] = &["source", "own_classification"];
const OPENINGS: &[&str] = &["continuous", "call"];
const GOVERNANCES: &[&str] = &["needed", "not_needed"];
const SURENESS: &[&str] = &["sourced", "secondary", "uncertain"];

/// Rust source of the table.
pub fn table(folder: &str) -> Result<String, Fault> {
    let mesures = each_in(folder, constant)?;
    Ok(format!(
        "/// Every measure, in the order of their ids.\npub static MESURES: &[Mesure] = &[\n{}];\n",
        mesures.concat()
    ))
}

fn constant(mesure: &MesureFile) -> Result<String, Fault> {
    let recorded_on = within("recorded_on", day(&mesure.recorded_on))?;
    if mesure.sources.is_empty() {
        return Err("a measure needs a source".to_owned());
    }
    let fields = [
        ("id", Ok(format!("{:?}", mesure.id))),
        ("name", Ok(mesure.name.expression())),
        ("scope", scope(&mesure.phases)),
        ("besoin", theme("Besoin", BESOINS, &mesure.besoin)),
        ("priorite", theme("Priorite", PRIORITES, &mesure.priorite)),
        (
            "operators",
            at_least_one("Operator", OPERATORS, &mesure.operators),
        ),
        ("funders", variants("Operator", OPERATORS, &mesure.funders)),
        ("kinds", at_least_one("Kind", KINDS, &mesure.kinds)),
        ("forms", variants("Form", FORMS, &mesure.forms)),
        ("who", who(&mesure.who)),
        ("amounts", amounts(&mesure.amounts)),
        ("validity", changes(&mesure.validity.stretches)),
        ("validity_text", Ok(mesure.validity.text.expression())),
        ("opening", stated("Opening", OPENINGS, mesure.opening.as_ref())),
        (
            "legal_basis",
            stated("LegalBasis", &["de_minimis"], mesure.legal_basis.as_ref()),
        ),
        (
            "governance",
            stated("GovernanceOpinion", GOVERNANCES, mesure.governance.as_ref()),
        ),
        ("pieces", Ok(pieces(mesure.pieces.as_deref()))),
        ("conditions", Ok(messages(&mesure.conditions))),
        ("notes", Ok(messages(&mesure.notes))),
        ("doubts", Ok(doubts(&mesure.doubts))),
        ("sureness", variant("Sureness", SURENESS, &mesure.sureness)),
        ("sources", Ok(sources(&mesure.sources, &recorded_on))),
        ("seen", seen(mesure.seen.as_deref())),
        ("aide", Ok(format!("{:?}", mesure.aide))),
    ];
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| Ok(format!("{name}: {}", within(name, value)?)))
        .collect::<Result<_, Fault>>()?;
    Ok(format!("Mesure {{ {} }},\n", fields.join(", ")))
}

fn scope(phases: &[String]) -> Result<String, Fault> {
    if phases.is_empty() {
        return Ok("Scope::National".to_owned());
    }
    Ok(format!(
        "Scope::Programme({})",
        within("phases", variants("Phase", &["one", "two"], phases))?
    ))
}

/// `values` is a list of themes, or `["transversal"]`, or empty when none fits.
fn theme(kind: &str, known: &[&str], theme: &Theme) -> Result<String, Fault> {
    match (theme.values.as_slice(), &theme.origin) {
        ([], None) => Ok("Theme::Unclassified".to_owned()),
        ([], Some(_)) | (_, None) => Err("`origin` goes with `values`, and only with them".to_owned()),
        (values, Some(origin)) => {
            let origin = variant("Origin", ORIGINS, origin)?;
            if values == ["transversal"] {
                return Ok(format!("Theme::Transversal {{ origin: {origin} }}"));
            }
            let values = variants(kind, known, values)?;
            Ok(format!("Theme::Of {{ values: {values}, origin: {origin} }}"))
        }
    }
}

fn who(who: &Who) -> Result<String, Fault> {
    let named = [&who.beneficiaires, &who.secondary, &who.unsettled];
    if named.iter().all(|kinds| kinds.is_empty()) {
        return Err("nobody is named".to_owned());
    }
    Ok(format!(
        "Who {{ beneficiaires: {}, secondary: {}, unsettled: {}, companies: {}, staff: {}, sections: {}, area: {} \
         }}",
        within("beneficiaires", bodies(&who.beneficiaires))?,
        within("secondary", bodies(&who.secondary))?,
        within("unsettled", bodies(&who.unsettled))?,
        within(
            "companies",
            variant("Companies", COMPANIES, who.companies.as_deref().unwrap_or("all"))
        )?,
        within("staff", staff(who.staff.as_ref()))?,
        within("sections", sections(who.sections.as_deref()))?,
        within("area", stated("Area", AREAS, who.area.as_ref()))?,
    ))
}

fn bodies(kinds: &[String]) -> Result<String, Fault> {
    if kinds == ["all"] {
        return Ok("&Beneficiaire::ALL".to_owned());
    }
    variants("Beneficiaire", BENEFICIAIRES, kinds)
}

fn staff(limits: Option<&StaffTable>) -> Result<String, Fault> {
    let Some(limits) = limits else {
        return Ok("None".to_owned());
    };
    let most = match (limits.at_most, limits.below) {
        (Some(most), None) => format!("StaffMost::AtMost({most})"),
        (None, Some(limit)) => format!("StaffMost::Below({limit})"),
        _ => return Err("one of `at_most` and `below`".to_owned()),
    };
    Ok(format!(
        "Some(StaffLimits {{ at_least: {:?}, most: {most} }})",
        limits.at_least
    ))
}

/// Letters of sections, or `["industry"]` when the source says "industrielles" and no more.
fn sections(letters: Option<&[String]>) -> Result<String, Fault> {
    let Some(letters) = letters else {
        return Ok("Sections::Any".to_owned());
    };
    if letters == ["industry"] {
        return Ok("Sections::Industry".to_owned());
    }
    if let Some(wrong) = letters
        .iter()
        .find(|letter| !matches!(letter.as_bytes(), [b'A'..=b'U']))
    {
        return Err(format!("{wrong} is not a letter from A to U"));
    }
    let letters: Vec<_> = letters
        .iter()
        .map(|letter| format!("SectionNaf::{letter}"))
        .collect();
    Ok(format!("Sections::Only(&[{}])", letters.join(", ")))
}

fn amounts(amounts: &[AmountTable]) -> Result<String, Fault> {
    if amounts.is_empty() {
        return Ok("Stated::Unknown".to_owned());
    }
    let lines: Vec<_> = amounts
        .iter()
        .enumerate()
        .map(|(index, amount)| within(format_args!("[{}] {}", index + 1, amount.what), line(amount)))
        .collect::<Result<_, _>>()?;
    Ok(format!("Stated::Known(&[{}])", lines.join(", ")))
}

fn line(amount: &AmountTable) -> Result<String, Fault> {
    let in_force = match &amount.in_force {
        Some(period) => format!("Some({})", within("in_force", period.expression())?),
        None => "None".to_owned(),
    };
    let note = amount
        .note
        .as_ref()
        .map_or("None".to_owned(), |note| format!("Some({})", note.expression()));
    Ok(format!(
        "AmountLine {{ in_force: {in_force}, amount: {}, note: {note} }}",
        figure(amount)?
    ))
}

fn figure(amount: &AmountTable) -> Result<String, Fault> {
    let whole = |euros: u32| format!("Euros::whole({})", grouped(euros));
    let figures = (
        amount.known,
        amount.euros,
        amount.low.zip(amount.high),
        amount.basis_points,
        amount.count,
    );
    let has_sizes = !amount.by_size.is_empty();
    let has_half_a_range = amount.low.is_some() != amount.high.is_some();
    if has_sizes != (amount.what == "rate_by_size") || has_half_a_range {
        return Err("wrong figures for it".to_owned());
    }
    let variant = match (amount.what.as_str(), figures) {
        ("rate", (Some(false), None, None, None, None)) => "Rate(Stated::Unknown)".to_owned(),
        ("rate", (None, None, None, Some(points), None)) => format!("Rate(Stated::Known({}))", rate(points)?),
        ("rate_at_most", (None, None, None, Some(points), None)) => format!("RateAtMost({})", rate(points)?),
        ("rate_between", (None, None, Some((low, high)), None, None)) => {
            let share = |points: u32| rate(u16::try_from(points).unwrap_or(u16::MAX));
            format!("RateBetween {{ low: {}, high: {} }}", share(low)?, share(high)?)
        }
        ("rate_by_size", (None, None, None, None, None)) => format!("RateBySize(&[{}])", by_size(amount)?),
        ("fixed", (Some(false), None, None, None, None)) => "Fixed(Stated::Unknown)".to_owned(),
        ("fixed", (None, Some(sum), None, None, None)) => format!("Fixed(Stated::Known({}))", whole(sum)),
        ("ceiling_on_aid", (Some(false), None, None, None, None)) => {
            "CeilingOnAid(Stated::Unknown)".to_owned()
        }
        ("ceiling_on_aid", (None, Some(sum), None, None, None)) => {
            format!("CeilingOnAid(Stated::Known({}))", whole(sum))
        }
        (
            what @ ("ceiling_on_base" | "minimum_base" | "envelope" | "envelope_per_year" | "example"),
            (None, Some(sum), None, None, None),
        ) => format!("{}({})", camel(what), whole(sum)),
        (
            what @ ("aid_between" | "loan_between" | "price_between" | "remainder_between"),
            (None, None, Some((low, high)), None, None),
        ) => format!("{} {{ low: {}, high: {} }}", camel(what), whole(low), whole(high)),
        ("advance", (None, None, None, Some(points), None)) => format!("Advance({})", rate(points)?),
        (
            what @ ("loan_years_at_most" | "person_days" | "mission_months"),
            (None, None, None, None, Some(count)),
        ) => format!("{}({count})", camel(what)),
        (what @ ("free" | "varies"), (None, None, None, None, None)) => camel(what),
        _ => return Err("not a kind of amount, or wrong figures for it".to_owned()),
    };
    if amount.low.zip(amount.high).is_some_and(|(low, high)| high <= low) {
        return Err("`high` is not above `low`".to_owned());
    }
    Ok(format!("Amount::{variant}"))
}

fn by_size(amount: &AmountTable) -> Result<String, Fault> {
    let rates = amount
        .by_size
        .iter()
        .map(|line| {
            let taille = variant("Taille", TAILLES, &line.taille)?;
            Ok(format!("({taille}, {})", rate(line.basis_points)?))
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    Ok(rates.join(", "))
}

fn pieces(pieces: Option<&[Text]>) -> String {
    pieces.map_or("Stated::Unknown".to_owned(), |pieces| {
        format!("Stated::Known({})", messages(pieces))
    })
}

fn messages(texts: &[Text]) -> String {
    let texts: Vec<_> = texts.iter().map(Text::expression).collect();
    format!("&[{}]", texts.join(", "))
}

fn doubts(texts: &[Text]) -> String {
    let texts: Vec<_> = texts
        .iter()
        .map(|text| format!("Doubt {{ message: {} }}", text.expression()))
        .collect();
    format!("&[{}]", texts.join(", "))
}

fn sources(sources: &[SourceTable], recorded_on: &str) -> String {
    let sources: Vec<_> = sources
        .iter()
        .map(|source| {
            format!(
                "Source {{ title: {:?}, url: {:?}, recorded_on: {recorded_on}, quote: {:?} }}",
                source.title, source.url, source.quote
            )
        })
        .collect();
    format!("&[{}]", sources.join(", "))
}

fn seen(month: Option<&str>) -> Result<String, Fault> {
    month.map_or(Ok("None".to_owned()), |month| {
        let (first, after) = stretch_of(month)?;
        Ok(format!(
            "Some(Period::between({}, {}))",
            first.expression(),
            after.expression()
        ))
    })
}

fn stated(kind: &str, known: &[&str], name: Option<&String>) -> Result<String, Fault> {
    name.map_or(Ok("Stated::Unknown".to_owned()), |name| {
        Ok(format!("Stated::Known({})", variant(kind, known, name)?))
    })
}

fn at_least_one(kind: &str, known: &[&str], names: &[String]) -> Result<String, Fault> {
    if names.is_empty() {
        return Err("at least one is needed".to_owned());
    }
    variants(kind, known, names)
}

fn variants(kind: &str, known: &[&str], names: &[String]) -> Result<String, Fault> {
    let names = names
        .iter()
        .map(|name| variant(kind, known, name))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(format!("&[{}]", names.join(", ")))
}

/// `Kind::TheName` of `the_name`.
fn variant(kind: &str, known: &[&str], name: &str) -> Result<String, Fault> {
    if !known.contains(&name) {
        return Err(format!("`{name}` is none of {}", known.join(", ")));
    }
    Ok(format!("{kind}::{}", camel(name)))
}

/// A number as a person writes it in Rust: `50_000`.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(String::from_utf8_lossy)
        .collect();
    groups.join("_")
}

fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_ascii_uppercase() + rest
        })
        .collect()
}
