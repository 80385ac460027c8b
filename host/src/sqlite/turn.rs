//! Whose turn it is to write. SQLite lets one connection write at a time and makes the others sleep and try again; waiting
//! here instead wakes the next writer at once.
//!
//! The wait has an end, as SQLite's own has: when another process keeps the database locked, each writer would otherwise
//! wait for all those before it.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The turn of one database.
#[derive(Debug, Default)]
pub struct Turn {
    is_taken: Mutex<bool>,
    freed: Condvar,
}

/// Held while a statement writes.
#[derive(Debug)]
pub struct Taken<'a>(&'a Turn);

impl Turn {
    /// Takes the turn, unless it does not come in time.
    pub fn take(&self, patience: Duration) -> Option<Taken<'_>> {
        let (mut is_taken, _) = self
            .freed
            .wait_timeout_while(self.lock(), patience, |is_taken| *is_taken)
            .unwrap_or_else(PoisonError::into_inner);
        if *is_taken {
            return None;
        }
        *is_taken = true;
        Some(Taken(self))
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.is_taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.0.lock() = false;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn a_turn_that_does_not_come_is_given_up_and_comes_later() {
        let turn = Turn::default();
        let taken = turn.take(Duration::ZERO);
        assert!(taken.is_some());
        assert!(turn.take(Duration::from_millis(1)).is_none());
        drop(taken);
        assert!(turn.take(Duration::ZERO).is_some());
    }

    #[test]
    fn who_waits_is_woken() {
        let turn = Turn::default();
        thread::scope(|scope| {
            let taken = turn.take(Duration::ZERO);
            let (sender, receiver) = mpsc::channel();
            let turn = &turn;
            scope.spawn(move || sender.send(turn.take(Duration::from_secs(60)).is_some()));
            assert!(receiver.try_recv().is_err());
            drop(taken);
            assert_eq!(receiver.recv(), Ok(true));
        });
    }
}
