//! What every function does with HTTP: a request read within limits, an answer with its headers, an error as a
//! problem detail. It knows no route and no rule.

pub mod applicant;
pub mod call;
pub mod dossier_pieces;
pub mod environment;
pub mod fault;
pub mod json;
mod origins;
pub mod parameter;
pub mod patience;
pub mod reply;
mod request_id;
mod serve;
pub mod wait;

pub use call::Call;
pub use fault::Fault;
pub use reply::Reply;
pub use serve::{Access, serve};
