//! The smallest pieces: a view that changes, a button, a list of facts.

use leptos::prelude::*;

use crate::embed::Embed;

/// A part of a view that is made again when what it reads changes.
pub fn dynamic(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    // Boxed, so that the browser gets one such view and not one for each closure.
    let view: Box<dyn Fn() -> AnyView + Send> = Box::new(view);
    (move || view()).into_any()
}

/// A text that changes.
pub fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(read)
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
#[derive(Debug)]
pub struct Button {
    /// Its `data-action`.
    pub action: &'static str,
    /// How it looks.
    pub look: Look,
    /// What it says.
    pub label: Signal<String>,
    /// What it is called, when what it says is not enough without what stands around it.
    pub name: Option<String>,
    /// Whether it is at work: it then does nothing when pressed, and keeps the focus.
    pub busy: Signal<bool>,
    /// What it does; `None` sends the form it is in.
    pub press: Option<Callback<()>>,
}

impl Button {
    /// A button that says always the same.
    pub fn new(action: &'static str, look: Look, label: impl Into<String>, press: Callback<()>) -> Self {
        Self {
            action,
            look,
            label: Signal::stored(label.into()),
            name: None,
            busy: Signal::stored(false),
            press: Some(press),
        }
    }

    /// A button that sends the form it is in.
    pub fn submit(action: &'static str, label: Signal<String>, busy: Signal<bool>) -> Self {
        Self {
            action,
            look: Look::Primary,
            label,
            name: None,
            busy,
            press: None,
        }
    }

    /// The same button, called otherwise than what it says.
    #[must_use]
    pub fn named(mut self, name: String) -> Self {
        self.name = Some(name);
        self
    }
}

/// Shows a button.
pub fn button(button: Button) -> AnyView {
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
    let (busy, press) = (button.busy, button.press);
    view! {
        <button
            type=kind
            class=class
            part=part
            data-action=button.action
            aria-label=button.name
            aria-disabled=move || busy.get().then_some("true")
            on:click=move |_| {
                if let Some(press) = press && !busy.get_untracked() {
                    press.run(());
                }
            }
        >
            {button.label}
        </button>
    }
    .into_any()
}

/// What went wrong, with a button to try again.
pub fn retry(embed: Embed, sentence: String, again: Callback<()>) -> AnyView {
    let again = button(Button::new("retry", Look::Secondary, embed.words.retry, again));
    view! { <div class="notice wrong" role="alert"><p>{sentence}</p>{again}</div> }.into_any()
}

/// Names and what they stand for, in two columns where there is room. Facts that are empty are left out.
pub fn facts(facts: Vec<(String, String)>) -> AnyView {
    let rows: Vec<AnyView> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any())
        .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
