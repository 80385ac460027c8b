//! Everything that is wrong in a step, told at once and with the focus, each with a link to its field.

use leptos::prelude::*;

use crate::embed::Embed;
use crate::markup::{Element, View, dynamic, el, live, several};

/// One fault and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultLink {
    /// Id of the control; empty when there is none to go to.
    pub id: String,
    /// What is wrong.
    pub sentence: String,
}

/// Shows what is wrong; nothing when nothing is. It has the id `faults`, which takes the focus, and keeps it while the
/// faults change.
pub fn fault_summary(embed: Embed, faults: Memo<Vec<FaultLink>>) -> View {
    let is_wrong = Memo::new(move |_| faults.with(|faults| !faults.is_empty()));
    let title = move || {
        el("p")
            .class("strong")
            .child(live(move || (embed.words.to_correct)(faults.with(Vec::len))))
    };
    let items = move || several(faults.get().into_iter().map(|fault| item(embed, fault)));
    dynamic(move || {
        let summary = is_wrong.get().then(|| {
            el("div")
                .class("notice wrong")
                .part("fault-summary")
                .id("faults")
                .attr("role", "alert")
                .attr("tabindex", "-1")
                .child(title())
                .child(el("ul").child(dynamic(items)))
        });
        summary.into()
    })
}

fn item(embed: Embed, fault: FaultLink) -> Element {
    if fault.id.is_empty() {
        return el("li").child(fault.sentence);
    }
    let target = format!("#{}", fault.id);
    let link = el("a")
        .attr("href", &target)
        .on("click", move |event| {
            // The address of the hosting page is not ours to change, and could not reach into the element.
            event.prevent_default();
            embed.focus(target.clone());
        })
        .child(fault.sentence);
    el("li").child(link)
}
