//! Reference facts compiled in: the Territoires d'industrie of phase 2, and with the feature `communes`
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
mod commune;
pub mod fold;
mod group;
mod notice;
mod region;
#[cfg(feature = "communes")]
mod search;
mod tables;
mod territoire;

#[cfg(feature = "communes")]
pub use code::{CodeInsee, CodePostal};
#[cfg(feature = "communes")]
pub use commune::{Commune, commune, communes};
#[cfg(feature = "communes")]
pub use group::{Epci, EpciKind, Ept};
pub use group::{Member, MemberKind};
pub use notice::SOURCE_NOTICE;
pub use region::{Departement, Region};
#[cfg(feature = "communes")]
pub use search::search_communes;
pub use territoire::{PHASE, Territoire, territoire, territoire_in, territoires};
