//! `GET /api/v1/contrats` and `GET /api/v1/contrats/{id}`: the contracts, as they read today or on a day. The files were
//! checked when the function was built; they are checked again when they are read, since only a checked one is a
//! `Contrat`.

mod body;
mod fiche;
mod parties;
mod unknown;

use shared::contrat::{Contrat, WrittenContrat};
use shared::ids::TerritoireId;
use shared::message::Message;
use shared::programme::Phase;
use shared::source::Stated;
use shared::wire::ListContratsResponse;
use support::{Call, Fault, Reply, parameter};

use crate::answer::{self, Valid};

include!(concat!(env!("OUT_DIR"), "/contrats.rs"));

pub fn list(call: &Call) -> Result<Reply, Fault> {
    parameter::only(call, &["territoire"])?;
    let territoire = read_territoire(call)?;
    answer::give_list(call, Valid::Always, || {
        let mut contrats = Vec::new();
        for (_, text) in WRITTEN {
            let contrat = parse(text)?;
            if territoire.as_ref().is_none_or(|id| covers(&contrat, id)) {
                contrats.push(body::summary(&contrat));
            }
        }
        Ok(ListContratsResponse { contrats })
    })
}

pub fn read(call: &Call, id: &str) -> Result<Reply, Fault> {
    let (_, text) = WRITTEN
        .iter()
        .find(|(known, _)| *known == id)
        .ok_or_else(not_found)?;
    parameter::only(call, &["on"])?;
    let on = parameter::day(call, "on")?;
    answer::give(call, Valid::Always, || {
        let contrat = parse(text)?;
        let mut response = body::reading(&contrat, on);
        response.unknown = unknown::pointers(&response)?;
        Ok(response)
    })
}

fn parse(text: &str) -> Result<Contrat, Fault> {
    let file: WrittenContrat = serde_json::from_str(text)
        .map_err(|error| Fault::internal(format!("read a contract that is compiled in: {error}")))?;
    Contrat::parse(&file)
        .map_err(|faults| Fault::internal(format!("check the contract {}: {} faults", file.id, faults.len())))
}

/// A contract of which the territories are unknown covers none that can be told.
fn covers(contrat: &Contrat, territoire: &TerritoireId) -> bool {
    match contrat.territoires() {
        Stated::Known(territoires) => territoires.contains(territoire),
        Stated::Unknown => false,
    }
}

fn read_territoire(call: &Call) -> Result<Option<TerritoireId>, Fault> {
    let read = |text: String| TerritoireId::parse(&text).filter(|id| Phase::parse(id.phase()).is_some());
    call.query("territoire")
        .map(|text| read(text).ok_or_else(wrong_territoire))
        .transpose()
}

fn wrong_territoire() -> Fault {
    Fault::invalid_parameter(
        "territoire",
        "wrong_shape",
        Message::fixed(
            "Indiquez la phase puis l’identifiant du territoire, par exemple 2023-2027/ti-2705. La phase est 2018-2023 ou \
             2023-2027.",
            "Give the phase, then the id of the territory, for example 2023-2027/ti-2705. The phase is 2018-2023 or \
             2023-2027.",
        ),
    )
}

fn not_found() -> Fault {
    Fault::not_found(Message::fixed(
        "Ce contrat n’existe pas. Les identifiants sont ceux de /api/v1/contrats.",
        "This contract does not exist. The ids are those of /api/v1/contrats.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{get, refusal, refused_parameter};
    use serde_json::Value;
    use shared::contrat::FICTITIOUS_TERRITOIRE;
    use shared::mesure::find_mesure;
    use shared::wire::{ContratBody, ReadContratResponse};

    const EXAMPLE: &str = "exemple-val-fictif-2024-2027";

    fn listed(parameters: &str) -> Vec<String> {
        let response: ListContratsResponse = get(&format!("/contrats?{parameters}"));
        response.contrats.into_iter().map(|contrat| contrat.id).collect()
    }

    fn contrats() -> Vec<ReadContratResponse> {
        listed("")
            .iter()
            .map(|id| get(&format!("/contrats/{id}")))
            .collect()
    }

    fn on(id: &str, day: &str) -> ReadContratResponse {
        get(&format!("/contrats/{id}?on={day}"))
    }

    #[test]
    fn every_contract_is_listed_in_order_and_read() {
        let ids = listed("");
        assert_eq!(ids.len(), WRITTEN.len());
        assert!(ids.is_sorted());
        assert_eq!(refusal("/contrats/rien").status, 404);
    }

    #[test]
    fn every_null_is_listed_as_unknown_and_nothing_else() {
        for contrat in contrats() {
            let value = serde_json::to_value(&contrat).unwrap();
            assert!(!contrat.unknown.is_empty(), "{}", contrat.summary.id);
            for pointer in &contrat.unknown {
                assert_eq!(value.pointer(pointer), Some(&Value::Null), "{pointer}");
            }
            let nulls = value.to_string().matches("null").count();
            assert_eq!(nulls, contrat.unknown.len(), "{}", contrat.summary.id);
        }
    }

    #[test]
    fn an_example_says_so_in_each_of_its_bodies_and_a_real_one_nowhere() {
        for read in contrats() {
            let is_example = read.summary.id == EXAMPLE;
            let contrat = read.contrat.expect("no day was asked");
            let marks = [
                read.summary.is_example,
                read.summary.mark.is_some(),
                read.summary.intitule.contains("EXEMPLE"),
                contrat.is_example,
                contrat.heading.en.contains("EXEMPLE") || contrat.heading.en.contains("EXAMPLE"),
            ];
            assert_eq!(marks, [is_example; 5], "{}", read.summary.id);
            assert!(
                contrat
                    .progress
                    .is_none_or(|progress| progress.is_example == is_example)
            );
            for fiche in contrat.fiches.iter().flatten() {
                assert_eq!(
                    fiche.heading.fr.starts_with("EXEMPLE"),
                    is_example,
                    "{}",
                    fiche.heading.fr
                );
            }
            for avenant in contrat.avenants.iter().flatten() {
                assert_eq!(
                    avenant.heading.fr.starts_with("EXEMPLE"),
                    is_example,
                    "{}",
                    avenant.heading.fr
                );
            }
        }
    }

    #[test]
    fn a_contract_is_read_from_the_day_of_its_signature_on() {
        let vendee = "vendee-centre-2022-2026";
        let before = on(vendee, "2022-10-24");
        assert_eq!(
            (before.reading.as_str(), before.contrat),
            ("before_signature", None)
        );
        for day in ["2022-10-25", "2022-10-26"] {
            let after = on(vendee, day);
            assert_eq!(after.reading, "on_day");
            assert!(after.contrat.is_some());
        }
        let unknown = on("ouest-et-sud-creusois", "2022-10-25");
        assert_eq!(unknown.reading, "day_unknown");
        assert!(unknown.contrat.is_some() && unknown.unknown.contains(&"/summary/signed_on".to_owned()));
        let latest: ReadContratResponse = get(&format!("/contrats/{vendee}"));
        assert_eq!((latest.reading.as_str(), latest.on), ("latest", None));
    }

    #[test]
    fn an_amendment_holds_from_its_day_on() {
        let written: ReadContratResponse = get(&format!("/contrats/{EXAMPLE}"));
        let latest = written.contrat.expect("no day was asked");
        let signed_on = latest.avenants.clone().unwrap()[0].signed_on.clone();
        let day_before = shared::calendar::read_day(&signed_on)
            .and_then(|day| day.pred_opt())
            .unwrap();
        let held = |day: &str| {
            on(EXAMPLE, day)
                .contrat
                .and_then(|contrat| contrat.avenants)
                .unwrap()
                .len()
        };
        assert_eq!(held(&day_before.to_string()), 0);
        assert_eq!(held(&signed_on), 1);
    }

    #[test]
    fn progress_adds_up() {
        let example: ReadContratResponse = get(&format!("/contrats/{EXAMPLE}"));
        let ContratBody { fiches, progress, .. } = example.contrat.expect("no day was asked");
        let progress = progress.expect("the plan is known");
        assert_eq!(progress.fiches as usize, fiches.unwrap().len());
        assert_eq!(
            progress.by_state.iter().map(|state| state.count).sum::<u32>(),
            progress.fiches
        );
        let cents = |text: &str| text.replace('.', "").parse::<u64>().unwrap();
        let total = cents(&progress.total.total);
        assert!(0 < total);
        for parts in [&progress.by_financeur, &progress.by_axe] {
            assert_eq!(
                parts.iter().map(|part| cents(&part.money.total)).sum::<u64>(),
                total
            );
        }
    }

    #[test]
    fn contracts_of_a_territory_are_found_by_its_phase_and_id() {
        let territoire = format!("2023-2027/{FICTITIOUS_TERRITOIRE}01");
        assert_eq!(listed(&format!("territoire={territoire}")), [EXAMPLE]);
        assert_eq!(listed("territoire=2023-2027/ti-2705"), [""; 0]);
        for text in ["", "ti-2705", "2018-2022/ti-2705", "2023-2027/"] {
            let (name, code) = refused_parameter(&format!("/contrats?territoire={text}"));
            assert_eq!(
                (name.as_str(), code.as_str()),
                ("territoire", "wrong_shape"),
                "{text}"
            );
        }
        for text in ["", "2027-02-29", "23/11/2026"] {
            let (name, code) = refused_parameter(&format!("/contrats/{EXAMPLE}?on={text}"));
            assert_eq!((name.as_str(), code.as_str()), ("on", "wrong_shape"), "{text}");
        }
    }

    #[test]
    fn the_measures_that_contracts_name_exist() {
        let contrats = contrats();
        let fiches = contrats
            .iter()
            .filter_map(|read| read.contrat.as_ref()?.fiches.as_ref())
            .flatten();
        for mesure in fiches.flat_map(|fiche| fiche.mesures.iter().flatten()) {
            assert!(find_mesure(mesure).is_some(), "{mesure}");
        }
    }
}
