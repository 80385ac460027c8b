//! What must hold of every refusal: it is told in both languages. It does not judge the words.

use shared::message::{Lang, Message};
use shared::wire::FieldProblem;
use support::Fault;

/// A sentence in each language.
pub fn check_message(message: &Message) {
    for lang in [Lang::Fr, Lang::En] {
        assert!(
            !message.in_lang(lang).trim().is_empty(),
            "nothing is said in {lang:?}"
        );
    }
}

/// A sentence in each language, and a code.
pub fn check_problem(problem: &FieldProblem) {
    assert!(
        !problem.fr.trim().is_empty() && !problem.en.trim().is_empty() && !problem.code.is_empty(),
        "a fault is not told: {problem:?}"
    );
}

/// A fault of the client's, each field told; it is never ours.
pub fn check_fault(fault: Fault) {
    let problem = fault.into_problem(Lang::Fr);
    assert!((400..500).contains(&problem.status), "our fault: {problem:?}");
    assert!(
        !problem.detail_fr.is_empty() && !problem.detail_en.is_empty(),
        "nothing is said: {problem:?}"
    );
    assert!(
        problem.status != 422 || !problem.errors.is_empty(),
        "no field is told: {problem:?}"
    );
    problem.errors.iter().for_each(check_problem);
}
