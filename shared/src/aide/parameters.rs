//! The figures of the study aids, each with its dates and its source, generated from `data/aides/*.toml`. No other
//! file holds a number of the law.

use crate::message::Message;
use crate::money::{Euros, Rate};
use crate::period::{Period, day};
use crate::source::{Doubt, Source};

include!(concat!(env!("OUT_DIR"), "/aides.rs"));

/// One study aid as it stands over one period.
#[derive(Debug)]
pub struct Parameters {
    /// Stable id, the name of its file.
    pub id: &'static str,
    /// Who grants it.
    pub operator: &'static str,
    /// What it is called.
    pub name: Message,
    /// When it can be asked for; without an end when none was found.
    pub in_force: Period,
    /// The largest share of the cost that it may pay.
    pub taux_maximal: Rate,
    /// Where that share is written.
    pub taux_source: Source,
    /// The largest amount for one study.
    pub plafond_par_etude: Plafond,
    /// Where it is written that the project must be in a territory.
    pub territoire_source: Source,
    /// What the sources leave open.
    pub doubts: &'static [Doubt],
}

/// The ceiling of an aid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plafond {
    /// It was looked for and not found. It is shown as unknown.
    Unknown,
    /// At most this amount for one study.
    PerEtude(Euros),
}

/// The aid of that id, if there is one.
pub fn find_aide(id: &str) -> Option<&'static Parameters> {
    AIDES.iter().find(|aide| aide.id == id)
}
