//! The place that the guide tells a page to keep for an element is the one that the loader keeps, and its first view fits
//! in it: nothing below an element moves when it comes.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use tests::artefacts;

use crate::fixtures::stage::Stage;

/// A row of the table of `docs/integrate.md`: an element, and the heights of its place in `em`.
struct Place {
    element: String,
    wide: f64,
    narrow: f64,
}

fn places() -> Result<Vec<Place>> {
    let guide = fs::read_to_string(artefacts::root().join("docs/integrate.md"))?;
    let rows = guide
        .lines()
        .skip_while(|line| *line != "| element | wide | under 40em |")
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<_> = row.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let height = |place: usize| {
            let cell = cells.get(place).and_then(|cell| cell.strip_suffix("em"));
            Ok::<f64, anyhow::Error>(cell.with_context(|| format!("no height in {row}"))?.parse()?)
        };
        Ok(Place {
            element: cells.get(1).copied().unwrap_or_default().to_owned(),
            wide: height(2)?,
            narrow: height(3)?,
        })
    })
    .collect()
}

/// The place that the loader keeps, and the height of the first view as the snippet has it: in pixels, in a column of so
/// many.
const MEASURE: &str = "
    const [element, width, done] = arguments;
    const kept = document.body.appendChild(document.createElement(element));
    const place = parseFloat(getComputedStyle(kept).minHeight);
    kept.remove();
    fetch(`/v1/snippets/${element}-fr.html`).then((answer) => answer.text()).then((html) => {
      const column = document.body.appendChild(document.createElement('div'));
      // Another name, so that the snippet stays as it is.
      column.setHTMLUnsafe(html.replaceAll(element, 'x-view'));
      const view = column.firstElementChild;
      view.style.cssText = `display: block; font-size: medium; width: ${width}px`;
      view.shadowRoot.querySelector('link').addEventListener('load', () => {
        done([place, view.getBoundingClientRect().height]);
        column.remove();
      });
    });";

#[tokio::test]
async fn each_first_view_fits_the_place_that_is_kept_for_it() -> Result<()> {
    let stage = Stage::set().await?;
    let places = places()?;
    assert_eq!(places.len(), 8);
    let mut wrong = Vec::new();
    // Two phones, a small window, a tablet, and a column of text on a desk.
    for (viewport, column) in [(320, 288), (360, 328), (640, 600), (768, 736), (1280, 960)] {
        stage.browser.set_viewport(viewport, 740).await?;
        stage.open("/far.html").await?;
        for Place {
            element,
            wide,
            narrow,
        } in &places
        {
            let told = 16.0 * if viewport < 640 { narrow } else { wide };
            let arguments = vec![json!(element), json!(column)];
            let (place, view): (f64, f64) =
                stage.browser.execute_async(MEASURE, arguments).await?.convert()?;
            let is_told = (place - told).abs() < 1.0;
            if !is_told || place < view {
                wrong.push(format!(
                    "{element} at {viewport}: {told} told, {place} kept, {view} taken"
                ));
            }
        }
    }
    ensure!(wrong.is_empty(), "in pixels: {wrong:#?}");
    Ok(())
}
