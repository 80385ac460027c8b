//! Step 4: what the study costs, what is asked for, and what aid it could get.

use leptos::prelude::*;
use shared::dossier::{RegimeTva, limits};
use shared::format;

use super::aid_card::aid_card;
use super::form::Form;
use super::step::{back_button, continue_button, step};
use crate::components::{Button, Choice, Kind, Look, radio_field};
use crate::markup::{Element, View, dynamic, each, el, live};
use crate::state::{Budget, Field, Journey, Step, id_of};

/// Shows the step.
pub fn view(form: Form) -> View {
    let (embed, words) = (form.embed, form.embed.words);
    let regimes = RegimeTva::ALL
        .into_iter()
        .map(|regime| Choice {
            code: regime.as_str(),
            label: embed.say(&regime.label()),
        })
        .collect();
    let regime = radio_field(
        embed,
        &form.frame(Field::RegimeTva, words.regime_tva),
        regimes,
        &form.value(Field::RegimeTva),
        form.choose(Field::RegimeTva),
    );
    let asked = form.frame(Field::MontantDemande, words.montant_demande);
    let asked = form.typed(
        Field::MontantDemande,
        Kind::Amount,
        asked.hint(words.montant_demande_hint),
    );
    let content = vec![
        el("p").class("muted").child(words.all_required).into(),
        regime.into(),
        couts(form).into(),
        asked.into(),
        aid_card(form),
    ];
    let buttons = vec![continue_button(form), back_button(form, Step::Budget)];
    step(form, Step::Budget, content, buttons, move || form.go_on())
}

/// What the lines typed so far add up to.
pub fn budget_of(form: Form) -> Budget {
    form.journey
        .with(|journey| Budget::of(&journey.draft.request.projet.couts_previsionnels))
}

fn couts(form: Form) -> Element {
    let (words, lang) = (form.embed.words, form.embed.lang);
    let count = Memo::new(move |_| {
        form.journey
            .with(|journey| journey.draft.request.projet.couts_previsionnels.len())
    });
    let lines = each(move || (0..count.get()).collect(), move |line| cout(form, line));
    let add = dynamic(move || {
        let is_room = count.get() < limits::COUTS;
        let add = is_room
            .then(|| Button::new("add-cost", Look::Secondary, words.add_cout, move || add_cout(form)));
        add.into()
    });
    let budget = Memo::new(move |_| budget_of(form));
    let total = el("output")
        .id("total")
        .attr("aria-live", "polite")
        .attr("aria-atomic", "true")
        .child(live(move || format::euros(budget.get().total, lang)));
    let not_counted = live(move || match budget.get().unreadable {
        0 => String::new(),
        unreadable => (words.not_counted)(unreadable),
    });
    let fault = form.fault("/projet/couts_previsionnels");
    el("fieldset")
        .class("field")
        .part("field")
        .id("couts")
        .attr("aria-describedby", "couts-hint couts-fault")
        .child(el("legend").child(words.couts))
        .child(el("p").class("hint").id("couts-hint").child(words.couts_hint))
        .child(el("p").class("fault").id("couts-fault").child(fault))
        .child(el("div").class("lines").child(lines))
        .child(add)
        .child(
            el("p")
                .class("total")
                .child(el("span").child(words.total))
                .child(" ")
                .child(total),
        )
        .child(el("p").class("status").attr("role", "status").child(not_counted))
}

fn cout(form: Form, line: usize) -> Element {
    let words = form.embed.words;
    let name = (words.cout)(line + 1);
    let field = |field, kind, label| form.typed(field, kind, form.frame(field, label));
    let remove = Button::new("remove-cost", Look::Quiet, words.remove, move || {
        remove_cout(form, line);
    });
    el("div")
        .class("line")
        .attr("role", "group")
        .attr("aria-label", &name)
        .attr("data-line", line.to_string())
        .child(el("p").class("label").attr("aria-hidden", "true").child(name))
        .child(field(Field::CoutLibelle(line), Kind::Line("off"), words.cout_libelle))
        .child(field(Field::CoutMontant(line), Kind::Amount, words.cout_montant))
        .child(remove.named((words.remove_cout)(line + 1)))
}

/// The focus goes to the new line.
fn add_cout(form: Form) {
    if let Some(line) = form.change(Journey::add_cout) {
        form.embed
            .focus(format!("#{}", id_of(&Field::CoutLibelle(line).pointer())));
    }
}

/// The focus goes to the line that took the place of the removed one, or to the last.
fn remove_cout(form: Form, line: usize) {
    let last = form.change(|journey| {
        journey.remove_cout(line);
        journey
            .draft
            .request
            .projet
            .couts_previsionnels
            .len()
            .saturating_sub(1)
    });
    let line = line.min(last.unwrap_or_default());
    form.embed
        .focus(format!("#{}", id_of(&Field::CoutLibelle(line).pointer())));
}
