//! The loader's blanks: where the glue and the wasm file are, and what the latter must be.
//!
//! Nothing else of the loader is touched.

use anyhow::{Result, bail};

/// What is filled in.
#[derive(Debug)]
pub struct Values {
    pub glue_url: String,
    pub wasm_url: String,
    pub wasm_integrity: String,
}

/// The loader with its blanks filled in, each of which must be there.
pub fn fill(template: &str, values: &Values) -> Result<String> {
    let mut text = template.to_owned();
    for (blank, value) in [
        ("__GLUE_URL__", &values.glue_url),
        ("__WASM_URL__", &values.wasm_url),
        ("__WASM_INTEGRITY__", &values.wasm_integrity),
    ] {
        if !text.contains(blank) {
            bail!("app/loader/guichet.js does not say {blank}");
        }
        text = text.replace(blank, value);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{Values, fill};

    fn values() -> Values {
        Values {
            glue_url: "./assets/glue-1.js".to_owned(),
            wasm_url: "./assets/guichet-2.wasm".to_owned(),
            wasm_integrity: "sha384-abc".to_owned(),
        }
    }

    #[test]
    fn every_blank_is_filled_in() {
        let filled = fill(
            "import('__GLUE_URL__'), fetch('__WASM_URL__', '__WASM_INTEGRITY__')",
            &values(),
        );
        let expected = "import('./assets/glue-1.js'), fetch('./assets/guichet-2.wasm', 'sha384-abc')";
        assert_eq!(filled.ok().as_deref(), Some(expected));
    }

    #[test]
    fn a_missing_blank_is_refused_by_name() {
        let refusal = fill("import('__GLUE_URL__'), fetch('__WASM_URL__')", &values());
        assert_eq!(
            refusal.err().map(|error| error.to_string()).as_deref(),
            Some("app/loader/guichet.js does not say __WASM_INTEGRITY__")
        );
    }
}
