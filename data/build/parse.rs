//! Reads the text files of the room: `territoires-2018-2023.txt`, `territoires-2023-2027.txt` and
//! `decoupage-2026.txt`.
//!
//! Shared by the build script and `cargo xtask data`, so that what is checked is what is compiled.
//! It checks the form of each line and nothing else: whether the facts agree is checked by xtask, and
//! what they become in memory is decided in `model.rs` and `pack.rs`.

use std::fmt;

/// A territory of phase 1, as written in its line.
#[derive(Debug)]
pub struct FormerTerritoireLine {
    pub id: String,
    pub region: String,
    pub commune_count: u16,
    pub name: String,
}

/// A territory of phase 2, as written in its block.
#[derive(Debug)]
pub struct TerritoireBlock {
    pub id: String,
    pub name: String,
    /// Codes of the regions touched, the home region first.
    pub regions: Vec<String>,
    pub members: Vec<MemberLine>,
}

/// A member of a territory.
#[derive(Debug)]
pub struct MemberLine {
    pub kind: MemberKind,
    pub siren: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberKind {
    Epci,
    Ept,
    Commune { code_insee: String },
}

/// The whole of `decoupage-2026.txt`.
#[derive(Debug, Default)]
pub struct Decoupage {
    pub regions: Vec<RegionLine>,
    pub departements: Vec<DepartementLine>,
    pub arrondissements: Vec<ArrondissementsLine>,
    pub epci: Vec<EpciBlock>,
    pub ept: Vec<EptBlock>,
    /// Communes of no EPCI.
    pub isolated: Vec<CommuneLine>,
}

#[derive(Debug)]
pub struct RegionLine {
    pub code: String,
    pub name: String,
}

#[derive(Debug)]
pub struct DepartementLine {
    pub code: String,
    pub region: String,
    pub name: String,
}

/// The municipal arrondissements of one commune.
#[derive(Debug)]
pub struct ArrondissementsLine {
    pub commune: String,
    pub codes: Vec<String>,
}

#[derive(Debug)]
pub struct EpciBlock {
    pub siren: String,
    pub kind: String,
    pub name: String,
    pub communes: Vec<CommuneLine>,
}

#[derive(Debug)]
pub struct EptBlock {
    pub siren: String,
    pub name: String,
    pub communes: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct CommuneLine {
    pub code: String,
    pub codes_postaux: Vec<String>,
    /// `None` where the source gives no figure.
    pub population: Option<u32>,
    pub name: String,
}

/// A line that does not have the form of its file.
#[derive(Debug)]
pub struct ParseError {
    pub file: String,
    pub line: usize,
    pub problem: &'static str,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.problem)
    }
}

impl std::error::Error for ParseError {}

/// Reads the territories of phase 1; `file` only serves in the error.
pub fn former_territoires(file: &str, text: &str) -> Result<Vec<FormerTerritoireLine>, ParseError> {
    content_lines(text)
        .map(|(line, content)| {
            former_territoire(content).map_err(|problem| ParseError {
                file: file.to_owned(),
                line,
                problem,
            })
        })
        .collect()
}

/// Reads the territories of phase 2; `file` only serves in the error.
pub fn territoires(file: &str, text: &str) -> Result<Vec<TerritoireBlock>, ParseError> {
    let mut blocks: Vec<TerritoireBlock> = Vec::new();
    for (line, content) in content_lines(text) {
        let error = |problem| ParseError {
            file: file.to_owned(),
            line,
            problem,
        };
        let Some(indented) = content.strip_prefix("  ") else {
            let (id, name) = content
                .split_once(' ')
                .ok_or_else(|| error("expected `<id> <name>`"))?;
            blocks.push(TerritoireBlock {
                id: id.to_owned(),
                name: name.to_owned(),
                regions: Vec::new(),
                members: Vec::new(),
            });
            continue;
        };
        let block = blocks
            .last_mut()
            .ok_or_else(|| error("a line before the first territory"))?;
        let (keyword, rest) = indented
            .split_once(' ')
            .ok_or_else(|| error("expected `<keyword> …`"))?;
        if keyword == "regions" {
            block.regions = words(rest);
        } else {
            block.members.push(member(keyword, rest).map_err(error)?);
        }
    }
    Ok(blocks)
}

/// Reads the découpage; `file` only serves in the error.
pub fn decoupage(file: &str, text: &str) -> Result<Decoupage, ParseError> {
    let mut decoupage = Decoupage::default();
    let mut current = Block::None;
    for (line, content) in content_lines(text) {
        decoupage_line(&mut decoupage, &mut current, content).map_err(|problem| ParseError {
            file: file.to_owned(),
            line,
            problem,
        })?;
    }
    Ok(decoupage)
}

/// Where a commune line belongs.
enum Block {
    None,
    Epci,
    Ept,
    Isolated,
}

fn decoupage_line(decoupage: &mut Decoupage, current: &mut Block, content: &str) -> Result<(), &'static str> {
    let (keyword, rest) = content.split_once(' ').unwrap_or((content, ""));
    match keyword {
        "region" => {
            let (code, name) = rest.split_once(' ').ok_or("expected `region <code> <name>`")?;
            decoupage.regions.push(RegionLine {
                code: code.to_owned(),
                name: name.to_owned(),
            });
        }
        "departement" => {
            let [code, region, name] = fields(rest).ok_or("expected `departement <code> <region> <name>`")?;
            decoupage
                .departements
                .push(DepartementLine { code, region, name });
        }
        "arrondissements" => {
            let (commune, codes) = rest
                .split_once(' ')
                .ok_or("expected `arrondissements <commune> <codes>`")?;
            decoupage.arrondissements.push(ArrondissementsLine {
                commune: commune.to_owned(),
                codes: words(codes),
            });
        }
        "epci" => {
            let [siren, kind, name] = fields(rest).ok_or("expected `epci <SIREN> <kind> <name>`")?;
            decoupage.epci.push(EpciBlock {
                siren,
                kind,
                name,
                communes: Vec::new(),
            });
            *current = Block::Epci;
        }
        "ept" => {
            let (siren, name) = rest.split_once(' ').ok_or("expected `ept <SIREN> <name>`")?;
            decoupage.ept.push(EptBlock {
                siren: siren.to_owned(),
                name: name.to_owned(),
                communes: Vec::new(),
            });
            *current = Block::Ept;
        }
        "isolated" => *current = Block::Isolated,
        _ => match current {
            Block::None => return Err("a commune before the first block"),
            Block::Epci => {
                let block = decoupage
                    .epci
                    .last_mut()
                    .ok_or("a commune before the first block")?;
                block.communes.push(commune(content)?);
            }
            Block::Isolated => decoupage.isolated.push(commune(content)?),
            Block::Ept => {
                let block = decoupage
                    .ept
                    .last_mut()
                    .ok_or("a commune before the first block")?;
                block.communes.extend(words(content));
            }
        },
    }
    Ok(())
}

fn former_territoire(content: &str) -> Result<FormerTerritoireLine, &'static str> {
    const FORM: &str = "expected `<id> <region> <communes> <name>`";
    let (id, rest) = content.split_once(' ').ok_or(FORM)?;
    let [region, commune_count, name] = fields(rest).ok_or(FORM)?;
    Ok(FormerTerritoireLine {
        id: id.to_owned(),
        region,
        commune_count: commune_count.parse().map_err(|_| FORM)?,
        name,
    })
}

fn member(keyword: &str, rest: &str) -> Result<MemberLine, &'static str> {
    let (siren, rest) = rest.split_once(' ').ok_or("expected `<kind> <SIREN> <name>`")?;
    let (kind, name) = match keyword {
        "epci" => (MemberKind::Epci, rest),
        "ept" => (MemberKind::Ept, rest),
        "commune" => {
            let (code_insee, name) = rest
                .split_once(' ')
                .ok_or("expected `commune <SIREN> <INSEE code> <name>`")?;
            (
                MemberKind::Commune {
                    code_insee: code_insee.to_owned(),
                },
                name,
            )
        }
        _ => return Err("expected `regions`, `epci`, `ept` or `commune`"),
    };
    Ok(MemberLine {
        kind,
        siren: siren.to_owned(),
        name: name.to_owned(),
    })
}

fn commune(content: &str) -> Result<CommuneLine, &'static str> {
    const FORM: &str = "expected `<INSEE code> <postcodes or -> <population or -> <name>`";
    let (code, rest) = content.split_once(' ').ok_or(FORM)?;
    let [codes_postaux, population, name] = fields(rest).ok_or(FORM)?;
    Ok(CommuneLine {
        code: code.to_owned(),
        codes_postaux: match codes_postaux.as_str() {
            "-" => Vec::new(),
            listed => listed.split(',').map(str::to_owned).collect(),
        },
        population: match population.as_str() {
            "-" => None,
            figure => Some(figure.parse().map_err(|_| FORM)?),
        },
        name,
    })
}

/// Lines that hold something, numbered from 1.
fn content_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// Two words and the rest of the line.
fn fields(text: &str) -> Option<[String; 3]> {
    let (first, rest) = text.split_once(' ')?;
    let (second, third) = rest.split_once(' ')?;
    Some([first.to_owned(), second.to_owned(), third.to_owned()])
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}
