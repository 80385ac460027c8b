//! Gives what libFuzzer draws to the target `widget_json`; what must hold is in `fuzz_targets::widget_json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::widget_json::run(bytes);
});
