//! The rules of an aid, one function each, in the order in which the engine calls them: conditions first, amounts after.

pub(super) mod amounts;
pub(super) mod conditions;
pub(super) mod sheet;
