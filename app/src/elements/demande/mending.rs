//! A request that was filed and is opened again, to be completed or to get further documents. It is sent by other calls
//! than a new one, and its end is the status that it then has.

use std::rc::Rc;

use leptos::prelude::*;
use shared::wire::{AddPiecesRequest, AnswerCorrectionRequest, CorrectionBody, ReadDossierRequest};

use super::additions;
use super::form::Form;
use super::sending::{self, Sending};
use crate::client::Failure;
use crate::locale::tracking_words;

/// Who holds the request: its number and the code that opens it, which is kept in memory only.
pub type Whose = ReadDossierRequest;

/// What is done to a request that was filed.
#[derive(Clone)]
pub struct Mending {
    /// Whose it is.
    pub whose: Whose,
    /// What was asked for; nothing when documents are added that nobody asked for.
    pub correction: Option<CorrectionBody>,
    /// Called once it is mended.
    pub done: Rc<dyn Fn()>,
}

/// Sends what was mended.
pub async fn send(form: Form, mending: Mending) {
    let (key, request) = form.key_and_request();
    let client = form.embed.client();
    let Mending {
        whose,
        correction,
        done,
    } = mending;
    let is_answer = correction.is_some();
    let answer = if is_answer {
        let answer = AnswerCorrectionRequest {
            reference: whose.reference,
            code: whose.code,
            seen: form.version_seen(),
            request: request.clone(),
        };
        client.act("answer", &key, &answer).await
    } else {
        let added = AddPiecesRequest {
            reference: whose.reference,
            code: whose.code,
            pieces: request.pieces.clone(),
        };
        client.act("pieces", &key, &added).await
    };
    if form.journey.is_disposed() {
        return;
    }
    match answer {
        Ok(()) => {
            form.erase();
            form.sending.set(Sending::Idle);
            done();
        }
        Err(Failure::Problem(mut problem)) => {
            for error in &mut problem.errors {
                // The request is within the answer: its fields are shown as those of the request.
                if let Some(pointer) = error.pointer.strip_prefix("/request") {
                    error.pointer = pointer.to_owned();
                }
            }
            sending::refuse(form, &request, *problem);
        }
        Err(Failure::NoAnswer | Failure::Unusable) => {
            let again = if is_answer { sending::send } else { additions::send };
            let sentence = tracking_words(form.embed.lang).answer_no_answer;
            sending::fail_without_answer(form, sentence, again);
        }
    }
}
