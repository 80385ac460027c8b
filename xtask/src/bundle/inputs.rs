//! What the bundle is made of, and the fingerprint that tells whether it changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use serde_json::Value;

use super::minify;
use crate::openapi;

/// The packages that are downloaded, the one that a page prefers first.
pub const PACKAGES: [&str; 3] = ["bundle-finder", "bundle-reading", "bundle-request"];

/// The contents of every file that goes in.
#[derive(Debug)]
pub struct Inputs {
    /// The browser's components, as cargo built them.
    pub bundles: Vec<Bundle>,
    /// The first view of each element, by language and by name.
    pub first_views: BTreeMap<String, Value>,
    /// The style of an element of which nothing is there yet.
    pub place_css: String,
    /// The style of the first view of the journey.
    pub opening_css: String,
    /// The style of every element, that one included.
    pub css: String,
    /// The script that a page includes.
    pub loader: String,
    /// The script that it fetches once an element is wanted.
    pub rest: String,
    /// The pages beside it, by their path on the web: the demonstration, from `app/demo`, and the description of the
    /// interface.
    pub pages: BTreeMap<String, Vec<u8>>,
}

/// One component.
#[derive(Debug)]
pub struct Bundle {
    /// What its files are named after.
    pub name: String,
    /// The elements it can show.
    pub elements: Vec<String>,
    pub wasm: Vec<u8>,
}

impl Inputs {
    /// Reads them all.
    pub fn read(root: &Path) -> Result<Self> {
        let mut pages = BTreeMap::new();
        read_folder(&root.join("app/demo"), "", &mut pages)?;
        for name in ["custom-elements.json", "guichet.d.ts"] {
            let path = root.join("app").join(name);
            let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            pages.insert(format!("v1/{name}"), content);
        }
        pages.extend(
            openapi::files(root)?
                .into_iter()
                .map(|(path, content)| (path.to_owned(), content)),
        );
        Ok(Self {
            bundles: PACKAGES
                .iter()
                .map(|package| Bundle::read(root, package))
                .collect::<Result<_>>()?,
            first_views: first_views(root)?,
            place_css: css(root, &["place"])?,
            opening_css: css(root, &SHEETS[..2])?,
            css: css(root, &SHEETS)?,
            loader: read_text(&root.join("app/loader/guichet.js"))?,
            rest: read_text(&root.join("app/loader/rest.js"))?,
            pages,
        })
    }

    /// Differs when any input does, and when the way of bundling does.
    pub fn fingerprint(&self) -> String {
        let mut hasher = Sha256::new();
        let mut add = |name: &str, content: &[u8]| {
            // The lengths keep two files apart: no content can pass for the end of one and the start of another.
            hasher.update(format!("{} {name} {}\n", name.len(), content.len()));
            hasher.update(content);
        };
        add("bundle", VERSION.as_bytes());
        for bundle in &self.bundles {
            add(&bundle.name, &bundle.wasm);
            add("elements", bundle.elements.join(" ").as_bytes());
        }
        for (lang, views) in &self.first_views {
            add(lang, views.to_string().as_bytes());
        }
        add("place", self.place_css.as_bytes());
        add("opening", self.opening_css.as_bytes());
        add("css", self.css.as_bytes());
        add("guichet.js", self.loader.as_bytes());
        add("rest.js", self.rest.as_bytes());
        for (path, content) in &self.pages {
            add(path, content);
        }
        hex::encode(hasher.finalize())
    }
}

/// To be changed with the way of bundling, so that bundles are made again.
const VERSION: &str = "13, wasm-bindgen 0.2.130, oxc 0.146.0, lightningcss 1.0.0-alpha.72";

impl Bundle {
    fn read(root: &Path, package: &str) -> Result<Self> {
        let name = package.strip_prefix("bundle-").unwrap_or(package);
        let file = format!("{}.wasm", package.replace('-', "_"));
        let wasm = root.join("target/wasm32-unknown-unknown/browser").join(file);
        let source = read_text(&root.join(format!("app/bundles/{name}/src/lib.rs")))?;
        Ok(Self {
            name: name.to_owned(),
            elements: elements_of(&source),
            wasm: fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?,
        })
    }
}

/// The elements that a bundle names: the arms of its `match`.
fn elements_of(source: &str) -> Vec<String> {
    let arms = source.lines().filter_map(|line| {
        let (name, _) = line.trim().strip_prefix("\"ti-")?.split_once("\" =>")?;
        Some(format!("ti-{name}"))
    });
    arms.collect()
}

/// What the elements look like before anything happened, as the same code shows them in a page.
fn first_views(root: &Path) -> Result<BTreeMap<String, Value>> {
    let program = root.join("target/debug/prerender");
    let output = Command::new(&program)
        .output()
        .with_context(|| format!("cannot run {}", program.display()))?;
    ensure!(
        output.status.success(),
        "the first views could not be made: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).context("the first views are not the JSON expected")
}

/// The sheets in the order in which they build on each other; the first two are enough for the first view of the journey.
const SHEETS: [&str; 6] = ["tokens", "opening", "more-tokens", "text", "controls", "layout"];

/// Sheets, one after the other, made small.
fn css(root: &Path, sheets: &[&str]) -> Result<String> {
    let mut css = String::new();
    for sheet in sheets {
        let path = root.join(format!("app/style/{sheet}.css"));
        let small = minify::sheet(&read_text(&path)?);
        css.push_str(&small.with_context(|| path.display().to_string())?);
    }
    Ok(css)
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_folder(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name
            .to_str()
            .with_context(|| format!("{} is not a name for the web", name.display()))?;
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Inputs, elements_of};

    fn inputs(pages: &[(&str, &str)]) -> Inputs {
        let pages: BTreeMap<_, _> = pages
            .iter()
            .map(|(path, content)| ((*path).to_owned(), content.as_bytes().to_vec()))
            .collect();
        Inputs {
            bundles: Vec::new(),
            first_views: BTreeMap::new(),
            place_css: String::new(),
            opening_css: String::new(),
            css: String::new(),
            loader: "load()".to_owned(),
            rest: "go()".to_owned(),
            pages,
        }
    }

    #[test]
    fn the_same_inputs_have_the_same_fingerprint() {
        assert_eq!(
            inputs(&[("a", "1")]).fingerprint(),
            inputs(&[("a", "1")]).fingerprint()
        );
    }

    #[test]
    fn a_changed_name_or_content_changes_the_fingerprint() {
        let before = inputs(&[("a", "1"), ("b", "2")]).fingerprint();
        assert_ne!(before, inputs(&[("a", "1"), ("b", "3")]).fingerprint());
        assert_ne!(before, inputs(&[("a", "1"), ("c", "2")]).fingerprint());
        assert_ne!(before, inputs(&[("a", "1")]).fingerprint());
    }

    #[test]
    fn the_elements_of_a_bundle_are_the_arms_of_its_match() {
        let source =
            "match element {\n  \"ti-suivi\" => suivi::view,\n  \"ti-a-b\" => a,\n  _ => \"ti-no\",\n}";
        assert_eq!(elements_of(source), ["ti-suivi", "ti-a-b"]);
    }
}
