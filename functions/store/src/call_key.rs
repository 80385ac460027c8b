//! The key that makes a call happen once, as the store keeps it. Whoever sends a filing again under its key is given the code
//! again: so what is kept is a digest, and a copy of the database opens nothing.

use crate::chain::{digest, to_hex};
use crate::database::Value;

/// The key of a call, and who made it: the key of an applicant is never that of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallKey {
    kept: String,
    /// As the first version of the tables kept it: a call that was made then is found again.
    former: String,
}

impl CallKey {
    /// The key that an applicant sent.
    pub fn of_applicant(key: &str) -> Self {
        Self::new("depot", key)
    }

    /// The key that an agent sent, whose name in events is `actor`.
    pub fn of_agent(actor: &str, key: &str) -> Self {
        Self::new(actor, key)
    }

    fn new(who: &str, key: &str) -> Self {
        let former = format!("{who}:{key}");
        Self {
            kept: format!("sha256:{}", to_hex(&digest(former.as_bytes()))),
            former,
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.kept.as_bytes()
    }

    pub(crate) fn to_value(&self) -> Value {
        Value::Text(self.kept.clone())
    }

    pub(crate) fn former_to_value(&self) -> Value {
        Value::Text(self.former.clone())
    }
}
