//! Given names that are one name: Алексей, Аляксей, Aliaksei and Alexey; Саша and Александр; Johann and Ион.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::letters;
use crate::nearness::likeness;
use crate::record::Sex;
use crate::skeleton::{self, Reading};
use crate::table;

/// Likeness from which a name that is not in the table counts as a slip of one that is.
const NEAR: f64 = 0.76;

/// A name group a word may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// Which group; the place in the table.
    pub(crate) group: &'static str,
    /// Sex of the bearer; `None` for pet forms shared by both.
    pub(crate) sex: Option<Sex>,
    /// How common the name is: 1 very, 2 common, 3 rather rare.
    pub(crate) commonness: u8,
}

/// The groups whose forms sound exactly like one of the readings; full forms hide pet forms.
pub(crate) fn known(readings: &[Reading]) -> Vec<Known> {
    let mut found: Vec<Known> = Vec::new();
    for forms in [&TABLE.full, &TABLE.short] {
        for reading in readings {
            for known in forms.get(&reading.skeleton).into_iter().flatten() {
                if !found.contains(known) {
                    found.push(*known);
                }
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// The groups a mistyped name may have been meant for, nearest first, at most three.
pub(crate) fn near(readings: &[Reading]) -> Vec<Known> {
    let mut scored: Vec<(f64, Known)> = Vec::new();
    for (form, groups) in &TABLE.full {
        let score = readings
            .iter()
            .filter(|reading| reading.skeleton.len().abs_diff(form.len()) <= 2)
            .map(|reading| likeness(&reading.skeleton, form))
            .fold(0.0, f64::max);
        if score >= NEAR {
            scored.extend(groups.iter().map(|known| (score, *known)));
        }
    }
    scored.sort_by(|(one, left), (other, right)| other.total_cmp(one).then(left.group.cmp(right.group)));
    let mut found: Vec<Known> = Vec::new();
    for (_, known) in scored {
        if found.len() < 3 && !found.iter().any(|seen| seen.group == known.group) {
            found.push(known);
        }
    }
    found
}

struct Names {
    full: HashMap<String, Vec<Known>>,
    short: HashMap<String, Vec<Known>>,
}

static TABLE: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { full: HashMap::new(), short: HashMap::new() };
    for row in table::rows(include_str!("../data/given_names.tsv")) {
        let group = table::cell(&row, 0);
        let commonness = table::cell(&row, 1).parse().unwrap_or(3);
        for (column, sex) in [(2, Some(Sex::Male)), (3, Some(Sex::Female)), (4, None)] {
            let forms = if sex.is_some() { &mut names.full } else { &mut names.short };
            for word in table::list(table::cell(&row, column))
                .flat_map(|form| letters::words(form).into_iter().take(1))
            {
                // The likeliest reading only: an unlikely one would claim the sound of another name.
                let Some(reading) = skeleton::readings(&word).into_iter().next() else { continue };
                let known = Known { group, sex, commonness };
                let groups = forms.entry(reading.skeleton).or_default();
                if !groups.contains(&known) {
                    groups.push(known);
                }
            }
        }
    }
    names
});

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(name: &str) -> Vec<&'static str> {
        let words = letters::words(name);
        let readings = words.first().map(|word| skeleton::readings(word)).unwrap_or_default();
        known(&readings).iter().map(|known| known.group).collect()
    }

    #[test]
    fn one_name_in_many_languages_is_one_group() {
        let same = [
            ["Алексей", "Аляксей", "Aliaksei", "Alexey", "Alexej", "ALEXEI"],
            ["Александр", "Аляксандр", "Alexandru", "Alexander", "Олександр", "Aliaksandr"],
            ["Иван", "Іван", "Ion", "Johann", "John", "Jan"],
            ["Наталья", "Наталля", "Natallia", "Natalia", "Наталія", "Natalya"],
            ["Владимир", "Уладзімір", "Uladzimir", "Vladimir", "Wladimir", "Volodymyr"],
            ["Юрий", "Юрый", "Jury", "Yuri", "Iurie", "Jurij"],
            ["Елена", "Алена", "Олена", "Helena", "Elena", "Alena"],
            ["Georg", "Георгий", "Gheorghe", "George", "Jerzy", "Georgiy"],
        ];
        for names in same {
            let first = groups(names[0]);
            assert!(!first.is_empty(), "{}", names[0]);
            for name in names {
                assert!(
                    groups(name).iter().any(|group| first.contains(group)),
                    "{name}: {:?} {first:?}",
                    groups(name)
                );
            }
        }
    }

    #[test]
    fn pet_forms_lead_to_every_name_they_stand_for() {
        assert_eq!(groups("Саша"), ["aleksandr"]);
        assert!(groups("Слава").contains(&"viaceslav") && groups("Слава").contains(&"vladislav"));
        assert_eq!(groups("Ваня"), ["ivan"]);
        assert_eq!(groups("Ionel"), ["ivan"]);
    }

    #[test]
    fn a_slip_leads_to_the_name_meant() {
        for (typed, meant) in
            [("Corneilu", "cornel"), ("Сергуй", "sergei"), ("Владимр", "vladimir"), ("Натлья", "natalia")]
        {
            let words = letters::words(typed);
            let found = near(&skeleton::readings(&words[0]));
            assert!(found.iter().any(|known| known.group == meant), "{typed}: {found:?}");
        }
    }

    #[test]
    fn names_that_sound_much_alike_stay_apart() {
        for (one, other) in
            [("Анна", "Яна"), ("Юлия", "Ульяна"), ("Мария", "Марина"), ("Ян", "Анна"), ("Алина", "Алена")]
        {
            assert!(groups(one).iter().all(|group| !groups(other).contains(group)), "{one} {other}");
        }
    }

    #[test]
    fn the_table_is_sound() {
        let mut seen = std::collections::HashSet::new();
        for row in table::rows(include_str!("../data/given_names.tsv")) {
            assert!(seen.insert(table::cell(&row, 0)), "group twice: {}", table::cell(&row, 0));
            assert!(["1", "2", "3"].contains(&table::cell(&row, 1)), "{row:?}");
            assert!(
                !table::cell(&row, 2).is_empty() || !table::cell(&row, 3).is_empty(),
                "no full form: {row:?}"
            );
        }
        assert!(seen.len() > 200);
    }
}
