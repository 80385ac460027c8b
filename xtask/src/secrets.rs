//! Development secrets: made once for a machine, kept beside its database, handed to the functions as variables.
//!
//! They are for a start-up on one's own machine. What the environment already says is never replaced, and no
//! secret is printed.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::digest;

/// The variables to start the application with.
#[derive(Debug)]
pub struct Variables {
    /// Names and values for the environment.
    pub environment: Vec<(&'static str, String)>,
    /// Where the agents' keys are, if they are ours.
    pub agents_file: Option<PathBuf>,
}

/// Reads the secrets of this state directory, or makes them.
pub fn variables(state_dir: &Path) -> Result<Variables> {
    let missing: Vec<_> = [CODE_KEY, AGENT_KEYS, RECEIPT_KEY, GUARD_KEY]
        .into_iter()
        .filter(|name| std::env::var_os(name).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(Variables {
            environment: Vec::new(),
            agents_file: None,
        });
    }
    let path = state_dir.join("dev-variables.toml");
    let secrets = Secrets::read_or_make(&path)?;
    let environment = missing.iter().map(|&name| (name, secrets.value(name))).collect();
    Ok(Variables {
        environment,
        agents_file: missing.contains(&AGENT_KEYS).then_some(path),
    })
}

const CODE_KEY: &str = "SPIN_VARIABLE_CODE_KEY";
const AGENT_KEYS: &str = "SPIN_VARIABLE_AGENT_KEYS";
const RECEIPT_KEY: &str = "SPIN_VARIABLE_RECEIPT_SIGNING_KEY";
const GUARD_KEY: &str = "SPIN_VARIABLE_GUARD_KEY";

/// What the file holds.
#[derive(Debug, Serialize, Deserialize)]
struct Secrets {
    code_key: String,
    /// Absent from files of before there were receipts.
    #[serde(default)]
    receipt_signing_key: String,
    /// Absent from files of before there were limits.
    #[serde(default)]
    guard_key: String,
    agents: Vec<Agent>,
}

/// An agent of a region, who exists on this machine only.
#[derive(Debug, Serialize, Deserialize)]
struct Agent {
    label: String,
    /// The INSEE code.
    region: String,
    key: String,
}

impl Secrets {
    fn read_or_make(path: &Path) -> Result<Self> {
        let mut secrets = if path.exists() {
            Self::read(path)?
        } else {
            Self::random()?
        };
        let is_completed = secrets.complete()?;
        if is_completed || !path.exists() {
            secrets
                .write(path)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(secrets)
    }

    /// Makes what a file of an earlier release lacks; tells whether it lacked anything.
    fn complete(&mut self) -> Result<bool> {
        let mut is_completed = false;
        if self.receipt_signing_key.is_empty() {
            self.receipt_signing_key = random_key()?;
            is_completed = true;
        }
        if self.guard_key.is_empty() {
            self.guard_key = random_hex::<32>()?;
            is_completed = true;
        }
        Ok(is_completed)
    }

    fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| {
            format!(
                "{} is not as xtask made it; remove it to have it made again",
                path.display()
            )
        })
    }

    fn random() -> Result<Self> {
        let agent = |label: &str, region: &str| -> Result<Agent> {
            Ok(Agent {
                label: label.to_owned(),
                region: region.to_owned(),
                key: random_hex::<16>()?,
            })
        };
        Ok(Self {
            code_key: random_hex::<32>()?,
            receipt_signing_key: random_key()?,
            guard_key: random_hex::<32>()?,
            agents: vec![agent("demo", "27")?, agent("demo-idf", "11")?],
        })
    }

    fn write(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let text = format!("{HEADER}{}", toml::to_string(self)?);
        // Under another name first: a stop half-way must not leave half of the secrets.
        let prepared = path.with_extension("new");
        let _ = fs::remove_file(&prepared);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&prepared)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&prepared, path)?;
        Ok(())
    }

    fn value(&self, name: impl AsRef<OsStr>) -> String {
        let name = name.as_ref();
        if name == CODE_KEY {
            self.code_key.clone()
        } else if name == RECEIPT_KEY {
            self.receipt_signing_key.clone()
        } else if name == GUARD_KEY {
            self.guard_key.clone()
        } else {
            agent_keys(&self.agents)
        }
    }
}

const HEADER: &str = "\
# Secrets of this machine's development application, made by `cargo xtask up`. Not for production.\n\
# An agent presents their `key` as a bearer token; the application knows only its fingerprint.\n\n";

/// The functions know who may come by the fingerprint of their key.
fn agent_keys(agents: &[Agent]) -> String {
    let entries: Vec<_> = agents
        .iter()
        .map(|agent| {
            format!(
                "{}:{}:{}",
                agent.label,
                agent.region,
                digest::sha256(agent.key.as_bytes())
            )
        })
        .collect();
    entries.join(",")
}

fn random_hex<const BYTES: usize>() -> Result<String> {
    Ok(hex::encode(random::<BYTES>()?))
}

/// The seed of a key that signs receipts: any 32 bytes are one.
fn random_key() -> Result<String> {
    Ok(BASE64_URL_SAFE_NO_PAD.encode(random::<32>()?))
}

fn random<const BYTES: usize>() -> Result<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gives no randomness: {error}"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::{AGENT_KEYS, Agent, CODE_KEY, GUARD_KEY, RECEIPT_KEY, Secrets, agent_keys};

    #[test]
    fn keys_are_told_by_their_fingerprint() {
        let agents = ["27", "11"].map(|region| Agent {
            label: "demo".to_owned(),
            region: region.to_owned(),
            key: "abc".to_owned(),
        });
        let print = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(agent_keys(&agents), format!("demo:27:{print},demo:11:{print}"));
    }

    #[test]
    fn secrets_are_made_once_and_readable_by_their_owner_only() -> anyhow::Result<()> {
        let folder = std::env::temp_dir().join(format!("guichet-secrets-{}", std::process::id()));
        let path = folder.join("state/dev-variables.toml");
        let made = Secrets::read_or_make(&path)?;
        let read = Secrets::read_or_make(&path)?;
        let permissions = fs::metadata(&path)?.permissions().mode();
        fs::remove_dir_all(&folder)?;

        assert_eq!(permissions & 0o777, 0o600);
        assert_eq!(made.value(CODE_KEY), read.value(CODE_KEY));
        assert_eq!(made.value(AGENT_KEYS), read.value(AGENT_KEYS));
        assert_eq!(made.value(RECEIPT_KEY), read.value(RECEIPT_KEY));
        assert_eq!(made.value(GUARD_KEY), read.value(GUARD_KEY));
        assert_eq!(made.value(CODE_KEY).len(), 64);
        assert_eq!(made.value(GUARD_KEY).len(), 64);
        assert_ne!(made.value(GUARD_KEY), made.value(CODE_KEY));
        assert_eq!(made.value(RECEIPT_KEY).len(), 43);
        assert!(made.agents.iter().all(|agent| agent.key.len() == 32));
        Ok(())
    }

    #[test]
    fn a_file_of_before_there_were_receipts_keeps_its_keys() -> anyhow::Result<()> {
        let folder = std::env::temp_dir().join(format!("guichet-old-secrets-{}", std::process::id()));
        let path = folder.join("dev-variables.toml");
        fs::create_dir_all(&folder)?;
        fs::write(&path, "code_key = \"kept\"\nagents = []\n")?;
        let read = Secrets::read_or_make(&path)?;
        let again = Secrets::read_or_make(&path)?;
        fs::remove_dir_all(&folder)?;

        assert_eq!(read.value(CODE_KEY), "kept");
        assert_eq!(read.value(RECEIPT_KEY).len(), 43);
        assert_eq!(read.value(RECEIPT_KEY), again.value(RECEIPT_KEY));
        assert_eq!(read.value(GUARD_KEY).len(), 64);
        assert_eq!(read.value(GUARD_KEY), again.value(GUARD_KEY));
        Ok(())
    }
}
