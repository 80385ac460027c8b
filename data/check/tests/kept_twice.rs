//! Facts that `shared` and `reference` both hold, because neither may know the other: here both are seen, and must agree.

use std::collections::BTreeSet;

use reference::communes;
use shared::ids::{CodeInsee, TerritoireId};

#[test]
fn phases_have_the_same_names_in_the_same_order() {
    assert_eq!(
        shared::programme::Phase::ALL.map(shared::programme::Phase::as_str),
        reference::Phase::ALL.map(reference::Phase::as_str)
    );
}

#[test]
fn every_territory_of_the_lists_has_an_id_that_is_read() {
    for territoire in reference::Phase::ALL.into_iter().flat_map(reference::territoires) {
        let id = TerritoireId::new(territoire.phase().as_str(), territoire.id());
        assert!(id.is_some(), "{}", territoire.id());
    }
}

/// Every code of five characters that may be an INSEE code is asked of both, so that neither knows an arrondissement
/// that the other does not.
#[test]
fn every_arrondissement_is_of_the_same_commune() {
    let own: BTreeSet<String> = communes()
        .map(|commune| commune.code_insee().to_string())
        .collect();
    let codes = (0..100_000).map(|number| format!("{number:05}"));
    let mut count = 0;
    for code in codes.filter(|code| !own.contains(code)) {
        let Ok(read) = CodeInsee::parse(&code) else {
            continue;
        };
        let in_shared = Some(read.commune()).filter(|commune| *commune != read);
        let in_reference = reference::commune(&code).map(|commune| commune.code_insee().to_string());
        count += usize::from(in_shared.is_some());
        assert_eq!(
            in_shared.map(|commune| commune.to_string()),
            in_reference,
            "{code}"
        );
    }
    // 20 of Paris, 9 of Lyon, 16 of Marseille.
    assert_eq!(count, 45);
    for code in own {
        let read = CodeInsee::parse(&code).map(CodeInsee::commune);
        assert_eq!(read.map(|commune| commune.to_string()), Ok(code));
    }
}
