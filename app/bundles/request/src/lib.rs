//! The WebAssembly of the elements that lead to a request and follow it: the whole journey, in one download.

use app::elements::{demande, guichet, suivi};
use app::{MountedElement, Show, mount_view};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// Shows the element of that name; see [`mount_view`].
#[wasm_bindgen]
pub fn mount(element: &str, root: HtmlElement, host: HtmlElement, config: JsValue) -> Option<MountedElement> {
    let view: Show = match element {
        "ti-demande" => demande::view,
        "ti-guichet" => guichet::view,
        "ti-suivi" => suivi::view,
        _ => return None,
    };
    Some(mount_view(view, root, host, config))
}
