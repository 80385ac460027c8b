//! `GET /api/v1/instruction/dossiers`: what came in for the agent's territories, latest first, by pages.

use std::fmt::Write as _;

use guard::store_fault;
use http::{HeaderValue, StatusCode, header};
use reference::{Phase, Territoire};
use shared::dossier::Status;
use shared::message::Message;
use shared::wire::{DossierSummary, ListDossiersResponse};
use store::{InboxEntry, InboxQuery, Store};
use support::parameter::Choice;
use support::reply::{Caching, json};
use support::{Call, Fault, Reply, environment, parameter};

use crate::agents::Agent;
use crate::cursor;

pub async fn list(call: &Call) -> Result<Reply, Fault> {
    let agent = Agent::authenticate(call).await?;
    parameter::only(call, &PARAMETERS)?;
    let territoires = read_territoires(call, &agent)?;
    let status = parameter::choice(call, "status", Status::ALL.into_iter().map(of_status))?;
    let after = call.query("cursor").map(|text| cursor::read(&text)).transpose()?;
    let query = InboxQuery {
        territoires: &territoires,
        status: status.map(Status::as_str),
        after: after.as_ref(),
        limit: parameter::count(call, "limit", LIMIT_DEFAULT, &(1..=LIMIT_MAX))?,
    };
    let store = Store::at(environment::database_url().await?);
    let page = store.list(&query).await.map_err(|error| store_fault(&error))?;
    let next = page.next.as_ref().map(cursor::write);
    let link = next
        .as_deref()
        .map(|next| link_to(&query, call.query("territoire"), next))
        .transpose()?;
    let response = ListDossiersResponse {
        dossiers: page.entries.into_iter().map(to_summary).collect(),
        next,
    };
    let mut reply = json(StatusCode::OK, Caching::Never, &response)?;
    if let Some(link) = link {
        reply.headers_mut().insert(header::LINK, link);
    }
    Ok(reply)
}

const PARAMETERS: [&str; 4] = ["cursor", "limit", "status", "territoire"];

const LIMIT_DEFAULT: u32 = 50;
const LIMIT_MAX: u32 = 200;

/// Those of the agent's région, or the one among them that is asked for.
fn read_territoires(call: &Call, agent: &Agent) -> Result<Vec<String>, Fault> {
    let asked = call.query("territoire");
    let seen = reference::territoires(Phase::Two).filter(|territoire| agent.sees(*territoire));
    let kept = seen
        .map(name_of)
        .filter(|name| asked.as_ref().is_none_or(|asked| asked == name));
    let kept: Vec<_> = kept.collect();
    if asked.is_some() && kept.is_empty() {
        return Err(not_a_territoire());
    }
    Ok(kept)
}

fn name_of(territoire: Territoire) -> String {
    format!("{}/{}", territoire.phase(), territoire.id())
}

const fn of_status(status: Status) -> Choice<Status> {
    Choice {
        value: status,
        code: status.as_str(),
        label: status.label(),
    }
}

/// The address of the next page (RFC 8288): this one, from another place.
fn link_to(query: &InboxQuery<'_>, territoire: Option<String>, next: &str) -> Result<HeaderValue, Fault> {
    let mut address = format!("/api/v1/instruction/dossiers?limit={}&cursor={next}", query.limit);
    let narrowing = [
        ("status", query.status.map(str::to_owned)),
        ("territoire", territoire),
    ];
    for (name, value) in narrowing {
        // Writing to a string cannot fail.
        let _ = value.map(|value| write!(address, "&{name}={value}"));
    }
    let link = format!("<{address}>; rel=\"next\"");
    HeaderValue::try_from(link).map_err(|error| Fault::internal(format!("write a header: {error}")))
}

fn not_a_territoire() -> Fault {
    Fault::invalid_parameter(
        "territoire",
        "not_a_choice",
        Message::fixed(
            "Indiquez la période et l’identifiant d’un territoire de votre Région, par exemple 2023-2027/ti-2705.",
            "Give the phase and the id of a territory of your Région, for example 2023-2027/ti-2705.",
        ),
    )
}

fn to_summary(entry: InboxEntry) -> DossierSummary {
    DossierSummary {
        reference: entry.reference,
        status: entry.status,
        version: entry.version,
        territoire: entry.territoire,
        filed_at: entry.filed_at,
    }
}
