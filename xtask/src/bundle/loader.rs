//! The loader's blanks, and the first views that it shows.
//!
//! Nothing else of the loader is touched.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A file that the loader fetches: its address and what it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Asset(pub String, pub String);

/// A component, and the elements it can show.
#[derive(Debug)]
pub struct Bundle {
    pub elements: Vec<String>,
    pub glue: Asset,
    pub wasm: Asset,
    /// The style and the first views, by language.
    pub first: BTreeMap<String, Asset>,
}

/// The loader with its blanks filled in, each of which must be there.
pub fn fill(template: &str, bundles: &[Bundle]) -> Result<String> {
    let bundles: Vec<_> = bundles.iter().map(|bundle| describe(bundle, bundles)).collect();
    let mut text = without_comments(template);
    if !text.contains(BLANK) {
        bail!("app/loader/guichet.js does not say {BLANK}");
    }
    text = text.replace(BLANK, &json!(bundles).to_string());
    Ok(text)
}

/// What only we read is not downloaded: lines that are a comment, and what stands before a line.
fn without_comments(script: &str) -> String {
    let mut text = String::new();
    for line in script.lines().map(str::trim) {
        if !line.is_empty() && !line.starts_with("//") {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// What stands where the bundles are told.
const BLANK: &str = "__BUNDLES__";

/// The style and the first view of these elements, in one language, as JSON.
pub fn shell(css: &str, views: &Value, elements: &[String]) -> Result<String> {
    let mut shown = Map::new();
    for element in elements {
        let Some(view) = views.get(element) else {
            bail!("app/src/prerender.rs has no first view of {element}");
        };
        shown.insert(element.clone(), view.clone());
    }
    Ok(json!({ "css": css, "views": shown }).to_string())
}

/// `alone` are the elements that no other bundle shows.
fn describe(bundle: &Bundle, all: &[Bundle]) -> Value {
    let is_alone = |element: &&String| {
        let able = all.iter().filter(|other| other.elements.contains(element));
        able.count() == 1
    };
    let alone: Vec<_> = bundle.elements.iter().filter(is_alone).collect();
    json!({
        "elements": bundle.elements,
        "alone": alone,
        "glue": bundle.glue,
        "wasm": bundle.wasm,
        "first": bundle.first,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(path: &str) -> Asset {
        Asset(path.to_owned(), "sha384-abc".to_owned())
    }

    fn bundles() -> Vec<Bundle> {
        let bundle = |name: &str, elements: &[&str]| Bundle {
            elements: elements.iter().map(|&element| element.to_owned()).collect(),
            glue: asset(&format!("/assets/{name}.js")),
            wasm: asset(&format!("/assets/{name}.wasm")),
            first: BTreeMap::from([("fr".to_owned(), asset("/assets/fr.js"))]),
        };
        vec![
            bundle("a", &["ti-suivi"]),
            bundle("b", &["ti-guichet", "ti-suivi"]),
        ]
    }

    #[test]
    fn every_blank_is_filled_in() -> Result<()> {
        let filled = fill("  // A comment.\n  __BUNDLES__", &bundles())?;
        let first = json!({ "fr": ["/assets/fr.js", "sha384-abc"] });
        assert_eq!(
            serde_json::from_str::<Value>(&filled)?,
            json!([
                {
                    "elements": ["ti-suivi"],
                    "alone": [],
                    "glue": ["/assets/a.js", "sha384-abc"],
                    "wasm": ["/assets/a.wasm", "sha384-abc"],
                    "first": first,
                },
                {
                    "elements": ["ti-guichet", "ti-suivi"],
                    "alone": ["ti-guichet"],
                    "glue": ["/assets/b.js", "sha384-abc"],
                    "wasm": ["/assets/b.wasm", "sha384-abc"],
                    "first": first,
                },
            ])
        );
        Ok(())
    }

    #[test]
    fn a_missing_blank_is_refused_by_name() {
        let refusal = fill("", &[]);
        assert_eq!(
            refusal.err().map(|error| error.to_string()).as_deref(),
            Some("app/loader/guichet.js does not say __BUNDLES__")
        );
    }
}
