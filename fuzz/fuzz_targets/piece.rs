//! Gives what libFuzzer draws to the target `piece`; what must hold is in `fuzz_targets::piece`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::piece::run(bytes);
});
