//! One element, as it is described: its name, its attributes, its properties, what is listened to, what it holds.

use std::fmt;

use web_sys::Event;

use super::text::Text;
use super::view::View;

/// An element that is not in a page yet.
pub struct Element {
    pub(super) tag: &'static str,
    pub(super) namespace: Option<&'static str>,
    pub(super) attributes: Vec<(&'static str, Attribute)>,
    pub(super) properties: Vec<Property>,
    pub(super) listeners: Vec<(&'static str, Box<dyn Fn(Event)>)>,
    pub(super) children: Vec<View>,
}

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
    Element {
        tag,
        namespace: None,
        attributes: Vec::new(),
        properties: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
    }
}

/// An element of SVG.
pub fn svg(tag: &'static str) -> Element {
    let mut element = el(tag);
    element.namespace = Some("http://www.w3.org/2000/svg");
    element
}

impl Element {
    /// An attribute that is always there.
    pub fn attr(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.attributes.push((name, Attribute::Always(value.into())));
        self
    }

    /// An attribute that is there when it has a value.
    pub fn attr_if(self, name: &'static str, value: Option<impl Into<Text>>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute that comes and goes.
    pub fn attr_while(mut self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.attributes
            .push((name, Attribute::Sometimes(Box::new(value))));
        self
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
    pub fn value(mut self, value: impl Into<Text>) -> Self {
        self.properties.push(Property::Value(value.into()));
        self
    }

    /// Whether a box is ticked.
    pub fn checked(mut self, checked: impl Fn() -> bool + 'static) -> Self {
        self.properties
            .push(Property::Flag("checked", Box::new(checked)));
        self
    }

    /// Whether an option is the one chosen.
    pub fn selected(mut self, selected: impl Fn() -> bool + 'static) -> Self {
        self.properties
            .push(Property::Flag("selected", Box::new(selected)));
        self
    }

    /// What happens at an event.
    pub fn on(mut self, event: &'static str, act: impl Fn(Event) + 'static) -> Self {
        self.listeners.push((event, Box::new(act)));
        self
    }

    /// Something in it, after what it holds already.
    pub fn child(mut self, child: impl Into<View>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Several things in it.
    pub fn children(mut self, children: impl IntoIterator<Item = impl Into<View>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>{:?}", self.tag, self.children)
    }
}
