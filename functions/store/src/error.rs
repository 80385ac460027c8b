//! Why the store did not do what was asked: it failed, which means the same to every caller, or what is there forbids it.

use crate::chain::ChainFault;
use crate::database::DatabaseError;

/// The store failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// What is stored of a dossier was removed or altered.
    #[error("trust the stored events")]
    Chain(#[from] ChainFault),
    /// A document is not what was received.
    #[error("trust the stored document")]
    PieceAltered,
    /// The database failed.
    #[error("use the database")]
    Database(#[from] DatabaseError),
}

/// An event was not appended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The key was used before for something else.
    #[error("reuse the idempotency key: it was sent with another body")]
    KeyReused,
    /// The reference is taken: draw another.
    #[error("use the reference: it is taken")]
    ReferenceTaken,
    /// Somebody else moved the dossier first.
    #[error("append: the dossier moved in between")]
    Outdated,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// There is no room for a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenPieceError {
    /// The key has opened as many documents as it may.
    #[error(
        "open another document under the key: there are {} already",
        crate::pieces::OPENED_MAX
    )]
    TooMany,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for AppendError {
    fn from(error: DatabaseError) -> Self {
        Self::Store(error.into())
    }
}

impl From<DatabaseError> for OpenPieceError {
    fn from(error: DatabaseError) -> Self {
        Self::Store(error.into())
    }
}
