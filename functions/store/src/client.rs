//! Who calls, as a pseudonym, and how much is taken from them. It computes no pseudonym and reads no clock.

use crate::database::Value;

/// The pseudonym of who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client([u8; 32]);

/// How much of what one client sends is taken.
#[derive(Clone, Debug)]
pub struct ClientLimit {
    /// Whose.
    pub client: Client,
    /// At most so many…
    pub most: u32,
    /// …after that moment, RFC 3339, UTC: an hour ago at the earliest, since clients are forgotten then.
    pub since: String,
}

impl Client {
    /// The client of that pseudonym.
    pub const fn new(pseudonym: [u8; 32]) -> Self {
        Self(pseudonym)
    }

    pub(crate) fn to_value(&self) -> Value {
        Value::Blob(self.0.to_vec())
    }
}

/// The client, the moment and the count, as the statements take them. Nothing is counted for nobody.
pub(crate) fn parameters(limit: Option<&ClientLimit>) -> [Value; 3] {
    match limit {
        Some(limit) => [
            limit.client.to_value(),
            Value::Text(limit.since.clone()),
            Value::Integer(limit.most.into()),
        ],
        None => [Value::Null, Value::Text(String::new()), Value::Integer(1)],
    }
}
