//! Gives what libFuzzer draws to the target `register`; what must hold is in `fuzz_targets::register`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::register::run(bytes);
});
