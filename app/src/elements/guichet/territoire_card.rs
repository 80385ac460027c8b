//! What is known of the commune's territory, or why there is none and what to do then.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{CommuneBody, ReadTerritoireResponse, TerritoireSummary};

use super::form::Form;
use crate::client::Failure;
use crate::components::{dynamic, facts, retry};
use crate::embed::Embed;

/// Shows the territory of a commune.
pub fn territoire_card(form: Form, commune: &CommuneBody) -> AnyView {
    let embed = form.embed;
    let Some(territoire) = commune.territoire.clone() else {
        return outside(embed, &commune.name);
    };
    let answer = RwSignal::new(None);
    read(embed, &territoire, answer);
    let summary = territoire.clone();
    let details = dynamic(move || match answer.get() {
        None => view! { <p class="muted" role="status">{embed.words.loading_territoire}</p> }.into_any(),
        Some(Ok(found)) => details(embed, &found),
        Some(Err(failure)) => {
            let sentence = match failure {
                Failure::NoAnswer => embed.words.no_answer,
                Failure::Problem(_) | Failure::Unusable => embed.words.unusable,
            };
            let summary = summary.clone();
            let again = Callback::new(move |()| read(embed, &summary, answer));
            retry(embed, sentence.to_owned(), again)
        }
    });
    view! {
        <div class="card" part="card" data-territoire=territoire.id>
            <p class="label">{embed.words.your_territoire}</p>
            <h3>{territoire.name}</h3>
            {details}
        </div>
    }
    .into_any()
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

fn details(embed: Embed, found: &ReadTerritoireResponse) -> AnyView {
    let words = embed.words;
    let territoire = &found.territoire;
    let elsewhere = embed
        .region
        .filter(|region| !territoire.regions.iter().any(|name| same_name(name, region)))
        .map(|region| {
            view! { <p class="notice" data-notice="other-region">{(words.other_region)(region)}</p> }
                .into_any()
        });
    let rows = facts(vec![
        (words.phase.to_owned(), territoire.phase.clone()),
        (
            (words.regions)(territoire.regions.len()).to_owned(),
            territoire.regions.join(", "),
        ),
        (words.members.to_owned(), territoire.members.join(", ")),
        (
            words.commune_count.to_owned(),
            territoire.commune_count.to_string(),
        ),
        (
            words.population.to_owned(),
            (words.inhabitants)(territoire.population),
        ),
    ]);
    let source = found.source.clone();
    view! { {elsewhere} {rows} <p class="small muted">{source}</p> }.into_any()
}

/// Names are written with one apostrophe or the other.
fn same_name(one: &str, other: &str) -> bool {
    one.replace('’', "'") == other.replace('’', "'")
}

fn outside(embed: Embed, name: &str) -> AnyView {
    let words = embed.words;
    view! {
        <div class="notice wrong" role="status" data-notice="outside">
            <h3>{(words.outside_title)(name)}</h3>
            <p>{words.outside_text}</p>
        </div>
    }
    .into_any()
}
