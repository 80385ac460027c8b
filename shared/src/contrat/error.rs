//! What can be wrong with a contract's file, in words that who wrote it can act on. The checks are in `rules`.

use chrono::NaiveDate;

use crate::format;
use crate::ids::ContratIdError;
use crate::message::{Lang, Message};
use crate::money::Euros;

use super::path::FieldPath;

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
    #[expect(clippy::too_many_lines, reason = "one table, one entry for each fault")]
    pub fn message(&self) -> Message {
        let fr = |day: &NaiveDate| format::date(*day, Lang::Fr);
        let en = |day: &NaiveDate| format::date(*day, Lang::En);
        match self {
            // Faults of one value, whatever field it is in.
            Self::Missing => Message::fixed(
                "Ce champ est obligatoire et il manque, ou il est vide. Ajoutez-le.",
                "This field is required and is missing, or empty. Add it.",
            ),
            Self::Empty => Message::fixed(
                "Ce champ est vide. Remplissez-le ; si l’information est inconnue, supprimez la ligne.",
                "This field is empty. Fill it in; if the fact is unknown, remove the line.",
            ),
            Self::TooLong { count, max } => Message::built(
                format!("Ce texte a {count} caractères ; {max} au plus sont acceptés. Raccourcissez-le."),
                format!("This text has {count} characters; at most {max} are accepted. Shorten it."),
            ),
            Self::NotAnId { value } => {
                let rule = ContratIdError.message();
                Message::built(
                    format!(
                        "«\u{a0}{value}\u{a0}» n’est pas un identifiant. {}",
                        rule.in_lang(Lang::Fr)
                    ),
                    format!("“{value}” is not an id. {}", rule.in_lang(Lang::En)),
                )
            }
            Self::DuplicateId { id } => Message::built(
                format!(
                    "L’identifiant «\u{a0}{id}\u{a0}» est déjà pris dans ce fichier. Donnez-en un autre à l’un des deux."
                ),
                format!("The id “{id}” is taken already in this file. Give one of the two another."),
            ),
            Self::NotAChoice { value, choices } => Message::built(
                format!(
                    "«\u{a0}{value}\u{a0}» n’est pas une valeur possible. Choisissez parmi\u{a0}: {choices}."
                ),
                format!("“{value}” is not a possible value. Choose among: {choices}."),
            ),
            Self::NotADate { value } => Message::built(
                format!(
                    "«\u{a0}{value}\u{a0}» n’est pas une date du calendrier. Écrivez année-mois-jour, par exemple \
                     2026-03-01."
                ),
                format!(
                    "“{value}” is not a date of the calendar. Write year-month-day, for example 2026-03-01."
                ),
            ),
            Self::NotAnAmount { value } => Message::built(
                format!(
                    "«\u{a0}{value}\u{a0}» n’est pas un montant. Écrivez-le entre guillemets, sans espace ni signe, avec \
                     un point et deux décimales, par exemple \"12500.50\" ; {} au plus.",
                    format::euros_fr(Euros::MAX)
                ),
                format!(
                    "“{value}” is not an amount. Write it between quotes, without spaces or sign, with a point and \
                     two decimals, for example \"12500.50\"; {} at most.",
                    format::euros_en(Euros::MAX)
                ),
            ),
            Self::AmountZero => Message::fixed(
                "Ce montant est de 0 €. Indiquez un montant supérieur ; s’il est inconnu, supprimez la ligne.",
                "This amount is €0. Give one above; if it is unknown, remove the line.",
            ),
            Self::NotAnAddress { value } => Message::built(
                format!(
                    "«\u{a0}{value}\u{a0}» n’est pas une adresse web. Recopiez-la en entier, avec https:// ou http://."
                ),
                format!("“{value}” is not a web address. Copy it whole, with https:// or http://."),
            ),
            Self::PersonalData { value } => Message::built(
                format!(
                    "«\u{a0}{value}\u{a0}» contient une adresse de courriel ou un numéro de téléphone. Indiquez une \
                     fonction et un service, sans coordonnées."
                ),
                format!(
                    "“{value}” holds an e-mail address or a phone number. Give an office and a department, without \
                     details of a person."
                ),
            ),
            // Faults of what the contract is: its mark, its territories, its sources.
            Self::NotATerritoire { value } => Message::built(
                format!(
                    "«\u{a0}{value}\u{a0}» ne désigne pas un territoire. Écrivez la phase, une barre oblique et \
                     l’identifiant, par exemple 2023-2027/ti-2705."
                ),
                format!(
                    "“{value}” does not name a territory. Write the phase, a slash and the id, for example \
                     2023-2027/ti-2705."
                ),
            ),
            Self::UnknownTerritoire { value } => Message::built(
                format!(
                    "«\u{a0}{value}\u{a0}» n’est pas dans la liste des territoires de sa phase. Vérifiez l’identifiant."
                ),
                format!("“{value}” is not in the list of the territories of its phase. Check the id."),
            ),
            Self::TerritoireOfOtherPhase { value, phase } => Message::built(
                format!(
                    "«\u{a0}{value}\u{a0}» n’est pas de la phase {phase}, celle du contrat. Les identifiants ont changé \
                     de territoire d’une phase à l’autre\u{a0}: cherchez-le dans la liste de la phase {phase}."
                ),
                format!(
                    "“{value}” is not of phase {phase}, the contract’s. Ids were dealt again between phases: look it \
                     up in the list of phase {phase}."
                ),
            ),
            Self::ExampleOnRealTerritoire { value, prefix } => Message::built(
                format!(
                    "Un exemple ne porte pas sur un vrai territoire ({value}). Donnez-lui un identifiant fictif, qui \
                     commence par {prefix}."
                ),
                format!(
                    "An example does not cover a real territory ({value}). Give it a made-up id, beginning with \
                     {prefix}."
                ),
            ),
            Self::RealOnFictitiousTerritoire { value, prefix } => Message::built(
                format!(
                    "Les identifiants qui commencent par {prefix} sont réservés aux exemples ({value}). Indiquez le \
                     territoire du contrat."
                ),
                format!(
                    "Ids that begin with {prefix} are for examples ({value}). Give the contract’s territory."
                ),
            ),
            Self::ExampleNotSaid { word } => Message::built(
                format!(
                    "Ce contrat est un exemple\u{a0}: son titre doit contenir le mot {word}. Ajoutez-le."
                ),
                format!("This contract is an example: its title must hold the word {word}. Add it."),
            ),
            Self::RealSaysExample { word } => Message::built(
                format!(
                    "Le titre contient le mot {word} mais le contrat n’est pas marqué comme exemple. Ajoutez \
                     «\u{a0}example = true\u{a0}» ou corrigez le titre."
                ),
                format!(
                    "The title holds the word {word} but the contract is not marked as an example. Add “example = \
                     true” or correct the title."
                ),
            ),
            Self::NoSource => Message::fixed(
                "Un contrat réel cite au moins une source. Ajoutez un bloc [[sources]] avec le titre, l’adresse et la \
                 date de lecture.",
                "A real contract cites at least one source. Add a [[sources]] block with title, address and day of \
                 reading.",
            ),
            Self::NotOneBinome { count } => Message::built(
                format!(
                    "Il y a {count} binômes ; un territoire en a exactement un. S’il est inconnu, supprimez les blocs \
                     [[gouvernance.binomes]]."
                ),
                format!(
                    "There are {count} binômes; a territory has exactly one. If it is unknown, remove the \
                     [[gouvernance.binomes]] blocks."
                ),
            ),
            // Faults of days and years.
            Self::YearsEmpty { first, last } => Message::built(
                format!(
                    "La dernière année ({last}) vient avant la première ({first}). Corrigez l’une des deux."
                ),
                format!("The last year ({last}) comes before the first ({first}). Correct one of the two."),
            ),
            Self::PeriodEmpty { first, last } => Message::built(
                format!(
                    "La fin ({}) vient avant le début ({}). Corrigez l’une des deux dates.",
                    fr(last),
                    fr(first)
                ),
                format!(
                    "The end ({}) comes before the start ({}). Correct one of the two dates.",
                    en(last),
                    en(first)
                ),
            ),
            Self::OutsidePeriod { date, first, last } => Message::built(
                format!(
                    "Le {} n’est pas dans la durée du contrat, du {} au {}. Corrigez la date, ou prolongez le contrat \
                     par un avenant.",
                    fr(date),
                    fr(first),
                    fr(last)
                ),
                format!(
                    "{} is not within the contract, from {} to {}. Correct the date, or extend the contract by an \
                     amendment.",
                    en(date),
                    en(first),
                    en(last)
                ),
            ),
            Self::SignedAfterEnd { date, last } => Message::built(
                format!(
                    "La signature ({}) vient après la fin du contrat ({}). Corrigez l’une des deux dates.",
                    fr(date),
                    fr(last)
                ),
                format!(
                    "The signature ({}) comes after the end of the contract ({}). Correct one of the two dates.",
                    en(date),
                    en(last)
                ),
            ),
            Self::ExtensionNotLater { to, last } => Message::built(
                format!(
                    "L’avenant prolonge jusqu’au {}, mais le contrat dure déjà jusqu’au {}. Indiquez une date plus \
                     tardive ou supprimez la ligne.",
                    fr(to),
                    fr(last)
                ),
                format!(
                    "The amendment extends to {}, but the contract runs to {} already. Give a later date or remove \
                     the line.",
                    en(to),
                    en(last)
                ),
            ),
            Self::AvenantTooEarly { date, earliest } => Message::built(
                format!(
                    "L’avenant est signé le {}, avant ce qu’il modifie ({}). Corrigez la date ou l’ordre des avenants.",
                    fr(date),
                    fr(earliest)
                ),
                format!(
                    "The amendment is signed on {}, before what it amends ({}). Correct the date or the order of the \
                     amendments.",
                    en(date),
                    en(earliest)
                ),
            ),
            // Faults of the plan of action and of what the parties undertake.
            Self::AxeWithoutPhase { axe } => Message::built(
                format!(
                    "L’axe «\u{a0}{axe}\u{a0}» ne peut pas être vérifié\u{a0}: la phase du contrat manque. Ajoutez le \
                     champ phase."
                ),
                format!(
                    "The axe “{axe}” cannot be checked: the contract says no phase. Add the field phase."
                ),
            ),
            Self::AxeOfOtherPhase { axe, phase, choices } => Message::built(
                format!(
                    "L’axe «\u{a0}{axe}\u{a0}» n’est pas de la phase {phase}. Choisissez parmi\u{a0}: {choices}."
                ),
                format!("The axe “{axe}” is not of phase {phase}. Choose among: {choices}."),
            ),
            Self::AxeNotRetained { axe } => Message::built(
                format!(
                    "L’axe «\u{a0}{axe}\u{a0}» n’est pas parmi les axes du contrat. Ajoutez-le à [[axes]] ou corrigez \
                     la fiche."
                ),
                format!(
                    "The axe “{axe}” is not among the axes of the contract. Add it to [[axes]] or correct the sheet."
                ),
            ),
            Self::DuplicateAxe { axe } => Message::built(
                format!("L’axe «\u{a0}{axe}\u{a0}» est écrit deux fois. Supprimez l’un des deux."),
                format!("The axe “{axe}” is written twice. Remove one of the two."),
            ),
            Self::DuplicateNumero { numero } => Message::built(
                format!(
                    "Le numéro {numero} est celui d’une autre fiche, en vigueur ou retirée. Donnez-en un autre."
                ),
                format!("Number {numero} is another sheet’s, in force or withdrawn. Give this one another."),
            ),
            Self::FundingDoesNotAddUp { sum, cout } => Message::built(
                format!(
                    "Le plan de financement fait {} mais le coût est de {}. Corrigez une ligne, ou le coût.",
                    format::euros_fr(*sum),
                    format::euros_fr(*cout)
                ),
                format!(
                    "The plan de financement comes to {} but the cost is {}. Correct a line, or the cost.",
                    format::euros_en(*sum),
                    format::euros_en(*cout)
                ),
            ),
            Self::UnknownFinanceur { id } => Message::built(
                format!(
                    "Le financeur «\u{a0}{id}\u{a0}» n’est ni signataire ni partenaire. Ajoutez-le à [[partenaires]] ou \
                     corrigez l’identifiant."
                ),
                format!(
                    "The funder “{id}” is neither a signatory nor a partner. Add it to [[partenaires]] or correct \
                     the id."
                ),
            ),
            Self::UnknownPartie { id } => Message::built(
                format!(
                    "«\u{a0}{id}\u{a0}» n’est ni signataire ni partenaire. Ajoutez-le à [[partenaires]] ou corrigez \
                     l’identifiant."
                ),
                format!(
                    "“{id}” is neither a signatory nor a partner. Add it to [[partenaires]] or correct the id."
                ),
            ),
            Self::NotASignataire { id } => Message::built(
                format!(
                    "«\u{a0}{id}\u{a0}» n’est pas signataire\u{a0}: seul un signataire s’engage. Corrigez l’identifiant."
                ),
                format!("“{id}” is not a signatory: only signatories undertake. Correct the id."),
            ),
            Self::ImplausibleMesure { value } => Message::built(
                format!(
                    "«\u{a0}{value}\u{a0}» n’est pas l’identifiant d’une mesure. Recopiez-le du catalogue, par exemple \
                     bdt-ingenierie-50."
                ),
                format!(
                    "“{value}” is not the id of a measure. Copy it from the catalogue, for example bdt-ingenierie-50."
                ),
            ),
            Self::UnknownMesure { value } => Message::built(
                format!(
                    "La mesure «\u{a0}{value}\u{a0}» n’est pas au catalogue. Vérifiez l’identifiant, ou supprimez-le."
                ),
                format!("The measure “{value}” is not in the catalogue. Check the id, or remove it."),
            ),
            // Faults of the amendments.
            Self::AvenantNumero { found, expected } => Message::built(
                format!(
                    "L’avenant porte le numéro {found} ; le suivant est le {expected}. Corrigez le numéro."
                ),
                format!("The amendment bears number {found}; the next is {expected}. Correct the number."),
            ),
            Self::FicheNotInForce { numero } => Message::built(
                format!(
                    "La fiche {numero} n’est pas dans le contrat à la date de l’avenant. Corrigez le numéro, ou ajoutez \
                     la fiche par add_fiches."
                ),
                format!(
                    "Sheet {numero} is not in the contract on the day of the amendment. Correct the number, or add \
                     the sheet with add_fiches."
                ),
            ),
            Self::FicheAmendedTwice { numero } => Message::built(
                format!(
                    "La fiche {numero} est modifiée deux fois par le même avenant. Gardez une seule des modifications."
                ),
                format!("Sheet {numero} is changed twice by the same amendment. Keep one of the changes."),
            ),
            Self::AmendsUnknown { section } => Message::built(
                format!(
                    "L’avenant modifie «\u{a0}{section}\u{a0}», que le contrat laisse inconnu. Remplissez d’abord cette \
                     partie du contrat (une liste vide, [], dit qu’il n’y en avait pas)."
                ),
                format!(
                    "The amendment changes “{section}”, which the contract leaves unknown. Fill in that part of the \
                     contract first (an empty list, [], says that there was none)."
                ),
            ),
            Self::AvenantUnsigned => Message::fixed(
                "Le contrat a un avenant mais sa date de signature est inconnue. Ajoutez le champ signed_on.",
                "The contract has an amendment but its day of signature is unknown. Add the field signed_on.",
            ),
        }
    }
}
