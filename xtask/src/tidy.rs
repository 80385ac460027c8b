//! Habits of the project that no other tool checks, over the text of every Rust file, of spin.toml and of docs/rules.md.
//!
//! What clippy and rustfmt check is not repeated. In which language names are is in `tidy/words.rs`.

mod names;
mod rules;
mod uses;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::spin_manifest::{Component, Manifest};
use rules::Rules;
use words::Words;

/// Checks the whole workspace and reports every fault, not only the first.
pub fn check(root: &Path) -> Result<()> {
    let (words, mut faults) = Words::read(root)?;
    let mut rules = Rules::read(root)?;
    for path in rust_files(root)? {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let found = faults_of_source(&text)
            .into_iter()
            .chain(faults_of_wire(&name, &text))
            .chain(faults_of_purity(&name, &text))
            .chain(faults_of_names(&name, &text, &words));
        faults.extend(found.map(|fault| format!("{name}{fault}")));
        rules.look_at(&text);
    }
    faults.extend(rules.faults());
    for (name, component) in Manifest::read(root)?.components {
        faults.extend(
            faults_of_component(&name, &component)
                .into_iter()
                .map(|fault| format!("spin.toml: {fault}")),
        );
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    match faults.len() {
        0 => Ok(()),
        count => bail!("{count} faults"),
    }
}

/// What must not be written, and why. Put together so that this file does not contain it.
const BANNED: [(&str, &str); 4] = [
    (
        concat!("[", "allow("),
        "say `expect` with a reason: it tells when it is no longer needed",
    ),
    (concat!("todo", "!("), "what is not done yet is not merged"),
    (concat!("#[", "ignore"), "a test that does not run proves nothing"),
    (concat!("#[", "should_panic"), "assert on the error itself"),
];

fn faults_of_source(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//!") {
        faults.push(
            ":1: open with a `//!` paragraph: what the file is for, and what it does not do".to_owned(),
        );
    }
    for (line, number) in text.lines().zip(1..) {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        for (banned, reason) in BANNED.iter().filter(|(banned, _)| code.contains(banned)) {
            faults.push(format!(":{number}: `{banned}`: {reason}"));
        }
    }
    faults
}

/// What crosses the network has one form that a reader can see: no attribute may hide it.
fn faults_of_wire(name: &str, text: &str) -> Vec<String> {
    if !name.starts_with("shared/src/wire") {
        return Vec::new();
    }
    let lines = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim_start().starts_with("//"));
    lines
        .filter_map(|(line, number)| {
            let banned = ["untagged", "flatten"]
                .into_iter()
                .find(|banned| line.contains(banned))?;
            // The method of iterators.
            let is_call = line.contains(".flatten(");
            (!is_call).then(|| {
                format!(
                    ":{number}: `{banned}`: an error in the message would be told of no field in particular"
                )
            })
        })
        .collect()
}

/// The domain counts exactly, and depends on nothing but what it is given; its tests may read files.
fn faults_of_purity(name: &str, text: &str) -> Vec<String> {
    if !name.starts_with("shared/src") || name.contains("/tests/") {
        return Vec::new();
    }
    let written = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim_start().starts_with("//"))
        .flat_map(|(line, number)| {
            let paths = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            paths.map(move |path| (number, path.to_owned()))
        });
    // A file that is no Rust is told with its names.
    let used = uses::used(text).unwrap_or_default();
    let found: BTreeMap<_, _> = written
        .chain(used.into_iter().map(|path| (path.line, path.text)))
        .filter_map(|(number, path)| {
            let path = format!("::{path}::");
            let (word, reason) = IMPURE
                .iter()
                .find(|(word, _)| path.contains(&format!("::{word}::")))?;
            Some(((number, word), reason))
        })
        .collect();
    let faults = found.iter();
    faults
        .map(|((number, word), reason)| format!(":{number}: `{word}`: {reason}"))
        .collect()
}

/// What `shared` must not use, and why. The clocks are banned everywhere, in `clippy.toml`.
const IMPURE: [(&str, &str); 6] = [
    ("f32", "a float is not exact: use `Decimal`"),
    ("f64", "a float is not exact: use `Decimal`"),
    ("std::fs", "the domain reads nothing: facts come in"),
    ("std::net", "the domain reads nothing: facts come in"),
    ("std::env", "the domain reads nothing: facts come in"),
    ("std::process", "the domain reads nothing: facts come in"),
];

/// Each word is told once for a file.
fn faults_of_names(file: &str, text: &str, words: &Words) -> Vec<String> {
    let names = match names::declared(text) {
        Ok(names) => names,
        Err(error) => return vec![format!(":1: {error:#}")],
    };
    let mut faults = Vec::new();
    let mut told = BTreeSet::new();
    for name in names {
        for word in words.unknown(&name) {
            if told.insert(word.clone()) {
                faults.push(format!(
                    ":{}: '{word}' in '{}' is not in docs/glossary.md: {WHAT_TO_DO}",
                    name.line, name.text
                ));
            }
        }
        if file.starts_with("shared/src/")
            && let Some((word, term)) = words.translated(&name)
        {
            faults.push(format!(
                ":{}: '{word}' in the type '{}' translates `{term}` (docs/glossary.md): a term of a text keeps its name",
                name.line, name.text
            ));
        }
    }
    faults
}

const WHAT_TO_DO: &str = "if a text or an official form defines it, add it there; if it is another French word, say it in \
                          English; if it is English, a name or a technical word, add it to docs/words.txt";

/// Those of Cargo.toml in which functions are built.
const PROFILES: [&str; 2] = ["release", "compact"];

fn faults_of_component(name: &str, component: &Component) -> Vec<String> {
    let mut faults = Vec::new();
    let places = PROFILES.map(|profile| format!("target/wasm32-wasip2/{profile}/{name}.wasm"));
    if !places
        .iter()
        .any(|place| component.source.as_str() == Some(place))
    {
        faults.push(format!("the source of {name} is {}", places.join(" or ")));
    }
    let command = format!("cargo xtask build {name}");
    if component
        .build
        .as_ref()
        .is_none_or(|build| build.command != command)
    {
        faults.push(format!("the build command of {name} is `{command}`"));
    }
    faults
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || ["target", "node_modules"].contains(&&*name) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            files.extend(rust_files(&entry.path())?);
        } else if name.ends_with(".rs") {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::words::Words;
    use super::{faults_of_component, faults_of_names, faults_of_purity, faults_of_source, faults_of_wire};
    use crate::spin_manifest::Manifest;

    #[test]
    fn a_file_opens_with_its_purpose() {
        assert_eq!(faults_of_source("//! What it is for.\n").len(), 0);
        assert_eq!(faults_of_source("use std::fs;\n").len(), 1);
    }

    #[test]
    fn what_is_banned_is_found_with_its_line() {
        let text = format!(
            "//! Purpose.\n#![{}dead_code)]\n// {0} in a comment is a word.\n",
            "allow("
        );
        let faults = faults_of_source(&text);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].starts_with(":2: "));
        assert_eq!(
            faults_of_source(concat!("//! Purpose.\nfn f() { todo", "!() }\n")).len(),
            1
        );
    }

    #[test]
    fn a_french_word_is_told_once_with_its_line_and_what_to_do() {
        let glossary =
            "| in code | |\n|---|---|\n| `Dossier` | |\n\n| never | |\n|---|---|\n| `File` | `Dossier` |\n";
        let words = Words::parse(glossary, "");
        let text = "struct File {\n    montant_total: u8,\n    montant: u8,\n}\n";
        let faults = faults_of_names("shared/src/x.rs", text, &words);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].starts_with(":1: 'file' in the type 'File' translates `Dossier`"));
        assert!(faults[1].starts_with(":2: 'montant' in 'montant_total' is not in docs/glossary.md: "));
        // Elsewhere a file is a file.
        assert_eq!(faults_of_names("host/src/x.rs", text, &words).len(), 1);
        assert_eq!(faults_of_names("host/src/x.rs", "struct", &words).len(), 1);
    }

    #[test]
    fn the_form_of_what_crosses_the_network_is_not_hidden() {
        let text = "//! Purpose.\n#[serde(untagged)]\nenum A {}\n// #[serde(flatten)]\n";
        let faults = faults_of_wire("shared/src/wire/suivi.rs", text);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].starts_with(":2: "));
        assert_eq!(faults_of_wire("host/src/manifest.rs", text).len(), 0);
    }

    #[test]
    fn the_domain_holds_no_float_and_reads_nothing() {
        let text = "//! f64 in words.\nfn f(x: f64) {}\nuse std::fs;\nlet y = std::env::var(1);\nlet f64_name = 1;\n";
        let faults = faults_of_purity("shared/src/money.rs", text);
        let lines: Vec<_> = faults.iter().map(|fault| &fault[..3]).collect();
        assert_eq!(lines, [":2:", ":3:", ":4:"], "{faults:?}");
        assert_eq!(faults_of_purity("host/src/main.rs", text).len(), 0);

        let grouped = "//! Purpose.\nuse std::{\n    collections::BTreeMap,\n    env, fs as files,\n    f64::consts::PI,\n};\n";
        let faults = faults_of_purity("shared/src/money.rs", grouped);
        let lines: Vec<_> = faults.iter().map(|fault| &fault[..3]).collect();
        assert_eq!(lines, [":4:", ":4:", ":5:"], "{faults:?}");
    }

    #[test]
    fn a_component_is_built_by_xtask_where_cargo_puts_it() -> anyhow::Result<()> {
        let manifest = Manifest::parse(
            r#"
            [component.depot]
            source = "target/wasm32-wasip2/compact/depot.wasm"
            [component.depot.build]
            command = "cargo xtask build depot"
            [component.suivi]
            source = { url = "https://example.org/suivi.wasm", digest = "sha256:0" }
            "#,
        )?;
        let faults: Vec<_> = manifest
            .components
            .iter()
            .map(|(name, it)| faults_of_component(name, it).len())
            .collect();
        assert_eq!(faults, [0, 2]);
        Ok(())
    }
}
