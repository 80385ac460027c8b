//! PostgreSQL servers of one's own, for tests: made empty in a temporary folder, on the loopback interface and a free
//! port, ended and removed with the process that started them, however it ends.
//!
//! It installs nothing (`cargo xtask setup` does) and knows nothing of what is kept in the databases.

mod binaries;
mod database;
mod server;

pub use database::Database;
pub use server::{Cluster, Durability};
