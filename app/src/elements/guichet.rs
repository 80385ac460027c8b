//! `<ti-guichet>`: the whole journey of a request, from the commune to the decision.
//!
//! # Attributes
//! | name | means | default |
//! |---|---|---|
//! | `region` | INSEE code of the région whose site this is: the element says when a territory is in another one | none |
//! | `commune` | INSEE code of the commune that a new request begins with | none |
//! | `siret` | SIRET that a new request begins with | none |
//! | `theme` | `light`, `dark`, or `auto` for that of the device | `light` |
//! | `lang` | `fr` or `en` | the language around the element, else French |
//! | `source` | how the hosting site names this embed, recorded with the request; 100 characters at most | none |
//! | `api` | origin of the functions | that of the loader |
//!
//! # Events
//! All bubble and are composed; they are fired on actions of the applicant only.
//!
//! | name | when | detail |
//! |---|---|---|
//! | `ti-select-territoire` | a commune of a territory is chosen | `{ phase, id, name, codeInsee }` |
//! | `ti-file-dossier` | a request is filed | `{ reference }`: never the access code |
//!
//! # Parts
//! `step`, `step-title`, `steps`, `field`, `control`, `fault`, `fault-summary`, `button` with `button-primary`,
//! `button-secondary` or `button-quiet`, `card`, `aid`, `proposals`, `draft`, `receipt`, `status`.
//!
//! # Slots
//! | name | holds | where |
//! |---|---|---|
//! | `contact` | whom to ask: a name, a telephone number | at the foot of the element, and in what says that it could not be loaded |
//! | `privacy` | what the law makes you tell those who give their name: who answers for the data, why, how long, their rights | where the applicant says who asks |
//!
//! # Custom properties
//! `--ti-color-accent`, `--ti-color-on-accent`, `--ti-color-text`, `--ti-color-muted`, `--ti-color-background`,
//! `--ti-color-surface`, `--ti-color-border`, `--ti-color-wrong`, `--ti-color-right`, `--ti-font-family`,
//! `--ti-font-size`, `--ti-radius`, `--ti-min-height`.
//!
//! # Ids and data attributes
//! Inside the shadow root each step is `[data-step]` with its name; ids of fields come from their JSON pointers (see
//! `state::field`); buttons are `[data-action]`.

use leptos::prelude::*;

use super::demande::{self, Form};
use super::suivi;
use crate::components::{Button, Look, framed};
use crate::embed::Embed;
use crate::locale::tracking_words;
use crate::markup::{View, dynamic};

/// Shows the request, or the status of one that was filed before.
pub fn view(embed: Embed) -> View {
    both(Form::open(embed))
}

/// The journey before anything is known of the applicant.
pub fn first_view(embed: Embed) -> View {
    both(Form::blank(embed))
}

fn both(form: Form) -> View {
    let embed = form.embed;
    let follows = RwSignal::new(false);
    let content = dynamic(move || {
        if follows.get() {
            suivi::content(embed).into()
        } else {
            demande::journey(form)
        }
    });
    let words = tracking_words(embed.lang);
    let can_switch = Memo::new(move |_| follows.get() || form.is_at_start());
    let switch = dynamic(move || {
        let label = if follows.get() {
            words.to_request
        } else {
            words.to_status
        };
        let switch = can_switch.get().then(|| {
            Button::new("switch", Look::Quiet, label, move || {
                follows.update(|follows| *follows = !*follows);
                embed.focus("h2");
            })
        });
        switch.into()
    });
    framed(embed, vec![content, switch])
}
