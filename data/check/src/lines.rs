//! Finds the line of a field in the text of a file.

use std::ops::Range;

use shared::contrat::{FieldPath, Step};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where the lines of a text begin.
#[derive(Debug)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(place, _)| place + 1);
        Self {
            starts: std::iter::once(0).chain(after_breaks).collect(),
        }
    }

    /// The line, from 1, that a byte is in.
    pub fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// The line of a field, or of what should hold it when it is missing.
    pub fn of_path(&self, tree: &Spanned<DeTable<'_>>, path: &FieldPath) -> usize {
        let mut span = 0..0;
        let mut here = Place::Table(tree.get_ref());
        for step in path.steps() {
            let Some((next, place)) = here.step(*step) else {
                break;
            };
            span = next;
            here = place;
        }
        self.at(span.start)
    }
}

/// A point of the tree.
enum Place<'a, 'i> {
    Table(&'a DeTable<'i>),
    Value(&'a DeValue<'i>),
}

impl<'a, 'i> Place<'a, 'i> {
    fn step(&self, step: Step) -> Option<(Range<usize>, Self)> {
        match step {
            Step::Field(name) => {
                let table: &'a DeTable<'i> = match self {
                    Place::Table(table) => table,
                    Place::Value(value) => value.as_table()?,
                };
                let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
                Some((key.span(), Place::Value(value.get_ref())))
            }
            Step::Place(place) => {
                let Place::Value(value) = self else { return None };
                let item = value.as_array()?.get(place)?;
                Some((item.span(), Place::Value(item.get_ref())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "id = \"a\"\n\n[[fiches]]\nnumero = \"1\"\n\n[[fiches]]\nnumero = \"2\"\nmesures = [\n  \"x\",\n  \
                        \"y\",\n]\n[[avenants]]\nnumero = 1\n[[avenants.add_fiches]]\nnumero = \"3\"\n";

    #[test]
    fn a_field_is_on_its_line_and_a_missing_one_on_that_of_its_block() {
        let tree = DeTable::parse(TEXT).unwrap();
        let fiche = FieldPath::top("fiches").at(1);
        let added = FieldPath::top("avenants").at(0).field("add_fiches").at(0);
        for (path, line) in [
            (FieldPath::top("id"), 1),
            (FieldPath::top("intitule"), 1),
            (fiche.clone(), 6),
            (fiche.field("numero"), 7),
            (fiche.field("cout"), 6),
            (fiche.field("mesures").at(1), 10),
            (added.field("numero"), 15),
            (added.field("intitule"), 14),
        ] {
            assert_eq!(Lines::of(TEXT).of_path(&tree, &path), line, "{path}");
        }
    }
}
