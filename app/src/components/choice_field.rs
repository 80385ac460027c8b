//! A field whose answers are proposed: a list, radio buttons, a box to tick.

use std::rc::Rc;

use super::field_frame::Frame;
use crate::embed::Embed;
use crate::markup::{Element, Text, el, is_ticked, typed_in};

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is kept.
    pub code: &'static str,
    /// What is shown.
    pub label: String,
}

/// Shows a list to choose from. Its first line, which stands for no answer, says `prompt`.
pub fn select_field(
    embed: Embed,
    frame: Frame,
    prompt: &'static str,
    choices: Vec<Choice>,
    value: &Text,
    chosen: impl Fn(String) + 'static,
) -> Element {
    let prompt = Choice {
        code: "",
        label: prompt.to_owned(),
    };
    let options = std::iter::once(prompt).chain(choices).map(|choice| {
        el("option")
            .attr("value", choice.code)
            .selected(is(value, choice.code))
            .child(choice.label)
    });
    let control = frame
        .control("select")
        .class("control")
        .part("control")
        .on("change", move |event| chosen(typed_in(&event)))
        .children(options);
    frame.around(embed, control)
}

/// Shows radio buttons. The id of each is that of the field, a dash and its code.
pub fn radio_field(
    embed: Embed,
    frame: &Frame,
    choices: Vec<Choice>,
    value: &Text,
    chosen: impl Fn(String) + 'static,
) -> Element {
    let chosen = Rc::new(chosen);
    let radios = choices.into_iter().map(|choice| {
        let code = choice.code;
        let id = format!("{}-{code}", frame.id);
        let chosen = Rc::clone(&chosen);
        let radio = el("input")
            .attr("type", "radio")
            .id(&id)
            .attr("name", &frame.id)
            .attr("value", code)
            .checked(is(value, code))
            .on("change", move |_| chosen(code.to_owned()));
        choice_line(radio, id, choice.label)
    });
    frame
        .tell_invalid("data-invalid", el("fieldset"))
        .class("field")
        .part("field")
        .id(&frame.id)
        .attr("aria-describedby", format!("{0}-hint {0}-fault", frame.id))
        .child(el("legend").child(frame.full_label(embed)))
        .child(frame.hint_view())
        .child(frame.fault_view())
        .child(el("div").class("choices").children(radios))
}

/// Shows a box to tick.
pub fn checkbox_field(
    frame: &Frame,
    checked: impl Fn() -> bool + 'static,
    ticked: impl Fn(bool) + 'static,
) -> Element {
    let control = frame
        .control("input")
        .attr("type", "checkbox")
        .checked(checked)
        .on("change", move |event| ticked(is_ticked(&event)));
    frame
        .tell_invalid("data-invalid", el("div"))
        .class("field")
        .part("field")
        .child(frame.fault_view())
        .child(choice_line(control, frame.id.clone(), frame.label.clone()))
}

fn choice_line(control: Element, id: String, label: String) -> Element {
    el("div")
        .class("choice")
        .child(control)
        .child(el("label").attr("for", id).child(label))
}

fn is(value: &Text, code: &'static str) -> impl Fn() -> bool + 'static {
    let value = value.clone();
    move || value.read() == code
}
