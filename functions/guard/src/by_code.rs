//! Opening by reference and code: what an attempt came to, as the applicant is told.

use std::time::Duration;

use shared::ids::{AccessCode, Reference};
use shared::message::Message;
use store::{Attempt, Client, Database, OpenedDossier, Store};
use support::{Call, Fault, applicant, environment, wait};

use crate::client_address;
use crate::fault::store_fault;

/// The dossier of that reference, for a call that gives its code.
///
/// # Errors
/// The same 404 for an unknown reference and for a wrong code; a 429 for a client that failed too often, whether the code is
/// right or not; a 503 or a 500 when the store fails.
pub async fn open<D: Database>(
    store: &Store<D>,
    call: &Call,
    reference: Reference,
    code: &AccessCode,
) -> Result<OpenedDossier, Fault> {
    let client = Client::new(client_address::pseudonym(call).await?);
    let now = environment::milliseconds()?;
    let attempt = store.open_with_code(reference, code, &client, now).await;
    match attempt.map_err(|error| store_fault(&error))? {
        Attempt::Opened(dossier) => Ok(*dossier),
        Attempt::Failed => Err(applicant::no_such_dossier()),
        Attempt::TooSoon { wait } => {
            let log = client_address::limited("too many attempts", call).await?;
            Err(Fault::too_many_requests(wait, too_soon(wait), log))
        }
    }
}

fn too_soon(wait: Duration) -> Message {
    wait::sentence(
        wait,
        |wait| {
            format!(
                "Trop d’essais ont échoué depuis votre connexion. Attendez {wait}, vérifiez la référence et le code sur votre \
                 récépissé, puis réessayez."
            )
        },
        |wait| {
            format!(
                "Too many attempts failed from your connection. Wait {wait}, check the reference and the code on your \
                 receipt, then try again."
            )
        },
    )
}
