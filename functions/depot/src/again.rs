//! `POST /api/v1/suivi/receipt`: the receipt again, for who holds the reference and the code: as JSON, or as a page to
//! print.

use http::StatusCode;
use shared::ids::TerritoireId;
use shared::wire::ReadReceiptResponse;
use store::{OpenedDossier, Store};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, applicant, environment};

use crate::proof::{Filed, Proof};
use crate::{keys, page};

pub async fn read(call: &Call) -> Result<Reply, Fault> {
    let (reference, code) = applicant::read_form_or_json(call)?;
    let key = keys::signing_key().await?;
    let store = Store::at(environment::database_url().await?);
    let dossier = guard::open(&store, call, reference, &code).await?;
    let proof = proof_of(&dossier)?;
    let jws = proof.sign(&key)?;
    if call.prefers_page() {
        return page::show(call.lang(), &proof.receipt, &jws, &key.public().kid());
    }
    let response = ReadReceiptResponse {
        receipt: jws,
        sworn_request: proof.sworn_request,
    };
    json(StatusCode::OK, Caching::Never, &response)
}

fn proof_of(dossier: &OpenedDossier) -> Result<Proof, Fault> {
    let first = dossier.first();
    let territoire = TerritoireId::parse(&dossier.territoire)
        .ok_or_else(|| Fault::internal("read the stored territory"))?;
    Proof::of(&Filed {
        reference: dossier.reference,
        at: &first.at,
        territoire: &territoire,
        body: &first.body,
        hash: &first.hash,
    })
}
