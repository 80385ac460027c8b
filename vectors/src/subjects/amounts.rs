//! Money: what is typed, and what a share of it is.

use serde::Deserialize;
use shared::format;
use shared::message::Lang;
use shared::money::{Euros, Rate};

use crate::case::{Answer, Asked, ask, ask_typed};

pub fn ask_all() -> Vec<Asked> {
    [
        ask_typed("amount", include_str!("../../cases/amount.toml"), amount),
        ask("share", include_str!("../../cases/share.toml"), share),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn amount(typed: &str) -> Answer {
    match Euros::parse_typed(typed) {
        Ok(euros) => Answer {
            headline: euros.to_string(),
            details: [Lang::Fr, Lang::En].map(|lang| format::euros(euros, lang)).into(),
        },
        Err(error) => Answer::line(format!("{error:?}")).with(&error.message()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Share {
    of: String,
    basis_points: u16,
}

fn share(given: &Share) -> Answer {
    let exact = Euros::parse(&given.of).map(|euros| euros.share(Rate::from_basis_points(given.basis_points)));
    match exact {
        Ok(exact) => Answer {
            headline: exact.floor_to_cent().to_string(),
            details: vec![exact.as_decimal().normalize().to_string()],
        },
        Err(error) => Answer::line(format!("{error:?}")),
    }
}
