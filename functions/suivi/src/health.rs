//! `GET /api/v1/health`: whether requests can be served now, for who watches over the service. It reads one row, and
//! tells nothing of what is stored.

use http::StatusCode;
use shared::wire::HealthResponse;
use store::Store;
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Fault, Reply, environment};

pub async fn read() -> Result<Reply, Fault> {
    // Whatever fails, it may work later.
    let store = Store::at(environment::database_url().await?);
    store
        .check()
        .await
        .map_err(|error| Fault::unavailable(chain(&error)))?;
    let response = HealthResponse {
        status: "ok".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    json(StatusCode::OK, Caching::Never, &response)
}
