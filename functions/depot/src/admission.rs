//! What lets a filing through: the proof of work that the deployment asks for, and the limit of its client. Both are read
//! here from the request and the variables, before anything of the database; the store holds the filing to them in the
//! statement that files.

use std::time::Duration;

use chrono::{DateTime, Utc};
use guard::{GuardKey, client_address, client_limit};
use shared::message::Message;
use shared::proof_of_work;
use shared::wire::ServiceBody;
use store::{Admission, ClientLimit, Refusal};
use support::{Call, Fault, wait};

use crate::challenge::{self, ProofError};
use crate::proof;

/// What a filing must pass, and has passed as far as can be told without the database.
pub struct Checked {
    limit: Option<ClientLimit>,
    challenge: Option<[u8; 16]>,
}

impl Checked {
    /// Reads what a filing brings and what the deployment asks.
    ///
    /// # Errors
    /// A 428 when a proof of work is asked for and there is none that holds; a 500 when a variable is wrong.
    pub async fn of_call(call: &Call, now: DateTime<Utc>) -> Result<Self, Fault> {
        Ok(Self {
            challenge: check_proof(call, now).await?,
            limit: client_limit::of_call(call, now).await?,
        })
    }

    /// As the store takes it.
    pub fn admission(&self) -> Admission<'_> {
        Admission {
            limit: self.limit.as_ref(),
            challenge: self.challenge,
        }
    }
}

/// What the challenge of the filing was drawn as; none when no proof is asked for.
async fn check_proof(call: &Call, now: DateTime<Utc>) -> Result<Option<[u8; 16]>, Fault> {
    let bits = challenge::bits_of_component().await?;
    if bits == 0 {
        return Ok(None);
    }
    let key = GuardKey::of_component().await?;
    match challenge::check(call.header(proof_of_work::HEADER), bits, now, &key) {
        Ok(nonce) => Ok(Some(nonce)),
        Err(error) => Err(proof_required(error).await?),
    }
}

/// The fault that tells what did not let a filing through.
///
/// # Errors
/// A 500 when the manifest does not give a variable.
pub async fn refusal_fault(refusal: &Refusal, call: &Call, now: DateTime<Utc>) -> Result<Fault, Fault> {
    match refusal {
        Refusal::ChallengeUsed => proof_required(ProofError::AlreadyUsed).await,
        Refusal::LimitReached { earliest } => {
            let wait = client_limit::time_left(earliest, now);
            let log = client_address::limited("filing limit reached", call).await?;
            Ok(Fault::too_many_requests(wait, limit_reached(wait), log))
        }
    }
}

fn limit_reached(wait: Duration) -> Message {
    wait::sentence(
        wait,
        |wait| {
            format!(
                "Trop de demandes ont été déposées depuis votre connexion en une heure. Celle-ci n’a pas été enregistrée : \
                 renvoyez-la dans {wait}."
            )
        },
        |wait| {
            format!(
                "Too many requests were filed from your connection within an hour. This one was not recorded: send it \
                 again in {wait}."
            )
        },
    )
}

async fn proof_required(error: ProofError) -> Result<Fault, Fault> {
    let detail = what_to_do(&proof::service().await?);
    Ok(Fault::proof_of_work_required(
        error.code(),
        &error.message(),
        detail,
    ))
}

/// For a person first, whose device may not be able to: then for who writes a program.
fn what_to_do(service: &ServiceBody) -> Message {
    let known: Vec<_> = [&service.email, &service.phone]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    let contact = match known.as_slice() {
        [] => String::new(),
        known => format!(" ({})", known.join(", ")),
    };
    Message::built(
        format!(
            "Contre les envois automatiques, ce guichet demande un petit calcul à l’appareil qui dépose, et il n’est pas fait. \
             Rien n’a été enregistré : réessayez. Si votre appareil ne peut pas le faire, adressez-vous au service qui \
             instruit les demandes{contact}. Un programme lit GET /api/v1/dossiers/challenge, puis renvoie la même demande \
             avec l’en-tête Proof-Of-Work."
        ),
        format!(
            "Against automatic sending, this service asks the device that files for a small computation, which is not done. \
             Nothing was recorded: try again. If your device cannot do it, ask the service that processes the \
             requests{contact}. A program reads GET /api/v1/dossiers/challenge, then sends the same request again with the \
             header Proof-Of-Work."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::message::Lang;

    #[test]
    fn the_people_to_ask_are_named_when_they_are_known() {
        let named = ServiceBody {
            email: Some("aides@region.example".to_owned()),
            phone: Some("03 84 00 00 00".to_owned()),
            ..ServiceBody::default()
        };
        for lang in [Lang::Fr, Lang::En] {
            let sentence = what_to_do(&named);
            assert!(
                sentence
                    .in_lang(lang)
                    .contains("(aides@region.example, 03 84 00 00 00)")
            );
            assert!(!what_to_do(&ServiceBody::default()).in_lang(lang).contains('('));
        }
    }
}
