//! The territories of both phases: counts, members, regions. It runs without the communes too.

use std::collections::BTreeSet;

use reference::{
    Departement, Member, MemberKind, Perimeter, Phase, Region, SOURCE_NOTICE, SOURCE_NOTICE_2018_2023,
    Territoire, territoire_in, territoires,
};

fn perimeters() -> impl Iterator<Item = (Territoire, Perimeter)> {
    territoires(Phase::Two).filter_map(|territoire| Some((territoire, territoire.perimeter()?)))
}

#[test]
fn there_are_148_and_183_territories_with_distinct_ids_and_names() {
    for (phase, count) in [(Phase::One, 148), (Phase::Two, 183)] {
        assert_eq!(territoires(phase).len(), count);
        let ids: BTreeSet<_> = territoires(phase).map(Territoire::id).collect();
        let names: BTreeSet<_> = territoires(phase).map(Territoire::name).collect();
        assert_eq!((ids.len(), names.len()), (count, count));
        assert!(territoires(phase).all(|territoire| territoire.phase() == phase));
        assert!(territoires(phase).is_sorted_by(|a, b| a < b && a.id() < b.id()));
    }
}

#[test]
fn one_territory_of_phase_1_is_known_to_be_missing() {
    assert_eq!(Phase::One.unlisted_count(), 1);
    assert_eq!(Phase::Two.unlisted_count(), 0);
}

#[test]
fn each_territory_is_found_by_its_phase_and_id_and_nothing_else_is() {
    for phase in Phase::ALL {
        for expected in territoires(phase) {
            assert_eq!(territoire_in(phase, expected.id()), Some(expected));
        }
        for unknown in ["", "ti-0000", "TI-2704", "ti-2704 ", "ti-99999"] {
            assert_eq!(territoire_in(phase, unknown), None, "{unknown:?}");
        }
    }
}

#[test]
fn ti_0101_is_another_place_in_each_phase() {
    let name = |phase| territoire_in(phase, "ti-0101").map(Territoire::name);
    assert_eq!(
        name(Phase::One),
        Some("Communauté d'agglomération Cap Excellence")
    );
    assert_eq!(name(Phase::Two), Some("Basse-Terre"));
    assert_ne!(
        territoire_in(Phase::One, "ti-0101"),
        territoire_in(Phase::Two, "ti-0101")
    );
}

#[test]
fn of_the_145_ids_of_both_phases_4_keep_their_name() {
    let both: Vec<_> = territoires(Phase::One)
        .filter_map(|former| Some((former, territoire_in(Phase::Two, former.id())?)))
        .collect();
    assert_eq!(both.len(), 145);
    let kept: Vec<_> = both
        .into_iter()
        .filter(|(former, territoire)| former.name() == territoire.name())
        .map(|(former, _)| former.id())
        .collect();
    assert_eq!(kept, ["ti-2401", "ti-4408", "ti-5201", "ti-9301"]);
    assert_eq!(territoire_in(Phase::One, "ti-8418"), None);
    assert!(territoire_in(Phase::Two, "ti-8418").is_some());
}

#[test]
fn the_members_of_phase_1_are_unknown_and_those_of_phase_2_known() {
    assert!(territoires(Phase::One).all(|territoire| territoire.perimeter().is_none()));
    assert_eq!(perimeters().count(), 183);
    assert!(perimeters().all(|(_, perimeter)| perimeter.members().len() > 0));
}

#[test]
fn the_territories_of_phase_1_held_15_697_communes() {
    // Source: data/territoires-2018-2023.txt, the sum of its third column.
    let communes: u32 = territoires(Phase::One).map(Territoire::commune_count).sum();
    assert_eq!(communes, 15_697);
}

#[test]
fn there_are_641_members_of_three_kinds() {
    let members = || perimeters().flat_map(|(_, perimeter)| perimeter.members());
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
    let double: Vec<_> = perimeters()
        .filter(|(_, perimeter)| perimeter.regions().len() == 2)
        .collect();
    assert_eq!(double.len(), 15);
    for (territoire, perimeter) in double {
        for region in perimeter.regions() {
            let mut of_region =
                perimeters().filter(|(_, other)| other.regions().any(|touched| touched == region));
            assert!(
                of_region.any(|(other, _)| other == territoire),
                "{territoire:?} in {region:?}"
            );
        }
    }
}

#[test]
fn the_home_region_comes_first_and_begins_the_id() {
    for territoire in Phase::ALL.into_iter().flat_map(territoires) {
        let home = territoire.home_region();
        assert_eq!(&territoire.id()[3..5], home.code(), "{territoire:?}");
        if let Some(perimeter) = territoire.perimeter() {
            assert_eq!(perimeter.regions().next(), Some(home));
        }
    }
}

#[test]
fn departements_are_in_the_regions_touched() {
    for (territoire, perimeter) in perimeters() {
        let from_departements: BTreeSet<_> = perimeter.departements().map(Departement::region).collect();
        let touched: BTreeSet<_> = perimeter.regions().collect();
        assert_eq!(from_departements, touched, "{territoire:?}");
    }
}

#[test]
fn one_territory_in_full() {
    // Source: data/territoires-2023-2027.txt, ANCT.
    let territoire = territoire_in(Phase::Two, "ti-2707").expect("Nevers Val de Loire");
    assert_eq!(territoire.name(), "Nevers Val de Loire");
    assert_eq!(territoire.home_region().name(), "Bourgogne-Franche-Comté");
    assert_eq!(territoire.commune_count(), 111);
    let perimeter = territoire.perimeter().expect("known in phase 2");
    let regions: Vec<_> = perimeter.regions().map(Region::code).collect();
    assert_eq!(regions, ["27", "24"]);
    let departements: Vec<_> = perimeter.departements().map(Departement::name).collect();
    assert_eq!(departements, ["Cher", "Nièvre"]);
    assert_eq!(perimeter.population(), 143_315);
    let communes: Vec<_> = perimeter
        .members()
        .filter(|member| member.kind() == MemberKind::Commune)
        .map(Member::name)
        .collect();
    assert_eq!(communes, ["Cercy-la-Tour"]);
}

#[test]
fn one_territory_of_phase_1_in_full() {
    // Source: data/territoires-2018-2023.txt, ANCT.
    let territoire = territoire_in(Phase::One, "ti-9303").expect("Carros");
    assert_eq!(territoire.name(), "Carros");
    assert_eq!(territoire.home_region().name(), "Provence-Alpes-Côte d'Azur");
    assert_eq!(territoire.commune_count(), 1);
}

#[test]
fn a_phase_is_read_as_it_is_written_and_not_otherwise() {
    for phase in Phase::ALL {
        assert_eq!(Phase::parse(phase.as_str()), Some(phase));
        assert_eq!(phase.to_string(), phase.as_str());
    }
    for unknown in ["", "2018-2022", "2019-2022", "2023-2027 ", "2023–2027", "1"] {
        assert_eq!(Phase::parse(unknown), None, "{unknown:?}");
    }
}

#[test]
fn the_notices_name_each_source_and_its_date() {
    for part in ["ANCT", "04/07/2024", "INSEE", "DGCL", "La Poste", "2026"] {
        assert!(SOURCE_NOTICE.contains(part), "{part}");
    }
    for part in ["ANCT", "octobre 2020"] {
        assert!(SOURCE_NOTICE_2018_2023.contains(part), "{part}");
    }
    assert_eq!(Phase::One.source_notice(), SOURCE_NOTICE_2018_2023);
    assert_eq!(Phase::Two.source_notice(), SOURCE_NOTICE);
}
