//! Where a request stands: its status, what that means, who acts next, and what happened so far.

use shared::dossier::{Action, Status, VersementKind};
use shared::format;
use shared::money::Euros;
use shared::wire::{CorrectionBody, DeadlineBody, HistoryEntry, ReadDossierResponse, VersementBody};

use super::base::{facts, list, source_line};
use super::timeline::timeline;
use crate::clock;
use crate::embed::Embed;
use crate::markup::{Element, View, el, several};

/// Shows a request as the service tells it. The whole is `[data-status]`, which takes the focus.
pub fn dossier_status(embed: Embed, dossier: &ReadDossierResponse) -> Element {
    let words = embed.words;
    let status = Status::parse(&dossier.status);
    let explanation = status.map_or_else(String::new, |status| embed.say(&status.explanation()));
    let granted = dossier.montant_accorde.as_deref();
    let details = facts(vec![
        (words.reference, dossier.reference.clone()),
        (words.study, dossier.intitule.clone()),
        (words.territoire, dossier.territoire.name.clone()),
        (words.asked, amount(embed, &dossier.montant_demande)),
        (
            words.granted,
            granted.map_or_else(String::new, |text| amount(embed, text)),
        ),
        (words.motif, dossier.motif.clone().unwrap_or_default()),
    ]);
    let title = el("h3")
        .child(el("span").class("label").child(words.status))
        .child(" ")
        .child(el("span").class("badge").child(label(embed, &dossier.status)));
    el("div")
        .class("card")
        .part("card status")
        .attr("data-status", &dossier.status)
        .attr("tabindex", "-1")
        .child(title)
        .child(el("p").child(explanation))
        .child(to_complete(embed, dossier))
        .child(next(embed, dossier))
        .child(details)
        .child(payments(embed, &dossier.versements))
        .child(el("h4").child(words.history))
        .child(timeline(embed, dossier, clock::today()))
        .child(history(embed, &dossier.history))
}

fn history(embed: Embed, entries: &[HistoryEntry]) -> Element {
    el("ol").class("history").children(entries.iter().map(|entry| {
        let day = el("time")
            .attr("datetime", &entry.at)
            .child(clock::day_of(&entry.at, embed.lang));
        el("li")
            .child(day)
            .child(el("span").child(happened(embed, entry)))
    }))
}

/// What the applicant is asked for, in the words of the agent.
fn to_complete(embed: Embed, dossier: &ReadDossierResponse) -> View {
    let Some(correction) = &dossier.pending_correction else {
        return View::NOTHING;
    };
    section(
        embed.words.to_complete,
        "corrections",
        correction_sentences(correction),
    )
}

/// What is asked, thing by thing.
pub fn correction_sentences(correction: &CorrectionBody) -> Vec<String> {
    let sentences = correction.items.iter().map(|item| {
        if item.piece.is_empty() {
            item.message.clone()
        } else {
            format!("{} – {}", item.piece, item.message)
        }
    });
    sentences.collect()
}

/// The deadlines with their texts and what is not sure about them; without a deadline, the next step alone.
fn next(embed: Embed, dossier: &ReadDossierResponse) -> View {
    let words = embed.words;
    if dossier.deadlines.is_empty() {
        let step = dossier.next_step.iter();
        let sentences = step.map(|step| step.message.in_lang(embed.lang).to_owned());
        return section(words.next, "next", sentences.collect());
    }
    let items = dossier.deadlines.iter().map(|deadline| {
        el("li")
            .attr("data-deadline", &deadline.kind)
            .child(deadline.message.in_lang(embed.lang).to_owned())
            .child(cite(embed, deadline))
    });
    let mut doubts: Vec<String> = Vec::new();
    for doubt in dossier.deadlines.iter().flat_map(|deadline| &deadline.doubts) {
        let doubt = doubt.in_lang(embed.lang);
        if !doubts.iter().any(|told| told == doubt) {
            doubts.push(doubt.to_owned());
        }
    }
    several([
        el("h4").child(words.next).into(),
        el("ul").class("reasons").children(items).into(),
        section(words.aid_doubts, "doubts", doubts),
    ])
}

/// Where a deadline is written. Only a web address becomes a link: the answer comes over the network.
fn cite(embed: Embed, deadline: &DeadlineBody) -> View {
    let source = deadline.source.as_ref();
    let Some(source) = source.filter(|source| source.url.starts_with("https://")) else {
        return View::NOTHING;
    };
    several([
        View::from(" "),
        source_line(embed, View::NOTHING, source.url.clone(), source.title.clone())
            .child(format!(" ({}).", embed.words.new_tab))
            .into(),
    ])
}

fn payments(embed: Embed, versements: &[VersementBody]) -> View {
    let lines = versements.iter().map(|versement| {
        let kind = VersementKind::parse(&versement.kind);
        let kind = kind.map_or_else(|| versement.kind.clone(), |kind| embed.say(&kind.label()));
        let day = clock::day_in_words(&versement.day, embed.lang);
        format!("{kind} – {} – {day}", amount(embed, &versement.montant))
    });
    section(embed.words.payments, "payments", lines.collect())
}

/// A title and a list; nothing when the list is empty.
fn section(title: &'static str, class: &'static str, sentences: Vec<String>) -> View {
    if sentences.is_empty() {
        return View::NOTHING;
    }
    several([el("h4").child(title), list(class, sentences)])
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
