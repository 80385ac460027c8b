//! Everything that is wrong in a step, told at once and with the focus, each with a link to its field.

use leptos::prelude::*;

use crate::embed::Embed;

/// One fault and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultLink {
    /// Id of the control; empty when there is none to go to.
    pub id: String,
    /// What is wrong.
    pub sentence: String,
}

/// Shows what is wrong; nothing when nothing is. It has the id `faults`, which takes the focus.
pub fn fault_summary(embed: Embed, faults: Vec<FaultLink>) -> AnyView {
    if faults.is_empty() {
        return ().into_any();
    }
    let title = (embed.words.to_correct)(faults.len());
    let items: Vec<AnyView> = faults.into_iter().map(|fault| item(embed, fault)).collect();
    view! {
        <div class="notice wrong" part="fault-summary" id="faults" role="alert" tabindex="-1">
            <p class="strong">{title}</p>
            <ul>{items}</ul>
        </div>
    }
    .into_any()
}

fn item(embed: Embed, fault: FaultLink) -> AnyView {
    if fault.id.is_empty() {
        return view! { <li>{fault.sentence}</li> }.into_any();
    }
    let target = format!("#{}", fault.id);
    let go = {
        let target = target.clone();
        move |event: web_sys::MouseEvent| {
            // The address of the hosting page is not ours to change, and could not reach into the element.
            event.prevent_default();
            embed.focus(target.clone());
        }
    };
    view! { <li><a href=target on:click=go>{fault.sentence}</a></li> }.into_any()
}
