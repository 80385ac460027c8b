//! Looking one SIRET up: what was kept serves first; then the register is asked, if it may be; what it said is kept. It
//! never fails for a reason of the register or of its own database: then the SIRET is to be verified.

use std::future::Future;

use serde::{Deserialize, Serialize};
use shared::ids::Siret;
use store::{Database, DatabaseError};
use support::Fault;

use crate::breaker::{Breaker, Passage};
use crate::reading::{Answer, Reading, Trouble, read};
use crate::state::State;

/// What came of a look-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The register said so, now or lately.
    Said(Said),
    /// It could not be asked.
    ToVerify {
        /// Milliseconds after which asking again may help; none when it cannot.
        retry_after: Option<i64>,
        /// For the log: it tells nothing of whom it is about.
        cause: String,
    },
}

/// What the register said, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What it showed.
    pub reading: Reading,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// How long it serves, in milliseconds: a day when something was shown, an hour when nothing was, so that one who has
/// just been given a number is not told for a day that it is unknown.
const SHOWN_MS: i64 = 24 * 3_600_000;
const NOTHING_MS: i64 = 3_600_000;

/// After so many milliseconds an attempt may fare better than one that has just failed.
const AGAIN_MS: i64 = 5_000;
/// And one that came too soon after others.
const SLOT_FREE_MS: i64 = 1_000;

/// So many changes of the breaker by others are followed before ours is dropped.
const REPLACE_ATTEMPTS: u8 = 5;

/// Looks one SIRET up; `clock` gives milliseconds since 1970.
///
/// # Errors
/// A 500 when the clock cannot be read.
pub async fn find<D: Database, F: Future<Output = Result<Answer, Trouble>>>(
    state: &State<D>,
    siret: &Siret,
    clock: impl Fn() -> Result<i64, Fault>,
    ask: impl FnOnce() -> F,
) -> Result<Finding, Fault> {
    let now = clock()?;
    let breaker = match permit(state, siret, now).await {
        Ok(Permit::Call(breaker)) => breaker,
        Ok(Permit::Kept(said)) => return Ok(Finding::Said(said)),
        Ok(Permit::Wait(time, why)) => return Ok(to_verify(Some(time), why)),
        Err(error) => return Ok(to_verify(Some(AGAIN_MS), format!("use the state: {error}"))),
    };
    let outcome = ask().await;
    let now = clock()?;
    let outcome = outcome.and_then(|answer| read(&answer, siret, now));
    // What could not be noted is no reason to keep an answer back: the next call fares the same.
    let noted = note(state, siret, breaker, &outcome, now).await;
    Ok(match outcome {
        Ok(reading) => Finding::Said(Said { reading, at: now }),
        Err(trouble) => {
            let left = match noted.map(|breaker| breaker.ask(now)) {
                Ok(Passage::Shut { left }) => left,
                Ok(Passage::Open | Passage::Probe(_)) | Err(_) => AGAIN_MS,
            };
            to_verify(Some(left), trouble.to_string())
        }
    })
}

/// A finding that nothing was found out.
pub fn to_verify(retry_after: Option<i64>, cause: impl Into<String>) -> Finding {
    Finding::ToVerify {
        retry_after,
        cause: cause.into(),
    }
}

/// What may be done about a SIRET now.
enum Permit {
    /// One call.
    Call(Breaker),
    /// None is needed.
    Kept(Said),
    /// Nothing, for so many milliseconds.
    Wait(i64, &'static str),
}

async fn permit<D: Database>(state: &State<D>, siret: &Siret, now: i64) -> Result<Permit, DatabaseError> {
    let known = state.read(siret, now).await?;
    // What an older or newer release kept in another shape is asked for again.
    let kept = known.kept.and_then(|text| serde_json::from_str(&text).ok());
    if let Some(said) = kept {
        return Ok(Permit::Kept(said));
    }
    let passage = known.breaker.ask(now);
    if let Passage::Shut { left } = passage {
        return Ok(Permit::Wait(left, "the breaker is shut"));
    }
    if !state.take_slot(now).await? {
        return Ok(Permit::Wait(SLOT_FREE_MS, "five calls have left in this second"));
    }
    match passage {
        Passage::Probe(claimed) if !state.replace(known.breaker, claimed).await? => {
            Ok(Permit::Wait(AGAIN_MS, "another call tries the register"))
        }
        Passage::Probe(claimed) => Ok(Permit::Call(claimed)),
        Passage::Open | Passage::Shut { .. } => Ok(Permit::Call(known.breaker)),
    }
}

/// Notes how the register fared, and what it said.
async fn note<D: Database>(
    state: &State<D>,
    siret: &Siret,
    mut breaker: Breaker,
    outcome: &Result<Reading, Trouble>,
    now: i64,
) -> Result<Breaker, DatabaseError> {
    if let Ok(reading) = outcome {
        let said = Said {
            reading: reading.clone(),
            at: now,
        };
        let time = match reading {
            Reading::Shown(_) => SHOWN_MS,
            Reading::Nothing => NOTHING_MS,
        };
        // Plain texts and numbers always serialise.
        let text = serde_json::to_string(&said).unwrap_or_default();
        state.keep(siret, &text, now, time).await?;
    }
    for _attempt in 0..REPLACE_ATTEMPTS {
        let after = match outcome {
            Ok(_) => breaker.after_answer(),
            Err(Trouble::Throttled { wait }) => Breaker::throttled(now, *wait),
            Err(
                Trouble::Refused(_)
                | Trouble::Failing(_)
                | Trouble::Elsewhere(_)
                | Trouble::Unreadable
                | Trouble::TooLarge
                | Trouble::Cut
                | Trouble::TooSlow
                | Trouble::NotReached(_),
            ) => breaker.after_failure(now),
        };
        if after == breaker || state.replace(breaker, after).await? {
            return Ok(after);
        }
        breaker = state.read(siret, now).await?.breaker;
    }
    Ok(breaker)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use futures_executor::block_on;

    use super::*;
    use crate::state::tests::InMemory;

    const NOW: i64 = 1_790_000_000_000;
    const SIRET: &str = "73282932000074";

    /// A register that says what it is told to, and counts its calls.
    struct Scene {
        database: InMemory,
        now: Cell<i64>,
        calls: Cell<u32>,
    }

    impl Scene {
        fn new() -> Self {
            Self {
                database: InMemory::new(),
                now: Cell::new(NOW),
                calls: Cell::new(0),
            }
        }

        fn find(&self, said: &Result<Answer, Trouble>) -> Finding {
            let ask = async || {
                self.calls.set(self.calls.get() + 1);
                said.clone()
            };
            let clock = || Ok(self.now.get());
            let siret = Siret::parse(SIRET).unwrap();
            let state = State::new(&self.database);
            block_on(find(&state, &siret, clock, ask)).unwrap()
        }

        /// After a time, the same; says whether it was answered and how many calls were made in all.
        fn later(&self, time: i64, said: &Result<Answer, Trouble>) -> (bool, u32) {
            self.now.set(self.now.get() + time);
            let is_said = matches!(self.find(said), Finding::Said(_));
            (is_said, self.calls.get())
        }
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "what the register gives may fail, and these stand for it"
    )]
    fn ok(status: u16, body: &str) -> Result<Answer, Trouble> {
        Ok(Answer {
            status,
            retry_after: None,
            body: body.as_bytes().to_vec(),
        })
    }

    fn shown() -> Result<Answer, Trouble> {
        ok(
            200,
            &format!(r#"{{"results": [{{"matching_etablissements": [{{"siret": "{SIRET}"}}]}}]}}"#),
        )
    }

    fn nothing() -> Result<Answer, Trouble> {
        ok(200, r#"{"results": []}"#)
    }

    #[expect(clippy::unnecessary_wraps, reason = "as above")]
    fn throttled(seconds: &str) -> Result<Answer, Trouble> {
        Ok(Answer {
            status: 429,
            retry_after: Some(seconds.to_owned()),
            body: Vec::new(),
        })
    }

    fn wait_of(finding: &Finding) -> Option<i64> {
        match finding {
            Finding::ToVerify { retry_after, .. } => *retry_after,
            Finding::Said(said) => panic!("it was said: {said:?}"),
        }
    }

    #[test]
    fn what_was_shown_serves_a_day_and_not_longer() {
        let scene = Scene::new();
        assert_eq!(scene.later(0, &shown()), (true, 1));
        assert_eq!(scene.later(SHOWN_MS - 1, &shown()), (true, 1));
        assert_eq!(scene.later(1, &shown()), (true, 2));
    }

    #[test]
    fn nothing_serves_an_hour_and_not_longer() {
        let scene = Scene::new();
        assert_eq!(scene.later(0, &nothing()), (true, 1));
        assert_eq!(scene.later(NOTHING_MS - 1, &shown()), (true, 1));
        assert_eq!(scene.later(1, &shown()), (true, 2));
    }

    #[test]
    fn what_is_to_be_verified_is_not_kept() {
        let scene = Scene::new();
        assert_eq!(scene.later(0, &ok(500, "")), (false, 1));
        assert_eq!(scene.later(0, &shown()), (true, 2));
    }

    #[test]
    fn what_was_kept_in_another_shape_is_asked_for_again() {
        let scene = Scene::new();
        scene.find(&shown());
        let state = State::new(&scene.database);
        let siret = Siret::parse(SIRET).unwrap();
        block_on(state.keep(&siret, r#"{"reading": "Other"}"#, NOW, SHOWN_MS)).unwrap();
        assert_eq!(scene.later(0, &shown()), (true, 2));
    }

    #[test]
    fn the_sixth_call_of_a_second_waits() {
        let scene = Scene::new();
        let state = State::new(&scene.database);
        let siret = Siret::parse(SIRET).unwrap();
        block_on(state.read(&siret, NOW)).unwrap();
        for _ in 0..5 {
            assert!(block_on(state.take_slot(NOW)).unwrap());
        }
        assert_eq!(wait_of(&scene.find(&shown())), Some(SLOT_FREE_MS));
        assert_eq!(scene.calls.get(), 0);
        assert_eq!(scene.later(1_000, &shown()), (true, 1));
    }

    #[test]
    fn five_failures_in_a_row_of_any_kind_stop_the_calls_for_thirty_seconds() {
        let scene = Scene::new();
        for (calls, failure) in [
            (1, ok(400, "{}")),
            (2, ok(200, "<html>")),
            (3, Err(Trouble::TooSlow)),
            (4, ok(302, "")),
            (5, ok(503, "")),
        ] {
            assert_eq!(scene.later(2_000, &failure), (false, calls));
        }
        assert_eq!(wait_of(&scene.find(&shown())), Some(30_000));
        assert_eq!(scene.later(29_999, &shown()), (false, 5));
        // One probe, which fails: another thirty seconds.
        assert_eq!(scene.later(1, &ok(500, "")), (false, 6));
        assert_eq!(scene.later(29_999, &shown()), (false, 6));
        assert_eq!(scene.later(1, &shown()), (true, 7));
    }

    #[test]
    fn an_answer_between_failures_starts_the_count_again() {
        let scene = Scene::new();
        for _ in 0..4 {
            scene.later(2_000, &ok(500, ""));
        }
        assert_eq!(scene.later(2_000, &nothing()), (true, 5));
        assert_eq!(scene.later(NOTHING_MS, &ok(500, "")), (false, 6));
        assert_eq!(scene.later(2_000, &shown()), (true, 7));
    }

    #[test]
    fn a_429_stops_the_calls_for_the_time_that_it_says() {
        let scene = Scene::new();
        assert_eq!(wait_of(&scene.find(&throttled("7"))), Some(7_000));
        assert_eq!(scene.later(6_999, &shown()), (false, 1));
        assert_eq!(scene.later(1, &shown()), (true, 2));
    }

    #[test]
    fn without_its_database_nothing_is_asked() {
        struct Denied;
        #[expect(
            clippy::unused_async_trait_impl,
            reason = "the trait is asynchronous for Spin"
        )]
        impl Database for Denied {
            fn dialect(&self) -> store::Dialect {
                store::Dialect::Sqlite
            }

            async fn execute(&self, _: &str, _: &[store::Value]) -> Result<Vec<store::Row>, DatabaseError> {
                Err(DatabaseError::Busy)
            }
        }
        let siret = Siret::parse(SIRET).unwrap();
        let ask = async || panic!("it is asked");
        let finding = block_on(find(&State::new(Denied), &siret, || Ok(NOW), ask)).unwrap();
        assert_eq!(wait_of(&finding), Some(AGAIN_MS));
    }
}
