//! Many who ask at once: each a thread of its own, what it gave, and the answers they got together counted by status.

use std::collections::BTreeMap;
use std::thread;

use anyhow::Result;

/// Has each of `senders` threads send `each` times, one after the other, and counts the statuses that were answered.
pub fn count_statuses(
    senders: usize,
    each: usize,
    send: impl Fn() -> Result<u16> + Sync,
) -> Result<BTreeMap<u16, usize>> {
    let send_each = || (0..each).map(|_| send()).collect::<Result<Vec<_>>>();
    let statuses = thread::scope(|scope| {
        let senders: Vec<_> = (0..senders).map(|_| scope.spawn(send_each)).collect();
        senders
            .into_iter()
            .map(|sender| joined(sender.join()))
            .collect::<Result<Vec<_>>>()
    })?;
    let mut counts = BTreeMap::new();
    for status in statuses.into_iter().flatten() {
        *counts.entry(status).or_insert(0) += 1;
    }
    Ok(counts)
}

/// What a thread gave; its panic goes on here.
pub fn joined<T>(outcome: thread::Result<T>) -> T {
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
