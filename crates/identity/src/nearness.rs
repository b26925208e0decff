//! How alike two skeletons are, counting a slip by how likely people make it.

use crate::skeleton::class_of;

/// Costs in hundredths of a consonant replaced by an unlike one.
const VOWEL_FOR_VOWEL: u32 = 25;
const SAME_CLASS: u32 = 30;
const VOWEL_LOST: u32 = 50;
const NEIGHBOURS_SWAPPED: u32 = 75;
const CONSONANT: u32 = 100;

/// Likeness of two skeletons, 1.0 (equal) to 0.0 (nothing in common); 0.0 when either is empty.
pub(crate) fn likeness(left: &str, right: &str) -> f64 {
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    if left == right {
        return 1.0;
    }
    let whole = weight(left).max(weight(right));
    1.0 - f64::from(distance(left.as_bytes(), right.as_bytes()).min(whole)) / f64::from(whole)
}

/// Longest skeleton compared; the rest of a longer one is left out.
const LONGEST: usize = 31;

/// Weighted edit distance with swaps of neighbouring sounds.
pub(crate) fn distance(left: &[u8], right: &[u8]) -> u32 {
    let right = right.get(..LONGEST).unwrap_or(right);
    // Three rows of the table, on the stack: this runs some thousand times a question.
    let (mut two_back, mut previous, mut row) =
        ([0_u32; LONGEST + 1], [0_u32; LONGEST + 1], [0_u32; LONGEST + 1]);
    let mut sum = 0;
    for (cell, &sound) in previous.iter_mut().skip(1).zip(right) {
        sum += cost_of(sound);
        *cell = sum;
    }
    let mut last = sum;
    let mut edge = 0;
    let mut left_before = 0_u8;
    for &l in left.iter().take(LONGEST) {
        let cost = cost_of(l);
        let mut diagonal = edge;
        edge += cost;
        let mut here = edge;
        if let Some(first) = row.first_mut() {
            *first = edge;
        }
        let mut right_before = 0_u8;
        // `corner` runs one place behind `diagonal`, in the row before it.
        let cells = row
            .iter_mut()
            .skip(1)
            .zip(previous.iter().skip(1))
            .zip(std::iter::once(&0).chain(two_back.iter()));
        for (((cell, &above), &corner), &r) in cells.zip(right) {
            let mut best = (diagonal + replacing(l, r)).min(above + cost).min(here + cost_of(r));
            if left_before == r && right_before == l && l != r {
                best = best.min(corner + NEIGHBOURS_SWAPPED);
            }
            *cell = best;
            here = best;
            diagonal = above;
            right_before = r;
        }
        last = here;
        left_before = l;
        (two_back, previous, row) = (previous, row, two_back);
    }
    last
}

fn weight(skeleton: &str) -> u32 {
    skeleton.bytes().map(cost_of).sum::<u32>().max(1)
}

fn cost_of(sound: u8) -> u32 {
    if class_of(sound) == b'A' { VOWEL_LOST } else { CONSONANT }
}

fn replacing(left: u8, right: u8) -> u32 {
    if left == right {
        return 0;
    }
    match (class_of(left), class_of(right)) {
        (b'A', b'A') => VOWEL_FOR_VOWEL,
        (one, other) if one == other => SAME_CLASS,
        _ => CONSONANT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_cost_by_likelihood() {
        assert_eq!(distance(b"ivanov", b"ivanov"), 0);
        assert_eq!(distance(b"kovalev", b"kavalov"), 2 * VOWEL_FOR_VOWEL);
        assert_eq!(distance(b"grigor", b"hrigor"), SAME_CLASS);
        assert_eq!(distance(b"petrov", b"petvro"), distance(b"petvro", b"petrov"));
        assert_eq!(distance(b"petrov", b"perotv"), distance(b"perotv", b"petrov"));
        assert_eq!(distance(b"marta", b"matra"), NEIGHBOURS_SWAPPED);
        assert_eq!(distance(b"", b"ab"), VOWEL_LOST + CONSONANT);
    }

    #[test]
    fn likeness_is_one_only_for_equals_and_nought_for_nothing() {
        assert!((likeness("anna", "anna") - 1.0).abs() < f64::EPSILON);
        assert!(likeness("", "anna").abs() < f64::EPSILON);
        assert!(likeness("ivanov", "ivanova") > 0.8);
        assert!(likeness("ivanov", "kovalCuk") < 0.5);
    }
}
