//! A field that is typed in: one line, several lines, a day, a number.

use super::field_frame::Frame;
use crate::embed::Embed;
use crate::markup::{Element, Text, typed_in};

/// What is typed, which decides the keyboard of a phone and the help of the browser. It checks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a title; the token tells the browser what it may propose.
    Line(&'static str),
    /// An e-mail address.
    Email,
    /// Digits with spaces.
    Digits,
    /// A telephone number.
    Phone,
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
            Self::Phone => "tel",
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
            Self::Phone => "tel",
            _ => "off",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Digits | Self::Code | Self::Day | Self::Phone => "control medium",
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
pub struct TextField {
    /// Its words.
    pub frame: Frame,
    /// What is typed in it.
    pub kind: Kind,
    /// What it holds.
    pub value: Text,
    /// Called at each change.
    pub typed: Box<dyn Fn(String)>,
    /// Called when the field is left after a change.
    pub left: Box<dyn Fn()>,
}

/// Shows a field that is typed in.
pub fn text_field(embed: Embed, field: TextField) -> Element {
    let TextField {
        frame,
        kind,
        value,
        typed,
        left,
    } = field;
    let control = if kind == Kind::Text {
        frame.control("textarea").attr("rows", "6")
    } else {
        let capitals = if kind == Kind::Code {
            "characters"
        } else {
            "sentences"
        };
        frame
            .control("input")
            .attr("type", kind.input_type())
            .attr_if("inputmode", kind.input_mode())
            .attr("autocomplete", kind.autocomplete())
            .attr("autocapitalize", capitals)
    };
    let control = control
        .class(kind.class())
        .part("control")
        .attr("spellcheck", kind.spellcheck())
        .value(value)
        .on("input", move |event| typed(typed_in(&event)))
        .on("change", move |_| left());
    frame.around(embed, control)
}
