//! Puts an element's view in the `div` that the loader made for it, and takes it away again. The loader decides when.

use std::any::Any;
use std::fmt;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::elements;
use crate::embed::Embed;
use crate::style;

/// What keeps an element alive: it goes when this does.
#[wasm_bindgen]
pub struct MountedElement {
    view: Box<dyn Any>,
}

#[wasm_bindgen]
impl MountedElement {
    /// Takes the view away and stops all it does. What was typed is in the draft.
    pub fn unmount(self) {
        drop(self.view);
    }
}

impl fmt::Debug for MountedElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MountedElement")
    }
}

/// Shows the element named `kind` in `root`, the `div` inside the shadow root of `host`.
///
/// `config` has the texts `api`, `lang`, `region`, `source` and `reference`, and the number of the element.
#[wasm_bindgen]
pub fn mount(kind: &str, root: HtmlElement, host: HtmlElement, config: &JsValue) -> MountedElement {
    style::adopt(&root);
    let view: fn(Embed) -> AnyView = match kind {
        "ti-suivi" => elements::suivi::view,
        _ => elements::guichet::view,
    };
    let config = config.clone();
    let parent = root.clone();
    MountedElement {
        view: Box::new(mount_to(parent, move || view(Embed::new(root, host, &config)))),
    }
}
