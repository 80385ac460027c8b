//! What each error of the store means to an applicant who reads.

use store::StoreError;
use support::Fault;
use support::fault::chain;

pub fn to_fault(error: &StoreError) -> Fault {
    use store::DatabaseError as Db;
    match error {
        StoreError::Database(Db::Busy | Db::Full) => Fault::unavailable(chain(error)),
        StoreError::KeyReused
        | StoreError::ReferenceTaken
        | StoreError::Outdated
        | StoreError::TooManyPieces
        | StoreError::PieceAltered
        | StoreError::Chain(_)
        | StoreError::Database(Db::NoTables | Db::Denied | Db::Unexpected { .. } | Db::Other(_)) => {
            Fault::internal(chain(error))
        }
    }
}
