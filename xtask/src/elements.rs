//! What integrators read of the elements, made from the headers of `app/src/elements`: the manifest
//! `custom-elements.json`, the types `guichet.d.ts` and the tables of `docs/integrate.md`.
//!
//! The headers are the one place where attributes, events, parts and custom properties are told; the loader is held
//! against them.

mod header;
mod written;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use header::Element;

/// Whether what is out of date is written again or told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    Check,
}

/// The elements, in the order in which a page meets them.
const NAMES: [&str; 8] = [
    "guichet",
    "territoire",
    "simulateur",
    "mesures",
    "contrat",
    "demande",
    "suivi",
    "verification",
];

/// Writes, or checks, everything that is made from the headers.
pub fn run(root: &Path, mode: Mode) -> Result<()> {
    let elements = NAMES
        .iter()
        .map(|name| Element::read(root, name))
        .collect::<Result<Vec<_>>>()?;
    check_loader(root, &elements)?;
    let guide = root.join("docs/integrate.md");
    let guide_text =
        fs::read_to_string(&guide).with_context(|| format!("cannot read {}", guide.display()))?;
    let mut stale = Vec::new();
    for (path, text) in [
        (
            root.join("app/custom-elements.json"),
            written::manifest(&elements)?,
        ),
        (root.join("app/guichet.d.ts"), written::types(&elements)),
        (guide, written::guide(&guide_text, &elements)?),
    ] {
        let is_same = fs::read_to_string(&path).is_ok_and(|present| present == text);
        match mode {
            _ if is_same => {}
            Mode::Write => {
                fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
            }
            Mode::Check => stale.push(path.display().to_string()),
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    bail!(
        "not what the headers of app/src/elements say: {}; run `cargo xtask elements`",
        stale.join(", ")
    )
}

/// The loader observes the attributes that the headers list, and defines each element.
fn check_loader(root: &Path, elements: &[Element]) -> Result<()> {
    let path = root.join("app/loader/guichet.js");
    let loader = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    for element in elements {
        let Some(observed) = observed_by(&loader, &element.tag) else {
            bail!("app/loader/guichet.js does not define <{}>", element.tag);
        };
        // The theme is a matter of style alone, and the source is read when a request is sent: nobody needs to observe them.
        let mut told: Vec<_> = element
            .attributes
            .iter()
            .map(|attribute| attribute.name.as_str())
            .collect();
        told.retain(|name| !["theme", "source"].contains(name));
        told.sort_unstable();
        let mut observed: Vec<_> = observed.iter().map(String::as_str).collect();
        observed.sort_unstable();
        if told != observed {
            bail!(
                "<{}>: its header lists {}, the loader observes {}",
                element.tag,
                told.join(", "),
                observed.join(", ")
            );
        }
    }
    Ok(())
}

/// The names in `define('tag', [...NAMED, 'name'])`, with those of the named lists.
fn observed_by(loader: &str, tag: &str) -> Option<Vec<String>> {
    let call = loader
        .lines()
        .find(|line| line.contains(&format!("define('{tag}'")))?;
    // What follows the list is the place that the element takes.
    let list = call.split_once(',')?.1;
    let mut names = quoted(list);
    for named in ["NEW", "ALL"] {
        if list.contains(named) {
            let declared = loader
                .lines()
                .find(|line| line.starts_with(&format!("const {named} =")))?;
            names.extend(quoted(declared));
        }
    }
    Some(names)
}

fn quoted(text: &str) -> Vec<String> {
    text.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::observed_by;

    #[test]
    fn what_the_loader_observes_is_read_with_its_lists() {
        let loader = "const ALL = ['lang', 'api'];\nconst NEW = ['region'];\n\
                      define('ti-a', [...NEW, 'b', ...ALL]);\ndefine('ti-c', ALL);\n";
        assert_eq!(
            observed_by(loader, "ti-a"),
            Some(["b", "region", "lang", "api"].map(str::to_owned).to_vec())
        );
        assert_eq!(
            observed_by(loader, "ti-c"),
            Some(["lang", "api"].map(str::to_owned).to_vec())
        );
        assert_eq!(observed_by(loader, "ti-d"), None);
    }
}
