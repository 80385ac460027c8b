//! What an element shows.

use anyhow::{Context as _, Result};
use serde_json::json;
use thirtyfour::{By, WebElement};

use crate::Widget;
use crate::page::eventually;

impl Widget<'_> {
    /// Waits for what is in sight at a selector.
    pub async fn find(&self, selector: &str) -> Result<WebElement> {
        eventually(&format!("{selector} in {}", self.selector), async || {
            let found = self.root().await?.find(By::Css(selector)).await?;
            Ok(found.is_displayed().await?.then_some(found))
        })
        .await
    }

    /// Waits until nothing is in sight at a selector.
    pub async fn is_gone(&self, selector: &str) -> Result<()> {
        eventually(&format!("the end of {selector}"), async || {
            Ok((self.count(selector).await? == 0).then_some(()))
        })
        .await
    }

    /// How many elements are in sight at a selector, now.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        let mut count = 0;
        for element in self.root().await?.find_all(By::Css(selector)).await? {
            count += usize::from(element.is_displayed().await?);
        }
        Ok(count)
    }

    /// The text in sight at a selector.
    pub async fn text(&self, selector: &str) -> Result<String> {
        Ok(self.find(selector).await?.text().await?)
    }

    /// Waits until the text at a selector holds these words.
    pub async fn says(&self, selector: &str, words: &str) -> Result<()> {
        eventually(&format!("“{words}” at {selector}"), async || {
            let text = self.text(selector).await?;
            Ok(plain(&text).contains(&plain(words)).then_some(()))
        })
        .await
    }

    /// What a field holds.
    pub async fn value(&self, id: &str) -> Result<String> {
        let field = self.find(&format!("#{id}")).await?;
        field.value().await?.context("a field has a value")
    }

    /// Waits until a field holds exactly that.
    pub async fn holds(&self, id: &str, value: &str) -> Result<()> {
        eventually(&format!("“{value}” in #{id}"), async || {
            Ok((self.value(id).await? == value).then_some(()))
        })
        .await
    }

    /// An attribute, when it is there.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        Ok(self.find(selector).await?.attr(name).await?)
    }

    /// Waits until the focus is at a selector.
    pub async fn has_focus(&self, selector: &str) -> Result<()> {
        eventually(&format!("the focus at {selector}"), async || {
            Ok(self.is_focused(selector).await?.then_some(()))
        })
        .await
    }

    /// Whether the focus is at a selector, now.
    pub async fn is_focused(&self, selector: &str) -> Result<bool> {
        let script = "return arguments[0].shadowRoot?.activeElement?.matches(arguments[1]) ?? false";
        let arguments = vec![self.host().await?.to_json()?, json!(selector)];
        self.page.run(script, arguments).await
    }

    /// The text of every element that describes the one of that id, in order.
    pub async fn description(&self, id: &str) -> Result<String> {
        let ids = self.attribute(&format!("#{id}"), "aria-describedby").await?;
        let mut description = Vec::new();
        for id in ids.unwrap_or_default().split_whitespace() {
            // A part of it may be empty, and thus out of sight, for now.
            let part = self.root().await?.find(By::Css(format!("#{id}"))).await?;
            description.push(part.text().await?);
        }
        Ok(description.join(" "))
    }

    /// A picture of it, with the list that hangs out of it and a little of what is around.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        let arguments = vec![self.host().await?.to_json()?];
        let area = self.page.run(AREA, arguments).await?;
        self.page.browser().take_picture(area).await
    }

    /// The element itself, in the page.
    pub async fn host(&self) -> Result<WebElement> {
        Ok(self.page.browser().find(By::Css(self.selector.as_str())).await?)
    }

    pub(super) async fn root(&self) -> Result<WebElement> {
        Ok(self.host().await?.get_shadow_root().await?)
    }
}

/// Where an element is in its page.
const AREA: &str = "
    const [host] = arguments;
    const shown = [host, ...host.shadowRoot.querySelectorAll('[role=listbox]:not([hidden])')];
    const areas = shown.map((element) => element.getBoundingClientRect());
    const [left, top] = [Math.max(0, areas[0].left - 16), areas[0].top + scrollY - 16];
    const right = Math.min(innerWidth, areas[0].right + 16);
    const bottom = Math.max(...areas.map((area) => area.bottom)) + scrollY + 16;
    return [left, top, right - left, bottom - top].map(Math.round)";

/// Spaces of any kind count as one: amounts are written with narrow ones.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
