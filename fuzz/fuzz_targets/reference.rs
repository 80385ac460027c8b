//! Gives what libFuzzer draws to the target `reference`; what must hold is in `fuzz_targets::reference`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::reference::run(bytes);
});
