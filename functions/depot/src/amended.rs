//! Which fields of a request differ from what they were, by their JSON pointers. It judges none.

use serde_json::{Map, Value};
use shared::wire::FileDossierRequest;
use support::Fault;

/// The pointers of the fields that differ, in the order of the alphabet. Documents are told apart, not here.
///
/// # Errors
/// A 500, which no request leads to.
pub fn amended(before: &FileDossierRequest, after: &FileDossierRequest) -> Result<Vec<String>, Fault> {
    let value = |request| {
        serde_json::to_value(request).map_err(|error| Fault::internal(format!("compare requests: {error}")))
    };
    let (mut before, mut after) = (value(before)?, value(after)?);
    for request in [&mut before, &mut after] {
        if let Some(members) = request.as_object_mut() {
            members.remove("pieces");
        }
    }
    let mut pointers = Vec::new();
    compare(&before, &after, "", &mut pointers);
    Ok(pointers)
}

fn compare(before: &Value, after: &Value, pointer: &str, pointers: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for key in keys(before, after) {
                let (before, after) = (member(before, key), member(after, key));
                compare(before, after, &format!("{pointer}/{key}"), pointers);
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (place, (before, after)) in before.iter().zip(after).enumerate() {
                compare(before, after, &format!("{pointer}/{place}"), pointers);
            }
        }
        _ if before == after => {}
        _ => pointers.push(pointer.to_owned()),
    }
}

/// The keys of either, each once.
fn keys<'a>(before: &'a Map<String, Value>, after: &'a Map<String, Value>) -> Vec<&'a String> {
    let mut keys: Vec<_> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A member that is left out is `null`.
fn member<'a>(object: &'a Map<String, Value>, key: &str) -> &'a Value {
    object.get(key).unwrap_or(&Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::wire::{CoutBody, PieceBody};

    fn pointers(change: impl FnOnce(&mut FileDossierRequest)) -> Vec<String> {
        let before = FileDossierRequest::default();
        let mut after = before.clone();
        change(&mut after);
        amended(&before, &after).unwrap()
    }

    #[test]
    fn each_field_that_differs_is_told_once() {
        assert_eq!(pointers(|_| {}), [""; 0]);
        let several = pointers(|request| {
            request.projet.intitule = "Autre".to_owned();
            request.demandeur.telephone = "0123456789".to_owned();
            request.projet.couts_previsionnels.push(CoutBody::default());
        });
        assert_eq!(
            several,
            [
                "/demandeur/telephone",
                "/projet/couts_previsionnels",
                "/projet/intitule"
            ]
        );
    }

    #[test]
    fn a_line_is_told_by_its_place_and_documents_are_not_told() {
        let mut before = FileDossierRequest::default();
        before.projet.couts_previsionnels = vec![CoutBody::default(); 3];
        let mut after = before.clone();
        after.projet.couts_previsionnels[1].montant = "12".to_owned();
        after.pieces.push(PieceBody::default());
        assert_eq!(
            amended(&before, &after).unwrap(),
            ["/projet/couts_previsionnels/1/montant"]
        );
    }
}
