//! What guards a filing, on a real SQLite and a real PostgreSQL: the limit of a client, the single use of a challenge, what is forgotten.

use futures_executor::block_on;

use super::*;
use crate::client::Client;
use crate::dossiers::tests::{BODY, file_at, file_guarded};
use crate::dossiers::{Appended, INSERT_EVENT};
use crate::error::AppendError;
use crate::testing::{TestDatabase, on_each_database};

on_each_database!(
    a_client_files_as_many_as_its_limit_and_another_is_not_held_to_it,
    a_filing_counts_for_an_hour,
    what_was_filed_before_is_given_again_past_the_limit_and_with_its_challenge,
    a_challenge_serves_once,
    the_limit_is_told_before_the_challenge_and_both_before_the_reference,
    clients_and_challenges_are_forgotten_after_an_hour_a_few_at_each_filing,
    a_database_of_the_first_version_is_brought_forward_when_it_files,
);

const AT: &str = "2026-11-23T10:00:00Z";
const AN_HOUR_BEFORE: &str = "2026-11-23T09:00:00Z";

fn limit_of(client: u8, most: u32, since: &str) -> ClientLimit {
    ClientLimit {
        client: Client::new([client; 32]),
        most,
        since: since.to_owned(),
    }
}

fn limited(limit: &ClientLimit) -> Admission<'_> {
    Admission {
        limit: Some(limit),
        challenge: None,
    }
}

fn with_challenge(challenge: u8) -> Admission<'static> {
    Admission {
        limit: None,
        challenge: Some([challenge; 16]),
    }
}

fn key(seed: u8) -> String {
    format!("key-of-draft-number-{seed}")
}

fn is_new(outcome: &Result<Appended, AppendError>) -> bool {
    matches!(outcome, Ok(Appended::New(_)))
}

fn count(database: &TestDatabase, condition: &str) -> u32 {
    let statement = format!("SELECT count(*) FROM event WHERE {condition}");
    let rows = block_on(Database::execute(&database, &statement, &[]));
    rows.unwrap()[0].count(0).unwrap()
}

fn a_client_files_as_many_as_its_limit_and_another_is_not_held_to_it(database: &TestDatabase) {
    let store = Store::new(database);
    let [one, other] = [1, 2].map(|client| limit_of(client, 3, AN_HOUR_BEFORE));
    for seed in 1..=3 {
        assert!(is_new(&file_guarded(
            &store,
            seed,
            &key(seed),
            BODY,
            limited(&one)
        )));
    }
    let refused = Ok(Appended::Refused(Refusal::LimitReached {
        earliest: AT.to_owned(),
    }));
    assert_eq!(file_guarded(&store, 4, &key(4), BODY, limited(&one)), refused);
    assert!(is_new(&file_guarded(&store, 4, &key(4), BODY, limited(&other))));
    assert!(is_new(&file_guarded(
        &store,
        5,
        &key(5),
        BODY,
        Admission::default()
    )));
    assert_eq!(count(database, "seq = 1"), 5);
}

fn a_filing_counts_for_an_hour(database: &TestDatabase) {
    let store = Store::new(database);
    let file = |at, since, seed| {
        let limit = limit_of(1, 1, since);
        file_at(&store, at, seed, &key(seed), BODY, limited(&limit))
    };
    assert!(is_new(&file(AT, AN_HOUR_BEFORE, 1)));
    let refused = file("2026-11-23T10:59:59Z", "2026-11-23T09:59:59Z", 2);
    assert!(matches!(refused, Ok(Appended::Refused(_))), "{refused:?}");
    assert!(is_new(&file("2026-11-23T11:00:00Z", AT, 2)));
}

fn what_was_filed_before_is_given_again_past_the_limit_and_with_its_challenge(database: &TestDatabase) {
    let store = Store::new(database);
    let limit = limit_of(1, 1, AN_HOUR_BEFORE);
    let admission = Admission {
        challenge: Some([9; 16]),
        ..limited(&limit)
    };
    assert!(is_new(&file_guarded(&store, 1, &key(1), BODY, admission)));
    let again = file_guarded(&store, 2, &key(1), BODY, admission);
    assert!(matches!(again, Ok(Appended::Replayed(_))), "{again:?}");
    assert_eq!(
        file_guarded(&store, 2, &key(1), "{}", admission),
        Err(AppendError::KeyReused)
    );
}

fn a_challenge_serves_once(database: &TestDatabase) {
    let store = Store::new(database);
    assert!(is_new(&file_guarded(&store, 1, &key(1), BODY, with_challenge(9))));
    assert_eq!(
        file_guarded(&store, 2, &key(2), BODY, with_challenge(9)),
        Ok(Appended::Refused(Refusal::ChallengeUsed))
    );
    assert!(is_new(&file_guarded(&store, 2, &key(2), BODY, with_challenge(8))));
}

fn the_limit_is_told_before_the_challenge_and_both_before_the_reference(database: &TestDatabase) {
    let store = Store::new(database);
    let limit = limit_of(1, 1, AN_HOUR_BEFORE);
    let both = Admission {
        challenge: Some([9; 16]),
        ..limited(&limit)
    };
    assert!(is_new(&file_guarded(&store, 1, &key(1), BODY, both)));
    let refusal = |admission| file_guarded(&store, 1, &key(2), BODY, admission);
    assert!(matches!(
        refusal(both),
        Ok(Appended::Refused(Refusal::LimitReached { .. }))
    ));
    assert_eq!(
        refusal(with_challenge(9)),
        Ok(Appended::Refused(Refusal::ChallengeUsed))
    );
    assert_eq!(refusal(Admission::default()), Err(AppendError::ReferenceTaken));
}

fn clients_and_challenges_are_forgotten_after_an_hour_a_few_at_each_filing(database: &TestDatabase) {
    let store = Store::new(database);
    let limit = limit_of(1, 100, AN_HOUR_BEFORE);
    for seed in 1..=12 {
        let admission = Admission {
            challenge: Some([seed; 16]),
            ..limited(&limit)
        };
        assert!(is_new(&file_guarded(&store, seed, &key(seed), BODY, admission)));
    }
    let remembered = "client IS NOT NULL AND challenge IS NOT NULL";
    let file = |at, seed| {
        assert!(is_new(&file_at(
            &store,
            at,
            seed,
            &key(seed),
            BODY,
            Admission::default()
        )));
        count(database, remembered)
    };
    assert_eq!(file("2026-11-23T10:59:59Z", 21), 12);
    assert_eq!(file("2026-11-23T11:00:00Z", 22), 2);
    assert_eq!(file("2026-11-23T11:00:00Z", 23), 0);
    for seed in 1..=12 {
        let dossier = block_on(store.open(crate::dossiers::tests::reference(seed)));
        assert!(
            dossier.unwrap().is_some(),
            "the chain does not cover what is forgotten"
        );
    }
}

fn a_database_of_the_first_version_is_brought_forward_when_it_files(database: &TestDatabase) {
    for statement in crate::schema::first_version(database.dialect()) {
        database.tamper(&statement);
    }
    let store = Store::new(database);
    assert!(is_new(&file_guarded(&store, 1, &key(1), BODY, with_challenge(9))));
    assert_eq!(count(database, "challenge IS NOT NULL"), 1);
}

/// The statement of a trigger, with a moment in the place of that of the new row.
fn body_of(database: &TestDatabase, trigger: &str, moment: (&str, &str)) -> String {
    let statement = format!("SELECT sql FROM sqlite_schema WHERE name = '{trigger}'");
    let rows = block_on(Database::execute(&database, &statement, &[])).unwrap();
    let text = rows[0].text(0).unwrap();
    let body = text
        .split_once("BEGIN")
        .and_then(|(_, body)| body.rsplit_once(';'))
        .unwrap()
        .0;
    body.replace(moment.0, moment.1)
}

/// Without them each filing would read every event there is. On SQLite alone: PostgreSQL reads a small table whole.
#[test]
fn the_conditions_and_the_forgetting_use_their_indexes() {
    let database = &TestDatabase::sqlite();
    let store = Store::new(database);
    block_on(store.check()).unwrap();
    let plan = |statement: &str, parameters: &[Value]| {
        let statement = format!("EXPLAIN QUERY PLAN {statement}");
        let rows = block_on(Database::execute(&database, &statement, parameters)).unwrap();
        let lines = rows.iter().map(|row| row.text(3).unwrap().to_owned());
        lines.collect::<Vec<_>>().join("\n")
    };
    let refusal = plan(SELECT_REFUSAL, &[const { Value::Null }; 3]);
    let insertion = plan(INSERT_EVENT, &[const { Value::Null }; 19]);
    let events = plan(
        &body_of(
            database,
            "event_forgets_clients",
            ("NEW.at", "'2026-11-23T10:00:00Z'"),
        ),
        &[],
    );
    let attempts = plan(
        &body_of(database, "attempt_forgets_clients", ("NEW.last_at", "0")),
        &[],
    );
    for (plan, used) in [
        (&refusal, "INDEX event_by_client (client=? AND at>?)"),
        (&refusal, "INDEX event_by_challenge (challenge=?)"),
        (&insertion, "INDEX event_by_client (client=? AND at>?)"),
        (&events, "INDEX event_to_forget (at<?)"),
        (&events, "(reference=? AND seq=?)"),
        (&attempts, "INDEX attempt_by_time (last_at<?)"),
        (&attempts, "(client=?)"),
    ] {
        assert!(plan.contains(used), "{used}: {plan}");
        for table in ["SCAN event", "SCAN attempt"] {
            assert!(!plan.contains(table), "{plan}");
        }
    }
}
