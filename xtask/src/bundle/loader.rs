//! The blanks of the two scripts of the loader.
//!
//! Nothing else of them is touched.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A file that the loader fetches; in its scripts, a list of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "[String; 2]")]
pub struct Asset {
    /// Its address on our origin.
    pub path: String,
    /// What it must be.
    pub integrity: String,
}

impl From<Asset> for [String; 2] {
    fn from(Asset { path, integrity }: Asset) -> Self {
        [path, integrity]
    }
}

/// The sheets that the loader carries.
#[derive(Clone, Copy, Debug)]
pub struct Sheets<'a> {
    /// Of an element of which nothing is there yet.
    pub place: &'a str,
    /// Of the first view of the journey.
    pub opening: &'a str,
}

/// A component, and the elements it can show.
#[derive(Debug)]
pub struct Bundle {
    pub elements: Vec<String>,
    pub glue: Asset,
    pub wasm: Asset,
}

/// The first view of each element, by language and by name.
pub type Views = BTreeMap<String, Value>;

/// The element whose first view the loader carries, and in which language: what nearly every page shows first.
const OPENING: (&str, &str) = ("ti-guichet", "fr");

/// The script that a page includes.
pub fn fill(
    template: &str,
    sheets: Sheets<'_>,
    views: &Views,
    bundles: &[Bundle],
    rest: &Asset,
) -> Result<String> {
    let (element, lang) = OPENING;
    let bundle = bundles
        .iter()
        .find(|bundle| bundle.elements.iter().any(|name| name == element));
    let wasm = &bundle.with_context(|| format!("no bundle shows {element}"))?.wasm;
    let view = views.get(lang).and_then(|views| views.get(element));
    let view = view.with_context(|| missing(element))?;
    fill_blanks(
        template,
        &[
            ("__REST__", json!(rest)),
            ("__WASM__", json!(wasm)),
            ("__PLACE__", json!(sheets.place)),
            ("__OPENING__", json!({ "css": sheets.opening, lang: view })),
        ],
    )
}

/// The script that the loader fetches once an element is wanted.
pub fn fill_rest(template: &str, css: &str, views: &Views, bundles: &[Bundle]) -> Result<String> {
    let mut shown = Map::new();
    for (lang, views) in views {
        for element in bundles.iter().flat_map(|bundle| &bundle.elements) {
            views.get(element).with_context(|| missing(element))?;
        }
        shown.insert(lang.clone(), views.clone());
    }
    let bundles: Vec<_> = bundles.iter().map(|bundle| describe(bundle, bundles)).collect();
    fill_blanks(
        template,
        &[
            ("__STYLE__", json!(css)),
            ("__VIEWS__", json!(shown)),
            ("__BUNDLES__", json!(bundles)),
        ],
    )
}

fn missing(element: &str) -> String {
    format!("app/src/prerender.rs has no first view of {element}")
}

/// Puts each value in the place of its blank, which must be there.
fn fill_blanks(template: &str, blanks: &[(&str, Value)]) -> Result<String> {
    let mut text = template.to_owned();
    for (blank, value) in blanks {
        if !text.contains(blank) {
            bail!("the script does not say {blank}");
        }
        text = text.replace(blank, &value.to_string());
    }
    Ok(text)
}

/// `alone` are the elements that no other bundle shows.
fn describe(bundle: &Bundle, all: &[Bundle]) -> Value {
    let is_alone = |element: &&String| {
        let able = all.iter().filter(|other| other.elements.contains(element));
        able.count() == 1
    };
    let alone: Vec<_> = bundle.elements.iter().filter(is_alone).collect();
    json!({ "elements": bundle.elements, "alone": alone, "glue": bundle.glue, "wasm": bundle.wasm })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(path: &str) -> Asset {
        Asset {
            path: path.to_owned(),
            integrity: "sha256-abc".to_owned(),
        }
    }

    const SHEETS: Sheets<'_> = Sheets {
        place: "place",
        opening: "css",
    };

    fn bundles() -> Vec<Bundle> {
        let bundle = |name: &str, elements: &[&str]| Bundle {
            elements: elements.iter().map(|&element| element.to_owned()).collect(),
            glue: asset(&format!("/assets/{name}.js")),
            wasm: asset(&format!("/assets/{name}.wasm")),
        };
        vec![
            bundle("a", &["ti-suivi"]),
            bundle("b", &["ti-guichet", "ti-suivi"]),
        ]
    }

    fn views() -> Views {
        let views = json!({ "ti-guichet": ["view"], "ti-suivi": ["other"] });
        Views::from([("en".to_owned(), views.clone()), ("fr".to_owned(), views)])
    }

    #[test]
    fn the_loader_carries_the_first_view_of_the_journey_in_french() -> Result<()> {
        let template = "[__REST__, __WASM__, __PLACE__, __OPENING__]";
        let filled = fill(template, SHEETS, &views(), &bundles(), &asset("/assets/rest.js"))?;
        assert_eq!(
            serde_json::from_str::<Value>(&filled)?,
            json!([
                ["/assets/rest.js", "sha256-abc"],
                ["/assets/b.wasm", "sha256-abc"],
                "place",
                { "css": "css", "fr": ["view"] },
            ])
        );
        Ok(())
    }

    #[test]
    fn the_rest_knows_every_bundle_and_every_view() -> Result<()> {
        let filled = fill_rest("[__STYLE__, __VIEWS__, __BUNDLES__]", "css", &views(), &bundles())?;
        assert_eq!(
            serde_json::from_str::<Value>(&filled)?,
            json!([
                "css",
                views(),
                [
                    {
                        "elements": ["ti-suivi"],
                        "alone": [],
                        "glue": ["/assets/a.js", "sha256-abc"],
                        "wasm": ["/assets/a.wasm", "sha256-abc"],
                    },
                    {
                        "elements": ["ti-guichet", "ti-suivi"],
                        "alone": ["ti-guichet"],
                        "glue": ["/assets/b.js", "sha256-abc"],
                        "wasm": ["/assets/b.wasm", "sha256-abc"],
                    },
                ],
            ])
        );
        Ok(())
    }

    #[test]
    fn what_is_missing_is_told_by_its_name() {
        let said = |outcome: Result<String>| outcome.err().map(|error| error.to_string());
        let rest = asset("/assets/rest.js");
        assert_eq!(
            said(fill("", SHEETS, &views(), &bundles(), &rest)).as_deref(),
            Some("the script does not say __REST__")
        );
        assert_eq!(
            said(fill("", SHEETS, &views(), &[], &rest)).as_deref(),
            Some("no bundle shows ti-guichet")
        );
        let views = Views::from([("fr".to_owned(), json!({}))]);
        assert_eq!(
            said(fill_rest("", "", &views, &bundles())).as_deref(),
            Some("app/src/prerender.rs has no first view of ti-suivi")
        );
    }
}
