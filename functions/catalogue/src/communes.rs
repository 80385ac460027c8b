//! `GET /api/v1/communes?q=…&limit=…`: search as one types, by name or postcode.

use http::StatusCode;
use reference::{Commune, SOURCE_NOTICE, search_communes};
use shared::message::Message;
use shared::wire::{CommuneBody, SearchCommunesResponse, TerritoireSummary};
use support::reply::{Caching, json};
use support::{Call, Fault, Reply};

use crate::parameter;

const LIMIT_DEFAULT: usize = 10;
const LIMIT_MAX: usize = 50;

pub fn search(call: &Call) -> Result<Reply, Fault> {
    parameter::only(call, &["q", "limit"])?;
    let query = call.query("q").ok_or_else(missing_query)?;
    let limit = read_limit(call.query("limit").as_deref())?;
    let response = SearchCommunesResponse {
        communes: search_communes(&query, limit).into_iter().map(to_body).collect(),
        source: SOURCE_NOTICE.to_owned(),
    };
    json(StatusCode::OK, Caching::Public, &response)
}

fn to_body(commune: Commune) -> CommuneBody {
    CommuneBody {
        code_insee: commune.code_insee().to_string(),
        name: commune.name().to_string(),
        codes_postaux: commune.codes_postaux().map(|code| code.to_string()).collect(),
        departement: commune.departement().name().to_owned(),
        territoire: commune.territoire().map(|territoire| TerritoireSummary {
            phase: territoire.phase().to_string(),
            id: territoire.id().to_owned(),
            name: territoire.name().to_owned(),
        }),
    }
}

fn read_limit(text: Option<&str>) -> Result<usize, Fault> {
    match text.map(str::parse::<usize>) {
        None => Ok(LIMIT_DEFAULT),
        Some(Ok(limit)) if (1..=LIMIT_MAX).contains(&limit) => Ok(limit),
        Some(_) => Err(Fault::invalid_parameter(
            "limit",
            "out_of_range",
            Message::fixed("Indiquez un nombre de 1 à 50.", "Give a number from 1 to 50."),
        )),
    }
}

fn missing_query() -> Fault {
    Fault::invalid_parameter(
        "q",
        "missing",
        Message::fixed(
            "Indiquez dans q le début du nom d’une commune ou un code postal.",
            "Give in q the start of the name of a commune, or a postcode.",
        ),
    )
}
