//! The description of the HTTP interface (OpenAPI 3.1) and its readable page, made of three things that are kept where
//! they belong: `functions/*/openapi.toml` says what each address is for, `functions/values.toml` what is sent must hold,
//! `shared/schema` holds the JSON Schema of the
//! types and `shared/snapshots` an example of each, both written from the types themselves.
//!
//! `check` holds it against the routes of the code and of `spin.toml`. The answers are held against it by `tests`.

mod description;
mod document;
mod page;
mod routes;
mod schemas;
mod values;

use std::path::Path;

use anyhow::{Result, bail};

use description::Description;
use schemas::Schemas;

/// The files of the web that describe the interface, by their path.
pub fn files(root: &Path) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let description = Description::read(root)?;
    let schemas = Schemas::read(root)?;
    let document = document::write(&description, &schemas)?;
    let page = page::write(&description, &document);
    let mut json = serde_json::to_vec_pretty(&document)?;
    json.push(b'\n');
    Ok(vec![
        ("api/v1/openapi.json", json),
        ("api/index.html", page.into_bytes()),
        ("api/api.css", include_bytes!("openapi/api.css").to_vec()),
    ])
}

/// Checks that what is described and what is routed are the same, and reports every fault.
pub fn check(root: &Path) -> Result<()> {
    let description = Description::read(root)?;
    document::write(&description, &Schemas::read(root)?)?;
    let faults = routes::faults(root, &description)?;
    for fault in &faults {
        eprintln!("{fault}");
    }
    match faults.len() {
        0 => Ok(()),
        count => bail!("{count} faults"),
    }
}
