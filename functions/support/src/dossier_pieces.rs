//! A document of a dossier, found by its number among those that the events name, and given back as a file. It fetches
//! nothing.

use shared::dossier::{ReceivedPiece, StoredEvent, tell_pieces};
use shared::message::Message;
use shared::piece::file_name;
use shared::wire::FiledEvent;

use crate::{Fault, Reply, json, reply};

/// The document of that number.
///
/// # Errors
/// A 404 when the dossier has none, a 500 when what was stored cannot be read any more.
pub fn find<'a>(
    filing: StoredEvent<'a>,
    moves: impl Iterator<Item = StoredEvent<'a>>,
    id: &str,
) -> Result<ReceivedPiece, Fault> {
    let filed: FiledEvent = json::read_stored(filing.body)?;
    let moves = json::read_moves(moves)?;
    let told = tell_pieces(filing.at, &filed, &moves);
    let piece = told.iter().map(|told| &told.piece).find(|piece| piece.id == id);
    ReceivedPiece::recall(piece.ok_or_else(no_such_piece)?)
        .ok_or_else(|| Fault::internal("read a stored document"))
}

/// The file of a document.
///
/// # Errors
/// A 500 when its bytes are not there.
pub fn give(piece: &ReceivedPiece, bytes: Option<Vec<u8>>) -> Result<Reply, Fault> {
    let bytes = bytes.ok_or_else(|| Fault::internal("find the bytes of a document"))?;
    let name = file_name(&piece.name, piece.media_type);
    reply::attachment(&name, piece.media_type.as_str(), bytes)
}

fn no_such_piece() -> Fault {
    Fault::not_found(Message::fixed(
        "Cette demande n’a pas de pièce de ce numéro. Vérifiez-le dans la liste de ses pièces.",
        "This request has no document of this number. Check it in the list of its documents.",
    ))
}
