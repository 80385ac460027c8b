//! What each error of the store means to who reads a dossier.

use store::{DatabaseError, StoreError};
use support::Fault;
use support::fault::chain;

/// The fault that tells an error met while reading.
pub fn to_fault(error: &StoreError) -> Fault {
    match error {
        StoreError::Database(DatabaseError::Busy | DatabaseError::Full) => Fault::unavailable(chain(error)),
        StoreError::KeyReused
        | StoreError::ReferenceTaken
        | StoreError::Outdated
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
