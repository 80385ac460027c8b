//! The receipt of a filing, made of its first event and of nothing else: asked for again, it says the same.

use receipt::{SigningKey, canonical_json};
use serde_json::Value;
use shared::dossier::{Dossier, Regime, read_history};
use shared::ids::{Reference, TerritoireId};
use shared::wire::{FiledEvent, Receipt, ServiceBody, ToldBody};
use store::{Hash, digest, to_hex};
use support::fault::chain;
use support::{Fault, environment};

use crate::territoire::summary_of;

/// The first event of a dossier, as it is stored.
pub struct Filed<'a> {
    pub reference: Reference,
    pub at: &'a str,
    pub territoire: &'a TerritoireId,
    pub body: &'a str,
    pub hash: &'a Hash,
}

/// What proves a filing.
pub struct Proof {
    pub receipt: Receipt,
    /// The canonical JSON of the request, of which the receipt holds the digest.
    pub sworn_request: String,
}

impl Proof {
    /// The proof of a filing.
    ///
    /// # Errors
    /// A 500 when what is stored cannot be read.
    pub fn of(filed: &Filed<'_>) -> Result<Self, Fault> {
        let event: FiledEvent = support::json::read_stored(filed.body)?;
        // As it was stored, not as today's structs would write it: the digest must not change with them.
        let stored: Value = support::json::read_stored(filed.body)?;
        let sworn_request =
            canonical_json(&stored["request"]).map_err(|error| Fault::internal(chain(&error)))?;
        let dossier = read(filed.at, &event)?;
        let told = match event.told {
            Some(told) => told,
            // Filed before there were receipts: what is told is what today's release says.
            None => ToldBody {
                territoire: summary_of(filed.territoire)?,
                acknowledgement: dossier.acknowledgement(ServiceBody::default()),
            },
        };
        let receipt = Receipt {
            format: FORMAT.to_owned(),
            reference: filed.reference.to_string(),
            filed_at: filed.at.to_owned(),
            received_on: dossier.received_on().to_string(),
            territoire: told.territoire,
            rules_version: event.rules_version,
            regime: event
                .regime
                .unwrap_or_else(|| Regime::General.as_str().to_owned()),
            montant_demande: dossier.montant_demande().to_string(),
            request_sha256: to_hex(&digest(sworn_request.as_bytes())),
            pieces: event.pieces,
            event_hash: to_hex(filed.hash),
            acknowledgement: told.acknowledgement,
        };
        Ok(Self {
            receipt,
            sworn_request,
        })
    }

    /// The receipt as a compact JWS.
    ///
    /// # Errors
    /// A 500, which no receipt leads to.
    pub fn sign(&self, key: &SigningKey) -> Result<String, Fault> {
        receipt::sign(key, &self.receipt).map_err(|error| Fault::internal(chain(&error)))
    }
}

/// The version of what a receipt says.
const FORMAT: &str = "guichet-receipt-1";

/// What the receipt of an event about to be written will tell beside the request.
///
/// # Errors
/// A 500 when the event could not be read again.
pub fn told(
    at: &str,
    event: &FiledEvent,
    territoire: &TerritoireId,
    service: ServiceBody,
) -> Result<ToldBody, Fault> {
    Ok(ToldBody {
        territoire: summary_of(territoire)?,
        acknowledgement: read(at, event)?.acknowledgement(service),
    })
}

/// The service in charge, as the deployment names it: what it leaves empty is unknown.
///
/// # Errors
/// A 500 when the manifest does not give one of the variables.
pub async fn service() -> Result<ServiceBody, Fault> {
    let known = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(ServiceBody {
        name: known(environment::variable("service_name").await?),
        address: known(environment::variable("service_address").await?),
        email: known(environment::variable("service_email").await?),
        phone: known(environment::variable("service_phone").await?),
    })
}

fn read(at: &str, event: &FiledEvent) -> Result<Dossier, Fault> {
    read_history(at, event, &[]).map_err(|error| Fault::internal(chain(&error)))
}
