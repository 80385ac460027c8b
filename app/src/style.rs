//! The style sheet of every element: parsed once, shared by all of them. It is adopted, not inserted: a page whose
//! security policy refuses inline styles shows it all the same.

use std::cell::OnceCell;

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot};

const CSS: &str = concat!(
    include_str!("style/tokens.css"),
    include_str!("style/text.css"),
    include_str!("style/controls.css"),
    include_str!("style/layout.css"),
);

thread_local! {
    static SHEET: OnceCell<Option<CssStyleSheet>> = const { OnceCell::new() };
}

/// Adds our sheet to those of the shadow root that holds this `div`, once.
pub fn adopt(root: &HtmlElement) {
    let Ok(shadow) = root.get_root_node().dyn_into::<ShadowRoot>() else {
        return;
    };
    SHEET.with(|sheet| {
        if let Some(sheet) = sheet.get_or_init(parse) {
            let adopted = shadow.adopted_style_sheets();
            if !adopted.includes(sheet, 0) {
                let all = adopted.concat(&Array::of1(sheet));
                shadow.set_adopted_style_sheets(&all);
            }
        }
    });
}

fn parse() -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(CSS).ok()?;
    Some(sheet)
}
