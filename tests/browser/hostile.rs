//! Pages that are not made for us: resets that reach everything, a dark page from right to left, several régions at once,
//! elements that come and go.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::json;
use tests::{Page, action, agents, artefacts, requests};

use crate::fixtures::check;
use crate::fixtures::site::Site;
use crate::fixtures::stage::Stage;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// The whole journey, from the commune to the status, in a page with that style and these attributes of `<html>`.
async fn walk_in(style: &str, html: serde_json::Value, body: &str) -> Result<()> {
    let stage = Stage::set().await?;
    let origin = stage.guichet.base();
    let policy = format!(
        "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; img-src data:; \
         style-src 'unsafe-inline'"
    );
    let page = format!(
        "<style>{style}</style><script type=\"module\" src=\"{origin}/v1/guichet.js\"></script>{body}"
    );
    let site = Site::start(&policy, &page)?;
    stage.browser.goto(site.address()).await?;
    let page = Page::of(&stage.browser);
    page.act(
        "for (const [name, value] of Object.entries(arguments[0])) document.documentElement.setAttribute(name, value)",
        vec![html],
    )
    .await?;
    let guichet = page.guichet();
    guichet.fill_everything(&requests::valid()).await?;
    check::is_accessible(page, "a hostile page, before the sending").await?;
    check::fits_its_width(page, "a hostile page").await?;
    guichet.press("send").await?;
    let (reference, _code) = guichet.receipt().await?;
    guichet.press("track").await?;
    guichet.find("[data-status=depose]").await?;
    check::is_silent(&stage.browser).await?;
    let inbox = action::read_inbox(&stage.guichet.client(), AGENT)?;
    assert_eq!(inbox.len(), 1);
    assert_eq!(inbox[0].reference, reference);
    Ok(())
}

const EMBED: &str = "<ti-guichet region=\"27\"></ti-guichet>";

#[tokio::test]
async fn a_page_that_unsets_everything_changes_nothing() -> Result<()> {
    walk_in(
        "* { all: unset } html, body, main { display: block } \
         button, input, label, p, li { display: none !important; color: red !important }",
        json!({}),
        EMBED,
    )
    .await
}

#[tokio::test]
async fn a_dark_page_from_right_to_left_is_followed() -> Result<()> {
    walk_in(
        "html { background: #000; color: #eee; font: 30px/1 fantasy; letter-spacing: 1em; text-transform: uppercase }",
        json!({ "dir": "rtl" }),
        "<ti-guichet region=\"27\" theme=\"dark\"></ti-guichet>",
    )
    .await
}

#[tokio::test]
async fn two_elements_of_different_regions_go_their_own_ways() -> Result<()> {
    walk_in(
        "",
        json!({}),
        &format!("{EMBED}<ti-guichet id=\"other\" region=\"53\" lang=\"en\"></ti-guichet>"),
    )
    .await
}

/// Each of two hundred comings and goings gives back what it took.
#[tokio::test]
async fn an_element_that_comes_and_goes_leaves_nothing_behind() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.guichet().scroll_to().await?;
    page.guichet().choose_commune("dole").await?;
    let cycles = "
        const done = arguments[arguments.length - 1];
        const turn = async (count) => {
          const element = document.querySelector('ti-guichet');
          const home = element.parentNode;
          for (let cycle = 0; cycle < count; cycle += 1) {
            element.remove();
            await new Promise((resolve) => setTimeout(resolve));
            home.append(element);
            while (!element.shadowRoot.querySelector('[data-territoire]')) await new Promise((resolve) => setTimeout(resolve));
          }
        };
        turn(arguments[0]).then(() => done(true));";
    let browser = &stage.browser;
    let turn = async |count: u32| -> Result<(f64, u64)> {
        browser.execute_async(cycles, vec![json!(count)]).await?;
        browser
            .cdp()
            .send_raw("HeapProfiler.collectGarbage", json!({}))
            .await?;
        browser
            .cdp()
            .send_raw("HeapProfiler.collectGarbage", json!({}))
            .await?;
        let heap = browser.cdp().send_raw("Runtime.getHeapUsage", json!({})).await?;
        let counters = browser.cdp().send_raw("Memory.getDOMCounters", json!({})).await?;
        let used = heap["usedSize"].as_f64().unwrap_or_default();
        // Bytes of script, and nodes.
        Ok((used, counters["nodes"].as_u64().unwrap_or_default()))
    };
    // What is made once is made by then.
    let (heap, nodes) = turn(20).await?;
    let (heap_after, nodes_after) = turn(200).await?;
    assert!(
        heap_after <= heap + 500_000.0,
        "{heap} then {heap_after} bytes of script"
    );
    assert!(nodes_after <= nodes + 50, "{nodes} then {nodes_after} nodes");
    Ok(())
}

/// With the rule of `docs/integrate.md` for the time before the loader, nothing moves at all.
#[tokio::test]
async fn an_element_moves_nothing_and_does_not_hold_the_page_up() -> Result<()> {
    let stage = Stage::set().await?;
    let origin = stage.guichet.base();
    let watch = "
        window.shifts = []; window.longest = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shifts.push([entry.value, ...entry.sources.map((source) => source.node?.nodeName)]);
        }).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration); })
          .observe({ type: 'longtask', buffered: true });";
    let guide = fs::read_to_string(artefacts::root().join("docs/integrate.md"))?;
    let rule = guide
        .split("```css\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let rule = rule.context("the guide has no rule for the place of an element")?;
    let body = format!(
        "<style>{rule}</style><p>Avant</p>{EMBED}<p>Après</p><script>{watch}</script><script type=\"module\" src=\"{origin}/v1/guichet.js\"></script>"
    );
    let site = Site::start("default-src * 'unsafe-inline' 'wasm-unsafe-eval'", &body)?;
    for width in [320, 360, 1280] {
        stage.browser.set_viewport(width, 740).await?;
        stage.browser.goto(site.address()).await?;
        let page = Page::of(&stage.browser);
        page.guichet().is_at("territoire").await?;
        page.settle().await?;
        let (shifts, longest): (serde_json::Value, f64) = page
            .run("return [window.shifts, window.longest]", Vec::new())
            .await?;
        assert_eq!(shifts, json!([]), "something moved at {width} pixels");
        // Told, not judged: how long a task takes depends on the machine.
        println!("longest task before any interaction: {longest:.0} ms");
    }
    Ok(())
}
