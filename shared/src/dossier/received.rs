//! The documents that a dossier received, and how many it may receive. What a document may hold is in [`crate::piece`].

use super::demande::PieceKind;
use super::field::{FieldError, Invalid};
use super::refusal::RefusedMove;
use crate::piece::{MediaType, PieceDigest, PieceId, limits};
use crate::wire::ReceivedPieceBody;

/// A `Piece` that was received, by its number and its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedPiece {
    /// Its number in the dossier.
    pub id: PieceId,
    /// Which document it is, as the applicant says.
    pub kind: PieceKind,
    /// How the applicant names it.
    pub name: String,
    /// The digest of its bytes.
    pub digest: PieceDigest,
    /// How many bytes it has.
    pub size: u32,
    /// What it is, by its content.
    pub media_type: MediaType,
}

impl From<&ReceivedPiece> for ReceivedPieceBody {
    fn from(piece: &ReceivedPiece) -> Self {
        Self {
            id: piece.id.to_string(),
            kind: piece.kind.as_str().to_owned(),
            name: piece.name.clone(),
            sha256: piece.digest.to_string(),
            size: piece.size,
            media_type: piece.media_type.as_str().to_owned(),
        }
    }
}

impl ReceivedPiece {
    /// The document that an event kept. A kind that a newer release knows is another one here.
    ///
    /// ```
    /// use shared::dossier::{PieceKind, ReceivedPiece};
    /// use shared::wire::ReceivedPieceBody;
    /// let kept = ReceivedPieceBody {
    ///     id: "0".repeat(32),
    ///     kind: "plan_d_acces".to_owned(),
    ///     name: "Plan".to_owned(),
    ///     sha256: "0".repeat(64),
    ///     size: 12,
    ///     media_type: "application/pdf".to_owned(),
    /// };
    /// assert_eq!(ReceivedPiece::recall(&kept).unwrap().kind, PieceKind::Autre);
    /// ```
    pub fn recall(body: &ReceivedPieceBody) -> Option<Self> {
        Some(Self {
            id: PieceId::parse(&body.id)?,
            kind: PieceKind::parse(&body.kind).unwrap_or(PieceKind::Autre),
            name: body.name.clone(),
            digest: PieceDigest::parse(&body.sha256)?,
            size: body.size,
            media_type: MediaType::parse(&body.media_type)?,
        })
    }
}

/// Whether so many documents may be sent at once, with a request or in an answer.
///
/// # Errors
/// The fault of the list.
///
/// ```
/// use shared::dossier::check_pieces_sent;
/// assert!(check_pieces_sent(8).is_ok());
/// assert_eq!(check_pieces_sent(9).unwrap_err().pointer, "/pieces");
/// ```
pub fn check_pieces_sent(count: usize) -> Result<(), FieldError> {
    check_count(0, count).map_err(|_| FieldError {
        pointer: "/pieces".to_owned(),
        invalid: Invalid::TooManyPieces { max: limits::PIECES },
    })
}

/// Whether a dossier that holds `held` documents may receive `added` more.
pub(super) fn check_count(held: usize, added: usize) -> Result<(), RefusedMove> {
    if held.saturating_add(added) <= limits::PIECES {
        Ok(())
    } else {
        Err(RefusedMove::TooManyPieces {
            held,
            max: limits::PIECES,
        })
    }
}
