//! Variants of the manifest, for what a test changes in it: a component without one of its capabilities, another
//! program in the place of one.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use toml::{Table, Value};

use crate::{Backend, artefacts};

/// The manifest of the application on the database that this run is about, as data.
pub fn read() -> Result<Table> {
    Ok(fs::read_to_string(Backend::chosen()?.manifest())?.parse()?)
}

/// Writes the manifest without one key of one component, under a name of its own, and says where.
pub fn write_without(component: &str, key: &str, name: &str) -> Result<PathBuf> {
    write_changed(component, name, |table| {
        table
            .remove(key)
            .map(drop)
            .with_context(|| format!("the component {component} has no {key}"))
    })
}

/// Writes the manifest with the probe in the place of one component, which keeps all that this one is granted.
pub fn write_probe(component: &str, name: &str) -> Result<PathBuf> {
    let probe = artefacts::probe()?.display().to_string();
    write_changed(component, name, |table| {
        table.insert("source".to_owned(), Value::String(probe));
        Ok(())
    })
}

/// It stays below `target`, beside the cache of compiled components that the host keeps there.
fn write_changed(
    component: &str,
    name: &str,
    change: impl FnOnce(&mut Table) -> Result<()>,
) -> Result<PathBuf> {
    let mut manifest = read()?;
    let components = manifest
        .get_mut("component")
        .and_then(Value::as_table_mut)
        .context("the manifest has no component")?;
    for (_, table) in components.iter_mut() {
        make_absolute(table)?;
    }
    let changed = components.get_mut(component).and_then(Value::as_table_mut);
    change(changed.with_context(|| format!("the manifest has no component {component}"))?)?;
    let path = artefacts::scratch().join(name);
    fs::create_dir_all(artefacts::scratch())?;
    fs::write(&path, toml::to_string(&manifest)?)?;
    Ok(path)
}

fn make_absolute(component: &mut Value) -> Result<()> {
    let source = component.get_mut("source").context("a component has no source")?;
    let path = source.as_str().context("a source is not a path")?;
    *source = Value::String(artefacts::root().join(path).display().to_string());
    Ok(())
}
