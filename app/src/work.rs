//! Searches the proof of work that the service may ask of a filing, a slice at a time, so that the page goes on answering
//! meanwhile. How a proof is found and written is in `shared`.

use js_sys::Promise;
use shared::proof_of_work::{Search, write};
use shared::wire::ReadChallengeResponse;
use wasm_bindgen_futures::JsFuture;

use crate::clock::Instant;

/// How long a slice lasts, in milliseconds: less than what a person notices.
const SLICE: u64 = 20;

/// Tries between two looks at the clock: a few milliseconds on an old telephone.
const TRIES: u32 = 250;

/// The value of the header that a filing must have.
pub async fn prove(challenge: &ReadChallengeResponse) -> String {
    let mut search = Search::new(&challenge.challenge, challenge.bits);
    loop {
        let begun = Instant::now();
        while begun.milliseconds_to(Instant::now()) < SLICE {
            if let Some(solution) = search.advance(TRIES) {
                return write(&challenge.challenge, solution);
            }
        }
        pause().await;
    }
}

/// Lets the page do what waits, such as an answer to a key.
async fn pause() {
    let passed = Promise::new(&mut |resolve, _| {
        // An element is in a window, whose timers take any function.
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&resolve);
        }
    });
    // It is never rejected.
    let _ = JsFuture::from(passed).await;
}
