//! How much one client may send in an hour, as the variable `filing_limit` says. It counts nothing: the store does, in the
//! statement that writes.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use store::{Client, ClientLimit};
use support::{Call, Fault, environment};

use crate::client_address;

/// An hour: what was sent counts for so long.
const WINDOW: TimeDelta = TimeDelta::hours(1);

/// How many requests who calls may file; none when the deployment sets no limit: no pseudonym is then kept.
///
/// # Errors
/// A 500 when a variable is missing or wrong.
pub async fn of_call(call: &Call, now: DateTime<Utc>) -> Result<Option<ClientLimit>, Fault> {
    let most = environment::variable("filing_limit").await?;
    let most = most
        .trim()
        .parse()
        .map_err(|_| Fault::internal("read the variable filing_limit: it is not a count"))?;
    if most == 0 {
        return Ok(None);
    }
    Ok(Some(ClientLimit {
        client: Client::new(client_address::pseudonym(call).await?),
        most,
        since: environment::rfc3339(now - WINDOW),
    }))
}

/// Until the earliest of what counts counts no more.
pub fn time_left(earliest: &str, now: DateTime<Utc>) -> Duration {
    let sent_at = DateTime::parse_from_rfc3339(earliest).map_or(now, |earliest| earliest.to_utc());
    (sent_at + WINDOW - now).to_std().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_is_that_of_the_earliest() {
        let now = DateTime::from_timestamp(1_795_440_600, 0).unwrap();
        let at = |seconds: i64| environment::rfc3339(now + TimeDelta::seconds(seconds));
        assert_eq!(time_left(&at(-3_599), now), Duration::from_secs(1));
        assert_eq!(time_left(&at(0), now), Duration::from_hours(1));
        assert_eq!(time_left(&at(-4_000), now), Duration::ZERO);
    }
}
