//! The agents of the application under test: one of the région of the valid request, one of another.

use sha2::{Digest as _, Sha256};

/// An agent and their key.
#[derive(Clone, Copy, Debug)]
pub struct Agent {
    /// How the events name them.
    pub label: &'static str,
    /// INSEE code of their région.
    pub region: &'static str,
    /// What they present as a bearer token.
    pub key: &'static str,
}

/// An agent of Bourgogne-Franche-Comté, where the valid request belongs.
pub const OF_BOURGOGNE_FRANCHE_COMTE: Agent = Agent {
    label: "essai-bfc",
    region: "27",
    key: "cle-agent-de-bourgogne-franche-comte",
};

/// An agent of Île-de-France, where it does not.
pub const OF_ILE_DE_FRANCE: Agent = Agent {
    label: "essai-idf",
    region: "11",
    key: "cle-agent-d-ile-de-france",
};

/// What the application is told of them: the fingerprints of their keys.
pub fn variable() -> String {
    [OF_BOURGOGNE_FRANCHE_COMTE, OF_ILE_DE_FRANCE]
        .map(|agent| format!("{}:{}:{}", agent.label, agent.region, fingerprint(agent.key)))
        .join(",")
}

fn fingerprint(key: &str) -> String {
    hex::encode(Sha256::digest(key.as_bytes()))
}
