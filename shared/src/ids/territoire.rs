//! What names a territory: its phase and its id. Ids were dealt again between the phases of the programme, so that one
//! alone names nothing.

use std::fmt;

/// The id of a `Territoire` in one phase of the programme: `2023-2027/ti-2705`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TerritoireId {
    phase: String,
    id: String,
}

impl TerritoireId {
    /// From the two parts, neither of which holds a slash.
    ///
    /// ```
    /// use shared::ids::TerritoireId;
    /// let id = TerritoireId::new("2023-2027", "ti-2705").unwrap();
    /// assert_eq!(id.to_string(), "2023-2027/ti-2705");
    /// assert_eq!(TerritoireId::parse("2023-2027/ti-2705"), Some(id));
    /// assert_eq!(TerritoireId::parse("ti-2705"), None);
    /// ```
    pub fn new(phase: &str, id: &str) -> Option<Self> {
        let is_part = |text: &str| !text.is_empty() && !text.contains('/');
        (is_part(phase) && is_part(id)).then(|| Self {
            phase: phase.to_owned(),
            id: id.to_owned(),
        })
    }

    /// Reads the form in which it is stored.
    pub fn parse(text: &str) -> Option<Self> {
        let (phase, id) = text.split_once('/')?;
        Self::new(phase, id)
    }

    /// The phase: `2023-2027`.
    pub fn phase(&self) -> &str {
        &self.phase
    }

    /// The id within the phase: `ti-2705`.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for TerritoireId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.phase, self.id)
    }
}
