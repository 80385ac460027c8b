//! The WebAssembly of the finder alone: a page that only asks for a commune downloads no form, no measure and no contract.

use app::elements::territoire;
use app::{MountedElement, Show, mount_view};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// Shows the element of that name; see [`mount_view`].
#[wasm_bindgen]
pub fn mount(element: &str, root: HtmlElement, host: HtmlElement, config: JsValue) -> Option<MountedElement> {
    let view: Show = match element {
        "ti-territoire" => territoire::view,
        _ => return None,
    };
    Some(mount_view(view, root, host, config))
}
