//! `GET /api/v1/communes?q=…&limit=…&by=…`: search as one types, by name or postcode; or the one commune of a code.

use reference::{Commune, SOURCE_NOTICE, commune, search_communes};
use shared::message::Message;
use shared::wire::{CommuneBody, SearchCommunesResponse, TerritoireSummary};
use support::parameter::{self, Choice};
use support::{Call, Fault, Reply};

use crate::answer::{self, Valid};

const LIMIT_DEFAULT: u32 = 10;
const LIMIT_MAX: u32 = 50;

#[derive(Clone, Copy)]
enum By {
    Name,
    Code,
}

pub fn search(call: &Call) -> Result<Reply, Fault> {
    parameter::only(call, &["q", "limit", "by"])?;
    let query = call.query("q").ok_or_else(missing_query)?;
    let limit = parameter::count(call, "limit", LIMIT_DEFAULT, &(1..=LIMIT_MAX))?;
    let by = parameter::choice(call, "by", ways())?.unwrap_or(By::Name);
    answer::give(call, Valid::Always, || {
        Ok(match by {
            By::Name => response(search_communes(&query, limit as usize)),
            By::Code => response(commune(&query)),
        })
    })
}

fn ways() -> impl Iterator<Item = Choice<By>> {
    [
        Choice {
            value: By::Name,
            code: "name",
            label: Message::fixed("par le nom ou le code postal", "by name or postcode"),
        },
        Choice {
            value: By::Code,
            code: "code",
            label: Message::fixed("par le code INSEE", "by INSEE code"),
        },
    ]
    .into_iter()
}

fn response(found: impl IntoIterator<Item = Commune>) -> SearchCommunesResponse {
    SearchCommunesResponse {
        communes: found.into_iter().map(to_body).collect(),
        source: SOURCE_NOTICE.to_owned(),
    }
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
