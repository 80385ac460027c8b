//! Cases with the answers they must get: `cases/*.toml` holds what is given and what is expected, `subjects` asks the
//! domain. The same cases give the same bytes on native, in a browser and in a function: `cargo xtask vectors` checks.
//!
//! It reads no file and no clock: the cases are compiled in.

mod case;
mod report;
mod subjects;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod timed;

pub use report::Report;

/// Asks the domain every case.
pub fn run() -> Report {
    Report::of(subjects::answer_all())
}

/// What [`run`] writes, for the browser.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn run_in_browser() -> String {
    run().text()
}
