//! Writes what the headers tell: for tools (Custom Elements Manifest 1.0), for TypeScript, for people.

use std::fmt::Write as _;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::header::{Attribute, Element, Slot};

/// `custom-elements.json`.
pub fn manifest(elements: &[Element]) -> Result<String> {
    let declarations: Vec<Value> = elements.iter().map(declaration).collect();
    let exports: Vec<Value> = elements
        .iter()
        .map(|element| {
            json!({
                "kind": "custom-element-definition",
                "name": element.tag,
                "declaration": { "name": class_of(element), "module": MODULE },
            })
        })
        .collect();
    let manifest = json!({
        "schemaVersion": "1.0.0",
        "modules": [{
            "kind": "javascript-module",
            "path": MODULE,
            "declarations": declarations,
            "exports": exports,
        }],
    });
    Ok(format!("{}\n", serde_json::to_string_pretty(&manifest)?))
}

/// `guichet.d.ts`.
pub fn types(elements: &[Element]) -> String {
    let mut text = String::from(
        "// Types of the elements of the guichet, for TypeScript. Made by `cargo xtask elements` from the headers of\n\
         // app/src/elements.\n\n",
    );
    for element in elements {
        let _ = writeln!(text, "/** {} */", plain(&element.summary));
        let _ = writeln!(
            text,
            "export interface {} extends HTMLElement {{",
            class_of(element)
        );
        for event in &element.events {
            for (method, more) in [
                ("add", ", options?: boolean | AddEventListenerOptions"),
                ("remove", ""),
            ] {
                let _ = writeln!(
                    text,
                    "  {method}EventListener(type: '{}', listener: (event: CustomEvent<{}>) => void{more}): void;",
                    event.name,
                    detail_type(&event.detail)
                );
            }
        }
        for method in ["add", "remove"] {
            let _ = writeln!(
                text,
                "  {method}EventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean \
                 | AddEventListenerOptions): void;"
            );
        }
        text.push_str("}\n\n");
        let _ = writeln!(text, "/** The attributes of `<{}>`. */", element.tag);
        let _ = writeln!(text, "export interface {}Attributes {{", class_of(element));
        for attribute in &element.attributes {
            let _ = writeln!(
                text,
                "  /** {}. Default: {}. */\n  {}?: {};",
                plain(&attribute.means),
                plain(&attribute.default),
                attribute.name,
                attribute_type(attribute)
            );
        }
        text.push_str("}\n\n");
    }
    text.push_str("declare global {\n  interface HTMLElementTagNameMap {\n");
    for element in elements {
        let _ = writeln!(text, "    '{}': {};", element.tag, class_of(element));
    }
    text.push_str("  }\n}\n");
    text
}

/// `docs/integrate.md` with the tables between its two marks made again.
pub fn guide(present: &str, elements: &[Element]) -> Result<String> {
    let (Some((before, rest)), Some((_, after))) = (present.split_once(BEGIN), present.split_once(END))
    else {
        bail!("docs/integrate.md lacks {BEGIN} or {END}");
    };
    if rest.len() < after.len() {
        bail!("docs/integrate.md has {END} before {BEGIN}");
    }
    let mut text = format!("{before}{BEGIN}\n");
    for element in elements {
        let _ = write!(
            text,
            "\n### `<{}>`\n\n{}\n",
            element.tag,
            capital(&element.summary)
        );
        text.push_str("\n| attribute | means | default |\n|---|---|---|\n");
        for attribute in &element.attributes {
            let Attribute { name, means, default } = attribute;
            let _ = writeln!(text, "| `{name}` | {means} | {default} |");
        }
        if !element.events.is_empty() {
            text.push_str("\n| event | when | `detail` |\n|---|---|---|\n");
            for event in &element.events {
                let _ = writeln!(text, "| `{}` | {} | {} |", event.name, event.when, event.detail);
            }
        }
        for Slot { name, holds, place } in &element.slots {
            let _ = write!(text, "\nSlot `{name}`: {holds}; {place}.\n");
        }
        let parts: Vec<_> = element.parts.iter().map(|part| format!("`{part}`")).collect();
        let _ = write!(text, "\nParts: {}.\n", parts.join(", "));
    }
    text.push('\n');
    text.push_str(END);
    text.push_str(after);
    Ok(text)
}

const MODULE: &str = "guichet.js";
const BEGIN: &str = "<!-- elements: made by `cargo xtask elements` -->";
const END: &str = "<!-- end of elements -->";

fn declaration(element: &Element) -> Value {
    let attributes: Vec<Value> = element
        .attributes
        .iter()
        .map(|attribute| {
            json!({
                "name": attribute.name,
                "description": plain(&attribute.means),
                "type": { "text": attribute_type(attribute) },
                "default": plain(&attribute.default),
            })
        })
        .collect();
    let events: Vec<Value> = element
        .events
        .iter()
        .map(|event| {
            json!({
                "name": event.name,
                "description": plain(&event.when),
                "type": { "text": format!("CustomEvent<{}>", detail_type(&event.detail)) },
            })
        })
        .collect();
    let slots: Vec<Value> = element
        .slots
        .iter()
        .map(
            |Slot { name, holds, place }| json!({ "name": name, "description": format!("{holds}; {place}") }),
        )
        .collect();
    let named = |names: &[String]| {
        names
            .iter()
            .map(|name| json!({ "name": name }))
            .collect::<Vec<_>>()
    };
    json!({
        "kind": "class",
        "customElement": true,
        "name": class_of(element),
        "tagName": element.tag,
        "superclass": { "name": "HTMLElement" },
        "description": capital(&element.summary),
        "attributes": attributes,
        "events": events,
        "slots": slots,
        "cssParts": named(&element.parts),
        "cssProperties": named(&element.custom_properties),
    })
}

/// `TiGuichet` for `ti-guichet`.
fn class_of(element: &Element) -> String {
    element.tag.split('-').map(capital).collect()
}

/// The choices of an attribute that has some, as `'light' | 'dark'`; else any text.
fn attribute_type(attribute: &Attribute) -> String {
    match attribute.name.as_str() {
        "lang" => "'fr' | 'en'".to_owned(),
        "theme" => "'light' | 'dark' | 'auto'".to_owned(),
        _ => "string".to_owned(),
    }
}

/// Of `{ phase, id }`, with what is said after it, the type: every member is a text.
fn detail_type(detail: &str) -> String {
    let names = detail.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
    let members: Vec<_> = names
        .map_or("", |(names, _)| names)
        .split(',')
        .map(|name| format!("{}: string", name.trim()))
        .collect();
    format!("{{ {} }}", members.join("; "))
}

fn plain(text: &str) -> String {
    text.replace('`', "")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, detail_type, guide};

    #[test]
    fn the_members_of_a_detail_are_texts() {
        assert_eq!(
            detail_type("`{ phase, codeInsee }`; never the code"),
            "{ phase: string; codeInsee: string }"
        );
    }

    #[test]
    fn only_what_is_between_the_marks_is_made_again() -> anyhow::Result<()> {
        let text = format!("before\n{BEGIN}\nold\n{END}\nafter\n");
        assert_eq!(guide(&text, &[])?, format!("before\n{BEGIN}\n\n{END}\nafter\n"));
        assert!(guide("none", &[]).is_err());
        Ok(())
    }
}
