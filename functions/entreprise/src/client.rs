//! Asks the register, once: one GET, within a time and a size. It follows no redirection, tries nothing again and
//! keeps nothing; what the answer means is read in `reading`.

use std::time::Duration;

use http::Request;
use http::header::{ACCEPT, RETRY_AFTER, USER_AGENT};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use spin_sdk::http::EmptyBody;
use spin_sdk::wasip3::http::types::ErrorCode;
use support::patience;

use crate::reading::{Answer, Trouble};

/// From the call to the last byte. People wait for it in a form.
const PATIENCE: Duration = Duration::from_secs(3);

/// One company and one establishment take about 5 kB.
const BODY_MAX: usize = 128 * 1024;

/// The register asks for one that says who calls.
const PRODUCT: &str = concat!("guichet-territoires-industrie/", env!("CARGO_PKG_VERSION"));

/// Sends one request and reads its answer.
///
/// # Errors
/// [`Trouble`] when there is no answer, or not all of it in time.
pub async fn get(address: &str) -> Result<Answer, Trouble> {
    patience::within(PATIENCE, send(address))
        .await
        .unwrap_or(Err(Trouble::TooSlow))
}

async fn send(address: &str) -> Result<Answer, Trouble> {
    let request = Request::get(address)
        .header(USER_AGENT, PRODUCT)
        .header(ACCEPT, "application/json")
        .body(EmptyBody::new())
        .map_err(|_| Trouble::NotReached("the request cannot be made"))?;
    let response = spin_sdk::http::send(request)
        .await
        .map_err(|error| Trouble::NotReached(kind_of(&error)))?;
    let (head, body) = response.into_parts();
    let retry_after = head.headers.get(RETRY_AFTER);
    let retry_after = retry_after
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let collected = Limited::new(body, BODY_MAX).collect().await;
    let body = collected.map_err(|error| {
        if error.is::<LengthLimitError>() {
            Trouble::TooLarge
        } else {
            Trouble::Cut
        }
    })?;
    Ok(Answer {
        status: head.status.as_u16(),
        retry_after,
        body: body.to_bytes().to_vec(),
    })
}

/// The kind of error alone: the texts that some hold may repeat the address.
const fn kind_of(error: &ErrorCode) -> &'static str {
    match error {
        ErrorCode::HttpRequestDenied => "the host denies it: is the address in allowed_outbound_hosts?",
        ErrorCode::DnsError(_) | ErrorCode::DnsTimeout | ErrorCode::DestinationNotFound => {
            "its name is not found"
        }
        ErrorCode::ConnectionRefused => "it refuses the connection",
        ErrorCode::TlsProtocolError | ErrorCode::TlsCertificateError | ErrorCode::TlsAlertReceived(_) => {
            "TLS fails"
        }
        ErrorCode::HttpResponseIncomplete => "its answer breaks off",
        _ => "the connection fails",
    }
}
