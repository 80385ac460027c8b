//! What the tests need besides Rust: a browser with its driver, a PostgreSQL, and the packages of the npm registry.
//!
//! Nothing is installed that is already there, and nothing from npm is used before its fingerprint is checked.

use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use flate2::read::GzDecoder;

use crate::cargo::clean_environment;
use crate::{apt, digest, process};

/// Makes sure that Chromium and its driver can be started.
pub fn chromium() -> Result<()> {
    if is_on_path("chromium") && is_on_path("chromedriver") {
        return Ok(());
    }
    apt::install(&["chromium", "chromium-driver"], "Chromium and its driver")
}

/// Makes sure that a PostgreSQL can be made and started: the tests run servers of their own, and touch no other.
pub fn postgresql() -> Result<()> {
    let versions = fs::read_dir(DEBIANS_POSTGRESQL).into_iter().flatten().flatten();
    let is_there = versions
        .into_iter()
        .any(|version| version.path().join("bin/initdb").is_file());
    if is_there || is_on_path("initdb") {
        return Ok(());
    }
    apt::install(&["postgresql"], "PostgreSQL")
}

/// Debian keeps the programs of each version there, off PATH.
const DEBIANS_POSTGRESQL: &str = "/usr/lib/postgresql";

/// Makes sure that the packages that the tests need are unpacked below `target/packages`.
pub fn npm(root: &Path) -> Result<()> {
    fetch_all(root, &NPM_PACKAGES)
}

/// The same for the form engines that the widget is held against.
pub fn form_engines(root: &Path) -> Result<()> {
    fetch_all(root, &FORM_ENGINES)
}

fn fetch_all(root: &Path, packages: &[NpmPackage]) -> Result<()> {
    let folder = root.join("target/packages");
    for package in packages {
        let place = folder.join(package.name);
        let stamp = place.join(STAMP);
        if fs::read_to_string(&stamp).is_ok_and(|integrity| integrity == package.integrity) {
            continue;
        }
        let archive = package.fetch(&folder)?;
        let prepared = folder.join(format!("{}.new", package.flat_name()));
        package.unpack(&archive, &prepared)?;
        fs::write(prepared.join(STAMP), package.integrity)?;
        let _ = fs::remove_dir_all(&place);
        fs::create_dir_all(place.parent().unwrap_or(&folder))?;
        fs::rename(&prepared, &place)?;
    }
    Ok(())
}

/// Whether a program of this name is on PATH.
pub fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

const NPM_PACKAGES: [NpmPackage; 2] = [
    // The engine that the browser tests check accessibility with.
    NpmPackage {
        name: "axe-core",
        version: "4.14.1",
        integrity: "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        files: &["axe.min.js", "package.json", "LICENSE"],
    },
    // The library that the API tests check receipts with, which is not ours.
    NpmPackage {
        name: "jose",
        version: "6.2.18",
        integrity: "sha512-doV4thUwgkrycJH4yLeqwTGIIZphHl+pk7CPReuMIhYhncmgzdko85MaCG4YQFTxqMFr1/oEH32tZuKKovcDEg==",
        files: &["dist/webapi/", "package.json", "LICENSE.md"],
    },
];

/// Form engines that others use, as their sites tell to embed them.
const FORM_ENGINES: [NpmPackage; 3] = [
    NpmPackage {
        name: "survey-core",
        version: "2.5.38",
        integrity: "sha512-uI/5ocM08K3LKCa6M1njs8YbRuuF/4vxfAFwyo0RaImoAVdGKkayxt2gNqapTOb0qwYX6OFdDTkEqSMgjYsW8g==",
        files: &["survey.core.min.js", "survey-core.min.css", "package.json"],
    },
    NpmPackage {
        name: "survey-js-ui",
        version: "2.5.38",
        integrity: "sha512-BZ+zQlt/PvR76MgD0lrlD2rZjOoQ78Qt1mdpxpHngVufD6sJUTI3xGOJGiYYLxVh328YtU06TO8vbhXxpDbz5w==",
        files: &["survey-js-ui.min.js", "package.json"],
    },
    NpmPackage {
        name: "@formio/js",
        version: "5.6.0",
        integrity: "sha512-VBGcfTnqEOwl4RH2pHQO4syP1j3F+qJj2hAyOBtBkVYWEth2iQ4+BMZ7qX7rA90v138H+Lm2YXy4AG6rwQTe6Q==",
        files: &[
            "dist/formio.form.min.js",
            "dist/formio.form.min.css",
            "package.json",
        ],
    },
];

/// The file that remembers which archive a folder was unpacked from.
const STAMP: &str = ".integrity";

struct NpmPackage {
    name: &'static str,
    version: &'static str,
    /// What the registry says of the archive.
    integrity: &'static str,
    /// What we need of it: files, and folders whole, which end in a slash.
    files: &'static [&'static str],
}

impl NpmPackage {
    fn fetch(&self, folder: &Path) -> Result<Vec<u8>> {
        if !is_on_path("npm") {
            apt::install(&["npm"], "npm, which fetches what the tests need of its registry")?;
        }
        fs::create_dir_all(folder)?;
        let mut npm = Command::new("npm");
        clean_environment(&mut npm);
        let wanted = format!("{}@{}", self.name, self.version);
        npm.args(["pack", &wanted, "--loglevel=error", "--pack-destination"])
            .arg(folder)
            .current_dir(folder);
        process::run(&mut npm)
            .with_context(|| format!("{wanted} could not be fetched from the npm registry"))?;
        let path = self.archive(folder);
        let archive = fs::read(&path).with_context(|| format!("npm left no {}", path.display()))?;
        fs::remove_file(&path)?;
        Ok(archive)
    }

    fn unpack(&self, archive: &[u8], folder: &Path) -> Result<()> {
        let found = digest::npm_integrity(archive);
        if found != self.integrity {
            bail!(
                "{} {} is not the archive we know: {found} instead of {}",
                self.name,
                self.version,
                self.integrity
            );
        }
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder)?;
        let mut left: Vec<_> = self.files.to_vec();
        for entry in tar::Archive::new(GzDecoder::new(archive)).entries()? {
            let mut entry = entry?;
            let path = entry.path()?.into_owned();
            let Some(name) = path.strip_prefix("package").ok().and_then(Path::to_str) else {
                continue;
            };
            let Some(wanted) = self.files.iter().find(|file| is_wanted(name, file)) else {
                continue;
            };
            left.retain(|file| file != wanted);
            let place = folder.join(name);
            fs::create_dir_all(place.parent().unwrap_or(folder))?;
            let mut content = Vec::new();
            entry.read_to_end(&mut content)?;
            fs::write(place, content)?;
        }
        if !left.is_empty() {
            bail!("{} {} has no {}", self.name, self.version, left.join(", "));
        }
        Ok(())
    }

    fn archive(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}-{}.tgz", self.flat_name(), self.version))
    }

    /// Its name as npm names its archive: without the marks of a scope.
    fn flat_name(&self) -> String {
        self.name.trim_start_matches('@').replace('/', "-")
    }
}

/// Whether a file of an archive is this one, or in this folder. Nothing of an archive is written outside its own place.
fn is_wanted(name: &str, wanted: &str) -> bool {
    let is_within = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    is_within && (name == wanted || wanted.ends_with('/') && name.starts_with(wanted))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{NPM_PACKAGES, is_on_path, is_wanted};

    #[test]
    fn an_archive_that_was_tampered_with_is_refused() {
        let refusal = NPM_PACKAGES[0].unpack(b"not the archive", Path::new("/nonexistent"));
        assert!(refusal.is_err_and(|error| error.to_string().contains("is not the archive we know")));
    }

    #[test]
    fn a_folder_is_taken_whole_and_nothing_leaves_its_place() {
        assert!(is_wanted("package.json", "package.json"));
        assert!(is_wanted("dist/webapi/jws/verify.js", "dist/webapi/"));
        for name in [
            "dist/webapi",
            "dist/types/a.d.ts",
            "dist/webapi/../../x",
            "/dist/webapi/x",
            "",
        ] {
            assert!(!is_wanted(name, "dist/webapi/"), "{name}");
        }
        assert!(!is_wanted("package.json.js", "package.json"));
    }

    #[test]
    fn a_program_is_found_on_the_path() {
        assert!(is_on_path("ls"));
        assert!(!is_on_path("no-such-program-here"));
    }
}
