//! What each error of the store means to an agent.

use shared::message::Message;
use store::{DatabaseError, StoreError};
use support::Fault;
use support::fault::chain;

pub fn to_fault(error: &StoreError) -> Fault {
    match error {
        StoreError::Outdated => Fault::conflict(
            "outdated",
            Message::fixed(
                "La demande a changé depuis que vous l’avez lue. Rechargez-la, puis recommencez.",
                "The request has changed since you read it. Reload it, then try again.",
            ),
        ),
        StoreError::KeyReused => Fault::conflict(
            "idempotency-key-reused",
            Message::fixed(
                "Cette clé a déjà servi à une autre action, qui est bien enregistrée. Recommencez avec une autre clé.",
                "This key has already served for another action, which is safely recorded. Try again with another key.",
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
