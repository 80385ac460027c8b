//! The bundle's manifest: one entry for each file, which `embed` turns into its routes and headers.

use anyhow::{Result, bail};
use serde::Serialize;

use crate::digest;

/// One file of the bundle.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Where the web finds it.
    pub path: String,
    /// Where it is below `files`.
    pub file: String,
    pub content_type: &'static str,
    pub cache: Cache,
    /// As it stands in the header, quotes included.
    pub etag: String,
    /// Whether a twin, with `.br` after its name, holds it compressed.
    pub brotli: bool,
    pub integrity: String,
}

/// How long a browser may keep a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cache {
    /// For ever: its name holds its fingerprint.
    Immutable,
    /// As long as the server confirms it.
    Revalidate,
}

impl Entry {
    /// The entry of a file, not compressed yet.
    pub fn new(file: &str, content: &[u8], cache: Cache) -> Result<Self> {
        Ok(Self {
            path: web_path(file),
            file: file.to_owned(),
            content_type: content_type(file)?,
            cache,
            etag: format!("\"{}\"", digest::short(content)),
            brotli: false,
            integrity: digest::browser_integrity(content),
        })
    }

    /// Whether its format is not a compressed one already.
    pub fn is_compressible(&self) -> bool {
        self.content_type.contains("charset")
            || ["application/wasm", "image/svg+xml"].contains(&self.content_type)
    }
}

/// A folder's `index.html` is found at the folder's own address.
fn web_path(file: &str) -> String {
    match file.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{file}"),
    }
}

/// A format we do not know is refused: a browser would not run or show it as it should.
fn content_type(file: &str) -> Result<&'static str> {
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    Ok(match extension {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "txt" | "ts" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => bail!("{file} has no content type in xtask/src/bundle/manifest.rs"),
    })
}

#[cfg(test)]
mod tests {
    use super::{Cache, Entry, web_path};

    #[test]
    fn an_entry_says_all_that_embed_needs() -> anyhow::Result<()> {
        let entry = Entry::new("v1/guichet.js", b"abc", Cache::Revalidate)?;
        assert_eq!(
            serde_json::to_value(&entry)?,
            serde_json::json!({
                "path": "/v1/guichet.js",
                "file": "v1/guichet.js",
                "content_type": "text/javascript; charset=utf-8",
                "cache": "revalidate",
                "etag": "\"ba7816bf8f01cfea\"",
                "brotli": false,
                "integrity": "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
            })
        );
        Ok(())
    }

    #[test]
    fn an_index_is_at_the_address_of_its_folder() {
        assert_eq!(web_path("index.html"), "/");
        assert_eq!(web_path("accueil/index.html"), "/accueil/");
        assert_eq!(web_path("demo.css"), "/demo.css");
        assert_eq!(web_path("myindex.html"), "/myindex.html");
    }

    #[test]
    fn pictures_are_not_compressed_again_and_unknown_formats_are_refused() -> anyhow::Result<()> {
        assert!(Entry::new("a.wasm", b"", Cache::Immutable)?.is_compressible());
        assert!(!Entry::new("a.png", b"", Cache::Immutable)?.is_compressible());
        assert!(Entry::new("a.exe", b"", Cache::Immutable).is_err());
        Ok(())
    }
}
