//! What is compiled in is what the text files say: every row of them is read back from the tables.

#![cfg(feature = "communes")]

#[path = "../build/parse.rs"]
mod parse;

use std::collections::BTreeMap;
use std::path::Path;

use parse::{CommuneLine, Decoupage, MemberKind as Kind};
use reference::{Commune, EpciKind, MemberKind, Phase, Region, commune, territoire_in, territoires};

#[expect(clippy::expect_used, reason = "a test without its file fails")]
fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(path).expect("a file of the room")
}

#[expect(clippy::expect_used, reason = "a test whose file is malformed fails")]
fn decoupage() -> Decoupage {
    parse::decoupage("decoupage-2026.txt", &text("decoupage-2026.txt")).expect("well formed")
}

/// Checks one line and returns what is compiled in for it.
#[expect(clippy::expect_used, reason = "a test that misses a commune fails")]
fn check_commune(line: &CommuneLine) -> Commune {
    let found = commune(&line.code).expect("a line of the file");
    assert_eq!(found.code_insee().as_str(), line.code);
    assert_eq!(found.name().as_str(), line.name, "{}", line.code);
    assert_eq!(found.population(), line.population, "{}", line.code);
    let codes: Vec<String> = found.codes_postaux().map(|code| code.to_string()).collect();
    assert_eq!(codes, line.codes_postaux, "{}", line.code);
    found
}

#[test]
fn every_commune_is_read_back() {
    let decoupage = decoupage();
    let ept: BTreeMap<&str, (&str, &str)> = decoupage
        .ept
        .iter()
        .flat_map(|block| {
            let named = (block.siren.as_str(), block.name.as_str());
            block.communes.iter().map(move |code| (code.as_str(), named))
        })
        .collect();
    let mut count = 0;
    for block in &decoupage.epci {
        for line in &block.communes {
            let found = check_commune(line);
            let epci = found.epci().expect("it is listed under one");
            assert_eq!(
                (epci.siren(), epci.name()),
                (block.siren.as_str(), block.name.as_str())
            );
            assert_eq!(kind(epci.kind()), block.kind);
            let own = found.ept().map(|ept| (ept.siren(), ept.name()));
            assert_eq!(own, ept.get(line.code.as_str()).copied(), "{}", line.code);
            count += 1;
        }
    }
    for line in &decoupage.isolated {
        let found = check_commune(line);
        assert_eq!((found.epci(), found.ept()), (None, None), "{}", line.code);
        count += 1;
    }
    assert_eq!(count, reference::communes().count());
}

#[test]
fn every_departement_and_region_is_read_back() {
    let decoupage = decoupage();
    let regions: BTreeMap<&str, &str> = decoupage
        .regions
        .iter()
        .map(|line| (line.code.as_str(), line.name.as_str()))
        .collect();
    let departements: BTreeMap<&str, (&str, &str)> = decoupage
        .departements
        .iter()
        .map(|line| (line.code.as_str(), (line.name.as_str(), line.region.as_str())))
        .collect();
    for found in reference::communes() {
        let (departement, region) = (found.departement(), found.region());
        let expected = departements.get(departement.code());
        assert_eq!(expected, Some(&(departement.name(), region.code())), "{found:?}");
        assert_eq!(regions.get(region.code()), Some(&region.name()));
    }
}

#[test]
fn every_municipal_arrondissement_finds_its_city() {
    for line in decoupage().arrondissements {
        for code in &line.codes {
            assert_eq!(commune(code), commune(&line.commune), "{code}");
        }
        assert!(commune(&line.commune).is_some());
    }
}

#[test]
fn every_territory_of_phase_1_is_read_back() {
    let name = "territoires-2018-2023.txt";
    let lines = parse::former_territoires(name, &text(name)).expect("well formed");
    assert_eq!(lines.len(), territoires(Phase::One).len());
    for line in lines {
        let found = territoire_in(Phase::One, &line.id).expect("a line of the file");
        assert_eq!(found.id(), line.id);
        assert_eq!(found.name(), line.name);
        assert_eq!(found.home_region().code(), line.region);
        assert_eq!(found.commune_count(), u32::from(line.commune_count));
    }
}

#[test]
fn every_territory_of_phase_2_is_read_back() {
    let name = "territoires-2023-2027.txt";
    let blocks = parse::territoires(name, &text(name)).expect("well formed");
    assert_eq!(blocks.len(), territoires(Phase::Two).len());
    for block in blocks {
        let found = territoire_in(Phase::Two, &block.id).expect("a block of the file");
        assert_eq!(
            (found.id(), found.name()),
            (block.id.as_str(), block.name.as_str())
        );
        let perimeter = found.perimeter().expect("known in phase 2");
        let regions: Vec<&str> = perimeter.regions().map(Region::code).collect();
        assert_eq!(regions, block.regions);
        let members: Vec<(MemberKind, &str, &str)> = perimeter
            .members()
            .map(|member| (member.kind(), member.siren(), member.name()))
            .collect();
        let expected: Vec<(MemberKind, &str, &str)> = block
            .members
            .iter()
            .map(|line| (member_kind(&line.kind), line.siren.as_str(), line.name.as_str()))
            .collect();
        assert_eq!(members, expected, "{}", block.id);
    }
}

fn member_kind(kind: &Kind) -> MemberKind {
    match kind {
        Kind::Epci => MemberKind::Epci,
        Kind::Ept => MemberKind::Ept,
        Kind::Commune { .. } => MemberKind::Commune,
    }
}

/// As the file writes it.
fn kind(kind: EpciKind) -> &'static str {
    match kind {
        EpciKind::CommunauteDeCommunes => "CC",
        EpciKind::CommunauteAgglomeration => "CA",
        EpciKind::CommunauteUrbaine => "CU",
        EpciKind::Metropole => "METRO",
        EpciKind::MetropoleDeLyon => "MET69",
    }
}
