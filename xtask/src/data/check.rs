//! Checks that the territories of both phases and the découpage agree: counts, SIREN, members, regions, no commune
//! in two territories.
//!
//! Every disagreement is collected and printed, not only the first. It corrects nothing.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use super::parse::{Decoupage, FormerTerritoireLine, MemberKind, MemberLine, TerritoireBlock};

/// Prints what was checked.
///
/// # Errors
/// When facts disagree; the text lists them all.
pub fn cross_check(
    decoupage: &Decoupage,
    former: &[FormerTerritoireLine],
    territoires: &[TerritoireBlock],
) -> Result<()> {
    let index = Index::new(decoupage);
    let mut problems = Vec::new();
    check_counts(decoupage, territoires, &mut problems);
    check_former(decoupage, former, territoires, &mut problems);
    check_sirens(decoupage, territoires, &mut problems);
    check_members(&index, territoires, &mut problems);
    let covered = check_coverage(&index, territoires, &mut problems);
    if !problems.is_empty() {
        bail!("the facts of data/ disagree:\n  {}", problems.join("\n  "));
    }
    println!("members: every SIREN is in the découpage, under the same name, with a valid key");
    println!("territories: {covered} communes covered, none by two territories; regions as declared");
    Ok(())
}

/// The découpage by key.
struct Index<'a> {
    /// SIREN → name and communes.
    epci: BTreeMap<&'a str, (&'a str, Vec<&'a str>)>,
    ept: BTreeMap<&'a str, (&'a str, Vec<&'a str>)>,
    /// INSEE code → name.
    communes: BTreeMap<&'a str, &'a str>,
    /// Département → region.
    region_of: BTreeMap<&'a str, &'a str>,
}

impl<'a> Index<'a> {
    fn new(decoupage: &'a Decoupage) -> Self {
        let listed = decoupage
            .epci
            .iter()
            .flat_map(|block| &block.communes)
            .chain(&decoupage.isolated);
        Self {
            epci: decoupage
                .epci
                .iter()
                .map(|block| {
                    let codes = block
                        .communes
                        .iter()
                        .map(|commune| commune.code.as_str())
                        .collect();
                    (block.siren.as_str(), (block.name.as_str(), codes))
                })
                .collect(),
            ept: decoupage
                .ept
                .iter()
                .map(|block| {
                    let codes = block.communes.iter().map(String::as_str).collect();
                    (block.siren.as_str(), (block.name.as_str(), codes))
                })
                .collect(),
            communes: listed
                .map(|commune| (commune.code.as_str(), commune.name.as_str()))
                .collect(),
            region_of: decoupage
                .departements
                .iter()
                .map(|line| (line.code.as_str(), line.region.as_str()))
                .collect(),
        }
    }

    /// Name and communes of a member, if the découpage has it.
    fn member(&self, member: &'a MemberLine) -> Option<(&'a str, Vec<&'a str>)> {
        match &member.kind {
            MemberKind::Epci => self.epci.get(member.siren.as_str()).cloned(),
            MemberKind::Ept => self.ept.get(member.siren.as_str()).cloned(),
            MemberKind::Commune { code_insee } => {
                let name = self.communes.get(code_insee.as_str())?;
                Some((name, vec![code_insee]))
            }
        }
    }

    fn region(&self, code_insee: &str) -> Option<&'a str> {
        let length = if code_insee.starts_with("97") || code_insee.starts_with("98") {
            3
        } else {
            2
        };
        self.region_of.get(code_insee.get(..length)?).copied()
    }
}

fn check_counts(decoupage: &Decoupage, territoires: &[TerritoireBlock], problems: &mut Vec<String>) {
    let kinds = || {
        territoires
            .iter()
            .flat_map(|block| &block.members)
            .map(|member| &member.kind)
    };
    let communes = decoupage
        .epci
        .iter()
        .map(|block| block.communes.len())
        .sum::<usize>()
        + decoupage.isolated.len();
    let counts = [
        ("territories", territoires.len(), 183),
        (
            "territories of two regions",
            territoires
                .iter()
                .filter(|block| block.regions.len() == 2)
                .count(),
            15,
        ),
        ("members", kinds().count(), 641),
        (
            "members that are EPCI",
            kinds().filter(|kind| **kind == MemberKind::Epci).count(),
            626,
        ),
        (
            "members that are EPT",
            kinds().filter(|kind| **kind == MemberKind::Ept).count(),
            3,
        ),
        (
            "members that are communes",
            kinds().filter(|kind| is_commune(kind)).count(),
            12,
        ),
        ("communes", communes, 34_969),
        ("EPCI", decoupage.epci.len(), 1_255),
        ("EPT", decoupage.ept.len(), 11),
        ("régions", decoupage.regions.len(), 26),
        ("départements", decoupage.departements.len(), 109),
    ];
    compare(&counts, problems);
}

/// Each count is what, how many were found, how many are expected.
fn compare(counts: &[(&str, usize, usize)], problems: &mut Vec<String>) {
    for (what, found, expected) in counts {
        if found == expected {
            println!("{what}: {found}");
        } else {
            problems.push(format!("{found} {what}, {expected} expected"));
        }
    }
}

/// Of phase 1 only the list is known: its counts, its regions, and what its ids became in phase 2.
fn check_former(
    decoupage: &Decoupage,
    former: &[FormerTerritoireLine],
    territoires: &[TerritoireBlock],
    problems: &mut Vec<String>,
) {
    let name_in_phase_2: BTreeMap<&str, &str> = territoires
        .iter()
        .map(|block| (block.id.as_str(), block.name.as_str()))
        .collect();
    let in_both = || {
        former
            .iter()
            .filter_map(|line| Some((line, *name_in_phase_2.get(line.id.as_str())?)))
    };
    let communes = former.iter().map(|line| usize::from(line.commune_count)).sum();
    compare(
        &[
            ("territories of phase 1", former.len(), 148),
            ("communes of phase 1", communes, 15_697),
            ("ids of both phases", in_both().count(), 145),
            (
                "ids with the same name in both",
                in_both().filter(|(line, name)| line.name == *name).count(),
                4,
            ),
        ],
        problems,
    );
    for pair in former.windows(2).filter(|pair| pair[1].id <= pair[0].id) {
        problems.push(format!("{} of phase 1 is not after {}", pair[1].id, pair[0].id));
    }
    for line in former {
        if !decoupage.regions.iter().any(|region| region.code == line.region) {
            problems.push(format!(
                "{} of phase 1: no region has the code {}",
                line.id, line.region
            ));
        }
        if !line.id.starts_with(&format!("ti-{}", line.region)) {
            problems.push(format!(
                "{} of phase 1 does not begin with its region, {}",
                line.id, line.region
            ));
        }
    }
}

fn is_commune(kind: &MemberKind) -> bool {
    matches!(kind, MemberKind::Commune { .. })
}

fn check_sirens(decoupage: &Decoupage, territoires: &[TerritoireBlock], problems: &mut Vec<String>) {
    let members = territoires
        .iter()
        .flat_map(|block| &block.members)
        .map(|member| &member.siren);
    let epci = decoupage.epci.iter().map(|block| &block.siren);
    let ept = decoupage.ept.iter().map(|block| &block.siren);
    for siren in members.chain(epci).chain(ept).collect::<BTreeSet<_>>() {
        if !has_valid_key(siren) {
            problems.push(format!("SIREN {siren} is not nine digits with a valid Luhn key"));
        }
    }
}

/// Nine digits whose Luhn sum is a multiple of ten.
fn has_valid_key(siren: &str) -> bool {
    let digits: Option<Vec<u32>> = siren.chars().map(|character| character.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 9) else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(rank, digit)| {
            if rank % 2 == 1 {
                digit * 2 / 10 + digit * 2 % 10
            } else {
                *digit
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn check_members(index: &Index<'_>, territoires: &[TerritoireBlock], problems: &mut Vec<String>) {
    let mut seen = BTreeMap::new();
    for territoire in territoires {
        for member in &territoire.members {
            if let Some(other) = seen.insert(&member.siren, &territoire.id) {
                problems.push(format!(
                    "{} is a member of {other} and of {}",
                    member.siren, territoire.id
                ));
            }
            match index.member(member) {
                None => problems.push(format!(
                    "{}: {} ({}) is not in the découpage of 2026",
                    territoire.id, member.siren, member.name
                )),
                Some((name, _)) if name != member.name => problems.push(format!(
                    "{}: {} is called {name} in the découpage, not {}",
                    territoire.id, member.siren, member.name
                )),
                Some(_) => {}
            }
        }
    }
}

/// Returns how many communes are in a territory.
fn check_coverage(index: &Index<'_>, territoires: &[TerritoireBlock], problems: &mut Vec<String>) -> usize {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for territoire in territoires {
        let mut regions = BTreeSet::new();
        for (_, communes) in territoire
            .members
            .iter()
            .filter_map(|member| index.member(member))
        {
            for code in communes {
                regions.extend(index.region(code));
                if let Some(other) = owners.insert(code, &territoire.id) {
                    problems.push(format!("commune {code} is in {other} and in {}", territoire.id));
                }
            }
        }
        let declared: BTreeSet<&str> = territoire.regions.iter().map(String::as_str).collect();
        if declared != regions {
            problems.push(format!(
                "{}: regions {declared:?} declared, its communes are in {regions:?}",
                territoire.id
            ));
        }
    }
    owners.len()
}
