//! How long to wait, in words, for the sentences that say when to try again.

use std::time::Duration;

use shared::message::{Lang, Message};

use crate::fault::whole_seconds;

/// `8 secondes`, `12 minutes`: rounded up, so that whoever waits so long is not refused again.
pub fn in_words(wait: Duration) -> Message {
    let seconds = whole_seconds(wait);
    let (count, [fr, en]) = if seconds < 2 * MINUTE {
        (seconds, ["seconde", "second"])
    } else {
        (seconds.div_ceil(MINUTE), ["minute", "minute"])
    };
    let plural = if count < 2 { "" } else { "s" };
    Message::built(
        format!("{count}\u{a0}{fr}{plural}"),
        format!("{count}\u{a0}{en}{plural}"),
    )
}

/// A sentence that holds a wait, said twice.
pub fn sentence(wait: Duration, fr: impl FnOnce(&str) -> String, en: impl FnOnce(&str) -> String) -> Message {
    let words = in_words(wait);
    Message::built(fr(words.in_lang(Lang::Fr)), en(words.in_lang(Lang::En)))
}

/// In seconds.
const MINUTE: u64 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_seconds_then_in_minutes_and_never_short() {
        for (milliseconds, fr, en) in [
            (1, "1\u{a0}seconde", "1\u{a0}second"),
            (1_000, "1\u{a0}seconde", "1\u{a0}second"),
            (1_001, "2\u{a0}secondes", "2\u{a0}seconds"),
            (119_000, "119\u{a0}secondes", "119\u{a0}seconds"),
            (119_001, "2\u{a0}minutes", "2\u{a0}minutes"),
            (3_600_000, "60\u{a0}minutes", "60\u{a0}minutes"),
        ] {
            let words = in_words(Duration::from_millis(milliseconds));
            assert_eq!(
                (words.in_lang(Lang::Fr), words.in_lang(Lang::En)),
                (fr, en),
                "{milliseconds}"
            );
        }
    }
}
