//! The communes proposed while a name is being typed, and which of them the keyboard points at. Fetching them is the
//! finder's business.

use shared::wire::CommuneBody;

/// The list under the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    communes: Vec<CommuneBody>,
    pointed: Option<usize>,
}

impl Proposals {
    /// A fresh list: nothing is pointed at, so that Enter does not choose what was not read.
    pub fn new(communes: Vec<CommuneBody>) -> Self {
        Self {
            communes,
            pointed: None,
        }
    }

    /// The communes, best first.
    pub fn communes(&self) -> &[CommuneBody] {
        &self.communes
    }

    /// Whether there is a list to show.
    pub fn is_open(&self) -> bool {
        !self.communes.is_empty()
    }

    /// The place pointed at.
    pub const fn pointed(&self) -> Option<usize> {
        self.pointed
    }

    /// What Enter chooses.
    pub fn chosen(&self) -> Option<&CommuneBody> {
        self.communes.get(self.pointed?)
    }

    /// Points at the next one; after the last comes the first.
    pub fn point_down(&mut self) {
        let count = self.communes.len();
        self.pointed = match self.pointed {
            _ if count == 0 => None,
            None => Some(0),
            Some(place) => Some((place + 1) % count),
        };
    }

    /// Points at the one before; before the first comes the last.
    pub fn point_up(&mut self) {
        let count = self.communes.len();
        self.pointed = match self.pointed {
            _ if count == 0 => None,
            None | Some(0) => Some(count - 1),
            Some(place) => Some(place - 1),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposals(count: usize) -> Proposals {
        let commune = CommuneBody {
            code_insee: "39198".to_owned(),
            name: "Dole".to_owned(),
            codes_postaux: Vec::new(),
            departement: "Jura".to_owned(),
            territoire: None,
        };
        Proposals::new(vec![commune; count])
    }

    #[test]
    fn the_keyboard_goes_round_the_list() {
        let mut list = proposals(3);
        assert_eq!(list.chosen(), None);
        let mut seen = Vec::new();
        for _ in 0..4 {
            list.point_down();
            seen.push(list.pointed());
        }
        assert_eq!(seen, [Some(0), Some(1), Some(2), Some(0)]);
        list.point_up();
        assert_eq!(list.pointed(), Some(2));
        assert!(list.chosen().is_some());
    }

    #[test]
    fn an_empty_list_has_nothing_to_point_at() {
        let mut list = proposals(0);
        list.point_down();
        list.point_up();
        assert_eq!(list.pointed(), None);
        assert!(!list.is_open());
    }
}
