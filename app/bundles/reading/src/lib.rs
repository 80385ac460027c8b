//! The WebAssembly of the elements that only read. A visitor who looks for a territory does not download the form.

use app::elements::{contrat, mesures, simulateur, territoire, verification};
use app::{MountedElement, Show, mount_view};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// Shows the element of that name; see [`mount_view`].
#[wasm_bindgen]
pub fn mount(element: &str, root: HtmlElement, host: HtmlElement, config: JsValue) -> Option<MountedElement> {
    let view: Show = match element {
        "ti-contrat" => contrat::view,
        "ti-mesures" => mesures::view,
        "ti-simulateur" => simulateur::view,
        "ti-territoire" => territoire::view,
        "ti-verification" => verification::view,
        _ => return None,
    };
    Some(mount_view(view, root, host, config))
}
