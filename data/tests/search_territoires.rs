//! The search of a territory as the user types. It runs without the communes too.

use proptest::prelude::{any, prop_assert, proptest};
use reference::{Phase, Territoire, search_territoires, territoires};

fn ids(phase: Phase, query: &str) -> Vec<&'static str> {
    search_territoires(phase, query, 10)
        .into_iter()
        .map(Territoire::id)
        .collect()
}

#[test]
fn dashes_apostrophes_accents_capitals_and_no_break_spaces_do_not_matter() {
    for query in [
        "Lacq – Pau – Tarbes",
        "lacq-pau-tarbes",
        "LACQ PAU TARBES",
        "Lacq\u{a0}–\u{202f}Pau\u{a0}–\u{a0}Tarbes",
    ] {
        assert_eq!(ids(Phase::Two, query), ["ti-7510"], "{query:?}");
        assert_eq!(ids(Phase::One, query), ["ti-7505"], "{query:?}");
    }
    for query in [
        "Portes Euréliennes d’Île-de-France",
        "portes eureliennes d'ile de france",
        "PORTES EURÉLIENNES D'ÎLE–DE–FRANCE",
    ] {
        assert_eq!(ids(Phase::Two, query).len(), 1, "{query:?}");
        assert_eq!(ids(Phase::One, query), ["ti-2405"], "{query:?}");
    }
}

#[test]
fn the_same_words_find_another_territory_in_another_phase() {
    assert_eq!(ids(Phase::One, "cap excellence"), ["ti-0101"]);
    assert_eq!(ids(Phase::Two, "cap excellence"), ["ti-0102"]);
}

#[test]
fn equal_names_come_before_those_that_begin_so_and_these_before_later_words() {
    let found = search_territoires(Phase::One, "vosges", 10);
    let names: Vec<_> = found.into_iter().map(Territoire::name).collect();
    assert_eq!(names, ["Vosges", "Vosges saônoises"]);
    assert_eq!(ids(Phase::One, "tarbes"), ["ti-7505"]);
    assert_eq!(ids(Phase::One, "st-nazaire"), ["ti-5209"]);
}

#[test]
fn every_name_finds_its_territory_first() {
    for expected in Phase::ALL.into_iter().flat_map(territoires) {
        let found = search_territoires(expected.phase(), expected.name(), 1);
        assert_eq!(found, [expected]);
    }
}

#[test]
fn what_holds_no_letter_or_too_much_finds_nothing() {
    let long = "a".repeat(101);
    for query in ["", " ", "-'’", "日本", "?!", long.as_str()] {
        assert_eq!(ids(Phase::Two, query), [""; 0], "{query:?}");
    }
    assert_eq!(search_territoires(Phase::Two, "pays", 0), []);
}

proptest! {
    #[test]
    fn no_query_panics(query in any::<String>(), limit in 0_usize..30) {
        for phase in Phase::ALL {
            let found = search_territoires(phase, &query, limit);
            prop_assert!(found.len() <= limit);
            prop_assert!(found.iter().all(|territoire| territoire.phase() == phase));
        }
    }
}
