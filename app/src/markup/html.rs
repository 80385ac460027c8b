//! Writes a view as HTML, as it is before anything happened. For what is rendered when the bundle is built.

use super::element::{Attribute, Element, Property};
use super::view::{Kind, View};

/// The elements that hold nothing and have no end.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// A view as HTML.
pub fn to_html(view: &View) -> String {
    let mut html = String::new();
    write_view(view, &mut html);
    html
}

fn write_view(view: &View, html: &mut String) {
    match &view.0 {
        Kind::Nothing => {}
        Kind::Text(text) => escape(&text.read(), html),
        Kind::Element(element) => write_element(element, html),
        Kind::Several(parts) => parts.iter().for_each(|part| write_view(part, html)),
        Kind::Dynamic(view) => write_view(&view(), html),
        Kind::Each(each) => {
            for key in (each.keys)() {
                write_element(&(each.show)(key), html);
            }
        }
    }
}

fn write_element(element: &Element, html: &mut String) {
    html.push('<');
    html.push_str(element.tag);
    for (name, attribute) in &element.attributes {
        let value = match attribute {
            Attribute::Always(text) => Some(text.read()),
            Attribute::Sometimes(read) => read(),
        };
        if let Some(value) = value {
            write_attribute(name, &value, html);
        }
    }
    for property in &element.properties {
        match property {
            // A text area says its value as what it holds.
            Property::Value(_) if element.tag == "textarea" => {}
            Property::Value(text) => write_attribute("value", &text.read(), html),
            Property::Flag(name, holds) if holds() => write_attribute(name, "", html),
            Property::Flag(..) => {}
        }
    }
    html.push('>');
    if VOID.contains(&element.tag) {
        return;
    }
    for property in &element.properties {
        if let Property::Value(text) = property && element.tag == "textarea" {
            escape(&text.read(), html);
        }
    }
    element.children.iter().for_each(|child| write_view(child, html));
    html.push_str("</");
    html.push_str(element.tag);
    html.push('>');
}

fn write_attribute(name: &str, value: &str, html: &mut String) {
    html.push(' ');
    html.push_str(name);
    if !value.is_empty() {
        html.push_str("=\"");
        escape(value, html);
        html.push('"');
    }
}

fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}
