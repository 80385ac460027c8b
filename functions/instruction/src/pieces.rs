//! `GET /api/v1/instruction/dossiers/{reference}/pieces/{id}`: a document of a dossier, for an agent in charge.

use guard::store_fault;
use store::Store;
use support::{Call, Fault, Reply, dossier_pieces, environment};

use crate::agents::Agent;
use crate::dossier::open;

pub async fn give(call: &Call, reference: &str, id: &str) -> Result<Reply, Fault> {
    let agent = Agent::authenticate(call).await?;
    let store = Store::at(environment::database_url().await?);
    let dossier = open(&store, reference, &agent).await?;
    let piece = dossier_pieces::find(dossier.filing(), dossier.moves(), id)?;
    let bytes = store
        .read_piece(&dossier.reference.to_string(), piece.id, piece.digest)
        .await
        .map_err(|error| store_fault(&error))?;
    dossier_pieces::give(&piece, bytes)
}
