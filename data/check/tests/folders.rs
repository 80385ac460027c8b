//! The tool over folders of files: what each bad file makes it say, in both languages, and that good files pass.
//!
//! `bad/` holds one file for each rule, the same contract with one thing wrong in it; `bad.fr.txt` and `bad.en.txt`
//! are what is expected, read over by hand. A rule that changes its words changes them there.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use std::path::Path;
use std::process::{Command, Output};

fn check(folder: &str, lang: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_check-data"))
        .args([folder, "--lang", lang])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"))
        .output()
        .expect("the tool starts")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the tool writes UTF-8")
}

fn assert_same_lines(found: &str, expected: &str) {
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

#[test]
fn each_bad_file_is_told_in_french() {
    let output = check("bad", "fr");
    assert_same_lines(&said(&output), include_str!("bad.fr.txt"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn each_bad_file_is_told_in_english() {
    let output = check("bad", "en");
    assert_same_lines(&said(&output), include_str!("bad.en.txt"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn every_bad_file_has_a_fault() {
    let said = said(&check("bad", "fr"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    for entry in folder.read_dir().expect("the folder is there") {
        let name = entry.expect("the entry is readable").file_name();
        let start = format!("bad/{}:", name.to_string_lossy());
        assert!(said.contains(&start), "{start}");
    }
}

#[test]
fn the_contract_that_the_bad_ones_are_made_from_passes() {
    let output = check("good", "fr");
    assert_eq!(said(&output), "1 contrat, 0 exemple, 0 faute\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_contracts_of_the_project_pass() {
    let output = check("../../contrats", "en");
    assert_eq!(said(&output), "4 contracts, 1 example, 0 faults\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_folder_without_contracts_and_a_missing_one_are_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().display().to_string();
    for (path, reason) in [
        (empty.as_str(), "failed to find a contract (.toml) in the folder"),
        ("nowhere", "failed to read the folder nowhere"),
    ] {
        let output = check(path, "fr");
        assert_eq!(output.status.code(), Some(1));
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn one_file_may_be_named() {
    let output = check("../../contrats/exemple-val-fictif-2024-2027.toml", "en");
    assert_eq!(said(&output), "0 contracts, 1 example, 0 faults\n");
}

/// The guide for regional teams, in French.
const GUIDE: &str = include_str!("../../../docs/contrats.md");

#[test]
fn the_file_of_the_guide_passes() {
    let (_, after) = GUIDE.split_once("```toml\n").expect("the guide shows a file");
    let (file, _) = after.split_once("```").expect("the file ends");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("vallee-inventee-2024-2026.toml");
    std::fs::write(path, file).expect("the file is written");
    let output = check(&folder.path().display().to_string(), "fr");
    assert_eq!(said(&output), "0 contrat, 1 exemple, 0 faute\n");
}

#[test]
fn the_guide_explains_every_field() {
    let structs = include_str!("../../../shared/src/contrat/written.rs");
    let fields: Vec<_> = structs
        .lines()
        .filter_map(|line| line.strip_prefix("    pub ")?.split_once(':'))
        .map(|(name, _)| name)
        .collect();
    assert!(60 < fields.len(), "{fields:?}");
    for name in fields {
        let written = [format!("`{name}"), format!("[[{name}."), format!(".{name}]]")];
        assert!(written.iter().any(|form| GUIDE.contains(form)), "{name}");
    }
}
