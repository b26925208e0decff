//! How common a surname is.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::letters;
use crate::names::{Word, stem};
use crate::skeleton;
use crate::table;

/// 1 for a very common surname, 2 for a common one, 3 for the others; of a double name, the rarer half.
pub(crate) fn commonness(surname: &[Word]) -> u8 {
    surname.iter().map(word_commonness).max().unwrap_or(3)
}

fn word_commonness(word: &Word) -> u8 {
    word.readings.iter().filter_map(|reading| TABLE.get(stem(&reading.skeleton)).copied()).min().unwrap_or(3)
}

static TABLE: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for row in table::rows(include_str!("../data/common_surnames.tsv")) {
        let commonness = table::cell(&row, 0).parse().unwrap_or(3);
        for word in table::list(table::cell(&row, 1)).flat_map(letters::words) {
            if let Some(reading) = skeleton::readings(&word).into_iter().next() {
                known.entry(stem(&reading.skeleton).to_owned()).or_insert(commonness);
            }
        }
    }
    known
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Names;

    #[test]
    fn common_surnames_are_known_in_every_script_and_for_women() {
        for (surname, expected) in
            [("Ivanova", 1), ("ІВАНОЎ", 1), ("Rusu", 1), ("Mueller", 1), ("Щербакова", 2), ("Кобзон", 3)]
        {
            assert_eq!(commonness(&Names::labelled(surname, "", "").surname), expected, "{surname}");
        }
        assert_eq!(commonness(&Names::labelled("Иванова-Кобзон", "", "").surname), 3);
    }
}
