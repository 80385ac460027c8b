//! What the steps share: the journey as a signal, kept on the device at each change, and the fields bound to it.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use shared::wire::{CommuneBody, FileDossierRequest};

use super::mending::Mending;
use super::sending::Sending;
use super::uploads::Uploads;
use crate::client::draw_key;
use crate::clock::Instant;
use crate::components::{Frame, Kind, TextField, begin_with_commune, text_field};
use crate::draft::{self, Drafts, Kept};
use crate::embed::Embed;
use crate::markup::{Element, Text, live};
use crate::state::{Draft, Field, Journey, Step, id_of};

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
    /// The other drafts of this device.
    pub others: RwSignal<Vec<Kept>>,
    mending: StoredValue<Option<Mending>, LocalStorage>,
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
    /// Takes up what the element showed before, else the last draft of this device, else begins.
    pub fn open(embed: Embed) -> Self {
        let drafts = Drafts::of_service(&embed.api());
        let shown = draft::recall(embed.number);
        let mut kept = drafts.all(Instant::now()).into_iter();
        let kept = kept.find(|kept| kept.draft.mends.is_none() && !draft::is_shown(&kept.draft.key));
        let keeping = match (&shown, &kept) {
            (None, Some(kept)) => Keeping::Resumed(kept.saved_at),
            _ => Keeping::Nothing,
        };
        let journey = shown
            .or_else(|| kept.map(|kept| Journey::resume(kept.draft)))
            .unwrap_or_else(|| Journey::new(draw_key()));
        // From here on no other element of the page takes this draft.
        draft::remember(embed.number, &journey);
        let form = Self::new(embed, journey, keeping, drafts, None);
        form.look_for_others();
        form.begin_with_attributes();
        form
    }

    /// Begins, without a look at the device.
    pub fn blank(embed: Embed) -> Self {
        let drafts = Drafts::of_service(&embed.api());
        Self::new(embed, Journey::default(), Keeping::Nothing, drafts, None)
    }

    /// Opens a request that was filed, to be mended. What was typed of it on this device before is taken up, if nothing
    /// has happened to the request since.
    pub fn to_mend(embed: Embed, filed: Draft, mending: Mending) -> Self {
        let drafts = Drafts::of_service(&embed.api());
        let mut kept = drafts.all(Instant::now()).into_iter();
        // Documents that are added mend nothing: they are in no draft.
        let kept = kept.find(|kept| filed.mends.is_some() && kept.draft.mends == filed.mends);
        let keeping = kept
            .as_ref()
            .map_or(Keeping::Nothing, |kept| Keeping::Resumed(kept.saved_at));
        let journey = Journey::resume(kept.map_or(filed, |kept| kept.draft));
        Self::new(embed, journey, keeping, drafts, Some(mending))
    }

    fn new(
        embed: Embed,
        journey: Journey,
        keeping: Keeping,
        drafts: Drafts,
        mending: Option<Mending>,
    ) -> Self {
        let pieces = journey.draft.request.pieces.iter();
        let uploads = Uploads::of(pieces.map(|piece| !piece.id.is_empty()));
        let journey = RwSignal::new(journey);
        Self {
            embed,
            journey,
            commune: Memo::new(move |_| journey.with(|journey| journey.draft.commune.clone())),
            keeping: RwSignal::new(keeping),
            sending: RwSignal::new(Sending::Idle),
            uploads,
            others: RwSignal::new(Vec::new()),
            mending: StoredValue::new_local(mending),
            drafts: StoredValue::new(drafts),
        }
    }

    /// What the hosting page knows of the applicant, for a request of which nothing is known yet.
    fn begin_with_attributes(self) {
        let is_known = |journey: &Journey| journey.is_begun() || journey.receipt.is_some();
        if self.journey.with_untracked(is_known) {
            return;
        }
        let siret = self.embed.attribute("siret");
        if !siret.is_empty() {
            self.journey
                .update(|journey| journey.type_in(Field::Siret, siret));
        }
        let is_room = |journey: &Journey| journey.draft.commune.is_none() && journey.step == Step::Territoire;
        begin_with_commune(
            self.embed,
            move || self.journey.try_with_untracked(is_room) == Some(true),
            // What the hosting page knows is no act of the visitor: nothing is kept until there is one.
            move |commune| self.journey.update(|journey| journey.choose_commune(commune)),
        );
    }

    /// What is being mended, when the request was filed before.
    pub fn mending(self) -> Option<Mending> {
        self.mending.with_value(Clone::clone)
    }

    /// Whether the request was filed before, and is being mended.
    pub fn is_mending(self) -> bool {
        self.mending.with_value(Option::is_some)
    }

    /// Whether the applicant is at the first step of a request.
    pub fn is_at_start(self) -> bool {
        self.journey.with(|journey| journey.step == Step::Territoire)
    }

    /// Whether the request is on its way: it is then neither left, nor changed, nor erased.
    pub fn is_sending(self) -> bool {
        self.sending.get_untracked() == Sending::Running
    }

    /// Changes the request and keeps it.
    pub fn change<T>(self, act: impl FnOnce(&mut Journey) -> T) -> Option<T> {
        let is_waiting = self.sending.try_get_untracked()? == Sending::Waiting;
        let waited = is_waiting.then(|| self.key_and_request());
        let outcome = self.journey.try_update(act)?;
        if waited.is_some_and(|waited| waited != self.key_and_request()) {
            // It waited for the network as it was: as it now is, the applicant sends it.
            self.sending.set(Sending::Idle);
        }
        self.keep();
        Some(outcome)
    }

    fn keep(self) {
        self.journey.with_untracked(|journey| {
            if !self.is_mending() {
                draft::remember(self.embed.number, journey);
            }
            if self.is_mending() && journey.draft.mends.is_none() {
                // Documents that are added are named by the next call alone.
            } else if journey.receipt.is_some() {
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

    /// Forgets the draft of this request.
    pub fn erase(self) {
        let key = self.key_now();
        self.drafts.with_value(|drafts| drafts.erase(&key));
    }

    /// Makes of the answers another request than the one that was sent so far, whose draft is over.
    pub fn renew_key(self) {
        self.erase();
        self.sending.set(Sending::Idle);
        self.change(|journey| journey.renew_key(draw_key()));
    }

    /// Erases what was typed, as asked.
    pub fn give_up(self) {
        match self.mending() {
            _ if self.is_sending() => {}
            Some(mending) => {
                self.erase();
                (mending.done)();
            }
            None => self.begin_anew(Keeping::Erased),
        }
    }

    /// Begins anew, with nothing left of what was typed.
    pub fn begin_anew(self, keeping: Keeping) {
        if self.is_sending() {
            return;
        }
        self.erase();
        self.begin_another();
        self.keeping.set(keeping);
    }

    /// Begins another request; the draft of this one stays.
    pub fn begin_another(self) {
        self.show(Journey::new(draw_key()), Keeping::Nothing);
        self.begin_with_attributes();
    }

    /// Takes another draft up; that of the present request stays.
    pub fn take_up(self, kept: Kept) {
        self.show(Journey::resume(kept.draft), Keeping::Resumed(kept.saved_at));
    }

    /// Takes a draft in that came in a file. One that this device has too, with other answers, stays beside it: the one
    /// that comes in is then another request.
    pub fn take_in(self, mut draft: Draft) {
        let known = self.drafts.with_value(|drafts| drafts.all(Instant::now()));
        let is_other = known
            .iter()
            .any(|kept| kept.draft.key == draft.key && kept.draft.request != draft.request);
        if is_other {
            draft.key = draw_key();
            draft.attempts.clear();
        }
        let saved_at = Instant::now();
        self.take_up(Kept { draft, saved_at });
        self.keep();
    }

    fn show(self, journey: Journey, keeping: Keeping) {
        if self.is_sending() {
            return;
        }
        draft::remember(self.embed.number, &journey);
        let pieces = journey.draft.request.pieces.iter();
        self.uploads.reset(pieces.map(|piece| !piece.id.is_empty()));
        self.sending.set(Sending::Idle);
        self.journey.set(journey);
        self.keeping.set(keeping);
        self.look_for_others();
        self.focus_title();
    }

    /// Looks which other drafts there are.
    pub fn look_for_others(self) {
        let mut others = self.drafts.with_value(|drafts| drafts.all(Instant::now()));
        others.retain(|kept| kept.draft.mends.is_none() && !draft::is_shown(&kept.draft.key));
        let key = self.key_now();
        others.retain(|kept| kept.draft.key != key);
        self.others.set(others);
    }

    /// Forgets another draft.
    pub fn erase_other(self, key: &str) {
        self.drafts.with_value(|drafts| drafts.erase(key));
        self.look_for_others();
    }

    /// The version of the request that is being mended; 0 for a new one.
    pub fn version_seen(self) -> u32 {
        self.journey
            .with_untracked(|journey| journey.draft.mends.as_ref().map_or(0, |mends| mends.seen))
    }

    /// Says which site it comes from, unless it was sent already: another content under its key would be another
    /// request.
    pub fn name_source(self) {
        let source = self.embed.source();
        self.journey.update_untracked(|journey| {
            if journey.draft.attempts.is_empty() && journey.draft.mends.is_none() {
                journey.draft.request.source = source;
            }
        });
    }

    /// What is sent, and its key.
    pub fn key_and_request(self) -> (String, FileDossierRequest) {
        self.journey.with_untracked(|journey| {
            let draft = &journey.draft;
            (draft.key.clone(), draft.request.clone())
        })
    }

    fn key_now(self) -> String {
        self.journey.with_untracked(|journey| journey.draft.key.clone())
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
        if self.is_sending() {
            return;
        }
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
