//! What the texts say of an enterprise as such: its size, its partners counted, and how long it keeps it. It knows no aid.

mod comptes;
mod parameters;
mod size;
mod taille;

pub use comptes::{Comptes, Participation, Relation, Uta};
pub use parameters::{
    ETI_LIMITS, EtiLimits, HOLDING_LIMITS, HoldingLimits, SIZE_LIMITS, SizeLimit, SizeLimits,
};
pub use size::{Size, SizeCaveat, is_eti, size_after_two_years, size_of};
pub use taille::Taille;
