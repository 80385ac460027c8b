//! Every identifier of the domain, each a type that cannot hold an invalid value. It looks nothing up: whether a
//! commune or a company exists is asked elsewhere.

mod contrat;
mod insee;
mod naf;
mod reference;
mod siret;
mod territoire;

pub use contrat::{ContratId, ContratIdError, is_plain_id};
pub use insee::{CodeInsee, CodeInseeError, CodeRegion};
pub use naf::{CodeNaf, CodeNafError, SectionNaf};
pub use reference::{
    AccessCode, AccessCodeError, IdempotencyKey, IdempotencyKeyError, Reference, ReferenceError,
};
pub use siret::{Siret, SiretError};
pub use territoire::TerritoireId;
