//! The bundle: turns the browser's components into the files that `embed` serves.
//!
//! `target/widget/files` holds them as they are on the web, each with its brotli twin where that is smaller;
//! `target/widget/manifest.json` says what each is. Nothing is written when the inputs are the same as last
//! time, so that cargo does not build `embed` again. The code itself is built by `build`.

mod inputs;
mod loader;
mod manifest;
mod minify;
mod snippet;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use wasm_bindgen_cli_support::Bindgen;

use crate::digest;
use inputs::Inputs;
pub use inputs::PACKAGES;
use loader::Sheets;
use manifest::{Cache, Entry};

/// Writes `target/widget`, unless it is already what these inputs give.
pub fn make(root: &Path) -> Result<()> {
    let inputs = Inputs::read(root)?;
    let widget = root.join("target/widget");
    let fingerprint = inputs.fingerprint();
    if fs::read_to_string(widget.join(FINGERPRINT)).is_ok_and(|last| last == fingerprint) {
        eprintln!("      unchanged");
        return Ok(());
    }
    let prepared = root.join("target/widget.new");
    let _ = fs::remove_dir_all(&prepared);
    fs::create_dir_all(&prepared)?;
    write_files(&inputs, &prepared)?;
    fs::write(prepared.join(FINGERPRINT), fingerprint)?;
    replace(&widget, &prepared)
}

/// The name of the file that remembers which inputs the bundle was made of.
const FINGERPRINT: &str = "inputs.sha256";

fn write_files(inputs: &Inputs, folder: &Path) -> Result<()> {
    let mut writer = Writer {
        folder,
        entries: Vec::new(),
    };
    let mut bundles = Vec::new();
    for bundle in &inputs.bundles {
        let Code { glue, wasm } = bind(bundle, &folder.join("bindgen"))?;
        let name = &bundle.name;
        bundles.push(loader::Bundle {
            elements: bundle.elements.clone(),
            glue: writer.asset(&format!("{name}.js"), glue.as_bytes())?,
            wasm: writer.asset(&format!("{name}.wasm"), &wasm)?,
        });
    }
    let rest = loader::fill_rest(&inputs.rest, &inputs.css, &inputs.first_views, &bundles)?;
    let rest = writer.asset("rest.js", minify::script(&rest)?.as_bytes())?;
    let loader = loader::fill(
        &inputs.loader,
        Sheets {
            place: &inputs.place_css,
            opening: &inputs.opening_css,
        },
        &inputs.first_views,
        &bundles,
        &rest,
    )?;
    let loader = minify::script(&loader)?;
    // One address follows each deployment, the other stays as it was for as long as it is served.
    writer.add("v1/guichet.js", loader.as_bytes(), Cache::Revalidate)?;
    let pinned = concat!("v", env!("CARGO_PKG_VERSION"), "/guichet.js");
    writer.add(pinned, loader.as_bytes(), Cache::Immutable)?;
    writer.add("v1/style.css", inputs.css.as_bytes(), Cache::Revalidate)?;
    for (lang, views) in &inputs.first_views {
        for (element, view) in views.as_object().into_iter().flatten() {
            let html = snippet::snippet(element, lang, "/v1/style.css", view)?;
            writer.add(
                &format!("v1/snippets/{element}-{lang}.html"),
                html.as_bytes(),
                Cache::Revalidate,
            )?;
        }
    }
    for (path, content) in &inputs.pages {
        writer.add(path, content, Cache::Revalidate)?;
    }
    writer.finish()
}

/// What wasm-bindgen makes of a component.
struct Code {
    glue: String,
    wasm: Vec<u8>,
}

fn bind(bundle: &inputs::Bundle, scratch: &Path) -> Result<Code> {
    let mut output = Bindgen::new()
        .input_bytes("app", bundle.wasm.clone())
        .web(true)?
        .typescript(false)
        // The loader says where the wasm file is: a default address would only be dead weight.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    // Each crate is listed, with the scripts it brings: none, but for a few.
    let inline = output
        .snippets()
        .iter()
        .filter(|(_, scripts)| !scripts.is_empty())
        .map(|(name, _)| name);
    let others: Vec<_> = inline.chain(output.local_modules().keys()).cloned().collect();
    if !others.is_empty() {
        bail!(
            "the glue would import files of its own, which nobody serves: {}",
            others.join(", ")
        );
    }
    output.emit(scratch)?;
    let glue = minify::script(&fs::read_to_string(scratch.join("app.js"))?)?;
    let wasm = fs::read(scratch.join("app_bg.wasm"))?;
    fs::remove_dir_all(scratch)?;
    Ok(Code { glue, wasm })
}

/// Writes files and keeps the list of them.
struct Writer<'a> {
    folder: &'a Path,
    entries: Vec<Entry>,
}

impl Writer<'_> {
    /// Adds a file that is named after its content, and says where it is and what it is.
    fn asset(&mut self, name: &str, content: &[u8]) -> Result<loader::Asset> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!("assets/{stem}-{}.{extension}", digest::short(content));
        self.add(&path, content, Cache::Immutable)?;
        Ok(loader::Asset {
            path: format!("/{path}"),
            integrity: digest::browser_integrity(content),
        })
    }

    fn add(&mut self, path: &str, content: &[u8], cache: Cache) -> Result<()> {
        let file = self.folder.join("files").join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&file, content)?;
        let mut entry = Entry::new(path, content, cache)?;
        let mut line = format!("      {:>7} B  {path}", content.len());
        if entry.is_compressible() {
            let smaller = compress(content)?;
            if smaller.len() < content.len() {
                fs::write(self.folder.join("files").join(format!("{path}.br")), &smaller)?;
                line = format!("{line} ({} B brotli)", smaller.len());
                entry.brotli = true;
            }
        }
        eprintln!("{line}");
        self.entries.push(entry);
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        self.entries.sort_by(|one, other| one.path.cmp(&other.path));
        let mut text = serde_json::to_string_pretty(&self.entries)?;
        text.push('\n');
        fs::write(self.folder.join("manifest.json"), text).context("the manifest could not be written")
    }
}

/// As small as the encoder makes it. Where it cuts a file into blocks is a guess, and a byte more or less in a program
/// changes the whole by a hundredth: several ways are tried.
fn compress(content: &[u8]) -> Result<Vec<u8>> {
    let modes = [
        BrotliEncoderMode::BROTLI_MODE_GENERIC,
        BrotliEncoderMode::BROTLI_MODE_FONT,
    ];
    let mut smallest: Option<Vec<u8>> = None;
    for mode in modes {
        for lgblock in [0, 16, 18] {
            let params = BrotliEncoderParams {
                mode,
                quality: 11,
                // Four mebibytes: more than any file here.
                lgwin: 22,
                lgblock,
                size_hint: content.len(),
                ..BrotliEncoderParams::default()
            };
            let mut written = Vec::new();
            brotli::BrotliCompress(&mut &content[..], &mut written, &params)?;
            if smallest
                .as_ref()
                .is_none_or(|smallest| written.len() < smallest.len())
            {
                smallest = Some(written);
            }
        }
    }
    smallest.context("there is a way to compress")
}

/// Puts a prepared folder in the place of another.
///
/// A stop between the two renames leaves no folder, which the next run makes again.
fn replace(folder: &Path, prepared: &Path) -> Result<()> {
    let old = folder.with_extension("old");
    let _ = fs::remove_dir_all(&old);
    if folder.exists() {
        fs::rename(folder, &old)?;
    }
    fs::rename(prepared, folder)
        .with_context(|| format!("{} could not be put in place", folder.display()))?;
    let _ = fs::remove_dir_all(&old);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::compress;

    #[test]
    fn what_is_compressed_can_be_read_back() -> anyhow::Result<()> {
        let content = b"Territoires d'industrie, territoires d'industrie".repeat(100);
        let smaller = compress(&content)?;
        assert!(smaller.len() < 100);
        let mut read = Vec::new();
        brotli::Decompressor::new(smaller.as_slice(), 4096).read_to_end(&mut read)?;
        assert_eq!(read, content);
        Ok(())
    }
}
