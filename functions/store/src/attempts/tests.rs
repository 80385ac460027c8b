//! Opening with a code, on a real SQLite and a real PostgreSQL: what is run for whom, and how failures slow what comes after.

use std::sync::Mutex;

use futures_executor::block_on;

use super::*;
use crate::database::{Dialect, Row};
use crate::dossiers::tests::{BODY, file, reference};
use crate::testing::{TestDatabase, on_each_database};

on_each_database!(
    a_code_opens_its_own_dossier_and_no_other,
    five_failures_are_free_and_each_one_after_doubles_the_wait_up_to_a_minute,
    a_client_that_fails_slows_nobody_else,
    failures_leave_with_their_hour,
);

const KEY: &str = "key-of-the-first-draft";
const NOW: i64 = 1_795_000_000_000;

/// A store that holds the dossier number 1, whose code is number 1 too.
fn with_one_dossier(database: &TestDatabase) -> Store<&TestDatabase> {
    let store = Store::new(database);
    file(&store, 1, KEY, BODY).unwrap();
    store
}

fn client(seed: u8) -> Client {
    Client::new([seed; 32])
}

fn try_code(store: &Store<impl Database>, dossier: u8, code: u8, client: &Client, at: i64) -> Attempt {
    let code = AccessCode::from_secret([code; 12]);
    block_on(store.open_with_code(reference(dossier), &code, client, at)).unwrap()
}

fn is_opened(attempt: &Attempt) -> bool {
    matches!(attempt, Attempt::Opened(_))
}

fn wait_of(attempt: &Attempt) -> Option<u64> {
    match attempt {
        Attempt::TooSoon { wait } => Some(wait.as_secs()),
        Attempt::Opened(_) | Attempt::Failed => None,
    }
}

fn remembered(database: &TestDatabase) -> u32 {
    let rows = block_on(Database::execute(&database, "SELECT count(*) FROM attempt", &[]));
    rows.unwrap()[0].count(0).unwrap()
}

fn a_code_opens_its_own_dossier_and_no_other(database: &TestDatabase) {
    let store = with_one_dossier(database);
    let with = |dossier, code| try_code(&store, dossier, code, &client(1), NOW);
    let Attempt::Opened(dossier) = with(1, 1) else {
        panic!("the code is right")
    };
    assert_eq!(dossier.reference, reference(1));
    assert_eq!(with(1, 2), Attempt::Failed);
    assert_eq!(with(2, 1), Attempt::Failed);
}

/// One statement: its text, the kind and length of each parameter, and the number of rows and columns it gave.
type Run = (String, Vec<(&'static str, usize)>, Vec<usize>);

/// A database that notes what is run on it.
struct Recording<'a> {
    database: &'a TestDatabase,
    runs: Mutex<Vec<Run>>,
}

impl Database for Recording<'_> {
    fn dialect(&self) -> Dialect {
        self.database.dialect()
    }

    async fn execute(&self, statement: &str, parameters: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let rows = self.database.execute(statement, parameters).await?;
        let shape = parameters.iter().map(|value| match value {
            Value::Integer(_) => ("integer", 8),
            Value::Text(text) => ("text", text.len()),
            Value::Blob(bytes) => ("blob", bytes.len()),
            Value::Null => ("null", 0),
        });
        let run = (
            statement.to_owned(),
            shape.collect(),
            rows.iter().map(|row| row.0.len()).collect(),
        );
        self.runs.lock().unwrap().push(run);
        Ok(rows)
    }
}

/// What an attempt runs, when its client has failed `failures` times.
fn runs_of(dossier: u8, code: u8, failures: u32) -> Vec<Run> {
    let database = TestDatabase::sqlite();
    with_one_dossier(&database);
    let store = Store::new(Recording {
        database: &database,
        runs: Mutex::default(),
    });
    for _ in 0..failures {
        try_code(&store, 1, 2, &client(1), NOW);
    }
    store.database().runs.lock().unwrap().clear();
    try_code(&store, dossier, code, &client(1), NOW);
    store.database().runs.lock().unwrap().clone()
}

#[test]
fn an_unknown_reference_and_a_wrong_code_run_the_same_statements() {
    for (failures, statements) in [(0, 2), (1, 2), (4, 2), (5, 1)] {
        let (wrong_code, unknown) = (runs_of(1, 2, failures), runs_of(2, 2, failures));
        assert_eq!(wrong_code, unknown, "after {failures} failures");
        assert_eq!(wrong_code.len(), statements, "after {failures} failures");
    }
}

#[test]
fn a_right_code_writes_nothing_and_is_not_looked_at_too_soon() {
    let statements = |failures| {
        let runs = runs_of(1, 1, failures);
        runs.into_iter()
            .map(|(statement, ..)| statement)
            .collect::<Vec<_>>()
    };
    let is_read = |statement: &String| statement.starts_with("SELECT");
    assert_eq!(statements(0).len(), 2);
    assert!(statements(0).iter().all(is_read), "{:?}", statements(0));
    assert_eq!(statements(5), [SELECT_KNOWN]);
}

/// The event is as long as its body, and is not read: finding it takes no longer than not finding it.
#[test]
fn the_look_up_reads_indexes_alone() {
    let database = &TestDatabase::sqlite();
    with_one_dossier(database);
    let statement = format!("EXPLAIN QUERY PLAN {SELECT_KNOWN}");
    let rows = block_on(Database::execute(
        &database,
        &statement,
        &[const { Value::Null }; 3],
    ))
    .unwrap();
    let lines: Vec<_> = rows.iter().map(|row| row.text(3).unwrap()).collect();
    assert!(
        lines
            .iter()
            .any(|line| line.contains("event USING COVERING INDEX event_code (reference=?")),
        "{lines:?}"
    );
    assert!(
        !lines.iter().any(|line| line.starts_with("SCAN event")),
        "{lines:?}"
    );
}

fn five_failures_are_free_and_each_one_after_doubles_the_wait_up_to_a_minute(database: &TestDatabase) {
    let store = with_one_dossier(database);
    let mut now = NOW;
    let mut waits = Vec::new();
    for failure in 1..20 {
        assert_eq!(
            try_code(&store, 1, 2, &client(1), now),
            Attempt::Failed,
            "failure {failure}"
        );
        let wait = wait_of(&try_code(&store, 1, 1, &client(1), now)).unwrap_or_default();
        waits.push(wait);
        now += i64::try_from(wait).unwrap() * 1_000;
    }
    assert_eq!(
        waits,
        [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60, 60, 60]
    );
    // The right code opens after the wait, and takes nothing back.
    assert!(is_opened(&try_code(&store, 1, 1, &client(1), now)));
    assert_eq!(try_code(&store, 1, 2, &client(1), now), Attempt::Failed);
    assert_eq!(wait_of(&try_code(&store, 1, 1, &client(1), now)), Some(3_600));
    assert_eq!(
        wait_of(&try_code(&store, 1, 1, &client(1), now + 3_599_000)),
        Some(1)
    );
    assert!(is_opened(&try_code(&store, 1, 1, &client(1), now + 3_600_000)));
    // An hour without failure has made them nothing.
    for _ in 0..5 {
        assert_eq!(
            try_code(&store, 1, 2, &client(1), now + 3_600_000),
            Attempt::Failed
        );
    }
    assert_eq!(
        wait_of(&try_code(&store, 1, 1, &client(1), now + 3_600_000)),
        Some(1)
    );
}

#[test]
fn the_wait_ends_to_the_millisecond() {
    let failures = Failures {
        count: 5,
        last_at: NOW,
    };
    assert_eq!(failures.wait(NOW + 999), Some(Duration::from_millis(1)));
    assert_eq!(failures.wait(NOW + 1_000), None);
    // A clock that went back.
    assert_eq!(failures.wait(NOW - 3_600_000), Some(Duration::from_secs(1)));
}

fn a_client_that_fails_slows_nobody_else(database: &TestDatabase) {
    let store = with_one_dossier(database);
    for _ in 0..5 {
        try_code(&store, 1, 2, &client(1), NOW);
    }
    assert_eq!(wait_of(&try_code(&store, 1, 1, &client(1), NOW)), Some(1));
    assert!(is_opened(&try_code(&store, 1, 1, &client(2), NOW)));
}

fn failures_leave_with_their_hour(database: &TestDatabase) {
    let store = with_one_dossier(database);
    for seed in 1..=12 {
        try_code(&store, 1, 2, &client(seed), NOW);
    }
    assert_eq!(remembered(database), 12);
    try_code(&store, 1, 2, &client(13), NOW + 3_599_999);
    assert_eq!(remembered(database), 13);
    try_code(&store, 1, 2, &client(14), NOW + 3_600_000);
    assert_eq!(remembered(database), 4);
    try_code(&store, 1, 2, &client(15), NOW + 3_600_000);
    assert_eq!(remembered(database), 3);
}
