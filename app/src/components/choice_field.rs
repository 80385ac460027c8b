//! A field whose answers are proposed: a list, radio buttons, a box to tick.

use leptos::prelude::*;

use super::field_frame::Frame;
use crate::embed::Embed;

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
    value: Signal<String>,
    chosen: Callback<String>,
) -> AnyView {
    let prompt = Choice {
        code: "",
        label: prompt.to_owned(),
    };
    let options: Vec<AnyView> = std::iter::once(prompt)
        .chain(choices)
        .map(|choice| {
            let code = choice.code;
            let is_chosen = Signal::derive(move || value.with(|value| value == code));
            view! { <option value=code prop:selected=is_chosen>{choice.label}</option> }.into_any()
        })
        .collect();
    let control = view! {
        <select
            id=frame.id.clone()
            class="control"
            part="control"
            aria-describedby=frame.described_by()
            aria-invalid=frame.is_invalid()
            aria-required=frame.is_required()
            on:change=move |event| {
                chosen.try_run(event_target_value(&event));
            }
        >
            {options}
        </select>
    }
    .into_any();
    frame.around(embed, control)
}

/// Shows radio buttons. The id of each is that of the field, a dash and its code.
pub fn radio_field(
    embed: Embed,
    frame: &Frame,
    choices: Vec<Choice>,
    value: Signal<String>,
    chosen: Callback<String>,
) -> AnyView {
    let radios: Vec<AnyView> = choices
        .into_iter()
        .map(|choice| {
            let code = choice.code;
            let (id, name) = (format!("{}-{code}", frame.id), frame.id.clone());
            let is_chosen = Signal::derive(move || value.with(|value| value == code));
            view! {
                <div class="choice">
                    <input
                        type="radio"
                        id=id.clone()
                        name=name
                        value=code
                        prop:checked=is_chosen
                        on:change=move |_| chosen.run(code.to_owned())
                    />
                    <label for=id>{choice.label}</label>
                </div>
            }
            .into_any()
        })
        .collect();
    let (hint, fault, invalid) = (frame.hint_view(), frame.fault_view(), frame.is_invalid());
    view! {
        <fieldset
            class="field"
            part="field"
            id=frame.id.clone()
            aria-describedby=format!("{0}-hint {0}-fault", frame.id)
            data-invalid=invalid
        >
            <legend>{frame.full_label(embed)}</legend>
            {hint}
            {fault}
            <div class="choices">{radios}</div>
        </fieldset>
    }
    .into_any()
}

/// Shows a box to tick.
pub fn checkbox_field(frame: &Frame, checked: Signal<bool>, ticked: Callback<bool>) -> AnyView {
    let (fault, invalid) = (frame.fault_view(), frame.is_invalid());
    view! {
        <div class="field" part="field" data-invalid=invalid>
            {fault}
            <div class="choice">
                <input
                    type="checkbox"
                    id=frame.id.clone()
                    aria-describedby=frame.described_by()
                    aria-invalid=invalid
                    aria-required=frame.is_required()
                    prop:checked=checked
                    on:change=move |event| ticked.run(event_target_checked(&event))
                />
                <label for=frame.id.clone()>{frame.label.clone()}</label>
            </div>
        </div>
    }
    .into_any()
}
