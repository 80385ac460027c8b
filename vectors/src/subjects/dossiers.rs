//! The life of a dossier: by which days each side must act, and which step may follow which.

use serde::Deserialize;
use shared::calendar::{paris_day, read_utc};
use shared::dossier::parameters::{ADMINISTRATION_DAY_OFF_DOUBT, APPLICANT_DAY_OFF_DOUBT, SUSPENSION_DOUBT};
use shared::dossier::{
    DayOff, DayOffRules, Deadline, Dossier, Event, RecordedMove, RefusedMove, Silence, apply, decide,
    read_move,
};

use super::given::{day, or_fault};
use super::{history, told};
use crate::case::{Answer, Asked, ask};

pub fn ask_all() -> Vec<Asked> {
    let of_clock = |given: &Clock| or_fault(given.answer());
    let of_step = |given: &OneStep| or_fault(given.answer());
    [
        ask("deadline", include_str!("../../cases/deadline.toml"), of_clock),
        ask("transition", include_str!("../../cases/transition.toml"), of_step),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clock {
    /// A moment of universal time.
    received: String,
    regime: String,
    #[serde(default)]
    history: Vec<String>,
    /// The day on which one looks; that of receipt when it is not written.
    on: Option<String>,
    /// Whether days off move the times of the administration, when it is not the default.
    administration: Option<String>,
    applicant: Option<String>,
}

impl Clock {
    /// `received 2026-11-26; decision by 2027-01-26`; once it has passed, `received 2026-11-26; decision was due
    /// 2027-01-26: rejet`.
    fn answer(&self) -> Result<Answer, String> {
        let moment = read_utc(&self.received).ok_or_else(|| format!("no moment {}", self.received))?;
        let received_on = paris_day(moment);
        let (_, dossier) = history::play(history::filed(received_on, &self.regime)?, &self.history)?;
        let on = self.on.as_deref().map_or(Ok(received_on), day)?;
        let usual = DayOffRules::default();
        let deadlines = dossier.deadlines(DayOffRules {
            administration: day_off(self.administration.as_deref(), usual.administration)?,
            applicant: day_off(self.applicant.as_deref(), usual.applicant)?,
        });
        let told = |deadline: &Deadline| {
            let (kind, day) = (deadline.kind.as_str(), deadline.day);
            let notes = notes_of(deadline);
            match (deadline.has_passed(on), deadline.silence) {
                (false, _) => format!("{kind} by {day}{notes}"),
                (true, Silence::Nothing) => format!("{kind} was due {day}{notes}"),
                (true, silence) => format!("{kind} was due {day}{notes}: {}", silence.as_str()),
            }
        };
        let mut told: Vec<_> = deadlines.iter().map(told).collect();
        if told.is_empty() {
            told.push("nothing runs".to_owned());
        }
        let answer = Answer::line(format!("received {received_on}; {}", told.join(", ")));
        Ok(deadlines.iter().fold(answer, |answer, deadline| {
            let answer = told::sourced(answer, &deadline.message(on), deadline.source);
            let doubts = deadline.doubts.iter();
            doubts.fold(answer, |answer, doubt| answer.with(&doubt.message))
        }))
    }
}

/// The doubts that not every deadline has, in brackets.
fn notes_of(deadline: &Deadline) -> String {
    let notes = [
        (&SUSPENSION_DOUBT, "unless suspended"),
        (&ADMINISTRATION_DAY_OFF_DOUBT, "a day off"),
        (&APPLICANT_DAY_OFF_DOUBT, "moved"),
    ];
    let notes: Vec<_> = notes
        .into_iter()
        .filter(|(doubt, _)| deadline.doubts.contains(doubt))
        .map(|(_, note)| note)
        .collect();
    if notes.is_empty() {
        String::new()
    } else {
        format!(" ({})", notes.join(", "))
    }
}

fn day_off(rule: Option<&str>, usual: DayOff) -> Result<DayOff, String> {
    match rule {
        None => Ok(usual),
        Some("moves") => Ok(DayOff::Moves),
        Some("keeps") => Ok(DayOff::Keeps),
        Some(other) => Err(format!("no rule {other}")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneStep {
    #[serde(default = "general")]
    regime: String,
    /// Steps that are accepted.
    #[serde(default)]
    after: Vec<String>,
    step: String,
}

/// The regime of the study aid.
fn general() -> String {
    "general".to_owned()
}

impl OneStep {
    /// Of a request received on 23 November 2026.
    fn answer(&self) -> Result<Answer, String> {
        let filed = history::filed(day("2026-11-23")?, &self.regime)?;
        let (mut events, dossier) = history::play(filed, &self.after)?;
        let history::Step { on, command } = history::read(&self.step, filed.received_on)?;
        let answer = match decide(command, &dossier, on) {
            Err(refused) => told_refusal(&refused),
            Ok(event) => {
                let dossier = apply(dossier, &event);
                let answer = told_event(&event, &dossier);
                events.push(event);
                answer
            }
        };
        let stored = events
            .iter()
            .map(through_the_store)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(told_replay(answer, &Dossier::replay(filed, &stored)))
    }
}

/// `accorde; now accorde, 0.00 paid, 10000.00 left`: the amounts once there is a grant.
fn told_event(event: &Event, dossier: &Dossier) -> Answer {
    let moved = format!("{}; now {}", event.fact.code(), dossier.status().as_str());
    Answer::line(match dossier.octroi() {
        None => moved,
        Some(_) => format!("{moved}, {} paid, {} left", dossier.paid(), dossier.remaining()),
    })
}

/// `refused AboveLimit: accept 3000.01: at most 3000.00`.
fn told_refusal(refused: &RefusedMove) -> Answer {
    let mut answer = Answer::line(format!("refused {}: {refused}", told::name_of(refused)));
    answer
        .details
        .push(format!("{} {}", refused.pointer(), refused.code()));
    answer.with(&refused.message())
}

/// The event as the store keeps it and gives it back.
fn through_the_store(event: &Event) -> Result<Event, String> {
    let at = format!("{}T12:00:00Z", event.on);
    let body = event.to_stored();
    let recorded = RecordedMove {
        status: event.fact.code(),
        at: &at,
        body,
    };
    let read = read_move(&recorded).map_err(|error| error.to_string())?;
    if read == *event {
        Ok(read)
    } else {
        Err(format!("{event:?} is read back as {read:?}"))
    }
}

fn told_replay(mut answer: Answer, dossier: &Dossier) -> Answer {
    answer.details.push(format!(
        "replayed: {}, version {}, {} paid, {} left",
        dossier.status().as_str(),
        dossier.version(),
        dossier.paid(),
        dossier.remaining()
    ));
    answer.with(&dossier.status().explanation())
}
