//! What it means to an applicant that an event was not appended.

use shared::message::Message;
use store::AppendError;
use support::Fault;
use support::fault::chain;

pub fn append_fault(error: &AppendError) -> Fault {
    match error {
        AppendError::KeyReused => Fault::conflict(
            "idempotency-key-reused",
            Message::fixed(
                "Cette clé a déjà servi à un autre envoi, qui est bien enregistré. Pour en faire un nouveau, recommencez avec \
                 une autre clé.",
                "This key has already served for something else, which is safely recorded. To send anew, start again with \
                 another key.",
            ),
        ),
        AppendError::Outdated => Fault::conflict(
            "outdated",
            Message::fixed(
                "La demande a changé entre-temps. Relisez-la, puis recommencez.",
                "The request has changed in between. Read it again, then try again.",
            ),
        ),
        AppendError::ReferenceTaken => Fault::internal(chain(error)),
        AppendError::Store(error) => guard::store_fault(error),
    }
}
