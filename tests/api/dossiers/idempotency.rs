//! One key files one dossier, however often and however fast the request is sent.

use std::sync::Barrier;
use std::thread;

use anyhow::Result;
use shared::wire::FileDossierRequest;
use tests::{Answer, Client, Guichet, action, agents, requests, rush};

use crate::fixtures::check;

/// Sends a request for each key, all at once, each on a connection of its own.
fn send_at_once(client: &Client, keys: &[String], request: &FileDossierRequest) -> Result<Vec<Answer>> {
    let start = Barrier::new(keys.len());
    thread::scope(|scope| {
        let start = &start;
        let senders: Vec<_> = keys
            .iter()
            .map(|key| {
                scope.spawn(move || {
                    start.wait();
                    action::send_request(client, key, request)
                })
            })
            .collect();
        senders
            .into_iter()
            .map(|sender| rush::joined(sender.join()))
            .collect()
    })
}

fn count_by_status(answers: &[Answer], status: u16) -> usize {
    answers.iter().filter(|answer| answer.status == status).count()
}

#[test]
fn sending_again_gives_the_same_receipt() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    let first = action::send_request(&client, &key, &requests::valid())?;
    let second = action::send_request(&client, &key, &requests::valid())?;
    assert_eq!((first.status, second.status), (201, 200));
    assert_eq!(first.text(), second.text());
    Ok(())
}

#[test]
fn another_request_under_the_same_key_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    assert_eq!(
        action::send_request(&client, &key, &requests::valid())?.status,
        201
    );
    let other = requests::valid_but(|request| "Autre étude".clone_into(&mut request.projet.intitule));
    check::is_problem(
        &action::send_request(&client, &key, &other)?,
        409,
        "idempotency-key-reused",
    )?;
    assert_eq!(
        action::read_inbox(&client, agents::OF_BOURGOGNE_FRANCHE_COMTE)?.len(),
        1
    );
    Ok(())
}

#[test]
fn a_request_that_was_refused_leaves_its_key_free() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let key = requests::fresh_key();
    let wrong = requests::valid_but(|request| request.attestation_sur_l_honneur = false);
    assert_eq!(action::send_request(&client, &key, &wrong)?.status, 422);
    assert_eq!(
        action::send_request(&client, &key, &requests::valid())?.status,
        201
    );
    Ok(())
}

#[test]
fn twenty_sendings_at_once_under_one_key_make_one_dossier() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let keys = vec![requests::fresh_key(); 20];
    let answers = send_at_once(&client, &keys, &requests::valid())?;
    assert_eq!(count_by_status(&answers, 201), 1, "{answers:?}");
    assert_eq!(count_by_status(&answers, 200), 19, "{answers:?}");
    assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    assert_eq!(
        action::read_inbox(&client, agents::OF_BOURGOGNE_FRANCHE_COMTE)?.len(),
        1
    );
    Ok(())
}

/// Several times, each with a database that does not exist yet: the first requests of an application also make its
/// tables, all at once.
#[test]
fn twenty_requests_at_once_make_twenty_dossiers() -> Result<()> {
    for _ in 0..5 {
        let guichet = Guichet::start()?;
        let client = guichet.client();
        let keys: Vec<_> = (0..20).map(|_| requests::fresh_key()).collect();
        let answers = send_at_once(&client, &keys, &requests::valid())?;
        assert_eq!(count_by_status(&answers, 201), 20, "{answers:?}");
        assert_eq!(
            action::read_inbox(&client, agents::OF_BOURGOGNE_FRANCHE_COMTE)?.len(),
            20
        );
        for answer in answers {
            assert_eq!(action::read_dossier(&client, &answer.read()?)?.status, "depose");
        }
    }
    Ok(())
}
