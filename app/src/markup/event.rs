//! What an event says of the control in which it happened.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Event;

/// What the field holds.
pub fn typed_in(event: &Event) -> String {
    property(event, "value").as_string().unwrap_or_default()
}

/// Whether the box is ticked.
pub fn is_ticked(event: &Event) -> bool {
    property(event, "checked").is_truthy()
}

fn property(event: &Event, name: &str) -> JsValue {
    let target = event.target().map(JsValue::from).unwrap_or_default();
    Reflect::get(&target, &name.into()).unwrap_or_default()
}
