//! The web components that a regional site embeds: what the loader calls once one of them comes near the viewport.
//!
//! Only exports here. The elements are in `elements`, the journey's logic in `state`, the network in `client`, the
//! device's storage in `draft`, the sentences in `locale`.

mod client;
mod clock;
mod components;
mod draft;
mod elements;
mod embed;
mod json;
mod locale;
mod markup;
mod mount;
mod state;
mod style;
mod work;

pub use mount::{MountedElement, mount};
