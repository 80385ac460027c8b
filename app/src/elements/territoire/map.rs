//! The régions as tiles, each roughly where it is. It is no map of their borders: those are not in the data of the
//! programme, and a tile of each has room for a finger.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::KeyboardEvent;

use crate::markup::{Element, el, live, svg};
use crate::state::region_name;

/// INSEE code, a short name for the tile, column and row.
const TILES: [(&str, &str, u32, u32); 18] = [
    ("32", "HDF", 2, 0),
    ("53", "BRE", 0, 1),
    ("28", "NOR", 1, 1),
    ("11", "IDF", 2, 1),
    ("44", "GES", 3, 1),
    ("52", "PDL", 1, 2),
    ("24", "CVL", 2, 2),
    ("27", "BFC", 3, 2),
    ("75", "NAQ", 1, 3),
    ("84", "ARA", 3, 3),
    ("76", "OCC", 2, 4),
    ("93", "PAC", 3, 4),
    ("94", "COR", 4, 4),
    ("01", "GLP", 0, 5),
    ("02", "MTQ", 1, 5),
    ("03", "GUF", 2, 5),
    ("04", "REU", 3, 5),
    ("06", "MYT", 4, 5),
];

/// Side of a tile, in units of the picture.
const SIDE: u32 = 60;

/// From one tile to the next.
const PITCH: u32 = 66;

/// Shows the tiles; `pick` is told the code of the one that is chosen.
pub fn region_map(
    name: &'static str,
    chosen: RwSignal<Option<&'static str>>,
    pick: impl Fn(&'static str) + Copy + 'static,
) -> Element {
    let tiles = TILES
        .into_iter()
        .map(|(code, short, column, row)| tile(code, short, (column * PITCH, row * PITCH), chosen, pick));
    let picture = svg("svg")
        .class("map")
        .attr("viewBox", "-3 -3 330 396")
        .attr("role", "group")
        .attr("aria-label", name)
        .children(tiles);
    el("div").part("map").class("map-frame").child(picture)
}

fn tile(
    code: &'static str,
    short: &'static str,
    (x, y): (u32, u32),
    chosen: RwSignal<Option<&'static str>>,
    pick: impl Fn(&'static str) + Copy + 'static,
) -> Element {
    let name = region_name(code).map_or(code, |(_, name)| name);
    let text = svg("text")
        .attr("x", (x + SIDE / 2).to_string())
        .attr("y", (y + SIDE / 2 + 5).to_string())
        .attr("text-anchor", "middle")
        .child(short);
    svg("g")
        .class("tile")
        .attr("role", "button")
        .attr("tabindex", "0")
        .attr("data-region", code)
        // What is seen is part of the name, for who speaks to the page.
        .attr("aria-label", format!("{short} {name}"))
        .attr(
            "aria-pressed",
            live(move || (chosen.get() == Some(code)).to_string()),
        )
        .on("click", move |_| pick(code))
        .on("keydown", move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            if matches!(key.as_deref(), Some("Enter" | " ")) {
                event.prevent_default();
                pick(code);
            }
        })
        .child(
            svg("rect")
                .attr("x", x.to_string())
                .attr("y", y.to_string())
                .attr("width", SIDE.to_string())
                .attr("height", SIDE.to_string())
                .attr("rx", "6"),
        )
        .child(text)
}
