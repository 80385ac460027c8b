//! `POST /api/v1/dossiers`: a valid request becomes the first event of a dossier, once for its idempotency key.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use constant_time_eq::constant_time_eq_32;
use http::StatusCode;
use receipt::SigningKey;
use shared::calendar::paris_day;
use shared::dossier::{Demande, FieldError, RULES_VERSION, ReceivedPiece, Regime, Status, check_pieces_sent};
use shared::ids::{Reference, TerritoireId};
use shared::wire::{FileDossierRequest, FileDossierResponse, FiledEvent};
use store::{AppendError, Appended, Body, CallKey, ComponentDatabase, EarlierFiling, Filing, Store, digest};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

use crate::admission::{self, Checked};
use crate::fault::append_fault;
use crate::proof::{self, Filed, Proof};
use crate::{access_code, keys, pieces, territoire};

pub async fn file(call: &Call) -> Result<Reply, Fault> {
    let key = CallKey::of_applicant(call.idempotency_key()?.as_str());
    let request: FileDossierRequest = support::json::read(call)?;
    let now = environment::now()?;
    let store = Store::at(environment::database_url().await?);
    match judge(call, &store, &request, &key, now).await {
        Ok(accepted) => append(call, &store, &key, request, &accepted, now).await,
        Err(fault) => replay_or(call, &store, &key, fault).await,
    }
}

/// What is found of a request beside what it says.
struct Accepted {
    territoire: TerritoireId,
    guard: Checked,
    pieces: Vec<ReceivedPiece>,
}

/// Checks the request by itself, then what guards the filing, then that the documents it names were sent.
async fn judge(
    call: &Call,
    store: &Store<ComponentDatabase>,
    request: &FileDossierRequest,
    key: &CallKey,
    now: DateTime<Utc>,
) -> Result<Accepted, Fault> {
    let (demande, territoire) = check(request, paris_day(now.naive_utc()))?;
    let guard = Checked::of_call(call, now).await?;
    let sent = demande.pieces().iter().filter(|piece| piece.id.is_some());
    check_pieces_sent(sent.count()).map_err(|error| Fault::invalid_field(error.to_problem()))?;
    let pieces = pieces::find(store, key, demande.pieces(), "/pieces", &[], now).await?;
    Ok(Accepted {
        territoire,
        guard,
        pieces,
    })
}

/// Checks every field on the day of receipt, then the commune against the reference data: all faults come back at once.
fn check(request: &FileDossierRequest, on: NaiveDate) -> Result<(Demande, TerritoireId), Fault> {
    let demande = Demande::file(request, Regime::OF_STUDY_AID, on);
    let territoire = territoire::of(&request.projet.commune);
    let errors = match (demande, territoire) {
        (Ok(demande), Ok(territoire)) => return Ok((demande, territoire)),
        (Ok(_), Err(error)) => vec![error],
        (Err(errors), Ok(_)) => errors,
        (Err(errors), Err(error)) if errors.iter().any(|told| told.pointer == error.pointer) => errors,
        (Err(mut errors), Err(error)) => {
            errors.push(error);
            errors
        }
    };
    Err(Fault::invalid_fields(
        errors.iter().map(FieldError::to_problem).collect(),
    ))
}

/// Appends the event under a reference of its own; draws another in the rare case that one is taken.
async fn append(
    call: &Call,
    store: &Store<ComponentDatabase>,
    key: &CallKey,
    request: FileDossierRequest,
    accepted: &Accepted,
    now: DateTime<Utc>,
) -> Result<Reply, Fault> {
    let territoire = &accepted.territoire;
    let secrets = Secrets::of_component().await?;
    let at = environment::rfc3339(now);
    let mut event = FiledEvent {
        rules_version: RULES_VERSION.to_owned(),
        request,
        regime: Some(Regime::OF_STUDY_AID.as_str().to_owned()),
        told: None,
        pieces: accepted.pieces.iter().map(Into::into).collect(),
    };
    event.told = Some(proof::told(&at, &event, territoire, proof::service().await?)?);
    let body = support::json::write(&event)?;
    let year = paris_day(now.naive_utc()).year();
    for _attempt in 0..REFERENCE_ATTEMPTS {
        let reference = Reference::from_random(year, environment::random()?);
        let code = access_code::derive(&secrets.code_key, reference)?;
        let filing = Filing {
            reference,
            code: &code,
            territoire: &territoire.to_string(),
            status: Status::Depose.as_str(),
            at: &at,
            body: Body {
                json: &body,
                salt: environment::random()?,
            },
            request: call.body(),
            idempotency_key: key,
            admission: accepted.guard.admission(),
        };
        match store.file(&filing).await {
            Ok(Appended::New(hash)) => {
                let filed = EarlierFiling {
                    reference,
                    at,
                    territoire: territoire.to_string(),
                    body,
                    code_digest: digest(code.as_bytes()),
                    hash,
                };
                return answer(StatusCode::CREATED, &secrets, &filed);
            }
            Ok(Appended::Replayed(earlier)) => return answer(StatusCode::OK, &secrets, &earlier),
            Ok(Appended::Refused(refusal)) => {
                return Err(admission::refusal_fault(&refusal, call, now).await?);
            }
            Err(AppendError::ReferenceTaken) => {}
            Err(error) => return Err(append_fault(&error)),
        }
    }
    Err(Fault::unavailable("draw a reference: all attempts were taken"))
}

/// One is nearly always enough: 29⁷ references a year.
const REFERENCE_ATTEMPTS: u8 = 5;

/// Rules and communes change with releases: a request that is refused today may have been filed yesterday, by a client
/// that never got its receipt. Nor does a replay need the proof of work again, nor count.
async fn replay_or(
    call: &Call,
    store: &Store<ComponentDatabase>,
    key: &CallKey,
    fault: Fault,
) -> Result<Reply, Fault> {
    match store.find_filing(key, call.body()).await {
        Ok(Some(earlier)) => answer(StatusCode::OK, &Secrets::of_component().await?, &earlier),
        // Another request has the key: what is wrong with this one is still the more useful answer.
        Ok(None) | Err(AppendError::KeyReused) => Err(fault),
        Err(error) => Err(append_fault(&error)),
    }
}

/// What only this function knows, read before anything is written: a deployment that lacks one files nothing.
struct Secrets {
    code_key: String,
    signing_key: SigningKey,
}

impl Secrets {
    async fn of_component() -> Result<Self, Fault> {
        Ok(Self {
            code_key: environment::variable("code_key").await?,
            signing_key: keys::signing_key().await?,
        })
    }
}

/// What the applicant is given, the first time and each time after.
fn answer(status: StatusCode, secrets: &Secrets, filed: &EarlierFiling) -> Result<Reply, Fault> {
    let code = access_code::derive(&secrets.code_key, filed.reference)?;
    if !constant_time_eq_32(&digest(code.as_bytes()), &filed.code_digest) {
        return Err(Fault::internal(
            "give the receipt again: code_key is not the one of that filing",
        ));
    }
    let territoire =
        TerritoireId::parse(&filed.territoire).ok_or_else(|| Fault::internal("read the stored territory"))?;
    let proof = Proof::of(&Filed {
        reference: filed.reference,
        at: &filed.at,
        territoire: &territoire,
        body: &filed.body,
        hash: &filed.hash,
    })?;
    let response = FileDossierResponse {
        reference: filed.reference.to_string(),
        code: code.reveal(),
        filed_at: filed.at.clone(),
        territoire: territoire::summary_of(&territoire)?,
        receipt: proof.sign(&secrets.signing_key)?,
        rules_version: proof.receipt.rules_version,
    };
    json(status, Caching::Never, &response)
}
