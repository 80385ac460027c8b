//! Step 4: what the study costs, what is asked for, and what aid it could get.

use leptos::prelude::*;
use shared::dossier::{RegimeTva, limits};
use shared::format;

use super::aid_card::aid_card;
use super::form::Form;
use super::step::{back_button, continue_button, step};
use crate::components::{Button, Choice, Kind, Look, button, dynamic, radio_field, text};
use crate::state::{Budget, Field, Journey, Step, id_of};

/// Shows the step.
pub fn view(form: Form) -> AnyView {
    let (embed, words) = (form.embed, form.embed.words);
    let regimes = RegimeTva::ALL
        .into_iter()
        .map(|regime| Choice {
            code: regime.as_str(),
            label: embed.say(&regime.label()),
        })
        .collect();
    let content = vec![
        view! { <p class="muted">{words.all_required}</p> }.into_any(),
        radio_field(
            embed,
            &form.frame(Field::RegimeTva, words.regime_tva),
            regimes,
            form.value(Field::RegimeTva),
            form.choose(Field::RegimeTva),
        ),
        couts(form),
        form.typed(
            Field::MontantDemande,
            Kind::Amount,
            form.frame(Field::MontantDemande, words.montant_demande)
                .hint(words.montant_demande_hint),
        ),
        aid_card(form),
    ];
    let buttons = vec![continue_button(form), back_button(form, Step::Budget)];
    step(
        form,
        Step::Budget,
        content,
        buttons,
        Callback::new(move |()| form.go_on()),
    )
}

/// What the lines typed so far add up to.
pub fn budget_of(form: Form) -> Budget {
    form.journey
        .with(|journey| Budget::of(&journey.draft.request.projet.couts_previsionnels))
}

fn couts(form: Form) -> AnyView {
    let (words, lang) = (form.embed.words, form.embed.lang);
    let count = Memo::new(move |_| {
        form.journey
            .with(|journey| journey.draft.request.projet.couts_previsionnels.len())
    });
    let lines = dynamic(move || {
        let lines: Vec<AnyView> = (0..count.get()).map(|line| cout(form, line)).collect();
        lines.into_any()
    });
    let add = dynamic(move || {
        if count.get() < limits::COUTS {
            let add = Callback::new(move |()| add_cout(form));
            button(Button::new("add-cost", Look::Secondary, words.add_cout, add))
        } else {
            ().into_any()
        }
    });
    let budget = Memo::new(move |_| budget_of(form));
    let total = text(move || format::euros(budget.get().total, lang));
    let not_counted = text(move || match budget.get().unreadable {
        0 => String::new(),
        unreadable => (words.not_counted)(unreadable),
    });
    let fault = form.fault("/projet/couts_previsionnels");
    view! {
        <fieldset class="field" part="field" id="couts" aria-describedby="couts-hint couts-fault">
            <legend>{words.couts}</legend>
            <p class="hint" id="couts-hint">{words.couts_hint}</p>
            <p class="fault" id="couts-fault">{fault}</p>
            <div class="lines">{lines}</div>
            {add}
            <p class="total">
                <span>{words.total}</span>
                " "
                <output id="total" aria-live="polite" aria-atomic="true">{total}</output>
            </p>
            <p class="status" role="status">{not_counted}</p>
        </fieldset>
    }
    .into_any()
}

fn cout(form: Form, line: usize) -> AnyView {
    let words = form.embed.words;
    let name = (words.cout)(line + 1);
    let field = |field, kind, label| form.typed(field, kind, form.frame(field, label));
    let remove = Callback::new(move |()| remove_cout(form, line));
    let remove = button(
        Button::new("remove-cost", Look::Quiet, words.remove, remove).named((words.remove_cout)(line + 1)),
    );
    view! {
        <div class="line" role="group" aria-label=name data-line=line.to_string()>
            <p class="label" aria-hidden="true">{name.clone()}</p>
            {field(Field::CoutLibelle(line), Kind::Line("off"), words.cout_libelle)}
            {field(Field::CoutMontant(line), Kind::Amount, words.cout_montant)}
            {remove}
        </div>
    }
    .into_any()
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
