//! Every identifier of the domain, each a type that cannot hold an invalid value. It looks nothing up: whether a
//! commune or a company exists is asked elsewhere.

mod contrat;
mod departement;
mod digits;
mod iban;
mod insee;
mod naf;
mod phone;
mod postal;
mod reference;
mod siren;
mod siret;
mod territoire;
mod tva;

pub use contrat::{ContratId, ContratIdError, is_plain_id};
pub use departement::{CodeDepartement, CodeDepartementError};
pub use iban::{Iban, IbanError};
pub use insee::{CodeInsee, CodeInseeError, CodeRegion};
pub use naf::{CodeNaf, CodeNafError, SectionNaf};
pub use phone::{PhoneNumber, PhoneNumberError};
pub use postal::{CodePostal, CodePostalError};
pub use reference::{
    AccessCode, AccessCodeError, IdempotencyKey, IdempotencyKeyError, Reference, ReferenceError,
};
pub use siren::{Siren, SirenError};
pub use siret::{Siret, SiretError};
pub use territoire::TerritoireId;
pub use tva::{NumeroTva, NumeroTvaError};
