//! The components in a real browser, on the demo page as the local host serves it.
//!
//! Each test has an application, a browser and a profile of its own; no more than two run at a time.

mod accessibility;
mod after_filing;
mod annex;
mod bad_luck;
mod catalogue;
mod draft;
mod embedding;
mod faults;
mod finder;
mod first_view;
mod fixtures;
mod foreign_site;
mod hostile;
mod journey;
mod keyboard;
mod names;
mod pasted;
mod place;
mod proof_of_work;
mod sending;
mod states;
mod traffic;
