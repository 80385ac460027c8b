//! The smallest pieces: what every element stands in, a button, a list of facts, what went wrong.

use std::fmt;
use std::rc::Rc;

use crate::embed::Embed;
use crate::markup::{Element, Text, View, el};

/// What every element stands in. At its foot the hosting site may say whom to ask.
pub fn framed(embed: Embed, content: Vec<View>) -> View {
    el("div")
        .class("element")
        .attr("lang", embed.lang.tag())
        .children(content)
        .child(el("slot").attr("name", "contact"))
        .into()
}

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do next.
    Primary,
    /// Another thing to do.
    Secondary,
    /// A thing that is rarely done.
    Quiet,
}

/// A button.
#[derive(Clone)]
pub struct Button {
    /// Its `data-action`.
    action: &'static str,
    look: Look,
    label: Text,
    name: Option<Text>,
    busy: Rc<dyn Fn() -> bool>,
    /// `None` sends the form it is in.
    press: Option<Rc<dyn Fn()>>,
}

impl Button {
    /// A button that does something when it is pressed.
    pub fn new(action: &'static str, look: Look, label: impl Into<Text>, press: impl Fn() + 'static) -> Self {
        Self {
            press: Some(Rc::new(press)),
            look,
            ..Self::submit(action, label)
        }
    }

    /// A button that sends the form it is in.
    pub fn submit(action: &'static str, label: impl Into<Text>) -> Self {
        Self {
            action,
            look: Look::Primary,
            label: label.into(),
            name: None,
            busy: Rc::new(|| false),
            press: None,
        }
    }

    /// The same button, called otherwise than what it says: what it says is not enough without what stands around it.
    #[must_use]
    pub fn named(mut self, name: impl Into<Text>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The same button, which does nothing while it is at work, and keeps the focus.
    #[must_use]
    pub fn busy_while(mut self, busy: impl Fn() -> bool + 'static) -> Self {
        self.busy = Rc::new(busy);
        self
    }
}

impl From<Button> for Element {
    fn from(button: Button) -> Self {
        let (class, part) = match button.look {
            Look::Primary => ("button primary", "button button-primary"),
            Look::Secondary => ("button secondary", "button button-secondary"),
            Look::Quiet => ("button quiet", "button button-quiet"),
        };
        let kind = if button.press.is_some() {
            "button"
        } else {
            "submit"
        };
        let (busy, press) = (Rc::clone(&button.busy), button.press);
        el("button")
            .attr("type", kind)
            .class(class)
            .part(part)
            .attr("data-action", button.action)
            .attr_if("aria-label", button.name)
            .attr_while("aria-disabled", move || busy().then(|| "true".to_owned()))
            .on("click", move |_| {
                if let Some(press) = &press
                    && !(button.busy)()
                {
                    press();
                }
            })
            .child(button.label)
    }
}

impl From<Button> for View {
    fn from(button: Button) -> Self {
        Element::from(button).into()
    }
}

impl fmt::Debug for Button {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.action)
    }
}

/// A button that prints the page, where the browser can print.
pub fn print_button(embed: Embed) -> Button {
    Button::new("print", Look::Secondary, embed.words.print, || {
        let _ = web_sys::window().map(|window| window.print());
    })
}

/// What went wrong, with a button to try again.
pub fn retry(embed: Embed, sentence: impl Into<Text>, again: impl Fn() + 'static) -> View {
    wrong(sentence)
        .child(Button::new("retry", Look::Secondary, embed.words.retry, again))
        .into()
}

/// What went wrong.
pub fn wrong(sentence: impl Into<Text>) -> Element {
    el("div")
        .class("notice wrong")
        .attr("role", "alert")
        .child(el("p").child(sentence.into()))
}

/// Names and what they stand for, in two columns where there is room. Facts that are empty are left out.
pub fn facts(facts: Vec<(&'static str, String)>) -> Element {
    named_facts(
        facts
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect(),
    )
}

/// The same, with names that depend on what is shown.
pub fn named_facts(facts: Vec<(Text, String)>) -> Element {
    let rows = facts.into_iter().filter(|(_, value)| !value.is_empty());
    el("dl").class("facts").children(
        rows.map(|(name, value)| el("div").child(el("dt").child(name)).child(el("dd").child(value))),
    )
}

/// A list of sentences.
pub fn list(class: &'static str, sentences: impl IntoIterator<Item = String>) -> Element {
    let sentences = sentences.into_iter();
    el("ul")
        .class(class)
        .children(sentences.map(|sentence| el("li").child(sentence)))
}

/// A text that can be read elsewhere: what it says, then its name in its own language with a link to it.
pub fn source_line(
    embed: Embed,
    quote: impl Into<View>,
    url: impl Into<Text>,
    title: impl Into<Text>,
) -> Element {
    let link = el("a")
        .attr("href", url)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .attr("lang", "fr")
        .child(title.into());
    el("span")
        .class("source")
        .child(quote)
        .child(embed.words.source)
        .child("\u{a0}: ")
        .child(link)
}
