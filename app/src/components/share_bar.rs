//! Parts of a whole as a bar, with their names and shares beside it.

use shared::money::Euros;

use crate::markup::{Element, el, svg};

/// One part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What it is called.
    pub name: String,
    /// How much it is.
    pub amount: Euros,
    /// The same, as it is shown.
    pub shown: String,
}

/// The width of the bar in its own units: each is a thousandth of the whole.
const WIDTH: u64 = 1000;

/// Shows the parts; the bar is called `name`. What has no amount has no part in it.
pub fn share_bar(name: String, shares: &[Share]) -> Element {
    let cents: Vec<u64> = shares.iter().map(|share| share.amount.cents()).collect();
    let whole = cents.iter().sum::<u64>().max(1);
    let mut from = 0;
    let parts = cents.iter().enumerate().map(|(place, cents)| {
        let start = from * WIDTH / whole;
        from += cents;
        let end = from * WIDTH / whole;
        svg("rect")
            .class(format!("share share-{}", place % 4))
            .attr("x", start.to_string())
            .attr("width", end.saturating_sub(start).to_string())
            .attr("height", "24")
    });
    let picture = svg("svg")
        .class("bar")
        .attr("viewBox", "0 0 1000 24")
        .attr("preserveAspectRatio", "none")
        .attr("role", "img")
        .attr("aria-label", name)
        .children(parts);
    let legend = shares.iter().enumerate().map(|(place, share)| {
        el("li")
            .child(el("span").class(format!("key share-{}", place % 4)))
            .child(format!("{}\u{a0}: {}", share.name, share.shown))
    });
    el("div")
        .class("shares")
        .child(picture)
        .child(el("ul").class("legend").children(legend))
}
