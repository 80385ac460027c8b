//! Where a request stands: its status, what that means, who acts next, and what happened so far.

use leptos::prelude::*;
use shared::dossier::{Action, Status, VersementKind};
use shared::format;
use shared::money::Euros;
use shared::wire::{CorrectionItemBody, DeadlineBody, HistoryEntry, ReadDossierResponse, VersementBody};

use super::base::facts;
use crate::clock;
use crate::embed::Embed;

/// Shows a request as the service tells it. The whole is `[data-status]`, which takes the focus.
pub fn dossier_status(embed: Embed, dossier: &ReadDossierResponse) -> AnyView {
    let words = embed.words;
    let status = Status::parse(&dossier.status);
    let explanation = status.map_or_else(String::new, |status| embed.say(&status.explanation()));
    let history: Vec<AnyView> = dossier
        .history
        .iter()
        .map(|entry| {
            let day = clock::day_of(&entry.at, embed.lang);
            view! { <li><time datetime=entry.at.clone()>{day}</time><span>{happened(embed, entry)}</span></li> }.into_any()
        })
        .collect();
    let details = facts(vec![
        (words.reference.to_owned(), dossier.reference.clone()),
        (words.study.to_owned(), dossier.intitule.clone()),
        (words.territoire.to_owned(), dossier.territoire.name.clone()),
        (words.asked.to_owned(), amount(embed, &dossier.montant_demande)),
        (
            words.granted.to_owned(),
            dossier
                .montant_accorde
                .as_deref()
                .map_or_else(String::new, |text| amount(embed, text)),
        ),
        (words.motif.to_owned(), dossier.motif.clone().unwrap_or_default()),
    ]);
    view! {
        <div class="card" part="card status" data-status=dossier.status.clone() tabindex="-1">
            <h3><span class="label">{words.status}</span>" "<span class="badge">{label(embed, &dossier.status)}</span></h3>
            <p>{explanation}</p>
            {to_complete(embed, dossier)}
            {next(embed, dossier)}
            {details}
            {payments(embed, &dossier.versements)}
            <h4>{words.history}</h4>
            <ol class="history">{history}</ol>
        </div>
    }
    .into_any()
}

/// What the applicant is asked for, in the words of the agent.
fn to_complete(embed: Embed, dossier: &ReadDossierResponse) -> AnyView {
    let Some(correction) = &dossier.pending_correction else {
        return ().into_any();
    };
    let asked = correction.items.iter().map(|item: &CorrectionItemBody| {
        if item.piece.is_empty() {
            item.message.clone()
        } else {
            format!("{} – {}", item.piece, item.message)
        }
    });
    section(embed.words.to_complete, "corrections", asked.collect())
}

/// The deadlines with their texts and what is not sure about them; without a deadline, the next step alone.
fn next(embed: Embed, dossier: &ReadDossierResponse) -> AnyView {
    let words = embed.words;
    if dossier.deadlines.is_empty() {
        let step = dossier.next_step.iter();
        let sentences = step.map(|step| step.message.in_lang(embed.lang).to_owned());
        return section(words.next, "next", sentences.collect());
    }
    let items: Vec<AnyView> = dossier
        .deadlines
        .iter()
        .map(|deadline| {
            let sentence = deadline.message.in_lang(embed.lang).to_owned();
            view! { <li data-deadline=deadline.kind.clone()>{sentence}{cite(embed, deadline)}</li> }
                .into_any()
        })
        .collect();
    let mut doubts: Vec<String> = Vec::new();
    for doubt in dossier.deadlines.iter().flat_map(|deadline| &deadline.doubts) {
        let doubt = doubt.in_lang(embed.lang);
        if !doubts.iter().any(|told| told == doubt) {
            doubts.push(doubt.to_owned());
        }
    }
    view! {
        <h4>{words.next}</h4>
        <ul class="reasons">{items}</ul>
        {section(words.aid_doubts, "doubts", doubts)}
    }
    .into_any()
}

fn cite(embed: Embed, deadline: &DeadlineBody) -> AnyView {
    let Some(source) = &deadline.source else {
        return ().into_any();
    };
    let words = embed.words;
    // Only a web address becomes a link: the answer comes over the network.
    if !source.url.starts_with("https://") {
        return ().into_any();
    }
    view! {
        " "
        <span class="source">
            {words.source}
            "\u{a0}: "
            <a href=source.url.clone() target="_blank" rel="noopener noreferrer" lang="fr">{source.title.clone()}</a>
            {format!(" ({}).", words.new_tab)}
        </span>
    }
    .into_any()
}

fn payments(embed: Embed, versements: &[VersementBody]) -> AnyView {
    let lines = versements.iter().map(|versement| {
        let kind = VersementKind::parse(&versement.kind);
        let kind = kind.map_or_else(|| versement.kind.clone(), |kind| embed.say(&kind.label()));
        let day = clock::day_in_words(&versement.day, embed.lang);
        format!("{kind} – {} – {day}", amount(embed, &versement.montant))
    });
    section(embed.words.payments, "payments", lines.collect())
}

/// A title and a list; nothing when the list is empty.
fn section(title: &'static str, class: &'static str, sentences: Vec<String>) -> AnyView {
    if sentences.is_empty() {
        return ().into_any();
    }
    let items: Vec<AnyView> = sentences
        .into_iter()
        .map(|sentence| view! { <li>{sentence}</li> }.into_any())
        .collect();
    view! { <h4>{title}</h4><ul class=class>{items}</ul> }.into_any()
}

/// What happened at one step: the action, with its reason, when it left the status as it was.
fn happened(embed: Embed, entry: &HistoryEntry) -> String {
    let action = entry.action.as_deref().and_then(Action::parse);
    let Some(action) = action else {
        return label(embed, &entry.status);
    };
    let happened = embed.say(&action.label());
    match &entry.motif {
        Some(motif) => format!("{happened} – {motif}"),
        None => happened,
    }
}

/// A status that this version does not know is shown under its own name.
fn label(embed: Embed, code: &str) -> String {
    Status::parse(code).map_or_else(|| code.to_owned(), |status| embed.say(&status.label()))
}

fn amount(embed: Embed, text: &str) -> String {
    Euros::parse(text).map_or_else(|_| text.to_owned(), |euros| format::euros(euros, embed.lang))
}
