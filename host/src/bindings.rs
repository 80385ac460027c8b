//! The Rust side of the Spin interfaces, generated from `wit/`.
//!
//! Only types and traits: what they do is in `sqlite` and `variables`.

wasmtime::component::bindgen!({
    world: "spin",
    path: "wit",
    imports: { default: async | trappable },
    with: { "spin:sqlite/sqlite.connection": crate::sqlite::Connection },
});
