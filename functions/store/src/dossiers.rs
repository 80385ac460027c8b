//! What the functions do with dossiers: file one, move one, open one, list them. One append is one statement. How a
//! list is asked for and read is in `inbox`.

use shared::dossier::StoredEvent;
use shared::ids::{AccessCode, Reference};

use crate::admission::{Admission, Refusal};
use crate::call_key::CallKey;
use crate::chain::{ChainFault, DEMANDEUR, Formula, GENESIS, Hash, Link, Opening, digest, salted_digest};
use crate::component::ComponentDatabase;
use crate::database::{Database, DatabaseError, Row, Value};
use crate::error::{AppendError, StoreError};
use crate::inbox::{self, InboxPage, InboxQuery};
use crate::schema;

/// The dossiers kept in a database.
#[derive(Debug)]
pub struct Store<D = ComponentDatabase>(D);

/// What an event holds beyond its status: JSON, with the random salt of its digest.
#[derive(Debug)]
pub struct Body<'a> {
    /// JSON.
    pub json: &'a str,
    /// Sixteen random bytes.
    pub salt: [u8; 16],
}

/// A filing to append.
#[derive(Debug)]
pub struct Filing<'a> {
    /// The number drawn for it.
    pub reference: Reference,
    /// The applicant's code.
    pub code: &'a AccessCode,
    /// Its territory: phase and id.
    pub territoire: &'a str,
    /// Its status.
    pub status: &'a str,
    /// When, RFC 3339, UTC.
    pub at: &'a str,
    /// What is kept of it.
    pub body: Body<'a>,
    /// The body of the request, as it was received: what "the same request" means.
    pub request: &'a [u8],
    /// The key that makes it happen once.
    pub idempotency_key: &'a CallKey,
    /// What may refuse it.
    pub admission: Admission<'a>,
}

/// A move to append.
#[derive(Debug)]
pub struct Move<'a> {
    /// The dossier, as it was read.
    pub dossier: &'a OpenedDossier,
    /// The status it leads to.
    pub status: &'a str,
    /// When, RFC 3339, UTC.
    pub at: &'a str,
    /// Who: the agent's label.
    pub actor: &'a str,
    /// What is kept of it.
    pub body: Body<'a>,
    /// The body of the request, as it was received.
    pub request: &'a [u8],
    /// The key that makes it happen once.
    pub idempotency_key: &'a CallKey,
}

/// What a filing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It was written now, with this hash.
    New(Hash),
    /// It had been written before.
    Replayed(EarlierFiling),
    /// It was not written.
    Refused(Refusal),
}

/// A filing that the same request made before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierFiling {
    /// The number it got then.
    pub reference: Reference,
    /// When.
    pub at: String,
    /// Its territory: phase and id.
    pub territoire: String,
    /// What was kept of it: JSON.
    pub body: String,
    /// The digest of the code given then.
    pub code_digest: Hash,
    /// The hash of the event.
    pub hash: Hash,
}

/// What a move came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It was written now.
    New,
    /// It had been written before.
    Replayed,
}

/// One event as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedEvent {
    /// Its number in the dossier, from 1.
    pub seq: u32,
    /// The status it led to.
    pub status: String,
    /// When, RFC 3339, UTC.
    pub at: String,
    /// Who made it; not for the applicant.
    pub actor: String,
    /// JSON; empty once purged.
    pub body: String,
    /// The salted digest of the actor and the body.
    pub content_digest: Hash,
    /// The hash of the event before.
    pub previous_hash: Hash,
    /// Its own hash.
    pub hash: Hash,
    /// How the two were computed.
    pub formula: Formula,
}

impl RecordedEvent {
    fn as_stored(&self) -> StoredEvent<'_> {
        StoredEvent {
            status: &self.status,
            at: &self.at,
            body: &self.body,
        }
    }
}

/// A dossier with all its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedDossier {
    /// Its number.
    pub reference: Reference,
    /// Its territory: phase and id.
    pub territoire: String,
    /// Oldest first; never empty.
    events: Vec<RecordedEvent>,
    code_digest: Hash,
}

impl OpenedDossier {
    /// Its events, oldest first.
    pub fn events(&self) -> &[RecordedEvent] {
        &self.events
    }

    /// The last event: there is always one.
    pub fn last(&self) -> &RecordedEvent {
        &self.events[self.events.len() - 1]
    }

    /// The first event, which holds the request.
    pub fn first(&self) -> &RecordedEvent {
        &self.events[0]
    }

    /// The filing, as `shared` reads it.
    pub fn filing(&self) -> StoredEvent<'_> {
        self.first().as_stored()
    }

    /// Each event after the filing, as `shared` reads it.
    pub fn moves(&self) -> impl Iterator<Item = StoredEvent<'_>> {
        self.events.iter().skip(1).map(RecordedEvent::as_stored)
    }

    /// The digest that the applicant's code must have. Compare it in constant time.
    pub const fn code_digest(&self) -> &Hash {
        &self.code_digest
    }
}

impl Store {
    /// The store in the component's database: that at an address, `postgres://…`, or Spin's SQLite when it is empty. The
    /// first statement opens it, and tells when it cannot be.
    pub const fn at(address: String) -> Self {
        Self(ComponentDatabase::at(address))
    }
}

impl<D: Database> Store<D> {
    /// A store over a database.
    pub const fn new(database: D) -> Self {
        Self(database)
    }

    /// Appends the first event of a dossier, once for its key, if what guards the filing lets it through. What was filed
    /// before is never refused.
    ///
    /// # Errors
    /// [`AppendError::KeyReused`], [`AppendError::ReferenceTaken`], or the database's.
    pub async fn file(&self, filing: &Filing<'_>) -> Result<Appended, AppendError> {
        let event = NewEvent {
            reference: &filing.reference.to_string(),
            seq: 1,
            status: filing.status,
            at: filing.at,
            actor: DEMANDEUR,
            body: &filing.body,
            request: filing.request,
            previous_hash: &GENESIS,
            idempotency_key: filing.idempotency_key,
            opening: Some(Opening {
                territoire: filing.territoire,
                code_digest: &digest(filing.code.as_bytes()),
            }),
        };
        if let Some(hash) = self.append(&event, &filing.admission).await? {
            return Ok(Appended::New(hash));
        }
        if let Some(earlier) = self.find_filing(filing.idempotency_key, filing.request).await? {
            return Ok(Appended::Replayed(earlier));
        }
        let refusal = self.find_refusal(&filing.admission).await?;
        refusal.map(Appended::Refused).ok_or(AppendError::ReferenceTaken)
    }

    /// The filing that this key made before, if it made one.
    ///
    /// # Errors
    /// [`AppendError::KeyReused`] when it was for another request, or the database's.
    pub async fn find_filing(
        &self,
        key: &CallKey,
        request: &[u8],
    ) -> Result<Option<EarlierFiling>, AppendError> {
        let Some(row) = self.find_by_key(key, request).await? else {
            return Ok(None);
        };
        let reference = Reference::parse(row.text(0)?).map_err(|_| DatabaseError::Unexpected {
            column: 0,
            wanted: "a reference",
        })?;
        Ok(Some(EarlierFiling {
            reference,
            at: row.text(1)?.to_owned(),
            body: row.text(4)?.to_owned(),
            territoire: row.text(5)?.to_owned(),
            code_digest: row.bytes(6)?,
            hash: row.bytes(7)?,
        }))
    }

    /// Appends the next event of a dossier, once for its key.
    ///
    /// # Errors
    /// [`AppendError::Outdated`] when the dossier moved since it was read, [`AppendError::KeyReused`], or the
    /// database's.
    pub async fn move_dossier(&self, change: &Move<'_>) -> Result<Moved, AppendError> {
        let last = change.dossier.last();
        let event = NewEvent {
            reference: &change.dossier.reference.to_string(),
            seq: last.seq + 1,
            status: change.status,
            at: change.at,
            actor: change.actor,
            body: &change.body,
            request: change.request,
            previous_hash: &last.hash,
            idempotency_key: change.idempotency_key,
            opening: None,
        };
        if self.append(&event, &Admission::default()).await?.is_some() {
            return Ok(Moved::New);
        }
        self.replay_move(change.dossier.reference, change.idempotency_key, change.request)
            .await
    }

    /// The outcome of a move that is not appended, as the dossier has moved: it was made before by this key, or comes too
    /// late.
    ///
    /// # Errors
    /// [`AppendError::Outdated`] when it was not made before; as [`Store::has_moved`].
    pub async fn replay_move(
        &self,
        reference: Reference,
        key: &CallKey,
        request: &[u8],
    ) -> Result<Moved, AppendError> {
        if self.has_moved(reference, key, request).await? {
            Ok(Moved::Replayed)
        } else {
            Err(AppendError::Outdated)
        }
    }

    /// Whether that very move was made before, by this key.
    ///
    /// # Errors
    /// [`AppendError::KeyReused`] when the key moved another dossier or moved this one otherwise, or the database's.
    pub async fn has_moved(
        &self,
        reference: Reference,
        key: &CallKey,
        request: &[u8],
    ) -> Result<bool, AppendError> {
        match self.find_by_key(key, request).await? {
            None => Ok(false),
            Some(earlier) if earlier.text(0)? == reference.to_string() => Ok(true),
            Some(_) => Err(AppendError::KeyReused),
        }
    }

    /// A dossier with its events, verified; `None` when there is none of that number.
    ///
    /// # Errors
    /// [`StoreError::Chain`] when what is stored was altered, or the database's.
    pub async fn open(&self, reference: Reference) -> Result<Option<OpenedDossier>, StoreError> {
        let parameters = [Value::Text(reference.to_string())];
        let rows = self.run(SELECT_EVENTS, &parameters).await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let events = read_verified(&reference.to_string(), &rows)?;
        Ok(Some(OpenedDossier {
            reference,
            territoire: first.text(0)?.to_owned(),
            code_digest: first.bytes(1)?,
            events,
        }))
    }

    /// A page of the dossiers of some territories, latest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn list(&self, query: &InboxQuery<'_>) -> Result<InboxPage, StoreError> {
        if query.territoires.is_empty() {
            return Ok(InboxPage::default());
        }
        let (statement, parameters) = inbox::select(query);
        let rows = self.run(&statement, &parameters).await?;
        Ok(inbox::read_page(&rows, query.limit)?)
    }

    /// Reads one row, to tell whether the database answers.
    ///
    /// # Errors
    /// The database's.
    pub async fn check(&self) -> Result<(), StoreError> {
        self.run(SELECT_READY, &[]).await?;
        Ok(())
    }

    /// The hash of the event once written; `None` when its key, its challenge or its place in the dossier is taken, or when
    /// its limit is reached.
    async fn append(
        &self,
        event: &NewEvent<'_>,
        admission: &Admission<'_>,
    ) -> Result<Option<Hash>, DatabaseError> {
        let content_digest = Formula::CURRENT.content_digest(&event.body.salt, event.actor, event.body.json);
        let link = Link {
            previous_hash: event.previous_hash,
            reference: event.reference,
            seq: event.seq,
            status: event.status,
            at: event.at,
            actor: event.actor,
            content_digest: &content_digest,
            opening: event.opening,
        };
        let hash = Formula::CURRENT.hash(&link);
        let text = |text: &str| Value::Text(text.to_owned());
        let blob = |bytes: &[u8]| Value::Blob(bytes.to_vec());
        let [client, challenge, since, most] = admission.parameters();
        let parameters = [
            text(event.reference),
            Value::Integer(event.seq.into()),
            text(event.status),
            text(event.at),
            text(event.actor),
            text(event.body.json),
            blob(&event.body.salt),
            blob(&content_digest),
            blob(event.previous_hash),
            blob(&hash),
            event.idempotency_key.to_value(),
            blob(&salted_digest(&event.body.salt, event.request)),
            event
                .opening
                .map_or(Value::Null, |opening| text(opening.territoire)),
            event
                .opening
                .map_or(Value::Null, |opening| blob(opening.code_digest)),
            client,
            challenge,
            since,
            most,
            event.idempotency_key.former_to_value(),
        ];
        let written = self.run(INSERT_EVENT, &parameters).await?;
        Ok((!written.is_empty()).then_some(hash))
    }

    /// The event that a key wrote before, when it was for this very request.
    async fn find_by_key(&self, key: &CallKey, request: &[u8]) -> Result<Option<Row>, AppendError> {
        let rows = self
            .run(SELECT_BY_KEY, &[key.to_value(), key.former_to_value()])
            .await?;
        let Some(row) = rows.into_iter().next() else {
            return Ok(None);
        };
        if salted_digest(&row.bytes(2)?, request) == row.bytes(3)? {
            Ok(Some(row))
        } else {
            Err(AppendError::KeyReused)
        }
    }

    #[cfg(test)]
    pub(crate) const fn database(&self) -> &D {
        &self.0
    }

    /// Runs a statement, creating the tables first when they turn out to be missing.
    pub(crate) async fn run(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        match self.0.execute(statement, parameters).await {
            Err(DatabaseError::NoTables) => {
                schema::migrate(&self.0).await?;
                self.0.execute(statement, parameters).await
            }
            outcome => outcome,
        }
    }
}

/// An event about to be written.
struct NewEvent<'a> {
    reference: &'a str,
    seq: u32,
    status: &'a str,
    at: &'a str,
    actor: &'a str,
    body: &'a Body<'a>,
    request: &'a [u8],
    previous_hash: &'a Hash,
    idempotency_key: &'a CallKey,
    opening: Option<Opening<'a>>,
}

/// Reads the events of a dossier and follows their chain to the version that the dossier has reached. A purged body
/// is empty and is not held against its digest.
fn read_verified(reference: &str, rows: &[Row]) -> Result<Vec<RecordedEvent>, StoreError> {
    let mut previous_hash = GENESIS;
    let mut events = Vec::with_capacity(rows.len());
    for (row, expected) in rows.iter().zip(1_u32..) {
        let seq = row.count(2)?;
        if seq != expected {
            return Err(ChainFault::Missing { expected }.into());
        }
        if row.bytes::<32>(9)? != previous_hash {
            return Err(ChainFault::Unlinked { seq }.into());
        }
        let event = read_intact(row, reference, seq)?.ok_or(ChainFault::Altered { seq })?;
        previous_hash = event.hash;
        events.push(event);
    }
    let version = rows.first().map_or(Ok(0), |row| row.count(11))?;
    match events.last() {
        Some(last) if last.seq == version => Ok(events),
        _ => Err(ChainFault::Missing { expected: version }.into()),
    }
}

/// The event of a row, when its hash is that of what it holds.
fn read_intact(row: &Row, reference: &str, seq: u32) -> Result<Option<RecordedEvent>, DatabaseError> {
    let (status, at, actor, body) = (row.text(3)?, row.text(4)?, row.text(5)?, row.text(6)?);
    let (content_digest, previous_hash, hash) = (row.bytes(8)?, row.bytes(9)?, row.bytes(10)?);
    let code_digest: Hash = if seq == 1 { row.bytes(1)? } else { GENESIS };
    let opening = match seq {
        1 => Some(Opening {
            territoire: row.text(0)?,
            code_digest: &code_digest,
        }),
        _ => None,
    };
    let link = Link {
        previous_hash: &previous_hash,
        reference,
        seq,
        status,
        at,
        actor,
        content_digest: &content_digest,
        opening,
    };
    let Some(formula) = Formula::ALL
        .into_iter()
        .find(|formula| formula.hash(&link) == hash)
    else {
        return Ok(None);
    };
    let is_intact = body.is_empty() || formula.content_digest(&row.bytes(7)?, actor, body) == content_digest;
    Ok(is_intact.then(|| RecordedEvent {
        seq,
        status: status.to_owned(),
        at: at.to_owned(),
        actor: actor.to_owned(),
        body: body.to_owned(),
        content_digest,
        previous_hash,
        hash,
        formula,
    }))
}

// Every statement names `ready_2`, which exists only once all the tables and triggers of that version of the schema do.
// Places are numbered in the order in which they first appear, `$1` first: SQLite and PostgreSQL read them alike.

pub(crate) const INSERT_EVENT: &str = "INSERT INTO event (reference, seq, status, at, actor, body, salt, body_digest, \
    previous_hash, hash, idempotency_key, request_digest, territoire, code_digest, client, challenge) \
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16 FROM ready_2 \
    WHERE (SELECT count(*) FROM event WHERE client = $15 AND $17 < at) < $18 \
    AND NOT EXISTS (SELECT 1 FROM event WHERE idempotency_key = $19) \
    ON CONFLICT DO NOTHING RETURNING seq";

const SELECT_READY: &str = "SELECT schema_version FROM ready_2";

const SELECT_BY_KEY: &str = "SELECT reference, at, salt, request_digest, body, territoire, code_digest, hash \
    FROM ready_2 CROSS JOIN event WHERE idempotency_key IN ($1, $2)";

const SELECT_EVENTS: &str = "SELECT event.territoire, event.code_digest, seq, event.status, at, actor, body, salt, \
    body_digest, previous_hash, hash, dossier.version \
    FROM ready_2 CROSS JOIN event JOIN dossier USING (reference) WHERE reference = $1 ORDER BY seq";

#[cfg(test)]
pub(crate) mod tests;
