//! The PostgreSQL connections to each address, lent to guests and kept for the next, for the host's life.
//!
//! As in Spin, at most 64 for an address, and who comes after waits. It runs no statement.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Config, NoTls};

use crate::bindings::spin::postgres::postgres::Error;
use crate::outbound::Outbound;

/// The pools, by address as guests give it.
#[derive(Default)]
pub struct Pools(Mutex<BTreeMap<String, Pool>>);

/// As many as Spin opens to an address.
const MOST_CONNECTIONS: usize = 64;

/// How long a guest waits for a connection: as long as a statement waits for SQLite's lock.
const PATIENCE: Duration = Duration::from_secs(5);

const ENCRYPTION_REFUSED: &str = "`sslmode=require` is not supported by the local host, which speaks no TLS; run the application with Spin";

/// Reads an address, and refuses what the component may not reach.
///
/// # Errors
///
/// In the words of the guest's error, before anything is sent: when the address is not allowed, or asks for what is not
/// offered here.
pub fn check(address: &str, outbound: &Outbound) -> Result<Config, String> {
    let config: Config = address
        .parse()
        .map_err(|error: tokio_postgres::Error| failed(&error))?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(ENCRYPTION_REFUSED.to_owned());
    }
    if !config.get_hostaddrs().is_empty() {
        // It would be connected to in the place of the host that was checked.
        return Err("`hostaddr` is not supported by the local host; name the host".to_owned());
    }
    if config.get_hosts().is_empty() {
        return Err("the address names no host".to_owned());
    }
    let ports = config.get_ports();
    for (place, host) in config.get_hosts().iter().enumerate() {
        let Host::Tcp(host) = host else {
            return Err("a Unix socket is not supported; name a host".to_owned());
        };
        // One port serves all hosts.
        let port = ports.get(place).or(ports.first()).copied().unwrap_or(5432);
        if !outbound.may_reach("postgres", host, port) {
            return Err(format!("address postgres://{host}:{port} is not permitted"));
        }
    }
    Ok(config)
}

impl Pools {
    /// A connection to a checked address, opened now or before.
    pub async fn lend(&self, address: &str, config: Config) -> Result<Client, Error> {
        let pool = self.of(address, config).map_err(Error::ConnectionFailed)?;
        let lent = pool.get().await;
        lent.map_err(|error| Error::ConnectionFailed(failed(&error)))
    }

    fn of(&self, address: &str, mut config: Config) -> Result<Pool, String> {
        let mut pools = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pool) = pools.get(address) {
            return Ok(pool.clone());
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        // DIFFERENCE: Spin resets the session each time that it lends one. `statement` refuses what would change it,
        // which saves a trip to the server on each request.
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let pool = Pool::builder(Manager::from_config(config, NoTls, recycling))
            .max_size(MOST_CONNECTIONS)
            .wait_timeout(Some(PATIENCE))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| failed(&error))?;
        pools.insert(address.to_owned(), pool.clone());
        Ok(pool)
    }
}

impl fmt::Debug for Pools {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The addresses hold passwords.
        f.debug_struct("Pools").finish_non_exhaustive()
    }
}

/// With its causes, as Spin tells it.
fn failed(error: &dyn fmt::Debug) -> String {
    format!("{error:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbound::{AllowedHostError, AllowedHosts};

    fn refusal(address: &str) -> Result<String, AllowedHostError> {
        let allowed = AllowedHosts::parse(&["postgres://base.exemple.fr:5432".to_owned()])?;
        let outbound = Outbound::new("essai".into(), allowed.into());
        Ok(match check(address, &outbound) {
            Ok(_) => "accepted".to_owned(),
            Err(text) => text,
        })
    }

    #[test]
    fn only_an_allowed_address_is_reached() -> Result<(), AllowedHostError> {
        for (address, expected) in [
            ("postgres://u:p@base.exemple.fr/guichet", "accepted"),
            ("postgresql://u:p@base.exemple.fr:5432/guichet", "accepted"),
            ("host=base.exemple.fr user=u dbname=guichet", "accepted"),
            (
                "postgres://u:p@base.exemple.fr:5433/guichet",
                "address postgres://base.exemple.fr:5433 is not permitted",
            ),
            (
                "postgres://u:p@base.exemple.fr,autre.exemple.fr/guichet",
                "address postgres://autre.exemple.fr:5432 is not permitted",
            ),
            (
                "host=base.exemple.fr hostaddr=10.0.0.1 user=u",
                "`hostaddr` is not supported",
            ),
            ("host=/run/postgresql user=u", "a Unix socket is not supported"),
            ("user=u", "the address names no host"),
            (
                "postgres://u:p@base.exemple.fr/guichet?sslmode=require",
                "`sslmode=require` is not supported",
            ),
        ] {
            let refusal = refusal(address)?;
            assert!(refusal.starts_with(expected), "{address}: {refusal}");
        }
        Ok(())
    }

    #[test]
    fn a_broken_address_is_refused_without_its_password() -> Result<(), AllowedHostError> {
        let refusal = refusal("postgres://u:secret@base.exemple.fr:port/guichet")?;
        assert!(refusal != "accepted" && !refusal.contains("secret"), "{refusal}");
        Ok(())
    }
}
