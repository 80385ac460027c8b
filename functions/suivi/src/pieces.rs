//! `POST /api/v1/suivi/piece`: a document of a dossier, for who holds its reference and its code.

use guard::store_fault;
use shared::wire::ReadPieceRequest;
use store::Store;
use support::{Call, Fault, Reply, applicant, dossier_pieces, environment};

pub async fn give(call: &Call) -> Result<Reply, Fault> {
    let request: ReadPieceRequest = support::json::read(call)?;
    let (reference, code) = applicant::parse(&request.reference, &request.code)?;
    let store = Store::at(environment::database_url().await?);
    let dossier = guard::open(&store, call, reference, &code).await?;
    let piece = dossier_pieces::find(dossier.filing(), dossier.moves(), &request.id)?;
    let bytes = store
        .read_piece(&reference.to_string(), piece.id, piece.digest)
        .await
        .map_err(|error| store_fault(&error))?;
    dossier_pieces::give(&piece, bytes)
}
