//! What the steps share: the journey as a signal, kept on the device at each change, and the fields bound to it.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use shared::wire::CommuneBody;

use super::sending::Sending;
use super::uploads::Uploads;
use crate::client::draw_key;
use crate::clock::Instant;
use crate::components::{Frame, Kind, TextField, text_field};
use crate::draft::{self, Drafts};
use crate::embed::Embed;
use crate::markup::{Element, Text, live};
use crate::state::{Field, Journey, Step, id_of};

/// A handle on the request being filled in: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Form {
    /// The element it is in.
    pub embed: Embed,
    /// The request.
    pub journey: RwSignal<Journey>,
    /// What is known of its draft.
    pub keeping: RwSignal<Keeping>,
    /// The commune that was chosen.
    pub commune: Memo<Option<CommuneBody>>,
    /// Where the sending stands. It belongs to the whole form, so that an answer is heard whatever is shown.
    pub sending: RwSignal<Sending>,
    /// The documents on their way.
    pub uploads: Uploads,
    drafts: StoredValue<Drafts>,
}

/// How long a field that is left waits to be judged: its fault makes what is below it move, and the button that is being
/// pressed must not move away before the press ends. In milliseconds.
const CLICK: u32 = 300;

/// What is known of the draft on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// There is nothing to keep yet.
    Nothing,
    /// There was one when the page was opened.
    Resumed(Instant),
    /// It was kept at that moment.
    Kept(Instant),
    /// The device refuses to keep it.
    Refused,
    /// It was just erased, as asked.
    Erased,
}

impl Form {
    /// Takes up what the element showed before, else the draft of this device, else begins.
    pub fn open(embed: Embed) -> Self {
        let drafts = Drafts::of_service(&embed.api());
        let shown = draft::recall(embed.number);
        let kept = drafts.load(Instant::now());
        let keeping = kept
            .as_ref()
            .map_or(Keeping::Nothing, |kept| Keeping::Resumed(kept.saved_at));
        let mut journey = shown
            .or_else(|| kept.map(|kept| Journey::resume(kept.draft)))
            .unwrap_or_else(|| Journey::new(draw_key(), ""));
        if journey.draft.attempts.is_empty() {
            // Once it was sent, another content under its key would be another request.
            journey.draft.request.source = embed.source();
        }
        Self::new(embed, journey, keeping, drafts)
    }

    /// Begins, without a look at the device.
    pub fn blank(embed: Embed) -> Self {
        let drafts = Drafts::of_service(&embed.api());
        Self::new(embed, Journey::default(), Keeping::Nothing, drafts)
    }

    fn new(embed: Embed, journey: Journey, keeping: Keeping, drafts: Drafts) -> Self {
        let pieces = journey.draft.request.pieces.iter();
        let uploads = Uploads::of(pieces.map(|piece| !piece.id.is_empty()));
        let journey = RwSignal::new(journey);
        Self {
            uploads,
            embed,
            journey,
            commune: Memo::new(move |_| journey.with(|journey| journey.draft.commune.clone())),
            keeping: RwSignal::new(keeping),
            sending: RwSignal::new(Sending::Idle),
            drafts: StoredValue::new(drafts),
        }
    }

    /// Whether the request is on its way: it is then neither left, nor changed, nor erased.
    pub fn is_sending(self) -> bool {
        self.sending.get_untracked() == Sending::Running
    }

    /// Changes the request and keeps it.
    pub fn change<T>(self, act: impl FnOnce(&mut Journey) -> T) -> Option<T> {
        let outcome = self.journey.try_update(act)?;
        self.keep();
        Some(outcome)
    }

    fn keep(self) {
        self.journey.with_untracked(|journey| {
            draft::remember(self.embed.number, journey);
            if journey.receipt.is_some() {
                self.drafts.with_value(Drafts::erase);
                self.keeping.set(Keeping::Nothing);
            } else if journey.is_begun() {
                let now = Instant::now();
                let saved = self
                    .drafts
                    .with_value(|drafts| drafts.save(journey.draft.clone(), now));
                self.keeping.set(match saved {
                    Ok(()) => Keeping::Kept(now),
                    Err(draft::StorageRefused) => Keeping::Refused,
                });
            }
        });
    }

    /// Begins anew, with nothing left of what was typed.
    pub fn begin_anew(self, keeping: Keeping) {
        if self.is_sending() {
            return;
        }
        self.drafts.with_value(Drafts::erase);
        self.uploads.clear();
        self.journey.set(Journey::new(draw_key(), &self.embed.source()));
        self.journey
            .with_untracked(|journey| draft::remember(self.embed.number, journey));
        self.keeping.set(keeping);
        self.focus_title();
    }

    /// Where the applicant is.
    pub fn step(self) -> Memo<Step> {
        Memo::new(move |_| self.journey.with(|journey| journey.step))
    }

    /// The key of the request: another one is another request, whose views are made afresh.
    pub fn key(self) -> Memo<String> {
        Memo::new(move |_| self.journey.with(|journey| journey.draft.key.clone()))
    }

    /// Leaves the step, or shows and tells what is wrong in it.
    pub fn go_on(self) {
        match self.change(Journey::go_on) {
            Some(Ok(())) => self.focus_title(),
            _ => self.focus_faults(),
        }
    }

    /// Goes to another step.
    pub fn go_to(self, step: Step) {
        if self.is_sending() {
            return;
        }
        self.change(|journey| journey.go_to(step));
        self.focus_title();
    }

    /// Moves the focus to the title of the step, so that a screen reader tells where the applicant is.
    pub fn focus_title(self) {
        self.embed.focus("#step-title");
    }

    /// Moves the focus to what is wrong.
    pub fn focus_faults(self) {
        self.embed.focus("#faults");
    }

    /// What a field holds.
    pub fn value(self, field: Field) -> Text {
        live(move || {
            self.journey
                .with(|journey| field.read(&journey.draft.request).to_owned())
        })
    }

    /// What is wrong with a field.
    pub fn fault(self, pointer: impl Into<String>) -> Text {
        let pointer = pointer.into();
        live(move || {
            self.journey
                .with(|journey| journey.faults.sentence(&pointer, self.embed.lang))
        })
    }

    /// The words of a field.
    pub fn frame(self, field: Field, label: &'static str) -> Frame {
        let pointer = field.pointer();
        Frame::new(id_of(&pointer), label, self.fault(pointer))
    }

    /// A field that is typed in.
    pub fn typed(self, field: Field, kind: Kind, frame: Frame) -> Element {
        text_field(
            self.embed,
            TextField {
                frame,
                kind,
                value: self.value(field),
                typed: Box::new(move |typed| {
                    self.change(|journey| journey.type_in(field, typed));
                }),
                left: Box::new(move || {
                    Timeout::new(CLICK, move || self.leave(field)).forget();
                }),
            },
        )
    }

    fn leave(self, field: Field) {
        self.change(|journey| journey.leave(field));
    }

    /// What happens when an answer is chosen.
    pub fn choose(self, field: Field) -> impl Fn(String) + 'static {
        move |code| {
            self.change(|journey| {
                journey.type_in(field, code);
                journey.leave(field);
            });
        }
    }
}
