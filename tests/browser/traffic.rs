//! What the journey asks of the network and leaves in the browser.

use anyhow::Result;
use tests::{journey, traffic};

use crate::fixtures::check;
use crate::fixtures::stage::Stage;

#[tokio::test]
async fn the_journey_is_silent_stays_at_home_and_leaves_no_cookie() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/").await?;
    journey::walk(page, async |_| Ok(())).await?;
    check::is_silent(&stage.browser).await?;
    let origin = stage.guichet.base();
    let requests = traffic::take(&stage.browser).await?;
    let elsewhere: Vec<_> = requests
        .iter()
        .filter(|request| request.path_at(&origin).is_none())
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    let filings = requests
        .iter()
        .filter(|request| request.method == "POST" && request.path_at(&origin) == Some("/api/v1/dossiers"));
    assert_eq!(filings.count(), 1);
    assert!(stage.browser.get_all_cookies().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn the_page_is_served_under_a_strict_policy() -> Result<()> {
    let stage = Stage::set().await?;
    for path in ["/", "/far.html", "/formulaire.html"] {
        let answer = stage.guichet.client().get(path)?;
        let policy = answer.header("content-security-policy").to_owned();
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval'"),
            "{path}: {policy}"
        );
        assert!(policy.contains("style-src 'self'"), "{path}: {policy}");
        for loose in ["unsafe-inline", "'unsafe-eval'", "*", "http:", "blob:"] {
            assert!(!policy.contains(loose), "{path}: {policy}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn an_embed_far_below_loads_only_its_loader_until_it_is_near() -> Result<()> {
    let stage = Stage::set().await?;
    let page = stage.open("/far.html").await?;
    page.settle().await?;
    let origin = stage.guichet.base();
    let ours = |requests: Vec<traffic::Request>| -> Vec<String> {
        let paths = requests.iter().filter_map(|request| request.path_at(&origin));
        paths
            .filter(|path| {
                path.starts_with("/v1/") || path.starts_with("/assets/") || path.starts_with("/api/")
            })
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(ours(traffic::take(&stage.browser).await?), ["/v1/guichet.js"]);

    let guichet = page.guichet();
    guichet.scroll_to().await?;
    guichet.is_at("territoire").await?;
    let loaded = ours(traffic::take(&stage.browser).await?);
    let count = |name: &str| loaded.iter().filter(|path| path.starts_with(name)).count();
    assert_eq!(count("/assets/rest-"), 1, "{loaded:?}");
    assert_eq!(count("/assets/request-"), 2, "{loaded:?}");
    assert_eq!(loaded.len(), 3, "and nothing else: {loaded:?}");
    check::is_silent(&stage.browser).await
}
