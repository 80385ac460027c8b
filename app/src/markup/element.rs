//! One element, as it is described: its name, its attributes, its properties, what is listened to, what it holds.

use std::fmt;

use web_sys::Event;

use super::text::Text;
use super::view::View;

/// An element that is not in a page yet. It is a handle, so that describing one passes a pointer along: whole views are
/// made of such calls, and what each of them copies is downloaded.
pub struct Element(Box<Parts>);

pub(super) struct Parts {
    pub tag: &'static str,
    pub namespace: Option<&'static str>,
    pub attributes: Vec<(&'static str, Attribute)>,
    pub properties: Vec<Property>,
    pub listeners: Vec<(&'static str, Listener)>,
    pub children: Vec<View>,
}

/// What happens at an event.
pub(super) type Listener = Box<dyn Fn(Event)>;

pub(super) enum Attribute {
    Always(Text),
    Sometimes(Box<dyn Fn() -> Option<String>>),
}

/// What a control holds: unlike an attribute, it is what the person sees and changes.
pub(super) enum Property {
    Value(Text),
    /// The name of the property, `checked` or `selected`.
    Flag(&'static str, Box<dyn Fn() -> bool>),
}

/// An element of HTML.
pub fn el(tag: &'static str) -> Element {
    make(tag, None)
}

/// An element of SVG.
pub fn svg(tag: &'static str) -> Element {
    make(tag, Some("http://www.w3.org/2000/svg"))
}

#[inline(never)]
fn make(tag: &'static str, namespace: Option<&'static str>) -> Element {
    Element(Box::new(Parts {
        tag,
        namespace,
        attributes: Vec::new(),
        properties: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
    }))
}

impl Element {
    /// An attribute that is always there.
    pub fn attr(self, name: &'static str, value: impl Into<Text>) -> Self {
        self.push_attribute(name, Attribute::Always(value.into()))
    }

    /// An attribute that is there when it has a value.
    pub fn attr_if(self, name: &'static str, value: Option<impl Into<Text>>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute that comes and goes.
    pub fn attr_while(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.push_attribute(name, Attribute::Sometimes(Box::new(value)))
    }

    /// An attribute without a value, such as `hidden`, that comes and goes.
    pub fn flag_while(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        self.attr_while(name, move || holds().then(String::new))
    }

    /// Its classes.
    pub fn class(self, classes: impl Into<Text>) -> Self {
        self.attr("class", classes)
    }

    /// Its id.
    pub fn id(self, id: impl Into<Text>) -> Self {
        self.attr("id", id)
    }

    /// The names under which the hosting page may style it.
    pub fn part(self, parts: &'static str) -> Self {
        self.attr("part", parts)
    }

    /// What a field holds.
    pub fn value(self, value: impl Into<Text>) -> Self {
        self.push_property(Property::Value(value.into()))
    }

    /// Whether a box is ticked.
    pub fn checked(self, checked: impl Fn() -> bool + 'static) -> Self {
        self.push_property(Property::Flag("checked", Box::new(checked)))
    }

    /// Whether an option is the one chosen.
    pub fn selected(self, selected: impl Fn() -> bool + 'static) -> Self {
        self.push_property(Property::Flag("selected", Box::new(selected)))
    }

    /// What happens at an event.
    pub fn on(self, event: &'static str, act: impl Fn(Event) + 'static) -> Self {
        self.push_listener(event, Box::new(act))
    }

    /// Something in it, after what it holds already.
    pub fn child(self, child: impl Into<View>) -> Self {
        self.push_child(child.into())
    }

    /// Several things in it.
    pub fn children(mut self, children: impl IntoIterator<Item = impl Into<View>>) -> Self {
        for child in children {
            self = self.push_child(child.into());
        }
        self
    }

    pub(super) fn parts(&self) -> &Parts {
        &self.0
    }

    pub(super) fn into_parts(self) -> Parts {
        *self.0
    }

    #[inline(never)]
    fn push_attribute(mut self, name: &'static str, value: Attribute) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn push_property(mut self, property: Property) -> Self {
        self.0.properties.push(property);
        self
    }

    #[inline(never)]
    fn push_listener(mut self, event: &'static str, act: Listener) -> Self {
        self.0.listeners.push((event, act));
        self
    }

    #[inline(never)]
    fn push_child(mut self, child: View) -> Self {
        self.0.children.push(child);
        self
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>{:?}", self.0.tag, self.0.children)
    }
}
