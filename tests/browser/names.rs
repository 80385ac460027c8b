//! What a screen reader is told on the journey and by the elements that read: the role and the name of each control and
//! heading, at each stop, in both languages, as the browser computes them. `UPDATE_SNAPSHOTS=1` writes the files again.

use std::fmt::Write as _;
use std::fs;

use anyhow::Result;
use serde_json::{Value, json};
use tests::{Browser, artefacts, catalogue, journey};

use crate::fixtures::stage::Stage;

/// The roles whose names a person acts on.
const ROLES: [&str; 14] = [
    "button",
    "textbox",
    "combobox",
    "listbox",
    "option",
    "radio",
    "checkbox",
    "link",
    "heading",
    "group",
    "spinbutton",
    "Date",
    "img",
    "DisclosureTriangle",
];

async fn names(browser: &Browser) -> Result<String> {
    let tree = browser
        .cdp()
        .send_raw("Accessibility.getFullAXTree", json!({}))
        .await?;
    let mut text = String::new();
    for node in tree["nodes"].as_array().into_iter().flatten() {
        let of = |member: &str| node[member]["value"].as_str().unwrap_or_default().to_owned();
        let role = of("role");
        let name = of("name");
        // What can be opened is a group without a name around what opens it.
        let is_nameless_group = role == "group" && name.is_empty();
        if node["ignored"] == Value::Bool(true) || !ROLES.contains(&role.as_str()) || is_nameless_group {
            continue;
        }
        let _ = writeln!(text, "{role}: {name}");
    }
    Ok(text)
}

async fn walk_in(lang: &str) -> Result<()> {
    let stage = Stage::set().await?;
    stage.browser.speak(lang).await?;
    let page = stage.open("/").await?;
    let mut told = String::new();
    journey::walk(page, async |stop| {
        let _ = writeln!(told, "## {}\n{}", stop.as_str(), names(&stage.browser).await?);
        Ok(())
    })
    .await?;
    let page = stage.open("/catalogue.html").await?;
    catalogue::walk(page, async |_| Ok(())).await?;
    let _ = writeln!(told, "## catalogue\n{}", names(&stage.browser).await?);
    let path = artefacts::root().join(format!("tests/browser/names/{lang}.txt"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return Ok(fs::write(path, told)?);
    }
    let known = fs::read_to_string(&path)?;
    for (line, (known, told)) in known.lines().zip(told.lines()).enumerate() {
        assert_eq!(known, told, "line {} of {}", line + 1, path.display());
    }
    assert_eq!(known.lines().count(), told.lines().count(), "{}", path.display());
    Ok(())
}

#[tokio::test]
async fn what_is_told_in_french_is_what_was_read_again() -> Result<()> {
    walk_in("fr").await
}

#[tokio::test]
async fn what_is_told_in_english_is_what_was_read_again() -> Result<()> {
    walk_in("en").await
}
