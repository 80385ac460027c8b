//! What a screen reader is told on the journey: the role and the name of each control and heading, at each stop, in both
//! languages, as the browser computes them. `UPDATE_SNAPSHOTS=1` writes the files again.

use std::fmt::Write as _;
use std::fs;

use anyhow::Result;
use serde_json::{Value, json};
use tests::{Browser, artefacts, journey};

use crate::fixtures::stage::Stage;

/// The roles whose names a person acts on.
const ROLES: [&str; 13] = [
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
        if node["ignored"] == Value::Bool(true) || !ROLES.contains(&role.as_str()) {
            continue;
        }
        let _ = writeln!(text, "{role}: {}", of("name"));
    }
    Ok(text)
}

async fn walk_in(lang: &str) -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    let script = "for (const element of document.querySelectorAll('ti-guichet, ti-suivi')) \
                  element.setAttribute('lang', arguments[0])";
    page.act(script, vec![json!(lang)]).await?;
    let mut told = String::new();
    journey::walk(page, async |stop| {
        let _ = writeln!(told, "## {}\n{}", stop.as_str(), names(&stage.browser).await?);
        Ok(())
    })
    .await?;
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
