//! The first view of an element as HTML that a page may hold itself, in a declarative shadow root: it is seen, and can be
//! typed in, before any script has come.

use std::fmt::Write as _;

use anyhow::{Result, bail};
use serde_json::Value;

/// The element with its first view; its style is at `style`.
pub fn snippet(element: &str, lang: &str, style: &str, view: &Value) -> Result<String> {
    let mut html = format!(
        "<{element} lang=\"{lang}\"><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"{style}\"><div>"
    );
    write_all(view, &mut html)?;
    // Without a script the view could be filled in, and nothing would ever come of it.
    let told = match lang {
        "en" => "This service needs JavaScript.",
        _ => "Ce service a besoin de JavaScript.",
    };
    let _ = writeln!(
        html,
        "</div><noscript><p>{told}</p><slot></slot></noscript></template></{element}>"
    );
    Ok(html)
}

fn write_all(nodes: &Value, html: &mut String) -> Result<()> {
    let Some(nodes) = nodes.as_array() else {
        bail!("a view is a list of nodes");
    };
    nodes.iter().try_for_each(|node| write(node, html))
}

/// A node as `app::first_views` tells it: a text, or a name, attributes and what it holds.
fn write(node: &Value, html: &mut String) -> Result<()> {
    if let Some(text) = node.as_str() {
        html.push_str(&escape(text));
        return Ok(());
    }
    let Some([Value::String(name), Value::Object(attributes), inside @ ..]) =
        node.as_array().map(Vec::as_slice)
    else {
        bail!("no node: {node}");
    };
    // The parser knows the elements of SVG by their place in an `svg`.
    let name = name.strip_prefix("svg:").unwrap_or(name);
    html.push('<');
    html.push_str(name);
    for (attribute, value) in attributes {
        let value = escape(value.as_str().unwrap_or_default());
        let _ = write!(html, " {attribute}=\"{value}\"");
    }
    html.push('>');
    if ["br", "hr", "img", "input"].contains(&name) {
        return Ok(());
    }
    inside.iter().try_for_each(|node| write(node, html))?;
    let _ = write!(html, "</{name}>");
    Ok(())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::snippet;

    #[test]
    fn a_view_is_written_in_a_shadow_root_of_its_own() -> anyhow::Result<()> {
        let view = json!([["p", { "class": "a\"b" }, "<&", ["input", { "id": "c" }]], ["svg:svg", {}, ["svg:g", {}]]]);
        assert_eq!(
            snippet("ti-a", "fr", "/s.css", &view)?,
            "<ti-a lang=\"fr\"><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/s.css\"><div>\
             <p class=\"a&quot;b\">&lt;&amp;<input id=\"c\"></p><svg><g></g></svg></div><noscript><p>Ce service a besoin de JavaScript.</p><slot></slot></noscript></template></ti-a>\n"
        );
        assert!(snippet("ti-a", "fr", "/s.css", &json!(["p", 1])).is_err());
        Ok(())
    }
}
