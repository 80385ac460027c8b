//! Numbers and codes, as people type them.

use shared::ids::{CodeInsee, CodeNaf, Reference, Siret};

use crate::case::{Answer, Asked, ask_typed};

pub fn ask_all() -> Vec<Asked> {
    [
        ask_typed("siret", include_str!("../../cases/siret.toml"), siret),
        ask_typed("insee", include_str!("../../cases/insee.toml"), insee),
        ask_typed("naf", include_str!("../../cases/naf.toml"), naf),
        ask_typed("reference", include_str!("../../cases/reference.toml"), reference),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn siret(typed: &str) -> Answer {
    Answer::of(Siret::parse(typed), |error| error.message())
}

fn insee(typed: &str) -> Answer {
    Answer::of(CodeInsee::parse(typed), |error| error.message())
}

fn naf(typed: &str) -> Answer {
    let code = CodeNaf::parse(typed).map(|code| format!("{code} section {}", code.section().as_str()));
    Answer::of(code, |error| error.message())
}

fn reference(typed: &str) -> Answer {
    Answer::of(Reference::parse(typed), |error| error.message())
}
