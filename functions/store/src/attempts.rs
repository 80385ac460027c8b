//! Opening a dossier with its code, and what slows who tries codes: failures are counted for each client, whatever
//! reference they were about, so that nobody can lock an applicant out by knowing their reference. It computes no
//! pseudonym and reads no clock.
//!
//! An unknown reference and a wrong code run the same statements on the same rows.

use std::time::Duration;

use constant_time_eq::constant_time_eq_32;
use shared::ids::{AccessCode, Reference};

use crate::chain::{Hash, digest};
use crate::client::Client;
use crate::database::{Database, DatabaseError, Value};
use crate::dossiers::{OpenedDossier, Store};
use crate::error::StoreError;

/// What an attempt to open a dossier came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The code is that of the dossier.
    Opened(Box<OpenedDossier>),
    /// The code is another's, or there is no such dossier.
    Failed,
    /// The client failed too often: the code was not looked at.
    TooSoon {
        /// How long until the next attempt is.
        wait: Duration,
    },
}

impl<D: Database> Store<D> {
    /// A dossier for who holds its code, `at` a moment in milliseconds since 1970.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_with_code(
        &self,
        reference: Reference,
        code: &AccessCode,
        client: &Client,
        at: i64,
    ) -> Result<Attempt, StoreError> {
        let known = self.look_up(reference, client).await?;
        if let Some(wait) = known.failures.wait(at) {
            return Ok(Attempt::TooSoon { wait });
        }
        if !constant_time_eq_32(&digest(code.as_bytes()), &known.code_digest) {
            self.count_failure(client, at).await?;
            return Ok(Attempt::Failed);
        }
        let dossier = self.open(reference).await?;
        // A dossier that is gone between the two reads is altered: there is no way to remove one.
        Ok(dossier.map_or(Attempt::Failed, |dossier| Attempt::Opened(Box::new(dossier))))
    }

    async fn look_up(&self, reference: Reference, client: &Client) -> Result<Known, DatabaseError> {
        const NOBODY: Hash = [0; 32];
        let parameters = [
            Value::Text(reference.to_string()),
            Value::Blob(NOBODY.to_vec()),
            client.to_value(),
        ];
        let rows = self.run(SELECT_KNOWN, &parameters).await?;
        let row = rows.first().ok_or(DatabaseError::NoTables)?;
        Ok(Known {
            code_digest: row.bytes(0)?,
            failures: Failures {
                count: row.count(1)?,
                last_at: row.integer(2)?,
            },
        })
    }

    async fn count_failure(&self, client: &Client, at: i64) -> Result<(), DatabaseError> {
        let parameters = [
            client.to_value(),
            Value::Integer(at),
            Value::Integer(at.saturating_sub(REMEMBERED)),
        ];
        self.run(COUNT_FAILURE, &parameters).await?;
        Ok(())
    }
}

/// What one read tells before the code is looked at.
struct Known {
    code_digest: Hash,
    failures: Failures,
}

/// The failures of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Failures {
    count: u32,
    /// In milliseconds since 1970.
    last_at: i64,
}

impl Failures {
    /// How long until the next attempt is looked at; nothing when it is now.
    fn wait(self, now: i64) -> Option<Duration> {
        let slowed = match self.count {
            ..FREE => return None,
            FREE..STOPPED => LONGEST.min(SECOND << (self.count - FREE).min(6)),
            STOPPED.. => REMEMBERED,
        };
        // A clock that went back must not make anybody wait for longer.
        let passed = now.saturating_sub(self.last_at).max(0);
        let left = u64::try_from(slowed - passed).ok()?;
        (left != 0).then(|| Duration::from_millis(left))
    }
}

/// In milliseconds, as what follows.
const SECOND: i64 = 1_000;

/// Failures that cost nothing: a code copied by hand is mistyped.
const FREE: u32 = 5;

/// The wait doubles from one second to this.
const LONGEST: i64 = 60 * SECOND;

/// From so many failures on, nothing is looked at until the last is forgotten.
const STOPPED: u32 = 20;

/// How long after the last failure all are forgotten. A trigger of the schema says the same.
const REMEMBERED: i64 = 60 * 60 * SECOND;

/// One row, whatever there is. It reads the index `event_code` and not the event.
const SELECT_KNOWN: &str = "SELECT \
    COALESCE((SELECT code_digest FROM event WHERE reference = $1 AND code_digest IS NOT NULL), $2), \
    COALESCE((SELECT failures FROM attempt WHERE client = $3), 0), \
    COALESCE((SELECT last_at FROM attempt WHERE client = $3), 0) \
    FROM ready_2";

const COUNT_FAILURE: &str = "INSERT INTO attempt (client, failures, last_at) \
    SELECT $1, 1, $2 FROM ready_2 WHERE true ON CONFLICT (client) DO UPDATE SET \
    failures = CASE WHEN attempt.last_at <= $3 THEN 1 ELSE attempt.failures + 1 END, last_at = excluded.last_at";

#[cfg(test)]
mod tests;
