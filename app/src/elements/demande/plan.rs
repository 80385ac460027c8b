//! The plan de financement: who pays the study, which must add up to what it costs.

use std::cmp::Ordering;

use leptos::prelude::*;
use shared::aide::BDT_INGENIERIE_50;
use shared::dossier::FundingState;
use shared::format;
use shared::money::Euros;

use super::budget::budget_of;
use super::form::Form;
use super::rows::{RowsField, rows_field};
use crate::components::{Button, Choice, Kind, Look, Share, select_field, share_bar};
use crate::locale::{AnnexWords, annex_words};
use crate::markup::{Element, View, dynamic, el, live, several};
use crate::state::{Cell, Field, Rows};

/// Shows the plan with what it adds up to.
pub fn plan(form: Form) -> Element {
    let words = annex_words(form.embed.lang);
    let field = RowsField {
        rows: Rows::Plan,
        title: words.plan,
        hint: words.plan_hint.into(),
        line: words.plan_line,
        add: Some(words.add_plan),
        remove: words.remove_plan,
        first: Cell::Financeur,
    };
    rows_field(
        form,
        field,
        move |line| cells(form, words, line),
        below(form, words),
    )
}

fn cells(form: Form, words: &AnnexWords, line: usize) -> Vec<View> {
    let field = |cell| Field::In(Rows::Plan, line, cell);
    let states = FundingState::ALL
        .into_iter()
        .map(|state| Choice {
            code: state.as_str(),
            label: form.embed.say(&state.label()),
        })
        .collect();
    let (financeur, montant, etat) = (field(Cell::Financeur), field(Cell::Montant), field(Cell::Etat));
    vec![
        form.typed(
            financeur,
            Kind::Line("off"),
            form.frame(financeur, words.financeur),
        )
        .into(),
        select_field(
            form.embed,
            form.frame(etat, words.etat),
            form.embed.words.choose,
            states,
            &form.value(etat),
            form.choose(etat),
        )
        .into(),
        form.typed(
            montant,
            Kind::Amount,
            form.frame(montant, form.embed.words.cout_montant),
        )
        .into(),
    ]
}

/// The lines that can be read.
fn shares(form: Form) -> Vec<Share> {
    let lang = form.embed.lang;
    form.journey.with(|journey| {
        let lines = journey.draft.request.plan_de_financement.iter();
        let shares = lines.filter_map(|line| {
            let amount = Euros::parse_typed(&line.montant).ok()?;
            let state = FundingState::parse(&line.etat).map(|state| form.embed.say(&state.label()));
            let names = [line.financeur.trim().to_owned(), state.unwrap_or_default()];
            let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
            Some(Share {
                name: names.join(", "),
                shown: format::euros(amount, lang),
                amount,
            })
        });
        shares.collect()
    })
}

fn below(form: Form, words: &'static AnnexWords) -> View {
    let lang = form.embed.lang;
    let shares = Memo::new(move |_| shares(form));
    let is_begun = Memo::new(move |_| {
        form.journey
            .with(|journey| !journey.draft.request.plan_de_financement.is_empty())
    });
    let total = move || shares.with(|shares| shares.iter().map(|share| share.amount).sum::<Euros>());
    let gap = live(move || {
        let (total, budget) = (total(), budget_of(form).total);
        match total.cmp(&budget) {
            Ordering::Less => (words.plan_missing)(&format::euros(budget.saturating_sub(total), lang)),
            Ordering::Greater => (words.plan_above)(&format::euros(total.saturating_sub(budget), lang)),
            Ordering::Equal => words.plan_even.to_owned(),
        }
    });
    let propose = move || {
        form.change(|journey| journey.propose_plan(BDT_INGENIERIE_50.operator, form.embed.lang));
        form.embed.focus("#plan-de-financement-0-financeur");
    };
    dynamic(move || {
        if !is_begun.get() {
            return Button::new("propose-plan", Look::Quiet, words.propose_plan, propose).into();
        }
        let sum = el("p")
            .class("total")
            .child(el("span").child(words.plan_total))
            .child(" ")
            .child(
                el("output")
                    .id("plan-total")
                    .child(live(move || format::euros(total(), lang))),
            );
        let gap = el("p")
            .class("status")
            .attr("role", "status")
            .attr("data-plan", "gap")
            .child(gap.clone());
        let bar = dynamic(move || {
            shares.with(|shares| {
                let parts: Vec<String> = shares
                    .iter()
                    .map(|share| format!("{}\u{a0}: {}", share.name, share.shown))
                    .collect();
                let bar =
                    (1 < shares.len()).then(|| share_bar((words.plan_picture)(&parts.join(" ; ")), shares));
                bar.into()
            })
        });
        several([sum.into(), gap.into(), bar])
    })
}
