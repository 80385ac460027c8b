//! What stands around every control: its label, its hint, what is known of it, what is wrong with it.

use crate::embed::Embed;
use crate::markup::{Element, Text, el};

/// The words of a field.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Id of the control. The hint, the status and the fault have it with `-hint`, `-status` and `-fault` after it.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// How to answer; empty when that is plain.
    hint: &'static str,
    need: Need,
    /// What is known of the answer, told as it changes; empty when nothing is.
    status: Text,
    /// What is wrong with the answer; empty when nothing is.
    fault: Text,
    announce: Announce,
}

/// Whether an answer is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

/// When a fault is told to a screen reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Announce {
    /// With all others, when the step is left.
    WithOthers,
    /// As soon as it is found.
    AtOnce,
}

impl Frame {
    /// A required field without a hint.
    pub fn new(id: impl Into<String>, label: impl Into<String>, fault: impl Into<Text>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            hint: "",
            need: Need::Required,
            status: "".into(),
            fault: fault.into(),
            announce: Announce::WithOthers,
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The same that may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.need = Need::Optional;
        self
    }

    /// The same with something known of the answer.
    #[must_use]
    pub fn status(mut self, status: impl Into<Text>) -> Self {
        self.status = status.into();
        self
    }

    /// The same with its faults told at once, and not only when the step is left.
    #[must_use]
    pub fn announced(mut self) -> Self {
        self.announce = Announce::AtOnce;
        self
    }

    /// A control of that id, with what tells a screen reader of its words and its faults.
    pub fn control(&self, tag: &'static str) -> Element {
        self.tell_invalid("aria-invalid", el(tag))
            .id(&self.id)
            // These are always in the page: what they hold comes and goes.
            .attr(
                "aria-describedby",
                format!("{0}-hint {0}-status {0}-fault", self.id),
            )
            .attr_if("aria-required", self.is_required().then_some("true"))
    }

    /// Marks an element with that attribute while something is wrong.
    pub fn tell_invalid(&self, attribute: &'static str, element: Element) -> Element {
        let fault = self.fault.clone();
        element.attr_while(attribute, move || {
            (!fault.read().is_empty()).then(|| "true".to_owned())
        })
    }

    /// What is asked, and whether it may stay empty.
    pub fn full_label(&self, embed: Embed) -> String {
        if self.is_required() {
            self.label.clone()
        } else {
            format!("{} ({})", self.label, embed.words.optional)
        }
    }

    fn is_required(&self) -> bool {
        self.need == Need::Required
    }

    /// What is wrong, for the control of that id.
    pub fn fault_view(&self) -> Element {
        let live = (self.announce == Announce::AtOnce).then_some("polite");
        self.note("fault", "-fault", self.fault.clone())
            .part("fault")
            .attr_if("aria-live", live)
    }

    /// The hint, for the control of that id.
    pub fn hint_view(&self) -> Element {
        self.note("hint", "-hint", self.hint.into())
    }

    fn note(&self, class: &'static str, suffix: &'static str, text: Text) -> Element {
        el("p")
            .class(class)
            .id(format!("{}{suffix}", self.id))
            .child(text)
    }

    /// The control with everything around it.
    pub fn around(self, embed: Embed, control: impl Into<crate::markup::View>) -> Element {
        let label = el("label").attr("for", &self.id).child(self.full_label(embed));
        self.tell_invalid("data-invalid", el("div"))
            .class("field")
            .part("field")
            .child(label)
            .child(self.hint_view())
            .child(self.fault_view())
            .child(control)
            .child(self.note("status", "-status", self.status.clone()))
    }
}
