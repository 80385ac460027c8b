//! A disk of a few kilobytes that a test may fill: a file system in memory, mounted where only its own processes see it.
//!
//! It needs `unshare`, `nsenter` (util-linux) and `mount`, and either root or a kernel that gives namespaces to anybody.
//! A process holds it, and ends with the test, however the test ends: nothing is left mounted.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

use crate::guichet::Surroundings;

/// A disk. Dropping it loses all that is on it.
#[derive(Debug)]
pub struct SmallDisk {
    holder: Child,
    folder: TempDir,
}

impl SmallDisk {
    /// Makes one, empty.
    pub fn of_kilobytes(kilobytes: u32) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("small-disk-").tempdir()?;
        // The holder waits for the end of its input, which comes when the test ends.
        let script = format!("mount -t tmpfs -o size={kilobytes}k tmpfs \"$1\" && echo mounted && exec cat");
        let mut holder = Command::new("unshare")
            .args(["--map-root-user", "--mount", "--", "sh", "-c", &script, "sh"])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("unshare cannot be run")?;
        let mut said = String::new();
        if let Some(stdout) = holder.stdout.take() {
            BufReader::new(stdout).read_line(&mut said)?;
        }
        let disk = Self { holder, folder };
        ensure!(
            said == "mounted\n",
            "this machine lets nobody mount a file system of their own: run the tests as root, or where \
             `unshare --map-root-user --mount true` works"
        );
        Ok(disk)
    }

    /// What a host needs to keep its databases there.
    pub fn surroundings(&self) -> Surroundings {
        let holder = self.holder.id().to_string();
        let wrapper = [
            "nsenter",
            "--preserve-credentials",
            "--user",
            "--mount",
            "--target",
            &holder,
            "--",
        ];
        Surroundings {
            wrapper: wrapper.map(OsString::from).to_vec(),
            databases: Some(self.folder.path().to_path_buf()),
        }
    }

    /// Fills it to the last byte.
    pub fn fill(&self) -> Result<()> {
        let mut ballast = File::options().create(true).append(true).open(self.ballast())?;
        let (mut block, mut written) = ([0x55; 4096].as_slice(), 0);
        while !block.is_empty() {
            match ballast.write(block) {
                Ok(count) => written += count,
                Err(error) if error.kind() == ErrorKind::StorageFull => block = &block[..block.len() / 2],
                Err(error) => return Err(error.into()),
            }
        }
        ensure!(0 < written, "the disk was full already");
        Ok(())
    }

    /// Takes away what filled it.
    pub fn make_room(&self) -> Result<()> {
        Ok(fs::remove_file(self.ballast())?)
    }

    fn ballast(&self) -> PathBuf {
        // Seen from outside, the disk is below the root of a process that is inside.
        let root = PathBuf::from(format!("/proc/{}/root", self.holder.id()));
        let folder = self.folder.path();
        root.join(folder.strip_prefix("/").unwrap_or(folder))
            .join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // The only failure is a process that has already ended.
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}
