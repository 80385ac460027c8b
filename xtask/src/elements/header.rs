//! Reads the header of an element: its sentence, its tables and its lists.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};

/// What a header tells.
#[derive(Debug, PartialEq, Eq)]
pub struct Element {
    /// `ti-…`
    pub tag: String,
    /// What it is, in a sentence.
    pub summary: String,
    pub attributes: Vec<Attribute>,
    pub events: Vec<Event>,
    pub slots: Vec<Slot>,
    pub parts: Vec<String>,
    /// Those of `guichet` where the header tells none.
    pub custom_properties: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    pub means: String,
    pub default: String,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub when: String,
    pub detail: String,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Slot {
    pub name: String,
    pub holds: String,
    pub place: String,
}

impl Element {
    /// Reads the header of the element `ti-<name>`.
    pub fn read(root: &Path, name: &str) -> Result<Self> {
        let path = root.join(format!("app/src/elements/{name}.rs"));
        let source = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut element =
            Self::parse(&source).with_context(|| format!("the header of {}", path.display()))?;
        ensure!(
            element.tag == format!("ti-{name}"),
            "{} tells of <{}>",
            path.display(),
            element.tag
        );
        if element.custom_properties.is_empty() && name != "guichet" {
            element.custom_properties = Self::read(root, "guichet")?.custom_properties;
        }
        Ok(element)
    }

    fn parse(source: &str) -> Result<Self> {
        let lines: Vec<&str> = source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(str::trim)
            .collect();
        let first = lines
            .split(|line| line.is_empty())
            .next()
            .unwrap_or_default()
            .join(" ");
        let Some((tag, summary)) = first.strip_prefix("`<").and_then(|rest| rest.split_once(">`: ")) else {
            bail!("it does not begin with `<ti-…>`: and a sentence");
        };
        let attributes = rows(&lines, "# Attributes")?
            .into_iter()
            .map(|[name, means, default]| Attribute {
                name: name.trim_matches('`').to_owned(),
                means,
                default,
            });
        let events = rows(&lines, "# Events")?
            .into_iter()
            .map(|[name, when, detail]| Event {
                name: name.trim_matches('`').to_owned(),
                when,
                detail,
            });
        let slots = rows(&lines, "# Slots")?
            .into_iter()
            .map(|[name, holds, place]| Slot {
                name: name.trim_matches('`').to_owned(),
                holds,
                place,
            });
        let own = names(&lines, "# Custom properties");
        Ok(Self {
            tag: tag.to_owned(),
            summary: summary.to_owned(),
            attributes: attributes.collect(),
            events: events.collect(),
            slots: slots.collect(),
            parts: names(&lines, "# Parts"),
            custom_properties: own.into_iter().filter(|name| name.starts_with("--")).collect(),
        })
    }
}

/// The rows of the table under a title, without its head.
fn rows(lines: &[&str], title: &str) -> Result<Vec<[String; 3]>> {
    let table = section(lines, title).filter(|line| line.starts_with('|'));
    let mut rows = Vec::new();
    for line in table.skip(2) {
        let cells: Vec<String> = line
            .trim_matches('|')
            .split(" | ")
            .map(|cell| cell.trim().to_owned())
            .collect();
        let Ok(row) = <[String; 3]>::try_from(cells) else {
            bail!("{title}: not three cells in {line}");
        };
        rows.push(row);
    }
    Ok(rows)
}

/// The names between backticks under a title.
fn names(lines: &[&str], title: &str) -> Vec<String> {
    let text = section(lines, title).collect::<Vec<_>>().join(" ");
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn section<'a>(lines: &'a [&'a str], title: &str) -> impl Iterator<Item = &'a str> {
    let after = lines
        .iter()
        .position(|line| *line == title)
        .map_or(lines.len(), |place| place + 1);
    lines[after..]
        .iter()
        .take_while(|line| !line.starts_with("# "))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_into_what_it_tells() -> Result<()> {
        let source = "//! `<ti-a>`: does a thing\n//! and another.\n//!\n//! # Attributes\n//! | name | means | default |\n\
                      //! |---|---|---|\n//! | `b` | the `b` | none |\n//!\n//! # Events\n//! All bubble.\n//!\n\
                      //! | name | when | detail |\n//! |---|---|---|\n//! | `ti-c` | then | `{ d }` |\n//!\n//! # Parts\n\
                      //! `e`, `f` with `g`.\n//!\n//! # Slots\n\
                      //! | name | holds | where |\n//! |---|---|---|\n//! | `i` | a text | at the end |\n//!\n//! # Custom properties\n//! `--ti-h`.\n\nmod x;\n";
        let text = |text: &str| text.to_owned();
        assert_eq!(
            Element::parse(source)?,
            Element {
                tag: text("ti-a"),
                summary: text("does a thing and another."),
                attributes: vec![Attribute {
                    name: text("b"),
                    means: text("the `b`"),
                    default: text("none"),
                }],
                events: vec![Event {
                    name: text("ti-c"),
                    when: text("then"),
                    detail: text("`{ d }`"),
                }],
                slots: vec![Slot {
                    name: text("i"),
                    holds: text("a text"),
                    place: text("at the end"),
                }],
                parts: vec![text("e"), text("f"), text("g")],
                custom_properties: vec![text("--ti-h")],
            }
        );
        assert!(Element::parse("//! No element.\n").is_err());
        Ok(())
    }
}
