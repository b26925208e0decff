//! Numbers of identity papers.
//!
//! The Belarusian personal number begins with sex and century (odd for men; 1, 2 the nineteenth century, 3, 4
//! the twentieth, 5, 6 the twenty-first) and the birth date as ddmmyy; it ends in a letter group and a check
//! digit. The Moldovan one is thirteen digits. Others are taken as they are.

use crate::dates::TypedDate;
use crate::letters;
use crate::record::Sex;

/// How two numbers agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// The same.
    Exact,
    /// One character wrong or two neighbours swapped.
    Slip,
    /// Different.
    Other,
}

/// Capital Latin letters and digits alone; Cyrillic look-alikes (РВ for PB) become Latin.
pub(crate) fn normal(text: &str) -> String {
    const TWINS: [(char, char); 13] = [
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('Х', 'X'),
        ('І', 'I'),
        ('У', 'Y'),
    ];
    text.chars()
        .flat_map(char::to_uppercase)
        .map(|c| TWINS.iter().find(|(twin, _)| *twin == c).map_or(c, |&(_, latin)| latin))
        .filter(char::is_ascii_alphanumeric)
        .take(32)
        .collect()
}

/// Is this word such a number, as far as its shape tells?
pub(crate) fn looks_like(text: &str) -> bool {
    let number = normal(text);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let letters_inside = number.len() - digits;
    let clean = text.chars().all(|c| c.is_ascii_alphanumeric() || letters::is_cyrillic(c));
    clean
        && ((digits == 13 && letters_inside == 0)
            || (letters_inside > 0 && digits >= 6 && number.len() <= 14))
}

/// Sex and birth date written into a Belarusian personal number; `None` for any other number.
pub(crate) fn sex_and_birth(number: &str) -> Option<(Sex, TypedDate)> {
    if number.len() != 14 || !number.bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let digit = number.get(0..1)?.parse::<u8>().ok()?;
    let century = match digit {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return None,
    };
    let sex = if digit % 2 == 1 { Sex::Male } else { Sex::Female };
    let day = number.get(1..3)?.parse::<u8>().ok()?;
    let month = number.get(3..5)?.parse::<u8>().ok()?;
    let year = century + number.get(5..7)?.parse::<i16>().ok()?;
    Some((sex, TypedDate { day, month, year, two_digit_year: false }))
}

/// Compares two normalised numbers; `None` if either is empty.
pub(crate) fn compare(left: &str, right: &str) -> Option<Agreement> {
    if left.is_empty() || right.is_empty() {
        return None;
    }
    Some(if left == right {
        Agreement::Exact
    } else if crate::phones::one_slip(left.as_bytes(), right.as_bytes()) {
        Agreement::Slip
    } else {
        Agreement::Other
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_survives_spaces_case_and_cyrillic_twins() {
        assert_eq!(normal(" 4261294c 133рв2 "), "4261294C133PB2");
        assert!(looks_like("4261294C133PB2") && looks_like("2998207432553") && looks_like("K7128368"));
        assert!(!looks_like("иванов") && !looks_like("80291234567") && !looks_like("12.03.1985"));
    }

    #[test]
    fn a_belarusian_number_tells_sex_and_birth_date() {
        let (sex, birth) = sex_and_birth("4261294C133PB2").expect("a Belarusian number");
        assert_eq!((sex, birth.day, birth.month, birth.year), (Sex::Female, 26, 12, 1994));
        assert_eq!(sex_and_birth("2998207432553"), None);
        assert_eq!(sex_and_birth("ЖЖЖЖЖЖЖ"), None);
    }

    #[test]
    fn slips_are_told_from_other_numbers() {
        assert_eq!(compare("K7128368", "K7128368"), Some(Agreement::Exact));
        assert_eq!(compare("K7128368", "K7128638"), Some(Agreement::Slip));
        assert_eq!(compare("K7128368", "K1234567"), Some(Agreement::Other));
        assert_eq!(compare("", "K1234567"), None);
    }
}
