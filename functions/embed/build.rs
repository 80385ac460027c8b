//! Lists the files of `target/widget` as constants that include them, so that the function serves them from memory.
//! `cargo xtask build embed` makes that folder first; without it the function is built empty, which it says.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;

#[derive(Deserialize)]
struct Entry {
    path: String,
    file: String,
    content_type: String,
    cache: String,
    etag: String,
    brotli: bool,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let widget = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../target/widget");
    let manifest = widget.join("manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    let mut code =
        String::from("/// Every file, in the order of their paths.\npub static FILES: &[File] = &[\n");
    if manifest.exists() {
        let mut entries: Vec<Entry> = serde_json::from_str(&fs::read_to_string(&manifest)?)?;
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        for entry in &entries {
            code.push_str(&constant(&widget.join("files"), entry)?);
        }
    } else {
        println!("cargo::warning=target/widget is missing: run `cargo xtask build embed`");
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("files.rs"), code)?;
    Ok(())
}

fn constant(files: &Path, entry: &Entry) -> Result<String, Box<dyn std::error::Error>> {
    let caching = match entry.cache.as_str() {
        "immutable" => "Caching::Immutable",
        "revalidate" => "Caching::Revalidate",
        other => return Err(format!("{}: unknown caching {other}", entry.path).into()),
    };
    let include = |file: &str| {
        let path = files.join(file).canonicalize()?;
        println!("cargo::rerun-if-changed={}", path.display());
        Ok::<_, std::io::Error>(format!("include_bytes!({:?})", path.display().to_string()))
    };
    let plain = include(&entry.file)?;
    let brotli = if entry.brotli {
        format!("Some({})", include(&format!("{}.br", entry.file))?)
    } else {
        "None".to_owned()
    };
    let mut code = String::new();
    writeln!(
        code,
        "File {{ path: {:?}, content_type: {:?}, caching: {caching}, etag: {:?}, plain: {plain}, brotli: {brotli} }},",
        entry.path, entry.content_type, entry.etag,
    )?;
    Ok(code)
}
