//! `data/aides/*.toml`, one study aid each with its successive versions, as one static per aid and the table `AIDES` of
//! them all. That the versions of an aid do not overlap is asked by a test of the crate, day by day.

use serde::Deserialize;
use toml::value::Datetime;

use crate::text_file::{Fault, Sources, Text, Validity, each, each_in, euros, period, rate, within};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AideFile {
    id: String,
    operator: String,
    name: Text,
    versions: Vec<VersionTable>,
    #[serde(default)]
    gaps: Vec<GapTable>,
    #[serde(default)]
    cumulations: Vec<CumulationTable>,
    sources: Sources,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionTable {
    in_force: Validity,
    source: String,
    beneficiaires: Option<BeneficiairesTable>,
    tailles: Option<KindsTable>,
    effectif: Option<EffectifTable>,
    territoire: Option<CitedTable>,
    naf: Option<NafTable>,
    effet_incitatif: Option<EffetIncitatifTable>,
    assiette_minimale: Option<AmountTable>,
    assiette_plafond: Option<AmountTable>,
    taux: TauxTable,
    plafond: Option<PlafondTable>,
    legal_basis: Option<LegalBasisTable>,
    #[serde(default)]
    doubts: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GapTable {
    from: Datetime,
    until: Option<Datetime>,
    reason: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CumulationTable {
    with: String,
    rule: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindsTable {
    kinds: Vec<String>,
    source: String,
}

/// `unsettled`: those of whom the sources do not say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BeneficiairesTable {
    kinds: Vec<String>,
    #[serde(default)]
    unsettled: Vec<String>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EffectifTable {
    at_least: Option<u32>,
    below: Option<u32>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CitedTable {
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NafTable {
    sections: Vec<String>,
    #[serde(default)]
    unsettled: Vec<String>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EffetIncitatifTable {
    rule: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmountTable {
    euros: String,
    source: String,
}

/// Exactly one of the three says the rate.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TauxTable {
    basis_points: Option<u16>,
    tailles: Option<TaillesTable>,
    effectifs: Option<Vec<BandTable>>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaillesTable {
    petite: Option<u16>,
    moyenne: Option<u16>,
    grande: Option<u16>,
    sans_objet: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BandTable {
    below: Option<u32>,
    basis_points: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlafondTable {
    known: Option<bool>,
    euros: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LegalBasisTable {
    kind: String,
    source: String,
}

/// Rust source of the aids.
pub fn table(folder: &str) -> Result<String, Fault> {
    let aides = each_in(folder, |aide: &AideFile| {
        Ok((static_name(&aide.id), constant(aide)?))
    })?;
    let statics: String = aides.iter().map(|(_, constant)| constant.as_str()).collect();
    let names: Vec<_> = aides.iter().map(|(name, _)| format!("&{name}")).collect();
    Ok(format!(
        "{statics}/// Every study aid, in the order of their ids.\npub static AIDES: &[&Aide] = &[{}];\n",
        names.join(", ")
    ))
}

fn constant(aide: &AideFile) -> Result<String, Fault> {
    if aide.versions.is_empty() {
        return Err("an aid needs a version".to_owned());
    }
    Ok(format!(
        "/// The aid `{}`.\npub static {}: Aide = Aide {{ id: {:?}, operator: {:?}, name: {}, versions: &[{}], gaps: \
         &[{}], cumulations: &[{}] }};\n",
        aide.id,
        static_name(&aide.id),
        aide.id,
        aide.operator,
        aide.name.expression(),
        each("versions", &aide.versions, |version| version
            .expression(&aide.sources))?,
        each("gaps", &aide.gaps, GapTable::expression)?,
        each("cumulations", &aide.cumulations, |cumulation| cumulation
            .expression(&aide.sources))?,
    ))
}

/// `BDT_INGENIERIE_50`.
fn static_name(id: &str) -> String {
    id.to_uppercase().replace('-', "_")
}

impl VersionTable {
    fn expression(&self, sources: &Sources) -> Result<String, Fault> {
        let cited = |value: String, source: &str| cited(&value, source, sources);
        let amount = |table: &AmountTable| cited(euros(&table.euros)?, &table.source);
        Ok(format!(
            "Version {{ in_force: {}, source: {}, beneficiaires: {}, tailles: {}, effectif: {}, territoire: {}, naf: \
             {}, effet_incitatif: {}, assiette_minimale: {}, assiette_plafond: {}, taux: {}, plafond: {}, \
             legal_basis: {}, doubts: &[{}] }}",
            within("in_force", self.in_force.expression())?,
            within("source", reference(&self.source, sources))?,
            option("beneficiaires", self.beneficiaires.as_ref(), |table| {
                let admitted = admitted("Beneficiaire", &BENEFICIAIRES, &table.kinds, &table.unsettled)?;
                cited(admitted, &table.source)
            })?,
            option("tailles", self.tailles.as_ref(), |table| {
                cited(variants("Taille", &TAILLES, &table.kinds)?, &table.source)
            })?,
            option("effectif", self.effectif.as_ref(), |table| {
                let range = format!(
                    "EffectifRange {{ at_least: {:?}, below: {:?} }}",
                    table.at_least, table.below
                );
                cited(range, &table.source)
            })?,
            option("territoire", self.territoire.as_ref(), |table| reference(
                &table.source,
                sources
            ))?,
            option("naf", self.naf.as_ref(), |table| {
                let admitted = admitted("SectionNaf", &SECTIONS, &table.sections, &table.unsettled)?;
                cited(admitted, &table.source)
            })?,
            option("effet_incitatif", self.effet_incitatif.as_ref(), |table| {
                cited(variant("EffetIncitatif", &EFFETS, &table.rule)?, &table.source)
            })?,
            option("assiette_minimale", self.assiette_minimale.as_ref(), amount)?,
            option("assiette_plafond", self.assiette_plafond.as_ref(), amount)?,
            within("taux", self.taux.expression(sources))?,
            within("plafond", plafond(self.plafond.as_ref(), sources))?,
            within("legal_basis", legal_basis(self.legal_basis.as_ref(), sources))?,
            each("doubts", &self.doubts, |doubt| Ok(format!(
                "Doubt {{ message: {} }}",
                doubt.expression()
            )))?,
        ))
    }
}

impl TauxTable {
    fn expression(&self, sources: &Sources) -> Result<String, Fault> {
        cited(&self.value()?, &self.source, sources)
    }

    fn value(&self) -> Result<String, Fault> {
        match (self.basis_points, &self.tailles, &self.effectifs) {
            (Some(points), None, None) => Ok(format!("Taux::Uniform({})", rate(points)?)),
            (None, Some(tailles), None) => Ok(format!(
                "Taux::ByTaille {{ petite: {}, moyenne: {}, grande: {}, sans_objet: {} }}",
                stated_rate(tailles.petite)?,
                stated_rate(tailles.moyenne)?,
                stated_rate(tailles.grande)?,
                stated_rate(tailles.sans_objet)?,
            )),
            (None, None, Some(bands)) if bands.last().is_none_or(|band| band.below.is_some()) => {
                Err("the last of `effectifs` has no `below`, so that any staff is in one".to_owned())
            }
            (None, None, Some(bands)) => Ok(format!(
                "Taux::ByEffectif(&[{}])",
                each("effectifs", bands, |band| Ok(format!(
                    "Band {{ below: {:?}, taux: {} }}",
                    band.below,
                    rate(band.basis_points)?
                )))?
            )),
            _ => Err("one of `basis_points`, `tailles` and `effectifs`".to_owned()),
        }
    }
}

fn plafond(table: Option<&PlafondTable>, sources: &Sources) -> Result<String, Fault> {
    table.map_or(Ok("Plafond::NotNamed".to_owned()), |table| {
        table.expression(sources)
    })
}

fn legal_basis(table: Option<&LegalBasisTable>, sources: &Sources) -> Result<String, Fault> {
    table.map_or(Ok("Stated::Unknown".to_owned()), |table| {
        let kind = variant("LegalBasis", &LEGAL_BASES, &table.kind)?;
        Ok(format!(
            "Stated::Known({})",
            cited(&kind, &table.source, sources)?
        ))
    })
}

impl PlafondTable {
    fn expression(&self, sources: &Sources) -> Result<String, Fault> {
        match (self.known, &self.euros, &self.source) {
            (Some(false), None, None) => Ok("Plafond::Unknown".to_owned()),
            (None, Some(amount), Some(source)) => Ok(format!(
                "Plafond::PerEtude({})",
                cited(&euros(amount)?, source, sources)?
            )),
            _ => Err("`known = false`, or `euros` with its `source`".to_owned()),
        }
    }
}

impl GapTable {
    fn expression(&self) -> Result<String, Fault> {
        Ok(format!(
            "Gap {{ during: {}, reason: {} }}",
            period(&self.from, self.until.as_ref())?,
            self.reason.expression()
        ))
    }
}

impl CumulationTable {
    fn expression(&self, sources: &Sources) -> Result<String, Fault> {
        Ok(format!(
            "Cumulation {{ with: {:?}, rule: {}, source: {} }}",
            self.with,
            variant("CumulationRule", &CUMULATIONS, &self.rule)?,
            reference(&self.source, sources)?,
        ))
    }
}

const BENEFICIAIRES: [&str; 9] = [
    "entreprise",
    "epci",
    "collectivite",
    "association",
    "groupement_employeurs",
    "organisme_formation",
    "amenageur",
    "cci",
    "particulier",
];
const TAILLES: [&str; 5] = ["micro", "petite", "moyenne", "grande", "sans_objet"];
const SECTIONS: [&str; 21] = [
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U",
];
const EFFETS: [&str; 2] = ["before_commitment", "not_before_receipt"];
const LEGAL_BASES: [&str; 5] = [
    "de_minimis",
    "article_49",
    "article_25_2_d",
    "article_18",
    "etat_investissement",
];
const CUMULATIONS: [&str; 2] = ["allowed", "forbidden"];

/// `Admitted { named: &[…], unsettled: &[…] }`.
fn admitted(
    type_name: &str,
    known: &[&str],
    named: &[String],
    unsettled: &[String],
) -> Result<String, Fault> {
    if let Some(both) = named.iter().find(|name| unsettled.contains(name)) {
        return Err(format!("{both} is named, and left unsettled"));
    }
    Ok(format!(
        "Admitted {{ named: {}, unsettled: {} }}",
        variants(type_name, known, named)?,
        variants(type_name, known, unsettled)?
    ))
}

/// `&[Taille::Micro, …]`.
fn variants(type_name: &str, known: &[&str], names: &[String]) -> Result<String, Fault> {
    let names: Vec<_> = names
        .iter()
        .map(|name| variant(type_name, known, name))
        .collect::<Result<_, _>>()?;
    Ok(format!("&[{}]", names.join(", ")))
}

/// `Beneficiaire::GroupementEmployeurs`, of `groupement_employeurs`.
fn variant(type_name: &str, known: &[&str], name: &str) -> Result<String, Fault> {
    if !known.contains(&name) {
        return Err(format!("{name} is not one of {}", known.join(", ")));
    }
    let camel: String = name.split('_').map(capitalised).collect();
    Ok(format!("{type_name}::{camel}"))
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_uppercase() + rest
}

fn stated_rate(points: Option<u16>) -> Result<String, Fault> {
    points.map_or(Ok("Stated::Unknown".to_owned()), |points| {
        Ok(format!("Stated::Known({})", rate(points)?))
    })
}

/// `Cited { value: …, source: &… }`.
fn cited(value: &str, source: &str, sources: &Sources) -> Result<String, Fault> {
    Ok(format!(
        "Cited {{ value: {value}, source: {} }}",
        reference(source, sources)?
    ))
}

fn reference(source: &str, sources: &Sources) -> Result<String, Fault> {
    Ok(format!("&{}", sources.expression(source)?))
}

fn option<T>(
    key: &str,
    table: Option<&T>,
    write: impl Fn(&T) -> Result<String, Fault>,
) -> Result<String, Fault> {
    table.map_or(Ok("None".to_owned()), |table| {
        Ok(format!("Some({})", within(key, write(table))?))
    })
}
