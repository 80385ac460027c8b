//! Puts a view in the page, and keeps it as the signals say.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use leptos::prelude::{Owner, RenderEffect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Document, Event, Node};

use super::element::{Attribute, Element, Listener, Property};
use super::text::{self, Text};
use super::view::{self, Each, View};

/// What keeps a view as the signals say: it stops when this is dropped. The nodes stay.
#[derive(Default)]
pub struct Shown {
    effects: Vec<RenderEffect<()>>,
}

/// Shows a view in an element that holds nothing, or the same view as HTML: what is typed in it already stays, with the
/// focus.
pub fn show(view: View, parent: &Node) -> Shown {
    let Some(document) = parent.owner_document() else {
        return Shown::default();
    };
    let mut shown = Shown::default();
    let mut cursor = Cursor {
        document,
        parent: parent.clone(),
        next: parent.first_child(),
        takes_up: true,
    };
    shown.build(view, &mut cursor);
    cursor.clear();
    shown
}

/// Where the next node goes.
struct Cursor {
    document: Document,
    parent: Node,
    /// The node that it goes before; at the end when there is none.
    next: Option<Node>,
    /// Whether the elements that are found there are used, instead of new ones.
    takes_up: bool,
}

impl Cursor {
    /// One that makes new nodes before that one.
    fn before(node: &Node) -> Option<Self> {
        Some(Self {
            document: node.owner_document()?,
            parent: node.parent_node()?,
            next: Some(node.clone()),
            takes_up: false,
        })
    }

    fn insert(&self, node: &Node) {
        // It fails only for a node that cannot be there, which no view of ours asks for.
        let _ = self.parent.insert_before(node, self.next.as_ref());
    }

    fn comment(&self) -> Node {
        let comment: Node = self.document.create_comment("").into();
        self.insert(&comment);
        comment
    }

    /// The element that is here already, if it has that name.
    fn take_up(&mut self, tag: &str) -> Option<web_sys::Element> {
        while self.takes_up {
            let node = self.next.clone()?;
            if let Some(element) = node.dyn_ref::<web_sys::Element>() {
                if element.local_name() != tag {
                    break;
                }
                self.next = node.next_sibling();
                return Some(element.clone());
            }
            self.drop_next(&node);
        }
        None
    }

    fn drop_next(&mut self, node: &Node) {
        self.next = node.next_sibling();
        let _ = self.parent.remove_child(node);
    }

    /// Takes away what was found and not taken up.
    fn clear(mut self) {
        while self.takes_up
            && let Some(node) = self.next.clone()
        {
            self.drop_next(&node);
        }
    }
}

impl Shown {
    fn build(&mut self, view: View, cursor: &mut Cursor) {
        match view.0 {
            view::Kind::Nothing => {}
            view::Kind::Text(text) => self.build_text(text, cursor),
            view::Kind::Element(element) => {
                self.build_element(element, cursor);
            }
            view::Kind::Several(parts) => {
                for part in parts {
                    self.build(part, cursor);
                }
            }
            view::Kind::Dynamic(view) => self.build_dynamic(view, cursor),
            view::Kind::Each(each) => self.build_each(each, cursor),
        }
    }

    fn follow(&mut self, act: Box<dyn FnMut(Option<()>)>) {
        self.effects.push(RenderEffect::new(act));
    }

    fn build_text(&mut self, text: Text, cursor: &Cursor) {
        let node = cursor.document.create_text_node("");
        cursor.insert(&node);
        match text.into_kind() {
            text::Kind::Fixed(text) => node.set_data(&text),
            text::Kind::Live(read) => self.follow(Box::new(move |_| node.set_data(&read()))),
        }
    }

    fn build_element(&mut self, element: Element, cursor: &mut Cursor) -> Option<web_sys::Element> {
        let element = element.into_parts();
        let found = cursor.take_up(element.tag);
        let is_found = found.is_some();
        let made = if let Some(found) = found {
            found
        } else {
            let made = cursor
                .document
                .create_element_ns(element.namespace.or(Some(HTML)), element.tag);
            // It fails only for what is no name.
            made.ok()?
        };
        if is_found {
            forget_attributes(&made, &element.attributes);
        }
        for (name, attribute) in element.attributes {
            self.build_attribute(&made, name, attribute);
        }
        let mut inside = Cursor {
            document: cursor.document.clone(),
            parent: made.clone().into(),
            next: made.first_child(),
            takes_up: is_found,
        };
        for child in element.children {
            self.build(child, &mut inside);
        }
        inside.clear();
        for property in element.properties {
            self.build_property(&made, property, is_found);
        }
        for (event, act) in element.listeners {
            listen(&made, event, act);
        }
        if is_found {
            tell_what_was_typed(&made);
        } else {
            cursor.insert(&made);
        }
        Some(made)
    }

    fn build_attribute(&mut self, element: &web_sys::Element, name: &'static str, attribute: Attribute) {
        let read: Box<dyn Fn() -> Option<String>> = match attribute {
            Attribute::Always(text) => match text.into_kind() {
                text::Kind::Fixed(text) => return set_attribute(element, name, Some(&text)),
                text::Kind::Live(read) => Box::new(move || Some(read())),
            },
            Attribute::Sometimes(read) => read,
        };
        let element = element.clone();
        let mut last = None;
        self.follow(Box::new(move |_| {
            let value = read();
            if value != last {
                set_attribute(&element, name, value.as_deref());
                last = value;
            }
        }));
    }

    /// What was typed before the view came is not written over.
    fn build_property(&mut self, element: &web_sys::Element, property: Property, is_found: bool) {
        let name = match property {
            Property::Value(_) => "value",
            Property::Flag(name, _) => name,
        };
        let read: Box<dyn Fn() -> JsValue> = match property {
            Property::Value(text) => Box::new(move || JsValue::from_str(&text.read())),
            Property::Flag(_, holds) => Box::new(move || JsValue::from_bool(holds())),
        };
        let element = element.clone();
        // What differs from what the view held at first was typed or chosen by a person.
        let first = match name {
            "value" => "defaultValue",
            "checked" => "defaultChecked",
            _ => "defaultSelected",
        };
        let property = |name: &str| Reflect::get(&element, &name.into()).unwrap_or_default();
        let mut keeps = is_found && property(name) != property(first);
        self.follow(Box::new(move |_| {
            let value = read();
            // Writing the same value again would move the caret.
            let present = Reflect::get(&element, &name.into()).unwrap_or_default();
            if !std::mem::take(&mut keeps) && present != value {
                let _ = Reflect::set(&element, &name.into(), &value);
            }
        }));
    }

    fn build_dynamic(&mut self, view: Box<dyn Fn() -> View>, cursor: &mut Cursor) {
        let start = cursor.comment();
        // The first time, the view is built where the others are; then between the two comments.
        let first = Rc::new(Cell::new(Some(cursor.fork())));
        let after_first = Rc::clone(&first);
        let end: Rc<RefCell<Option<Node>>> = Rc::default();
        let known_end = Rc::clone(&end);
        let mut shown = Shown::default();
        self.follow(Box::new(move |_| {
            let view = view();
            // What the last view made stops before what it shows goes.
            drop(std::mem::take(&mut shown));
            if let Some(mut cursor) = first.take() {
                shown.build(view, &mut cursor);
                first.set(Some(cursor));
            } else if let Some(end) = known_end.borrow().as_ref()
                && let Some(mut cursor) = Cursor::before(end)
            {
                while let Some(node) = start.next_sibling().filter(|node| node != end) {
                    let _ = cursor.parent.remove_child(&node);
                }
                shown.build(view, &mut cursor);
            }
        }));
        if let Some(used) = after_first.take() {
            cursor.next = used.next;
        }
        *end.borrow_mut() = Some(cursor.comment());
    }

    fn build_each(&mut self, each: Each, cursor: &mut Cursor) {
        let end = cursor.comment();
        let owner = Owner::current().unwrap_or_default();
        let mut items: Vec<Item> = Vec::new();
        self.follow(Box::new(move |_| {
            let keys = (each.keys)();
            items.retain(|item| keys.contains(&item.key) || item.remove());
            let mut next = end.clone();
            for key in keys.into_iter().rev() {
                if let Some(item) = items.iter().find(|item| item.key == key) {
                    next = item.node.clone();
                    continue;
                }
                // What an item makes lives as long as the item, not until the list changes.
                let owner = owner.child();
                let mut shown = Shown::default();
                let built = owner.with(|| {
                    let mut cursor = Cursor::before(&next)?;
                    shown.build_element((each.show)(key), &mut cursor)
                });
                if let Some(element) = built {
                    let node: Node = element.into();
                    next = node.clone();
                    items.push(Item {
                        key,
                        node,
                        _shown: shown,
                        _owner: owner,
                    });
                }
            }
        }));
    }
}

impl Cursor {
    fn fork(&self) -> Self {
        Self {
            document: self.document.clone(),
            parent: self.parent.clone(),
            next: self.next.clone(),
            takes_up: self.takes_up,
        }
    }
}

/// One element of a list that changes.
struct Item {
    key: usize,
    node: Node,
    _shown: Shown,
    _owner: Owner,
}

impl Item {
    /// Takes it out of the page; always false, as it does not stay.
    fn remove(&self) -> bool {
        if let Some(parent) = self.node.parent_node() {
            let _ = parent.remove_child(&self.node);
        }
        false
    }
}

const HTML: &str = "http://www.w3.org/1999/xhtml";

/// What a person may have changed, and what the first view held: the one is told by the other.
const KEPT: [&str; 4] = ["open", "value", "checked", "selected"];

/// Takes away what the view does not say of an element that was there: it was of another moment.
fn forget_attributes(element: &web_sys::Element, said: &[(&'static str, Attribute)]) {
    for name in element.get_attribute_names() {
        let Some(name) = name.as_string() else { continue };
        let is_said = said
            .iter()
            .any(|(said, attribute)| *said == name && matches!(attribute, Attribute::Always(_)));
        if !is_said && !KEPT.contains(&name.as_str()) {
            let _ = element.remove_attribute(&name);
        }
    }
}

fn set_attribute(element: &web_sys::Element, name: &str, value: Option<&str>) {
    // It fails only for what is no name.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// The listener lives as long as the element does: the browser collects both.
fn listen(element: &web_sys::Element, event: &str, act: Listener) {
    let act = Closure::wrap(act).into_js_value();
    let _ = element.add_event_listener_with_callback(event, act.unchecked_ref());
}

/// What was typed or chosen before the view came is told to it, as if it were now.
fn tell_what_was_typed(element: &web_sys::Element) {
    let kind = match element.local_name().as_str() {
        "input" | "textarea" | "select" => element.clone(),
        _ => return,
    };
    let property = |name: &str| Reflect::get(&kind, &name.into()).unwrap_or_default();
    let is_changed = if kind.local_name() == "select" {
        property("selectedIndex")
            .as_f64()
            .is_some_and(|place| 0.0 < place)
    } else {
        property("value") != property("defaultValue") || property("checked") != property("defaultChecked")
    };
    if !is_changed {
        return;
    }
    Timeout::new(0, move || {
        for name in ["input", "change"] {
            if let Ok(event) = Event::new(name) {
                let _ = kind.dispatch_event(&event);
            }
        }
    })
    .forget();
}
