//! What is about PostgreSQL alone: a server that dies, that is locked, that may not be called; and what there is not
//! without SQLite.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use cluster::{Cluster, Durability};
use shared::wire::{FileDossierResponse, ReadEntrepriseRequest, ReadEntrepriseResponse};
use tests::registry::{Reaction, Registry, siret};
use tests::{Answer, Client, Guichet, action, agents, requests, rush};

use crate::fixtures::check;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// The server waits for the disk here, as in production.
#[test]
fn nothing_acknowledged_is_lost_when_the_server_is_killed() -> Result<()> {
    let mut cluster = Cluster::start(Durability::Full)?;
    let guichet = Guichet::start_on_server(cluster.create_database()?, &[])?;
    let client = guichet.client();
    action::file_dossier(&client)?;
    let mut acknowledged = Vec::new();
    for delay in [20, 60, 120] {
        acknowledged.extend(file_over_a_kill(
            &mut cluster,
            &client,
            Duration::from_millis(delay),
        )?);
    }
    let inbox = action::read_inbox(&client, AGENT)?;
    // Each once, with the first of all: what was sent again made no other.
    assert_eq!(inbox.len(), acknowledged.len() + 1);
    for receipt in &acknowledged {
        assert_eq!(action::read_dossier(&client, receipt)?.status, "depose");
    }
    Ok(())
}

/// People file while the server is killed and started again: each sends their request under one key until it is
/// acknowledged, and goes on until they were refused once. Whatever comes in between says that it may be sent again.
fn file_over_a_kill(
    cluster: &mut Cluster,
    client: &Client,
    delay: Duration,
) -> Result<Vec<FileDossierResponse>> {
    let refused = Mutex::new(Vec::new());
    let receipts = thread::scope(|scope| {
        let people = [(); 4].map(|()| scope.spawn(|| file_until_refused(client, &refused)));
        thread::sleep(delay);
        cluster.kill()?;
        let killed = Instant::now();
        while lock(&refused).len() < people.len() && killed.elapsed() < PATIENCE {
            thread::sleep(TICK);
        }
        cluster.restart()?;
        let mut receipts = Vec::new();
        for person in people {
            receipts.extend(rush::joined(person.join())?);
        }
        anyhow::Ok(receipts)
    })?;
    let refused = lock(&refused);
    assert!(!refused.is_empty(), "nobody saw the kill");
    for answer in refused.iter() {
        check::is_problem(answer, 503, "unavailable")?;
    }
    Ok(receipts)
}

fn file_until_refused(client: &Client, refused: &Mutex<Vec<Answer>>) -> Result<Vec<FileDossierResponse>> {
    let mut receipts = Vec::new();
    let mut is_refused = false;
    while !is_refused {
        let key = requests::fresh_key();
        let mut answer = action::send_request(client, &key, &requests::valid())?;
        while ![200, 201].contains(&answer.status) {
            is_refused = true;
            lock(refused).push(answer);
            thread::sleep(TICK);
            answer = action::send_request(client, &key, &requests::valid())?;
        }
        receipts.push(answer.read()?);
    }
    Ok(receipts)
}

/// Far above what a server takes to end and to start.
const PATIENCE: Duration = Duration::from_mins(1);
const TICK: Duration = Duration::from_millis(20);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn while_the_server_is_down_everything_says_so_and_nothing_else_stops() -> Result<()> {
    let mut cluster = Cluster::start(Durability::OfProcess)?;
    let guichet = Guichet::start_on_server(cluster.create_database()?, &[])?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    cluster.kill()?;
    // What served the connections of the application ends a moment later.
    let killed = Instant::now();
    while client.get("/api/v1/health")?.status == 200 && killed.elapsed() < PATIENCE {
        thread::sleep(TICK);
    }
    let asked = [
        client.get("/api/v1/health")?,
        action::ask_status(&client, &receipt.reference, &receipt.code)?,
        action::ask_inbox(&client, AGENT)?,
        action::send_request(&client, &requests::fresh_key(), &requests::valid())?,
    ];
    for answer in &asked {
        check::is_problem(answer, 503, "unavailable")?;
    }
    assert_eq!(client.get("/api/v1/communes?q=dole")?.status, 200);
    cluster.restart()?;
    assert_eq!(client.get("/api/v1/health")?.status, 200);
    assert_eq!(action::read_dossier(&client, &receipt)?.status, "depose");
    Ok(())
}

#[test]
fn a_locked_table_is_told_as_such_and_nothing_is_half_written() -> Result<()> {
    let database = Cluster::shared()?.create_database()?;
    let guichet = Guichet::start_on_server(database.clone(), &[])?;
    let client = guichet.client();
    action::file_dossier(&client)?;
    let mut other = database.connect()?;
    let mut transaction = other.transaction()?;
    transaction.batch_execute("LOCK TABLE dossier IN ACCESS EXCLUSIVE MODE")?;
    let key = requests::fresh_key();
    let answer = action::send_request(&client, &key, &requests::valid())?;
    check::is_problem(&answer, 503, "unavailable")?;
    transaction.rollback()?;
    assert_eq!(
        other
            .query_one("SELECT count(*) FROM event", &[])?
            .get::<_, i64>(0),
        1
    );
    assert_eq!(
        action::send_request(&client, &key, &requests::valid())?.status,
        201
    );
    assert_eq!(action::read_inbox(&client, AGENT)?.len(), 2);
    Ok(())
}

#[test]
fn another_server_than_the_one_allowed_is_refused_by_the_host() -> Result<()> {
    let database = Cluster::shared()?.create_database()?;
    let elsewhere = [("database_host", "postgres://127.0.0.1:1")];
    let guichet = Guichet::start_on_server(database.clone(), &elsewhere)?;
    let client = guichet.client();
    let answer = action::send_request(&client, &requests::fresh_key(), &requests::valid())?;
    check::is_problem(&answer, 500, "internal")?;
    let log = guichet.log()?;
    assert!(log.contains("access denied"), "{log}");
    assert!(
        log.contains(&format!("a request to {} was denied", database.host())),
        "{log}"
    );
    assert!(
        !log.contains(&database.url()),
        "the log holds the password: {log}"
    );
    Ok(())
}

/// Nobody could count the calls of all instances together: then none is made.
#[test]
fn without_sqlite_a_company_is_to_be_verified_and_nobody_is_asked() -> Result<()> {
    let registry = Registry::start(Reaction::json(200, "{}"))?;
    let database = Cluster::shared()?.create_database()?;
    let guichet = Guichet::start_on_server(database, &[("entreprise_registry", &registry.base())])?;
    let request = ReadEntrepriseRequest { siret: siret(1) };
    let answer = guichet.client().post("/api/v1/entreprises", &[], &request)?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.read::<ReadEntrepriseResponse>()?.standing, "to_verify");
    assert_eq!(registry.calls().len(), 0);
    Ok(())
}
