//! What stands around every control: its label, its hint, what is known of it, what is wrong with it.

use leptos::prelude::*;

use crate::embed::Embed;

/// The words of a field.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Id of the control. The hint, the status and the fault have it with `-hint`, `-status` and `-fault` after it.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// How to answer; empty when that is plain.
    pub hint: &'static str,
    /// Whether it may stay empty.
    pub need: Need,
    /// What is known of the answer, told as it changes; empty when nothing is.
    pub status: Signal<String>,
    /// What is wrong with the answer; empty when nothing is.
    pub fault: Signal<String>,
    /// Whether faults are told as they come and go, and not only when the step is left.
    pub announce: Announce,
}

/// Whether an answer is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It is.
    Required,
    /// It may stay empty.
    Optional,
}

/// When a fault is told to a screen reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announce {
    /// With all others, when the step is left.
    WithOthers,
    /// As soon as it is found.
    AtOnce,
}

impl Frame {
    /// A required field without a hint.
    pub fn new(id: impl Into<String>, label: impl Into<String>, fault: Signal<String>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            hint: "",
            need: Need::Required,
            status: Signal::stored(String::new()),
            fault,
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
    pub fn status(mut self, status: Signal<String>) -> Self {
        self.status = status;
        self
    }

    /// The same with its faults told at once.
    #[must_use]
    pub fn announced(mut self) -> Self {
        self.announce = Announce::AtOnce;
        self
    }

    /// The ids that describe the control. They are always in the page: what they hold comes and goes.
    pub fn described_by(&self) -> String {
        format!("{0}-hint {0}-status {0}-fault", self.id)
    }

    /// For `aria-invalid`.
    pub fn is_invalid(&self) -> Signal<Option<&'static str>> {
        let fault = self.fault;
        Signal::derive(move || fault.with(|fault| (!fault.is_empty()).then_some("true")))
    }

    /// For `aria-required`.
    pub fn is_required(&self) -> Option<&'static str> {
        (self.need == Need::Required).then_some("true")
    }

    /// What is asked, and whether it may stay empty.
    pub fn full_label(&self, embed: Embed) -> String {
        match self.need {
            Need::Required => self.label.clone(),
            Need::Optional => format!("{} ({})", self.label, embed.words.optional),
        }
    }

    /// What is wrong, for the control of that id.
    pub fn fault_view(&self) -> AnyView {
        let live = (self.announce == Announce::AtOnce).then_some("polite");
        let (id, fault) = (format!("{}-fault", self.id), self.fault);
        view! { <p class="fault" part="fault" id=id aria-live=live>{fault}</p> }.into_any()
    }

    /// The hint, for the control of that id.
    pub fn hint_view(&self) -> AnyView {
        view! { <p class="hint" id=format!("{}-hint", self.id)>{self.hint}</p> }.into_any()
    }

    /// What is known, for the control of that id.
    pub fn status_view(&self) -> AnyView {
        let (id, status) = (format!("{}-status", self.id), self.status);
        view! { <p class="status" id=id>{status}</p> }.into_any()
    }

    /// The control with everything around it.
    pub fn around(self, embed: Embed, control: AnyView) -> AnyView {
        let label = self.full_label(embed);
        let (hint, status, fault, invalid) = (
            self.hint_view(),
            self.status_view(),
            self.fault_view(),
            self.is_invalid(),
        );
        view! {
            <div class="field" part="field" data-invalid=invalid>
                <label for=self.id>{label}</label>
                {hint}
                {fault}
                {control}
                {status}
            </div>
        }
        .into_any()
    }
}
