//! The territories of phase 2: counts, members, regions. It runs without the communes too.

use std::collections::BTreeSet;

use reference::{Member, MemberKind, PHASE, SOURCE_NOTICE, territoire, territoires};

#[test]
fn there_are_183_territories_with_distinct_ids_and_names() {
    assert_eq!(territoires().len(), 183);
    let ids: BTreeSet<_> = territoires().map(reference::Territoire::id).collect();
    let names: BTreeSet<_> = territoires().map(reference::Territoire::name).collect();
    assert_eq!((ids.len(), names.len()), (183, 183));
    assert!(territoires().all(|territoire| territoire.phase() == PHASE));
}

#[test]
fn each_territory_is_found_by_its_id_and_nothing_else_is() {
    for expected in territoires() {
        assert_eq!(territoire(expected.id()), Some(expected));
    }
    for unknown in ["", "ti-0000", "TI-2704", "ti-2704 ", "ti-99999"] {
        assert_eq!(territoire(unknown), None, "{unknown:?}");
    }
}

#[test]
fn there_are_641_members_of_three_kinds() {
    let members = || territoires().flat_map(reference::Territoire::members);
    let count = |kind| members().filter(|member| member.kind() == kind).count();
    assert_eq!(members().count(), 641);
    assert_eq!(count(MemberKind::Epci), 626);
    assert_eq!(count(MemberKind::Ept), 3);
    assert_eq!(count(MemberKind::Commune), 12);
    let sirens: BTreeSet<_> = members().map(Member::siren).collect();
    assert_eq!(sirens.len(), 641);
    assert!(members().all(|member| member.siren().len() == 9 && !member.name().is_empty()));
}

#[test]
fn fifteen_territories_touch_two_regions_and_appear_in_both() {
    let double: Vec<_> = territoires()
        .filter(|territoire| territoire.regions().len() == 2)
        .collect();
    assert_eq!(double.len(), 15);
    for territoire in double {
        for region in territoire.regions() {
            let of_region = || territoires().filter(|other| other.regions().any(|touched| touched == region));
            assert!(
                of_region().any(|other| other == territoire),
                "{territoire:?} in {region:?}"
            );
        }
    }
}

#[test]
fn the_home_region_comes_first_and_begins_the_id() {
    for territoire in territoires() {
        let home = territoire.home_region();
        assert_eq!(territoire.regions().next(), Some(home));
        assert_eq!(&territoire.id()[3..5], home.code(), "{territoire:?}");
    }
}

#[test]
fn departements_are_in_the_regions_touched() {
    for territoire in territoires() {
        let from_departements: BTreeSet<_> = territoire
            .departements()
            .map(reference::Departement::region)
            .collect();
        let touched: BTreeSet<_> = territoire.regions().collect();
        assert_eq!(from_departements, touched, "{territoire:?}");
    }
}

#[test]
fn one_territory_in_full() {
    // Source: data/territoires-2023-2027.txt, ANCT.
    let territoire = territoire("ti-2707").expect("Nevers Val de Loire");
    assert_eq!(territoire.name(), "Nevers Val de Loire");
    assert_eq!(territoire.home_region().name(), "Bourgogne-Franche-Comté");
    let regions: Vec<_> = territoire.regions().map(reference::Region::code).collect();
    assert_eq!(regions, ["27", "24"]);
    let departements: Vec<_> = territoire
        .departements()
        .map(reference::Departement::name)
        .collect();
    assert_eq!(departements, ["Cher", "Nièvre"]);
    assert_eq!(territoire.commune_count(), 111);
    assert_eq!(territoire.population(), 143_315);
    let communes: Vec<_> = territoire
        .members()
        .filter(|member| member.kind() == MemberKind::Commune)
        .map(Member::name)
        .collect();
    assert_eq!(communes, ["Cercy-la-Tour"]);
}

#[test]
fn the_notice_names_each_source_and_its_date() {
    for part in ["ANCT", "04/07/2024", "INSEE", "DGCL", "La Poste", "2026"] {
        assert!(SOURCE_NOTICE.contains(part), "{part}");
    }
}
