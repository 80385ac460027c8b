//! An aid as it is sent. It applies no rule of it.

use shared::aide::{
    Admitted, Aide, Cited, Cumulation, EffectifRange, Gap, LegalBasis, Plafond, Taux, Version,
};
use shared::money::{Euros, Rate};
use shared::source::Stated;
use shared::wire::{
    AideBody, AmountRuleBody, ChoiceBody, ChoicesRuleBody, CumulationBody, EffectifRuleBody, GapBody,
    LegalBasisBody, NafRuleBody, PlafondBody, RuleBody, SentenceBody, TauxBody, TauxLineBody, VersionBody,
};

use crate::body::{choice, last_day, source};

pub fn aide(aide: &Aide) -> AideBody {
    AideBody {
        id: aide.id.to_owned(),
        operator: aide.operator.to_owned(),
        name: SentenceBody::new(&aide.name),
        versions: aide.versions.iter().map(version).collect(),
        gaps: aide.gaps.iter().map(gap).collect(),
        cumulations: aide.cumulations.iter().map(cumulation).collect(),
    }
}

fn version(version: &Version) -> VersionBody {
    VersionBody {
        first_day: version.in_force.first().to_string(),
        last_day: last_day(version.in_force),
        source: source(version.source),
        beneficiaires: version
            .beneficiaires
            .map(|kinds| admitted(&kinds, |kind| choice(kind.as_str(), &kind.label()))),
        tailles: version
            .tailles
            .map(|tailles| choices(tailles, |taille| choice(taille.as_str(), &taille.label()))),
        effectif: version.effectif.map(effectif),
        territoire: version.territoire.map(source),
        naf: version.naf.map(|sections| NafRuleBody {
            values: names(sections.value.named.iter().map(|section| section.as_str())),
            unsettled: names(sections.value.unsettled.iter().map(|section| section.as_str())),
            source: source(sections.source),
        }),
        effet_incitatif: version.effet_incitatif.map(|effet| RuleBody {
            values: names(std::iter::once(effet.value.as_str())),
            source: source(effet.source),
        }),
        assiette_minimale: version.assiette_minimale.map(amount),
        assiette_plafond: version.assiette_plafond.map(amount),
        taux: taux(version.taux),
        plafond: plafond(version.plafond),
        legal_basis: version.legal_basis.known().map(legal_basis),
        doubts: version
            .doubts
            .iter()
            .map(|doubt| SentenceBody::new(&doubt.message))
            .collect(),
    }
}

fn choices<T>(cited: Cited<&'static [T]>, to_choice: impl Fn(&T) -> ChoiceBody) -> ChoicesRuleBody {
    ChoicesRuleBody {
        values: cited.value.iter().map(to_choice).collect(),
        unsettled: Vec::new(),
        source: source(cited.source),
    }
}

fn admitted<T>(cited: &Cited<Admitted<T>>, to_choice: impl Fn(&T) -> ChoiceBody) -> ChoicesRuleBody {
    ChoicesRuleBody {
        values: cited.value.named.iter().map(&to_choice).collect(),
        unsettled: cited.value.unsettled.iter().map(&to_choice).collect(),
        source: source(cited.source),
    }
}

fn names(values: impl Iterator<Item = &'static str>) -> Vec<String> {
    values.map(str::to_owned).collect()
}

fn amount(cited: Cited<Euros>) -> AmountRuleBody {
    AmountRuleBody {
        montant: cited.value.to_string(),
        source: source(cited.source),
    }
}

fn effectif(cited: Cited<EffectifRange>) -> EffectifRuleBody {
    EffectifRuleBody {
        at_least: cited.value.at_least,
        below: cited.value.below,
        source: source(cited.source),
    }
}

fn taux(cited: Cited<Taux>) -> TauxBody {
    let (kind, lines) = match cited.value {
        Taux::Uniform(rate) => ("uniform", vec![line(Stated::Known(rate), None, None)]),
        Taux::ByTaille {
            petite,
            moyenne,
            grande,
            sans_objet,
        } => {
            let named = [
                ("petite", petite),
                ("moyenne", moyenne),
                ("grande", grande),
                ("sans_objet", sans_objet),
            ];
            let lines = named.map(|(taille, rate)| line(rate, Some(taille), None));
            ("by_taille", lines.to_vec())
        }
        Taux::ByEffectif(bands) => {
            let lines = bands
                .iter()
                .map(|band| line(Stated::Known(band.taux), None, band.below));
            ("by_effectif", lines.collect())
        }
    };
    TauxBody {
        kind: kind.to_owned(),
        lines,
        source: source(cited.source),
    }
}

fn line(rate: Stated<Rate>, taille: Option<&str>, below: Option<u32>) -> TauxLineBody {
    TauxLineBody {
        taux: rate.known().map(|rate| rate.percent().to_string()),
        taille: taille.map(str::to_owned),
        below,
    }
}

fn plafond(plafond: Plafond) -> PlafondBody {
    let (kind, per_etude) = match plafond {
        Plafond::NotNamed => ("not_named", None),
        Plafond::Unknown => ("unknown", None),
        Plafond::PerEtude(cited) => ("per_etude", Some(amount(cited))),
    };
    PlafondBody {
        kind: kind.to_owned(),
        per_etude,
    }
}

fn legal_basis(cited: &Cited<LegalBasis>) -> LegalBasisBody {
    LegalBasisBody {
        code: cited.value.as_str().to_owned(),
        source: source(cited.source),
    }
}

fn gap(gap: &Gap) -> GapBody {
    GapBody {
        first_day: gap.during.first().to_string(),
        last_day: last_day(gap.during),
        reason: SentenceBody::new(&gap.reason),
    }
}

fn cumulation(cumulation: &Cumulation) -> CumulationBody {
    CumulationBody {
        with: cumulation.with.to_owned(),
        rule: cumulation.rule.as_str().to_owned(),
        source: source(cumulation.source),
    }
}
