//! One of our elements in a page: finding what it shows and acting on it as a visitor does, inside its shadow root.
//!
//! Finds wait; nothing is kept between two calls, since views are made anew.

mod action;
mod find;

use crate::Page;

/// An element of ours, named by a selector in the page.
#[derive(Clone, Debug)]
pub struct Widget<'a> {
    page: Page<'a>,
    selector: String,
}

impl<'a> Widget<'a> {
    /// The first element of that selector.
    pub fn new(page: Page<'a>, selector: &str) -> Self {
        Self {
            page,
            selector: selector.to_owned(),
        }
    }

    /// The page it is in.
    pub fn page(&self) -> Page<'a> {
        self.page
    }
}
