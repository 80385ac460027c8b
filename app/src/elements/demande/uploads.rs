//! Sends the documents while the form is being filled in: each in parts, under the key of the request, so that what was
//! cut goes on where it was. A file lives in the page; when that is closed, it must be chosen again.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::piece::limits;
use shared::wire::OpenPieceRequest;
use web_sys::File;

use super::form::Form;
use crate::client::{Client, Failure};
use crate::file::{digest, read_part};
use crate::locale::{annex_words, bytes};
use crate::state::{Cell, Field, Rows};

/// The documents of the form, in the order of the request's.
#[derive(Clone, Copy)]
pub struct Uploads {
    files: StoredValue<Vec<Upload>, LocalStorage>,
    /// Their progress, which the views follow.
    progress: RwSignal<Vec<Progress>>,
    last: StoredValue<u32>,
}

/// One document on its way.
struct Upload {
    /// What it is called here: its place in the list may change.
    number: u32,
    /// Nothing for a document that an earlier page sent, or did not.
    file: Option<File>,
}

/// How far a document has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Its fingerprint is being computed.
    Reading,
    /// So many percent have arrived.
    Sending(u32),
    /// It was accepted; its bytes, or nothing when an earlier page sent it.
    Sent(u32),
    /// It did not arrive, for that reason.
    Failed(String),
    /// It is not accepted, for that reason: sending the same again would not help.
    Refused(String),
    /// The page was closed, or the element made anew, before it had arrived.
    Lost,
}

impl Progress {
    /// Its name in `data-piece`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Sending(_) => "sending",
            Self::Sent(_) => "sent",
            Self::Failed(_) => "failed",
            Self::Refused(_) => "refused",
            Self::Lost => "lost",
        }
    }
}

impl Uploads {
    /// Those of a request that may come from a draft: each document with a number has arrived, the others are lost.
    pub fn of(sent: impl Iterator<Item = bool>) -> Self {
        let uploads = Self {
            last: StoredValue::new(0),
            files: StoredValue::new_local(Vec::new()),
            progress: RwSignal::new(Vec::new()),
        };
        uploads.reset(sent);
        uploads
    }

    /// Takes those of another request.
    pub fn reset(self, sent: impl Iterator<Item = bool>) {
        let progress: Vec<Progress> = sent
            .map(|is_sent| {
                if is_sent {
                    Progress::Sent(0)
                } else {
                    Progress::Lost
                }
            })
            .collect();
        let files = progress.iter().map(|_| Upload {
            number: self.draw_number(),
            file: None,
        });
        self.files.set_value(files.collect());
        self.progress.set(progress);
    }

    /// A number that no other document of this form has or had.
    fn draw_number(self) -> u32 {
        let number = self.last.get_value();
        self.last.set_value(number + 1);
        number
    }

    /// Whether every document has arrived.
    pub fn are_done(self) -> bool {
        self.progress
            .with_untracked(|all| all.iter().all(|progress| matches!(progress, Progress::Sent(_))))
    }

    /// Follows the removal of a line.
    pub fn remove(self, line: usize) {
        self.files.update_value(|files| drop(files.remove(line)));
        self.progress.update(|all| drop(all.remove(line)));
    }

    fn line_of(self, number: u32) -> Option<usize> {
        self.files
            .try_with_value(|files| files.iter().position(|upload| upload.number == number))?
    }

    fn set(self, number: u32, progress: Progress) {
        if let Some(line) = self.line_of(number) {
            self.progress.update(|all| all[line] = progress);
        }
    }
}

/// Adds files, as many as there is room for, and begins to send them. Tells how many were taken.
pub fn add(form: Form, files: Vec<File>) -> usize {
    // What is on its way stays as it is.
    if form.is_sending() {
        return 0;
    }
    let mut taken = 0;
    for file in files {
        let lost = lost_line(form, &file.name());
        let line = lost.or_else(|| {
            let count = form
                .journey
                .with_untracked(|journey| Rows::Pieces.count(&journey.draft.request));
            (count < Rows::Pieces.limit())
                .then(|| add_line(form, &file.name()))
                .flatten()
        });
        let Some(line) = line else { break };
        form.uploads
            .files
            .update_value(|files| files[line].file = Some(file));
        send_again(form, line);
        taken += 1;
    }
    taken
}

/// The line of a document of that name that an earlier page did not finish.
fn lost_line(form: Form, name: &str) -> Option<usize> {
    let lost: Vec<usize> = form.uploads.progress.with_untracked(|all| {
        let lost = all
            .iter()
            .enumerate()
            .filter(|(_, progress)| **progress == Progress::Lost);
        lost.map(|(line, _)| line).collect()
    });
    form.journey.with_untracked(|journey| {
        let name_of = |line| Field::In(Rows::Pieces, line, Cell::Name).read(&journey.draft.request);
        lost.into_iter().find(|line| name_of(*line) == name)
    })
}

fn add_line(form: Form, name: &str) -> Option<usize> {
    let uploads = form.uploads;
    let number = uploads.draw_number();
    uploads
        .files
        .update_value(|files| files.push(Upload { number, file: None }));
    uploads.progress.update(|all| all.push(Progress::Reading));
    form.change(|journey| {
        let line = journey.add_row(Rows::Pieces);
        journey.type_in(Field::In(Rows::Pieces, line, Cell::Name), name.to_owned());
        line
    })
}

/// How far the document of a line has come.
pub fn progress_of(form: Form, line: usize) -> Progress {
    form.uploads
        .progress
        .with(|all| all.get(line).cloned().unwrap_or(Progress::Lost))
}

/// Whether a document must be chosen again.
pub fn has_lost(form: Form) -> bool {
    form.uploads.progress.with(|all| all.contains(&Progress::Lost))
}

/// Whether its file is at hand.
pub fn can_retry(form: Form, line: usize) -> bool {
    form.uploads
        .files
        .with_value(|files| files.get(line).is_some_and(|upload| upload.file.is_some()))
}

/// Sends the document of a line, from where it was cut.
pub fn send_again(form: Form, line: usize) {
    let upload = form.uploads.files.with_value(|files| {
        let upload = files.get(line)?;
        Some((upload.number, upload.file.clone()?))
    });
    let Some((number, file)) = upload else { return };
    let key = form.journey.with_untracked(|journey| journey.draft.key.clone());
    let client = form.embed.client();
    form.uploads.set(number, Progress::Reading);
    spawn_local(async move {
        let outcome = send(form, &client, &key, number, &file).await;
        if form.uploads.files.is_disposed() {
            return;
        }
        match outcome {
            Ok((id, size)) => conclude(form, number, id, size),
            Err(progress) => form.uploads.set(number, progress),
        }
    });
}

/// Sends every document anew, under another key.
pub fn send_all_anew(form: Form) {
    let count = form.uploads.files.with_value(Vec::len);
    for line in 0..count {
        form.change(|journey| journey.forget_piece(line));
        if can_retry(form, line) {
            send_again(form, line);
        } else {
            form.uploads.progress.update(|all| all[line] = Progress::Lost);
        }
    }
}

fn conclude(form: Form, number: u32, id: String, size: u32) {
    if let Some(line) = form.uploads.line_of(number) {
        form.change(|journey| journey.receive_piece(line, id));
        form.uploads.set(number, Progress::Sent(size));
    }
}

/// What the service says of a document that it does not take: the fault of the document itself, if it names one.
fn refusal(form: Form, failure: &Failure) -> Progress {
    match failure {
        Failure::Problem(problem) => Progress::Refused(match problem.errors.first() {
            Some(error) => error.in_lang(form.embed.lang).to_owned(),
            None => form.embed.detail(problem),
        }),
        Failure::NoAnswer | Failure::Unusable => Progress::Failed(failure.sentence(form.embed)),
    }
}

/// The number of the document once it is accepted, or why it is not.
async fn send(
    form: Form,
    client: &Client,
    key: &str,
    number: u32,
    file: &File,
) -> Result<(String, u32), Progress> {
    let words = annex_words(form.embed.lang);
    let why = |failure: Failure| refusal(form, &failure);
    let size = file.size();
    if size == 0.0 {
        return Err(Progress::Refused(words.piece_empty.to_owned()));
    }
    if size > f64::from(limits::BYTES) {
        let limit = bytes(limits::BYTES, form.embed.lang);
        return Err(Progress::Refused((words.piece_too_large)(&limit)));
    }
    let Some((size, sha256)) = digest(file).await else {
        return Err(Progress::Lost);
    };
    let opened = client
        .open_piece(
            key,
            &OpenPieceRequest {
                size: size.into(),
                sha256,
            },
        )
        .await
        .map_err(why)?;
    let missing = opened.missing.len();
    for (done, place) in opened.missing.iter().enumerate() {
        form.uploads
            .set(number, Progress::Sending(percent(done, missing)));
        let Some(part) = read_part(file, *place, opened.part_bytes).await else {
            return Err(Progress::Lost);
        };
        client
            .send_part(key, &opened.id, *place, &part)
            .await
            .map_err(why)?;
    }
    form.uploads.set(number, Progress::Sending(100));
    let sealed = client.seal_piece(key, &opened.id).await.map_err(why)?;
    Ok((sealed.id, size))
}

fn percent(done: usize, all: usize) -> u32 {
    // A document has a few dozen parts.
    u32::try_from(done * 100 / all.max(1)).unwrap_or(100)
}
