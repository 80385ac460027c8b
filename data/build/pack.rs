//! Lays the model out in the tables that are compiled in, and writes them as Rust source and byte columns.
//!
//! What each table means is said where it is read: `src/tables.rs` and `src/tables/communes.rs`.

pub mod communes;
pub mod territoires;

use std::error::Error;
use std::fmt::Display;

/// Writing a table either succeeds or stops the build.
type Written = Result<(), Box<dyn Error>>;

/// A static array of Rust source.
fn array<T: Display>(name: &str, kind: &str, items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    format!(
        "pub static {name}: [{kind}; {}] = [{}];\n",
        items.len(),
        items.join(", ")
    )
}

/// A number with its thousands apart, as clippy asks of generated code too.
fn readable(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(u64::MAX).to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}
