//! Where something is in a contract's file. It reads no file: whoever holds the text finds the line.

use std::fmt;

/// The way from the top of a contract's file to a field.
///
/// ```
/// use shared::contrat::FieldPath;
/// let path = FieldPath::top("fiches").at(3).field("plan_de_financement");
/// assert_eq!(path.to_string(), "fiches[4].plan_de_financement");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(Vec<Step>);

/// One step of a [`FieldPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into the field of that name.
    Field(&'static str),
    /// Into that place of a list, counted from 0.
    Place(usize),
}

impl FieldPath {
    /// A field of the file itself.
    #[must_use]
    pub fn top(name: &'static str) -> Self {
        Self(vec![Step::Field(name)])
    }

    /// A field of what is here.
    #[must_use]
    pub fn field(&self, name: &'static str) -> Self {
        self.with(Step::Field(name))
    }

    /// A place of the list that is here, counted from 0.
    #[must_use]
    pub fn at(&self, place: usize) -> Self {
        self.with(Step::Place(place))
    }

    /// From the top down.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

/// Places are shown counted from 1, as the people who write the files count.
impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if number == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Place(place) => write!(f, "[{}]", place + 1)?,
            }
        }
        Ok(())
    }
}
