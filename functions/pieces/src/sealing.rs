//! `POST /api/v1/pieces/{id}`: the document has arrived: it is judged by its content, and may then be joined to a request.
//! Asked again, it answers the same.

use guard::store_fault;
use http::StatusCode;
use shared::message::Message;
use shared::piece::{MediaType, PieceId, recognise};
use shared::wire::FieldProblem;
use store::{PieceInTransit, Store, digest};
use support::{Call, Fault, Reply, environment};

use crate::transit;

pub async fn seal(call: &Call, id: &str) -> Result<Reply, Fault> {
    let key = transit::key_of(call)?;
    let store = Store::at(environment::database_url().await?);
    let mut piece = transit::find(&store, id, &key).await?;
    if piece.media_type.is_some() {
        return transit::answer(StatusCode::OK, &piece);
    }
    if !transit::missing_of(&piece)?.is_empty() {
        return Err(incomplete());
    }
    let bytes = store
        .read_parts(piece.id, &key)
        .await
        .map_err(|error| store_fault(&error))?;
    let outcome = match judge(&piece, &bytes) {
        Ok(kind) => store
            .seal_piece(piece.id, &key, kind.as_str())
            .await
            .map(|()| Ok(kind)),
        // What was refused would only be refused again.
        Err(problem) => {
            let another = PieceId::from_bytes(environment::random()?);
            let forgotten = store.refuse_piece(piece.id, &key, another).await;
            forgotten.map(|()| Err(problem))
        }
    };
    let kind = outcome
        .map_err(|error| store_fault(&error))?
        .map_err(|problem| Fault::invalid_field(*problem))?;
    piece.media_type = Some(kind.as_str().to_owned());
    transit::answer(StatusCode::OK, &piece)
}

/// What the document is, when its bytes are those that were announced and of a kind that is accepted.
fn judge(piece: &PieceInTransit, bytes: &[u8]) -> Result<MediaType, Box<FieldProblem>> {
    if digest(bytes) != *piece.digest.as_bytes() {
        return Err(Box::new(FieldProblem::new("", "wrong_digest", &WRONG_DIGEST)));
    }
    recognise(bytes).map_err(|error| Box::new(FieldProblem::new("", error.code(), &error.message())))
}

const WRONG_DIGEST: Message = Message::fixed(
    "Le fichier reçu n’est pas celui qui était annoncé : il a changé ou s’est abîmé en route. Envoyez-le de nouveau.",
    "The file received is not the one that was announced: it changed, or was damaged on its way. Send it again.",
);

fn incomplete() -> Fault {
    Fault::conflict(
        "piece-incomplete",
        Message::fixed(
            "La pièce n’est pas encore arrivée entière. Envoyez les parties qui manquent, puis recommencez.",
            "The document has not arrived whole yet. Send the parts that are missing, then try again.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::piece::PieceDigest;

    fn judged(announced: &[u8], received: &[u8]) -> Result<MediaType, String> {
        let piece = PieceInTransit {
            id: PieceId::from_bytes([0; 16]),
            size: 1,
            digest: PieceDigest::from_bytes(digest(announced)),
            media_type: None,
            expires_at: String::new(),
            arrived: Vec::new(),
        };
        judge(&piece, received).map_err(|problem| problem.code)
    }

    #[test]
    fn the_content_counts_and_must_be_the_one_announced() {
        let pdf: &[u8] = b"%PDF-1.7\nstartxref\n9\n%%EOF\n";
        assert_eq!(judged(pdf, pdf), Ok(MediaType::Pdf));
        assert_eq!(judged(pdf, b"%PDF-1.7"), Err("wrong_digest".to_owned()));
        assert_eq!(judged(b"%PDF-1.7", b"%PDF-1.7"), Err("cut".to_owned()));
        assert_eq!(judged(b"MZ", b"MZ"), Err("not_accepted".to_owned()));
    }
}
