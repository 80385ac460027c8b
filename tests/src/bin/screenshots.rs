//! Takes pictures of the demo page and of each stop of the journey, on a phone and on a desk, for the README and for
//! whoever reviews a change of style.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Parser;
use tests::journey::{self, Stop};
use tests::{Browser, Guichet, Page, Widget, artefacts, catalogue};

#[derive(Debug, Parser)]
#[command(name = "screenshots", about = "Takes pictures of the journey.")]
struct Cli {
    /// The folder to write to [default: `docs/screenshots`].
    #[arg(long)]
    out: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let folder = Cli::parse()
        .out
        .unwrap_or_else(|| artefacts::root().join("docs/screenshots"));
    fs::create_dir_all(&folder)?;
    for (width, height) in SCREENS {
        take_all(&folder, width, height).await?;
    }
    Ok(())
}

/// A small phone and a small laptop.
const SCREENS: [(u32, u32); 2] = [(360, 740), (1280, 800)];

const THEMES: [&str; 2] = ["light", "dark"];

/// The stop that shows best what the product does, the budget and the aid that it leads to: its pictures are named
/// after the product.
const MOST_TELLING: Stop = Stop::Budget;

async fn take_all(folder: &Path, width: u32, height: u32) -> Result<()> {
    let guichet = Guichet::start()?;
    let browser = Browser::start().await?;
    browser.set_viewport(width, height).await?;
    browser.hide_scrollbars().await?;
    let page = Page::open(&browser, &guichet, "/").await?;
    page.guichet().scroll_to().await?;
    page.guichet().is_at("territoire").await?;
    page.act("scrollTo({ top: 0, behavior: 'instant' })", Vec::new())
        .await?;
    let write = |name: &str, picture: &[u8]| write(&folder.join(format!("{name}-{width}.png")), picture);
    write("page", &page.picture().await?)?;
    journey::walk(page, async |stop| {
        let element = if stop == Stop::Suivi {
            page.suivi()
        } else {
            page.guichet()
        };
        let name = match stop {
            MOST_TELLING => "guichet",
            stop => stop.as_str(),
        };
        for theme in THEMES {
            dress(&element, theme).await?;
            let name = if theme == "light" {
                name.to_owned()
            } else {
                format!("{name}-step-{theme}")
            };
            write(&name, &element.picture().await?)?;
        }
        dress(&element, "light").await
    })
    .await?;
    take_catalogue(folder, width, &guichet, &browser).await
}

/// The elements that read, each with something to show, in the light and in the dark.
async fn take_catalogue(folder: &Path, width: u32, guichet: &Guichet, browser: &Browser) -> Result<()> {
    let page = Page::open(browser, guichet, "/catalogue.html").await?;
    catalogue::walk(page, async |_| Ok(())).await?;
    for theme in THEMES {
        for element in ["territoire", "simulateur", "mesures", "contrat", "verification"] {
            let widget = page.widget(&format!("ti-{element}"));
            widget.scroll_to().await?;
            widget.find("h2").await?;
            dress(&widget, theme).await?;
            let name = format!("{element}-{theme}-{width}.png");
            write(&folder.join(name), &widget.picture().await?)?;
        }
    }
    Ok(())
}

/// Puts an element in a theme; in the dark without the accent of the page, which is one for a light ground.
async fn dress(widget: &Widget<'_>, theme: &str) -> Result<()> {
    let script = "const [element, theme] = arguments; element.setAttribute('theme', theme); \
                  element.style.setProperty('--ti-color-accent', theme === 'dark' ? 'initial' : '')";
    let host = widget.host().await?.to_json()?;
    widget.page().act(script, vec![host, theme.into()]).await
}

fn write(path: &Path, picture: &[u8]) -> Result<()> {
    println!("{:>8} B  {}", picture.len(), path.display());
    Ok(fs::write(path, picture)?)
}
