//! What is asked of the domain: one module for each part of it, one file of cases for each question. What the cases of
//! several parts have in common is in `given`, `history`, `made_up` and `told`.

mod aides;
mod amounts;
mod contrats;
mod dossiers;
mod given;
mod history;
mod ids;
mod made_up;
mod mesures;
mod periods;
mod shown;
mod tailles;
mod told;

use crate::case::Asked;

/// Asks everything, in the order of this list.
pub fn answer_all() -> Vec<Asked> {
    [
        ids::ask_all(),
        amounts::ask_all(),
        shown::ask_all(),
        periods::ask_all(),
        tailles::ask_all(),
        aides::ask_all(),
        dossiers::ask_all(),
        contrats::ask_all(),
        mesures::ask_all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
