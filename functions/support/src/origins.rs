//! Which sites may call a function from a browser (CORS), as the variable `allowed_origins` says. It protects no data:
//! nothing is opened by a cookie or another ambient right. It lets a deployment say whose widget it serves.

use http::HeaderValue;

/// The sites of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origins {
    /// Any.
    Any,
    /// Those.
    Listed(Vec<String>),
}

impl Origins {
    /// Reads `*`, or origins such as `https://www.region.example` separated by commas or spaces. Nothing at all is no
    /// site.
    pub fn parse(text: &str) -> Self {
        let origins: Vec<String> = text
            .split([',', ' '])
            .map(|origin| origin.trim().trim_end_matches('/').to_ascii_lowercase())
            .filter(|origin| !origin.is_empty())
            .collect();
        if origins.iter().any(|origin| origin == "*") {
            Self::Any
        } else {
            Self::Listed(origins)
        }
    }

    /// What the answer says to a browser that comes from `origin`; nothing to a site that is not listed.
    pub fn allow(&self, origin: Option<&HeaderValue>) -> Option<HeaderValue> {
        match self {
            Self::Any => Some(HeaderValue::from_static("*")),
            Self::Listed(origins) => {
                let origin = origin?;
                let is_listed = origins
                    .iter()
                    .any(|listed| origin.as_bytes().eq_ignore_ascii_case(listed.as_bytes()));
                is_listed.then(|| origin.clone())
            }
        }
    }

    /// Whether the answer depends on who asks, which caches must know.
    pub const fn varies(&self) -> bool {
        matches!(self, Self::Listed(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(origins: &str, origin: &'static str) -> Option<HeaderValue> {
        Origins::parse(origins).allow(Some(&HeaderValue::from_static(origin)))
    }

    #[test]
    fn listed_sites_are_told_apart_by_the_whole_of_their_origin() {
        let origins = "https://www.region.example/, HTTPS://autre.example:8443";
        for origin in ["https://www.region.example", "https://autre.example:8443"] {
            assert_eq!(allowed(origins, origin), Some(HeaderValue::from_static(origin)));
        }
        for origin in [
            "http://www.region.example",
            "https://www.region.example.evil.example",
            "https://region.example",
            "https://autre.example",
            "null",
        ] {
            assert_eq!(allowed(origins, origin), None, "{origin}");
        }
        assert_eq!(Origins::parse(origins).allow(None), None);
    }

    #[test]
    fn a_star_is_any_site_and_nothing_is_none() {
        assert_eq!(allowed("*", "null"), Some(HeaderValue::from_static("*")));
        assert_eq!(allowed("", "https://www.region.example"), None);
        assert!(!Origins::parse("*").varies());
        assert!(Origins::parse("").varies());
    }
}
