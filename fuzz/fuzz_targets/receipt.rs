//! Gives what libFuzzer draws to the target `receipt`; what must hold is in `fuzz_targets::receipt`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::receipt::run(bytes);
});
