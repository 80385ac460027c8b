//! Documents on a real SQLite and a real PostgreSQL: received in any order and as often as it takes, joined by the event alone, gone in time.

use std::sync::LazyLock;

use futures_executor::block_on;
use shared::ids::{AccessCode, Reference};

use super::*;
use crate::admission::Admission;
use crate::client::Client;
use crate::dossiers::{Appended, Body, Filing};
use crate::error::AppendError;
use crate::testing::{TestDatabase, on_each_database};

on_each_database!(
    parts_arrive_in_any_order_and_more_than_once,
    a_document_is_opened_by_its_key_alone,
    a_key_opens_at_most_sixteen_documents,
    a_client_opens_as_many_as_its_limit_and_an_hour_later_again,
    a_document_is_joined_by_the_event_that_names_it,
    an_event_joins_no_document_that_it_does_not_name_or_of_another_key_or_not_sealed,
    a_document_that_was_altered_is_not_given,
    sealed_documents_are_listed_while_they_are_kept,
    what_was_never_joined_goes_when_another_is_opened_after_its_time,
    what_has_ended_is_announced_again_for_as_long,
    what_was_joined_stays_after_its_time,
    a_document_that_was_refused_is_forgotten_with_its_parts_and_counts,
    what_was_sealed_is_not_refused_any_more,
);

/// The key that most tests open documents under.
static KEY: LazyLock<CallKey> = LazyLock::new(|| key("key-of-a-draft"));

fn key(text: &str) -> CallKey {
    CallKey::of_applicant(text)
}

const CONTENT: [&[u8]; 3] = [b"one ", b"two ", b"three"];

fn content_digest() -> PieceDigest {
    PieceDigest::from_bytes(digest(&CONTENT.concat()))
}

fn new_piece(key: &CallKey, content: PieceDigest) -> NewPiece<'_> {
    NewPiece {
        key,
        digest: content,
        size: 13,
        at: "2026-11-28T10:00:00Z",
        expires_at: "2026-12-05T10:00:00Z",
        limit: None,
    }
}

fn opened(store: &Store<&TestDatabase>, piece: &NewPiece<'_>) -> Result<PieceInTransit, OpenPieceError> {
    block_on(store.open_piece(piece)).map(|opened| match opened {
        Opened::Piece(piece) => piece,
        Opened::LimitReached { .. } => panic!("a limit is reached"),
    })
}

fn open(store: &Store<&TestDatabase>) -> PieceInTransit {
    opened(store, &new_piece(&KEY, content_digest())).unwrap()
}

/// A document received whole and sealed.
fn sealed(store: &Store<&TestDatabase>) -> PieceId {
    let id = open(store).id;
    for (place, part) in (0..).zip(CONTENT) {
        block_on(store.keep_part(id, &KEY, place, part)).unwrap();
    }
    block_on(store.seal_piece(id, &KEY, "application/pdf")).unwrap();
    id
}

fn file(store: &Store<&TestDatabase>, key: &CallKey, body: &str) -> Result<Appended, AppendError> {
    block_on(store.file(&Filing {
        reference: reference(),
        code: &AccessCode::from_secret([1; 12]),
        territoire: "2023-2027/ti-2705",
        status: "depose",
        at: "2026-11-28T11:00:00Z",
        body: Body {
            json: body,
            salt: [7; 16],
        },
        request: body.as_bytes(),
        idempotency_key: key,
        admission: Admission::default(),
    }))
}

fn reference() -> Reference {
    Reference::from_random(2026, [1; 7])
}

fn read(store: &Store<&TestDatabase>, id: PieceId) -> Result<Option<Vec<u8>>, StoreError> {
    block_on(store.read_piece(&reference().to_string(), id, content_digest()))
}

fn parts_arrive_in_any_order_and_more_than_once(database: &TestDatabase) {
    let store = Store::new(database);
    let piece = open(&store);
    assert_eq!((piece.size, piece.arrived), (13, vec![]));
    for place in [2_u32, 0, 0] {
        let part = CONTENT[usize::try_from(place).unwrap()];
        block_on(store.keep_part(piece.id, &KEY, place, part)).unwrap();
    }
    // The same content under the same key is the same document, as far as it has come.
    assert_eq!(open(&store).arrived, [0, 2]);
    block_on(store.keep_part(piece.id, &KEY, 1, CONTENT[1])).unwrap();
    let bytes = block_on(store.read_parts(piece.id, &KEY)).unwrap();
    assert_eq!(bytes, CONTENT.concat());
}

fn a_document_is_opened_by_its_key_alone(database: &TestDatabase) {
    let store = Store::new(database);
    let id = open(&store).id;
    let other = &key("key-of-another");
    assert_eq!(block_on(store.find_piece(id, other)), Ok(None));
    block_on(store.keep_part(id, other, 0, b"x")).unwrap();
    block_on(store.seal_piece(id, other, "application/pdf")).unwrap();
    block_on(store.refuse_piece(id, other, PieceId::from_bytes([1; 16]))).unwrap();
    assert_eq!(open(&store).arrived, []);
    assert_ne!(piece_id(other, content_digest()), id);
}

fn a_key_opens_at_most_sixteen_documents(database: &TestDatabase) {
    let store = Store::new(database);
    let of = |place: u8| {
        opened(&store, &new_piece(&KEY, PieceDigest::from_bytes([place; 32])))
            .map(|piece| piece.arrived.len())
    };
    for place in 0..16 {
        assert_eq!(of(place), Ok(0), "{place}");
    }
    assert_eq!(of(16), Err(OpenPieceError::TooMany));
    assert_eq!(of(3), Ok(0));
}

fn a_document_is_joined_by_the_event_that_names_it(database: &TestDatabase) {
    let store = Store::new(database);
    let id = sealed(&store);
    assert_eq!(read(&store, id), Ok(None));
    file(&store, &KEY, &format!(r#"{{"pieces":[{{"id":"{id}"}}]}}"#)).unwrap();
    assert_eq!(read(&store, id), Ok(Some(CONTENT.concat())));
    // What is joined is neither forgotten nor written again.
    block_on(store.refuse_piece(id, &KEY, PieceId::from_bytes([1; 16]))).unwrap();
    block_on(store.keep_part(id, &KEY, 3, b"more")).unwrap();
    assert_eq!(read(&store, id), Ok(Some(CONTENT.concat())));
    let other = Reference::from_random(2026, [2; 7]).to_string();
    let elsewhere = block_on(store.read_piece(&other, id, content_digest()));
    assert_eq!(elsewhere, Ok(None));
}

fn an_event_joins_no_document_that_it_does_not_name_or_of_another_key_or_not_sealed(template: &TestDatabase) {
    let named = |id| format!(r#"{{"pieces":[{{"id":"{id}"}}]}}"#);
    for case in ["not named", "another key", "not sealed"] {
        let database = template.another();
        let store = Store::new(&database);
        let id = match case {
            "not sealed" => open(&store).id,
            _ => sealed(&store),
        };
        let (key, body) = match case {
            "not named" => (&*KEY, format!(r#"{{"text":"\"id\":\"{id}\" {id}"}}"#)),
            "another key" => (&key("key-of-another"), named(id)),
            _ => (&*KEY, named(id)),
        };
        file(&store, key, &body).unwrap();
        assert_eq!(read(&store, id), Ok(None), "{case}");
    }
}

fn a_document_that_was_altered_is_not_given(database: &TestDatabase) {
    let store = Store::new(database);
    let id = sealed(&store);
    file(&store, &KEY, &format!(r#"{{"pieces":[{{"id":"{id}"}}]}}"#)).unwrap();
    for spoilt in [
        "UPDATE piece_part SET bytes = (SELECT bytes FROM piece_part WHERE place = 0) WHERE place = 1",
        "DELETE FROM piece_part WHERE place = 2",
    ] {
        database.tamper(spoilt);
        assert_eq!(read(&store, id), Err(StoreError::PieceAltered));
    }
}

fn sealed_documents_are_listed_while_they_are_kept(database: &TestDatabase) {
    let store = Store::new(database);
    let id = sealed(&store);
    let listed = |until| block_on(store.sealed_pieces(&KEY, until)).unwrap();
    let expected = SealedPiece {
        id,
        digest: content_digest(),
        size: 13,
        media_type: "application/pdf".to_owned(),
    };
    assert_eq!(listed("2026-12-05T09:59:59Z"), [expected]);
    assert_eq!(listed("2026-12-05T10:00:00Z"), []);
}

fn what_was_never_joined_goes_when_another_is_opened_after_its_time(database: &TestDatabase) {
    let store = Store::new(database);
    let id = sealed(&store);
    let other = PieceDigest::from_bytes([9; 32]);
    let open_at = |at, seed: u8| {
        let key = key(&seed.to_string());
        block_on(store.open_piece(&NewPiece {
            at,
            expires_at: "2027-12-31T00:00:00Z",
            ..new_piece(&key, other)
        }))
        .unwrap();
    };
    open_at("2026-12-05T09:59:59Z", 1);
    assert!(block_on(store.find_piece(id, &KEY)).unwrap().is_some());
    open_at("2026-12-05T10:00:00Z", 2);
    assert_eq!(block_on(store.find_piece(id, &KEY)), Ok(None));
    assert_eq!(database.count("piece_part"), 0);
}

fn what_has_ended_is_announced_again_for_as_long(database: &TestDatabase) {
    let store = Store::new(database);
    let id = sealed(&store);
    let again = NewPiece {
        at: "2026-12-05T10:00:00Z",
        expires_at: "2026-12-12T10:00:00Z",
        ..new_piece(&KEY, content_digest())
    };
    let piece = opened(&store, &again).unwrap();
    assert_eq!(
        (piece.id, piece.expires_at.as_str()),
        (id, "2026-12-12T10:00:00Z")
    );
    assert_eq!(
        block_on(store.sealed_pieces(&KEY, "2026-12-12T09:59:59Z"))
            .unwrap()
            .len(),
        1
    );
}

fn what_was_joined_stays_after_its_time(database: &TestDatabase) {
    let store = Store::new(database);
    let id = sealed(&store);
    file(&store, &KEY, &format!(r#"{{"pieces":[{{"id":"{id}"}}]}}"#)).unwrap();
    let other = PieceDigest::from_bytes([9; 32]);
    block_on(store.open_piece(&NewPiece {
        at: "2027-12-05T10:00:00Z",
        expires_at: "2027-12-12T10:00:00Z",
        ..new_piece(&key("later"), other)
    }))
    .unwrap();
    assert_eq!(read(&store, id), Ok(Some(CONTENT.concat())));
}

fn a_document_that_was_refused_is_forgotten_with_its_parts_and_counts(database: &TestDatabase) {
    let store = Store::new(database);
    for place in 0..16 {
        let id = open(&store).id;
        block_on(store.keep_part(id, &KEY, 0, b"x")).unwrap();
        block_on(store.refuse_piece(id, &KEY, PieceId::from_bytes([place; 16]))).unwrap();
        assert_eq!(block_on(store.find_piece(id, &KEY)), Ok(None));
        assert_eq!(database.count("piece_part"), 0);
    }
    let another = opened(&store, &new_piece(&KEY, content_digest()));
    assert_eq!(another, Err(OpenPieceError::TooMany));
}

fn a_client_opens_as_many_as_its_limit_and_an_hour_later_again(database: &TestDatabase) {
    let store = Store::new(database);
    let [one, other] = [Client::new([1; 32]), Client::new([2; 32])];
    let open_as = |client, at, since, seed: u8| {
        let key = key(&seed.to_string());
        let limit = ClientLimit {
            client: Client::clone(client),
            most: 2,
            since: str::to_owned(since),
        };
        block_on(store.open_piece(&NewPiece {
            at,
            limit: Some(&limit),
            ..new_piece(&key, content_digest())
        }))
        .unwrap()
    };
    let early = |client, seed| open_as(client, "2026-11-28T10:00:00Z", "2026-11-28T09:00:00Z", seed);
    for seed in [1, 2] {
        assert!(matches!(early(&one, seed), Opened::Piece(_)), "{seed}");
    }
    let reached = Opened::LimitReached {
        earliest: "2026-11-28T10:00:00Z".to_owned(),
    };
    assert_eq!(early(&one, 3), reached);
    // What is open already goes on, and another is not held to it.
    assert!(matches!(early(&one, 2), Opened::Piece(_)));
    assert!(matches!(early(&other, 4), Opened::Piece(_)));
    let late = open_as(&one, "2026-11-28T11:00:00Z", "2026-11-28T10:00:00Z", 5);
    assert!(matches!(late, Opened::Piece(_)));
    assert_eq!(database.count("piece WHERE client IS NOT NULL"), 1);
}

fn what_was_sealed_is_not_refused_any_more(database: &TestDatabase) {
    let store = Store::new(database);
    let id = sealed(&store);
    block_on(store.refuse_piece(id, &KEY, PieceId::from_bytes([1; 16]))).unwrap();
    assert_eq!(block_on(store.read_parts(id, &KEY)), Ok(CONTENT.concat()));
}
