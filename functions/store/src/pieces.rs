//! Documents: received part by part under the key of the request that they are for, sealed once they are whole, joined to
//! a dossier by the very statement that appends the event which names them. It judges no content.
//!
//! What is never joined goes: each document that is opened takes with it those whose time has ended.

use shared::piece::{PieceDigest, PieceId};

use crate::call_key::CallKey;
use crate::chain::digest;
use crate::client::{self, ClientLimit};
use crate::database::{Database, DatabaseError, Row, Value};
use crate::dossiers::Store;
use crate::error::{OpenPieceError, StoreError};

/// A document about to be received.
#[derive(Clone, Copy, Debug)]
pub struct NewPiece<'a> {
    /// The key of the request that it is for, as the event will have it.
    pub key: &'a CallKey,
    /// The digest that its bytes must have.
    pub digest: PieceDigest,
    /// How many bytes it must have.
    pub size: u32,
    /// When it is opened, RFC 3339, UTC.
    pub at: &'a str,
    /// Until when it is kept unless it is joined, RFC 3339, UTC.
    pub expires_at: &'a str,
    /// How many documents its client may open, when there is a limit.
    pub limit: Option<&'a ClientLimit>,
}

/// What opening a document came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// There is room for it, or there was already.
    Piece(PieceInTransit),
    /// Its client has opened as many as it may.
    LimitReached {
        /// When the earliest of those that count was opened, RFC 3339, UTC.
        earliest: String,
    },
}

/// A document that is being received, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PieceInTransit {
    /// Its number.
    pub id: PieceId,
    /// How many bytes it must have.
    pub size: u32,
    /// The digest that its bytes must have.
    pub digest: PieceDigest,
    /// What it is by its content, once it is sealed.
    pub media_type: Option<String>,
    /// Until when it is kept unless it is joined, RFC 3339, UTC.
    pub expires_at: String,
    /// The places of the parts that have arrived, in order.
    pub arrived: Vec<u32>,
}

/// A document that is whole and may be joined to a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedPiece {
    /// Its number.
    pub id: PieceId,
    /// The digest of its bytes.
    pub digest: PieceDigest,
    /// How many bytes it has.
    pub size: u32,
    /// What it is by its content.
    pub media_type: String,
}

/// Documents that one key may open: those of a dossier, and as many that were chosen by mistake.
pub const OPENED_MAX: u32 = 16;

/// The number of a document: the same content under the same key is the same document.
pub fn piece_id(key: &CallKey, content: PieceDigest) -> PieceId {
    let [key, of_content] = [digest(key.as_bytes()), *content.as_bytes()];
    let whole = digest(&[b"guichet-piece-1".as_slice(), &key, &of_content].concat());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&whole[..16]);
    PieceId::from_bytes(bytes)
}

impl<D: Database> Store<D> {
    /// Makes room for a document, or finds the one that this key opened for the same content.
    ///
    /// # Errors
    /// [`OpenPieceError::TooMany`] when the key has opened [`OPENED_MAX`] others, or the database's.
    pub async fn open_piece(&self, piece: &NewPiece<'_>) -> Result<Opened, OpenPieceError> {
        let id = piece_id(piece.key, piece.digest);
        let [client, since, most] = client::parameters(piece.limit);
        let parameters = [
            text(&id.to_string()),
            piece.key.to_value(),
            Value::Blob(piece.digest.as_bytes().to_vec()),
            Value::Integer(piece.size.into()),
            text(piece.at),
            text(piece.expires_at),
            client,
            Value::Integer(OPENED_MAX.into()),
            since,
            most,
        ];
        self.run(INSERT_PIECE, &parameters).await?;
        match self.find_piece(id, piece.key).await? {
            Some(piece) => Ok(Opened::Piece(piece)),
            None => self.find_limit(piece).await,
        }
    }

    /// Why there was no room: the limit of the client, else that of the key.
    async fn find_limit(&self, piece: &NewPiece<'_>) -> Result<Opened, OpenPieceError> {
        let limit = piece.limit.ok_or(OpenPieceError::TooMany)?;
        let [client, since, _] = client::parameters(Some(limit));
        let rows = self.run(SELECT_OPENED, &[client, since]).await?;
        let row = rows.first().ok_or(DatabaseError::NoTables)?;
        if row.count(0)? < limit.most {
            return Err(OpenPieceError::TooMany);
        }
        Ok(Opened::LimitReached {
            earliest: row.text(1)?.to_owned(),
        })
    }

    /// A document that this key opened.
    ///
    /// # Errors
    /// The database's.
    pub async fn find_piece(&self, id: PieceId, key: &CallKey) -> Result<Option<PieceInTransit>, StoreError> {
        let rows = self
            .run(SELECT_PIECE, &[text(&id.to_string()), key.to_value()])
            .await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        // A document of which nothing has arrived has one row, without a place.
        let arrived = rows.iter().filter(|row| row.0.get(4) != Some(&Value::Null));
        Ok(Some(PieceInTransit {
            id,
            size: first.count(0)?,
            digest: digest_of(first, 1)?,
            media_type: first.optional_text(2)?.map(str::to_owned),
            expires_at: first.text(3)?.to_owned(),
            arrived: arrived.map(|row| row.count(4)).collect::<Result<_, _>>()?,
        }))
    }

    /// Keeps a part of a document that this key opened. A part that is there already, or that comes after the document was
    /// sealed, changes nothing.
    ///
    /// # Errors
    /// The database's.
    pub async fn keep_part(
        &self,
        id: PieceId,
        key: &CallKey,
        place: u32,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let parameters = [
            text(&id.to_string()),
            Value::Integer(place.into()),
            Value::Blob(bytes.to_vec()),
            key.to_value(),
        ];
        self.run(INSERT_PART, &parameters).await?;
        Ok(())
    }

    /// The bytes of a document that this key opened, as far as they have arrived.
    ///
    /// # Errors
    /// The database's.
    pub async fn read_parts(&self, id: PieceId, key: &CallKey) -> Result<Vec<u8>, StoreError> {
        join_parts(
            &self
                .run(SELECT_PARTS_IN_TRANSIT, &[text(&id.to_string()), key.to_value()])
                .await?,
        )
    }

    /// Says what a document is, which lets it be joined.
    ///
    /// # Errors
    /// The database's.
    pub async fn seal_piece(&self, id: PieceId, key: &CallKey, media_type: &str) -> Result<(), StoreError> {
        let parameters = [text(media_type), text(&id.to_string()), key.to_value()];
        self.run(SEAL_PIECE, &parameters).await?;
        Ok(())
    }

    /// Forgets what has arrived of a document that was refused. It counts among those that were opened as another, of which
    /// nobody knows the number: the same may be sent again, and counts besides. What was sealed meanwhile is kept.
    ///
    /// # Errors
    /// The database's.
    pub async fn refuse_piece(&self, id: PieceId, key: &CallKey, another: PieceId) -> Result<(), StoreError> {
        let parameters = [text(&another.to_string()), text(&id.to_string()), key.to_value()];
        self.run(REFUSE_PIECE, &parameters).await?;
        Ok(())
    }

    /// The documents sealed under a key that are kept until a moment at least, RFC 3339, UTC.
    ///
    /// # Errors
    /// The database's.
    pub async fn sealed_pieces(&self, key: &CallKey, until: &str) -> Result<Vec<SealedPiece>, StoreError> {
        let rows = self.run(SELECT_SEALED, &[key.to_value(), text(until)]).await?;
        let pieces = rows.iter().map(|row| {
            Ok(SealedPiece {
                id: PieceId::parse(row.text(0)?).ok_or(DatabaseError::Unexpected {
                    column: 0,
                    wanted: "the number of a document",
                })?,
                digest: digest_of(row, 1)?,
                size: row.count(2)?,
                media_type: row.text(3)?.to_owned(),
            })
        });
        pieces.collect()
    }

    /// The bytes of a document of a dossier, verified; `None` when the dossier has none of that number.
    ///
    /// # Errors
    /// [`StoreError::PieceAltered`] when they are not those that were received, or the database's.
    pub async fn read_piece(
        &self,
        reference: &str,
        id: PieceId,
        expected: PieceDigest,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let rows = self
            .run(SELECT_PARTS_JOINED, &[text(&id.to_string()), text(reference)])
            .await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let bytes = join_parts(&rows)?;
        if digest(&bytes) == *expected.as_bytes() {
            Ok(Some(bytes))
        } else {
            Err(StoreError::PieceAltered)
        }
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn digest_of(row: &Row, column: usize) -> Result<PieceDigest, DatabaseError> {
    row.bytes(column).map(PieceDigest::from_bytes)
}

fn join_parts(rows: &[Row]) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    for row in rows {
        bytes.extend_from_slice(row.blob(0)?);
    }
    Ok(bytes)
}

/// What is there already goes on, for as long again, unless it was joined.
const INSERT_PIECE: &str = "INSERT INTO piece (id, idempotency_key, digest, size, opened_at, expires_at, client) \
    SELECT $1, $2, $3, $4, $5, $6, $7 FROM ready_2 \
    WHERE EXISTS (SELECT 1 FROM piece WHERE id = $1) \
    OR ((SELECT count(*) FROM piece WHERE idempotency_key = $2) < $8 \
    AND (SELECT count(*) FROM piece WHERE client = $7 AND $9 < opened_at) < $10) \
    ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at WHERE piece.reference IS NULL";

/// One row, whatever there is.
const SELECT_OPENED: &str = "SELECT \
    (SELECT count(*) FROM piece WHERE client = $1 AND $2 < opened_at), \
    (SELECT min(opened_at) FROM piece WHERE client = $1 AND $2 < opened_at) FROM ready_2";

const SELECT_PIECE: &str = "SELECT size, digest, media_type, expires_at, place \
    FROM ready_2 CROSS JOIN piece LEFT JOIN piece_part ON piece_part.piece = piece.id \
    WHERE id = $1 AND idempotency_key = $2 ORDER BY place";

const INSERT_PART: &str = "INSERT INTO piece_part (piece, place, bytes) \
    SELECT $1, $2, $3 FROM ready_2 CROSS JOIN piece \
    WHERE id = $1 AND idempotency_key = $4 AND media_type IS NULL ON CONFLICT DO NOTHING";

const SELECT_PARTS_IN_TRANSIT: &str = "SELECT bytes \
    FROM ready_2 CROSS JOIN piece JOIN piece_part ON piece_part.piece = piece.id \
    WHERE id = $1 AND idempotency_key = $2 ORDER BY place";

const SEAL_PIECE: &str = "UPDATE piece SET media_type = $1 \
    WHERE id = $2 AND idempotency_key = $3 AND media_type IS NULL AND EXISTS (SELECT 1 FROM ready_2)";

const REFUSE_PIECE: &str = "UPDATE piece SET id = $1 \
    WHERE id = $2 AND idempotency_key = $3 AND media_type IS NULL AND EXISTS (SELECT 1 FROM ready_2)";

const SELECT_SEALED: &str = "SELECT id, digest, size, media_type FROM ready_2 CROSS JOIN piece \
    WHERE idempotency_key = $1 AND media_type IS NOT NULL AND $2 < expires_at";

const SELECT_PARTS_JOINED: &str = "SELECT bytes \
    FROM ready_2 CROSS JOIN piece JOIN piece_part ON piece_part.piece = piece.id \
    WHERE id = $1 AND reference = $2 ORDER BY place";

#[cfg(test)]
mod tests;
