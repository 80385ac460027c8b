//! A contract as it is sent: its head, and what it says on a day. Its parties and its plan are in files of their own.

use chrono::NaiveDate;
use reference::territoire_in;
use shared::contrat::{Avenant, Contrat, Mark, Version};
use shared::ids::TerritoireId;
use shared::message::{Lang, Message};
use shared::period::Period;
use shared::source::Stated;
use shared::wire::{
    AvenantSummary, AxeRetenuBody, CiteBody, ContratBody, ContratSummary, EngagementEntry, PeriodBody,
    ReadContratResponse, SentenceBody, TerritoireEntry, YearsEntry,
};

use super::{fiche, parties};
use crate::body::{choice, last_day};

/// The contract on a day, or as it reads now without one. What is unknown in it is listed afterwards.
pub fn reading(contrat: &Contrat, on: Option<NaiveDate>) -> ReadContratResponse {
    let reading = Reading::of(contrat, on);
    ReadContratResponse {
        reading: reading.as_str().to_owned(),
        sentence: SentenceBody::new(&reading.message()),
        on: on.map(|day| day.to_string()),
        summary: summary(contrat),
        contrat: reading.into_version().as_ref().map(body),
        unknown: Vec::new(),
    }
}

/// The head of a contract.
pub fn summary(contrat: &Contrat) -> ContratSummary {
    ContratSummary {
        id: contrat.id().to_string(),
        is_example: contrat.mark() == Mark::Example,
        mark: contrat.mark().label().as_ref().map(SentenceBody::new),
        document: choice(contrat.document().as_str(), &contrat.document().label()),
        intitule: contrat.intitule().to_owned(),
        phase: contrat.phase().known().map(|phase| phase.as_str().to_owned()),
        territoires: listed(contrat.territoires(), territoire),
        years: contrat.years().known().map(|years| YearsEntry {
            first: years.first,
            last: years.last,
        }),
        signed_on: contrat.signed_on().known().map(NaiveDate::to_string),
        pages: contrat.pages().known().copied(),
        sources: contrat
            .sources()
            .iter()
            .map(|source| CiteBody {
                title: source.title.clone(),
                url: source.url.clone(),
                recorded_on: source.recorded_on.to_string(),
            })
            .collect(),
    }
}

/// A list that is known, each item converted.
pub fn listed<T, U>(items: &Stated<Vec<T>>, convert: impl Fn(&T) -> U) -> Option<Vec<U>> {
    items.known().map(|items| items.iter().map(convert).collect())
}

pub fn period(period: Period) -> PeriodBody {
    PeriodBody {
        date_debut: period.first().to_string(),
        date_fin: last_day(period),
    }
}

/// A text for display in both languages.
pub fn heading(in_lang: impl Fn(Lang) -> String) -> SentenceBody {
    SentenceBody {
        fr: in_lang(Lang::Fr),
        en: in_lang(Lang::En),
    }
}

/// How a contract can be read on a day.
enum Reading<'a> {
    Latest(Version<'a>),
    OnDay(Version<'a>),
    DayUnknown(Version<'a>),
    BeforeSignature,
}

impl<'a> Reading<'a> {
    fn of(contrat: &'a Contrat, on: Option<NaiveDate>) -> Self {
        match on.map(|day| contrat.on(day)) {
            None => Self::Latest(contrat.latest()),
            Some(Stated::Known(Some(version))) => Self::OnDay(version),
            Some(Stated::Known(None)) => Self::BeforeSignature,
            Some(Stated::Unknown) => Self::DayUnknown(contrat.latest()),
        }
    }

    const fn as_str(&self) -> &'static str {
        match self {
            Self::Latest(_) => "latest",
            Self::OnDay(_) => "on_day",
            Self::DayUnknown(_) => "day_unknown",
            Self::BeforeSignature => "before_signature",
        }
    }

    const fn message(&self) -> Message {
        match self {
            Self::Latest(_) => Message::fixed(
                "Le contrat avec tous ses avenants connus.",
                "The contract with every amendment that is known.",
            ),
            Self::OnDay(_) => Message::fixed(
                "Le contrat tel qu’il se lisait ce jour-là.",
                "The contract as it read on that day.",
            ),
            Self::DayUnknown(_) => Message::fixed(
                "Le jour de sa signature est inconnu : voici le contrat avec tous ses avenants connus.",
                "The day of its signature is unknown: here is the contract with every amendment that is known.",
            ),
            Self::BeforeSignature => Message::fixed(
                "Ce jour-là, le contrat n’était pas encore signé.",
                "On that day the contract was not signed yet.",
            ),
        }
    }

    fn into_version(self) -> Option<Version<'a>> {
        match self {
            Self::Latest(version) | Self::OnDay(version) | Self::DayUnknown(version) => Some(version),
            Self::BeforeSignature => None,
        }
    }
}

fn body(version: &Version<'_>) -> ContratBody {
    let contrat = version.contrat();
    ContratBody {
        is_example: contrat.mark() == Mark::Example,
        heading: heading(|lang| version.heading(lang)),
        period: version.period().known().copied().map(period),
        signataires: parties::sides(version),
        partenaires: listed(version.partenaires(), |partenaire| {
            parties::partenaire(partenaire)
        }),
        gouvernance: parties::gouvernance(contrat.gouvernance()),
        enjeux: listed(contrat.enjeux(), String::clone),
        axes: listed(contrat.axes(), |retenu| AxeRetenuBody {
            axe: choice(retenu.axe.as_str(), &retenu.axe.label()),
            intitule: retenu.intitule.known().cloned(),
        }),
        fiches: listed(version.fiches(), |fiche| fiche::fiche(version, fiche)),
        engagements: listed(version.engagements(), |engagement| EngagementEntry {
            signataire: engagement.signataire.to_string(),
            description: engagement.description.clone(),
        }),
        avenants: contrat.avenants().known().map(|_| {
            let holding = version.avenants().iter();
            holding.map(|avenant| avenant_summary(version, avenant)).collect()
        }),
        progress: version.progress().known().map(fiche::progress),
    }
}

fn avenant_summary(version: &Version<'_>, avenant: &Avenant) -> AvenantSummary {
    AvenantSummary {
        numero: avenant.numero,
        signed_on: avenant.signed_on.to_string(),
        heading: heading(|lang| version.avenant_heading(avenant, lang)),
        objet: avenant.objet.known().cloned(),
    }
}

fn territoire(id: &TerritoireId) -> TerritoireEntry {
    let known = reference::Phase::parse(id.phase()).and_then(|phase| territoire_in(phase, id.id()));
    TerritoireEntry {
        phase: id.phase().to_owned(),
        id: id.id().to_owned(),
        name: known.map(|territoire| territoire.name().to_owned()),
    }
}
