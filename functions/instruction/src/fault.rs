//! What it means to an agent that an event was not appended.

use shared::message::Message;
use store::AppendError;
use support::Fault;
use support::fault::chain;

pub fn append_fault(error: &AppendError) -> Fault {
    match error {
        AppendError::Outdated => Fault::conflict(
            "outdated",
            Message::fixed(
                "La demande a changé depuis que vous l’avez lue. Rechargez-la, puis recommencez.",
                "The request has changed since you read it. Reload it, then try again.",
            ),
        ),
        AppendError::KeyReused => Fault::conflict(
            "idempotency-key-reused",
            Message::fixed(
                "Cette clé a déjà servi à une autre action, qui est bien enregistrée. Recommencez avec une autre clé.",
                "This key has already served for another action, which is safely recorded. Try again with another key.",
            ),
        ),
        AppendError::ReferenceTaken => Fault::internal(chain(error)),
        AppendError::Store(error) => guard::store_fault(error),
    }
}
