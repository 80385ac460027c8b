//! The inbox by pages: which dossiers a query finds, in which order, and where the next page begins. It runs nothing.
//!
//! A page begins after a place, not after a count: the database goes there by its index, however far it is, and a dossier
//! that comes in meanwhile moves nothing from one page to another.

use std::fmt::Write as _;

use crate::database::{DatabaseError, Row, Value};

/// Which dossiers are asked for.
#[derive(Clone, Copy, Debug)]
pub struct InboxQuery<'a> {
    /// In one of these territories, each by phase and id.
    pub territoires: &'a [String],
    /// With this status, if any.
    pub status: Option<&'a str>,
    /// After this place, if any.
    pub after: Option<&'a InboxPlace>,
    /// At most so many.
    pub limit: u32,
}

/// The place of a dossier in every inbox that shows it: latest filed first, then by reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxPlace {
    /// When it was filed, RFC 3339, UTC.
    pub filed_at: String,
    /// Its number.
    pub reference: String,
}

/// Some dossiers of an inbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InboxPage {
    /// Latest filed first.
    pub entries: Vec<InboxEntry>,
    /// The place of the last of them, when others follow.
    pub next: Option<InboxPlace>,
}

/// One line of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxEntry {
    /// Number of the dossier.
    pub reference: String,
    /// Where it stands.
    pub status: String,
    /// How many events it has.
    pub version: u32,
    /// Its territory: phase and id.
    pub territoire: String,
    /// When it was filed.
    pub filed_at: String,
}

/// The statement that finds a page, and one row more where others follow. At least one territory is asked for.
///
/// Each territory is a part of its own, which an index gives in order; the database merges the parts and stops at the
/// limit. With `territoire IN (…)` it would read and sort the whole région. `ready_2` is named in a condition, since a
/// join with it would undo the order.
pub(crate) fn select(query: &InboxQuery<'_>) -> (String, Vec<Value>) {
    let mut parameters = Vec::new();
    let mut parts = Vec::new();
    let mut condition = None;
    for territoire in query.territoires {
        let place = place(&mut parameters, territoire);
        let condition = condition.get_or_insert_with(|| narrowing(query, &mut parameters));
        parts.push(format!(
            "SELECT reference, status, version, territoire, filed_at FROM dossier \
             WHERE territoire = ${place}{condition} AND EXISTS (SELECT 1 FROM ready_2)"
        ));
    }
    let statement = format!(
        "{} ORDER BY filed_at DESC, reference DESC LIMIT {}",
        parts.join(" UNION ALL "),
        u64::from(query.limit) + 1
    );
    (statement, parameters)
}

/// What every part asks for beside its territory.
fn narrowing(query: &InboxQuery<'_>, parameters: &mut Vec<Value>) -> String {
    let mut condition = String::new();
    // Writing to a string cannot fail.
    if let Some(status) = query.status {
        let _ = write!(condition, " AND status = ${}", place(parameters, status));
    }
    if let Some(after) = query.after {
        let filed_at = place(parameters, &after.filed_at);
        let reference = place(parameters, &after.reference);
        let _ = write!(
            condition,
            " AND (filed_at, reference) < (${filed_at}, ${reference})"
        );
    }
    condition
}

/// The place of one more parameter. They are written in the order of their places: to SQLite, `$1` is a name, and the
/// first that it reads is the first parameter.
fn place(parameters: &mut Vec<Value>, value: &str) -> usize {
    parameters.push(Value::Text(value.to_owned()));
    parameters.len()
}

/// Reads what [`select`] found.
pub(crate) fn read_page(rows: &[Row], limit: u32) -> Result<InboxPage, DatabaseError> {
    let shown = rows.iter().take(limit as usize).map(read_entry);
    let entries = shown.collect::<Result<Vec<_>, _>>()?;
    let next = entries.last().filter(|_| entries.len() < rows.len());
    let next = next.map(|last| InboxPlace {
        filed_at: last.filed_at.clone(),
        reference: last.reference.clone(),
    });
    Ok(InboxPage { entries, next })
}

fn read_entry(row: &Row) -> Result<InboxEntry, DatabaseError> {
    Ok(InboxEntry {
        reference: row.text(0)?.to_owned(),
        status: row.text(1)?.to_owned(),
        version: row.count(2)?,
        territoire: row.text(3)?.to_owned(),
        filed_at: row.text(4)?.to_owned(),
    })
}
