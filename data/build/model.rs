//! Resolves the facts of the text files into rows that refer to each other by number.
//!
//! It decides the order of every table; how a table is laid out in bytes is decided in `pack.rs`.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::{CommuneLine, Decoupage, FormerTerritoireLine, MemberKind, TerritoireBlock};

pub struct Model {
    /// Code and name, by code.
    pub regions: Vec<(String, String)>,
    pub departements: Vec<Departement>,
    /// EPCI, EPT and the communes that are members by themselves, by SIREN.
    pub groups: Vec<Group>,
    /// By INSEE code.
    pub communes: Vec<Commune>,
    /// INSEE code of a municipal arrondissement, row of its commune.
    pub arrondissements: Vec<(String, u16)>,
    /// Those of phase 1, by id.
    pub former: Vec<FormerTerritoire>,
    /// Those of phase 2, by id.
    pub territoires: Vec<Territoire>,
}

pub struct Departement {
    pub code: String,
    pub name: String,
    pub region: u8,
}

pub struct Group {
    pub siren: String,
    pub name: String,
    /// Name of the variant of `GroupKind`.
    pub kind: &'static str,
    pub territoire: Option<u8>,
}

pub struct Commune {
    pub code: String,
    pub name: String,
    pub codes_postaux: Vec<String>,
    pub population: Option<u32>,
    /// Its EPT, else its EPCI.
    pub group: Option<u16>,
    /// The territory that names the commune itself.
    pub named_by: Option<u8>,
}

pub struct FormerTerritoire {
    pub id: String,
    pub name: String,
    pub region: u8,
    pub commune_count: u16,
}

pub struct Territoire {
    pub id: String,
    pub name: String,
    /// The home region first.
    pub regions: Vec<u8>,
    pub departements: Vec<u8>,
    pub members: Vec<u16>,
    pub commune_count: u16,
    pub population: u32,
}

impl Model {
    /// # Errors
    /// When a fact refers to one that is not there.
    pub fn new(
        decoupage: &Decoupage,
        blocks: &[TerritoireBlock],
        former: &[FormerTerritoireLine],
    ) -> Result<Self, String> {
        let mut regions: Vec<_> = decoupage
            .regions
            .iter()
            .map(|line| (line.code.clone(), line.name.clone()))
            .collect();
        regions.sort();
        let departements = departements(decoupage, &regions)?;
        let groups = groups(decoupage, blocks)?;
        let communes = communes(decoupage, blocks, &groups)?;
        let territoires = blocks
            .iter()
            .enumerate()
            .map(|(row, block)| territoire(row, block, &regions, &departements, &groups, &communes))
            .collect::<Result<_, _>>()?;
        let former = former
            .iter()
            .map(|line| former_territoire(line, &regions))
            .collect::<Result<_, _>>()?;
        let arrondissements = arrondissements(decoupage, &communes)?;
        Ok(Self {
            regions,
            departements,
            groups,
            communes,
            arrondissements,
            former,
            territoires,
        })
    }

    /// Drops what only the look-up of a commune needs.
    pub fn keep_members_only(&mut self) {
        let kept: BTreeMap<usize, usize> = (0..self.groups.len())
            .filter(|row| self.groups[*row].territoire.is_some())
            .enumerate()
            .map(|(new, old)| (old, new))
            .collect();
        self.groups.retain(|group| group.territoire.is_some());
        for member in self
            .territoires
            .iter_mut()
            .flat_map(|territoire| &mut territoire.members)
        {
            *member = u16::try_from(kept[&usize::from(*member)]).unwrap_or(u16::MAX);
        }
    }
}

/// The département of an INSEE code: its first 2 characters, 3 after 97 and 98.
pub fn departement_code(code_insee: &str) -> &str {
    let length = if code_insee.starts_with("97") || code_insee.starts_with("98") {
        3
    } else {
        2
    };
    &code_insee[..length]
}

fn departements(decoupage: &Decoupage, regions: &[(String, String)]) -> Result<Vec<Departement>, String> {
    let mut departements = Vec::new();
    for line in &decoupage.departements {
        let region = row(regions, |region| region.0.as_str(), &line.region)?;
        departements.push(Departement {
            code: line.code.clone(),
            name: line.name.clone(),
            region: narrow(region)?,
        });
    }
    departements.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(departements)
}

fn groups(decoupage: &Decoupage, blocks: &[TerritoireBlock]) -> Result<Vec<Group>, String> {
    let mut member_of = BTreeMap::new();
    let mut groups = Vec::new();
    for (row, block) in blocks.iter().enumerate() {
        let row: u8 = narrow(row)?;
        for member in &block.members {
            if member_of.insert(member.siren.as_str(), row).is_some() {
                return Err(format!("{} is a member of two territories", member.siren));
            }
            if matches!(member.kind, MemberKind::Commune { .. }) {
                groups.push(Group {
                    siren: member.siren.clone(),
                    name: member.name.clone(),
                    kind: "Commune",
                    territoire: Some(row),
                });
            }
        }
    }
    for block in &decoupage.epci {
        groups.push(Group {
            siren: block.siren.clone(),
            name: block.name.clone(),
            kind: epci_kind(&block.kind)?,
            territoire: member_of.get(block.siren.as_str()).copied(),
        });
    }
    for block in &decoupage.ept {
        groups.push(Group {
            siren: block.siren.clone(),
            name: block.name.clone(),
            kind: "Ept",
            territoire: member_of.get(block.siren.as_str()).copied(),
        });
    }
    groups.sort_by(|a, b| a.siren.cmp(&b.siren));
    Ok(groups)
}

fn epci_kind(kind: &str) -> Result<&'static str, String> {
    match kind {
        "CC" => Ok("CommunauteDeCommunes"),
        "CA" => Ok("CommunauteAgglomeration"),
        "CU" => Ok("CommunauteUrbaine"),
        "METRO" => Ok("Metropole"),
        "MET69" => Ok("MetropoleDeLyon"),
        other => Err(format!("unknown kind of EPCI: {other}")),
    }
}

fn communes(
    decoupage: &Decoupage,
    blocks: &[TerritoireBlock],
    groups: &[Group],
) -> Result<Vec<Commune>, String> {
    let named = named_communes(blocks)?;
    let ept = ept_by_commune(decoupage, groups)?;
    let mut communes = Vec::new();
    let mut add = |line: &CommuneLine, epci: Option<u16>| {
        communes.push(Commune {
            code: line.code.clone(),
            name: line.name.clone(),
            codes_postaux: line.codes_postaux.clone(),
            population: line.population,
            group: ept.get(line.code.as_str()).copied().or(epci),
            named_by: named.get(line.code.as_str()).copied(),
        });
    };
    for block in &decoupage.epci {
        let epci = narrow(row(groups, |group| group.siren.as_str(), &block.siren)?)?;
        for line in &block.communes {
            add(line, Some(epci));
        }
    }
    for line in &decoupage.isolated {
        add(line, None);
    }
    communes.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(communes)
}

fn named_communes(blocks: &[TerritoireBlock]) -> Result<BTreeMap<&str, u8>, String> {
    let mut named = BTreeMap::new();
    for (row, block) in blocks.iter().enumerate() {
        for member in &block.members {
            if let MemberKind::Commune { code_insee } = &member.kind {
                named.insert(code_insee.as_str(), narrow(row)?);
            }
        }
    }
    Ok(named)
}

/// The tables keep one group for a commune, so an EPT must imply its EPCI: it is always the Métropole du
/// Grand Paris.
fn ept_by_commune<'a>(decoupage: &'a Decoupage, groups: &[Group]) -> Result<BTreeMap<&'a str, u16>, String> {
    let metropole = decoupage
        .epci
        .iter()
        .find(|block| block.siren == super::METROPOLE_DU_GRAND_PARIS)
        .ok_or("the Métropole du Grand Paris is missing")?;
    if groups
        .iter()
        .any(|group| group.siren == metropole.siren && group.territoire.is_some())
    {
        return Err(
            "the Métropole du Grand Paris is a member: communes must look beyond their EPT".to_owned(),
        );
    }
    let mut by_commune = BTreeMap::new();
    for block in &decoupage.ept {
        let ept = narrow(row(groups, |group| group.siren.as_str(), &block.siren)?)?;
        for code in &block.communes {
            if !metropole.communes.iter().any(|commune| commune.code == *code) {
                return Err(format!("{code} has an EPT outside the Métropole du Grand Paris"));
            }
            by_commune.insert(code.as_str(), ept);
        }
    }
    Ok(by_commune)
}

fn former_territoire(
    line: &FormerTerritoireLine,
    regions: &[(String, String)],
) -> Result<FormerTerritoire, String> {
    Ok(FormerTerritoire {
        id: line.id.clone(),
        name: line.name.clone(),
        region: narrow(row(regions, |region| region.0.as_str(), &line.region)?)?,
        commune_count: line.commune_count,
    })
}

fn territoire(
    row_of_block: usize,
    block: &TerritoireBlock,
    regions: &[(String, String)],
    departements: &[Departement],
    groups: &[Group],
    communes: &[Commune],
) -> Result<Territoire, String> {
    let row_of_block: u8 = narrow(row_of_block)?;
    let own = || {
        communes
            .iter()
            .filter(|commune| commune.territoire(groups) == Some(row_of_block))
    };
    let mut touched = BTreeSet::new();
    for commune in own() {
        let code = departement_code(&commune.code);
        touched.insert(narrow(row(
            departements,
            |departement| departement.code.as_str(),
            code,
        )?)?);
    }
    let mut population = 0;
    for commune in own() {
        population += commune
            .population
            .ok_or_else(|| format!("no population for {}", commune.code))?;
    }
    Ok(Territoire {
        id: block.id.clone(),
        name: block.name.clone(),
        regions: block
            .regions
            .iter()
            .map(|code| narrow(row(regions, |region| region.0.as_str(), code)?))
            .collect::<Result<_, _>>()?,
        departements: touched.into_iter().collect(),
        members: block
            .members
            .iter()
            .map(|member| narrow(row(groups, |group| group.siren.as_str(), &member.siren)?))
            .collect::<Result<_, _>>()?,
        commune_count: narrow(own().count())?,
        population,
    })
}

impl Commune {
    /// Named by itself, else by its EPT or EPCI.
    fn territoire(&self, groups: &[Group]) -> Option<u8> {
        self.named_by
            .or_else(|| groups[usize::from(self.group?)].territoire)
    }
}

fn arrondissements(decoupage: &Decoupage, communes: &[Commune]) -> Result<Vec<(String, u16)>, String> {
    let mut arrondissements = Vec::new();
    for line in &decoupage.arrondissements {
        let commune = narrow(row(communes, |commune| commune.code.as_str(), &line.commune)?)?;
        arrondissements.extend(line.codes.iter().map(|code| (code.clone(), commune)));
    }
    arrondissements.sort();
    Ok(arrondissements)
}

/// The row of `rows`, sorted by `key`, whose key is `wanted`.
fn row<T>(rows: &[T], key: impl Fn(&T) -> &str, wanted: &str) -> Result<usize, String> {
    rows.binary_search_by(|candidate| key(candidate).cmp(wanted))
        .map_err(|_| format!("{wanted} is unknown"))
}

fn narrow<T: TryFrom<usize>>(row: usize) -> Result<T, String> {
    T::try_from(row).map_err(|_| format!("row {row} does not fit its column"))
}
