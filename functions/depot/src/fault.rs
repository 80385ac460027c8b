//! What each error of the store means to an applicant who writes.

use shared::message::Message;
use store::{DatabaseError, StoreError};
use support::Fault;
use support::fault::chain;

pub fn to_fault(error: &StoreError) -> Fault {
    match error {
        StoreError::KeyReused => Fault::conflict(
            "idempotency-key-reused",
            Message::fixed(
                "Cette clé a déjà servi à un autre envoi, qui est bien enregistré. Pour en faire un nouveau, recommencez avec \
                 une autre clé.",
                "This key has already served for something else, which is safely recorded. To send anew, start again with \
                 another key.",
            ),
        ),
        StoreError::Outdated => Fault::conflict(
            "outdated",
            Message::fixed(
                "La demande a changé entre-temps. Relisez-la, puis recommencez.",
                "The request has changed in between. Read it again, then try again.",
            ),
        ),
        StoreError::Database(DatabaseError::Busy | DatabaseError::Full) => Fault::unavailable(chain(error)),
        StoreError::ReferenceTaken
        | StoreError::TooManyPieces
        | StoreError::PieceAltered
        | StoreError::Chain(_)
        | StoreError::Database(
            DatabaseError::NoTables
            | DatabaseError::AlreadyThere
            | DatabaseError::Denied
            | DatabaseError::Unexpected { .. }
            | DatabaseError::Other(_),
        ) => Fault::internal(chain(error)),
    }
}
