//! `GET /api/v1/territoires` and `GET /api/v1/territoires/{phase}/{id}`: the Territoires d'industrie of 2023-2027.

use http::StatusCode;
use reference::{Phase, SOURCE_NOTICE, Territoire};
use shared::ids::CodeRegion;
use shared::message::Message;
use shared::wire::{ListTerritoiresResponse, ReadTerritoireResponse, TerritoireBody};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply};

pub fn list(call: &Call) -> Result<Reply, Fault> {
    let region = call
        .query("region")
        .map(|text| CodeRegion::parse(&text).ok_or_else(wrong_region))
        .transpose()?;
    let touches = |territoire: &Territoire| {
        region.is_none_or(|code| {
            territoire
                .perimeter()
                .is_some_and(|perimeter| perimeter.regions().any(|region| region.code() == code.as_str()))
        })
    };
    let response = ListTerritoiresResponse {
        territoires: reference::territoires(Phase::Two)
            .filter(touches)
            .filter_map(to_body)
            .collect(),
        source: SOURCE_NOTICE.to_owned(),
    };
    json(StatusCode::OK, Caching::Public, &response)
}

pub fn read(phase: &str, id: &str) -> Result<Reply, Fault> {
    let territoire = Phase::parse(phase)
        .and_then(|phase| reference::territoire_in(phase, id))
        .and_then(to_body)
        .ok_or_else(unknown)?;
    let response = ReadTerritoireResponse {
        territoire,
        source: SOURCE_NOTICE.to_owned(),
    };
    json(StatusCode::OK, Caching::Public, &response)
}

/// `None` in phase 1, where the members that a body lists are unknown.
fn to_body(territoire: Territoire) -> Option<TerritoireBody> {
    let perimeter = territoire.perimeter()?;
    Some(TerritoireBody {
        phase: territoire.phase().to_string(),
        id: territoire.id().to_owned(),
        name: territoire.name().to_owned(),
        regions: perimeter
            .regions()
            .map(|region| region.name().to_owned())
            .collect(),
        members: perimeter
            .members()
            .map(|member| member.name().to_owned())
            .collect(),
        commune_count: territoire.commune_count(),
        population: perimeter.population(),
    })
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
