//! `POST /api/v1/instruction/dossiers/{reference}`: an agent moves a dossier one step, once for its idempotency key,
//! from the version they had under their eyes.

use http::StatusCode;
use shared::dossier::{Command, Demande, Dossier, Status, decide};
use shared::ids::{IdempotencyKey, Reference};
use shared::message::Message;
use shared::wire::{DossierSummary, FileDossierRequest, MoveDossierRequest, MoveDossierResponse};
use store::{Body, DatabaseError, Move, OpenedDossier, SpinSqlite, Store, StoreError};
use support::fault::chain;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment};

use crate::agents::Agent;

pub async fn move_dossier(call: &Call, reference: &str) -> Result<Reply, Fault> {
    let agent = Agent::authenticate(call).await?;
    let key = read_key(call)?;
    let request: MoveDossierRequest = support::json::read(call)?;
    let command = Command::from_fields(
        &request.status,
        request.montant_accorde.as_deref(),
        request.motif.as_deref(),
    )
    .map_err(Fault::invalid_field)?;
    let store = Store::new(
        SpinSqlite::open()
            .await
            .map_err(|error| to_fault(&error.into()))?,
    );
    let dossier = open(&store, reference, &agent).await?;
    record(&store, &agent, &key, &dossier, &request, command).await?;
    let moved = open(&store, reference, &agent).await?;
    json(
        StatusCode::OK,
        Caching::Never,
        &MoveDossierResponse {
            dossier: to_summary(&moved),
        },
    )
}

fn read_key(call: &Call) -> Result<IdempotencyKey, Fault> {
    IdempotencyKey::parse(call.header("idempotency-key").unwrap_or_default())
        .map_err(|error| Fault::invalid_header("Idempotency-Key", "wrong_shape", error.message()))
}

/// The dossier, if it is in a territory of the agent's région.
async fn open(store: &Store<SpinSqlite>, reference: &str, agent: &Agent) -> Result<OpenedDossier, Fault> {
    let reference = Reference::parse(reference).map_err(|error| Fault::not_found(error.message()))?;
    let dossier = store
        .open(reference)
        .await
        .map_err(|error| to_fault(&error))?
        .ok_or_else(unknown)?;
    let territoire = reference::territoire(&dossier.territoire)
        .ok_or_else(|| Fault::internal("find the territory of the dossier"))?;
    if agent.sees(territoire) {
        Ok(dossier)
    } else {
        Err(another_region())
    }
}

/// Decides and appends from the version that the agent saw; from another version, only a move that this very key
/// has made already is accepted.
async fn record(
    store: &Store<SpinSqlite>,
    agent: &Agent,
    key: &IdempotencyKey,
    dossier: &OpenedDossier,
    request: &MoveDossierRequest,
    command: Command,
) -> Result<(), Fault> {
    let body = serde_json::to_string(request)
        .map_err(|error| Fault::internal(format!("write the event: {error}")))?;
    let (actor, at) = (agent.actor(), environment::rfc3339(environment::now()?));
    let change = Move {
        dossier,
        status: &request.status,
        at: &at,
        actor: &actor,
        body: Body {
            json: &body,
            salt: environment::random()?,
        },
        idempotency_key: &format!("{actor}:{}", key.as_str()),
    };
    let outcome = if request.seen == dossier.last().seq {
        decide(command, &state_of(dossier)?)
            .map_err(|refused| Fault::invalid_field(refused.field_problem()))?;
        store.move_dossier(&change).await
    } else {
        store.find_move(&change).await
    };
    outcome
        .map(|_new_or_replayed| ())
        .map_err(|error| to_fault(&error))
}

fn state_of(dossier: &OpenedDossier) -> Result<Dossier, Fault> {
    let unreadable = || Fault::internal("read the stored request");
    let request: FileDossierRequest =
        serde_json::from_str(&dossier.first().body).map_err(|_| unreadable())?;
    let demande = Demande::parse(&request).map_err(|_| unreadable())?;
    let status = Status::parse(&dossier.last().status).ok_or_else(unreadable)?;
    Ok(Dossier {
        status,
        total: demande.total(),
    })
}

fn to_summary(dossier: &OpenedDossier) -> DossierSummary {
    DossierSummary {
        reference: dossier.reference.to_string(),
        status: dossier.last().status.clone(),
        version: dossier.last().seq,
        territoire: dossier.territoire.clone(),
        filed_at: dossier.first().at.clone(),
    }
}

fn unknown() -> Fault {
    Fault::not_found(Message::fixed(
        "Aucune demande n’a cette référence. Vérifiez-la dans la liste des demandes.",
        "No request has this reference. Check it in the list of requests.",
    ))
}

fn another_region() -> Fault {
    Fault::forbidden(Message::fixed(
        "Cette demande est dans le territoire d’une autre Région : votre clé ne permet pas de la traiter.",
        "This request is in the territory of another Région: your key does not let you process it.",
    ))
}

pub fn to_fault(error: &StoreError) -> Fault {
    match error {
        StoreError::Outdated => Fault::conflict(
            "outdated",
            Message::fixed(
                "La demande a changé depuis que vous l’avez lue. Rechargez-la, puis recommencez.",
                "The request has changed since you read it. Reload it, then try again.",
            ),
        ),
        StoreError::KeyReused => Fault::conflict(
            "idempotency-key-reused",
            Message::fixed(
                "Cette clé a déjà servi à une autre action, qui est bien enregistrée. Recommencez avec une autre clé.",
                "This key has already served for another action, which is safely recorded. Try again with another key.",
            ),
        ),
        StoreError::Database(DatabaseError::Busy | DatabaseError::Full) => Fault::unavailable(chain(error)),
        StoreError::ReferenceTaken
        | StoreError::Chain(_)
        | StoreError::Database(
            DatabaseError::NoTables
            | DatabaseError::Denied
            | DatabaseError::Unexpected { .. }
            | DatabaseError::Other(_),
        ) => Fault::internal(chain(error)),
    }
}
