//! The communes and their territory: counts, codes, look-up order.

#![cfg(feature = "communes")]

use std::collections::BTreeMap;

use reference::{
    Commune, EpciKind, MemberKind, Perimeter, Phase, Territoire, commune, communes, territoire_in,
    territoires,
};

#[expect(clippy::expect_used, reason = "a test that names no commune fails")]
fn find(code_insee: &str) -> Commune {
    commune(code_insee).expect("a commune of 2026")
}

fn territoire_id(code_insee: &str) -> Option<&'static str> {
    find(code_insee).territoire().map(Territoire::id)
}

#[expect(clippy::expect_used, reason = "a test that asks for what is unknown fails")]
fn perimeter(territoire: Territoire) -> Perimeter {
    territoire.perimeter().expect("a territory of phase 2")
}

fn codes_postaux(code_insee: &str) -> Vec<String> {
    find(code_insee)
        .codes_postaux()
        .map(|code| code.to_string())
        .collect()
}

#[test]
fn there_are_34_969_communes_ordered_by_code() {
    let codes: Vec<String> = communes()
        .map(|commune| commune.code_insee().to_string())
        .collect();
    assert_eq!(codes.len(), 34_969);
    assert!(codes.is_sorted_by(|a, b| a < b));
}

#[test]
fn each_commune_is_found_by_its_code_and_has_a_departement() {
    for expected in communes() {
        let code = expected.code_insee();
        assert_eq!(commune(code.as_str()), Some(expected));
        assert!(
            code.as_str().starts_with(expected.departement().code()),
            "{expected:?}"
        );
        assert_ne!(expected.name(), "");
    }
}

#[test]
fn what_is_no_code_of_2026_finds_nothing() {
    for unknown in [
        "", "3", "3919", "391980", "39999", "2C001", "2a004", "ABCDE", "éé1", "99999", "00000",
    ] {
        assert_eq!(commune(unknown), None, "{unknown:?}");
    }
}

#[test]
fn one_commune_in_full() {
    let dole = find("39198");
    assert_eq!(dole.name(), "Dole");
    assert_eq!(dole.departement().name(), "Jura");
    assert_eq!(dole.region().name(), "Bourgogne-Franche-Comté");
    assert_eq!(dole.population(), Some(23_840));
    assert_eq!(codes_postaux("39198"), ["39100"]);
    let epci = dole.epci().expect("an EPCI");
    assert_eq!((epci.siren(), epci.name()), ("200010650", "CA du Grand Dole"));
    assert_eq!(epci.kind(), EpciKind::CommunauteAgglomeration);
    assert_eq!(dole.ept(), None);
    let territoire = dole.territoire().expect("a territory");
    assert!(
        perimeter(territoire)
            .members()
            .any(|member| member.siren() == epci.siren())
    );
}

#[test]
fn corsican_and_overseas_codes_are_read() {
    assert_eq!(find("2A004").name(), "Ajaccio");
    assert_eq!(find("2A004").departement().name(), "Corse-du-Sud");
    assert_eq!(find("2B033").name(), "Bastia");
    assert_eq!(find("97411").name(), "Saint-Denis");
    assert_eq!(find("97411").region().name(), "La Réunion");
    assert_eq!(find("97502").departement().name(), "Saint-Pierre-et-Miquelon");
    assert_eq!(find("98818").name(), "Nouméa");
}

#[test]
fn large_and_unknown_populations_are_kept() {
    assert_eq!(find("75056").population(), Some(2_103_778));
    assert_eq!(find("69123").population(), Some(519_127));
    assert_eq!(find("55139").population(), Some(0));
    assert_eq!(find("98901").population(), None);
    assert_eq!(
        communes()
            .filter(|commune| commune.population().is_none())
            .count(),
        6
    );
    let largest = communes()
        .filter(|commune| commune.population() > Some(65_535))
        .count();
    assert_eq!(largest, 82);
}

#[test]
fn cities_with_arrondissements_have_their_postcodes() {
    assert_eq!(codes_postaux("75056").len(), 21);
    assert_eq!(codes_postaux("75056").last().map(String::as_str), Some("75116"));
    assert_eq!(codes_postaux("69123").first().map(String::as_str), Some("69001"));
    assert_eq!(codes_postaux("13055").len(), 16);
    assert_eq!(codes_postaux("98412"), [] as [std::string::String; 0]);
    assert_eq!(
        communes()
            .map(|commune| commune.codes_postaux().count())
            .sum::<usize>(),
        35_493
    );
}

#[test]
fn a_municipal_arrondissement_finds_its_city() {
    for (codes, city) in [
        (75_101..=75_120, "75056"),
        (69_381..=69_389, "69123"),
        (13_201..=13_216, "13055"),
    ] {
        let city = find(city);
        assert_eq!(commune(&(codes.start() - 1).to_string()), None);
        assert_eq!(commune(&(codes.end() + 1).to_string()), None);
        for code in codes {
            assert_eq!(commune(&code.to_string()), Some(city), "{code}");
        }
    }
}

#[test]
fn the_twelve_communes_named_by_themselves_come_before_their_epci() {
    // Source: data/territoires-2023-2027.txt, ANCT.
    let creuse = [
        "23019", "23063", "23067", "23080", "23115", "23119", "23125", "23158", "23215", "23221", "23224",
    ];
    for code in creuse {
        assert_eq!(territoire_id(code), Some("ti-7506"), "{code}");
    }
    assert_eq!(territoire_id("58046"), Some("ti-2707"));
    // The rest of the EPCI of Cercy-la-Tour is in no territory.
    let epci = find("58046").epci();
    assert!(communes().any(|commune| commune.epci() == epci && commune.territoire().is_none()));
}

#[test]
fn an_ept_comes_before_the_metropolis() {
    // Source: data/territoires-2023-2027.txt, ANCT.
    for (ept, id, count) in [
        ("200057990", "ti-1101", 7),
        ("200058097", "ti-1104", 8),
        ("200058014", "ti-1105", 24),
    ] {
        let of_ept = || communes().filter(|commune| commune.ept().is_some_and(|found| found.siren() == ept));
        assert_eq!(of_ept().count(), count);
        assert!(
            of_ept().all(|commune| commune.territoire().map(Territoire::id) == Some(id)),
            "{id}"
        );
        assert!(of_ept().all(|commune| commune.epci().is_some_and(|epci| epci.siren() == "200054781")));
    }
    let names: Vec<_> = ["ti-1101", "ti-1104", "ti-1105"]
        .into_iter()
        .filter_map(|id| territoire_in(Phase::Two, id))
        .map(Territoire::name)
        .collect();
    assert_eq!(
        names,
        [
            "Boucle Nord de Seine",
            "Grand Roissy Le Bourget",
            "Grand-Orly Seine Bièvre"
        ]
    );
    // Paris and Saint-Denis: in the metropolis, in no territory.
    assert_eq!(territoire_id("75056"), None);
    assert_eq!(find("75056").ept(), None);
    assert_eq!(territoire_id("93066"), None);
    assert_eq!(
        find("93066").ept().map(reference::Ept::name),
        Some("Plaine Commune")
    );
}

#[test]
fn the_metropole_du_grand_paris_is_no_member() {
    let mut members = territoires(Phase::Two).flat_map(|territoire| perimeter(territoire).members());
    assert!(members.all(|member| member.siren() != "200054781"));
}

#[test]
fn a_commune_outside_any_territory_or_epci_has_none() {
    assert_eq!(territoire_id("31555"), None);
    assert_eq!(territoire_id("29155"), None);
    assert_eq!(find("29155").epci(), None);
}

#[test]
fn counts_and_populations_of_territories_are_those_of_their_communes() {
    let mut sums: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for commune in communes() {
        if let Some(territoire) = commune.territoire() {
            let sum = sums.entry(territoire.id()).or_default();
            sum.0 += 1;
            sum.1 += commune.population().expect("a figure");
        }
    }
    assert_eq!(sums.values().map(|sum| sum.0).sum::<u32>(), 18_639);
    for territoire in territoires(Phase::Two) {
        assert_eq!(
            sums.get(territoire.id()),
            Some(&(territoire.commune_count(), perimeter(territoire).population()))
        );
    }
}

#[test]
fn members_that_are_epci_lead_back_to_their_territory() {
    for territoire in territoires(Phase::Two) {
        for member in perimeter(territoire)
            .members()
            .filter(|member| member.kind() == MemberKind::Epci)
        {
            let own = communes()
                .find(|commune| commune.epci().is_some_and(|epci| epci.siren() == member.siren()))
                .expect("an EPCI has communes");
            assert_eq!(own.territoire(), Some(territoire));
        }
    }
}
