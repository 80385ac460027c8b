//! Gives what libFuzzer draws to the target `request`; what must hold is in `fuzz_targets::request`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::request::run(bytes);
});
