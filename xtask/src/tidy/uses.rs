//! The paths that a Rust file brings in with `use`, each whole and with its line. It judges none of them.

use anyhow::{Context as _, Result};
use syn::UseTree;
use syn::visit::{self, Visit};

/// One path, such as `std::fs`, under the name that it has where it comes from.
#[derive(Debug, PartialEq, Eq)]
pub struct Used {
    pub text: String,
    pub line: usize,
}

/// Every path of every `use`, in the order of the file.
pub fn used(text: &str) -> Result<Vec<Used>> {
    let file = syn::parse_file(text).context("cannot be read as Rust")?;
    let mut uses = Uses(Vec::new());
    uses.visit_file(&file);
    Ok(uses.0)
}

struct Uses(Vec<Used>);

impl<'ast> Visit<'ast> for Uses {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add("", &item.tree);
        visit::visit_item_use(self, item);
    }
}

impl Uses {
    fn add(&mut self, prefix: &str, tree: &UseTree) {
        let (ident, inside) = match tree {
            UseTree::Path(path) => (&path.ident, Some(&*path.tree)),
            UseTree::Name(name) => (&name.ident, None),
            UseTree::Rename(rename) => (&rename.ident, None),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add(prefix, tree);
                }
                return;
            }
            // What it brings in is not told apart; the path that it follows is.
            UseTree::Glob(_) => return,
        };
        let text = match prefix {
            "" => ident.to_string(),
            prefix => format!("{prefix}::{ident}"),
        };
        match inside {
            Some(UseTree::Glob(_)) | None => self.0.push(Used {
                text,
                line: ident.span().start().line,
            }),
            Some(inside) => self.add(&text, inside),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::used;

    #[test]
    fn groups_are_taken_apart_and_new_names_left_out() -> anyhow::Result<()> {
        let text =
            "use std::{env, fs::{self, read}};\nfn f() {\n    use core::f64 as float;\n    use a::b::*;\n}\n";
        let found: Vec<_> = used(text)?.into_iter().map(|it| (it.line, it.text)).collect();
        let expected = [
            (1, "std::env"),
            (1, "std::fs::self"),
            (1, "std::fs::read"),
            (3, "core::f64"),
            (4, "a::b"),
        ];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
        Ok(())
    }
}
