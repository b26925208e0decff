//! The differences between SQLite and PostgreSQL, all of them: lists as parameters, and rows that several
//! nodes claim at once. Everything else is one text for both.
//!
//! A statement is written as pieces: `sql!["SELECT id FROM unit WHERE id ", {ids 1}]`. A piece is a literal,
//! `{name}` for a macro of the module that yields a literal (a list of columns), or one of the pieces below.

use std::fmt::Write as _;

use sqlx::encode::{Encode, IsNull};
use sqlx::error::BoxDynError;
use sqlx::{Database, Postgres, Sqlite, Type};
use uuid::Uuid;

use crate::tokens::Token;

/// One statement in both dialects; the texts are equal wherever the dialects are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement {
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

impl Statement {
    pub(crate) fn listed(&self, name: &'static str) -> Listed {
        Listed { name, sqlite: self.sqlite.to_owned(), postgres: self.postgres.to_owned() }
    }
}

/// An insert of many rows at once: a round trip to PostgreSQL costs more than the rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    /// Table and columns.
    pub(crate) into: &'static str,
    /// How many columns, hence parameters a row.
    pub(crate) columns: usize,
    /// `ON CONFLICT` and `RETURNING`, or nothing.
    pub(crate) tail: &'static str,
}

/// Each number of rows is a statement text of its own, and texts are cached prepared: the bound keeps them few.
pub(crate) const ROWS_AT_ONCE: usize = 32;

impl Rows {
    /// The text for so many rows. It is put together from literals and numbers only.
    pub(crate) fn text(&self, rows: usize) -> String {
        let mut text = String::with_capacity(64 + self.into.len() + rows * self.columns * 5);
        text.push_str("INSERT INTO ");
        text.push_str(self.into);
        text.push_str(" VALUES ");
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ", (" });
            for column in 1..=self.columns {
                let comma = if column == 1 { "" } else { ", " };
                // Writing to a String cannot fail.
                write!(text, "{comma}${}", row * self.columns + column).ok();
            }
            text.push(')');
        }
        text.push_str(self.tail);
        text
    }

    pub(crate) fn listed(&self, name: &'static str) -> Listed {
        let text = self.text(2);
        Listed { name, sqlite: text.clone(), postgres: text }
    }
}

/// A statement with its name, as tests and reviewers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Module and constant.
    pub name: &'static str,
    /// The text sent to SQLite.
    pub sqlite: String,
    /// The text sent to PostgreSQL.
    pub postgres: String,
}

macro_rules! sql {
    ($($piece:tt),+ $(,)?) => {
        $crate::dialect::Statement {
            sqlite: concat!($(sqlite_piece!($piece)),+),
            postgres: concat!($(postgres_piece!($piece)),+),
        }
    };
}

/// SQLite gets a list as a JSON array; bytes in it are hexadecimal.
macro_rules! sqlite_piece {
    ($text:literal) => {
        $text
    };
    ({ids $n:literal}) => {
        concat!("IN (SELECT unhex(value) FROM json_each($", $n, "))")
    };
    ({tokens $n:literal}) => {
        concat!("IN (SELECT unhex(value) FROM json_each($", $n, "))")
    };
    ({words $n:literal}) => {
        concat!("IN (SELECT CAST(unhex(value) AS TEXT) FROM json_each($", $n, "))")
    };
    ({numbers $n:literal}) => {
        concat!("IN (SELECT value FROM json_each($", $n, "))")
    };
    ({token_table $n:literal}) => {
        concat!("(SELECT unhex(value) AS token FROM json_each($", $n, "))")
    };
    ({skip_locked}) => {
        ""
    };
    ({$text:ident}) => {
        $text!()
    };
}

/// PostgreSQL gets a list as an array. Only PostgreSQL has other writers, whose rows a claim passes over.
macro_rules! postgres_piece {
    ($text:literal) => {
        $text
    };
    ({ids $n:literal}) => {
        concat!("= ANY ($", $n, "::uuid[])")
    };
    ({tokens $n:literal}) => {
        concat!("= ANY ($", $n, "::bytea[])")
    };
    ({words $n:literal}) => {
        concat!("= ANY ($", $n, "::text[])")
    };
    ({numbers $n:literal}) => {
        concat!("= ANY ($", $n, "::bigint[])")
    };
    ({token_table $n:literal}) => {
        concat!("(SELECT unnest($", $n, "::bytea[]) AS token)")
    };
    ({skip_locked}) => {
        " FOR UPDATE SKIP LOCKED"
    };
    ({$text:ident}) => {
        $text!()
    };
}

/// Declares the statements of a module and lists them, so that none can be left out of the list.
macro_rules! statements {
    ($($name:ident: $kind:ident = $value:expr;)+) => {
        $(const $name: $crate::dialect::$kind = $value;)+

        /// The statements of this module.
        pub(crate) fn listed() -> Vec<$crate::dialect::Listed> {
            vec![$($name.listed(concat!(module_path!(), "::", stringify!($name)))),+]
        }
    };
}

/// A list as one parameter: the `IN` list of a statement.
#[derive(Debug, Clone)]
pub(crate) struct List<T>(Vec<T>);

impl<T: Clone> List<T> {
    pub(crate) fn of(items: &[T]) -> Self {
        Self(items.to_vec())
    }
}

impl List<String> {
    pub(crate) fn of_words<S: AsRef<str>>(words: &[S]) -> Self {
        Self(words.iter().map(|word| word.as_ref().to_owned()).collect())
    }
}

/// How an item stands in the list: in JSON for SQLite, in an array for PostgreSQL.
pub(crate) trait Listable {
    type InArray;
    fn write_json(&self, json: &mut String);
    fn in_array(&self) -> Self::InArray;
}

impl Listable for Uuid {
    type InArray = Self;
    fn write_json(&self, json: &mut String) {
        write_hex(self.as_bytes(), json);
    }
    fn in_array(&self) -> Self {
        *self
    }
}

impl Listable for Token {
    type InArray = Vec<u8>;
    fn write_json(&self, json: &mut String) {
        write_hex(self, json);
    }
    fn in_array(&self) -> Vec<u8> {
        self.to_vec()
    }
}

impl Listable for String {
    type InArray = Self;
    fn write_json(&self, json: &mut String) {
        // Hexadecimal needs no escapes.
        write_hex(self.as_bytes(), json);
    }
    fn in_array(&self) -> Self {
        self.clone()
    }
}

impl Listable for i64 {
    type InArray = Self;
    fn write_json(&self, json: &mut String) {
        // Writing to a String cannot fail.
        write!(json, "{self}").ok();
    }
    fn in_array(&self) -> Self {
        *self
    }
}

fn write_hex(bytes: &[u8], json: &mut String) {
    json.push('"');
    for byte in bytes {
        // Writing to a String cannot fail.
        write!(json, "{byte:02x}").ok();
    }
    json.push('"');
}

impl<T> Type<Sqlite> for List<T> {
    fn type_info() -> <Sqlite as Database>::TypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl<T: Listable> Encode<'_, Sqlite> for List<T> {
    fn encode_by_ref(
        &self,
        buffer: &mut <Sqlite as Database>::ArgumentBuffer,
    ) -> Result<IsNull, BoxDynError> {
        let mut json = String::from("[");
        for (place, item) in self.0.iter().enumerate() {
            if place > 0 {
                json.push(',');
            }
            item.write_json(&mut json);
        }
        json.push(']');
        <String as Encode<'_, Sqlite>>::encode(json, buffer)
    }
}

impl<T: Listable> Type<Postgres> for List<T>
where
    Vec<T::InArray>: Type<Postgres>,
{
    fn type_info() -> <Postgres as Database>::TypeInfo {
        <Vec<T::InArray> as Type<Postgres>>::type_info()
    }
}

impl<'q, T: Listable> Encode<'q, Postgres> for List<T>
where
    Vec<T::InArray>: Encode<'q, Postgres>,
{
    fn encode_by_ref(
        &self,
        buffer: &mut <Postgres as Database>::ArgumentBuffer,
    ) -> Result<IsNull, BoxDynError> {
        self.0.iter().map(Listable::in_array).collect::<Vec<_>>().encode(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_through() {
        let rows = Rows { into: "t (a, b)", columns: 2, tail: " ON CONFLICT DO NOTHING" };
        assert_eq!(rows.text(1), "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        assert_eq!(rows.text(2), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ON CONFLICT DO NOTHING");
    }

    #[test]
    fn pieces_differ_only_where_the_dialects_do() {
        let plain = sql!["SELECT 1 WHERE $1 = ", "2"];
        assert_eq!(plain.sqlite, plain.postgres);
        let list = sql!["id ", {ids 1}, " x"];
        assert_eq!(list.sqlite, "id IN (SELECT unhex(value) FROM json_each($1)) x");
        assert_eq!(list.postgres, "id = ANY ($1::uuid[]) x");
        let claim = sql!["SELECT 1", { skip_locked }];
        assert_eq!((claim.sqlite, claim.postgres), ("SELECT 1", "SELECT 1 FOR UPDATE SKIP LOCKED"));
    }

    #[test]
    fn lists_become_json_without_escapes() {
        let mut json = String::new();
        "a\"b".to_owned().write_json(&mut json);
        assert_eq!(json, "\"612262\"");
    }
}
