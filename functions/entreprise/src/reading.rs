//! What the register's answer says: its JSON read strictly, but only of what is used, and turned into values that are
//! checked. It asks nothing and keeps nothing.
//!
//! The answers are those of `app/doc/open-api.yml` in annuaire-entreprises-data-gouv-fr/search-api (commit 01bd8aa),
//! with the models of `app/models` where that page is silent: a member may be `null` (`unite_legale.py`, 0495a51). What
//! neither says is not known, and is told as "to be verified":
//!
//! - an unknown SIRET: `results` is a list, so an empty one is read as "nothing shown"; a 404 is not documented;
//! - the form of `Retry-After`: seconds and a date are both read, as RFC 9110 allows both;
//! - the body of a 429, and all of a 5xx but `{"erreur": …}` (`app/exceptions/exception_handlers.py`, 08c5cae): not read.

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use shared::ids::{CodeInsee, CodeNaf, Siret};

/// An answer as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// The body, whole.
    pub body: Vec<u8>,
}

/// What the register shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// An establishment.
    Shown(Entreprise),
    /// Nothing: the number was never given, or was given lately, or the company shows nothing of itself.
    Nothing,
}

/// An establishment and its company, as far as the register shows them. All of it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entreprise {
    pub denomination: Option<String>,
    pub adresse: Option<String>,
    pub code_naf: Option<String>,
    pub commune: Option<String>,
    pub is_open: Option<bool>,
    /// Whether some of it is not public.
    pub is_partial: bool,
    /// `PME`, `ETI` or `GE`.
    pub category: Option<String>,
    pub category_year: Option<u16>,
    pub staff: Option<Staff>,
    pub staff_year: Option<u16>,
}

/// A bracket of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    pub min: u32,
    /// None when it is open.
    pub max: Option<u32>,
}

/// Why an answer says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// A 429.
    #[error("ask the register: it is asked too often")]
    Throttled {
        /// Milliseconds to wait, when it says.
        wait: Option<i64>,
    },
    /// A 4xx but 429.
    #[error("ask the register: it refuses the request with {0}")]
    Refused(u16),
    /// A 5xx.
    #[error("ask the register: it fails with {0}")]
    Failing(u16),
    /// Any other status that is not 200: a redirection above all, which is not followed.
    #[error("ask the register: it answers {0}")]
    Elsewhere(u16),
    /// A 200 that is not of the shape documented.
    #[error("read the register's answer")]
    Unreadable,
    /// More than is read.
    #[error("read the register's answer: it is too large")]
    TooLarge,
    /// It broke off.
    #[error("read the register's answer: it broke off")]
    Cut,
    /// No answer in time.
    #[error("ask the register: it takes too long")]
    TooSlow,
    /// No connection.
    #[error("reach the register: {0}")]
    NotReached(&'static str),
}

/// Reads an answer about a SIRET; `now` in milliseconds since 1970.
///
/// # Errors
/// [`Trouble`] unless it says what the register shows.
pub fn read(answer: &Answer, siret: &Siret, now: i64) -> Result<Reading, Trouble> {
    match answer.status {
        200 => read_body(&answer.body, siret, now).ok_or(Trouble::Unreadable),
        429 => Err(Trouble::Throttled {
            wait: answer
                .retry_after
                .as_deref()
                .and_then(|text| read_wait(text, now)),
        }),
        400..500 => Err(Trouble::Refused(answer.status)),
        500..600 => Err(Trouble::Failing(answer.status)),
        _ => Err(Trouble::Elsewhere(answer.status)),
    }
}

/// Of `results`, the first and only; of the establishments, the one that was asked for.
fn read_body(body: &[u8], siret: &Siret, now: i64) -> Option<Reading> {
    let page: Page = serde_json::from_slice(body).ok()?;
    let Some(company) = page.results.into_iter().next() else {
        return Some(Reading::Nothing);
    };
    let candidates = company.matching.iter().flatten().chain(&company.seat);
    let is_asked_for = |shown: &&Establishment| shown.siret.as_deref() == Some(siret.as_str());
    let establishment = candidates.clone().find(is_asked_for)?;
    Some(Reading::Shown(combine(&company, establishment, now)))
}

fn combine(company: &Company, establishment: &Establishment, now: i64) -> Entreprise {
    let name = shown_text(company.name.as_deref(), NAME_MAX);
    let staff = company.staff.as_deref().and_then(read_staff);
    let category = company
        .category
        .as_deref()
        .filter(|code| CATEGORIES.contains(code));
    let is_hidden = |status: Option<&str>| status == Some("P");
    Entreprise {
        denomination: name.or_else(|| shown_text(company.full_name.as_deref(), NAME_MAX)),
        adresse: shown_text(establishment.adresse.as_deref(), ADRESSE_MAX),
        code_naf: read_naf(company, now),
        commune: establishment.commune.as_deref().and_then(read_commune),
        is_open: match establishment.state.as_deref() {
            Some("A") => Some(true),
            Some("F") => Some(false),
            _ => None,
        },
        is_partial: is_hidden(company.diffusion.as_deref())
            || is_hidden(establishment.diffusion.as_deref())
            || holds_mask(company, establishment),
        category: category.map(str::to_owned),
        category_year: category.and_then(|_| read_year(company.category_year.as_deref())),
        staff,
        staff_year: staff.and_then(|_| read_year(company.staff_year.as_deref())),
    }
}

/// A text that may be shown and filed: not hidden, on one line, neither empty nor longer than the request allows.
fn shown_text(text: Option<&str>, max: usize) -> Option<String> {
    let text = text?.trim();
    let fits = !text.is_empty() && text.chars().count() <= max && !text.chars().any(char::is_control);
    (fits && !is_masked(text)).then(|| text.to_owned())
}

/// Whether a text was put in the place of one that is not public: `[NON-DIFFUSIBLE]` here
/// (`app/service/formatters/non_diffusible.py`, 0ca4dbf), `[ND]` in files of the Sirene base.
fn is_masked(text: &str) -> bool {
    MASKS.iter().any(|mask| text.contains(mask))
}

fn holds_mask(company: &Company, establishment: &Establishment) -> bool {
    [&company.name, &company.full_name, &establishment.adresse]
        .into_iter()
        .flatten()
        .any(|text| is_masked(text))
}

/// The register moves to NAF 2025, whose codes have the same shape: until 2027 it gives them apart, in a member that is
/// "supprimé à compter du 1er janvier 2027" (the same page). From then on, a code alone does not say which it is.
fn read_naf(company: &Company, now: i64) -> Option<String> {
    let is_rev_2 = now < NAF_2025_MS || company.naf_2025.is_some();
    let code = CodeNaf::parse(company.naf.as_deref()?).ok()?;
    is_rev_2.then(|| code.to_string())
}

fn read_commune(text: &str) -> Option<String> {
    CodeInsee::parse(text).ok().map(|code| code.commune().to_string())
}

fn read_year(text: Option<&str>) -> Option<u16> {
    let year = text?.parse().ok()?;
    (1973..=2100).contains(&year).then_some(year)
}

fn read_staff(code: &str) -> Option<Staff> {
    let bracket = BRACKETS.iter().find(|(known, _, _)| *known == code)?;
    Some(Staff {
        min: bracket.1,
        max: bracket.2,
    })
}

/// Seconds, or a date: milliseconds from `now`.
fn read_wait(text: &str, now: i64) -> Option<i64> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(i64::from(seconds) * 1000);
    }
    let date = DateTime::parse_from_rfc2822(text).ok()?;
    Some(date.timestamp_millis().saturating_sub(now))
}

/// As a request to file allows.
const NAME_MAX: usize = 200;
const ADRESSE_MAX: usize = 300;

const MASKS: [&str; 2] = ["[NON-DIFFUSIBLE]", "[ND]"];

const CATEGORIES: [&str; 3] = ["PME", "ETI", "GE"];

/// 1 January 2027, UTC.
const NAF_2025_MS: i64 = 1_798_761_600_000;

/// Codes of the brackets of staff: the least and the most (`aio/aio-proxy/aio_proxy/labels/tranches-effectifs.json` of
/// the same repository, 16cd432). `NN` is a company without employees; `00` one that has none left on 31 December.
const BRACKETS: [(&str, u32, Option<u32>); 16] = [
    ("NN", 0, Some(0)),
    ("00", 0, Some(0)),
    ("01", 1, Some(2)),
    ("02", 3, Some(5)),
    ("03", 6, Some(9)),
    ("11", 10, Some(19)),
    ("12", 20, Some(49)),
    ("21", 50, Some(99)),
    ("22", 100, Some(199)),
    ("31", 200, Some(249)),
    ("32", 250, Some(499)),
    ("41", 500, Some(999)),
    ("42", 1_000, Some(1_999)),
    ("51", 2_000, Some(4_999)),
    ("52", 5_000, Some(9_999)),
    ("53", 10_000, None),
];

/// The body of a 200; the members that are not used are passed over.
#[derive(Debug, Deserialize)]
struct Page {
    results: Vec<Company>,
}

#[derive(Debug, Deserialize)]
struct Company {
    #[serde(rename = "nom_raison_sociale")]
    name: Option<String>,
    #[serde(rename = "nom_complet")]
    full_name: Option<String>,
    #[serde(rename = "activite_principale")]
    naf: Option<String>,
    #[serde(rename = "activite_principale_naf25")]
    naf_2025: Option<String>,
    #[serde(rename = "categorie_entreprise")]
    category: Option<String>,
    #[serde(rename = "annee_categorie_entreprise")]
    category_year: Option<String>,
    #[serde(rename = "tranche_effectif_salarie")]
    staff: Option<String>,
    #[serde(rename = "annee_tranche_effectif_salarie")]
    staff_year: Option<String>,
    #[serde(rename = "statut_diffusion")]
    diffusion: Option<String>,
    #[serde(rename = "siege")]
    seat: Option<Establishment>,
    #[serde(rename = "matching_etablissements")]
    matching: Option<Vec<Establishment>>,
}

#[derive(Debug, Deserialize)]
struct Establishment {
    siret: Option<String>,
    adresse: Option<String>,
    commune: Option<String>,
    #[serde(rename = "etat_administratif")]
    state: Option<String>,
    #[serde(rename = "statut_diffusion_etablissement")]
    diffusion: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    const SIRET: &str = "73282932000074";
    /// 23 November 2026.
    const NOW: i64 = 1_795_392_000_000;

    fn siret() -> Siret {
        Siret::parse(SIRET).unwrap()
    }

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            retry_after: None,
            body: body.as_bytes().to_vec(),
        }
    }

    fn page() -> Value {
        json!({
            "results": [{
                "siren": "732829320",
                "nom_complet": "FORGES FICTIVES DU VAL (LES FORGES)",
                "nom_raison_sociale": "FORGES FICTIVES DU VAL",
                "activite_principale": "25.62B",
                "activite_principale_naf25": "25.53Y",
                "categorie_entreprise": "PME",
                "annee_categorie_entreprise": "2023",
                "tranche_effectif_salarie": "12",
                "annee_tranche_effectif_salarie": "2022",
                "statut_diffusion": "O",
                "siege": { "siret": "73282932000017", "adresse": "2 RUE AILLEURS 75115 PARIS" },
                "matching_etablissements": [{
                    "siret": SIRET,
                    "adresse": "1 RUE DES ESSAIS 39100 DOLE",
                    "commune": "39198",
                    "etat_administratif": "A",
                    "statut_diffusion_etablissement": "O"
                }]
            }],
            "total_results": 1, "page": 1, "per_page": 1, "total_pages": 1
        })
    }

    fn read_page(change: impl FnOnce(&mut Value)) -> Result<Reading, Trouble> {
        let mut page = page();
        change(&mut page);
        read(&answer(200, &page.to_string()), &siret(), NOW)
    }

    fn shown(change: impl FnOnce(&mut Value)) -> Entreprise {
        match read_page(change) {
            Ok(Reading::Shown(entreprise)) => entreprise,
            other => panic!("nothing is shown: {other:?}"),
        }
    }

    #[test]
    fn all_that_is_used_is_read() {
        assert_eq!(
            shown(|_| {}),
            Entreprise {
                denomination: Some("FORGES FICTIVES DU VAL".into()),
                adresse: Some("1 RUE DES ESSAIS 39100 DOLE".into()),
                code_naf: Some("25.62B".into()),
                commune: Some("39198".into()),
                is_open: Some(true),
                is_partial: false,
                category: Some("PME".into()),
                category_year: Some(2023),
                staff: Some(Staff {
                    min: 20,
                    max: Some(49)
                }),
                staff_year: Some(2022),
            }
        );
    }

    #[test]
    fn the_seat_is_taken_when_it_is_what_was_asked_for() {
        let entreprise = shown(|page| {
            page["results"][0]["siege"]["siret"] = json!(SIRET);
            page["results"][0]["matching_etablissements"] = json!([]);
        });
        assert_eq!(entreprise.adresse.as_deref(), Some("2 RUE AILLEURS 75115 PARIS"));
    }

    #[test]
    fn another_establishment_is_never_taken_for_the_one_asked_for() {
        let outcome = read_page(|page| page["results"][0]["matching_etablissements"] = json!(null));
        assert_eq!(outcome, Err(Trouble::Unreadable));
    }

    #[test]
    fn no_result_is_nothing() {
        assert_eq!(
            read_page(|page| page["results"] = json!([])),
            Ok(Reading::Nothing)
        );
    }

    #[test]
    fn what_is_missing_or_null_is_unknown() {
        let entreprise = shown(|page| {
            page["results"] = json!([{ "matching_etablissements": [{ "siret": SIRET, "adresse": null }] }]);
        });
        assert_eq!(entreprise, Entreprise::default());
    }

    #[test]
    fn what_is_not_public_is_left_out_and_said() {
        for mask in ["[NON-DIFFUSIBLE]", "[ND]"] {
            let entreprise = shown(|page| {
                page["results"][0]["nom_raison_sociale"] = json!(mask);
                page["results"][0]["nom_complet"] = json!(mask);
                page["results"][0]["matching_etablissements"][0]["adresse"] =
                    json!(format!("{mask} 39100 DOLE"));
            });
            assert!(entreprise.is_partial, "{mask}");
            assert_eq!(
                (entreprise.denomination, entreprise.adresse),
                (None, None),
                "{mask}"
            );
            assert_eq!(entreprise.commune.as_deref(), Some("39198"), "{mask}");
        }
        assert!(shown(|page| page["results"][0]["statut_diffusion"] = json!("P")).is_partial);
        let of_establishment = "/results/0/matching_etablissements/0/statut_diffusion_etablissement";
        assert!(shown(|page| *page.pointer_mut(of_establishment).unwrap() = json!("P")).is_partial);
    }

    #[test]
    fn the_full_name_stands_in_for_the_name_of_a_natural_person() {
        let entreprise = shown(|page| page["results"][0]["nom_raison_sociale"] = json!(null));
        assert_eq!(
            entreprise.denomination.as_deref(),
            Some("FORGES FICTIVES DU VAL (LES FORGES)")
        );
    }

    #[test]
    fn a_text_is_kept_at_the_length_that_a_request_allows_and_not_above() {
        for (length, kept) in [(199, true), (200, true), (201, false)] {
            let entreprise = shown(|page| {
                page["results"][0]["nom_raison_sociale"] = json!("é".repeat(length));
                page["results"][0]["nom_complet"] = json!(null);
            });
            assert_eq!(entreprise.denomination.is_some(), kept, "{length}");
        }
        for text in ["", "  ", "A\nB", "A\u{0}"] {
            let entreprise =
                shown(|page| page["results"][0]["matching_etablissements"][0]["adresse"] = json!(text));
            assert_eq!(entreprise.adresse, None, "{text:?}");
        }
    }

    #[test]
    fn codes_that_do_not_read_are_unknown() {
        let entreprise = shown(|page| {
            let company = &mut page["results"][0];
            company["activite_principale"] = json!("00.00Z");
            company["categorie_entreprise"] = json!("TPE");
            company["tranche_effectif_salarie"] = json!("99");
            company["matching_etablissements"][0]["commune"] = json!("99999X");
            company["matching_etablissements"][0]["etat_administratif"] = json!("C");
        });
        assert_eq!(
            entreprise,
            Entreprise {
                denomination: Some("FORGES FICTIVES DU VAL".into()),
                adresse: Some("1 RUE DES ESSAIS 39100 DOLE".into()),
                ..Entreprise::default()
            }
        );
    }

    #[test]
    fn an_arrondissement_is_told_as_its_commune() {
        let entreprise =
            shown(|page| page["results"][0]["matching_etablissements"][0]["commune"] = json!("69383"));
        assert_eq!(entreprise.commune.as_deref(), Some("69123"));
    }

    #[test]
    fn a_closed_establishment_is_told_as_such() {
        let entreprise = shown(|page| {
            page["results"][0]["matching_etablissements"][0]["etat_administratif"] = json!("F");
        });
        assert_eq!(entreprise.is_open, Some(false));
    }

    #[test]
    fn a_naf_code_is_taken_until_its_nomenclature_is_in_doubt() {
        let first_day = DateTime::parse_from_rfc3339("2027-01-01T00:00:00Z").unwrap();
        assert_eq!(first_day.timestamp_millis(), NAF_2025_MS);
        for (now, naf_2025, known) in [
            (NAF_2025_MS - 1, json!(null), true),
            (NAF_2025_MS, json!(null), false),
            (NAF_2025_MS, json!("25.53Y"), true),
        ] {
            let mut page = page();
            page["results"][0]["activite_principale_naf25"] = naf_2025;
            let Ok(Reading::Shown(entreprise)) = read(&answer(200, &page.to_string()), &siret(), now) else {
                panic!("it is shown");
            };
            assert_eq!(entreprise.code_naf.is_some(), known, "{now}");
        }
    }

    #[test]
    fn a_member_of_another_type_makes_the_whole_unreadable() {
        for (pointer, value) in [
            ("/results", json!(null)),
            ("/results", json!({})),
            ("/results/0", json!("x")),
            ("/results/0/nom_complet", json!(1)),
            ("/results/0/annee_categorie_entreprise", json!(2023)),
            ("/results/0/matching_etablissements", json!("x")),
            ("/results/0/matching_etablissements/0/adresse", json!([])),
        ] {
            let outcome = read_page(|page| *page.pointer_mut(pointer).unwrap() = value);
            assert_eq!(outcome, Err(Trouble::Unreadable), "{pointer}");
        }
        for body in [
            "",
            "{}",
            "[]",
            "null",
            "<html>",
            "{\"results\": [",
            "\u{feff}{\"results\": []}",
        ] {
            assert_eq!(
                read(&answer(200, body), &siret(), NOW),
                Err(Trouble::Unreadable),
                "{body}"
            );
        }
    }

    #[test]
    fn each_status_has_its_trouble() {
        for (status, trouble) in [
            (100, Trouble::Elsewhere(100)),
            (204, Trouble::Elsewhere(204)),
            (302, Trouble::Elsewhere(302)),
            (399, Trouble::Elsewhere(399)),
            (400, Trouble::Refused(400)),
            (404, Trouble::Refused(404)),
            (429, Trouble::Throttled { wait: None }),
            (499, Trouble::Refused(499)),
            (500, Trouble::Failing(500)),
            (599, Trouble::Failing(599)),
            (600, Trouble::Elsewhere(600)),
        ] {
            let body = r#"{"erreur": "Veuillez réessayer plus tard."}"#;
            assert_eq!(
                read(&answer(status, body), &siret(), NOW),
                Err(trouble),
                "{status}"
            );
        }
    }

    #[test]
    fn the_time_to_wait_is_read_as_seconds_or_as_a_date() {
        for (text, wait) in [
            ("0", Some(0)),
            ("3", Some(3_000)),
            (" 120 ", Some(120_000)),
            ("Mon, 23 Nov 2026 00:00:07 GMT", Some(7_000)),
            ("Sun, 22 Nov 2026 23:59:59 GMT", Some(-1_000)),
            ("soon", None),
            ("-1", None),
            ("99999999999", None),
            ("", None),
        ] {
            assert_eq!(read_wait(text, NOW), wait, "{text}");
        }
    }

    #[test]
    fn brackets_follow_each_other_without_gap() {
        for pair in BRACKETS[2..].windows(2) {
            assert_eq!(pair[0].2.map(|max| max + 1), Some(pair[1].1), "{}", pair[1].0);
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            Just(json!(SIRET)),
            Just(json!("P")),
        ];
        let key = prop_oneof![
            Just("results"),
            Just("siret"),
            Just("siege"),
            Just("matching_etablissements"),
            Just("commune"),
            Just("nom_complet"),
            Just("activite_principale"),
        ];
        leaf.prop_recursive(5, 64, 4, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(key.clone().prop_map(str::to_owned), inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_json_makes_it_panic(value in any_json(), now: i64) {
            let _ = read(&answer(200, &value.to_string()), &siret(), now);
        }

        #[test]
        fn no_value_in_place_of_another_makes_it_panic(value in any_json(), place in 0_usize..8, now: i64) {
            let mut page = page();
            let pointers = [
                "/results", "/results/0", "/results/0/siege", "/results/0/nom_raison_sociale",
                "/results/0/tranche_effectif_salarie", "/results/0/matching_etablissements",
                "/results/0/matching_etablissements/0", "/results/0/matching_etablissements/0/commune",
            ];
            *page.pointer_mut(pointers[place]).unwrap() = value;
            let _ = read(&answer(200, &page.to_string()), &siret(), now);
        }

        #[test]
        fn no_bytes_make_it_panic(body: Vec<u8>, status: u16, retry_after: Option<String>, now: i64) {
            let _ = read(&Answer { status, retry_after, body }, &siret(), now);
        }
    }
}
