//! What may refuse a filing: how many its client has filed lately, and a proof of work that was used. Both are conditions of
//! the very statement that files; here is what they are and how it is found which of them refused. It computes no
//! pseudonym, checks no proof and reads no clock.

use crate::client::{self, ClientLimit};
use crate::database::{Database, DatabaseError, Row, Value};
use crate::dossiers::Store;

/// What a filing must pass; nothing by default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Admission<'a> {
    /// How many requests its client may file, when there is a limit.
    pub limit: Option<&'a ClientLimit>,
    /// What the challenge that it solved was drawn as, when it had to.
    pub challenge: Option<[u8; 16]>,
}

/// What did not let a filing through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its client has reached the limit.
    LimitReached {
        /// When the earliest of the filings that count was made, RFC 3339, UTC.
        earliest: String,
    },
    /// Its challenge has served.
    ChallengeUsed,
}

impl Admission<'_> {
    /// The client, the challenge, the moment and the count, as the statements take them.
    pub(crate) fn parameters(&self) -> [Value; 4] {
        let [client, since, most] = client::parameters(self.limit);
        let challenge = self
            .challenge
            .map_or(Value::Null, |challenge| Value::Blob(challenge.to_vec()));
        [client, challenge, since, most]
    }
}

impl<D: Database> Store<D> {
    /// Which condition a filing does not meet, if any: the limit first, since another challenge would not help.
    pub(crate) async fn find_refusal(
        &self,
        admission: &Admission<'_>,
    ) -> Result<Option<Refusal>, DatabaseError> {
        let [client, challenge, since, _] = admission.parameters();
        let rows = self.run(SELECT_REFUSAL, &[client, since, challenge]).await?;
        let row = rows.first().ok_or(DatabaseError::NoTables)?;
        let is_reached = match &admission.limit {
            Some(limit) => limit.most <= row.count(0)?,
            None => false,
        };
        if is_reached {
            let earliest = earliest_of(row)?;
            return Ok(Some(Refusal::LimitReached { earliest }));
        }
        Ok((row.count(2)? == 1).then_some(Refusal::ChallengeUsed))
    }
}

fn earliest_of(row: &Row) -> Result<String, DatabaseError> {
    row.text(1).map(str::to_owned)
}

/// One row, whatever there is.
const SELECT_REFUSAL: &str = "SELECT \
    (SELECT count(*) FROM event WHERE client = $1 AND $2 < at), \
    (SELECT min(at) FROM event WHERE client = $1 AND $2 < at), \
    (SELECT count(*) FROM event WHERE challenge = $3) \
    FROM ready_2";

#[cfg(test)]
mod tests;
