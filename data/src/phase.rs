//! The phases of the programme. Ids of territories were dealt again between them, so that a territory is named by
//! both.
//!
//! It holds no dates of calls, decrees or budgets: those are facts of the measures.

use std::fmt;

use crate::notice::{SOURCE_NOTICE, SOURCE_NOTICE_2018_2023};

/// A phase of the programme Territoires d'industrie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// 2018-2023. Sources also write 2018-2022 and 2019-2022.
    One,
    /// 2023-2027.
    Two,
}

impl Phase {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::One, Self::Two];

    /// The phase as it is written in ids and addresses.
    ///
    /// ```
    /// use reference::Phase;
    /// assert_eq!(Phase::Two.as_str(), "2023-2027");
    /// assert_eq!(Phase::parse("2023-2027"), Some(Phase::Two));
    /// assert_eq!(Phase::parse("2018-2022"), None);
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::One => "2018-2023",
            Self::Two => "2023-2027",
        }
    }

    /// Reads what [`as_str`](Self::as_str) writes, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == text)
    }

    /// How many territories the phase is known to have had that are not held: 1 of phase 1, none of phase 2.
    ///
    /// Phase 1 is held as listed in October 2020, with 148 territories; the list of 2022 counts 149. Which one
    /// came is unknown.
    pub const fn unlisted_count(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Two => 0,
        }
    }

    /// Source and date of the facts of the phase, to be shown with them.
    pub const fn source_notice(self) -> &'static str {
        match self {
            Self::One => SOURCE_NOTICE_2018_2023,
            Self::Two => SOURCE_NOTICE,
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
