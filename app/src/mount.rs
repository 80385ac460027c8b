//! Puts an element's view in the `div` that the loader made for it, and takes it away again. The loader decides when.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use leptos::mount::mount_to;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::elements;
use crate::embed::Embed;
use crate::markup::{Shown, View, show};
use crate::style;

/// What keeps an element alive: it goes when this does.
#[wasm_bindgen]
pub struct MountedElement {
    root: HtmlElement,
    shown: Rc<RefCell<Shown>>,
    signals: Box<dyn Any>,
}

#[wasm_bindgen]
impl MountedElement {
    /// Takes the view away and stops all it does. What was typed is in the draft.
    pub fn unmount(self) {
        self.shown.take();
        self.root.set_text_content(None);
        drop(self.signals);
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
    let view: fn(Embed) -> View = match kind {
        "ti-suivi" => elements::suivi::view,
        _ => elements::guichet::view,
    };
    let embed = (root.clone(), host, config.clone());
    let shown: Rc<RefCell<Shown>> = Rc::default();
    let place = (root.clone(), Rc::clone(&shown));
    // Leptos owns the signals of the view; the view itself is put in the page by `markup`.
    let signals = mount_to(root.clone(), move || {
        let view = view(Embed::new(embed.0, embed.1, &embed.2));
        *place.1.borrow_mut() = show(view, &place.0);
    });
    MountedElement {
        root,
        shown,
        signals: Box::new(signals),
    }
}
