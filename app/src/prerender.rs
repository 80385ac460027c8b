//! The elements as they are before anything is known: what the loader shows while the WebAssembly is on its way. The
//! first field is there, and what is typed in it is taken up when the component comes.

use leptos::prelude::{Owner, untrack};
use serde_json::{Map, Value};
use shared::message::Lang;

use crate::elements;
use crate::embed::Embed;
use crate::markup::to_tree;
use crate::mount::Show;

/// The first view of each element in a language, by the name of the element.
pub fn first_views(lang: Lang) -> Map<String, Value> {
    let views: [(&str, Show); 8] = [
        ("ti-contrat", elements::contrat::first_view),
        ("ti-mesures", elements::mesures::first_view),
        ("ti-simulateur", elements::simulateur::first_view),
        ("ti-verification", elements::verification::view),
        ("ti-territoire", elements::territoire::first_view),
        ("ti-demande", elements::demande::first_view),
        ("ti-guichet", elements::guichet::first_view),
        ("ti-suivi", elements::suivi::view),
    ];
    let owner = Owner::new();
    let tree = |view: Show| owner.with(|| untrack(|| to_tree(&view(Embed::of_nobody(lang)))));
    views
        .into_iter()
        .map(|(name, view)| (name.to_owned(), tree(view).into()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_field_of_the_journey_is_there_in_both_languages() {
        for (lang, said) in [
            (Lang::Fr, "Commune de l’étude"),
            (Lang::En, "Commune of the study"),
        ] {
            let views = first_views(lang);
            let guichet = views["ti-guichet"].to_string();
            assert!(guichet.contains(r#""id":"projet-commune""#), "{guichet}");
            assert!(guichet.contains(said), "{guichet}");
            assert!(views["ti-suivi"].to_string().contains(r#""id":"reference""#));
        }
    }
}
