//! A field that is typed in: one line, several lines, a day, a number.

use leptos::prelude::*;

use super::field_frame::Frame;
use crate::embed::Embed;

/// What is typed, which decides the keyboard of a phone and the help of the browser. It checks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a title; the token tells the browser what it may propose.
    Line(&'static str),
    /// An e-mail address.
    Email,
    /// Digits with spaces.
    Digits,
    /// Euros.
    Amount,
    /// A day.
    Day,
    /// A reference or a code, which nothing may propose or correct.
    Code,
    /// Several lines.
    Text,
}

impl Kind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Day => "date",
            _ => "text",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some("numeric"),
            Self::Amount => Some("decimal"),
            _ => None,
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Line(token) => token,
            Self::Email => "email",
            _ => "off",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Digits | Self::Code | Self::Day => "control medium",
            Self::Amount => "control short",
            _ => "control",
        }
    }

    /// Names, numbers and codes are not words to be corrected.
    const fn spellcheck(self) -> &'static str {
        match self {
            Self::Text => "true",
            _ => "false",
        }
    }
}

/// A field and what happens in it.
#[derive(Debug)]
pub struct TextField {
    /// Its words.
    pub frame: Frame,
    /// What is typed in it.
    pub kind: Kind,
    /// What it holds.
    pub value: Signal<String>,
    /// Called at each change.
    pub typed: Callback<String>,
    /// Called when the field is left after a change.
    pub left: Callback<()>,
}

/// Shows a field that is typed in.
pub fn text_field(embed: Embed, field: TextField) -> AnyView {
    let TextField {
        frame,
        kind,
        value,
        typed,
        left,
    } = field;
    let (id, described_by, invalid, required) = (
        frame.id.clone(),
        frame.described_by(),
        frame.is_invalid(),
        frame.is_required(),
    );
    // A field that is taken away while it has the focus may still tell a change, when its callbacks are gone.
    let tell = move |event| {
        typed.try_run(event_target_value(&event));
    };
    let settle = move |_| {
        left.try_run(());
    };
    let control = if kind == Kind::Text {
        view! {
            <textarea
                id=id
                class=kind.class()
                part="control"
                rows="6"
                aria-describedby=described_by
                aria-invalid=invalid
                aria-required=required
                prop:value=value
                on:input=tell
                on:change=settle
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id
                class=kind.class()
                part="control"
                type=kind.input_type()
                inputmode=kind.input_mode()
                autocomplete=kind.autocomplete()
                spellcheck=kind.spellcheck()
                autocapitalize=if kind == Kind::Code { "characters" } else { "sentences" }
                aria-describedby=described_by
                aria-invalid=invalid
                aria-required=required
                prop:value=value
                on:input=tell
                on:change=settle
            />
        }
        .into_any()
    };
    frame.around(embed, control)
}
