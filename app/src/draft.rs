//! Keeps the drafts on the device: the only file that stores anything. The access code never comes here; nothing is
//! kept once the request is sent.
//!
//! `localStorage` belongs to the hosting page's origin, and may be refused (private browsing, site settings): the
//! journey then goes on without it, and says so. What is shown in an element also lives in memory, so that it survives
//! the element being moved in the page.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};
use web_sys::Storage;

use crate::clock::Instant;
use crate::json;
use crate::state::{Draft, Journey};

/// How many days a draft is kept.
pub const DAYS_KEPT: u32 = 30;

/// A draft as it was kept. A file that is taken to another device holds the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What was typed.
    pub draft: Draft,
    /// When.
    pub saved_at: Instant,
}

/// The device refuses to keep anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageRefused;

/// Where the drafts of one service are kept on one device, each under its key.
#[derive(Clone, Debug)]
pub struct Drafts {
    prefix: String,
}

impl Drafts {
    /// Those of the service at that origin.
    pub fn of_service(api: &str) -> Self {
        Self {
            prefix: format!("ti-guichet:draft:{api}:2:"),
        }
    }

    /// The drafts left here, the last one first. Those that are too old or cannot be read any more go.
    pub fn all(&self, now: Instant) -> Vec<Kept> {
        let Ok(storage) = storage() else { return Vec::new() };
        let names = (0..storage.length().unwrap_or_default()).filter_map(|place| storage.key(place).ok()?);
        let names: Vec<String> = names.filter(|name| name.starts_with(&self.prefix)).collect();
        let mut all: Vec<Kept> = Vec::new();
        for name in &names {
            let text = storage.get_item(name).ok().flatten();
            match text.and_then(|text| decode(&text, now)) {
                Some(kept) => {
                    let older = all.iter().position(|other| other.saved_at < kept.saved_at);
                    all.insert(older.unwrap_or(all.len()), kept);
                }
                // One that an element shows is still being written.
                None if is_shown(&name[self.prefix.len()..]) => {}
                None => forget(&storage, name),
            }
        }
        all
    }

    /// Keeps a draft in place of what was kept of it before.
    pub fn save(&self, draft: Draft, now: Instant) -> Result<(), StorageRefused> {
        let name = self.name(&draft.key);
        let text = encode(&Kept { draft, saved_at: now })?;
        storage()?.set_item(&name, &text).map_err(|_| StorageRefused)
    }

    /// Forgets the draft of that key.
    pub fn erase(&self, key: &str) {
        if let Ok(storage) = storage() {
            forget(&storage, &self.name(key));
        }
    }

    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }
}

fn forget(storage: &Storage, name: &str) {
    // A storage that refuses to forget has nothing of ours: it refused to keep as well.
    let _ = storage.remove_item(name);
}

thread_local! {
    /// What each element of the page shows, by its number.
    static SHOWN: RefCell<Vec<(u32, Journey)>> = const { RefCell::new(Vec::new()) };
}

/// Remembers what an element shows, for as long as the page lives.
pub fn remember(element: u32, journey: &Journey) {
    SHOWN.with_borrow_mut(|shown| {
        shown.retain(|(other, _)| *other != element);
        shown.push((element, journey.clone()));
    });
}

/// What that element showed before it was moved or changed.
pub fn recall(element: u32) -> Option<Journey> {
    SHOWN.with_borrow(|shown| {
        let found = shown.iter().find(|(other, _)| *other == element);
        found.map(|(_, journey)| journey.clone())
    })
}

/// Whether an element of the page shows the draft of that key: another one must not change it too.
pub fn is_shown(key: &str) -> bool {
    SHOWN.with_borrow(|shown| shown.iter().any(|(_, journey)| journey.draft.key == key))
}

/// A draft as a file to be taken elsewhere.
pub fn to_file(draft: Draft, now: Instant) -> Option<String> {
    encode(&Kept { draft, saved_at: now }).ok()
}

/// The draft of a file that was taken here; nothing when it holds none.
pub fn of_file(text: &str) -> Option<Draft> {
    json::read::<Kept>(text).ok().map(|kept| kept.draft)
}

fn storage() -> Result<Storage, StorageRefused> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .ok_or(StorageRefused)
}

fn encode(kept: &Kept) -> Result<String, StorageRefused> {
    serde_json::to_string(kept).map_err(|_| StorageRefused)
}

/// A draft of another version of this component is not guessed at: it is as if there were none. One that a clock dates
/// before this component was there was kept under a clock that was wrong: its days count from now.
fn decode(text: &str, now: Instant) -> Option<Kept> {
    let mut kept: Kept = json::read(text).ok()?;
    if kept.saved_at < Instant::FIRST_RELEASE {
        kept.saved_at = now;
    }
    now.is_within_days_of(kept.saved_at, DAYS_KEPT).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Field;

    const DAY: u64 = 24 * 60 * 60 * 1000;

    fn kept() -> Kept {
        let mut journey = Journey::new("0123456789abcdef0123456789abcdef".to_owned());
        journey.type_in(Field::Denomination, "Forges \"du\" Doubs 🏭".to_owned());
        journey.type_in(Field::Siret, "pas un SIRET".to_owned());
        Kept {
            draft: journey.draft,
            saved_at: Instant::from_milliseconds(1_800_000_000_000),
        }
    }

    fn days_later(days: u64, milliseconds: u64) -> Instant {
        Instant::from_milliseconds(1_800_000_000_000 + days * DAY + milliseconds)
    }

    #[test]
    fn what_was_typed_comes_back_right_or_wrong() {
        let text = encode(&kept()).unwrap();
        assert_eq!(decode(&text, days_later(0, 1)), Some(kept()));
    }

    #[test]
    fn a_draft_is_kept_thirty_days_at_most() {
        let text = encode(&kept()).unwrap();
        assert!(decode(&text, days_later(29, 0)).is_some());
        assert!(decode(&text, days_later(30, 0)).is_some());
        assert!(decode(&text, days_later(30, 1)).is_none());
    }

    #[test]
    fn a_clock_that_went_back_does_not_lose_the_draft() {
        let text = encode(&kept()).unwrap();
        assert!(decode(&text, Instant::from_milliseconds(1_700_000_000_000)).is_some());
    }

    #[test]
    fn what_cannot_be_read_is_as_if_there_were_none() {
        for text in ["", "null", "{}", "{\"draft\":1}", "[", "{\"saved_at\":1}"] {
            assert_eq!(decode(text, days_later(0, 0)), None, "{text}");
        }
    }

    #[test]
    fn each_service_has_its_own_drafts() {
        assert_eq!(
            Drafts::of_service("https://guichet.example").name("k"),
            "ti-guichet:draft:https://guichet.example:2:k"
        );
    }

    #[test]
    fn an_element_shows_again_what_it_showed() {
        let journey = Journey::new("k".to_owned());
        remember(7, &journey);
        assert_eq!(recall(7), Some(journey));
        assert_eq!(recall(8), None);
        assert!(is_shown("k"));
        assert!(!is_shown("l"));
    }

    #[test]
    fn a_file_gives_back_the_draft_it_was_made_of() {
        let text = to_file(kept().draft, days_later(0, 0)).unwrap();
        assert_eq!(of_file(&text), Some(kept().draft));
        for text in ["", "{}", "PK", "{\"draft\":{}}"] {
            assert_eq!(of_file(text), None, "{text}");
        }
    }
}
