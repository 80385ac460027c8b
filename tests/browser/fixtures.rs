//! What the browser tests share: an application with a browser before it, and checks that are made in many places.

pub mod check;
pub mod site;
pub mod stage;
