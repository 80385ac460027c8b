//! Which component answers which path.
//!
//! Follows Spin: an exact route wins over a prefix, the longest prefix wins over shorter ones, and slashes at the
//! ends of a path do not count. It does not know Spin's named segments (`/users/:id`), which are refused.

use thiserror::Error;

/// A route of the manifest: `/exact`, or `/prefix/...` for the prefix and all below.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Route {
    pattern: String,
    segments: Vec<String>,
    kind: Kind,
}

/// Why a route is refused.
#[derive(Debug, Eq, Error, PartialEq)]
pub enum RouteError {
    #[error("route `{0}` does not begin with `/`")]
    Relative(String),
    #[error(
        "route `{0}` has a named segment or `*`, which the local host does not support; use an exact path or `/...`"
    )]
    Unsupported(String),
}

/// The routes of an application, each with what answers it.
#[derive(Debug)]
pub struct Router<T> {
    /// From the most to the least specific, so that the first match is the best.
    entries: Vec<(Route, T)>,
}

/// A route found for a path.
#[derive(Debug)]
pub struct Match<'a, T> {
    pub route: &'a Route,
    pub target: &'a T,
    /// What follows the prefix, with its slash: Spin's `spin-path-info`.
    pub path_info: String,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Kind {
    Prefix,
    Exact,
}

impl Route {
    /// Reads a route as written in the manifest.
    pub fn parse(pattern: &str) -> Result<Self, RouteError> {
        if !pattern.starts_with('/') {
            return Err(RouteError::Relative(pattern.to_owned()));
        }
        let (path, kind) = match pattern.strip_suffix("/...") {
            Some(prefix) => (prefix, Kind::Prefix),
            None => (pattern, Kind::Exact),
        };
        let segments: Vec<String> = segments(path).map(str::to_owned).collect();
        if segments
            .iter()
            .any(|segment| segment.starts_with(':') || segment == "*" || segment == "...")
        {
            return Err(RouteError::Unsupported(pattern.to_owned()));
        }
        Ok(Self {
            pattern: pattern.to_owned(),
            segments,
            kind,
        })
    }

    /// The route as written in the manifest.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// The route without its `/...`: Spin's `spin-component-route`.
    pub fn without_wildcard(&self) -> &str {
        self.pattern.strip_suffix("/...").unwrap_or(&self.pattern)
    }

    /// Whether both answer exactly the same paths.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.segments == other.segments && self.kind == other.kind
    }

    fn path_info(&self, path: &str) -> Option<String> {
        let mut rest = segments(path);
        for own in &self.segments {
            if rest.next() != Some(own.as_str()) {
                return None;
            }
        }
        let rest: Vec<&str> = rest.collect();
        match self.kind {
            Kind::Exact => rest.is_empty().then(String::new),
            Kind::Prefix => {
                let trailing = if path.ends_with('/') { "/" } else { "" };
                let joined: String = rest.iter().flat_map(|segment| ["/", segment]).collect();
                Some(joined + trailing)
            }
        }
    }
}

impl<T> Router<T> {
    pub fn new(mut entries: Vec<(Route, T)>) -> Self {
        entries.sort_by_key(|(route, _)| std::cmp::Reverse((route.kind, route.segments.len())));
        Self { entries }
    }

    pub fn find(&self, path: &str) -> Option<Match<'_, T>> {
        self.entries.iter().find_map(|(route, target)| {
            let path_info = route.path_info(path)?;
            Some(Match {
                route,
                target,
                path_info,
            })
        })
    }

    /// The routes, most specific first.
    pub fn iter(&self) -> impl Iterator<Item = &(Route, T)> {
        self.entries.iter()
    }
}

/// The segments between the slashes, those at both ends left out.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let trimmed = path.trim_matches('/');
    trimmed.split('/').filter(move |_| !trimmed.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn router(patterns: &[&'static str]) -> Result<Router<&'static str>, RouteError> {
        let entries = patterns
            .iter()
            .map(|pattern| Ok((Route::parse(pattern)?, *pattern)));
        Ok(Router::new(entries.collect::<Result<_, _>>()?))
    }

    fn found<'a>(router: &'a Router<&'static str>, path: &str) -> Option<(&'a str, String)> {
        router.find(path).map(|found| (*found.target, found.path_info))
    }

    #[test]
    fn exact_wins_then_the_longest_prefix() -> Result<(), RouteError> {
        let router = router(&["/...", "/api/...", "/api/aides", "/api/aides/..."])?;
        for (path, pattern, path_info) in [
            ("/api/aides", "/api/aides", ""),
            ("/api/aides/", "/api/aides", ""),
            ("/api/aides/etude", "/api/aides/...", "/etude"),
            ("/api/aides/etude/", "/api/aides/...", "/etude/"),
            ("/api/autre/chose", "/api/...", "/autre/chose"),
            ("/api", "/api/...", ""),
            ("/api/", "/api/...", "/"),
            ("/apis", "/...", "/apis"),
            ("/", "/...", "/"),
        ] {
            assert_eq!(
                found(&router, path),
                Some((pattern, path_info.to_owned())),
                "{path}"
            );
        }
        Ok(())
    }

    #[test]
    fn no_route_matches_a_path_beside_it() -> Result<(), RouteError> {
        let router = router(&["/", "/api", "/files/..."])?;
        for path in ["/api/x", "/apix", "/filesx", "/x"] {
            assert_eq!(found(&router, path), None, "{path}");
        }
        assert_eq!(found(&router, "/"), Some(("/", String::new())));
        Ok(())
    }

    #[test]
    fn unsupported_routes_are_refused_by_name() {
        assert_eq!(Route::parse("api"), Err(RouteError::Relative("api".into())));
        for pattern in ["/users/:id", "/users/*", "/a/.../b"] {
            assert_eq!(
                Route::parse(pattern),
                Err(RouteError::Unsupported(pattern.into()))
            );
        }
    }

    #[test]
    fn the_component_route_has_no_wildcard() -> Result<(), RouteError> {
        assert_eq!(Route::parse("/api/...")?.without_wildcard(), "/api");
        assert_eq!(Route::parse("/api")?.without_wildcard(), "/api");
        Ok(())
    }
}
