//! Reference facts compiled in: the Territoires d'industrie of both phases, and with the feature `communes`
//! the communes of France and their search.
//!
//! The facts come from the text files of this room, each with its source, date and licence; see
//! `README.md`. The build script turns them into tables, so that nothing is parsed at run time and a
//! look-up allocates nothing. No I/O, no clock, no float, no `unsafe`.
//!
//! It does not hold the measures, the aids or the contracts, and it knows no rule of the programme.
//!
//! ```
//! # #[cfg(feature = "communes")] {
//! let dole = reference::commune("39198").expect("a commune of 2026");
//! assert_eq!(dole.name(), "Dole");
//! assert_eq!(dole.territoire().map(|territoire| territoire.id()), Some("ti-2705"));
//! # }
//! ```

#[cfg(feature = "communes")]
mod code;
#[cfg(feature = "communes")]
mod code_postal;
#[cfg(feature = "communes")]
mod commune;
pub mod fold;
mod group;
#[cfg(feature = "communes")]
mod name;
mod notice;
mod phase;
mod region;
mod search;
mod tables;
mod territoire;

#[cfg(feature = "communes")]
pub use code::{CodeInsee, CodePostal};
#[cfg(feature = "communes")]
pub use code_postal::{CodePostalTerritoire, code_postal_territoire};
#[cfg(feature = "communes")]
pub use commune::{Commune, commune, communes};
#[cfg(feature = "communes")]
pub use group::{Epci, EpciKind, Ept};
pub use group::{Member, MemberKind};
#[cfg(feature = "communes")]
pub use name::CommuneName;
pub use notice::{SOURCE_NOTICE, SOURCE_NOTICE_2018_2023};
pub use phase::Phase;
pub use region::{Departement, Region, regions};
#[cfg(feature = "communes")]
pub use search::search_communes;
pub use search::search_territoires;
pub use tables::compiled_size;
pub use territoire::{Perimeter, Territoire, territoire_in, territoires};
