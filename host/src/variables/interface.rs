//! `spin:variables` as a component sees it: the variables of its own table, nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use wasmtime::component::{Accessor, HasData};

use super::check_name;
use crate::bindings::spin::variables::variables::{Error, Host, HostWithStore};

/// What one component may read, already resolved.
pub type ComponentVariables = Arc<BTreeMap<String, String>>;

/// The part of a guest's state this interface works on.
#[derive(Debug)]
pub struct Variables;

/// Borrowed from the guest's state for the time of a call.
#[derive(Debug)]
pub struct View<'a>(pub &'a ComponentVariables);

impl HasData for Variables {
    type Data<'a> = View<'a>;
}

impl Host for View<'_> {}

impl<T> HostWithStore<T> for Variables {
    #[expect(
        clippy::unused_async_trait_impl,
        reason = "the generated trait makes it async"
    )]
    async fn get(accessor: &Accessor<T, Self>, name: String) -> wasmtime::Result<Result<String, Error>> {
        if let Err(error) = check_name(&name) {
            return Ok(Err(Error::InvalidName(error.to_string())));
        }
        let value = accessor.with(|mut access| access.get().0.get(&name).cloned());
        Ok(value.ok_or_else(|| Error::Undefined(format!("no variable `{name}` for this component"))))
    }
}
