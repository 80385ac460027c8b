//! The web components that a regional site embeds. The crates of `bundles` make what is downloaded of it.
//!
//! Only exports here. The elements are in `elements`, the journey's logic in `state`, the network in `client`, the
//! device's storage in `draft`, the sentences in `locale`, what a view is in `markup`.

mod client;
mod clock;
mod components;
mod draft;
pub mod elements;
mod embed;
mod file;
mod json;
mod locale;
mod markup;
mod mount;
mod prerender;
mod state;
mod work;

pub use embed::Embed;
pub use markup::View;
pub use mount::{MountedElement, Show, mount_view};
pub use prerender::first_views;
