//! What can be wrong with a contract's file. The checks are in `rules`; what is said to who wrote it is in `words`.

use chrono::NaiveDate;

use crate::message::Message;
use crate::money::Euros;

use super::path::FieldPath;
use super::words;

/// A field at fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("accept {path}")]
pub struct ContratFault {
    /// The way to the field.
    pub path: FieldPath,
    /// What is wrong with it.
    #[source]
    pub error: ContratError,
}

/// Why a field is refused. Each variant carries the value and the limit that it breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContratError {
    /// Nothing is there.
    #[error("find a value: the field is required")]
    Missing,
    /// An optional field is there, with nothing in it.
    #[error("read the value: it is empty, and what is unknown is left out")]
    Empty,
    /// More characters than the limit.
    #[error("accept {count} characters: {max} at most")]
    TooLong {
        /// Characters written.
        count: usize,
        /// Characters allowed.
        max: usize,
    },
    /// Not of the form of an id.
    #[error("read `{value}` as an id: lower-case letters, digits and single hyphens only")]
    NotAnId {
        /// What was written.
        value: String,
    },
    /// Two parties of that id.
    #[error("accept the id `{id}`: it is taken already")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// Not one of the choices.
    #[error("read `{value}`: it is none of {choices}")]
    NotAChoice {
        /// What was written.
        value: String,
        /// The codes allowed.
        choices: String,
    },
    /// Not a day of the calendar.
    #[error("read `{value}` as a day, YYYY-MM-DD")]
    NotADate {
        /// What was written.
        value: String,
    },
    /// Not an amount.
    #[error(
        "read `{value}` as an amount: digits, a point and two decimals, {} at most",
        Euros::MAX
    )]
    NotAnAmount {
        /// What was written.
        value: String,
    },
    /// An amount of nothing.
    #[error("accept an amount of 0: it is above 0, or unknown and left out")]
    AmountZero,
    /// A document of no pages.
    #[error("accept a contract of 0 pages: it has one at least")]
    NoPage,
    /// Not `http` nor `https`.
    #[error("read `{value}` as an address: it begins with https:// or http://")]
    NotAnAddress {
        /// What was written.
        value: String,
    },
    /// Not a phase and an id.
    #[error("read `{value}` as a territory: a phase, a slash and an id such as 2023-2027/ti-2705")]
    NotATerritoire {
        /// What was written.
        value: String,
    },
    /// The territory is in no list. The caller tells: this crate holds none.
    #[error("find the territory `{value}` in the list of its phase")]
    UnknownTerritoire {
        /// What was written.
        value: String,
    },
    /// The territory belongs to another phase than the contract.
    #[error("accept the territory `{value}` in a contract of phase {phase}")]
    TerritoireOfOtherPhase {
        /// What was written.
        value: String,
        /// Phase of the contract.
        phase: &'static str,
    },
    /// An example covers a territory that could exist.
    #[error("accept `{value}` in an example: its territories begin with {prefix}, which no real one does")]
    ExampleOnRealTerritoire {
        /// What was written.
        value: String,
        /// What ids of made-up territories begin with.
        prefix: &'static str,
    },
    /// A real contract covers a made-up territory.
    #[error("accept `{value}` in a real contract: ids that begin with {prefix} are for examples")]
    RealOnFictitiousTerritoire {
        /// What was written.
        value: String,
        /// What ids of made-up territories begin with.
        prefix: &'static str,
    },
    /// An example's title does not say that it is one.
    #[error("accept the title of an example without the word {word}")]
    ExampleNotSaid {
        /// The word.
        word: &'static str,
    },
    /// A real contract's title says that it is an example.
    #[error("accept the word {word} in the title of a real contract")]
    RealSaysExample {
        /// The word.
        word: &'static str,
    },
    /// A real contract that cites nothing.
    #[error("accept a real contract without a source")]
    NoSource,
    /// The last year comes before the first.
    #[error("accept the years {first} to {last}: the last comes before the first")]
    YearsEmpty {
        /// First year.
        first: u16,
        /// Last year.
        last: u16,
    },
    /// The last day comes before the first.
    #[error("accept the days {first} to {last}: the last comes before the first")]
    PeriodEmpty {
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// A day that is not in the contract's.
    #[error("accept {date}: the contract runs from {first} to {last}")]
    OutsidePeriod {
        /// The day.
        date: NaiveDate,
        /// First day of the contract.
        first: NaiveDate,
        /// Last day of the contract.
        last: NaiveDate,
    },
    /// Something signed when the contract was over.
    #[error("accept a signature on {date}: the contract ended on {last}")]
    SignedAfterEnd {
        /// The day.
        date: NaiveDate,
        /// Last day of the contract.
        last: NaiveDate,
    },
    /// Not one binôme.
    #[error("accept {count} binômes: a territory has exactly one")]
    NotOneBinome {
        /// How many there are.
        count: usize,
    },
    /// An axe, and no phase to find it in.
    #[error("place the axe `{axe}`: the contract says no phase")]
    AxeWithoutPhase {
        /// Its code.
        axe: &'static str,
    },
    /// An axe of the other phase.
    #[error("accept the axe `{axe}` in phase {phase}, which has {choices}")]
    AxeOfOtherPhase {
        /// Its code.
        axe: &'static str,
        /// Phase of the contract.
        phase: &'static str,
        /// Codes of that phase.
        choices: String,
    },
    /// An axe that the contract does not take up.
    #[error("accept the axe `{axe}`: it is not among the axes of the contract")]
    AxeNotRetained {
        /// Its code.
        axe: &'static str,
    },
    /// The same axe twice.
    #[error("accept the axe `{axe}` twice")]
    DuplicateAxe {
        /// Its code.
        axe: &'static str,
    },
    /// Two sheets of that number.
    #[error("accept the number {numero}: another sheet bears it or bore it")]
    DuplicateNumero {
        /// The number.
        numero: String,
    },
    /// The plan does not add up to the cost.
    #[error("accept a plan of {sum}: the cost is {cout}")]
    FundingDoesNotAddUp {
        /// What the lines add up to.
        sum: Euros,
        /// The cost.
        cout: Euros,
    },
    /// Who pays is not in the file.
    #[error("find the funder `{id}` among the signatories and partners")]
    UnknownFinanceur {
        /// The id.
        id: String,
    },
    /// Who carries or takes part is not in the file.
    #[error("find `{id}` among the signatories and partners")]
    UnknownPartie {
        /// The id.
        id: String,
    },
    /// Who undertakes does not sign.
    #[error("find `{id}` among the signatories")]
    NotASignataire {
        /// The id.
        id: String,
    },
    /// Not the id of a measure.
    #[error("read `{value}` as the id of a measure, such as bdt-ingenierie-50")]
    ImplausibleMesure {
        /// What was written.
        value: String,
    },
    /// The measure is not in the catalogue. The caller tells: contracts do not know it.
    #[error("find the measure `{value}` in the catalogue")]
    UnknownMesure {
        /// What was written.
        value: String,
    },
    /// An address or a number to reach a person.
    #[error("accept `{value}`: it holds an e-mail address or a phone number")]
    PersonalData {
        /// What was written.
        value: String,
    },
    /// An amendment to a contract whose day of signature is unknown.
    #[error("accept an amendment: the day on which the contract was signed is unknown")]
    AvenantUnsigned,
    /// The numbers of the amendments do not follow.
    #[error("accept amendment {found}: number {expected} is next")]
    AvenantNumero {
        /// The number written.
        found: u16,
        /// The number that is next.
        expected: u16,
    },
    /// An amendment signed before what it amends.
    #[error("accept an amendment of {date}: what it amends was signed on {earliest}")]
    AvenantTooEarly {
        /// The day.
        date: NaiveDate,
        /// The first day on which it could be.
        earliest: NaiveDate,
    },
    /// An amendment of a sheet that is not in the contract on that day.
    #[error("find sheet {numero} in the contract when the amendment is signed")]
    FicheNotInForce {
        /// The number.
        numero: String,
    },
    /// An amendment that changes a sheet in two ways.
    #[error("accept two changes of sheet {numero} in one amendment")]
    FicheAmendedTwice {
        /// The number.
        numero: String,
    },
    /// An extension that is none.
    #[error("extend to {to}: the contract runs to {last} already")]
    ExtensionNotLater {
        /// The new last day.
        to: NaiveDate,
        /// The present last day.
        last: NaiveDate,
    },
    /// A change of a section that is unknown.
    #[error("amend `{section}`: the contract leaves it unknown")]
    AmendsUnknown {
        /// The way to the section.
        section: String,
    },
}

impl ContratError {
    /// Stable name of the fault.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Empty => "empty",
            Self::TooLong { .. } => "too_long",
            Self::NotAnId { .. } => "not_an_id",
            Self::DuplicateId { .. } => "duplicate_id",
            Self::NotAChoice { .. } => "not_a_choice",
            Self::NotADate { .. } => "not_a_date",
            Self::NotAnAmount { .. } => "not_an_amount",
            Self::AmountZero => "amount_zero",
            Self::NoPage => "no_page",
            Self::NotAnAddress { .. } => "not_an_address",
            Self::NotATerritoire { .. } => "not_a_territoire",
            Self::UnknownTerritoire { .. } => "unknown_territoire",
            Self::TerritoireOfOtherPhase { .. } => "territoire_of_other_phase",
            Self::ExampleOnRealTerritoire { .. } => "example_on_real_territoire",
            Self::RealOnFictitiousTerritoire { .. } => "real_on_fictitious_territoire",
            Self::ExampleNotSaid { .. } => "example_not_said",
            Self::RealSaysExample { .. } => "real_says_example",
            Self::NoSource => "no_source",
            Self::YearsEmpty { .. } => "years_empty",
            Self::PeriodEmpty { .. } => "period_empty",
            Self::OutsidePeriod { .. } => "outside_period",
            Self::SignedAfterEnd { .. } => "signed_after_end",
            Self::NotOneBinome { .. } => "not_one_binome",
            Self::AxeWithoutPhase { .. } => "axe_without_phase",
            Self::AxeOfOtherPhase { .. } => "axe_of_other_phase",
            Self::AxeNotRetained { .. } => "axe_not_retained",
            Self::DuplicateAxe { .. } => "duplicate_axe",
            Self::DuplicateNumero { .. } => "duplicate_numero",
            Self::FundingDoesNotAddUp { .. } => "funding_does_not_add_up",
            Self::UnknownFinanceur { .. } => "unknown_financeur",
            Self::UnknownPartie { .. } => "unknown_partie",
            Self::NotASignataire { .. } => "not_a_signataire",
            Self::ImplausibleMesure { .. } => "implausible_mesure",
            Self::UnknownMesure { .. } => "unknown_mesure",
            Self::PersonalData { .. } => "personal_data",
            Self::AvenantUnsigned => "avenant_unsigned",
            Self::AvenantNumero { .. } => "avenant_numero",
            Self::AvenantTooEarly { .. } => "avenant_too_early",
            Self::FicheNotInForce { .. } => "fiche_not_in_force",
            Self::FicheAmendedTwice { .. } => "fiche_amended_twice",
            Self::ExtensionNotLater { .. } => "extension_not_later",
            Self::AmendsUnknown { .. } => "amends_unknown",
        }
    }

    /// What is wrong and what to do.
    pub fn message(&self) -> Message {
        words::message(self)
    }
}
