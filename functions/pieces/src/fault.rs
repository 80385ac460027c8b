//! What each error of the store means to who sends documents.

use shared::message::Message;
use store::{DatabaseError, OPENED_MAX, StoreError};
use support::Fault;
use support::fault::chain;

pub fn to_fault(error: &StoreError) -> Fault {
    match error {
        StoreError::TooManyPieces => Fault::conflict(
            "too-many-pieces",
            Message::built(
                format!(
                    "{OPENED_MAX} fichiers ont déjà été envoyés pour cette demande, qui est la limite. Déposez la demande avec \
                     ceux qui y sont, puis ajoutez les autres."
                ),
                format!(
                    "{OPENED_MAX} files were sent for this request already, which is the limit. File the request with those \
                     that are there, then add the others."
                ),
            ),
        ),
        StoreError::Database(DatabaseError::Busy | DatabaseError::Full) => Fault::unavailable(chain(error)),
        StoreError::KeyReused
        | StoreError::ReferenceTaken
        | StoreError::Outdated
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
