//! When the register may be asked: not while it fails, nor before the time that it gave. Plain values and the time
//! passed in; where they are kept is in `state`.
//!
//! Those who run the register block addresses that go on asking after a 429 (betagouv/conseillers-entreprises, issue
//! 4473), and ask that calls stop on failures (annuaire-entreprises-data-gouv-fr/search-api, issue 777).

/// What is known of the register's health.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Breaker {
    /// Failures since the last answer.
    pub failures: u32,
    /// Nothing is asked before, in milliseconds since 1970.
    pub shut_until: i64,
}

/// Whether a call may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// It may.
    Open,
    /// One may, to see whether the register answers again: whoever puts this state in the place of the one before.
    Probe(Breaker),
    /// None may, for so many milliseconds.
    Shut {
        /// Milliseconds, above zero.
        left: i64,
    },
}

/// So many failures in a row shut it.
pub const FAILURES_MAX: u32 = 5;
/// Milliseconds for which it is shut then.
pub const SHUT_MS: i64 = 30_000;
/// Milliseconds for which a 429 shuts it when it does not say.
const THROTTLED_MS: i64 = 5_000;
/// The least and the most that a 429 is obeyed. A longer time than the most is a fault of a clock, its or ours.
const THROTTLED_MIN_MS: i64 = 1_000;
const THROTTLED_MAX_MS: i64 = 3_600_000;

impl Breaker {
    /// Whether a call may be made now.
    pub const fn ask(self, now: i64) -> Passage {
        let left = self.shut_until.saturating_sub(now);
        if 0 < left && left <= THROTTLED_MAX_MS {
            Passage::Shut { left }
        } else if FAILURES_MAX <= self.failures {
            Passage::Probe(Self {
                failures: self.failures,
                shut_until: now.saturating_add(SHUT_MS),
            })
        } else {
            Passage::Open
        }
    }

    /// After an answer. The time given by a 429 is still kept: this answer may be to a call made before.
    #[must_use]
    pub const fn after_answer(self) -> Self {
        Self {
            failures: 0,
            shut_until: if FAILURES_MAX <= self.failures {
                0
            } else {
                self.shut_until
            },
        }
    }

    /// After no answer, or one that cannot be used.
    #[must_use]
    pub fn after_failure(self, now: i64) -> Self {
        let failures = self.failures.saturating_add(1);
        let shut = if FAILURES_MAX <= failures {
            now.saturating_add(SHUT_MS)
        } else {
            0
        };
        Self {
            failures,
            shut_until: self.shut_until.max(shut),
        }
    }

    /// After a 429, with the milliseconds that it says to wait, if it does. It counts as no failure: the register is
    /// there.
    pub fn throttled(now: i64, wait: Option<i64>) -> Self {
        let wait = wait
            .unwrap_or(THROTTLED_MS)
            .clamp(THROTTLED_MIN_MS, THROTTLED_MAX_MS);
        Self {
            failures: 0,
            shut_until: now.saturating_add(wait),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: i64 = 1_790_000_000_000;

    fn failed(times: u32) -> Breaker {
        (0..times).fold(Breaker::default(), |breaker, _| breaker.after_failure(NOW))
    }

    #[test]
    fn it_is_open_at_first() {
        assert_eq!(Breaker::default().ask(NOW), Passage::Open);
    }

    #[test]
    fn it_stays_open_at_four_failures_and_is_shut_from_five() {
        assert_eq!(failed(4).ask(NOW), Passage::Open);
        assert_eq!(failed(5).ask(NOW), Passage::Shut { left: 30_000 });
        assert_eq!(failed(6).ask(NOW), Passage::Shut { left: 30_000 });
    }

    #[test]
    fn an_answer_starts_the_count_again() {
        let breaker = failed(4).after_answer();
        assert_eq!(breaker, Breaker::default());
        assert_eq!(breaker.after_failure(NOW).ask(NOW), Passage::Open);
    }

    #[test]
    fn it_lets_one_probe_through_strictly_after_thirty_seconds_less_one() {
        let breaker = failed(5);
        assert_eq!(breaker.ask(NOW + 29_999), Passage::Shut { left: 1 });
        let Passage::Probe(claimed) = breaker.ask(NOW + 30_000) else {
            panic!("a probe is due");
        };
        assert_eq!(claimed.ask(NOW + 30_000), Passage::Shut { left: 30_000 });
        assert_eq!(claimed.after_answer(), Breaker::default());
        let again = claimed.after_failure(NOW + 30_500);
        assert_eq!(again.ask(NOW + 60_499), Passage::Shut { left: 1 });
        assert!(matches!(again.ask(NOW + 60_500), Passage::Probe(_)));
    }

    #[test]
    fn a_429_is_obeyed_from_one_second_to_one_hour() {
        for (wait, left) in [
            (None, 5_000),
            (Some(-1), 1_000),
            (Some(0), 1_000),
            (Some(999), 1_000),
            (Some(1_000), 1_000),
            (Some(1_001), 1_001),
            (Some(3_600_000), 3_600_000),
            (Some(3_600_001), 3_600_000),
            (Some(i64::MAX), 3_600_000),
        ] {
            let breaker = Breaker::throttled(NOW, wait);
            assert_eq!(breaker.ask(NOW), Passage::Shut { left }, "{wait:?}");
            assert_eq!(breaker.ask(NOW + left), Passage::Open, "{wait:?}");
        }
    }

    #[test]
    fn an_answer_to_an_earlier_call_does_not_cut_the_time_of_a_429_short() {
        let breaker = Breaker::throttled(NOW, Some(7_000)).after_answer();
        assert_eq!(breaker.ask(NOW), Passage::Shut { left: 7_000 });
        assert_eq!(breaker.after_failure(NOW).ask(NOW), Passage::Shut { left: 7_000 });
    }

    #[test]
    fn a_clock_that_was_put_back_shuts_it_for_an_hour_at_most() {
        let breaker = Breaker {
            failures: 0,
            shut_until: NOW + 3_600_001,
        };
        assert_eq!(breaker.ask(NOW), Passage::Open);
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(failures: u32, shut_until: i64, now: i64, wait: Option<i64>) {
            let breaker = Breaker { failures, shut_until };
            let _ = breaker.ask(now);
            let _ = breaker.after_answer().ask(now);
            let _ = breaker.after_failure(now).ask(now);
            let shut = Breaker::throttled(now, wait).ask(now);
            let is_shut = matches!(shut, Passage::Shut { .. });
            prop_assert!(i64::MAX - 1_000 < now || is_shut);
        }
    }
}
