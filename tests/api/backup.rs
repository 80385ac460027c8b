//! The drill of `docs/deploy.md`: the database is copied while people file, lost, and brought back from the copy.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::Result;
use shared::wire::FileDossierResponse;
use tests::{Client, Guichet, action, agents, requests, rush};

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

#[test]
fn what_was_acknowledged_before_a_back_up_is_there_after_a_restore() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let first_key = requests::fresh_key();
    let first = action::send_request(&client, &first_key, &requests::valid())?;
    let moved: FileDossierResponse = first.read()?;
    action::move_dossier(&client, AGENT, &moved.reference, &action::to("recevable", 1))?;

    let filing = Filing::default();
    let (before, backup) = thread::scope(|scope| {
        let people = [(); 2].map(|()| scope.spawn(|| filing.go_on(&client)));
        filing.wait_for(FEW);
        let before = filing.receipts();
        let backup = guichet.back_up();
        filing.wait_for(filing.receipts().len() + FEW);
        filing.end();
        for person in people {
            rush::joined(person.join())?;
        }
        anyhow::Ok((before, backup?))
    })?;
    assert!(
        before.len() + FEW <= filing.receipts().len(),
        "nobody filed meanwhile"
    );
    drop(guichet);

    let restored = Guichet::restore(&backup)?;
    let client = restored.client();
    for receipt in &before {
        assert_eq!(action::read_dossier(&client, receipt)?.status, "depose");
    }
    assert_eq!(action::read_dossier(&client, &moved)?.status, "recevable");
    // Those that came while the copy was made are there whole or not at all: to open one is to verify its chain.
    let inbox = action::read_inbox(&client, AGENT)?;
    assert!(before.len() < inbox.len(), "{} of {}", inbox.len(), before.len());
    for dossier in inbox {
        assert_eq!(
            action::ask_dossier(&client, AGENT, &dossier.reference)?.status,
            200
        );
    }
    // It goes on as it was: the same key gives the same receipt, the next step follows, another request is filed.
    let again = action::send_request(&client, &first_key, &requests::valid())?;
    assert_eq!((again.status, again.text()), (200, first.text()));
    action::move_dossier(&client, AGENT, &moved.reference, &action::to("en_instruction", 2))?;
    action::file_dossier(&client)?;
    Ok(())
}

/// As many as show that people file before and while the copy is made.
const FEW: usize = 5;

/// People who file, one dossier after the other, until they are told to end.
#[derive(Default)]
struct Filing {
    receipts: Mutex<Vec<FileDossierResponse>>,
    is_over: AtomicBool,
}

impl Filing {
    fn go_on(&self, client: &Client) -> Result<()> {
        while !self.is_over.load(Ordering::Relaxed) {
            let filed = action::file_dossier(client);
            // Nobody waits for what will not come.
            if filed.is_err() {
                self.end();
            }
            self.lock().push(filed?);
        }
        Ok(())
    }

    fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    fn wait_for(&self, count: usize) {
        while self.lock().len() < count && !self.is_over.load(Ordering::Relaxed) {
            thread::yield_now();
        }
    }

    fn receipts(&self) -> Vec<FileDossierResponse> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<FileDossierResponse>> {
        self.receipts
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
