//! Views as data: elements that are described at run time, then put in the page, taken up from what is in the page
//! already, or written as a tree of JSON, from which a page is made without parsing HTML.
//!
//! The signals are Leptos's. Its `view!` is not used: it makes one type, and so code of its own, of each shape that is
//! written, which is more than half of what a visitor would download (`docs/decisions/0015`).

mod build;
mod element;
mod event;
mod text;
mod tree;
mod view;

pub use build::{Shown, show};
pub use element::{Element, el, svg};
pub use event::{is_ticked, typed_in};
pub use text::{Text, live};
pub use tree::to_tree;
pub use view::{View, dynamic, each, several};
