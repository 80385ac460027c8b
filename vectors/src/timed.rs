//! The questions of the bench of `shared`, for a browser to ask as many times as it likes and time. It reads no clock.

use std::hint::black_box;

use wasm_bindgen::prelude::wasm_bindgen;

#[path = "../../shared/benches/domain/workload.rs"]
mod workload;

use workload::{History, Study};

/// What every aid says of a study, so many times.
#[wasm_bindgen]
pub fn evaluate_every_aid(times: u32) {
    let study = Study::complete();
    for _ in 0..times {
        black_box(black_box(&study).evaluate_every_aid());
    }
}

/// A plan of every aid, so many times.
#[wasm_bindgen]
pub fn evaluate_plan_of_all(times: u32) {
    let study = Study::complete();
    for _ in 0..times {
        black_box(black_box(&study).evaluate_plan_of_all());
    }
}

/// Where a dossier of fifty events stands, so many times.
#[wasm_bindgen]
pub fn replay_fifty_events(times: u32) {
    let history = History::of_fifty_events();
    for _ in 0..times {
        black_box(black_box(&history).replay());
    }
}
