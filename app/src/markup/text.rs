//! A text that is shown or stands in an attribute: fixed, or read again each time that the signals in it change.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

/// A text. Copying one that changes copies a handle.
#[derive(Clone)]
pub struct Text(Kind);

#[derive(Clone)]
pub(super) enum Kind {
    Fixed(Cow<'static, str>),
    Live(Rc<dyn Fn() -> String>),
}

/// A text that changes.
pub fn live(read: impl Fn() -> String + 'static) -> Text {
    Text(Kind::Live(Rc::new(read)))
}

impl Text {
    /// What it says now. Within a view that changes, it is followed.
    pub fn read(&self) -> String {
        match &self.0 {
            Kind::Fixed(text) => text.to_string(),
            Kind::Live(read) => read(),
        }
    }

    pub(super) fn into_kind(self) -> Kind {
        self.0
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self(Kind::Fixed(Cow::Borrowed(text)))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Kind::Fixed(Cow::Owned(text)))
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Fixed(text) => text.fmt(f),
            Kind::Live(_) => f.write_str("live"),
        }
    }
}
