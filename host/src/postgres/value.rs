//! Values turned from Spin's to PostgreSQL's and back: numbers, texts, bytes, truth values and nothing.
//!
//! Our functions use no other. A parameter of another type is refused by name; a column of another type comes as
//! `unsupported`, as Spin tells those that it does not know.

use std::error::Error as StdError;

use bytes::BytesMut;
use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::bindings::spin::postgres::postgres::{DbDataType, DbValue, ParameterValue};

/// A parameter of a statement.
#[derive(Debug)]
pub enum Parameter {
    Boolean(bool),
    Int16(i16),
    Int32(i32),
    Int64(i64),
    Floating32(f32),
    Floating64(f64),
    Str(String),
    Binary(Vec<u8>),
    Null,
}

impl Parameter {
    /// A parameter as it is sent, or why it is not.
    pub fn new(value: ParameterValue) -> Result<Self, String> {
        Ok(match value {
            ParameterValue::Boolean(value) => Self::Boolean(value),
            ParameterValue::Int8(value) => Self::Int16(value.into()),
            ParameterValue::Int16(value) => Self::Int16(value),
            ParameterValue::Int32(value) => Self::Int32(value),
            ParameterValue::Int64(value) => Self::Int64(value),
            ParameterValue::Floating32(value) => Self::Floating32(value),
            ParameterValue::Floating64(value) => Self::Floating64(value),
            ParameterValue::Str(value) => Self::Str(value),
            ParameterValue::Binary(value) => Self::Binary(value),
            ParameterValue::DbNull => Self::Null,
            other => return Err(refuse(&other)),
        })
    }
}

impl ToSql for Parameter {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        // Checked, each one: a number of the wrong width would be read as another.
        match self {
            Self::Boolean(value) => value.to_sql_checked(ty, out),
            Self::Int16(value) => value.to_sql_checked(ty, out),
            Self::Int32(value) => value.to_sql_checked(ty, out),
            Self::Int64(value) => value.to_sql_checked(ty, out),
            Self::Floating32(value) => value.to_sql_checked(ty, out),
            Self::Floating64(value) => value.to_sql_checked(ty, out),
            Self::Str(value) => value.to_sql_checked(ty, out),
            Self::Binary(value) => value.to_sql_checked(ty, out),
            Self::Null => Ok(IsNull::Yes),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// What Spin calls the type of a column.
pub fn data_type(ty: &Type) -> DbDataType {
    match *ty {
        Type::BOOL => DbDataType::Boolean,
        Type::INT2 => DbDataType::Int16,
        Type::INT4 => DbDataType::Int32,
        Type::INT8 => DbDataType::Int64,
        Type::FLOAT4 => DbDataType::Floating32,
        Type::FLOAT8 => DbDataType::Floating64,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME => DbDataType::Str,
        Type::BYTEA => DbDataType::Binary,
        _ => DbDataType::Other(ty.name().to_owned()),
    }
}

/// The values of a row.
pub fn read_row(row: &Row) -> Result<Vec<DbValue>, tokio_postgres::Error> {
    let columns = row.columns().iter().enumerate();
    columns
        .map(|(place, column)| match *column.type_() {
            Type::BOOL => read(row, place, DbValue::Boolean),
            Type::INT2 => read(row, place, DbValue::Int16),
            Type::INT4 => read(row, place, DbValue::Int32),
            Type::INT8 => read(row, place, DbValue::Int64),
            Type::FLOAT4 => read(row, place, DbValue::Floating32),
            Type::FLOAT8 => read(row, place, DbValue::Floating64),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME => read(row, place, DbValue::Str),
            Type::BYTEA => read(row, place, DbValue::Binary),
            _ => read(row, place, |AsSent(bytes)| DbValue::Unsupported(bytes)),
        })
        .collect()
}

/// About how much memory a value takes.
pub fn size(value: &DbValue) -> usize {
    size_of::<DbValue>()
        + match value {
            DbValue::Str(text) => text.len(),
            DbValue::Binary(bytes) | DbValue::Unsupported(bytes) => bytes.len(),
            _ => 0,
        }
}

fn read<'a, T: FromSql<'a>>(
    row: &'a Row,
    place: usize,
    wrap: impl FnOnce(T) -> DbValue,
) -> Result<DbValue, tokio_postgres::Error> {
    let value: Option<T> = row.try_get(place)?;
    Ok(value.map_or(DbValue::DbNull, wrap))
}

/// A value of a type that we do not know, as the server sent it.
struct AsSent(Vec<u8>);

impl<'a> FromSql<'a> for AsSent {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Self(raw.to_vec()))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Told by its type, never by its value, which may be personal.
fn refuse(value: &ParameterValue) -> String {
    let shown = format!("{value:?}");
    let name = shown.split('(').next().unwrap_or_default();
    format!("a parameter of type {name} is not supported by the local host")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_of_another_type_is_refused_by_its_name_alone() {
        let refused = Parameter::new(ParameterValue::Uuid("personal".into()));
        let text = refused.err().unwrap_or_default();
        assert!(text.contains("type ParameterValue::Uuid is not"), "{text}");
        assert!(!text.contains("personal"), "{text}");
    }

    #[test]
    fn a_number_of_the_wrong_width_is_not_sent() {
        let mut out = BytesMut::new();
        let sent = Parameter::Int64(1).to_sql(&Type::INT4, &mut out);
        assert!(sent.is_err() && out.is_empty());
        assert!(Parameter::Null.to_sql(&Type::INT4, &mut out).is_ok());
    }
}
