//! What a failure of the store means, which is the same to every caller.

use store::{DatabaseError, StoreError};
use support::Fault;
use support::fault::chain;

/// The fault that tells it: a 503 where the same call may succeed later, else a 500.
pub fn store_fault(error: &StoreError) -> Fault {
    match error {
        StoreError::Database(DatabaseError::Busy | DatabaseError::Full) => Fault::unavailable(chain(error)),
        StoreError::Chain(_)
        | StoreError::PieceAltered
        | StoreError::Database(
            DatabaseError::NoTables
            | DatabaseError::AlreadyThere
            | DatabaseError::Denied
            | DatabaseError::Unexpected { .. }
            | DatabaseError::Other(_),
        ) => Fault::internal(chain(error)),
    }
}
