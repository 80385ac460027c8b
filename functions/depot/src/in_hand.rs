//! A dossier in the hands of its applicant: opened with its code, and moved one step, once for its idempotency key.

use chrono::{DateTime, Utc};
use http::StatusCode;
use shared::calendar::paris_day;
use shared::dossier::{
    Command, Dossier, RecordedMove, RefusedMove, Status, apply, current_request, decide, read_history,
    tell_pieces,
};
use shared::message::{Lang, Message};
use shared::piece::PieceId;
use shared::wire::{DossierSummary, FileDossierRequest, FiledEvent, MoveDossierResponse, MovedEvent};
use store::{Body, CallKey, ComponentDatabase, Move, Moved, OpenedDossier, Store};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, applicant, environment};

use crate::fault::append_fault;

/// A call about a dossier by who holds its code.
pub struct InHand<'a> {
    call: &'a Call,
    pub key: CallKey,
    pub now: DateTime<Utc>,
    pub store: Store<ComponentDatabase>,
    pub dossier: OpenedDossier,
}

/// What the events of a dossier say.
pub struct History<'a> {
    pub filed: FiledEvent,
    moves: Vec<RecordedMove<'a>>,
    pub state: Dossier,
}

impl<'a> InHand<'a> {
    /// Opens the dossier.
    ///
    /// # Errors
    /// A 400 without a key, a 422 when the reference or the code has not its shape, a 404 when no dossier has both.
    pub async fn open(call: &'a Call, reference: &str, code: &str) -> Result<Self, Fault> {
        let key = CallKey::of_applicant(call.idempotency_key()?.as_str());
        let (reference, code) = applicant::parse(reference, code)?;
        let store = Store::at(environment::database_url().await?);
        let dossier = guard::open(&store, call, reference, &code).await?;
        Ok(Self {
            call,
            key,
            now: environment::now()?,
            store,
            dossier,
        })
    }

    /// The answer again, when this very call was carried out before.
    ///
    /// # Errors
    /// A 409 when the key has served for something else.
    pub async fn replay(&self) -> Result<Option<Reply>, Fault> {
        let reference = self.dossier.reference;
        let has_moved = self.store.has_moved(reference, &self.key, self.call.body()).await;
        if has_moved.map_err(|error| append_fault(&error))? {
            let last = self.dossier.last();
            self.answer(last.seq, &last.status).map(Some)
        } else {
            Ok(None)
        }
    }

    /// What the events say.
    ///
    /// # Errors
    /// A 500 when what was stored cannot be read any more.
    pub fn history(&self) -> Result<History<'_>, Fault> {
        let filed: FiledEvent = support::json::read_stored(&self.dossier.first().body)?;
        let moves = support::json::read_moves(self.dossier.moves())?;
        let state = read_history(&self.dossier.first().at, &filed, &moves)
            .map_err(|error| Fault::internal(chain(&error)))?;
        Ok(History { filed, moves, state })
    }

    /// Takes a step, if it follows; `amended` is kept with it.
    ///
    /// # Errors
    /// A 409 when the step does not follow or somebody moved the dossier in between, a 422 when what goes with it is wrong.
    pub async fn take(
        &self,
        command: Command,
        state: Dossier,
        amended: Option<FileDossierRequest>,
    ) -> Result<Reply, Fault> {
        let event =
            decide(command, &state, paris_day(self.now.naive_utc())).map_err(|refused| refusal(&refused))?;
        let kept = MovedEvent {
            request: amended,
            ..event.to_stored()
        };
        let status = apply(state, &event).status().as_str();
        let change = Move {
            dossier: &self.dossier,
            status,
            at: &environment::rfc3339(self.now),
            actor: store::DEMANDEUR,
            body: Body {
                json: &support::json::write(&kept)?,
                salt: environment::random()?,
            },
            request: self.call.body(),
            idempotency_key: &self.key,
        };
        match self.store.move_dossier(&change).await {
            Ok(Moved::New | Moved::Replayed) => self.answer(self.dossier.last().seq + 1, status),
            Err(error) => Err(append_fault(&error)),
        }
    }

    fn answer(&self, version: u32, status: &str) -> Result<Reply, Fault> {
        let dossier = DossierSummary {
            reference: self.dossier.reference.to_string(),
            status: status.to_owned(),
            version,
            territoire: self.dossier.territoire.clone(),
            filed_at: self.dossier.first().at.clone(),
        };
        json(StatusCode::OK, Caching::Never, &MoveDossierResponse { dossier })
    }
}

impl History<'_> {
    /// The request as it was last sworn.
    pub fn request(&self) -> &FileDossierRequest {
        current_request(&self.filed, &self.moves)
    }

    /// The numbers of the documents that the dossier has.
    pub fn pieces(&self) -> Vec<PieceId> {
        let pieces = tell_pieces("", &self.filed, &self.moves);
        pieces
            .iter()
            .filter_map(|told| PieceId::parse(&told.piece.id))
            .collect()
    }
}

/// A step that does not follow is a conflict with what has happened since; anything else is a field to mend.
fn refusal(refused: &RefusedMove) -> Fault {
    match refused {
        RefusedMove::NotFrom { from: status, .. } | RefusedMove::NotWhile { status, .. } => {
            Fault::conflict("impossible-move", out_of_turn(*status))
        }
        other => Fault::invalid_field(other.field_problem()),
    }
}

fn out_of_turn(status: Status) -> Message {
    let label = status.label();
    Message::built(
        format!(
            "Votre demande est à l’étape « {} »\u{a0}: ce que vous demandez n’est plus possible. Relisez-la pour voir ce qui \
             l’est.",
            label.in_lang(Lang::Fr)
        ),
        format!(
            "Your request is at the step “{}”: what you ask is no longer possible. Read it again to see what is.",
            label.in_lang(Lang::En)
        ),
    )
}
