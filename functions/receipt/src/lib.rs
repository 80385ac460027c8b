//! Signs receipts and checks them: canonical JSON (RFC 8785), compact JWS (RFC 7515), Ed25519 (RFC 8037). It does no
//! input or output, draws no key, and does not know what a receipt says.

mod canonical;
mod jws;
mod key;

pub use canonical::{CanonicalError, canonical_json};
pub use jws::{RECEIPT_TYPE, SignError, VerifyError, sign, verify};
pub use key::{KeyError, PublicKey, SigningKey};
