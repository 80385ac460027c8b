//! The journey of a request as plain structs: its steps, its fields, its faults and what each action leads to. No
//! browser, no view: everything here runs in native tests.

mod budget;
mod draft;
mod faults;
mod field;
mod journey;
mod proposals;
mod region;
mod rows;
mod step;

pub use budget::Budget;
pub use draft::{Draft, Mended};
pub use field::{ATTESTATION, COMMUNE, Field, id_of};
pub use journey::{DeMinimis, Journey, Sworn};
pub use proposals::Proposals;
pub use region::region_name;
pub use rows::{Cell, Rows};
pub use step::Step;
