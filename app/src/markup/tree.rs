//! Writes a view as it is before anything happened, for what is made when the bundle is built.
//!
//! An element is `[name, { attributes }, …what it holds]`, a text is a string; the name of an element of SVG begins with
//! `svg:`. The loader makes the nodes one by one: unlike HTML, this is no string that a page under Trusted Types refuses.

use serde_json::{Map, Value, json};

use super::element::{Attribute, Element, Property};
use super::view::{Kind, View};

/// The elements and texts of a view.
pub fn to_tree(view: &View) -> Vec<Value> {
    match &view.0 {
        Kind::Nothing => Vec::new(),
        Kind::Text(text) => {
            let text = text.read();
            // An empty text has no node.
            (!text.is_empty()).then(|| text.into()).into_iter().collect()
        }
        Kind::Element(element) => vec![of_element(element)],
        Kind::Several(parts) => parts.iter().flat_map(to_tree).collect(),
        Kind::Dynamic(view) => to_tree(&view()),
        Kind::Each(each) => {
            let keys = (each.keys)().into_iter();
            keys.map(|key| of_element(&(each.show)(key))).collect()
        }
    }
}

fn of_element(element: &Element) -> Value {
    let element = element.parts();
    let mut attributes = Map::new();
    for (name, attribute) in &element.attributes {
        let value = match attribute {
            Attribute::Always(text) => Some(text.read()),
            Attribute::Sometimes(read) => read(),
        };
        if let Some(value) = value {
            attributes.insert((*name).to_owned(), value.into());
        }
    }
    for property in &element.properties {
        match property {
            Property::Value(text) if !text.read().is_empty() => {
                attributes.insert("value".to_owned(), text.read().into());
            }
            Property::Flag(name, holds) if holds() => {
                attributes.insert((*name).to_owned(), "".into());
            }
            Property::Value(_) | Property::Flag(..) => {}
        }
    }
    let name = match element.namespace {
        Some(_) => format!("svg:{}", element.tag),
        None => element.tag.to_owned(),
    };
    let mut node = vec![json!(name), attributes.into()];
    node.extend(element.children.iter().flat_map(to_tree));
    node.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::{dynamic, each, el, live, several, svg};

    #[test]
    fn a_view_is_written_as_it_is_at_first() {
        let view = el("p")
            .class("intro")
            .attr_while("hidden", || None)
            .flag_while("open", || true)
            .child("Bonjour")
            .child("")
            .child(several([el("br"), el("b").child(live(|| "<&>".to_owned()))]))
            .child(dynamic(|| el("input").value("a").checked(|| true).into()))
            .child(each(|| vec![3, 5], |key| el("li").child(key.to_string())))
            .child(svg("svg").child(svg("path")));
        let expected = json!([[
            "p",
            { "class": "intro", "open": "" },
            "Bonjour",
            ["br", {}],
            ["b", {}, "<&>"],
            ["input", { "value": "a", "checked": "" }],
            ["li", {}, "3"],
            ["li", {}, "5"],
            ["svg:svg", {}, ["svg:path", {}]],
        ]]);
        assert_eq!(Value::from(to_tree(&view.into())), expected);
    }
}
