//! The committed files: where they are, how they are compared and written. It does not know what is in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// What to do when a file is not what it should be.
pub(super) const ADVICE: &str =
    "after a change of a type: UPDATE_SNAPSHOTS=1 cargo test -p shared wire, then read `git diff`";

/// A folder of the crate with one file for each type.
#[derive(Clone, Copy, Debug)]
pub(super) enum Directory {
    Schema,
    Snapshots,
}

impl Directory {
    fn path(self) -> PathBuf {
        crate_folder().join(match self {
            Self::Schema => "schema",
            Self::Snapshots => "snapshots",
        })
    }
}

/// Whether the files are to be written again.
pub(super) fn is_updating() -> bool {
    std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| value == "1")
}

/// The text of a file, if it is there.
pub(super) fn read(folder: Directory, name: &str) -> Option<String> {
    fs::read_to_string(file(folder, name)).ok()
}

/// Writes a file, and its folder if need be.
pub(super) fn write(folder: Directory, name: &str, text: &str) {
    fs::create_dir_all(folder.path()).expect("the folder of the crate can be written");
    fs::write(file(folder, name), text).expect("the folder of the crate can be written");
}

/// Compares each text with its file, or writes it when updating.
pub(super) fn compare<'a>(folder: Directory, found: impl Iterator<Item = (&'a str, String)>) {
    let found: Vec<_> = found.collect();
    if is_updating() {
        for (name, text) in &found {
            write(folder, name, text);
        }
    }
    let names = found.iter().map(|(name, _)| *name);
    refuse_strangers(folder, names);
    let differing: Vec<_> = found
        .iter()
        .filter(|(name, text)| read(folder, name).as_ref() != Some(text))
        .map(|(name, _)| *name)
        .collect();
    assert!(
        differing.is_empty(),
        "{folder:?} differs: {differing:?}\n{ADVICE}"
    );
}

/// Refuses a file that is of no type: its type was renamed or removed.
pub(super) fn refuse_strangers<'a>(folder: Directory, names: impl Iterator<Item = &'a str>) {
    let known: BTreeSet<_> = names.map(|name| format!("{name}.json")).collect();
    let strangers: Vec<_> = fs::read_dir(folder.path())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !known.contains(name))
        .collect();
    assert!(
        strangers.is_empty(),
        "{folder:?}: no type has these files, remove them: {strangers:?}"
    );
}

/// A value as text, its members in the order of the alphabet: `serde_json` keeps another order when a crate of the same
/// build asks for it.
pub(super) fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(&sorted(value)).expect("a value is always written");
    text + "\n"
}

/// The names of the `pub struct` and `pub enum` in the source of the wire.
pub(super) fn declared_types() -> BTreeSet<String> {
    source_files(&crate_folder().join("src/wire"))
        .iter()
        .flat_map(|path| {
            let text = fs::read_to_string(path).expect("the source can be read");
            text.lines().filter_map(declared_type).collect::<Vec<_>>()
        })
        .collect()
}

fn declared_type(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("pub struct ")
        .or_else(|| line.strip_prefix("pub enum "))?;
    rest.split(|c: char| !c.is_alphanumeric())
        .next()
        .map(str::to_owned)
}

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the source can be read").flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "tests" {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") && name != "tests.rs" {
            files.push(path);
        }
    }
    files
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut names: Vec<_> = members.keys().collect();
            names.sort();
            let members: Map<_, _> = names
                .into_iter()
                .map(|name| (name.clone(), sorted(&members[name])))
                .collect();
            Value::Object(members)
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

fn file(folder: Directory, name: &str) -> PathBuf {
    folder.path().join(format!("{name}.json"))
}

fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
