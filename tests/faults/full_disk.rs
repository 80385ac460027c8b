//! No room left: filing is told to come back, what was filed can still be read, nothing is written by halves, and the same
//! request files once there is room.
//!
//! Two disks: a real one of a megabyte, filled to the last byte (`ENOSPC`), which needs a machine that lets one be mounted;
//! and a limit on the size of files (`EFBIG`), as a quota is, which any machine has. Where no disk can be mounted, the tests
//! of the first fail, unless they are told to be left out (`counts::SMALL_DISK`).

use std::ffi::OsString;
use std::fs;

use anyhow::{Context as _, Result, ensure};
use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use tests::disk::SmallDisk;
use tests::guichet::Surroundings;
use tests::{Client, Guichet, action, agents, chain, requests, stored};

use crate::counts;
use crate::ledger::{self, Acknowledged, file};
use crate::locked::says_to_come_back;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// Less than the log of the database takes before it is begun anew (4 MB): each write needs room of its own.
const DISK_KILOBYTES: u32 = 1024;

#[test]
fn a_full_disk_is_told_and_loses_nothing() -> Result<()> {
    if counts::SMALL_DISK.get()? == 0 {
        return Ok(());
    }
    let disk = SmallDisk::of_kilobytes(DISK_KILOBYTES)?;
    let mut guichet = Guichet::start_in(disk.surroundings())?;
    let client = guichet.client();
    let mut filings = vec![file(&client)?, file(&client)?];
    disk.fill()?;
    let refused = is_refused(&client, &filings)?;
    // The host may die of it too, and start on a disk that is still full.
    guichet.kill();
    guichet.restart()?;
    says_to_come_back(&action::send_request(&client, &refused[0], &requests::valid())?)?;
    disk.make_room()?;
    files_again(&client, &mut filings, refused)?;
    each_is_there_once(&client, &filings)
}

#[test]
fn files_that_may_not_grow_are_told_and_lose_nothing() -> Result<()> {
    // The signal that goes with this limit would end the host.
    let wrapper = ["env", "--ignore-signal=XFSZ"].map(OsString::from).to_vec();
    let guichet = Guichet::start_in(Surroundings {
        wrapper,
        databases: None,
    })?;
    let client = guichet.client();
    let mut filings = vec![file(&client)?, file(&client)?];
    let log = guichet.state_folder().join("sqlite_db.db-wal");
    limit_files(&guichet, Some(fs::metadata(log)?.len()))?;
    let refused = is_refused(&client, &filings)?;
    limit_files(&guichet, None)?;
    ensure!(
        stored::read(&guichet)?.len() == filings.len(),
        "something was written"
    );
    files_again(&client, &mut filings, refused)?;
    ledger::holds(&guichet, &filings)
}

/// A disk that is full from the first request on: not even the tables are made.
#[test]
fn a_disk_that_is_full_from_the_start_is_told() -> Result<()> {
    if counts::SMALL_DISK.get()? == 0 {
        return Ok(());
    }
    let disk = SmallDisk::of_kilobytes(DISK_KILOBYTES)?;
    let guichet = Guichet::start_in(disk.surroundings())?;
    let client = guichet.client();
    disk.fill()?;
    let mut filings = Vec::new();
    let refused = is_refused(&client, &filings)?;
    says_to_come_back(&client.get("/api/v1/health")?)?;
    disk.make_room()?;
    files_again(&client, &mut filings, refused)?;
    each_is_there_once(&client, &filings)
}

/// Filing and moving are told to come back, each time; what was filed before can be read. Gives the keys that were sent.
fn is_refused(client: &Client, filings: &[Acknowledged]) -> Result<Vec<String>> {
    let keys: Vec<_> = (0..10).map(|_| requests::fresh_key()).collect();
    for key in &keys {
        says_to_come_back(&action::send_request(client, key, &requests::valid())?)?;
    }
    for filing in filings {
        let receipt = filing.receipt()?;
        let change = action::to("recevable", 1);
        let moved = action::ask_move(client, AGENT, &requests::fresh_key(), &receipt.reference, &change)?;
        says_to_come_back(&moved)?;
        assert_eq!(action::read_dossier(client, &receipt)?.status, "depose");
    }
    Ok(keys)
}

/// The same requests file once there is room.
fn files_again(client: &Client, filings: &mut Vec<Acknowledged>, keys: Vec<String>) -> Result<()> {
    for key in keys {
        let answer = action::send_request(client, &key, &requests::valid())?;
        ensure!(
            answer.status == 201,
            "it was half-written: {} {}",
            answer.status,
            answer.text()
        );
        filings.push(Acknowledged {
            key,
            answer,
            moves: 0,
        });
    }
    Ok(())
}

/// As `ledger::holds`, for a file that only the host sees.
fn each_is_there_once(client: &Client, filings: &[Acknowledged]) -> Result<()> {
    for filing in filings {
        let again = action::send_request(client, &filing.key, &requests::valid())?;
        ensure!(
            (again.status, &again.body) == (200, &filing.answer.body),
            "{}",
            again.text()
        );
        let told = action::ask_of_dossier(client, action::CHAIN, &filing.receipt()?, &[])?;
        chain::verify(&told.read()?)?;
    }
    ensure!(
        action::read_inbox(client, AGENT)?.len() == filings.len(),
        "there are other dossiers than those acknowledged"
    );
    Ok(())
}

/// Bounds the files that the host may write, or bounds them no more.
fn limit_files(guichet: &Guichet, bytes: Option<u64>) -> Result<()> {
    let process = i32::try_from(guichet.process_id())?;
    let process = Pid::from_raw(process).context("the host has no process")?;
    let limit = Rlimit {
        current: bytes,
        maximum: getrlimit(Resource::Fsize).maximum,
    };
    prlimit(Some(process), Resource::Fsize, limit)?;
    Ok(())
}
