//! `POST /api/v1/dossiers`: a valid request becomes the first event of a dossier, once for its idempotency key.

use chrono::Datelike;
use http::StatusCode;
use shared::dossier::{Demande, FieldError, Invalid, RULES_VERSION, Status};
use shared::ids::{IdempotencyKey, IdempotencyKeyError, Reference};
use shared::message::Message;
use shared::wire::{FileDossierRequest, FileDossierResponse, TerritoireSummary};
use store::{Appended, Body, DatabaseError, Filing, SpinSqlite, Store, StoreError};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

use crate::access_code;

pub async fn file(call: &Call) -> Result<Reply, Fault> {
    let key = read_key(call)?;
    let request: FileDossierRequest = support::json::read(call)?;
    let territoire = check(&request)?;
    let (appended, receipt) = append(&key, &request, territoire).await?;
    let status = match appended {
        Appended::New => StatusCode::CREATED,
        Appended::Replayed { .. } => StatusCode::OK,
    };
    json(status, Caching::Never, &receipt)
}

fn read_key(call: &Call) -> Result<IdempotencyKey, Fault> {
    IdempotencyKey::parse(call.header("idempotency-key").unwrap_or_default()).map_err(
        |error: IdempotencyKeyError| Fault::invalid_header("Idempotency-Key", "wrong_shape", error.message()),
    )
}

/// Checks every field, then the commune against the reference data: all faults come back at once.
fn check(request: &FileDossierRequest) -> Result<TerritoireSummary, Fault> {
    let parsed = Demande::parse(request);
    let commune = find_territoire(&request.projet.commune);
    match (parsed, commune) {
        (Ok(_), Ok(territoire)) => Ok(territoire),
        (parsed, commune) => {
            let mut errors = parsed.err().unwrap_or_default();
            let commune_is_told = errors.iter().any(|error| error.pointer == COMMUNE_POINTER);
            errors.extend(commune.err().filter(|_| !commune_is_told));
            Err(Fault::invalid_fields(
                errors.iter().map(FieldError::to_problem).collect(),
            ))
        }
    }
}

fn find_territoire(code_insee: &str) -> Result<TerritoireSummary, FieldError> {
    let refuse = |invalid| FieldError {
        pointer: COMMUNE_POINTER.to_owned(),
        invalid,
    };
    let commune = reference::commune(code_insee).ok_or_else(|| refuse(Invalid::UnknownCommune))?;
    let territoire = commune
        .territoire()
        .ok_or_else(|| refuse(Invalid::CommuneOutsideTerritoire))?;
    Ok(TerritoireSummary {
        phase: territoire.phase().to_owned(),
        id: territoire.id().to_owned(),
        name: territoire.name().to_owned(),
    })
}

const COMMUNE_POINTER: &str = "/projet/commune";

/// Appends the event under a reference of its own; draws another in the rare case that one is taken.
async fn append(
    key: &IdempotencyKey,
    request: &FileDossierRequest,
    territoire: TerritoireSummary,
) -> Result<(Appended, FileDossierResponse), Fault> {
    let store = Store::new(
        SpinSqlite::open()
            .await
            .map_err(|error| to_fault(&error.into()))?,
    );
    let secret = environment::variable("code_key").await?;
    let body = serde_json::to_string(request)
        .map_err(|error| Fault::internal(format!("write the event: {error}")))?;
    let idempotency_key = format!("depot:{}", key.as_str());
    for _attempt in 0..REFERENCE_ATTEMPTS {
        let now = environment::now()?;
        let reference = Reference::from_random(now.year(), environment::random()?);
        let code = access_code::derive(&secret, reference)?;
        let at = environment::rfc3339(now);
        let filing = Filing {
            reference,
            code: &code,
            territoire: &territoire.id,
            status: Status::Depose.as_str(),
            at: &at,
            body: Body {
                json: &body,
                salt: environment::random()?,
            },
            idempotency_key: &idempotency_key,
        };
        let (reference, code, filed_at, appended) = match store.file(&filing).await {
            Ok(Appended::New) => (reference, code, at, Appended::New),
            Ok(Appended::Replayed { reference, at }) => {
                let code = access_code::derive(&secret, reference)?;
                (reference, code, at.clone(), Appended::Replayed { reference, at })
            }
            Err(StoreError::ReferenceTaken) => continue,
            Err(error) => return Err(to_fault(&error)),
        };
        let receipt = FileDossierResponse {
            reference: reference.to_string(),
            code: code.reveal(),
            filed_at,
            territoire,
            rules_version: RULES_VERSION.to_owned(),
        };
        return Ok((appended, receipt));
    }
    Err(Fault::unavailable("draw a reference: all attempts were taken"))
}

/// One is nearly always enough: 29⁷ references a year.
const REFERENCE_ATTEMPTS: u8 = 5;

fn to_fault(error: &StoreError) -> Fault {
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
        StoreError::ReferenceTaken | StoreError::Outdated | StoreError::Chain(_) => {
            Fault::internal(chain(error))
        }
        StoreError::Database(
            DatabaseError::NoTables
            | DatabaseError::Denied
            | DatabaseError::Unexpected { .. }
            | DatabaseError::Other(_),
        ) => Fault::internal(chain(error)),
    }
}
