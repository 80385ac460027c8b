//! The web components.
