//! The chain of a dossier, computed again from what the service told of it.

use serde::Deserialize;

use crate::hash::{Hasher, from_hex};
use crate::report::Finding;
use crate::signed::Receipt;

/// What the service answered.
#[derive(Debug, Deserialize)]
pub struct Chain {
    reference: String,
    territoire: String,
    code_digest: String,
    events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Event {
    seq: u32,
    formula: u32,
    status: String,
    at: String,
    actor: String,
    content_digest: String,
    previous_hash: String,
    hash: String,
}

/// What could be made of the hash of an event.
enum Computed {
    Right,
    /// The first formula covers the name of the agent, which is not told.
    NotTold,
}

impl Chain {
    /// Compares it with the receipt, then follows it.
    pub fn check(&self, receipt: &Receipt) -> Vec<Finding> {
        let mut findings = vec![Finding::of(
            self.begins_with(receipt),
            "the chain begins with the filing of this receipt".to_owned(),
        )];
        match self.follow() {
            Ok(not_told) => {
                let last = self.events.last().map_or("", |event| event.status.as_str());
                findings.push(Finding::Proved(format!(
                    "no event of the chain was removed or altered, from 1 to {} ({last})",
                    self.events.len()
                )));
                findings.push(Finding::Unknown(
                    "whether more events came after the last one given".to_owned(),
                ));
                if 0 < not_told {
                    findings.push(Finding::Unknown(format!(
                        "the content of {not_told} old events, whose hash covers a name that is not told: they are linked"
                    )));
                }
            }
            Err(refused) => findings.push(Finding::Refused(refused)),
        }
        findings
    }

    fn begins_with(&self, receipt: &Receipt) -> Result<(), String> {
        let first = self.events.first().ok_or("the chain has no event")?;
        let territoire = format!("{}/{}", receipt.territoire.phase, receipt.territoire.id);
        if self.reference != receipt.reference {
            Err(format!("the chain is that of {}", self.reference))
        } else if first.hash != receipt.event_hash {
            Err(format!(
                "the chain begins with {}, the receipt says {}",
                first.hash, receipt.event_hash
            ))
        } else if self.territoire != territoire || first.at != receipt.filed_at {
            Err("the chain has not the territory or the moment of the receipt".to_owned())
        } else {
            Ok(())
        }
    }

    /// How many events could not be computed.
    fn follow(&self) -> Result<usize, String> {
        let mut previous = [0; 32];
        let mut not_told = 0;
        for (event, expected) in self.events.iter().zip(1_u32..) {
            if event.seq != expected {
                return Err(format!("event {expected} of the chain is missing"));
            }
            if from_hex(&event.previous_hash) != Some(previous) {
                return Err(format!(
                    "event {expected} of the chain is not linked to the one before"
                ));
            }
            match self.compute(event) {
                Some(Computed::Right) => {}
                Some(Computed::NotTold) => not_told += 1,
                None => return Err(format!("event {expected} of the chain was altered")),
            }
            previous = from_hex(&event.hash).ok_or_else(|| format!("event {expected} has no hash"))?;
        }
        Ok(not_told)
    }

    fn compute(&self, event: &Event) -> Option<Computed> {
        let name = match (event.formula, event.actor.as_str()) {
            (2, "demandeur" | "agent") => "guichet-event-2",
            // The applicant has no name: it is told.
            (1, "demandeur") => "guichet-event-1",
            (1, "agent") => return Some(Computed::NotTold),
            _ => return None,
        };
        let mut hasher = Hasher::new(name);
        hasher.bytes(&from_hex(&event.previous_hash)?);
        hasher.bytes(&event.seq.to_be_bytes());
        for part in [&self.reference, &event.status, &event.at, &event.actor] {
            hasher.text(part);
        }
        hasher.bytes(&from_hex(&event.content_digest)?);
        if event.seq == 1 {
            hasher.text(&self.territoire);
            hasher.bytes(&from_hex(&self.code_digest)?);
        }
        (hasher.finish() == from_hex(&event.hash)?).then_some(Computed::Right)
    }
}
