//! What must hold across the instances of this function, in a database of its own: when the register was called last,
//! how it fares, what it said lately. It decides nothing but that no more than five calls leave in a second; when one
//! may is in `breaker`.
//!
//! Instances come and go and there are several: each change here is one statement, which SQLite runs alone.

use shared::ids::Siret;
use store::{Database, DatabaseError, Value};

use crate::breaker::Breaker;

/// The state in a database.
#[derive(Debug)]
pub struct State<D>(D);

/// What is known before a call.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// How the register fares.
    pub breaker: Breaker,
    /// What was kept about the SIRET and still serves.
    pub kept: Option<String>,
}

/// The label of the database.
pub const LABEL: &str = "entreprise";

/// Five a second; the register allows seven (`app/doc/open-api.yml`, "Limite des requêtes"). There are so many slots,
/// each of which may be taken once in so many milliseconds: no window of a second ever holds a sixth.
pub const CALLS_MAX: u32 = 5;
/// Milliseconds between two takings of a slot.
pub const SLOT_MS: i64 = 1_000;

/// A slot taken, or an answer kept, longer than this after now is from a clock that was put back since.
const CLOCK_MS: i64 = 60_000;
/// The most that an answer is kept.
const KEPT_MAX_MS: i64 = 24 * 3_600_000;
/// Answers kept at once, about 10 MB.
const KEPT_MAX: u32 = 20_000;

impl<D: Database> State<D> {
    /// The state kept in a database.
    pub const fn new(database: D) -> Self {
        Self(database)
    }

    /// What is known before a call about a SIRET. The first statement of all: it makes the tables when they are missing.
    ///
    /// # Errors
    /// [`DatabaseError`] when the database cannot be used.
    pub async fn read(&self, siret: &Siret, now: i64) -> Result<Known, DatabaseError> {
        let parameters = [
            Value::Text(siret.to_string()),
            Value::Integer(now),
            Value::Integer(now.saturating_add(CLOCK_MS)),
        ];
        let rows = match self.0.execute(READ, &parameters).await {
            Err(DatabaseError::NoTables) => {
                for statement in statements() {
                    self.0.execute(&statement, &[]).await?;
                }
                self.0.execute(READ, &parameters).await?
            }
            outcome => outcome?,
        };
        let row = rows.first().ok_or(DatabaseError::NoTables)?;
        Ok(Known {
            breaker: Breaker {
                failures: row.count(0)?,
                shut_until: row.integer(1)?,
            },
            kept: row.text(2).ok().map(str::to_owned),
        })
    }

    /// Takes the right to make one call now, unless five were made in the last second.
    ///
    /// # Errors
    /// As [`State::read`].
    pub async fn take_slot(&self, now: i64) -> Result<bool, DatabaseError> {
        let parameters = [
            Value::Integer(now),
            Value::Integer(now.saturating_sub(SLOT_MS)),
            Value::Integer(now.saturating_add(CLOCK_MS)),
        ];
        let rows = self.0.execute(TAKE_SLOT, &parameters).await?;
        Ok(!rows.is_empty())
    }

    /// Puts one state of the breaker in the place of another, unless it has changed since.
    ///
    /// # Errors
    /// As [`State::read`].
    pub async fn replace(&self, before: Breaker, after: Breaker) -> Result<bool, DatabaseError> {
        let rows = self
            .0
            .execute(
                "UPDATE breaker SET failures = ?, shut_until = ?
                 WHERE id = 1 AND failures = ? AND shut_until = ? RETURNING id",
                &[
                    Value::Integer(after.failures.into()),
                    Value::Integer(after.shut_until),
                    Value::Integer(before.failures.into()),
                    Value::Integer(before.shut_until),
                ],
            )
            .await?;
        Ok(!rows.is_empty())
    }

    /// Keeps what the register said about a SIRET for a while, in milliseconds.
    ///
    /// # Errors
    /// As [`State::read`].
    pub async fn keep(&self, siret: &Siret, said: &str, now: i64, time: i64) -> Result<(), DatabaseError> {
        let parameters = [
            Value::Text(siret.to_string()),
            Value::Text(said.to_owned()),
            Value::Integer(now.saturating_add(time.min(KEPT_MAX_MS))),
            Value::Integer(now),
        ];
        self.0
            .execute(
                "INSERT OR REPLACE INTO answer (siret, said, expires_at, kept_at) VALUES (?, ?, ?, ?)",
                &parameters,
            )
            .await?;
        Ok(())
    }
}

/// `ready` comes last of all that is made: nothing is read before everything is there.
const READ: &str = "SELECT failures, shut_until, said FROM ready CROSS JOIN breaker
    LEFT JOIN answer ON siret = ?1 AND ?2 < expires_at AND kept_at <= ?3
    WHERE breaker.id = 1";

const TAKE_SLOT: &str = "UPDATE slot SET taken_at = ?1 WHERE id = (
        SELECT id FROM slot WHERE taken_at <= ?2 OR ?3 < taken_at ORDER BY taken_at LIMIT 1
    ) RETURNING id";

/// Several instances may make the tables at once, and any may be killed in between: each statement does nothing when
/// its work is done.
fn statements() -> Vec<String> {
    let slots: Vec<_> = (1..=CALLS_MAX).map(|id| format!("({id}, 0)")).collect();
    vec![
        "CREATE TABLE IF NOT EXISTS slot (id INTEGER PRIMARY KEY, taken_at INTEGER NOT NULL) STRICT"
            .to_owned(),
        format!(
            "INSERT OR IGNORE INTO slot (id, taken_at) VALUES {}",
            slots.join(", ")
        ),
        "CREATE TABLE IF NOT EXISTS breaker (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            failures INTEGER NOT NULL,
            shut_until INTEGER NOT NULL
        ) STRICT"
            .to_owned(),
        "INSERT OR IGNORE INTO breaker (id, failures, shut_until) VALUES (1, 0, 0)".to_owned(),
        "CREATE TABLE IF NOT EXISTS answer (
            id INTEGER PRIMARY KEY,
            siret TEXT NOT NULL UNIQUE,
            said TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            kept_at INTEGER NOT NULL
        ) STRICT"
            .to_owned(),
        "CREATE INDEX IF NOT EXISTS answer_by_end ON answer (expires_at)".to_owned(),
        // What has ended goes, and the oldest above the most that is kept: ids grow with each row.
        format!(
            "CREATE TRIGGER IF NOT EXISTS answer_ends AFTER INSERT ON answer BEGIN
                DELETE FROM answer WHERE expires_at <= NEW.kept_at OR id <= NEW.id - {KEPT_MAX};
            END"
        ),
        "CREATE VIEW IF NOT EXISTS ready AS SELECT 1 AS schema_version".to_owned(),
    ]
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Mutex;

    use futures_executor::block_on;
    use rusqlite::types::{Value as SqliteValue, ValueRef};
    use store::{Dialect, Row};

    use super::*;

    /// SQLite in memory, behind the trait that Spin's stands behind in production.
    #[derive(Debug)]
    pub struct InMemory(Mutex<rusqlite::Connection>);

    impl InMemory {
        pub fn new() -> Self {
            Self(Mutex::new(rusqlite::Connection::open_in_memory().unwrap()))
        }

        pub fn count(&self, table: &str) -> i64 {
            let connection = self.0.lock().unwrap();
            connection
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
                .unwrap()
        }
    }

    #[expect(
        clippy::unused_async_trait_impl,
        reason = "the trait is asynchronous for Spin; rusqlite answers at once"
    )]
    impl Database for &InMemory {
        fn dialect(&self) -> Dialect {
            Dialect::Sqlite
        }

        async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
            let connection = self.0.lock().unwrap();
            let translate = |error: rusqlite::Error| match error.to_string() {
                text if text.contains("no such table") => DatabaseError::NoTables,
                text => DatabaseError::Other(text),
            };
            let mut prepared = connection.prepare(statement).map_err(translate)?;
            let columns = prepared.column_count();
            let parameters = rusqlite::params_from_iter(parameters.iter().map(|value| match value {
                Value::Integer(number) => SqliteValue::Integer(*number),
                Value::Text(text) => SqliteValue::Text(text.clone()),
                Value::Blob(bytes) => SqliteValue::Blob(bytes.clone()),
                Value::Null => SqliteValue::Null,
            }));
            let rows = prepared.query_map(parameters, |row| {
                (0..columns)
                    .map(|column| {
                        Ok(match row.get_ref(column)? {
                            ValueRef::Integer(number) => Value::Integer(number),
                            ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
                            ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                            ValueRef::Null | ValueRef::Real(_) => Value::Null,
                        })
                    })
                    .collect::<rusqlite::Result<Vec<_>>>()
                    .map(Row)
            });
            rows.map_err(translate)?
                .collect::<rusqlite::Result<_>>()
                .map_err(translate)
        }
    }

    const NOW: i64 = 1_790_000_000_000;

    fn siret() -> Siret {
        Siret::parse("73282932000074").unwrap()
    }

    fn ready(database: &InMemory) -> State<&InMemory> {
        let state = State::new(database);
        let known = block_on(state.read(&siret(), NOW)).unwrap();
        assert_eq!(
            known,
            Known {
                breaker: Breaker::default(),
                kept: None
            }
        );
        state
    }

    fn taken(state: &State<&InMemory>, now: i64) -> bool {
        block_on(state.take_slot(now)).unwrap()
    }

    fn kept(state: &State<&InMemory>, now: i64) -> Option<String> {
        block_on(state.read(&siret(), now)).unwrap().kept
    }

    #[test]
    fn five_calls_leave_at_once_and_the_sixth_a_second_later() {
        let database = InMemory::new();
        let state = ready(&database);
        let outcomes: Vec<_> = (0..6).map(|_| taken(&state, NOW)).collect();
        assert_eq!(outcomes, [true, true, true, true, true, false]);
        assert!(!taken(&state, NOW + 999));
        assert!(taken(&state, NOW + 1_000));
    }

    #[test]
    fn no_window_of_a_second_holds_more_than_five_calls() {
        let database = InMemory::new();
        let state = ready(&database);
        let calls: Vec<_> = (0..5_000)
            .step_by(37)
            .filter(|later| taken(&state, NOW + later))
            .collect();
        for window in calls.windows(6) {
            assert!(window[5] - window[0] >= SLOT_MS, "{window:?}");
        }
        // Nearly 25: each slot is taken again at the first step after its second.
        assert!((20..=25).contains(&calls.len()), "{}", calls.len());
    }

    #[test]
    fn a_clock_that_was_put_back_does_not_stop_the_calls() {
        let database = InMemory::new();
        let state = ready(&database);
        for _ in 0..5 {
            assert!(taken(&state, NOW + 2 * CLOCK_MS));
        }
        assert!(!taken(&state, NOW + CLOCK_MS));
        assert!(taken(&state, NOW + CLOCK_MS - 1));
    }

    #[test]
    fn one_of_two_that_replace_the_same_state_does() {
        let database = InMemory::new();
        let state = ready(&database);
        let after = Breaker::default().after_failure(NOW);
        assert!(block_on(state.replace(Breaker::default(), after)).unwrap());
        assert!(!block_on(state.replace(Breaker::default(), after)).unwrap());
        assert_eq!(block_on(state.read(&siret(), NOW)).unwrap().breaker, after);
    }

    #[test]
    fn an_answer_serves_strictly_before_its_end() {
        let database = InMemory::new();
        let state = ready(&database);
        block_on(state.keep(&siret(), "said", NOW, 3_600_000)).unwrap();
        assert_eq!(kept(&state, NOW).as_deref(), Some("said"));
        assert_eq!(kept(&state, NOW + 3_599_999).as_deref(), Some("said"));
        assert_eq!(kept(&state, NOW + 3_600_000), None);
        assert_eq!(kept(&state, NOW - CLOCK_MS - 1), None);
    }

    #[test]
    fn an_answer_that_has_ended_goes_when_another_comes() {
        let database = InMemory::new();
        let state = ready(&database);
        block_on(state.keep(&siret(), "old", NOW, 1_000)).unwrap();
        block_on(state.keep(&siret(), "new", NOW, 1_000)).unwrap();
        assert_eq!(database.count("answer"), 1);
        assert_eq!(kept(&state, NOW).as_deref(), Some("new"));
        let other = Siret::parse("13002526500013").unwrap();
        block_on(state.keep(&other, "said", NOW + 999, 1_000)).unwrap();
        assert_eq!(database.count("answer"), 2);
        block_on(state.keep(&other, "said", NOW + 1_000, 1_000)).unwrap();
        assert_eq!(database.count("answer"), 1);
    }

    #[test]
    fn tables_are_made_once() {
        let database = InMemory::new();
        let state = ready(&database);
        assert!(taken(&state, NOW));
        for statement in statements() {
            block_on((&database).execute(&statement, &[])).unwrap();
        }
        assert_eq!(database.count("slot"), i64::from(CALLS_MAX));
        assert_eq!(
            database.count("slot WHERE taken_at = 0"),
            i64::from(CALLS_MAX) - 1
        );
    }
}
