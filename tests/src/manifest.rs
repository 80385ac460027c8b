//! Variants of the manifest, for what a test changes in it: a component without one of its capabilities, another
//! program in the place of one, the components of the bench beside the functions.

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

/// Writes the manifest with `hello` and `bare` beside the functions, and says where. Each is at the address of
/// its name; the rows go to a database of their own.
pub fn write_with_bench() -> Result<PathBuf> {
    let mut manifest = read()?;
    for (name, databases) in [("hello", vec![]), ("bare", vec!["bare"])] {
        let source = format!("target/wasm32-wasip2/release/{name}.wasm");
        let component = [("source", source.into()), ("sqlite_databases", databases.into())];
        components_of(&mut manifest)?.insert(name.to_owned(), table(component));
        let route = [("route", format!("/{name}").into()), ("component", name.into())];
        manifest
            .get_mut("trigger")
            .and_then(|triggers| triggers.get_mut("http"))
            .and_then(Value::as_array_mut)
            .context("spin.toml has no route")?
            .push(table(route));
    }
    write(manifest, "bench.toml")
}

fn write_changed(
    component: &str,
    name: &str,
    change: impl FnOnce(&mut Table) -> Result<()>,
) -> Result<PathBuf> {
    let mut manifest = read()?;
    let changed = components_of(&mut manifest)?
        .get_mut(component)
        .and_then(Value::as_table_mut);
    change(changed.with_context(|| format!("the manifest has no component {component}"))?)?;
    write(manifest, name)
}

fn table<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let named = entries.into_iter().map(|(key, value)| (key.to_owned(), value));
    Value::Table(named.collect())
}

fn components_of(manifest: &mut Table) -> Result<&mut Table> {
    manifest
        .get_mut("component")
        .and_then(Value::as_table_mut)
        .context("the manifest has no component")
}

/// It stays below `target`, beside the cache of compiled components that the host keeps there.
fn write(mut manifest: Table, name: &str) -> Result<PathBuf> {
    for (_, table) in components_of(&mut manifest)?.iter_mut() {
        make_absolute(table)?;
    }
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
