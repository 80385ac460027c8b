//! The append-only store of dossier events.
