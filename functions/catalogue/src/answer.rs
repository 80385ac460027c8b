//! The answers of this function, each with its version. Data and code are compiled in: an address answers the same until
//! another build serves it, but for what depends on the day.

use std::cell::RefCell;
use std::collections::BTreeMap;

use bytes::Bytes;
use chrono::NaiveDate;
use serde::Serialize;
use support::{Call, Fault, Reply, reply};

/// How long an answer is the right one.
#[derive(Clone, Copy, Debug)]
pub enum Valid {
    /// As long as the function.
    Always,
    /// On that day.
    On(NaiveDate),
}

/// Answers a value, made only for who does not have it.
///
/// # Errors
/// What keeps it from being made.
pub fn give<T: Serialize>(
    call: &Call,
    valid: Valid,
    make: impl FnOnce() -> Result<T, Fault>,
) -> Result<Reply, Fault> {
    let version = valid.version();
    reply::versioned(call, &version, || reply::write(&make()?))
}

/// Answers a whole list. Everybody asks for the same few, which are long: an instance writes each once. With parameters it
/// is another list, which is not kept.
///
/// # Errors
/// As [`give`].
pub fn give_list<T: Serialize>(
    call: &Call,
    valid: Valid,
    make: impl FnOnce() -> Result<T, Fault>,
) -> Result<Reply, Fault> {
    if call.query_names().next().is_some() {
        return give(call, valid, make);
    }
    let version = valid.version();
    reply::versioned(call, &version, || {
        // Not the path, which may have more slashes.
        let name = call.segments().join("/");
        if let Some(body) = find(&name, &version) {
            return Ok(body);
        }
        let body = reply::write(&make()?)?;
        let kept = (version.clone(), body.clone());
        LISTS.with_borrow_mut(|lists| lists.insert(name, kept));
        Ok(body)
    })
}

fn find(name: &str, version: &str) -> Option<Bytes> {
    LISTS.with_borrow(|lists| {
        let (of_version, body) = lists.get(name)?;
        (of_version == version).then(|| body.clone())
    })
}

thread_local! {
    /// Version and body of each list that was given, by its name.
    static LISTS: RefCell<BTreeMap<String, (String, Bytes)>> = const { RefCell::new(BTreeMap::new()) };
}

/// A digest of the sources that this function is made of: `build.rs` computes it.
const SOURCES: &str = env!("SOURCES_DIGEST");

impl Valid {
    fn version(self) -> String {
        match self {
            Self::Always => SOURCES.to_owned(),
            Self::On(day) => format!("{SOURCES}-{day}"),
        }
    }
}
