//! Who the agents are and what they may see: each key opens the territories that touch one région.
//!
//! The variable `agent_keys` holds `label:region:sha256` for each agent, separated by commas. The keys themselves are
//! stored nowhere.

use constant_time_eq::constant_time_eq_32;
use reference::Territoire;
use shared::ids::CodeRegion;
use store::{Hash, digest};
use support::{Call, Fault, environment};

/// An agent who proved their key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    label: String,
    region: CodeRegion,
}

impl Agent {
    /// The agent whose key the call carries.
    ///
    /// # Errors
    /// A 401 without a right key, a 500 when the variable is malformed.
    pub async fn authenticate(call: &Call) -> Result<Self, Fault> {
        let known = environment::variable("agent_keys").await?;
        let key = call
            .header("authorization")
            .and_then(bearer)
            .ok_or_else(Fault::unauthorised)?;
        find(&known, key)?.ok_or_else(Fault::unauthorised)
    }

    /// How the agent is named in the events.
    pub fn actor(&self) -> String {
        format!("agent:{}", self.label)
    }

    /// Whether the territory is known to touch the agent's région.
    pub fn sees(&self, territoire: Territoire) -> bool {
        territoire.perimeter().is_some_and(|perimeter| {
            perimeter
                .regions()
                .any(|region| region.code() == self.region.as_str())
        })
    }
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, key) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
}

/// Compares the key with every agent's, whatever matches first: the time taken tells nothing.
fn find(known: &str, key: &str) -> Result<Option<Agent>, Fault> {
    let given = digest(key.as_bytes());
    let mut found = None;
    for entry in known.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
        let (agent, expected) = parse(entry).ok_or_else(|| {
            Fault::internal("read the variable agent_keys: an entry is not label:region:sha256")
        })?;
        if constant_time_eq_32(&given, &expected) {
            found = Some(agent);
        }
    }
    Ok(found)
}

fn parse(entry: &str) -> Option<(Agent, Hash)> {
    let mut parts = entry.split(':');
    let (label, region, digest) = (parts.next()?, parts.next()?, parts.next()?);
    if label.is_empty() || parts.next().is_some() {
        return None;
    }
    let mut hash = [0; 32];
    hex::decode_to_slice(digest, &mut hash).ok()?;
    Some((
        Agent {
            label: label.to_owned(),
            region: CodeRegion::parse(region)?,
        },
        hash,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 of `secret`.
    const SECRET: &str = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    #[test]
    fn the_right_key_finds_its_agent() {
        let known = format!("other:11:{}, demo:27:{SECRET}", "0".repeat(64));
        let agent = find(&known, "secret").ok().flatten();
        assert_eq!(agent.map(|agent| agent.actor()), Some("agent:demo".to_owned()));
        assert!(matches!(find(&known, "Secret"), Ok(None)));
        assert!(matches!(find("", "secret"), Ok(None)));
    }

    #[test]
    fn a_malformed_entry_opens_nothing() {
        for entry in [
            "demo",
            "demo:27",
            "demo:27:zz",
            ":27:",
            "demo:bfc:00",
            &format!("demo:27:{SECRET}:more"),
        ] {
            assert!(find(entry, "secret").is_err(), "{entry}");
        }
    }

    #[test]
    fn only_a_bearer_key_is_read() {
        assert_eq!(bearer("Bearer abc"), Some("abc"));
        assert_eq!(bearer("bearer  abc"), Some("abc"));
        assert_eq!(bearer("Basic abc"), None);
        assert_eq!(bearer("abc"), None);
    }
}
