//! `GET /api/v1/mesures` and `GET /api/v1/mesures/{id}`: the measures, and what they answer to a profile.
//!
//! A profile is given in the address: it says what kind of body asks, how large, in which activity and in which commune.
//! These are categories, not identities: nothing that names a person or a company is taken here, and none is logged.

mod amount;
mod body;
mod profile;

use chrono::NaiveDate;
use shared::calendar::paris_day;
use shared::message::Message;
use shared::mesure::{
    Catalogue, Kind, MESURES, Mesure, Operator, Verdict, find_mesure, judge_mesure, match_mesures,
};
use shared::programme::{Besoin, Priorite};
use shared::wire::{ListMesuresResponse, MesureBody, ReadMesureResponse};
use support::parameter::{Choice, choice};
use support::{Call, Fault, Reply, environment, parameter};

use crate::answer::{self, Valid};

pub fn list(call: &Call) -> Result<Reply, Fault> {
    parameter::only(call, &[&NARROWING, profile::PARAMETERS.as_slice()].concat())?;
    let catalogue = read_catalogue(call)?;
    let profile = profile::read(call)?;
    let on = today()?;
    answer::give_list(call, Valid::On(on), || {
        let answers: Vec<(&'static Mesure, Option<Verdict>)> = match &profile {
            None => MESURES.iter().map(|mesure| (mesure, None)).collect(),
            Some(profile) => match_mesures(profile, on)
                .into_iter()
                .map(|(mesure, verdict)| (mesure, Some(verdict)))
                .collect(),
        };
        Ok(ListMesuresResponse {
            as_of: on.to_string(),
            mesures: answers
                .iter()
                .filter(|(mesure, _)| catalogue.keeps(mesure))
                .map(|(mesure, verdict)| to_body(mesure, verdict.as_ref(), on))
                .collect(),
        })
    })
}

/// The parameters that keep some measures and leave the others.
const NARROWING: [&str; 4] = ["besoin", "priorite", "operator", "kind"];

pub fn read(call: &Call, id: &str) -> Result<Reply, Fault> {
    let mesure = find_mesure(id).ok_or_else(unknown)?;
    parameter::only(call, &profile::PARAMETERS)?;
    let profile = profile::read(call)?;
    let on = today()?;
    answer::give(call, Valid::On(on), || {
        let verdict = profile.map(|profile| judge_mesure(mesure, &profile, on));
        Ok(ReadMesureResponse {
            as_of: on.to_string(),
            mesure: to_body(mesure, verdict.as_ref(), on),
        })
    })
}

fn to_body(mesure: &Mesure, verdict: Option<&Verdict>, on: NaiveDate) -> MesureBody {
    MesureBody {
        verdict: verdict.map(profile::verdict),
        ..body::mesure(mesure, on)
    }
}

/// The legal day, like that of every deadline.
fn today() -> Result<NaiveDate, Fault> {
    Ok(paris_day(environment::now()?.naive_utc()))
}

fn read_catalogue(call: &Call) -> Result<Catalogue, Fault> {
    Ok(Catalogue {
        besoin: choice(call, "besoin", Besoin::ALL.into_iter().map(of_besoin))?,
        priorite: choice(call, "priorite", Priorite::ALL.into_iter().map(of_priorite))?,
        operator: choice(call, "operator", Operator::ALL.into_iter().map(of_operator))?,
        kind: choice(call, "kind", Kind::ALL.into_iter().map(of_kind))?,
    })
}

const fn of_besoin(value: Besoin) -> Choice<Besoin> {
    Choice {
        value,
        code: value.as_str(),
        label: value.label(),
    }
}

const fn of_priorite(value: Priorite) -> Choice<Priorite> {
    Choice {
        value,
        code: value.as_str(),
        label: value.label(),
    }
}

const fn of_operator(value: Operator) -> Choice<Operator> {
    Choice {
        value,
        code: value.as_str(),
        label: Message::fixed(value.name(), value.name()),
    }
}

const fn of_kind(value: Kind) -> Choice<Kind> {
    Choice {
        value,
        code: value.as_str(),
        label: value.label(),
    }
}

fn unknown() -> Fault {
    Fault::not_found(Message::fixed(
        "Cette mesure n’existe pas. Les identifiants sont ceux de /api/v1/mesures.",
        "This measure does not exist. The ids are those of /api/v1/mesures.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{get, refusal, refused_parameter};
    use shared::calendar::read_day;

    const MANUFACTURER: &str = "beneficiaire=entreprise&taille=moyenne&effectif=120&naf=25.62B&commune=39198";

    fn listed(parameters: &str) -> Vec<MesureBody> {
        get::<ListMesuresResponse>(&format!("/mesures?{parameters}")).mesures
    }

    fn verdict_of(id: &str, parameters: &str) -> String {
        let response: ReadMesureResponse = get(&format!("/mesures/{id}?{parameters}"));
        response.mesure.verdict.expect("a profile was given").code
    }

    #[test]
    fn without_a_profile_every_measure_is_listed_in_order_and_judged_by_nobody() {
        let response: ListMesuresResponse = get("/mesures");
        assert!(read_day(&response.as_of).is_some(), "{}", response.as_of);
        let ids: Vec<_> = response.mesures.iter().map(|mesure| mesure.id.as_str()).collect();
        assert_eq!(ids, MESURES.iter().map(|mesure| mesure.id).collect::<Vec<_>>());
        assert!(response.mesures.iter().all(|mesure| mesure.verdict.is_none()));
        for mesure in &response.mesures {
            assert!(!mesure.sources.is_empty(), "{}", mesure.id);
            assert!(!mesure.operators.is_empty(), "{}", mesure.id);
            let read: ReadMesureResponse = get(&format!("/mesures/{}", mesure.id));
            assert_eq!(&read.mesure, mesure);
        }
    }

    #[test]
    fn filters_narrow_together() {
        let ids = |parameters| {
            listed(parameters)
                .into_iter()
                .map(|mesure| mesure.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ids("besoin=recruter&operator=france_travail"),
            ["pole-emploi-conseiller"]
        );
        let loans = ids("kind=pret");
        assert!(loans.contains(&"pret-vert".to_owned()) && loans.len() < MESURES.len());
        assert!(ids("priorite=foncier").contains(&"bdt-foncier-2023".to_owned()));
    }

    #[test]
    fn a_value_that_is_no_choice_is_told_with_every_choice() {
        for (name, choices) in [
            ("besoin", Besoin::ALL.map(Besoin::as_str).to_vec()),
            ("priorite", Priorite::ALL.map(Priorite::as_str).to_vec()),
            ("operator", Operator::ALL.map(Operator::as_str).to_vec()),
            ("kind", Kind::ALL.map(Kind::as_str).to_vec()),
        ] {
            for text in ["", "rien", "RECRUTER"] {
                let address = format!("/mesures?{name}={text}");
                assert_eq!(
                    refused_parameter(&address),
                    (name.to_owned(), "not_a_choice".to_owned())
                );
                let problem = refusal(&address);
                for choice in &choices {
                    assert!(problem.detail_fr.contains(choice), "{}", problem.detail_fr);
                    assert!(problem.detail_en.contains(choice), "{}", problem.detail_en);
                }
            }
        }
        for parameters in ["beneficiaire=firm", "taille=large"] {
            assert_eq!(
                refused_parameter(&format!("/mesures?{parameters}")).1,
                "not_a_choice"
            );
        }
    }

    #[test]
    fn a_profile_gives_every_measure_a_verdict_the_open_ones_first() {
        let mesures = listed(MANUFACTURER);
        assert_eq!(mesures.len(), MESURES.len());
        let order = ["open", "unknown", "closed", "not_for_you"];
        let ranks: Vec<_> = mesures
            .iter()
            .map(|mesure| {
                let verdict = mesure.verdict.as_ref().expect("a profile was given");
                assert!(!verdict.reasons.is_empty(), "{}", mesure.id);
                order
                    .iter()
                    .position(|code| *code == verdict.code)
                    .expect("a verdict")
            })
            .collect();
        assert!(ranks.is_sorted());
    }

    #[test]
    fn what_is_missing_is_told_by_its_parameter() {
        let mesures = listed("beneficiaire=entreprise");
        let missing = |id: &str| {
            let mesure = mesures.iter().find(|mesure| mesure.id == id).expect("a measure");
            mesure
                .verdict
                .as_ref()
                .expect("a profile was given")
                .missing
                .clone()
        };
        assert_eq!(missing("diag-decarbon"), ["effectif"]);
        assert_eq!(missing("pret-vert"), ["taille"]);
        for mesure in &mesures {
            let missing = missing(&mesure.id);
            assert!(
                missing.iter().filter(|name| *name == "commune").count() <= 1,
                "{missing:?}"
            );
        }
    }

    #[test]
    fn strictly_fewer_than_500_employees() {
        for (effectif, expected) in [("499", "open"), ("500", "not_for_you"), ("501", "not_for_you")] {
            let parameters = format!("beneficiaire=entreprise&taille=moyenne&effectif={effectif}");
            assert_eq!(verdict_of("diag-decarbon", &parameters), expected, "{effectif}");
        }
    }

    #[test]
    fn parameters_of_a_profile_that_mean_nothing_are_told() {
        for (parameter, expected) in [
            ("commune=dole", ("commune", "wrong_shape")),
            ("commune=39999", ("commune", "unknown")),
            ("naf=25", ("naf", "wrong_shape")),
            ("effectif=", ("effectif", "wrong_shape")),
            ("effectif=-1", ("effectif", "wrong_shape")),
            ("effectif=4294967296", ("effectif", "wrong_shape")),
        ] {
            for address in [
                format!("/mesures?{parameter}"),
                format!("/mesures/pret-vert?{parameter}"),
            ] {
                let (name, code) = refused_parameter(&address);
                assert_eq!((name.as_str(), code.as_str()), expected, "{address}");
            }
        }
        assert_eq!(refusal("/mesures/rien").status, 404);
    }

    #[test]
    fn every_day_is_one_that_people_write() {
        for mesure in listed("") {
            let changes = mesure
                .validity
                .changes
                .iter()
                .filter_map(|change| change.from.as_ref());
            let lines = mesure.amounts.iter().flatten();
            let days = lines.flat_map(|line| [&line.first_day, &line.last_day]).flatten();
            for day in changes.chain(days).chain(&mesure.validity.open_until) {
                assert!(
                    day.starts_with("20") && read_day(day).is_some(),
                    "{}: {day}",
                    mesure.id
                );
            }
        }
    }

    #[test]
    fn the_name_of_today_comes_with_the_one_before() {
        let response: ReadMesureResponse = get("/mesures/pole-emploi-conseiller");
        let operator = response
            .mesure
            .operators
            .iter()
            .find(|operator| operator.code == "france_travail")
            .expect("it runs it");
        assert_eq!(operator.name, "France Travail");
        assert_eq!(
            operator.renaming.as_ref().map(|it| it.before.as_str()),
            Some("Pôle emploi")
        );
    }

    #[test]
    fn a_figure_that_was_not_found_says_so_and_has_no_number() {
        for line in listed("")
            .iter()
            .flat_map(|mesure| mesure.amounts.iter().flatten())
        {
            let says_so = line.sentence.fr.contains("non trouvé");
            assert_eq!(says_so, !line.is_known, "{line:?}");
            let has_number = line.rate.is_some() || line.euros.is_some() || line.count.is_some();
            let needs_none = matches!(line.kind.as_str(), "free" | "varies" | "rate_by_size");
            assert_eq!(has_number, line.is_known && !needs_none, "{line:?}");
        }
    }
}
