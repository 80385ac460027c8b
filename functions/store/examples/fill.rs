//! Fills a database with dossiers, for measures at scale: `fill DATABASE COUNT TERRITOIRE…`.
//!
//! The database must hold one dossier, filed by the application. Each dossier that is added has the events of that one,
//! under another reference and code, in one of the territories, on another day; every third one has its moves too. They
//! are appended by the store itself, so that they are such as it reads and every chain verifies; only the transactions
//! are larger than in production. Nothing is done when there are that many already.
//!
//! Prints some of the dossiers, spread over all, as requests for their status.

use std::cell::RefCell;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use chrono::{DateTime, Duration, Utc};
use futures_executor::block_on;
use rusqlite::types::{Value as SqliteValue, ValueRef};
use shared::ids::{AccessCode, Reference};
use shared::wire::ReadDossierRequest;
use store::{
    Admission, Appended, Body, CallKey, Database, DatabaseError, Dialect, Filing, Move, OpenedDossier,
    RecordedEvent, Row, Store, Value, digest,
};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, count, territoires @ ..] = arguments.as_slice() else {
        bail!("say the database, how many dossiers it shall hold, and in which territories");
    };
    ensure!(!territoires.is_empty(), "say the territories of the dossiers");
    let file = File::open(path.as_ref())?;
    let count = count.parse().context("how many dossiers is not a number")?;
    let model = file.model()?;
    let year = model.reference.to_string()[2..4].parse::<i32>()?;
    let number = |number| Number { number, year };
    if file.count()? < count {
        let store = Store::new(&file);
        for batch in (1..count).step_by(BATCH) {
            file.batch("BEGIN")?;
            for at in batch..count.min(batch + BATCH as u64) {
                let territoire = &territoires[usize::try_from(at)? % territoires.len()];
                append(&store, &model, &number(at), territoire)?;
            }
            file.batch("COMMIT")?;
        }
        file.batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    for at in (1..count).step_by(usize::try_from(count)?.div_ceil(SHOWN)) {
        println!("{}", serde_json::to_string(&number(at).to_request())?);
    }
    Ok(())
}

/// Dossiers of one transaction.
const BATCH: usize = 10_000;

/// The most dossiers that are told.
const SHOWN: usize = 5_000;

/// Copies the model under another number.
fn append(store: &Store<&File>, model: &OpenedDossier, number: &Number, territoire: &str) -> Result<()> {
    let first = model.first();
    let body = |event| body_of(event, number);
    let filed = block_on(store.file(&Filing {
        reference: number.reference(),
        code: &number.code(),
        territoire,
        status: &first.status,
        at: &number.earlier(&first.at)?,
        body: body(first),
        request: first.body.as_bytes(),
        idempotency_key: &number.key(first.seq),
        admission: Admission::default(),
    }))?;
    ensure!(matches!(filed, Appended::New(_)), "a reference was drawn twice");
    for event in model
        .events()
        .iter()
        .skip(1)
        .filter(|_| number.number.is_multiple_of(3))
    {
        let dossier = block_on(store.open(number.reference()))?.context("it was just filed")?;
        block_on(store.move_dossier(&Move {
            dossier: &dossier,
            status: &event.status,
            at: &number.earlier(&event.at)?,
            actor: &event.actor,
            body: body(event),
            request: event.body.as_bytes(),
            idempotency_key: &number.key(event.seq),
        }))?;
    }
    Ok(())
}

fn body_of<'a>(event: &'a RecordedEvent, number: &Number) -> Body<'a> {
    Body {
        json: &event.body,
        salt: number.bytes("salt"),
    }
}

/// A dossier of the series: all that is drawn for another is derived from its place here, and looks random.
struct Number {
    number: u64,
    year: i32,
}

impl Number {
    fn bytes<const N: usize>(&self, what: &str) -> [u8; N] {
        let hash = digest(format!("{what} {}", self.number).as_bytes());
        std::array::from_fn(|place| hash[place])
    }

    /// Each number has a reference of its own: of a million that are drawn, about thirty would be of two dossiers.
    fn reference(&self) -> Reference {
        let mut rest = self.number * 7_919_000_017 % 29_u64.pow(7);
        let digits = std::array::from_fn(|_| {
            let digit = rest % 29;
            rest /= 29;
            u8::try_from(digit).unwrap_or_default()
        });
        Reference::from_random(self.year, digits)
    }

    fn code(&self) -> AccessCode {
        AccessCode::from_secret(self.bytes("code"))
    }

    fn key(&self, seq: u32) -> CallKey {
        CallKey::of_agent("fill", &format!("{}-{seq}", store::to_hex(&self.bytes("key"))))
    }

    /// The moment of the model, moved back by up to a hundred days: the dossiers of a second are few, as in production.
    fn earlier(&self, at: &str) -> Result<String> {
        let seconds = i64::from(u32::from_be_bytes(self.bytes("day"))) % (100 * 86_400);
        let at: DateTime<Utc> = at.parse()?;
        let moved = at - Duration::seconds(seconds);
        Ok(moved.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    }

    fn to_request(&self) -> ReadDossierRequest {
        ReadDossierRequest {
            reference: self.reference().to_string(),
            code: self.code().reveal(),
        }
    }
}

/// The database as a file.
struct File(RefCell<rusqlite::Connection>);

impl File {
    fn open(path: &Path) -> Result<Self> {
        ensure!(path.exists(), "{} does not exist", path.display());
        let connection = rusqlite::Connection::open(path)?;
        connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000")?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self(RefCell::new(connection)))
    }

    fn batch(&self, statement: &str) -> Result<()> {
        Ok(self.0.borrow().execute_batch(statement)?)
    }

    fn count(&self) -> Result<u64> {
        let connection = self.0.borrow();
        let count: i64 = connection.query_row("SELECT count(*) FROM dossier", [], |row| row.get(0))?;
        Ok(u64::try_from(count)?)
    }

    /// The dossier that was filed first.
    fn model(&self) -> Result<OpenedDossier> {
        let first = "SELECT reference FROM event ORDER BY rowid LIMIT 1";
        let reference: String = self.0.borrow().query_row(first, [], |row| row.get(0))?;
        let reference = Reference::parse(&reference)?;
        block_on(Store::new(self).open(reference))?.context("the first dossier is not there")
    }
}

#[expect(
    clippy::unused_async_trait_impl,
    reason = "the trait is asynchronous for Spin; rusqlite answers at once"
)]
impl Database for &File {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let run = || {
            let connection = self.0.borrow();
            let mut prepared = connection.prepare_cached(statement)?;
            let columns = prepared.column_count();
            let parameters = rusqlite::params_from_iter(parameters.iter().map(to_sqlite));
            let rows = prepared.query_map(parameters, |row| {
                let values = (0..columns).map(|column| row.get_ref(column).map(from_sqlite));
                values.collect::<rusqlite::Result<_>>().map(Row)
            })?;
            rows.collect::<rusqlite::Result<_>>()
        };
        run().map_err(|error| DatabaseError::Other(error.to_string()))
    }
}

fn to_sqlite(value: &Value) -> SqliteValue {
    match value {
        Value::Integer(number) => SqliteValue::Integer(*number),
        Value::Text(text) => SqliteValue::Text(text.clone()),
        Value::Blob(bytes) => SqliteValue::Blob(bytes.clone()),
        Value::Null => SqliteValue::Null,
    }
}

fn from_sqlite(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
    }
}
