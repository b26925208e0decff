//! The only place that writes to the terminal.
//!
//! A reader that went away (`abri ... | head`) is no error: what cannot be written is left out.

use std::io::Write as _;
use std::process::ExitCode;

use serde::Serialize;

use crate::failure::{Exit, Failure};

/// One line to standard output.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    drop(out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()));
}

/// An empty line and a heading.
pub fn heading(text: &str) {
    line("");
    line(text);
}

/// A value as JSON.
///
/// # Errors
///
/// Where the value has no JSON form, which is a fault of the program.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::problem(format!("the result cannot be written as JSON: {error}")))?;
    line(&text);
    Ok(())
}

/// Rows under headings, each column as wide as its widest cell.
pub fn table(headings: &[&str], rows: &[Vec<String>]) {
    let head = headings.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let width = |column: usize| {
        let cells = std::iter::once(&head).chain(rows).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths = (0..head.len()).map(width).collect::<Vec<_>>();
    for row in std::iter::once(&head).chain(rows) {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect::<Vec<_>>();
        line(cells.join("  ").trim_end());
    }
}

/// A failure to standard error, in words or as JSON.
pub fn failure(failure: &Failure, json: bool) {
    let mut out = std::io::stderr().lock();
    let text = if json {
        serde_json::json!({
            "error": failure.what, "advice": failure.advice, "exit_code": failure.exit.code(),
        })
        .to_string()
    } else {
        let advice = failure.advice.as_ref().map_or_else(String::new, |advice| format!("\n{advice}"));
        format!("abri: {}{advice}", failure.what)
    };
    drop(out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")));
}

/// What the reader of the command line has to say: help, the version or wrong usage.
#[must_use]
pub fn usage(error: &clap::Error) -> ExitCode {
    drop(error.print());
    if error.use_stderr() { Exit::Usage.into() } else { Exit::Fine.into() }
}
