//! Step 4: what the study costs, what is asked for, and what aid it could get.

use leptos::prelude::*;
use shared::dossier::RegimeTva;
use shared::format;

use super::aid_card::aid_card;
use super::form::Form;
use super::plan::plan;
use super::rows::{RowsField, rows_field};
use super::step::{back_button, continue_button, step};
use crate::components::{Choice, Kind, radio_field};
use crate::markup::{Element, View, el, live, several};
use crate::state::{Budget, Cell, Field, Rows, Step};

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
        plan(form).into(),
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
    let total = el("output")
        .id("total")
        .attr("aria-live", "polite")
        .attr("aria-atomic", "true")
        .child(live(move || format::euros(budget_of(form).total, lang)));
    let not_counted = live(move || match budget_of(form).unreadable {
        0 => String::new(),
        unreadable => (words.not_counted)(unreadable),
    });
    let total = el("p")
        .class("total")
        .child(el("span").child(words.total))
        .child(" ")
        .child(total);
    let below = several([
        total,
        el("p").class("status").attr("role", "status").child(not_counted),
    ]);
    let field = RowsField {
        rows: Rows::Couts,
        title: words.couts,
        hint: words.couts_hint.into(),
        line: words.cout,
        add: Some(words.add_cout),
        remove: words.remove_cout,
        first: Cell::Libelle,
    };
    let cells = move |line| {
        let cell = |cell, kind, label| {
            let field = Field::In(Rows::Couts, line, cell);
            form.typed(field, kind, form.frame(field, label)).into()
        };
        vec![
            cell(Cell::Libelle, Kind::Line("off"), words.cout_libelle),
            cell(Cell::Montant, Kind::Amount, words.cout_montant),
        ]
    };
    rows_field(form, field, cells, below)
}
