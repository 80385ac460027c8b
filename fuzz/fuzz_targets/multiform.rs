//! Gives what libFuzzer draws to the target `multiform`; what must hold is in `fuzz_targets::multiform`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::multiform::run(bytes);
});
