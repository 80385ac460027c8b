//! The application under what goes wrong: killed, out of room, locked out, asked anything at all, and functions that try
//! what they may not.
//!
//! Each test starts an application of its own. How often a thing is done is bounded, and more by a variable of the
//! environment (`counts`).

mod bad_input;
mod bytes;
mod capabilities;
mod counts;
mod full_disk;
mod kills;
mod ledger;
mod locked;
mod retries;
mod slow;
mod traps;
