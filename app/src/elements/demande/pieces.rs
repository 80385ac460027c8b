//! Step 5: the de minimis aids received, and the documents. Sending them is in `uploads`.

use leptos::prelude::*;
use shared::aide::{DeMinimisGrant, de_minimis_received};
use shared::calendar::read_day;
use shared::dossier::PieceKind;
use shared::format;
use shared::money::Euros;
use shared::piece::{MediaType, limits};
use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, File};

use super::form::Form;
use super::rows::{RowsField, rows_field};
use super::step::{back_button, continue_button, step};
use super::uploads::{self, Progress};
use crate::clock;
use crate::components::{Button, Choice, Frame, Kind, Look, radio_field, select_field};
use crate::file::{files_of, take_chosen};
use crate::locale::{AnnexWords, annex_words, bytes};
use crate::markup::{Element, View, dynamic, el, live};
use crate::state::{Cell, DeMinimis, Field, Rows, Step};

/// Shows the step.
pub fn view(form: Form) -> View {
    let words = annex_words(form.embed.lang);
    let content = vec![de_minimis(form, words), pieces(form, words).into()];
    let buttons = vec![continue_button(form), back_button(form, Step::Pieces)];
    step(form, Step::Pieces, content, buttons, move || form.go_on())
}

/// What was received, with its rolling total.
fn de_minimis(form: Form, words: &'static AnnexWords) -> View {
    let declared = move || form.journey.with(|journey| DeMinimis::of(&journey.draft.request));
    let has_some = Memo::new(move |_| declared() == DeMinimis::Some);
    let choice = |code: &'static str, label: &str| Choice {
        code,
        label: label.to_owned(),
    };
    let answers = vec![
        choice("some", words.de_minimis_some),
        choice("none", words.de_minimis_none),
        choice("unsaid", words.de_minimis_unsaid),
    ];
    let value = live(move || {
        match declared() {
            DeMinimis::Some => "some",
            DeMinimis::None => "none",
            DeMinimis::Unsaid => "unsaid",
        }
        .to_owned()
    });
    let frame = Frame::new("de-minimis", words.de_minimis, "").hint(words.de_minimis_hint);
    let question = radio_field(form.embed, &frame, answers, &value, move |code| {
        let declared = match code.as_str() {
            "some" => DeMinimis::Some,
            "none" => DeMinimis::None,
            _ => DeMinimis::Unsaid,
        };
        form.change(|journey| journey.declare_de_minimis(declared));
    });
    let received = dynamic(move || {
        let list = has_some.get().then(|| received(form, words));
        list.into()
    });
    el("div").class("group").child(question).child(received).into()
}

fn received(form: Form, words: &'static AnnexWords) -> Element {
    let field = RowsField {
        rows: Rows::DeMinimis,
        title: words.de_minimis_list,
        hint: "".into(),
        line: words.de_minimis_line,
        add: Some(words.add_de_minimis),
        remove: words.remove_de_minimis,
        first: Cell::Financeur,
    };
    let montant = form.embed.words.cout_montant;
    let optional = move |line| {
        let field = Field::In(Rows::DeMinimis, line, Cell::BaseJuridique);
        let frame = form.frame(field, words.base_juridique).optional();
        form.typed(field, Kind::Line("off"), frame).into()
    };
    let cells = move |line| {
        let cell = |cell, kind, label| {
            let field = Field::In(Rows::DeMinimis, line, cell);
            form.typed(field, kind, form.frame(field, label)).into()
        };
        vec![
            cell(Cell::Financeur, Kind::Line("off"), words.granted_by),
            cell(Cell::Montant, Kind::Amount, montant),
            cell(Cell::DateOctroi, Kind::Day, words.granted_on),
            optional(line),
        ]
    };
    let total = el("p")
        .class("status")
        .attr("role", "status")
        .attr("data-de-minimis", "total")
        .child(live(move || total(form, words)));
    rows_field(form, field, cells, total)
}

/// What counts of what was received, as far as it can be read.
fn total(form: Form, words: &AnnexWords) -> String {
    let Some(today) = clock::today() else {
        return String::new();
    };
    let grants: Vec<DeMinimisGrant> = form.journey.with(|journey| {
        let aides = journey.draft.request.aides_de_minimis.iter().flatten();
        let grants = aides.filter_map(|aide| {
            Some(DeMinimisGrant {
                granted_on: read_day(&aide.date_octroi)?,
                montant: Euros::parse_typed(&aide.montant).ok()?,
            })
        });
        grants.collect()
    });
    if grants.is_empty() {
        return String::new();
    }
    let lang = form.embed.lang;
    de_minimis_received(&grants, today).map_or_else(String::new, |received| {
        let plafond = received.ceiling.plafond;
        (words.de_minimis_total)(
            &format::euros(received.granted, lang),
            &format::date(received.from, lang),
            &format::euros(plafond, lang),
            &format::euros(plafond.saturating_sub(received.granted), lang),
        )
    })
}

/// The documents, with the ways to add some.
pub fn pieces(form: Form, words: &'static AnnexWords) -> Element {
    let formats: Vec<String> = MediaType::ALL
        .iter()
        .map(|kind| kind.extension().to_uppercase())
        .collect();
    let limits = (words.pieces_limits)(
        limits::PIECES,
        &bytes(limits::BYTES, form.embed.lang),
        &formats.join(", "),
    );
    let field = RowsField {
        rows: Rows::Pieces,
        title: words.pieces,
        hint: limits.into(),
        line: words.piece_line,
        add: None,
        remove: words.remove_piece,
        first: Cell::Name,
    };
    let said = RwSignal::new(String::new());
    let below = el("div")
        .class("drop")
        .flag_while("hidden", move || {
            // A document that was cut may be chosen again, however many there are.
            !uploads::has_lost(form)
                && form
                    .journey
                    .with(|journey| limits::PIECES <= journey.draft.request.pieces.len())
        })
        .on("dragover", |event| event.prevent_default())
        .on("drop", move |event| {
            event.prevent_default();
            let dropped = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
            if let Some(files) = dropped.and_then(|dropped| dropped.files()) {
                take(form, words, files_of(&files), said);
            }
        })
        .child(file_button(form, words, words.add_piece, false, said))
        .child(file_button(form, words, words.take_picture, true, said))
        .child(el("span").class("muted drop-hint").child(words.drop_here));
    let said = el("p")
        .class("status")
        .attr("role", "status")
        .child(live(move || said.get()));
    rows_field(
        form,
        field,
        move |line| piece(form, words, line),
        el("div").class("group").child(below).child(said),
    )
}

/// A button that opens the files of the device, or its camera.
fn file_button(
    form: Form,
    words: &'static AnnexWords,
    label: &'static str,
    is_camera: bool,
    said: RwSignal<String>,
) -> Element {
    let accept = if is_camera {
        "image/jpeg,image/png".to_owned()
    } else {
        let types: Vec<&str> = MediaType::ALL.iter().map(|kind| kind.as_str()).collect();
        types.join(",")
    };
    let input = el("input")
        .attr("type", "file")
        .class("hidden")
        .attr("accept", accept)
        .attr_if("capture", is_camera.then_some("environment"))
        .attr_if("multiple", (!is_camera).then_some(""))
        .attr_if("id", (!is_camera).then_some("add-pieces"))
        .attr(
            "data-action",
            if is_camera { "take-picture" } else { "add-pieces" },
        )
        .on("change", move |event| {
            take(form, words, take_chosen(&event), said);
        });
    let class = if is_camera {
        "button secondary file camera"
    } else {
        "button secondary file"
    };
    el("label").class(class).child(label).child(input)
}

fn take(form: Form, words: &AnnexWords, files: Vec<File>, said: RwSignal<String>) {
    let all = files.len();
    let taken = uploads::add(form, files);
    said.set(if taken < all {
        (words.too_many_pieces)(limits::PIECES)
    } else {
        String::new()
    });
}

fn piece(form: Form, words: &'static AnnexWords, line: usize) -> Vec<View> {
    let kinds = PieceKind::ALL
        .into_iter()
        .map(|kind| Choice {
            code: kind.as_str(),
            label: form.embed.say(&kind.label()),
        })
        .collect();
    let (kind, name) = (
        Field::In(Rows::Pieces, line, Cell::Kind),
        Field::In(Rows::Pieces, line, Cell::Name),
    );
    let progress = move || uploads::progress_of(form, line);
    let has_failed = Memo::new(move |_| matches!(progress(), Progress::Failed(_)));
    let bar = el("progress")
        .attr("max", "100")
        .attr("aria-label", words.pieces)
        .attr_while("value", move || match progress() {
            Progress::Sending(percent) => Some(percent.to_string()),
            _ => None,
        })
        .flag_while("hidden", move || {
            !matches!(progress(), Progress::Reading | Progress::Sending(_))
        });
    let class = live(move || match progress() {
        Progress::Failed(_) | Progress::Refused(_) | Progress::Lost => "status wrong-text".to_owned(),
        _ => "status".to_owned(),
    });
    let state = el("p")
        .class(class)
        .attr("role", "status")
        .attr("data-piece", live(move || progress().as_str().to_owned()))
        .child(live(move || describe(form, words, &progress())));
    let again = dynamic(move || {
        let can_retry = has_failed.get() && uploads::can_retry(form, line);
        let again = can_retry.then(|| {
            Button::new(
                "send-piece-again",
                Look::Secondary,
                words.piece_again,
                move || {
                    uploads::send_again(form, line);
                },
            )
        });
        again.into()
    });
    vec![
        form.typed(name, Kind::Line("off"), form.frame(name, words.piece_name))
            .into(),
        select_field(
            form.embed,
            form.frame(kind, words.piece_kind),
            form.embed.words.choose,
            kinds,
            &form.value(kind),
            form.choose(kind),
        )
        .into(),
        el("div")
            .class("piece-state")
            .child(bar)
            .child(state)
            .child(again)
            .into(),
    ]
}

fn describe(form: Form, words: &AnnexWords, progress: &Progress) -> String {
    match progress {
        Progress::Reading => words.piece_reading.to_owned(),
        Progress::Sending(percent) => (words.piece_sending)(*percent),
        Progress::Sent(0) => words.piece_sent_before.to_owned(),
        Progress::Sent(size) => (words.piece_sent)(&bytes(*size, form.embed.lang)),
        Progress::Failed(why) => (words.piece_failed)(why),
        Progress::Refused(why) => why.clone(),
        Progress::Lost => words.piece_lost.to_owned(),
    }
}
