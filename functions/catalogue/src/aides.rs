//! `GET /api/v1/aides` and `GET /api/v1/aides/{id}`: the study aids, every version of their rules. They are evaluated
//! where the form is, not here.

mod body;

use shared::aide::{AIDES, find_aide};
use shared::message::Message;
use shared::wire::{ListAidesResponse, ReadAideResponse};
use support::{Call, Fault, Reply};

use crate::answer::{self, Valid};

pub fn list(call: &Call) -> Result<Reply, Fault> {
    answer::give_list(call, Valid::Always, || {
        Ok(ListAidesResponse {
            aides: AIDES.iter().map(|aide| body::aide(aide)).collect(),
        })
    })
}

pub fn read(call: &Call, id: &str) -> Result<Reply, Fault> {
    let aide = find_aide(id).ok_or_else(unknown)?;
    answer::give(call, Valid::Always, || {
        Ok(ReadAideResponse {
            aide: body::aide(aide),
        })
    })
}

fn unknown() -> Fault {
    Fault::not_found(Message::fixed(
        "Cette aide n’existe pas. Les identifiants sont ceux de /api/v1/aides.",
        "This aid does not exist. The ids are those of /api/v1/aides.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{get, refusal};

    #[test]
    fn every_aid_is_listed_with_its_versions_and_sources() {
        let response: ListAidesResponse = get("/aides");
        let ids: Vec<_> = response.aides.iter().map(|aide| aide.id.as_str()).collect();
        assert_eq!(ids, AIDES.iter().map(|aide| aide.id).collect::<Vec<_>>());
        for aide in &response.aides {
            assert!(!aide.versions.is_empty(), "{}", aide.id);
            for version in &aide.versions {
                assert!(version.source.url.starts_with("http"), "{}", aide.id);
                assert!(!version.taux.lines.is_empty(), "{}", aide.id);
            }
            let read: ReadAideResponse = get(&format!("/aides/{}", aide.id));
            assert_eq!(&read.aide, aide);
        }
        assert_eq!(refusal("/aides/tremplin").status, 404);
    }

    #[test]
    fn what_the_sources_leave_open_is_told() {
        let ReadAideResponse { aide } = get("/aides/pacte-industrie");
        let version = &aide.versions[0];
        // `until` is 2026-07-01 in the file: the last day is the one before.
        assert_eq!(version.last_day.as_deref(), Some("2026-06-30"));
        assert_eq!(version.plafond.kind, "unknown");
        assert_eq!(version.legal_basis, None);
        assert_eq!(version.doubts.len(), 3);
        assert_eq!(aide.gaps.len(), 2);
        assert_eq!(aide.gaps[1].last_day, None);
    }
}
