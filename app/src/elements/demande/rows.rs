//! A list whose lines the applicant adds and takes away: its title, its lines each with its fields, its buttons.

use leptos::prelude::*;

use super::form::Form;
use crate::components::{Button, Look};
use crate::markup::{Element, Text, View, dynamic, each, el};
use crate::state::{Cell, Field, Journey, Rows, id_of};

/// What is said of a list.
pub struct RowsField {
    /// The list.
    pub rows: Rows,
    /// Its title and how to fill it in.
    pub title: &'static str,
    pub hint: Text,
    /// How a line is called, by its number.
    pub line: fn(usize) -> String,
    /// What adds a line; a list that grows in another way has none.
    pub add: Option<&'static str>,
    /// What takes one away, by its number.
    pub remove: fn(usize) -> String,
    /// The first field of a line, which takes the focus when the line is added.
    pub first: Cell,
}

/// Shows a list. `cells` makes the fields of a line, `below` what its lines add up to.
pub fn rows_field(
    form: Form,
    field: RowsField,
    cells: impl Fn(usize) -> Vec<View> + 'static,
    below: impl Into<View>,
) -> Element {
    let RowsField { rows, first, .. } = field;
    let id = id_of(rows.pointer());
    let count = Memo::new(move |_| form.journey.with(|journey| rows.count(&journey.draft.request)));
    let lines = each(
        move || (0..count.get()).collect(),
        move |line| {
            let name = (field.line)(line + 1);
            let remove = Button::new("remove-line", Look::Quiet, form.embed.words.remove, move || {
                remove_row(form, rows, line, first);
            });
            el("div")
                .class("line")
                .attr("role", "group")
                .attr("aria-label", &name)
                .attr("data-line", line.to_string())
                .child(el("p").class("label").attr("aria-hidden", "true").child(name))
                .children(cells(line))
                .child(remove.named((field.remove)(line + 1)))
        },
    );
    let add = field.add.map(|label| {
        dynamic(move || {
            let is_room = count.get() < rows.limit();
            let add = is_room.then(|| {
                Button::new("add-line", Look::Secondary, label, move || {
                    add_row(form, rows, first);
                })
            });
            add.into()
        })
    });
    el("fieldset")
        .class("field rows")
        .part("field")
        .id(&id)
        .attr("aria-describedby", format!("{id}-hint {id}-fault"))
        .child(el("legend").child(field.title))
        .child(el("p").class("hint").id(format!("{id}-hint")).child(field.hint))
        .child(
            el("p")
                .class("fault")
                .part("fault")
                .id(format!("{id}-fault"))
                .child(form.fault(rows.pointer())),
        )
        .child(el("div").class("lines").child(lines))
        .child(add)
        .child(below)
}

/// The focus goes to the new line.
fn add_row(form: Form, rows: Rows, first: Cell) {
    if let Some(line) = form.change(|journey| journey.add_row(rows)) {
        focus_line(form, rows, line, first);
    }
}

/// The focus goes to the line that took the place of the removed one, to the last, or to the list when none is left.
fn remove_row(form: Form, rows: Rows, line: usize, first: Cell) {
    if rows == Rows::Pieces {
        form.uploads.remove(line);
    }
    let count = form.change(|journey: &mut Journey| {
        journey.remove_row(rows, line);
        rows.count(&journey.draft.request)
    });
    match count.unwrap_or_default().checked_sub(1) {
        Some(last) => focus_line(form, rows, line.min(last), first),
        None => form.embed.focus(format!("#{} button", id_of(rows.pointer()))),
    }
}

fn focus_line(form: Form, rows: Rows, line: usize, first: Cell) {
    let field = Field::In(rows, line, first);
    form.embed.focus(format!("#{}", id_of(&field.pointer())));
}
