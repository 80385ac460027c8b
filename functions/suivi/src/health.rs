//! `GET /api/v1/health`: whether requests can be served now, for who watches over the service. It reads one row, and
//! tells nothing of what is stored.

use http::StatusCode;
use shared::wire::HealthResponse;
use store::{Store, StoreError};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Fault, Reply};

pub async fn read() -> Result<Reply, Fault> {
    check_storage()
        .await
        .map_err(|error| Fault::unavailable(chain(&error)))?;
    let response = HealthResponse {
        status: "ok".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    json(StatusCode::OK, Caching::Never, &response)
}

/// Whatever fails, it may work later.
async fn check_storage() -> Result<(), StoreError> {
    Store::of_component().await?.check().await
}
