//! The keys of receipts, from the variables of the deployment, and `GET /.well-known/jwks.json`, which publishes those that
//! check them.

use http::StatusCode;
use receipt::{KeyError, PublicKey, SigningKey};
use shared::wire::{KeyBody, ListKeysResponse};
use support::reply::{Caching, json};
use support::{Fault, Reply, environment};

/// The key that signs.
///
/// # Errors
/// A 500 when the deployment gives none, or something else.
pub async fn signing_key() -> Result<SigningKey, Fault> {
    let seed = environment::variable(SIGNING_KEY).await?;
    SigningKey::parse(seed.trim()).map_err(|error| key_fault(SIGNING_KEY, error))
}

pub async fn list() -> Result<Reply, Fault> {
    let current = signing_key().await?.public();
    let former = environment::variable(PUBLIC_KEYS).await?;
    let former = PublicKey::parse_list(&former).map_err(|error| key_fault(PUBLIC_KEYS, error))?;
    json(StatusCode::OK, Caching::Public, &to_response(current, former))
}

const SIGNING_KEY: &str = "receipt_signing_key";
const PUBLIC_KEYS: &str = "receipt_public_keys";

/// Each key once, the one in use first.
fn to_response(current: PublicKey, former: Vec<PublicKey>) -> ListKeysResponse {
    let mut keys = vec![current];
    for key in former {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    ListKeysResponse {
        keys: keys.iter().map(to_body).collect(),
    }
}

fn to_body(key: &PublicKey) -> KeyBody {
    KeyBody {
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        x: key.x(),
        kid: key.kid(),
        alg: "EdDSA".to_owned(),
        usage: "sig".to_owned(),
    }
}

fn key_fault(variable: &str, error: KeyError) -> Fault {
    Fault::internal(format!("read the variable {variable}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8037, appendix A.
    const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    #[test]
    fn a_key_that_is_listed_twice_is_published_once() {
        let key = || PublicKey::parse(X).unwrap();
        let published = to_response(key(), vec![key(), key()]);
        assert_eq!(published.keys.len(), 1);
        assert_eq!(
            published.keys[0].kid,
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
        );
    }
}
