//! A page of the demo site in the browser, and waiting for what it will show.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Browser, Guichet, Widget};

/// A page that is open.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    browser: &'a Browser,
}

impl<'a> Page<'a> {
    /// Opens a path of the application.
    pub async fn open(browser: &'a Browser, guichet: &Guichet, path: &str) -> Result<Self> {
        browser.goto(format!("{}{path}", guichet.base())).await?;
        Ok(Self::of(browser))
    }

    /// The page that the browser shows.
    pub fn of(browser: &'a Browser) -> Self {
        Self { browser }
    }

    /// The browser that shows it.
    pub fn browser(self) -> &'a Browser {
        self.browser
    }

    /// The first `<ti-guichet>`.
    pub fn guichet(self) -> Widget<'a> {
        self.widget("ti-guichet")
    }

    /// The first `<ti-suivi>`.
    pub fn suivi(self) -> Widget<'a> {
        self.widget("ti-suivi")
    }

    /// The first element of that selector.
    pub fn widget(self, selector: &str) -> Widget<'a> {
        Widget::new(self, selector)
    }

    /// Loads it again, as a visitor does.
    pub async fn reload(self) -> Result<()> {
        Ok(self.browser.refresh().await?)
    }

    /// Runs a script in it and gives back what it returns.
    pub async fn run<T: DeserializeOwned>(self, script: &str, arguments: Vec<Value>) -> Result<T> {
        let returned = self.browser.execute(script, arguments).await?;
        Ok(returned.convert()?)
    }

    /// Runs a script that returns nothing.
    pub async fn act(self, script: &str, arguments: Vec<Value>) -> Result<()> {
        self.browser.execute(script, arguments).await?;
        Ok(())
    }

    /// Whether what is at a selector takes place on it.
    pub async fn shows(self, selector: &str) -> Result<bool> {
        let script = "return 0 < document.querySelector(arguments[0]).getBoundingClientRect().height";
        self.run(script, vec![selector.into()]).await
    }

    /// How many pixels of it are beyond the right edge of the viewport.
    pub async fn overflow(self) -> Result<i64> {
        let script = "const root = document.scrollingElement; return root.scrollWidth - root.clientWidth";
        self.run(script, Vec::new()).await
    }

    /// A picture of the whole of it, however long.
    pub async fn picture(self) -> Result<Vec<u8>> {
        let script =
            "const root = document.scrollingElement; return [0, 0, root.scrollWidth, root.scrollHeight]";
        let area = self.run(script, Vec::new()).await?;
        self.browser.take_picture(area).await
    }

    /// Waits until it has asked for nothing new for a while.
    pub async fn settle(self) -> Result<()> {
        let script =
            "return [document.readyState === 'complete', performance.getEntriesByType('resource').length]";
        let (mut seen, mut since) = (0, Instant::now());
        eventually("the page to settle", async || {
            let (is_complete, count): (bool, usize) = self.run(script, Vec::new()).await?;
            if !is_complete || count != seen {
                (seen, since) = (count, Instant::now());
            }
            Ok((QUIET < since.elapsed()).then_some(()))
        })
        .await
    }
}

/// Asks again and again until there is an answer, and says what was waited for when there is none.
///
/// An error is taken as "not yet": the view may be made anew between two looks. The last one is told at the end.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let started = Instant::now();
    loop {
        let seen = look().await;
        if let Ok(Some(found)) = seen {
            return Ok(found);
        }
        if PATIENCE < started.elapsed() {
            return match seen {
                Err(error) => Err(error).with_context(|| format!("waited in vain for {what}")),
                Ok(_) => bail!("waited in vain for {what}"),
            };
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Far above what any step takes on a slow machine, so that a wait in vain is a fault of the page.
const PATIENCE: Duration = Duration::from_secs(15);
const TICK: Duration = Duration::from_millis(40);
/// Longer than any pause that the page makes on purpose.
const QUIET: Duration = Duration::from_millis(700);
