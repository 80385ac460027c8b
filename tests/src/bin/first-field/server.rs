//! Serves the pages and the files of all alike: from memory, compressed with brotli at its best.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::{Context as _, Result};
use tests::artefacts;

use crate::pages::{OURS, PAGES};

/// A server, for as long as the process lives.
pub struct Server {
    port: u16,
}

type Files = BTreeMap<String, (&'static str, Vec<u8>)>;

impl Server {
    /// Compresses everything and serves it.
    pub fn start() -> Result<Self> {
        let files = Arc::new(read_all()?);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let files = Arc::clone(&files);
                // A browser that opens a connection and leaves is no fault.
                thread::spawn(move || drop(serve(stream, &files)));
            }
        });
        Ok(Self { port })
    }

    /// Where a path is.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

fn read_all() -> Result<Files> {
    let root = artefacts::root();
    let mut files = Files::new();
    for page in &PAGES {
        files.insert(
            page.path.to_owned(),
            ("text/html; charset=utf-8", compress(page.html.as_bytes())?),
        );
    }
    let snippet = fs::read_to_string(root.join("target/widget/files/v1/snippets/ti-demande-fr.html"))?;
    let with_snippet = OURS.replace("<ti-demande></ti-demande>", &snippet);
    files.insert(
        "/ours-snippet.html".to_owned(),
        ("text/html; charset=utf-8", compress(with_snippet.as_bytes())?),
    );
    add_folder(&mut files, &root.join("target/widget/files"), "")?;
    for (path, file) in [
        ("/survey.core.min.js", "survey-core/survey.core.min.js"),
        ("/survey-core.min.css", "survey-core/survey-core.min.css"),
        ("/survey-js-ui.min.js", "survey-js-ui/survey-js-ui.min.js"),
        ("/formio.form.min.js", "@formio/js/dist/formio.form.min.js"),
        ("/formio.form.min.css", "@formio/js/dist/formio.form.min.css"),
    ] {
        let file = root.join("target/packages").join(file);
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        files.insert(path.to_owned(), (kind_of(path), compress(&content)?));
    }
    Ok(files)
}

/// Our own files, which are compressed already.
fn add_folder(files: &mut Files, folder: &Path, prefix: &str) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}/{name}");
        if entry.file_type()?.is_dir() {
            add_folder(files, &entry.path(), &path)?;
        } else if let Some(plain) = path.strip_suffix(".br") {
            files.insert(plain.to_owned(), (kind_of(plain), fs::read(entry.path())?));
        }
    }
    Ok(())
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "text/plain; charset=utf-8",
    }
}

fn compress(content: &[u8]) -> Result<Vec<u8>> {
    let (buffer, quality, window) = (1 << 16, 11, 22);
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), buffer, quality, window);
    encoder.write_all(content)?;
    Ok(encoder.into_inner())
}

fn serve(mut stream: TcpStream, files: &Files) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    loop {
        let Some(request) = lines.next().transpose()? else {
            return Ok(());
        };
        while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
        let path = request.split(' ').nth(1).unwrap_or("/");
        let path = path.split('?').next().unwrap_or(path);
        let (status, kind, body) = match files.get(path) {
            Some((kind, body)) => ("200 OK", *kind, body.as_slice()),
            None => ("404 Not Found", "text/plain", [].as_slice()),
        };
        let encoding = if body.is_empty() {
            ""
        } else {
            "Content-Encoding: br\r\n"
        };
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {}\r\n\r\n",
            body.len()
        )?;
        stream.write_all(body)?;
    }
}
