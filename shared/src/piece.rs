//! What a `Piece` may be once it is sent: its limits, its number, and its kind by its content. It receives nothing and opens
//! nothing: an archive is read by its directory alone, so that what it would unpack to costs nothing here.

mod content;
mod file_name;
mod hex;
mod id;
mod jpeg;
mod parts;
mod pdf;
mod png;
mod zip;

pub use content::{ContentError, MediaType, recognise};
pub use file_name::file_name;
pub use id::{PieceDigest, PieceId};
pub use parts::{Parts, PartsError};

/// Limits that no text sets: they are told before anything is sent.
pub mod limits {
    /// Bytes of one document: a quote or a deliberation, scanned in colour, takes one or two million.
    pub const BYTES: u32 = 5 * 1024 * 1024;
    /// Documents of one dossier, those that an agent asked for aside.
    pub const PIECES: usize = 8;
    /// Bytes of each part in which a document is sent, but for the last: what is lost when a line is cut. A bad mobile
    /// network, of 100 kbit/s, takes ten seconds for one, half the time that a body may take.
    pub const PART_BYTES: u32 = 128 * 1024;
}
