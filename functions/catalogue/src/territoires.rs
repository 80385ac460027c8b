//! `GET /api/v1/territoires` and `GET /api/v1/territoires/{phase}/{id}`: the Territoires d'industrie of 2023-2027, and
//! those of 2018-2023, whose members are unknown.

use reference::{Phase, Region, Territoire};
use shared::ids::CodeRegion;
use shared::message::Message;
use shared::wire::{
    FormerTerritoireBody, ListFormerTerritoiresResponse, ListTerritoiresResponse,
    ReadFormerTerritoireResponse, ReadTerritoireResponse, TerritoireBody,
};
use support::parameter::{Choice, choice};
use support::{Call, Fault, Reply, parameter};

use crate::answer::{self, Valid};

pub fn list(call: &Call) -> Result<Reply, Fault> {
    parameter::only(call, &["phase", "region"])?;
    let region = read_region(call)?;
    let phase = choice(call, "phase", Phase::ALL.into_iter().map(of_phase))?.unwrap_or(Phase::Two);
    let kept = reference::territoires(phase)
        .filter(|territoire| region.is_none_or(|code| touches(*territoire, code)));
    let source = phase.source_notice().to_owned();
    match phase {
        Phase::One => answer::give_list(call, Valid::Always, || {
            Ok(ListFormerTerritoiresResponse {
                territoires: kept.map(to_former_body).collect(),
                unlisted_count: phase.unlisted_count(),
                source,
            })
        }),
        Phase::Two => answer::give_list(call, Valid::Always, || {
            Ok(ListTerritoiresResponse {
                territoires: kept.filter_map(to_body).collect(),
                source,
            })
        }),
    }
}

pub fn read(call: &Call, phase: &str, id: &str) -> Result<Reply, Fault> {
    let territoire = Phase::parse(phase)
        .and_then(|phase| reference::territoire_in(phase, id))
        .ok_or_else(unknown)?;
    let source = territoire.phase().source_notice().to_owned();
    match to_body(territoire) {
        Some(territoire) => answer::give(call, Valid::Always, || {
            Ok(ReadTerritoireResponse { territoire, source })
        }),
        None => answer::give(call, Valid::Always, || {
            Ok(ReadFormerTerritoireResponse {
                territoire: to_former_body(territoire),
                source,
            })
        }),
    }
}

fn read_region(call: &Call) -> Result<Option<CodeRegion>, Fault> {
    call.query("region")
        .map(|text| {
            let code = CodeRegion::parse(&text).ok_or_else(wrong_region)?;
            Some(code)
                .filter(|code| is_region(*code))
                .ok_or_else(unknown_region)
        })
        .transpose()
}

/// Whether a commune is in it: a code may have the shape of one and be none.
fn is_region(code: CodeRegion) -> bool {
    reference::regions().any(|region| region.code() == code.as_str())
}

fn touches(territoire: Territoire, code: CodeRegion) -> bool {
    regions(territoire)
        .iter()
        .any(|region| region.code() == code.as_str())
}

/// Those touched, when the members are known; else the one that the programme attaches it to.
fn regions(territoire: Territoire) -> Vec<Region> {
    territoire.perimeter().map_or_else(
        || vec![territoire.home_region()],
        |perimeter| perimeter.regions().collect(),
    )
}

/// `None` in phase 1, where the members that a body lists are unknown.
fn to_body(territoire: Territoire) -> Option<TerritoireBody> {
    let perimeter = territoire.perimeter()?;
    Some(TerritoireBody {
        phase: territoire.phase().to_string(),
        id: territoire.id().to_owned(),
        name: territoire.name().to_owned(),
        regions: names(territoire, Region::name),
        members: perimeter
            .members()
            .map(|member| member.name().to_owned())
            .collect(),
        commune_count: territoire.commune_count(),
        population: perimeter.population(),
        region_codes: names(territoire, Region::code),
    })
}

fn to_former_body(territoire: Territoire) -> FormerTerritoireBody {
    FormerTerritoireBody {
        phase: territoire.phase().to_string(),
        id: territoire.id().to_owned(),
        name: territoire.name().to_owned(),
        regions: names(territoire, Region::name),
        members: None,
        commune_count: territoire.commune_count(),
        population: None,
        region_codes: names(territoire, Region::code),
        unknown: vec!["/members".to_owned(), "/population".to_owned()],
    }
}

fn names(territoire: Territoire, name: impl Fn(Region) -> &'static str) -> Vec<String> {
    regions(territoire)
        .into_iter()
        .map(|region| name(region).to_owned())
        .collect()
}

const fn of_phase(value: Phase) -> Choice<Phase> {
    Choice {
        value,
        code: value.as_str(),
        // Its name is the code and more.
        label: Message::fixed(value.as_str(), value.as_str()),
    }
}

fn unknown() -> Fault {
    Fault::not_found(Message::fixed(
        "Ce territoire n’existe pas. La phase s’écrit 2023-2027 et l’identifiant comme ti-2705.",
        "This territory does not exist. The phase is written 2023-2027 and the id like ti-2705.",
    ))
}

fn wrong_region() -> Fault {
    Fault::invalid_parameter(
        "region",
        "wrong_shape",
        Message::fixed(
            "Indiquez le code INSEE de la région, deux chiffres, par exemple 27.",
            "Give the INSEE code of the région, two digits, for example 27.",
        ),
    )
}

fn unknown_region() -> Fault {
    Fault::invalid_parameter(
        "region",
        "unknown",
        Message::fixed(
            "Aucune région n’a ce code INSEE. Vérifiez-le, par exemple 27 pour la Bourgogne-Franche-Comté.",
            "No région has this INSEE code. Check it, for example 27 for Bourgogne-Franche-Comté.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{get, refusal, refused_parameter};

    #[test]
    fn those_of_2023_2027_are_listed_without_a_phase() {
        let all: ListTerritoiresResponse = get("/territoires");
        assert_eq!(all.territoires.len(), 183);
        assert_eq!(
            get::<ListTerritoiresResponse>("/territoires?phase=2023-2027"),
            all
        );
        for territoire in &all.territoires {
            assert_eq!(territoire.regions.len(), territoire.region_codes.len());
        }
        let of_two = |it: &&TerritoireBody| it.region_codes.len() == 2;
        assert_eq!(all.territoires.iter().filter(of_two).count(), 15);
        for territoire in get::<ListTerritoiresResponse>("/territoires?region=27").territoires {
            assert!(
                territoire.region_codes.contains(&"27".to_owned()),
                "{territoire:?}"
            );
        }
    }

    #[test]
    fn those_of_2018_2023_say_that_their_members_are_unknown() {
        let all: ListFormerTerritoiresResponse = get("/territoires?phase=2018-2023");
        assert_eq!(all.territoires.len(), 148);
        assert_eq!(all.unlisted_count, 1);
        for territoire in &all.territoires {
            assert_eq!((&territoire.members, territoire.population), (&None, None));
            let value = serde_json::to_value(territoire).unwrap();
            for pointer in &territoire.unknown {
                assert_eq!(value.pointer(pointer), Some(&serde_json::Value::Null));
            }
            assert_eq!(
                value.to_string().matches("null").count(),
                territoire.unknown.len()
            );
            let address = format!("/territoires/{}/{}", territoire.phase, territoire.id);
            assert_eq!(
                &get::<ReadFormerTerritoireResponse>(&address).territoire,
                territoire
            );
        }
        let of_region: ListFormerTerritoiresResponse = get("/territoires?phase=2018-2023&region=27");
        assert!((1..148).contains(&of_region.territoires.len()));
        assert_eq!(of_region.source, all.source);
    }

    #[test]
    fn a_phase_that_is_none_is_told_with_both() {
        let address = "/territoires?phase=2018-2022";
        assert_eq!(
            refused_parameter(address),
            ("phase".to_owned(), "not_a_choice".to_owned())
        );
        let problem = refusal(address);
        assert!(problem.detail_fr.contains("2018-2023") && problem.detail_fr.contains("2023-2027"));
        assert_eq!(refusal("/territoires/2018-2022/ti-2701").status, 404);
    }
}
