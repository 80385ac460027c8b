//! The store on a real SQLite and on a real PostgreSQL: what is kept, what is refused, what tampering shows.

use futures_executor::block_on;

use super::*;
use crate::inbox::{InboxEntry, InboxPlace};
use crate::testing::{TestDatabase, on_each_database};

on_each_database!(
    a_filing_is_kept_and_read_back,
    the_same_key_and_body_file_once,
    the_same_key_with_another_body_is_refused,
    what_an_earlier_release_filed_is_found_by_its_key_and_not_filed_twice,
    a_migration_cut_anywhere_is_finished_before_anything_is_written,
    a_reference_that_is_taken_is_told,
    of_two_moves_from_the_same_version_one_wins,
    the_inbox_holds_only_the_territories_asked_for,
    pages_hold_each_dossier_once_latest_first,
    a_dossier_that_comes_in_moves_nothing_between_pages,
    tampering_is_seen,
    the_hash_of_a_filing_is_that_of_its_first_event,
    a_chain_of_the_first_formula_is_read_and_goes_on_with_the_second,
    a_purged_body_leaves_a_chain_that_verifies,
);

const TERRITOIRE: &str = "2023-2027/ti-2705";
const KEY: &str = "key-of-the-first-draft";
pub(crate) const BODY: &str = r#"{"demandeur":"Forges"}"#;

pub(crate) fn reference(seed: u8) -> Reference {
    Reference::from_random(2026, [seed; 7])
}

pub(crate) fn file(
    store: &Store<&TestDatabase>,
    seed: u8,
    key: &str,
    json: &str,
) -> Result<Appended, AppendError> {
    file_guarded(store, seed, key, json, Admission::default())
}

pub(crate) fn file_guarded(
    store: &Store<&TestDatabase>,
    seed: u8,
    key: &str,
    json: &str,
    admission: Admission<'_>,
) -> Result<Appended, AppendError> {
    file_at(store, "2026-11-23T10:00:00Z", seed, key, json, admission)
}

pub(crate) fn file_at(
    store: &Store<&TestDatabase>,
    at: &str,
    seed: u8,
    key: &str,
    json: &str,
    admission: Admission<'_>,
) -> Result<Appended, AppendError> {
    block_on(store.file(&Filing {
        reference: reference(seed),
        code: &AccessCode::from_secret([seed; 12]),
        territoire: TERRITOIRE,
        status: "depose",
        at,
        body: Body { json, salt: [7; 16] },
        request: json.as_bytes(),
        idempotency_key: &CallKey::of_applicant(key),
        admission,
    }))
}

fn list(store: &Store<&TestDatabase>, territoires: &[&str]) -> Vec<InboxEntry> {
    page(store, territoires, None, None).entries
}

fn page(
    store: &Store<&TestDatabase>,
    territoires: &[&str],
    status: Option<&str>,
    after: Option<&InboxPlace>,
) -> InboxPage {
    let territoires: Vec<_> = territoires.iter().map(|id| (*id).to_owned()).collect();
    let query = InboxQuery {
        territoires: &territoires,
        status,
        after,
        limit: 2,
    };
    block_on(store.list(&query)).unwrap()
}

fn open(store: &Store<&TestDatabase>, seed: u8) -> Result<Option<OpenedDossier>, StoreError> {
    block_on(store.open(reference(seed)))
}

fn move_to(
    store: &Store<&TestDatabase>,
    dossier: &OpenedDossier,
    status: &str,
    key: &str,
) -> Result<Moved, AppendError> {
    block_on(store.move_dossier(&Move {
        dossier,
        status,
        at: "2026-11-24T10:00:00Z",
        actor: "agent:demo",
        body: Body {
            json: "{}",
            salt: [8; 16],
        },
        request: status.as_bytes(),
        idempotency_key: &CallKey::of_applicant(key),
    }))
}

fn a_filing_is_kept_and_read_back(database: &TestDatabase) {
    let store = Store::new(database);
    assert!(matches!(file(&store, 1, KEY, BODY), Ok(Appended::New(_))));
    let dossier = open(&store, 1).unwrap().unwrap();
    assert_eq!(dossier.territoire, TERRITOIRE);
    assert_eq!(dossier.first().body, BODY);
    assert_eq!(
        *dossier.code_digest(),
        digest(AccessCode::from_secret([1; 12]).as_bytes())
    );
    assert_eq!(open(&store, 2), Ok(None));
}

fn the_same_key_and_body_file_once(database: &TestDatabase) {
    let store = Store::new(database);
    let Ok(Appended::New(hash)) = file(&store, 1, KEY, BODY) else {
        panic!("it is new")
    };
    let earlier = EarlierFiling {
        hash,
        reference: reference(1),
        at: "2026-11-23T10:00:00Z".to_owned(),
        territoire: TERRITOIRE.to_owned(),
        body: BODY.to_owned(),
        code_digest: digest(AccessCode::from_secret([1; 12]).as_bytes()),
    };
    assert_eq!(
        file(&store, 2, KEY, BODY),
        Ok(Appended::Replayed(earlier.clone()))
    );
    assert_eq!(
        block_on(store.find_filing(&CallKey::of_applicant(KEY), BODY.as_bytes())),
        Ok(Some(earlier))
    );
    assert_eq!(open(&store, 2), Ok(None));
    assert_eq!(list(&store, &[TERRITOIRE]).len(), 1);
}

fn the_same_key_with_another_body_is_refused(database: &TestDatabase) {
    let store = Store::new(database);
    assert!(matches!(file(&store, 1, KEY, BODY), Ok(Appended::New(_))));
    assert_eq!(file(&store, 2, KEY, "{}"), Err(AppendError::KeyReused));
    assert_eq!(
        block_on(store.find_filing(&CallKey::of_applicant(KEY), b"{}")),
        Err(AppendError::KeyReused)
    );
    assert_eq!(
        block_on(store.find_filing(&CallKey::of_applicant("key-of-nothing-yet"), b"{}")),
        Ok(None)
    );
}

/// Which kept the key as it was sent.
fn what_an_earlier_release_filed_is_found_by_its_key_and_not_filed_twice(database: &TestDatabase) {
    let store = Store::new(database);
    assert!(matches!(file(&store, 1, KEY, BODY), Ok(Appended::New(_))));
    database.tamper(&format!("UPDATE event SET idempotency_key = 'depot:{KEY}'"));
    assert!(matches!(file(&store, 2, KEY, BODY), Ok(Appended::Replayed(_))));
    assert_eq!(file(&store, 2, KEY, "{}"), Err(AppendError::KeyReused));
    assert_eq!(open(&store, 2), Ok(None));
}

fn a_migration_cut_anywhere_is_finished_before_anything_is_written(database: &TestDatabase) {
    let statements = schema::statements(database.dialect());
    for done in 0..=statements.len() {
        let database = database.another();
        for statement in &statements[..done] {
            database.tamper(statement);
        }
        let store = Store::new(&database);
        assert!(
            matches!(file(&store, 1, KEY, BODY), Ok(Appended::New(_))),
            "after {done} statements"
        );
        assert_eq!(list(&store, &[TERRITOIRE]).len(), 1, "after {done} statements");
        assert!(open(&store, 1).unwrap().is_some(), "after {done} statements");
    }
}

fn a_reference_that_is_taken_is_told(database: &TestDatabase) {
    let store = Store::new(database);
    assert!(matches!(file(&store, 1, KEY, BODY), Ok(Appended::New(_))));
    assert_eq!(
        file(&store, 1, "key-of-another-draft", BODY),
        Err(AppendError::ReferenceTaken)
    );
}

fn of_two_moves_from_the_same_version_one_wins(database: &TestDatabase) {
    let store = Store::new(database);
    file(&store, 1, KEY, BODY).unwrap();
    let seen = open(&store, 1).unwrap().unwrap();
    assert_eq!(
        move_to(&store, &seen, "recevable", "key-of-one-agent"),
        Ok(Moved::New)
    );
    assert_eq!(
        move_to(&store, &seen, "sans_suite", "key-of-the-other"),
        Err(AppendError::Outdated)
    );
    assert_eq!(
        move_to(&store, &seen, "recevable", "key-of-one-agent"),
        Ok(Moved::Replayed)
    );
    let inbox = list(&store, &[TERRITOIRE]);
    assert_eq!((inbox[0].status.as_str(), inbox[0].version), ("recevable", 2));
    assert_eq!(open(&store, 1).unwrap().unwrap().events().len(), 2);
}

fn the_inbox_holds_only_the_territories_asked_for(database: &TestDatabase) {
    let store = Store::new(database);
    file(&store, 1, KEY, BODY).unwrap();
    assert_eq!(list(&store, &["2023-2027/ti-1101"]), []);
    assert_eq!(list(&store, &[]), []);
}

/// Files a dossier whose reference, territory and hour are those given.
fn file_in(store: &Store<&TestDatabase>, seed: u8, territoire: &str, hour: u8) {
    let filed = block_on(store.file(&Filing {
        reference: reference(seed),
        code: &AccessCode::from_secret([seed; 12]),
        territoire,
        status: "depose",
        at: &format!("2026-11-23T{hour:02}:00:00Z"),
        body: Body {
            json: BODY,
            salt: [7; 16],
        },
        request: BODY.as_bytes(),
        idempotency_key: &CallKey::of_applicant(&format!("key-of-the-draft-{seed}")),
        admission: Admission::default(),
    }));
    assert!(matches!(filed, Ok(Appended::New(_))));
}

/// All pages, by the seeds of their dossiers.
fn read_through(store: &Store<&TestDatabase>, territoires: &[&str], status: Option<&str>) -> Vec<Vec<u8>> {
    let seed_of =
        |entry: &InboxEntry| (0..=u8::MAX).find(|seed| reference(*seed).to_string() == entry.reference);
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let page = page(store, territoires, status, after.as_ref());
        pages.push(page.entries.iter().filter_map(seed_of).collect());
        after = page.next;
        if after.is_none() {
            return pages;
        }
    }
}

fn pages_hold_each_dossier_once_latest_first(database: &TestDatabase) {
    const OTHER: &str = "2023-2027/ti-1101";
    let store = Store::new(database);
    // Those of noon are of one moment: their references tell them apart.
    for (seed, territoire, hour) in [
        (1, TERRITOIRE, 12),
        (2, OTHER, 12),
        (3, TERRITOIRE, 12),
        (4, OTHER, 9),
        (5, TERRITOIRE, 15),
    ] {
        file_in(&store, seed, territoire, hour);
    }
    let both = [TERRITOIRE, OTHER];
    assert_eq!(
        read_through(&store, &both, None),
        [vec![5, 3], vec![2, 1], vec![4]]
    );
    assert_eq!(read_through(&store, &[OTHER], None), [vec![2, 4]]);
    let dossier = open(&store, 3).unwrap().unwrap();
    move_to(&store, &dossier, "recevable", "key-of-one-agent").unwrap();
    assert_eq!(
        read_through(&store, &both, Some("depose")),
        [vec![5, 2], vec![1, 4]]
    );
    assert_eq!(read_through(&store, &both, Some("recevable")), [vec![3]]);
    assert_eq!(read_through(&store, &both, Some("refuse")), [Vec::<u8>::new()]);
}

fn a_dossier_that_comes_in_moves_nothing_between_pages(database: &TestDatabase) {
    let store = Store::new(database);
    for seed in 1..=4 {
        file_in(&store, seed, TERRITOIRE, seed);
    }
    let first = page(&store, &[TERRITOIRE], None, None);
    file_in(&store, 5, TERRITOIRE, 5);
    let second = page(&store, &[TERRITOIRE], None, first.next.as_ref());
    let references: Vec<_> = second
        .entries
        .iter()
        .map(|entry| entry.reference.clone())
        .collect();
    assert_eq!(references, [2, 1].map(|seed| reference(seed).to_string()));
    assert_eq!(second.next, None);
}

/// No page may read a whole territory: each part is searched by an index that gives its order.
#[test]
fn a_page_is_found_by_an_index() {
    let database = TestDatabase::sqlite();
    let store = Store::new(&database);
    file(&store, 1, KEY, BODY).unwrap();
    let territoires = [TERRITOIRE, "2023-2027/ti-1101"].map(str::to_owned);
    let after = InboxPlace {
        filed_at: "2026-11-23T10:00:00Z".to_owned(),
        reference: reference(1).to_string(),
    };
    for (status, index) in [
        (None, "dossier_by_territoire (territoire=? AND filed_at<?)"),
        (
            Some("depose"),
            "dossier_by_status (territoire=? AND status=? AND filed_at<?)",
        ),
    ] {
        let query = InboxQuery {
            territoires: &territoires,
            status,
            after: Some(&after),
            limit: 50,
        };
        let (statement, parameters) = inbox::select(&query);
        let explained = format!("EXPLAIN QUERY PLAN {statement}");
        let rows = block_on((&database).execute(&explained, &parameters)).unwrap();
        let plan: Vec<_> = rows.iter().map(|row| row.text(3).unwrap()).collect();
        let search = format!("SEARCH dossier USING INDEX {index}");
        assert_eq!(plan.iter().filter(|step| **step == search).count(), 2, "{plan:?}");
        assert!(!plan.contains(&"USE TEMP B-TREE FOR ORDER BY"), "{plan:?}");
    }
}

fn tampering_is_seen(database: &TestDatabase) {
    let zeros = database.literal(&[0; 32]);
    for (statement, fault) in [
        (
            "UPDATE event SET body = '{\"demandeur\":\"Autre\"}' WHERE seq = 1",
            ChainFault::Altered { seq: 1 },
        ),
        (
            "UPDATE event SET at = '2020-01-01T00:00:00Z' WHERE seq = 1",
            ChainFault::Altered { seq: 1 },
        ),
        (
            "UPDATE event SET actor = 'agent:other' WHERE seq = 2",
            ChainFault::Altered { seq: 2 },
        ),
        (
            &format!("UPDATE event SET previous_hash = {zeros} WHERE seq = 2"),
            ChainFault::Unlinked { seq: 2 },
        ),
        (
            "DELETE FROM event WHERE seq = 1",
            ChainFault::Missing { expected: 1 },
        ),
        (
            "DELETE FROM event WHERE seq = 2",
            ChainFault::Missing { expected: 2 },
        ),
        (
            "UPDATE event SET territoire = '2023-2027/ti-1101' WHERE seq = 1",
            ChainFault::Altered { seq: 1 },
        ),
        (
            &format!("UPDATE event SET code_digest = {zeros} WHERE seq = 1"),
            ChainFault::Altered { seq: 1 },
        ),
    ] {
        let database = database.another();
        let store = Store::new(&database);
        file(&store, 1, KEY, BODY).unwrap();
        let seen = open(&store, 1).unwrap().unwrap();
        move_to(&store, &seen, "recevable", "key-of-one-agent").unwrap();
        database.tamper(statement);
        assert_eq!(open(&store, 1), Err(StoreError::Chain(fault)), "{statement}");
    }
}

fn the_hash_of_a_filing_is_that_of_its_first_event(database: &TestDatabase) {
    let store = Store::new(database);
    let appended = file(&store, 1, KEY, BODY);
    let dossier = open(&store, 1).unwrap().unwrap();
    assert_eq!(appended, Ok(Appended::New(dossier.first().hash)));
    let Ok(Appended::Replayed(earlier)) = file(&store, 2, KEY, BODY) else {
        panic!("it is there already")
    };
    assert_eq!(earlier.hash, dossier.first().hash);
}

/// As it was written before the second formula.
fn a_chain_of_the_first_formula_is_read_and_goes_on_with_the_second(database: &TestDatabase) {
    let store = Store::new(database);
    file(&store, 1, KEY, BODY).unwrap();
    let dossier = open(&store, 1).unwrap().unwrap();
    let first = dossier.first();
    let content_digest = Formula::One.content_digest(&[7; 16], "demandeur", BODY);
    let hash = Formula::One.hash(&Link {
        previous_hash: &GENESIS,
        reference: &reference(1).to_string(),
        seq: 1,
        status: &first.status,
        at: &first.at,
        actor: &first.actor,
        content_digest: &content_digest,
        opening: Some(Opening {
            territoire: TERRITOIRE,
            code_digest: dossier.code_digest(),
        }),
    });
    let (digest, hash) = (database.literal(&content_digest), database.literal(&hash));
    database.tamper(&format!("UPDATE event SET body_digest = {digest}, hash = {hash}"));
    let dossier = open(&store, 1).unwrap().unwrap();
    assert_eq!(dossier.first().formula, Formula::One);
    move_to(&store, &dossier, "recevable", "key-of-one-agent").unwrap();
    assert_eq!(open(&store, 1).unwrap().unwrap().last().formula, Formula::Two);
    database.tamper("UPDATE event SET body = '{}' WHERE seq = 1");
    assert_eq!(
        open(&store, 1),
        Err(StoreError::Chain(ChainFault::Altered { seq: 1 }))
    );
}

fn a_purged_body_leaves_a_chain_that_verifies(database: &TestDatabase) {
    let store = Store::new(database);
    file(&store, 1, KEY, BODY).unwrap();
    database.tamper("UPDATE event SET body = ''");
    assert!(open(&store, 1).is_ok());
}
