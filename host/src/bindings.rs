//! The Rust side of the Spin interfaces, generated from `wit/`.
//!
//! Only types and traits: what they do is in `postgres`, `sqlite` and `variables`.

wasmtime::component::bindgen!({
    world: "spin",
    path: "wit",
    imports: { default: async | trappable },
    with: {
        "spin:postgres/postgres.connection": crate::postgres::Connection,
        "spin:postgres/postgres.connection-builder": crate::postgres::ConnectionBuilder,
        "spin:sqlite/sqlite.connection": crate::sqlite::Connection,
    },
});
