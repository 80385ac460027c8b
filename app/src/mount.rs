//! Puts an element's view in the `div` that the loader made for it, and takes it away again. The loader decides when.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use leptos::mount::mount_to;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::embed::Embed;
use crate::markup::{Shown, View, show};

/// What keeps an element alive: it goes when this does.
#[wasm_bindgen]
pub struct MountedElement {
    root: HtmlElement,
    shown: Rc<RefCell<Shown>>,
    signals: Box<dyn Any>,
}

#[wasm_bindgen]
impl MountedElement {
    /// Takes the view away and stops all it does. What was typed in a request is in its draft; `rest.js` keeps the rest.
    pub fn unmount(self) {
        self.root.set_text_content(None);
        // What was told to the view until now, such as that the focus left it, is heard after this task: its signals must
        // still be there then.
        Timeout::new(0, move || {
            self.shown.take();
            drop(self.signals);
        })
        .forget();
    }
}

impl fmt::Debug for MountedElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MountedElement")
    }
}

/// What makes the view of an element.
pub type Show = fn(Embed) -> View;

/// Shows an element in `root`, the `div` inside the shadow root of `host`. What is there already, when it is the same view
/// as HTML, is taken up with what was typed in it.
///
/// `config` has the number of the element, `lang`, `api`, and the attributes by their names.
pub fn mount_view(view: Show, root: HtmlElement, host: HtmlElement, config: JsValue) -> MountedElement {
    let shown: Rc<RefCell<Shown>> = Rc::default();
    let (place, parent) = (Rc::clone(&shown), root.clone());
    // Leptos owns the signals of the view; the view itself is put in the page by `markup`.
    let signals = mount_to(root.clone(), move || {
        let view = view(Embed::new(parent.clone(), host, &config));
        *place.borrow_mut() = show(view, &parent);
    });
    MountedElement {
        root,
        shown,
        signals: Box::new(signals),
    }
}
