//! What the bundle is made of, and the fingerprint that tells whether it changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::openapi;

/// The contents of every file that goes in.
#[derive(Debug)]
pub struct Inputs {
    /// The browser's component, as cargo built it.
    pub wasm: Vec<u8>,
    /// The script that a page includes.
    pub loader: String,
    /// The pages beside it, by their path on the web: the demonstration, from `app/demo`, and the description of the
    /// interface.
    pub pages: BTreeMap<String, Vec<u8>>,
}

impl Inputs {
    /// Reads them all.
    pub fn read(root: &Path) -> Result<Self> {
        let wasm = root.join("target/wasm32-unknown-unknown/browser/app.wasm");
        let loader = root.join("app/loader/guichet.js");
        let mut pages = BTreeMap::new();
        read_folder(&root.join("app/demo"), "", &mut pages)?;
        pages.extend(
            openapi::files(root)?
                .into_iter()
                .map(|(path, content)| (path.to_owned(), content)),
        );
        Ok(Self {
            wasm: fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?,
            loader: fs::read_to_string(&loader)
                .with_context(|| format!("cannot read {}", loader.display()))?,
            pages,
        })
    }

    /// Differs when any input does, and when the way of bundling does.
    pub fn fingerprint(&self) -> String {
        let mut hasher = Sha256::new();
        let mut add = |name: &str, content: &[u8]| {
            // The lengths keep two files apart: no content can pass for the end of one and the start of another.
            hasher.update(format!("{} {name} {}\n", name.len(), content.len()));
            hasher.update(content);
        };
        add("bundle", VERSION.as_bytes());
        add("app.wasm", &self.wasm);
        add("guichet.js", self.loader.as_bytes());
        for (path, content) in &self.pages {
            add(path, content);
        }
        hex::encode(hasher.finalize())
    }
}

/// To be changed with the way of bundling, so that bundles are made again.
const VERSION: &str = "1, wasm-bindgen 0.2.130";

fn read_folder(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name
            .to_str()
            .with_context(|| format!("{} is not a name for the web", name.display()))?;
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Inputs;

    fn inputs(pages: &[(&str, &str)]) -> Inputs {
        let pages: BTreeMap<_, _> = pages
            .iter()
            .map(|(path, content)| ((*path).to_owned(), content.as_bytes().to_vec()))
            .collect();
        Inputs {
            wasm: vec![0],
            loader: "load()".to_owned(),
            pages,
        }
    }

    #[test]
    fn the_same_inputs_have_the_same_fingerprint() {
        assert_eq!(
            inputs(&[("a", "1")]).fingerprint(),
            inputs(&[("a", "1")]).fingerprint()
        );
    }

    #[test]
    fn a_changed_name_or_content_changes_the_fingerprint() {
        let before = inputs(&[("a", "1"), ("b", "2")]).fingerprint();
        assert_ne!(before, inputs(&[("a", "1"), ("b", "3")]).fingerprint());
        assert_ne!(before, inputs(&[("a", "1"), ("c", "2")]).fingerprint());
        assert_ne!(before, inputs(&[("a", "1")]).fingerprint());
    }
}
