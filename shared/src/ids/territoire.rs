//! What names a territory: its phase and its id. Ids were dealt again between the phases of the programme, so that one
//! alone names nothing. Whether the territory exists is for whoever holds the lists to say.

use std::fmt;

use crate::programme::Phase;

/// The id of a `Territoire` in one phase of the programme: `2023-2027/ti-2705`. Its digits are those of a region, then its
/// number there; those of made-up territories begin with 00.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TerritoireId {
    phase: Phase,
    id: String,
}

impl TerritoireId {
    /// From the two parts: the name of a phase, and `ti-` with four digits.
    ///
    /// ```
    /// use shared::ids::TerritoireId;
    /// let id = TerritoireId::new("2023-2027", "ti-2705").unwrap();
    /// assert_eq!(id.to_string(), "2023-2027/ti-2705");
    /// assert_eq!(TerritoireId::parse("2023-2027/ti-2705"), Some(id));
    /// assert_eq!(TerritoireId::parse("ti-2705"), None);
    /// assert_eq!(TerritoireId::parse("2022-2026/ti-2705"), None);
    /// ```
    pub fn new(phase: &str, id: &str) -> Option<Self> {
        let phase = Phase::parse(phase)?;
        let digits = id.strip_prefix("ti-")?;
        let is_shaped = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_shaped.then(|| Self {
            phase,
            id: id.to_owned(),
        })
    }

    /// Reads the form in which it is stored.
    pub fn parse(text: &str) -> Option<Self> {
        let (phase, id) = text.split_once('/')?;
        Self::new(phase, id)
    }

    /// The phase: `2023-2027`.
    pub const fn phase(&self) -> &'static str {
        self.phase.as_str()
    }

    /// The id within the phase: `ti-2705`.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for TerritoireId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.phase(), self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_both_phases_and_of_examples_are_read_back() {
        for text in ["2018-2023/ti-7510", "2023-2027/ti-2705", "2023-2027/ti-0001"] {
            assert_eq!(
                TerritoireId::parse(text).map(|id| id.to_string()),
                Some(text.to_owned())
            );
        }
    }

    #[test]
    fn what_is_no_phase_or_has_not_four_digits_is_refused() {
        for text in [
            "",
            "/",
            "ti-2705",
            "n'importe/quoi",
            "2022-2026/ti-2705",
            "2023-2027/",
            "2023-2027/ti-270",
            "2023-2027/ti-27050",
            "2023-2027/ti-270a",
            "2023-2027/TI-2705",
            "2023-2027/2705",
            "2023-2027/ti-2705/",
            " 2023-2027/ti-2705",
        ] {
            assert_eq!(TerritoireId::parse(text), None, "{text}");
        }
    }
}
