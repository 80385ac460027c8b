//! The measures as a table for people.

use std::fmt::Write as _;

use crate::budgets::Budgets;
use crate::measures::{Measures, Visit};

/// The whole report.
pub fn table(measures: &Measures, budgets: &Budgets) -> String {
    let mut text = String::new();
    for (title, visit) in [
        ("First view of the demo page", &measures.first_view),
        ("A page whose embed is never scrolled to", &measures.unseen),
        ("The finder alone, to a commune", &measures.finder),
        ("The whole journey, to the status", &measures.journey),
    ] {
        add_visit(&mut text, title, visit);
    }
    add_title(&mut text, "Components");
    for (name, bytes) in &measures.components {
        add_line(&mut text, *bytes, "B", name);
    }
    add_title(&mut text, "Budgets");
    for line in budgets.lines(measures) {
        let verdict = if line.allowed < line.measured {
            "OVER"
        } else {
            "ok"
        };
        let name = format!("of {:>9}  {verdict:<4}  {}", line.allowed, line.name);
        add_line(&mut text, line.measured, "", &name);
    }
    text
}

fn add_visit(text: &mut String, title: &str, visit: &Visit) {
    add_title(text, title);
    for file in &visit.files {
        let owner = if file.is_widget { "widget" } else { "page" };
        let again = match file.requests {
            1 => String::new(),
            count => format!(" ({count} times)"),
        };
        add_line(
            text,
            file.brotli_bytes,
            "B",
            &format!("{owner:<6}  {}{again}", file.path),
        );
    }
    let summary = format!(
        "widget  in {} requests, besides {} calls of functions",
        visit.widget_requests(),
        visit.calls
    );
    add_line(text, visit.widget_bytes(), "B", &summary);
}

fn add_title(text: &mut String, title: &str) {
    let gap = if text.is_empty() { "" } else { "\n" };
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(text, "{gap}{title}");
}

fn add_line(text: &mut String, number: usize, unit: &str, what: &str) {
    let _ = writeln!(text, "{number:>10} {unit:<1}  {what}");
}
