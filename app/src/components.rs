//! The pieces of which the elements are made. They know no step and no request: what they show and what they do is
//! handed to them. Each is data made into one view, so that a further field costs no further code in the browser.

mod aid_outcome;
mod base;
mod choice_field;
mod commune_finder;
mod dossier_status;
mod fault_summary;
mod field_frame;
mod question;
mod share_bar;
mod territoire_card;
mod text_field;
mod timeline;

pub use aid_outcome::{aid_headline, aid_reasons};
pub use base::{Button, Look, facts, framed, list, named_facts, print_button, retry, source_line, wrong};
pub use choice_field::{Choice, checkbox_field, radio_field, select_field};
pub use commune_finder::{Finder, begin_with_commune, commune_finder, describe_commune};
pub use dossier_status::{correction_sentences, dossier_status};
pub use fault_summary::{FaultLink, fault_summary};
pub use field_frame::Frame;
pub use question::{Question, question};
pub use share_bar::{Share, share_bar};
pub use territoire_card::{territoire_card, territoire_of_commune};
pub use text_field::{Kind, TextField, text_field};
