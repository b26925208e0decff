//! Licence expressions as Cargo.toml files state them (SPDX 2.3, annex D).

use anyhow::{Result, bail};

/// Whether `expression` lets us choose licences that are all among `allowed`.
///
/// A licence with an exception counts as its own entry: `Apache-2.0 WITH LLVM-exception`. The slash of old
/// Cargo.toml files means OR.
///
/// # Errors
/// When the expression is malformed: an unreadable licence is not an allowed one.
pub(crate) fn satisfied(expression: &str, allowed: &[&str]) -> Result<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, allowed };
    let verdict = reader.any()?;
    if !reader.words.is_empty() {
        bail!("unexpected {:?} in the licence {expression:?}", reader.words.join(" "));
    }
    Ok(verdict)
}

struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a [&'a str],
}

impl Reader<'_> {
    fn any(&mut self) -> Result<bool> {
        let mut verdict = self.all()?;
        while self.take("OR") {
            verdict |= self.all()?;
        }
        Ok(verdict)
    }

    fn all(&mut self) -> Result<bool> {
        let mut verdict = self.one()?;
        while self.take("AND") {
            verdict &= self.one()?;
        }
        Ok(verdict)
    }

    fn one(&mut self) -> Result<bool> {
        if self.take("(") {
            let verdict = self.any()?;
            if !self.take(")") {
                bail!("a parenthesis stays open in a licence");
            }
            return Ok(verdict);
        }
        let mut name = self.name()?.to_owned();
        if self.take("WITH") {
            name = format!("{name} WITH {}", self.name()?);
        }
        Ok(self.allowed.contains(&name.as_str()))
    }

    fn name(&mut self) -> Result<&str> {
        match self.words.split_first() {
            Some((word, rest)) if !["(", ")", "AND", "OR", "WITH"].contains(word) => {
                self.words = rest;
                Ok(word)
            }
            Some((word, _)) => bail!("{word:?} stands where a licence has to stand"),
            None => bail!("a licence ends too early"),
        }
    }

    fn take(&mut self, wanted: &str) -> bool {
        match self.words.split_first() {
            Some((word, rest)) if *word == wanted => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_judged() {
        let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"];
        for (expression, expected) in [
            ("MIT", true),
            ("GPL-3.0", false),
            ("MIT OR GPL-3.0", true),
            ("GPL-3.0 OR MIT", true),
            ("MIT AND GPL-3.0", false),
            ("MIT/Apache-2.0", true),
            ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
            // AND binds more tightly than OR.
            ("MIT OR GPL-3.0 AND OpenSSL", true),
            ("GPL-3.0 OR MIT AND OpenSSL", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("MIT WITH LLVM-exception", false),
            ("mit", false),
        ] {
            assert_eq!(satisfied(expression, &allowed).unwrap(), expected, "{expression}");
        }
    }

    #[test]
    fn malformed_expressions_are_refused() {
        for expression in ["", "MIT OR", "(MIT", "MIT)", "AND MIT", "MIT Apache-2.0", "MIT WITH"] {
            assert!(satisfied(expression, &["MIT", "Apache-2.0"]).is_err(), "{expression:?}");
        }
    }
}
