//! Whether the interface that is described is the one that is routed: by `spin.toml`, which gives an address to a
//! function, and by the `match` of that function's `lib.rs`, which gives a method and an address to a handler.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use syn::visit::{self, Visit};
use syn::{Arm, ExprMatch, Lit, Pat};

use super::description::{Description, Method};
use crate::spin_manifest::Manifest;

/// Where the functions' own addresses begin.
const BASE: &str = "/api/v1/";

/// What is routed and not described, described and not routed, or described for another function than it is routed to.
pub fn faults(root: &Path, description: &Description) -> Result<Vec<String>> {
    let manifest = Manifest::read(root)?;
    let mut faults = sent_elsewhere(&manifest, description);
    for function in manifest.components.keys() {
        let routed = routes_of(root, function)?;
        let described: BTreeSet<Route> = description
            .functions
            .get(function)
            .into_iter()
            .flatten()
            .map(|operation| Route::described(operation.method, &operation.path))
            .collect();
        faults.extend(
            routed
                .difference(&described)
                .map(|route| format!("functions/{function}/openapi.toml: describe {route}")),
        );
        faults.extend(
            described
                .difference(&routed)
                .map(|route| format!("functions/{function}/src/lib.rs: nothing answers {route}")),
        );
    }
    Ok(faults)
}

/// A method and an address whose blanks are in braces, from `/api/v1/` or, outside of it, from the root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Route {
    method: Method,
    segments: Vec<String>,
}

impl Route {
    fn described(method: Method, path: &str) -> Self {
        let path = path.strip_prefix(BASE).unwrap_or(path);
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        Self {
            method,
            segments: segments.map(str::to_owned).collect(),
        }
    }
}

impl std::fmt::Display for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} …/{}", self.method.as_str(), self.segments.join("/"))
    }
}

/// The routes of a function; none when it has no `match` of them, as `embed`, whose addresses are files.
fn routes_of(root: &Path, function: &str) -> Result<BTreeSet<Route>> {
    let file = root.join("functions").join(function).join("src/lib.rs");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    read_routes(&text).with_context(|| format!("cannot read {}", file.display()))
}

fn read_routes(text: &str) -> Result<BTreeSet<Route>> {
    let mut reader = Reader::default();
    reader.visit_file(&syn::parse_file(text)?);
    Ok(reader.routes)
}

/// Collects the arms `(&Method::GET, ["communes"]) => …` of every `match` in a file.
#[derive(Default)]
struct Reader {
    routes: BTreeSet<Route>,
}

impl Visit<'_> for Reader {
    fn visit_expr_match(&mut self, expression: &ExprMatch) {
        self.routes.extend(expression.arms.iter().flat_map(routes_of_arm));
        visit::visit_expr_match(self, expression);
    }
}

fn routes_of_arm(arm: &Arm) -> Vec<Route> {
    let Pat::Tuple(pair) = &arm.pat else {
        return Vec::new();
    };
    let [method, address] = pair.elems.iter().collect::<Vec<_>>()[..] else {
        return Vec::new();
    };
    let addresses = addresses_of(address);
    let methods = methods_of(method);
    methods
        .iter()
        .flat_map(|method| {
            addresses.iter().map(|segments| Route {
                method: *method,
                segments: segments.clone(),
            })
        })
        .collect()
}

/// A HEAD is a GET without its body, and is not described apart.
fn methods_of(pattern: &Pat) -> Vec<Method> {
    match pattern {
        Pat::Or(either) => either.cases.iter().flat_map(methods_of).collect(),
        Pat::Reference(reference) => methods_of(&reference.pat),
        Pat::Path(path) => {
            let name = path.path.segments.last().map(|segment| segment.ident.to_string());
            match name.as_deref() {
                Some("GET") => vec![Method::Get],
                Some("POST") => vec![Method::Post],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// Each address that a pattern takes: one, unless some of its segments are alternatives.
fn addresses_of(pattern: &Pat) -> Vec<Vec<String>> {
    match pattern {
        Pat::Or(either) => either.cases.iter().flat_map(addresses_of).collect(),
        Pat::Slice(slice) => slice.elems.iter().fold(vec![Vec::new()], |before, segment| {
            let choices = segments_of(segment);
            before
                .iter()
                .flat_map(|start| {
                    choices
                        .iter()
                        .map(|choice| [start.as_slice(), std::slice::from_ref(choice)].concat())
                })
                .collect()
        }),
        _ => Vec::new(),
    }
}

fn segments_of(pattern: &Pat) -> Vec<String> {
    match pattern {
        Pat::Or(either) => either.cases.iter().flat_map(segments_of).collect(),
        Pat::Lit(literal) => match &literal.lit {
            Lit::Str(text) => vec![text.value()],
            _ => Vec::new(),
        },
        Pat::Ident(name) => vec![format!("{{{}}}", name.ident)],
        _ => Vec::new(),
    }
}

/// The addresses that `spin.toml` gives to another function than the one that describes them.
fn sent_elsewhere(manifest: &Manifest, description: &Description) -> Vec<String> {
    let routes: BTreeMap<&str, &str> = manifest.routes().collect();
    description
        .operations()
        .filter_map(|(function, operation)| {
            let found = answering(&routes, &operation.path);
            (found != Some(function)).then(|| {
                format!(
                    "spin.toml: {} goes to {}, and is described in functions/{function}/openapi.toml",
                    operation.path,
                    found.unwrap_or("nothing")
                )
            })
        })
        .collect()
}

/// As Spin does: an exact route, else the longest one that ends in `/...`.
fn answering<'a>(routes: &BTreeMap<&'a str, &'a str>, path: &str) -> Option<&'a str> {
    if let Some(component) = routes.get(path) {
        return Some(component);
    }
    let below = routes.iter().filter_map(|(route, component)| {
        let base = route.strip_suffix("/...")?;
        let is_below = path == base || path.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
        is_below.then_some((base.len(), *component))
    });
    below.max().map(|(_, component)| component)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Route, answering, read_routes};
    use crate::openapi::description::Method;

    #[test]
    fn routes_are_the_arms_that_take_a_method_and_an_address() -> anyhow::Result<()> {
        let text = r#"
            fn route(call: &Call) -> Result<Reply, Fault> {
                match (call.method(), call.segments().as_slice()) {
                    (&Method::GET | &Method::HEAD, ["mesures" | "aides", id]) => one(id),
                    (&Method::POST, ["dossiers"]) => file(call),
                    (_, ["dossiers"]) => Err(Fault::method_not_allowed("POST")),
                    _ => Err(Fault::no_such_route()),
                }
            }
        "#;
        let expected = [
            (Method::Get, "/api/v1/aides/{id}"),
            (Method::Get, "/api/v1/mesures/{id}"),
            (Method::Post, "/api/v1/dossiers"),
        ];
        assert_eq!(
            read_routes(text)?,
            expected
                .map(|(method, path)| Route::described(method, path))
                .into()
        );
        Ok(())
    }

    #[test]
    fn the_longest_route_answers() {
        let routes = BTreeMap::from([
            ("/...", "embed"),
            ("/api/v1/suivi/...", "suivi"),
            ("/api/v1/suivi/receipt", "depot"),
        ]);
        assert_eq!(answering(&routes, "/api/v1/suivi/receipt"), Some("depot"));
        assert_eq!(answering(&routes, "/api/v1/suivi/chain"), Some("suivi"));
        assert_eq!(answering(&routes, "/api/v1/suivi"), Some("suivi"));
        assert_eq!(answering(&routes, "/api/v1/suivie"), Some("embed"));
    }
}
