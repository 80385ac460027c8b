//! Study aids: their dated versions, the one engine that says what a study could get and why, and several aids on one
//! plan. It knows no form and no page: facts come in, an outcome with its reasons comes out.

mod engine;
mod facts;
mod outcome;
mod parameters;
mod plan;
mod rules;
mod version;
mod words;

pub use engine::evaluate;
pub use facts::{CoutKind, CoutLine, Couts, DeMinimisGrant, Engagement, Fact, Facts};
pub use outcome::{Caveat, Estimate, Outcome, Reason, Refusal, Rule, Step};
pub use parameters::{DE_MINIMIS, DeMinimisPlafond, Intensity, PUBLIC_SHARE, Window, intensities};
pub use plan::{Plan, PlanCaveat, PlanLine, evaluate_plan};
pub use rules::amounts::{DeMinimisReceived, de_minimis_received};
pub use version::{
    ACT_PAS_A_PAS, ADEME_ACCOMPAGNEMENT_2020, ADEME_AUDIT_ENERGIE, ADEME_DECISION_2020, ADEME_ECOCONCEPTION,
    ADEME_FRICHES, ADEME_PERF_ENERGIE, AIDES, Admitted, Aide, BDT_INGENIERIE_50, Band, Cited, Cumulation,
    CumulationRule, DIAG_DECARBON, DIAG_ECOCONCEPTION, DIAG_ECOFLUX, DIAG_PERFIMMO, EffectifRange,
    EffetIncitatif, Gap, LegalBasis, PACTE_INDUSTRIE, Plafond, REBOND_INGENIERIE, Taux, Version, find_aide,
};
