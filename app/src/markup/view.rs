//! What a view is made of: nothing, texts, elements, and parts that are made again when what they read changes.

use std::fmt;

use super::element::Element;
use super::text::Text;

/// A part of what is shown.
#[derive(Default)]
pub struct View(pub(super) Kind);

#[derive(Default)]
pub(super) enum Kind {
    #[default]
    Nothing,
    Text(Text),
    Element(Element),
    Several(Vec<View>),
    Dynamic(Box<dyn Fn() -> View>),
    Each(Each),
}

/// Elements that come and go, each known by a number.
pub(super) struct Each {
    pub keys: Box<dyn Fn() -> Vec<usize>>,
    pub show: Box<dyn Fn(usize) -> Element>,
}

/// A part that is made again, wholly, when what it reads changes.
pub fn dynamic(view: impl Fn() -> View + 'static) -> View {
    View(Kind::Dynamic(Box::new(view)))
}

/// Parts one after the other.
pub fn several(parts: impl IntoIterator<Item = impl Into<View>>) -> View {
    View(Kind::Several(parts.into_iter().map(Into::into).collect()))
}

/// One element for each number. Those whose number stays are left alone, with the focus and the typing in them; the
/// numbers that stay must keep their order.
pub fn each(keys: impl Fn() -> Vec<usize> + 'static, show: impl Fn(usize) -> Element + 'static) -> View {
    View(Kind::Each(Each {
        keys: Box::new(keys),
        show: Box::new(show),
    }))
}

impl View {
    /// Nothing at all.
    pub const NOTHING: Self = Self(Kind::Nothing);
}

impl From<Element> for View {
    fn from(element: Element) -> Self {
        Self(Kind::Element(element))
    }
}

impl From<Text> for View {
    fn from(text: Text) -> Self {
        Self(Kind::Text(text))
    }
}

impl From<&'static str> for View {
    fn from(text: &'static str) -> Self {
        Text::from(text).into()
    }
}

impl From<String> for View {
    fn from(text: String) -> Self {
        Text::from(text).into()
    }
}

impl From<Vec<View>> for View {
    fn from(parts: Vec<View>) -> Self {
        Self(Kind::Several(parts))
    }
}

impl<T: Into<View>> From<Option<T>> for View {
    fn from(part: Option<T>) -> Self {
        part.map_or(Self::NOTHING, Into::into)
    }
}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Nothing => f.write_str("nothing"),
            Kind::Text(text) => text.fmt(f),
            Kind::Element(element) => element.fmt(f),
            Kind::Several(parts) => parts.fmt(f),
            Kind::Dynamic(_) => f.write_str("dynamic"),
            Kind::Each(_) => f.write_str("each"),
        }
    }
}
