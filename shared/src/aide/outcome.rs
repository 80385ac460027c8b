//! What an aid says of a study, as typed data: steps, refusals, missing facts, caveats. Their words are in `words`, and
//! are only built when somebody reads them.

use chrono::NaiveDate;

use super::facts::Fact;
use super::version::{Aide, EffectifRange, EffetIncitatif, Gap, LegalBasis, Version};
use crate::beneficiaire::Beneficiaire;
use crate::entreprise::Taille;
use crate::ids::{CodeNaf, SectionNaf};
use crate::money::{Euros, Rate};
use crate::period::Period;
use crate::source::{Source, Stated};

/// What an aid says of a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It may be granted, up to an amount.
    Eligible(Estimate),
    /// It cannot be granted: every reason at once.
    Refused(Vec<Refusal>),
    /// Nothing forbids it, and these facts are missing.
    Incomplete(Vec<Fact>),
}

/// The most that an aid could bring, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Never more than this, in whole cents. Unknown when no source gives the rate of this applicant. Not a promise:
    /// see the caveats, and the doubts of the version.
    pub at_most: Stated<Euros>,
    /// Each rule applied, in order.
    pub steps: Vec<Step>,
    /// What could not be settled for this applicant.
    pub caveats: Vec<Caveat>,
    /// The version of the aid that was applied, with what its sources leave open.
    pub version: &'static Version,
}

/// One rule applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was looked at and what came out.
    pub rule: Rule,
    /// The text applied; `None` when the step is plain arithmetic or something unknown.
    pub source: Option<&'static Source>,
}

/// A rule with its inputs and its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The aid can be asked for on that day.
    InForce {
        /// When it can.
        period: Period,
        /// The day of the request.
        on: NaiveDate,
    },
    /// That kind of body may ask.
    Beneficiaire(Beneficiaire),
    /// That size may ask.
    Taille(Taille),
    /// The staff is within the limits.
    Effectif {
        /// How many people.
        effectif: u32,
        /// The limits.
        range: EffectifRange,
    },
    /// The project is in a Territoire d'industrie.
    Territoire,
    /// The activity may ask.
    Naf(CodeNaf),
    /// The study has not begun too early.
    EffetIncitatif(EffetIncitatif),
    /// The enterprise is neither in difficulty nor under an order to pay back.
    SoundUndertaking,
    /// The eligible lines add up.
    Assiette {
        /// What counts.
        eligible: Euros,
        /// What does not.
        not_eligible: Euros,
    },
    /// The base is large enough.
    AssietteMinimale {
        /// The base.
        assiette: Euros,
        /// The least.
        minimum: Euros,
    },
    /// The base is capped.
    AssiettePlafond {
        /// The eligible cost.
        before: Euros,
        /// The cap.
        plafond: Euros,
        /// What is taken into account.
        after: Euros,
    },
    /// The rate is applied.
    Taux {
        /// The base.
        assiette: Euros,
        /// The rate.
        taux: Rate,
        /// Their product, not rounded.
        result: Euros,
    },
    /// The ceiling of the aid was not found, and is not applied.
    PlafondUnknown,
    /// The aid is capped.
    Plafond {
        /// Before.
        before: Euros,
        /// The ceiling.
        plafond: Euros,
        /// After.
        after: Euros,
    },
    /// All public aid together is limited to a share of the cost.
    PublicShare {
        /// The share.
        limit: Rate,
        /// Of this cost.
        of: Euros,
        /// The other public aids.
        others: Euros,
        /// The aid before.
        before: Euros,
        /// The aid after.
        after: Euros,
    },
    /// De minimis aids over the last years are limited.
    DeMinimis {
        /// The first day that counts.
        from: NaiveDate,
        /// The last one: the day of the grant.
        to: NaiveDate,
        /// What was granted between them.
        granted: Euros,
        /// The ceiling.
        plafond: Euros,
        /// The aid before.
        before: Euros,
        /// The aid after.
        after: Euros,
    },
    /// What is below the cent is dropped.
    Floor {
        /// After.
        after: Euros,
    },
}

/// Why an aid cannot be granted, and where that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// The text applied; `None` for plain arithmetic.
    pub source: Option<&'static Source>,
}

/// Why an aid cannot be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The request comes before the first day that the sources give.
    NotYetInForce {
        /// That day.
        from: NaiveDate,
    },
    /// The request comes after the last day that the sources give.
    NoLongerInForce {
        /// First day without it.
        until: NaiveDate,
    },
    /// No version of the aid is known on the day of the request, for the reason that its file declares.
    InGap(&'static Gap),
    /// That kind of body may not ask.
    Beneficiaire {
        /// Who asks.
        asked: Beneficiaire,
        /// Who may.
        allowed: &'static [Beneficiaire],
    },
    /// That size may not ask.
    Taille(Taille),
    /// The staff is outside the limits.
    Effectif {
        /// How many people.
        effectif: u32,
        /// The limits.
        range: EffectifRange,
    },
    /// The project is in no Territoire d'industrie.
    OutsideTerritoire,
    /// The activity may not ask.
    Naf {
        /// What the enterprise does.
        naf: CodeNaf,
        /// The sections that may.
        allowed: &'static [SectionNaf],
    },
    /// The study was ordered too early.
    AlreadyCommitted {
        /// When.
        committed_on: NaiveDate,
        /// The rule.
        rule: EffetIncitatif,
    },
    /// The enterprise is in difficulty.
    EnDifficulte,
    /// It must first pay back an unlawful aid.
    RecoveryOrder,
    /// There is no cost to share.
    NoCout,
    /// There is a cost, and none of it counts.
    NoEligibleCout,
    /// The base is too small.
    AssietteTooSmall {
        /// The base.
        assiette: Euros,
        /// The least.
        minimum: Euros,
    },
    /// The other public aids leave nothing to pay.
    NothingLeftToPay {
        /// The other public aids.
        others: Euros,
        /// The most that all public aid may be.
        limit: Euros,
    },
    /// The de minimis aids of the last years reach the ceiling.
    DeMinimisExhausted {
        /// What was granted.
        granted: Euros,
        /// The ceiling.
        plafond: Euros,
    },
    /// An aid that comes earlier in the plan excludes it.
    NotWith(&'static Aide),
}

/// What could not be settled for this applicant. It is shown beside the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caveat {
    /// The sources do not say whether that kind of body may ask by itself.
    BeneficiaireUnsettled(Beneficiaire),
    /// The sources do not say whether that activity is admitted.
    NafUnsettled(CodeNaf),
    /// The study is ordered already, and no source says whether it may still be aided.
    EffetIncitatifUnknown(NaiveDate),
    /// No source says which law of State aid it is granted under: the ceilings of that law are not applied.
    LegalBasisUnknown,
    /// No source gives the rate of that size.
    TauxUnknown(Taille),
    /// The intensity of the regulation, or its dates, is still to be verified.
    IntensityToVerify(LegalBasis),
    /// The regulation of that day is not in the table: its ceiling of all public aid is not applied.
    IntensityNotJudged(LegalBasis),
    /// De minimis was counted in another way on that day, or the table has no row: it is not judged.
    DeMinimisNotJudged,
    /// A de minimis aid was granted on the very first day of the window, which the sources do not place: it is counted.
    DeMinimisFirstDay(NaiveDate),
}
