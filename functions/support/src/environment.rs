//! The one place where a function reads the clock, draws random bytes and gets its variables. Everything else
//! receives them as arguments.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use spin_sdk::variables;

use crate::Fault;

/// Now, as it is stored and sent: RFC 3339, UTC, to the second.
///
/// # Errors
/// A 500 when the clock is before 1970 or beyond what a date holds.
pub fn now() -> Result<DateTime<Utc>, Fault> {
    let since_epoch = since_epoch()?;
    i64::try_from(since_epoch.as_secs())
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .ok_or_else(beyond_dates)
}

/// Now, in milliseconds since 1970: for what is counted in less than a second.
///
/// # Errors
/// As [`now`].
pub fn milliseconds() -> Result<i64, Fault> {
    i64::try_from(since_epoch()?.as_millis()).map_err(|_| beyond_dates())
}

fn since_epoch() -> Result<Duration, Fault> {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH)
        .map_err(|error| Fault::internal(format!("read the clock: {error}")))
}

fn beyond_dates() -> Fault {
    Fault::internal("read the clock: beyond what a date holds")
}

/// A time as it is stored and sent.
pub fn rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Bytes that nobody can guess.
///
/// # Errors
/// A 500 when the host gives none.
pub fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Fault::internal(format!("draw random bytes: {error}")))?;
    Ok(bytes)
}

/// Where the database is: the address of a PostgreSQL, or nothing for the SQLite that the manifest gives to this function.
///
/// # Errors
/// As [`variable`].
pub async fn database_url() -> Result<String, Fault> {
    variable("database_url").await
}

/// The value of a variable that the manifest gives to this function.
///
/// # Errors
/// A 500 that names the variable, never its value.
pub async fn variable(name: &'static str) -> Result<String, Fault> {
    variables::get(name)
        .await
        .map_err(|_| Fault::internal(format!("get the variable {name}")))
}
