//! Where a request stands: its status, what that means, who acts next, and what happened so far.

use leptos::prelude::*;
use shared::dossier::Status;
use shared::format;
use shared::money::Euros;
use shared::wire::ReadDossierResponse;

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
            view! { <li><time datetime=entry.at.clone()>{day}</time><span>{label(embed, &entry.status)}</span></li> }.into_any()
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
            {details}
            <h4>{words.history}</h4>
            <ol class="history">{history}</ol>
        </div>
    }
    .into_any()
}

/// A status that this version does not know is shown under its own name.
fn label(embed: Embed, code: &str) -> String {
    Status::parse(code).map_or_else(|| code.to_owned(), |status| embed.say(&status.label()))
}

fn amount(embed: Embed, text: &str) -> String {
    Euros::parse(text).map_or_else(|_| text.to_owned(), |euros| format::euros(euros, embed.lang))
}
