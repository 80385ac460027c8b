//! What a postcode tells of the territory, and when it does not.

#![cfg(feature = "communes")]

use std::collections::{BTreeMap, BTreeSet};

use reference::{CodePostalTerritoire, Commune, Territoire, code_postal_territoire, communes};

/// The communes of each postcode, by INSEE code.
fn by_code_postal() -> BTreeMap<String, Vec<Commune>> {
    let mut found: BTreeMap<String, Vec<Commune>> = BTreeMap::new();
    for commune in communes() {
        for code in commune.codes_postaux() {
            found.entry(code.to_string()).or_default().push(commune);
        }
    }
    found
}

#[test]
fn of_6_310_postcodes_755_are_ambiguous() {
    let codes = by_code_postal();
    assert_eq!(codes.len(), 6_310);
    let ambiguous = codes
        .keys()
        .filter(|code| {
            matches!(
                code_postal_territoire(code),
                Some(CodePostalTerritoire::Ambiguous(_))
            )
        })
        .count();
    assert_eq!(ambiguous, 755);
}

#[test]
fn each_answer_is_what_its_communes_say() {
    for (code, expected) in by_code_postal() {
        let territoires: BTreeSet<Option<Territoire>> =
            expected.iter().map(|commune| commune.territoire()).collect();
        match code_postal_territoire(&code).expect("a commune has it") {
            CodePostalTerritoire::Within(territoire) => {
                assert_eq!(territoires, BTreeSet::from([Some(territoire)]), "{code}");
            }
            CodePostalTerritoire::Outside => assert_eq!(territoires, BTreeSet::from([None]), "{code}"),
            CodePostalTerritoire::Ambiguous(listed) => {
                assert!(territoires.len() > 1, "{code}");
                assert_eq!(listed, expected, "{code}");
            }
        }
    }
}

#[test]
fn one_postcode_of_each_kind() {
    // Dole and its neighbours are all in Grand Dole; Paris is in no territory.
    let Some(CodePostalTerritoire::Within(territoire)) = code_postal_territoire("39100") else {
        panic!("39100 tells the territory");
    };
    assert_eq!(territoire.name(), "Grand Dole");
    assert_eq!(
        code_postal_territoire("75012"),
        Some(CodePostalTerritoire::Outside)
    );
    // Cercy-la-Tour is in a territory by itself, the communes around it are not.
    let Some(CodePostalTerritoire::Ambiguous(communes)) = code_postal_territoire("58340") else {
        panic!("58340 does not tell the territory");
    };
    assert!(communes.iter().any(|commune| commune.name() == "Cercy-la-Tour"));
    assert!(communes.iter().any(|commune| commune.territoire().is_none()));
}

#[test]
fn what_no_commune_has_or_is_no_postcode_tells_nothing() {
    for code in [
        "00000", "99999", "", "391", "391000", " 39100", "3910O", "+9100", "39100",
    ] {
        assert_eq!(
            code_postal_territoire(code).is_some(),
            code == "39100",
            "{code:?}"
        );
    }
}
