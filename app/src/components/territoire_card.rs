//! What is known of the commune's territory, or why there is none and what to do then.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{CommuneBody, ReadTerritoireResponse, TerritoireSummary};

use super::base::{named_facts, retry};
use crate::client::Failure;
use crate::embed::Embed;
use crate::markup::{Element, View, dynamic, el, several};

/// Shows the territory of a commune; where there is none, what to do then.
pub fn territoire_of_commune(embed: Embed, commune: &CommuneBody, otherwise: &'static str) -> View {
    match &commune.territoire {
        Some(territoire) => territoire_card(embed, territoire),
        None => outside(embed, &commune.name, otherwise).into(),
    }
}

/// Shows a territory.
pub fn territoire_card(embed: Embed, territoire: &TerritoireSummary) -> View {
    let territoire = territoire.clone();
    let answer = RwSignal::new(None);
    read(embed, &territoire, answer);
    let summary = territoire.clone();
    let details = dynamic(move || match answer.get() {
        None => el("p")
            .class("muted")
            .attr("role", "status")
            .child(embed.words.loading_territoire)
            .into(),
        Some(Ok(found)) => details(embed, &found),
        Some(Err(failure)) => {
            let summary = summary.clone();
            retry(embed, failure.sentence(embed), move || {
                read(embed, &summary, answer);
            })
        }
    });
    el("div")
        .class("card")
        .part("card")
        .attr("data-territoire", territoire.id)
        .child(el("p").class("label").child(embed.words.your_territoire))
        .child(el("h3").child(territoire.name))
        .child(details)
        .into()
}

/// The answer of the service, once there is one.
type Answer = Option<Result<ReadTerritoireResponse, Failure>>;

fn read(embed: Embed, territoire: &TerritoireSummary, answer: RwSignal<Answer>) {
    let client = embed.client();
    let TerritoireSummary { phase, id, .. } = territoire.clone();
    answer.set(None);
    spawn_local(async move {
        let found = client.read_territoire(&phase, &id).await;
        // The card may be gone by now: nothing is then left to set.
        answer.try_set(Some(found));
    });
}

fn details(embed: Embed, found: &ReadTerritoireResponse) -> View {
    let words = embed.words;
    let territoire = &found.territoire;
    let elsewhere = embed
        .region
        .filter(|region| !territoire.regions.iter().any(|name| same_name(name, region)))
        .map(|region| {
            el("p")
                .class("notice")
                .attr("data-notice", "other-region")
                .child((words.other_region)(region))
        });
    let rows = named_facts(vec![
        (words.phase.into(), territoire.phase.clone()),
        (
            (words.regions)(territoire.regions.len()).into(),
            territoire.regions.join(", "),
        ),
        (words.members.into(), territoire.members.join(", ")),
        (words.commune_count.into(), territoire.commune_count.to_string()),
        (
            words.population.into(),
            (words.inhabitants)(territoire.population),
        ),
    ]);
    let source = el("p").class("small muted").child(found.source.clone());
    several([elsewhere.into(), View::from(rows), source.into()])
}

/// Names are written with one apostrophe or the other.
fn same_name(one: &str, other: &str) -> bool {
    one.replace('’', "'") == other.replace('’', "'")
}

fn outside(embed: Embed, name: &str, otherwise: &'static str) -> Element {
    let words = embed.words;
    el("div")
        .class("notice wrong")
        .attr("role", "status")
        .attr("data-notice", "outside")
        .child(el("h3").child((words.outside_title)(name)))
        .child(el("p").child(otherwise))
}
