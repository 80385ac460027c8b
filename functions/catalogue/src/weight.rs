//! What the reference data weighs, all together: the text of each fact and the table that holds it. The tables are
//! counted with the pointers of this machine, which are larger than those of `wasm32`.

use std::collections::BTreeMap;

use shared::aide::{AIDES, Admitted, Aide, Taux, Version};
use shared::message::{Lang, Message};
use shared::mesure::{Amount, AmountLine, MESURES, Mesure, Sections, Theme};
use shared::source::{Source, Stated};

use crate::contrats::WRITTEN;

/// Issue 3: the reference data compiled in `catalogue`.
const MOST: usize = 700_000;

#[test]
fn all_reference_data_takes_at_most_700_kilobytes() {
    let parts = [
        ("communes and territories", reference::compiled_size()),
        ("measures", MESURES.iter().map(mesure).sum()),
        ("aids", aides()),
        ("contracts", contrats()),
    ];
    let sum: usize = parts.iter().map(|(_, size)| size).sum();
    println!("{sum} bytes: {parts:?}");
    assert!(sum <= MOST, "{sum} bytes of at most {MOST}: {parts:?}");
    assert!(parts.iter().all(|(_, size)| 0 < *size), "{parts:?}");
}

fn contrats() -> usize {
    size_of_val(WRITTEN)
        + WRITTEN
            .iter()
            .map(|(id, text)| id.len() + text.len())
            .sum::<usize>()
}

fn mesure(mesure: &Mesure) -> usize {
    let who = &mesure.who;
    size_of_val(mesure)
        + mesure.id.len()
        + mesure.aide.map_or(0, str::len)
        + message(&mesure.name)
        + message(&mesure.validity_text)
        + size_of_val(mesure.scope.phases())
        + theme(&mesure.besoin)
        + theme(&mesure.priorite)
        + size_of_val(mesure.operators)
        + size_of_val(mesure.funders)
        + size_of_val(mesure.kinds)
        + size_of_val(mesure.forms)
        + size_of_val(who.beneficiaires)
        + size_of_val(who.secondary)
        + size_of_val(who.unsettled)
        + match who.sections {
            Sections::Only(sections) => size_of_val(sections),
            Sections::Any | Sections::Industry => 0,
        }
        + known(&mesure.amounts).iter().map(amount).sum::<usize>()
        + size_of_val(mesure.validity.changes())
        + messages(known(&mesure.pieces))
        + messages(mesure.conditions)
        + messages(mesure.notes)
        + mesure
            .doubts
            .iter()
            .map(|doubt| size_of_val(doubt) + message(&doubt.message))
            .sum::<usize>()
        + mesure.sources.iter().map(source).sum::<usize>()
}

fn amount(line: &AmountLine) -> usize {
    let rates = match line.amount {
        Amount::RateBySize(rates) => size_of_val(rates),
        _ => 0,
    };
    size_of_val(line) + line.note.as_ref().map_or(0, message) + rates
}

/// Sources are shared by the rules of an aid: each is counted once.
fn aides() -> usize {
    let mut sources = BTreeMap::new();
    for cited in AIDES.iter().flat_map(|aide| cited(aide)) {
        sources.insert(std::ptr::from_ref(cited), source(cited));
    }
    AIDES.iter().map(|it| aide(it)).sum::<usize>() + sources.values().sum::<usize>()
}

fn aide(aide: &Aide) -> usize {
    size_of_val(aide)
        + aide.id.len()
        + aide.operator.len()
        + message(&aide.name)
        + aide.versions.iter().map(version).sum::<usize>()
        + aide
            .gaps
            .iter()
            .map(|gap| size_of_val(gap) + message(&gap.reason))
            .sum::<usize>()
        + aide
            .cumulations
            .iter()
            .map(|it| size_of_val(it) + it.with.len())
            .sum::<usize>()
}

fn version(version: &Version) -> usize {
    let bands = match version.taux.value {
        Taux::ByEffectif(bands) => size_of_val(bands),
        Taux::Uniform(_) | Taux::ByTaille { .. } => 0,
    };
    size_of_val(version)
        + version.beneficiaires.map_or(0, |cited| admitted(&cited.value))
        + version.tailles.map_or(0, |cited| size_of_val(cited.value))
        + version.naf.map_or(0, |cited| admitted(&cited.value))
        + bands
        + version
            .doubts
            .iter()
            .map(|doubt| size_of_val(doubt) + message(&doubt.message))
            .sum::<usize>()
}

fn admitted<T>(rule: &Admitted<T>) -> usize {
    size_of_val(rule.named) + size_of_val(rule.unsettled)
}

fn cited(aide: &'static Aide) -> Vec<&'static Source> {
    let of_version = |version: &'static Version| {
        let optional = [
            version.beneficiaires.map(|cited| cited.source),
            version.tailles.map(|cited| cited.source),
            version.effectif.map(|cited| cited.source),
            version.territoire,
            version.naf.map(|cited| cited.source),
            version.effet_incitatif.map(|cited| cited.source),
            version.assiette_minimale.map(|cited| cited.source),
            version.assiette_plafond.map(|cited| cited.source),
            version.legal_basis.known().map(|cited| cited.source),
        ];
        let always = [version.source, version.taux.source];
        optional.into_iter().flatten().chain(always)
    };
    let of_cumulations = aide.cumulations.iter().map(|cumulation| cumulation.source);
    aide.versions
        .iter()
        .flat_map(of_version)
        .chain(of_cumulations)
        .collect()
}

fn theme<T>(theme: &Theme<T>) -> usize {
    match theme {
        Theme::Of { values, .. } => size_of_val(*values),
        Theme::Transversal { .. } | Theme::Unclassified => 0,
    }
}

fn known<T>(stated: &Stated<&'static [T]>) -> &'static [T] {
    match stated {
        Stated::Known(items) => items,
        Stated::Unknown => &[],
    }
}

fn messages(messages: &[Message]) -> usize {
    size_of_val(messages) + messages.iter().map(message).sum::<usize>()
}

fn message(message: &Message) -> usize {
    message.in_lang(Lang::Fr).len() + message.in_lang(Lang::En).len()
}

fn source(source: &Source) -> usize {
    size_of_val(source) + source.title.len() + source.url.len() + source.quote.len()
}
