//! `<ti-demande>`: the request alone, from the commune to the receipt.
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

mod additions;
mod aid_card;
mod budget;
mod demandeur;
mod draft_bar;
mod drafts;
mod entreprise;
mod etude;
mod form;
mod mending;
mod pieces;
mod plan;
mod recepisse;
mod rows;
mod sending;
mod step;
mod territoire;
mod uploads;
mod verification;

use leptos::prelude::*;

use crate::components::framed;
use crate::embed::Embed;
use crate::markup::{View, dynamic};
use crate::state::Step;
pub(crate) use additions::additions;
pub(crate) use form::Form;
pub(crate) use mending::{Mending, Whose};

/// Shows the request at the step where the applicant is.
pub fn view(embed: Embed) -> View {
    alone(Form::open(embed))
}

/// The request before anything is known of the applicant.
pub fn first_view(embed: Embed) -> View {
    alone(Form::blank(embed))
}

fn alone(form: Form) -> View {
    framed(form.embed, vec![journey(form)])
}

/// A request at its present step.
pub(crate) fn journey(form: Form) -> View {
    let (current, key) = (form.step(), form.key());
    dynamic(move || {
        // Read, not only tracked: a memo that was never read takes its first value for a change.
        key.with(|_| ());
        match current.get() {
            Step::Territoire => territoire::view(form),
            Step::Demandeur => demandeur::view(form),
            Step::Etude => etude::view(form),
            Step::Budget => budget::view(form),
            Step::Pieces => pieces::view(form),
            Step::Verification => verification::view(form),
            Step::Recepisse => recepisse::view(form),
        }
    })
}
