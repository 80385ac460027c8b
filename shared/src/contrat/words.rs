//! What each fault of a contract's file says to who wrote it: what is wrong, and what to do. It finds no fault.

use chrono::NaiveDate;

use super::error::ContratError as Error;
use crate::format;
use crate::ids::ContratIdError;
use crate::message::{Lang, Message};
use crate::money::Euros;

/// The words of a fault.
pub fn message(error: &Error) -> Message {
    match error {
        // Faults of one value, whatever field it is in.
        Error::Missing => missing(),
        Error::Empty => empty(),
        Error::TooLong { count, max } => Message::too_long(*count, *max),
        Error::NotAnId { value } => not_an_id(value),
        Error::DuplicateId { id } => duplicate_id(id),
        Error::NotAChoice { value, choices } => not_a_choice(value, choices),
        Error::NotADate { value } => not_a_date(value),
        Error::NotAnAmount { value } => not_an_amount(value),
        Error::AmountZero => amount_zero(),
        Error::NoPage => no_page(),
        Error::NotAnAddress { value } => not_an_address(value),
        Error::PersonalData { value } => personal_data(value),
        // Faults of what the contract is: its mark, its territories, its sources.
        Error::NotATerritoire { value } => not_a_territoire(value),
        Error::UnknownTerritoire { value } => unknown_territoire(value),
        Error::TerritoireOfOtherPhase { value, phase } => territoire_of_other_phase(value, phase),
        Error::ExampleOnRealTerritoire { value, prefix } => example_on_real_territoire(value, prefix),
        Error::RealOnFictitiousTerritoire { value, prefix } => real_on_fictitious_territoire(value, prefix),
        Error::ExampleNotSaid { word } => example_not_said(word),
        Error::RealSaysExample { word } => real_says_example(word),
        Error::NoSource => no_source(),
        Error::NotOneBinome { count } => not_one_binome(*count),
        // Faults of days and years.
        Error::YearsEmpty { first, last } => years_empty(*first, *last),
        Error::PeriodEmpty { first, last } => period_empty(*first, *last),
        Error::OutsidePeriod { date, first, last } => outside_period(*date, *first, *last),
        Error::SignedAfterEnd { date, last } => signed_after_end(*date, *last),
        Error::ExtensionNotLater { to, last } => extension_not_later(*to, *last),
        Error::AvenantTooEarly { date, earliest } => avenant_too_early(*date, *earliest),
        // Faults of the plan of action and of what the parties undertake.
        Error::AxeWithoutPhase { axe } => axe_without_phase(axe),
        Error::AxeOfOtherPhase { axe, phase, choices } => axe_of_other_phase(axe, phase, choices),
        Error::AxeNotRetained { axe } => axe_not_retained(axe),
        Error::DuplicateAxe { axe } => duplicate_axe(axe),
        Error::DuplicateNumero { numero } => duplicate_numero(numero),
        Error::FundingDoesNotAddUp { sum, cout } => funding_does_not_add_up(*sum, *cout),
        Error::UnknownFinanceur { id } => unknown_financeur(id),
        Error::UnknownPartie { id } => unknown_partie(id),
        Error::NotASignataire { id } => not_a_signataire(id),
        Error::ImplausibleMesure { value } => implausible_mesure(value),
        Error::UnknownMesure { value } => unknown_mesure(value),
        // Faults of the amendments.
        Error::AvenantNumero { found, expected } => avenant_numero(*found, *expected),
        Error::FicheNotInForce { numero } => fiche_not_in_force(numero),
        Error::FicheAmendedTwice { numero } => fiche_amended_twice(numero),
        Error::AmendsUnknown { section } => amends_unknown(section),
        Error::AvenantUnsigned => avenant_unsigned(),
    }
}

fn fr(day: NaiveDate) -> String {
    format::date(day, Lang::Fr)
}

fn en(day: NaiveDate) -> String {
    format::date(day, Lang::En)
}

// Faults of one value, whatever field it is in.

fn missing() -> Message {
    Message::fixed(
        "Ce champ est obligatoire et il manque, ou il est vide. Ajoutez-le.",
        "This field is required and is missing, or empty. Add it.",
    )
}

fn empty() -> Message {
    Message::fixed(
        "Ce champ est vide. Remplissez-le ; si l’information est inconnue, supprimez la ligne.",
        "This field is empty. Fill it in; if the fact is unknown, remove the line.",
    )
}

fn not_an_id(value: &str) -> Message {
    let rule = ContratIdError.message();
    Message::built(
        format!(
            "«\u{a0}{value}\u{a0}» n’est pas un identifiant. {}",
            rule.in_lang(Lang::Fr)
        ),
        format!("“{value}” is not an id. {}", rule.in_lang(Lang::En)),
    )
}

fn duplicate_id(id: &str) -> Message {
    Message::built(
        format!(
            "L’identifiant «\u{a0}{id}\u{a0}» est déjà pris dans ce fichier. Donnez-en un autre à l’un des deux."
        ),
        format!("The id “{id}” is taken already in this file. Give one of the two another."),
    )
}

fn not_a_choice(value: &str, choices: &str) -> Message {
    Message::built(
        format!("«\u{a0}{value}\u{a0}» n’est pas une valeur possible. Choisissez parmi\u{a0}: {choices}."),
        format!("“{value}” is not a possible value. Choose among: {choices}."),
    )
}

fn not_a_date(value: &str) -> Message {
    Message::built(
        format!(
            "«\u{a0}{value}\u{a0}» n’est pas une date du calendrier. Écrivez année-mois-jour, par exemple \
             2026-03-01."
        ),
        format!("“{value}” is not a date of the calendar. Write year-month-day, for example 2026-03-01."),
    )
}

fn not_an_amount(value: &str) -> Message {
    Message::built(
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
    )
}

fn amount_zero() -> Message {
    Message::fixed(
        "Ce montant est de 0 €. Indiquez un montant supérieur ; s’il est inconnu, supprimez la ligne.",
        "This amount is €0. Give one above; if it is unknown, remove the line.",
    )
}

fn no_page() -> Message {
    Message::fixed(
        "Un contrat a au moins une page. Corrigez le nombre ; s’il est inconnu, supprimez la ligne.",
        "A contract has at least one page. Correct the number; if it is unknown, remove the line.",
    )
}

fn not_an_address(value: &str) -> Message {
    Message::built(
        format!(
            "«\u{a0}{value}\u{a0}» n’est pas une adresse web. Recopiez-la en entier, avec https:// ou http://."
        ),
        format!("“{value}” is not a web address. Copy it whole, with https:// or http://."),
    )
}

fn personal_data(value: &str) -> Message {
    Message::built(
        format!(
            "«\u{a0}{value}\u{a0}» contient une adresse de courriel ou un numéro de téléphone. Indiquez une \
             fonction et un service, sans coordonnées."
        ),
        format!(
            "“{value}” holds an e-mail address or a phone number. Give an office and a department, without \
             details of a person."
        ),
    )
}

// Faults of what the contract is: its mark, its territories, its sources.

fn not_a_territoire(value: &str) -> Message {
    Message::built(
        format!(
            "«\u{a0}{value}\u{a0}» ne désigne pas un territoire. Écrivez la phase, une barre oblique et \
             l’identifiant, par exemple 2023-2027/ti-2705."
        ),
        format!(
            "“{value}” does not name a territory. Write the phase, a slash and the id, for example \
             2023-2027/ti-2705."
        ),
    )
}

fn unknown_territoire(value: &str) -> Message {
    Message::built(
        format!(
            "«\u{a0}{value}\u{a0}» n’est pas dans la liste des territoires de sa phase. Vérifiez l’identifiant."
        ),
        format!("“{value}” is not in the list of the territories of its phase. Check the id."),
    )
}

fn territoire_of_other_phase(value: &str, phase: &str) -> Message {
    Message::built(
        format!(
            "«\u{a0}{value}\u{a0}» n’est pas de la phase {phase}, celle du contrat. Les identifiants ont changé \
             de territoire d’une phase à l’autre\u{a0}: cherchez-le dans la liste de la phase {phase}."
        ),
        format!(
            "“{value}” is not of phase {phase}, the contract’s. Ids were dealt again between phases: look it \
             up in the list of phase {phase}."
        ),
    )
}

fn example_on_real_territoire(value: &str, prefix: &str) -> Message {
    Message::built(
        format!(
            "Un exemple ne porte pas sur un vrai territoire ({value}). Donnez-lui un identifiant fictif, qui \
             commence par {prefix}."
        ),
        format!(
            "An example does not cover a real territory ({value}). Give it a made-up id, beginning with \
             {prefix}."
        ),
    )
}

fn real_on_fictitious_territoire(value: &str, prefix: &str) -> Message {
    Message::built(
        format!(
            "Les identifiants qui commencent par {prefix} sont réservés aux exemples ({value}). Indiquez le \
             territoire du contrat."
        ),
        format!("Ids that begin with {prefix} are for examples ({value}). Give the contract’s territory."),
    )
}

fn example_not_said(word: &str) -> Message {
    Message::built(
        format!("Ce contrat est un exemple\u{a0}: son titre doit contenir le mot {word}. Ajoutez-le."),
        format!("This contract is an example: its title must hold the word {word}. Add it."),
    )
}

fn real_says_example(word: &str) -> Message {
    Message::built(
        format!(
            "Le titre contient le mot {word} mais le contrat n’est pas marqué comme exemple. Ajoutez \
             «\u{a0}example = true\u{a0}» ou corrigez le titre."
        ),
        format!(
            "The title holds the word {word} but the contract is not marked as an example. Add “example = \
             true” or correct the title."
        ),
    )
}

fn no_source() -> Message {
    Message::fixed(
        "Un contrat réel cite au moins une source. Ajoutez un bloc [[sources]] avec le titre, l’adresse et la \
         date de lecture.",
        "A real contract cites at least one source. Add a [[sources]] block with title, address and day of \
         reading.",
    )
}

fn not_one_binome(count: usize) -> Message {
    Message::built(
        format!(
            "Il y a {count} binômes ; un territoire en a exactement un. S’il est inconnu, supprimez les blocs \
             [[gouvernance.binomes]]."
        ),
        format!(
            "There are {count} binômes; a territory has exactly one. If it is unknown, remove the \
             [[gouvernance.binomes]] blocks."
        ),
    )
}

// Faults of days and years.

fn years_empty(first: u16, last: u16) -> Message {
    Message::built(
        format!("La dernière année ({last}) vient avant la première ({first}). Corrigez l’une des deux."),
        format!("The last year ({last}) comes before the first ({first}). Correct one of the two."),
    )
}

fn period_empty(first: NaiveDate, last: NaiveDate) -> Message {
    Message::built(
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
    )
}

fn outside_period(date: NaiveDate, first: NaiveDate, last: NaiveDate) -> Message {
    Message::built(
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
    )
}

fn signed_after_end(date: NaiveDate, last: NaiveDate) -> Message {
    Message::built(
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
    )
}

fn extension_not_later(to: NaiveDate, last: NaiveDate) -> Message {
    Message::built(
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
    )
}

fn avenant_too_early(date: NaiveDate, earliest: NaiveDate) -> Message {
    Message::built(
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
    )
}

// Faults of the plan of action and of what the parties undertake.

fn axe_without_phase(axe: &str) -> Message {
    Message::built(
        format!(
            "L’axe «\u{a0}{axe}\u{a0}» ne peut pas être vérifié\u{a0}: la phase du contrat manque. Ajoutez le \
             champ phase."
        ),
        format!("The axe “{axe}” cannot be checked: the contract says no phase. Add the field phase."),
    )
}

fn axe_of_other_phase(axe: &str, phase: &str, choices: &str) -> Message {
    Message::built(
        format!(
            "L’axe «\u{a0}{axe}\u{a0}» n’est pas de la phase {phase}. Choisissez parmi\u{a0}: {choices}."
        ),
        format!("The axe “{axe}” is not of phase {phase}. Choose among: {choices}."),
    )
}

fn axe_not_retained(axe: &str) -> Message {
    Message::built(
        format!(
            "L’axe «\u{a0}{axe}\u{a0}» n’est pas parmi les axes du contrat. Ajoutez-le à [[axes]] ou corrigez \
             la fiche."
        ),
        format!(
            "The axe “{axe}” is not among the axes of the contract. Add it to [[axes]] or correct the sheet."
        ),
    )
}

fn duplicate_axe(axe: &str) -> Message {
    Message::built(
        format!("L’axe «\u{a0}{axe}\u{a0}» est écrit deux fois. Supprimez l’un des deux."),
        format!("The axe “{axe}” is written twice. Remove one of the two."),
    )
}

fn duplicate_numero(numero: &str) -> Message {
    Message::built(
        format!("Le numéro {numero} est celui d’une autre fiche, en vigueur ou retirée. Donnez-en un autre."),
        format!("Number {numero} is another sheet’s, in force or withdrawn. Give this one another."),
    )
}

fn funding_does_not_add_up(sum: Euros, cout: Euros) -> Message {
    Message::built(
        format!(
            "Le plan de financement fait {} mais le coût est de {}. Corrigez une ligne, ou le coût.",
            format::euros_fr(sum),
            format::euros_fr(cout)
        ),
        format!(
            "The plan de financement comes to {} but the cost is {}. Correct a line, or the cost.",
            format::euros_en(sum),
            format::euros_en(cout)
        ),
    )
}

fn unknown_financeur(id: &str) -> Message {
    Message::built(
        format!(
            "Le financeur «\u{a0}{id}\u{a0}» n’est ni signataire ni partenaire. Ajoutez-le à la liste «\u{a0}partenaires\u{a0}» ou \
             corrigez l’identifiant."
        ),
        format!(
            "The funder “{id}” is neither a signatory nor a partner. Add it to the list “partenaires” or correct \
             the id."
        ),
    )
}

fn unknown_partie(id: &str) -> Message {
    Message::built(
        format!(
            "«\u{a0}{id}\u{a0}» n’est ni signataire ni partenaire. Ajoutez-le à la liste «\u{a0}partenaires\u{a0}» ou corrigez \
             l’identifiant."
        ),
        format!(
            "“{id}” is neither a signatory nor a partner. Add it to the list “partenaires” or correct the id."
        ),
    )
}

fn not_a_signataire(id: &str) -> Message {
    Message::built(
        format!(
            "«\u{a0}{id}\u{a0}» n’est pas signataire\u{a0}: seul un signataire s’engage. Corrigez l’identifiant."
        ),
        format!("“{id}” is not a signatory: only signatories undertake. Correct the id."),
    )
}

fn implausible_mesure(value: &str) -> Message {
    Message::built(
        format!(
            "«\u{a0}{value}\u{a0}» n’est pas l’identifiant d’une mesure. Recopiez-le du catalogue, par exemple \
             bdt-ingenierie-50."
        ),
        format!(
            "“{value}” is not the id of a measure. Copy it from the catalogue, for example bdt-ingenierie-50."
        ),
    )
}

fn unknown_mesure(value: &str) -> Message {
    Message::built(
        format!(
            "La mesure «\u{a0}{value}\u{a0}» n’est pas au catalogue. Vérifiez l’identifiant, ou supprimez-le."
        ),
        format!("The measure “{value}” is not in the catalogue. Check the id, or remove it."),
    )
}

// Faults of the amendments.

fn avenant_numero(found: u16, expected: u16) -> Message {
    Message::built(
        format!("L’avenant porte le numéro {found} ; le suivant est le {expected}. Corrigez le numéro."),
        format!("The amendment bears number {found}; the next is {expected}. Correct the number."),
    )
}

fn fiche_not_in_force(numero: &str) -> Message {
    Message::built(
        format!(
            "La fiche {numero} n’est pas dans le contrat à la date de l’avenant. Corrigez le numéro, ou ajoutez \
             la fiche par add_fiches."
        ),
        format!(
            "Sheet {numero} is not in the contract on the day of the amendment. Correct the number, or add \
             the sheet with add_fiches."
        ),
    )
}

fn fiche_amended_twice(numero: &str) -> Message {
    Message::built(
        format!(
            "La fiche {numero} est modifiée deux fois par le même avenant. Gardez une seule des modifications."
        ),
        format!("Sheet {numero} is changed twice by the same amendment. Keep one of the changes."),
    )
}

fn amends_unknown(section: &str) -> Message {
    Message::built(
        format!(
            "L’avenant modifie «\u{a0}{section}\u{a0}», que le contrat laisse inconnu. Remplissez d’abord cette \
             partie du contrat (une liste vide, [], dit qu’il n’y en avait pas)."
        ),
        format!(
            "The amendment changes “{section}”, which the contract leaves unknown. Fill in that part of the \
             contract first (an empty list, [], says that there was none)."
        ),
    )
}

fn avenant_unsigned() -> Message {
    Message::fixed(
        "Le contrat a un avenant mais sa date de signature est inconnue. Ajoutez le champ signed_on.",
        "The contract has an amendment but its day of signature is unknown. Add the field signed_on.",
    )
}
