//! A function that breaks down: what is seen of it, and that it breaks nothing else.

use anyhow::Result;
use tests::{Guichet, action, manifest};

/// The host knows of a function only that it failed: its answer is a bare 500, as Spin's own is, and no problem detail.
/// `docs/api.md` says so.
#[test]
fn a_function_that_breaks_down_is_a_500_without_a_word_of_why_and_the_others_go_on() -> Result<()> {
    const SECRET: &str = "2-rue-des-forges";
    let manifest = manifest::write_probe("suivi", "suivi-breaks-down.toml")?;
    let guichet = Guichet::start_from(&manifest)?;
    let client = guichet.client();
    for way in ["panic", "memory", "stack"] {
        for _ in 0..3 {
            let answer = client.get(&format!("/api/v1/health?{way}={SECRET}"))?;
            assert_eq!(answer.status, 500, "{way}: {}", answer.text());
            for hidden in [SECRET, "panic", "memory", "wasm"] {
                assert!(!answer.text().contains(hidden), "{way}: {}", answer.text());
            }
            assert_eq!(
                client.get("/api/v1/health?database=default")?.status,
                200,
                "{way}"
            );
        }
    }
    action::file_dossier(&client)?;
    let log = guichet.log()?;
    let dropped = log.matches("the instance was dropped").count();
    assert_eq!(dropped, 9, "the host does not tell of each: {log}");
    Ok(())
}
