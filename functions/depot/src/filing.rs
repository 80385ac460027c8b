//! `POST /api/v1/dossiers`: a valid request becomes the first event of a dossier, once for its idempotency key.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use constant_time_eq::constant_time_eq_32;
use http::StatusCode;
use receipt::SigningKey;
use shared::calendar::paris_day;
use shared::dossier::{Demande, FieldError, Invalid, RULES_VERSION, Regime, Status};
use shared::ids::{Reference, TerritoireId};
use shared::message::Message;
use shared::wire::{FileDossierRequest, FileDossierResponse, FiledEvent, TerritoireSummary};
use store::{Appended, Body, DatabaseError, EarlierFiling, Filing, Store, StoreError, digest};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

use crate::proof::{self, Filed, Proof};
use crate::{access_code, keys};

pub async fn file(call: &Call) -> Result<Reply, Fault> {
    let key = format!("depot:{}", call.idempotency_key()?.as_str());
    let request: FileDossierRequest = support::json::read(call)?;
    let now = environment::now()?;
    match check(&request, paris_day(now.naive_utc())) {
        Ok(territoire) => append(call, &key, request, &territoire, now).await,
        Err(fault) => replay_or(call, &key, fault).await,
    }
}

/// Checks every field on the day of receipt, then the commune against the reference data: all faults come back at once.
fn check(request: &FileDossierRequest, on: NaiveDate) -> Result<TerritoireId, Fault> {
    let mut errors = Demande::file(request, Regime::OF_STUDY_AID, on)
        .err()
        .unwrap_or_default();
    let commune_is_told = errors.iter().any(|error| error.pointer == COMMUNE_POINTER);
    match find_territoire(&request.projet.commune) {
        Ok(territoire) if errors.is_empty() => return Ok(territoire),
        Ok(_) => {}
        Err(_) if commune_is_told => {}
        Err(error) => errors.push(error),
    }
    Err(Fault::invalid_fields(
        errors.iter().map(FieldError::to_problem).collect(),
    ))
}

fn find_territoire(code_insee: &str) -> Result<TerritoireId, FieldError> {
    let refuse = |invalid| FieldError {
        pointer: COMMUNE_POINTER.to_owned(),
        invalid,
    };
    let commune = reference::commune(code_insee).ok_or_else(|| refuse(Invalid::UnknownCommune))?;
    commune
        .territoire()
        .and_then(|territoire| TerritoireId::new(territoire.phase().as_str(), territoire.id()))
        .ok_or_else(|| refuse(Invalid::CommuneOutsideTerritoire))
}

const COMMUNE_POINTER: &str = "/projet/commune";

/// Appends the event under a reference of its own; draws another in the rare case that one is taken.
async fn append(
    call: &Call,
    key: &str,
    request: FileDossierRequest,
    territoire: &TerritoireId,
    now: DateTime<Utc>,
) -> Result<Reply, Fault> {
    let secrets = Secrets::of_component().await?;
    let store = Store::at(environment::database_url().await?);
    let at = environment::rfc3339(now);
    let mut event = FiledEvent {
        rules_version: RULES_VERSION.to_owned(),
        request,
        regime: Some(Regime::OF_STUDY_AID.as_str().to_owned()),
        told: None,
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
            Err(StoreError::ReferenceTaken) => {}
            Err(error) => return Err(to_fault(&error)),
        }
    }
    Err(Fault::unavailable("draw a reference: all attempts were taken"))
}

/// One is nearly always enough: 29⁷ references a year.
const REFERENCE_ATTEMPTS: u8 = 5;

/// Rules and communes change with releases: a request that is refused today may have been filed yesterday, by a client
/// that never got its receipt.
async fn replay_or(call: &Call, key: &str, fault: Fault) -> Result<Reply, Fault> {
    let store = Store::at(environment::database_url().await?);
    match store.find_filing(key, call.body()).await {
        Ok(Some(earlier)) => answer(StatusCode::OK, &Secrets::of_component().await?, &earlier),
        // Another request has the key: what is wrong with this one is still the more useful answer.
        Ok(None) | Err(StoreError::KeyReused) => Err(fault),
        Err(error) => Err(to_fault(&error)),
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
        territoire: summary_of(&territoire)?,
        receipt: proof.sign(&secrets.signing_key)?,
        rules_version: proof.receipt.rules_version,
    };
    json(status, Caching::Never, &response)
}

pub fn summary_of(id: &TerritoireId) -> Result<TerritoireSummary, Fault> {
    let territoire = reference::Phase::parse(id.phase())
        .and_then(|phase| reference::territoire_in(phase, id.id()))
        .ok_or_else(|| Fault::internal("find the territory of the dossier"))?;
    Ok(TerritoireSummary {
        phase: territoire.phase().to_string(),
        id: territoire.id().to_owned(),
        name: territoire.name().to_owned(),
    })
}

pub fn to_fault(error: &StoreError) -> Fault {
    match error {
        StoreError::KeyReused => Fault::conflict(
            "idempotency-key-reused",
            Message::fixed(
                "Cette clé a déjà servi à déposer une autre demande, qui est bien enregistrée. Pour en déposer une \
                 nouvelle, recommencez avec une autre clé.",
                "This key has already filed another request, which is safely recorded. To file a new one, start again \
                 with another key.",
            ),
        ),
        StoreError::Database(DatabaseError::Busy | DatabaseError::Full) => Fault::unavailable(chain(error)),
        StoreError::ReferenceTaken
        | StoreError::Outdated
        | StoreError::Chain(_)
        | StoreError::Database(
            DatabaseError::NoTables
            | DatabaseError::Denied
            | DatabaseError::Unexpected { .. }
            | DatabaseError::Other(_),
        ) => Fault::internal(chain(error)),
    }
}
