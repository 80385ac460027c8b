//! `GET /api/v1/territoires` and `GET /api/v1/territoires/{phase}/{id}`: the Territoires d'industrie of 2023-2027.

use http::StatusCode;
use reference::{SOURCE_NOTICE, Territoire};
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
        region.is_none_or(|code| territoire.regions().any(|region| region.code() == code.as_str()))
    };
    let response = ListTerritoiresResponse {
        territoires: reference::territoires().filter(touches).map(to_body).collect(),
        source: SOURCE_NOTICE.to_owned(),
    };
    json(StatusCode::OK, Caching::Public, &response)
}

pub fn read(phase: &str, id: &str) -> Result<Reply, Fault> {
    let territoire = reference::territoire_in(phase, id).ok_or_else(unknown)?;
    let response = ReadTerritoireResponse {
        territoire: to_body(territoire),
        source: SOURCE_NOTICE.to_owned(),
    };
    json(StatusCode::OK, Caching::Public, &response)
}

fn to_body(territoire: Territoire) -> TerritoireBody {
    TerritoireBody {
        phase: territoire.phase().to_owned(),
        id: territoire.id().to_owned(),
        name: territoire.name().to_owned(),
        regions: territoire
            .regions()
            .map(|region| region.name().to_owned())
            .collect(),
        members: territoire
            .members()
            .map(|member| member.name().to_owned())
            .collect(),
        commune_count: territoire.commune_count(),
        population: territoire.population(),
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
