//! Keeps the draft on the device: the only file that stores anything. The access code never comes here; nothing is
//! kept once the request is sent.
//!
//! `localStorage` belongs to the hosting page's origin, and may be refused (private browsing, site settings): the
//! journey then goes on without it, and says so. What is shown in an element also lives in memory, so that it survives
//! the element being moved in the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clock::Instant;
use crate::json;
use crate::state::{Draft, Journey};

/// How many days a draft is kept.
pub const DAYS_KEPT: u32 = 30;

/// The draft as it was kept.
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

/// Where the drafts of one service are kept on one device.
#[derive(Clone, Debug)]
pub struct Drafts {
    key: String,
}

impl Drafts {
    /// Those of the service at that origin.
    pub fn of_service(api: &str) -> Self {
        Self {
            key: format!("ti-guichet:draft:{api}:1"),
        }
    }

    /// The draft left here, unless it is too old or cannot be read any more.
    pub fn load(&self, now: Instant) -> Option<Kept> {
        let text = storage().ok()?.get_item(&self.key).ok()??;
        let kept = decode(&text, now);
        if kept.is_none() {
            self.erase();
        }
        kept
    }

    /// Keeps the draft in place of the one before.
    pub fn save(&self, draft: Draft, now: Instant) -> Result<(), StorageRefused> {
        let text = encode(&Kept { draft, saved_at: now })?;
        storage()?.set_item(&self.key, &text).map_err(|_| StorageRefused)
    }

    /// Forgets the draft.
    pub fn erase(&self) {
        if let Ok(storage) = storage() {
            // A storage that refuses to forget has nothing of ours: it refused to keep as well.
            let _ = storage.remove_item(&self.key);
        }
    }
}

thread_local! {
    /// What each element of the page shows, by its number.
    static SHOWN: RefCell<BTreeMap<u32, Journey>> = const { RefCell::new(BTreeMap::new()) };
}

/// Remembers what an element shows, for as long as the page lives.
pub fn remember(element: u32, journey: &Journey) {
    SHOWN.with_borrow_mut(|shown| shown.insert(element, journey.clone()));
}

/// What that element showed before it was moved or changed.
pub fn recall(element: u32) -> Option<Journey> {
    SHOWN.with_borrow(|shown| shown.get(&element).cloned())
}

fn storage() -> Result<web_sys::Storage, StorageRefused> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .ok_or(StorageRefused)
}

fn encode(kept: &Kept) -> Result<String, StorageRefused> {
    serde_json::to_string(kept).map_err(|_| StorageRefused)
}

/// A draft of another version of this component is not guessed at: it is as if there were none.
fn decode(text: &str, now: Instant) -> Option<Kept> {
    let kept: Kept = json::read(text).ok()?;
    now.is_within_days_of(kept.saved_at, DAYS_KEPT).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Field;

    const DAY: u64 = 24 * 60 * 60 * 1000;

    fn kept() -> Kept {
        let mut journey = Journey::new("0123456789abcdef0123456789abcdef".to_owned(), "site");
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
            Drafts::of_service("https://guichet.example").key,
            "ti-guichet:draft:https://guichet.example:1"
        );
    }

    #[test]
    fn an_element_shows_again_what_it_showed() {
        let journey = Journey::new("k".to_owned(), "");
        remember(7, &journey);
        assert_eq!(recall(7), Some(journey));
        assert_eq!(recall(8), None);
    }
}
