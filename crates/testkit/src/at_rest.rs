//! Everything that a database of a test keeps, as somebody would find it who got hold of the machine.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::FreshDatabase;
use crate::program;

/// Every file that PostgreSQL keeps for the database: tables, indexes, sequences, oversized values.
const FILES: &str =
    "SELECT pg_relation_filepath(oid) FROM pg_class WHERE pg_relation_filepath(oid) IS NOT NULL ORDER BY 1";

impl FreshDatabase {
    /// What this database keeps, whoever keeps the cluster: a dump of every row of every table, binary values as their
    /// bytes; then, as they lie on the disk after a checkpoint, the files of tables and indexes, and the journal of the
    /// cluster where its folder is open to us.
    ///
    /// # Errors
    /// When PostgreSQL's programs are not installed, or the server refuses or holds back a file.
    pub fn at_rest(&self) -> Result<Vec<u8>> {
        let mut bytes = plain(&self.dump()?);
        self.run("CHECKPOINT")?;
        let folder = self.run("SHOW data_directory")?;
        let folder = Path::new(&folder);
        let files = self.run(FILES)?;
        if files.is_empty() {
            bail!("the database keeps no file at all");
        }
        for file in files.lines() {
            match std::fs::read(folder.join(file)) {
                Ok(read) => bytes.extend(read),
                // A cluster of somebody else: its server reads its own files for us.
                Err(_) => bytes.extend(self.read_by_server(file)?),
            }
        }
        for segment in std::fs::read_dir(folder.join("pg_wal")).into_iter().flatten().flatten() {
            bytes.extend(std::fs::read(segment.path()).unwrap_or_default());
        }
        Ok(bytes)
    }

    fn read_by_server(&self, file: &str) -> Result<Vec<u8>> {
        Ok(plain(self.run(&format!("SELECT pg_read_binary_file('{file}')"))?.as_bytes()))
    }

    /// Runs statements on this database and gives back what they answer.
    ///
    /// # Errors
    /// When `psql` is not installed or the server refuses.
    pub fn run(&self, statement: &str) -> Result<String> {
        self.server().psql_on(self.name(), statement)
    }

    fn dump(&self) -> Result<Vec<u8>> {
        let mut command = Command::new(program::find("pg_dump")?);
        command.args(["--inserts", "--dbname", self.name()]).stdin(Stdio::null());
        self.server().reach(&mut command);
        let output = command.output().context("`pg_dump` did not start")?;
        if !output.status.success() {
            bail!("`pg_dump` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(output.stdout)
    }
}

/// The text with every binary value (`\x` and hexadecimal digits) as the bytes it stands for.
fn plain(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let digits = rest.strip_prefix(b"\\x").map_or(0, |digits| {
            digits.iter().position(|digit| !digit.is_ascii_hexdigit()).unwrap_or(digits.len())
        });
        if digits >= 2 {
            let (value, behind) = rest.split_at(2 + digits);
            bytes.extend(value.get(2..).unwrap_or_default().chunks_exact(2).filter_map(byte));
            rest = behind;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    bytes
}

fn byte(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_values_are_read_as_their_bytes() {
        assert_eq!(plain(b"a '\\x4142ff', \\x, \\y41"), b"a 'AB\xff', \\x, \\y41");
    }

    #[test]
    fn words_and_bytes_are_found_in_rows_and_in_indexes() {
        let database = crate::Postgres::shared().unwrap().fresh_database().unwrap();
        database.run("CREATE TABLE kept (word text PRIMARY KEY, bytes bytea)").unwrap();
        let found = |sought: &[u8]| {
            database.at_rest().unwrap().windows(sought.len()).filter(|window| *window == sought).count()
        };
        assert_eq!(found(b"Kept-in-text"), 0);
        database.run("INSERT INTO kept VALUES ('Kept-in-text', 'Kept-in-bytes'::bytea)").unwrap();
        // The dump, the table, its index.
        assert!(found(b"Kept-in-text") >= 3);
        assert!(found(b"Kept-in-bytes") >= 2);
    }

    #[test]
    fn the_server_reads_a_file_as_we_do() {
        let database = crate::Postgres::shared().unwrap().fresh_database().unwrap();
        database.run("CREATE TABLE kept AS SELECT 'word'::text AS word").unwrap();
        database.run("CHECKPOINT").unwrap();
        let file = database.run("SELECT pg_relation_filepath('kept')").unwrap();
        let folder = database.run("SHOW data_directory").unwrap();
        let read = std::fs::read(Path::new(&folder).join(&file)).unwrap();
        assert!(!read.is_empty());
        assert_eq!(database.read_by_server(&file).unwrap(), read);
    }
}
