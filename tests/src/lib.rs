//! What the black-box tests and the measuring tools share: the application started on the local host, a plain HTTP
//! client, requests that hold, and Chromium with the moves of a visitor.
//!
//! What must be true is said by the tests; what several of them ask is here (`check`, `chain`, `stored`). It knows of the
//! project only what crosses the wire (`shared::wire`), the built artefacts, and the page.

pub mod action;
pub mod agents;
pub mod artefacts;
pub mod backend;
pub mod browser;
pub mod catalogue;
pub mod chain;
pub mod check;
pub mod client;
pub mod description;
pub mod disk;
pub mod documents;
pub mod guichet;
pub mod journey;
pub mod manifest;
pub mod page;
pub mod raw;
pub mod registry;
pub mod requests;
pub mod rush;
pub mod stored;
pub mod traffic;
pub mod widget;
pub mod work;

pub use backend::Backend;
pub use browser::{Browser, Network};
pub use client::{Answer, Client};
pub use guichet::Guichet;
pub use page::Page;
pub use widget::Widget;
