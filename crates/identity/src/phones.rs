//! Telephone numbers in any format.
//!
//! Belarus: +375 and nine digits, trunk prefix 80. Moldova: +373 and eight, trunk 0. Austria: +43 and up to
//! thirteen, trunk 0; Germany and others are taken as written after their prefix.

/// Digits that stay the same whatever prefix somebody typed; enough to be rare, few enough for a local number.
const LOCAL: usize = 6;

/// How two numbers agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// The same national significant number.
    Exact,
    /// One is the local part of the other.
    Local,
    /// One digit wrong or two neighbours swapped.
    Slip,
    /// Different numbers.
    Other,
}

/// The national significant number: digits without country code, trunk prefix and punctuation.
///
/// Returns an empty string when there are fewer than five digits.
pub(crate) fn national(text: &str) -> String {
    let international = text.trim_start().starts_with('+');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = match digits.strip_prefix("00") {
        Some(rest) if digits.len() > 9 => rest,
        _ => digits.as_str(),
    };
    let number = ["375", "373", "43", "49", "40", "7", "48", "380"]
        .iter()
        .find_map(|country| {
            let rest = digits.strip_prefix(country)?;
            let fits = match *country {
                "375" => rest.len() == 9,
                "373" => rest.len() == 8,
                "380" => rest.len() == 9,
                "43" => international && rest.len() >= 7 || rest.len() >= 9 && !digits.starts_with('0'),
                _ => international,
            };
            fits.then_some(rest)
        })
        .or_else(|| digits.strip_prefix("80").filter(|rest| rest.len() == 9))
        .unwrap_or(digits)
        .trim_start_matches('0');
    if number.len() < 5 { String::new() } else { number.to_owned() }
}

/// The part of a number that stays when area codes and prefixes come and go: its last six digits.
pub(crate) fn local(national: &str) -> &str {
    national.len().checked_sub(LOCAL).and_then(|from| national.get(from..)).unwrap_or(national)
}

/// Compares two national numbers; `None` if either is empty.
pub(crate) fn compare(left: &str, right: &str) -> Option<Agreement> {
    if left.is_empty() || right.is_empty() {
        return None;
    }
    if left == right {
        return Some(Agreement::Exact);
    }
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    if short.len() >= LOCAL && long.ends_with(short) {
        return Some(Agreement::Local);
    }
    Some(if one_slip(left.as_bytes(), right.as_bytes()) { Agreement::Slip } else { Agreement::Other })
}

/// Do two strings of equal length differ by one character, or by one swap of neighbours?
pub(crate) fn one_slip(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let wrong: Vec<usize> =
        left.iter().zip(right).enumerate().filter(|(_, (l, r))| l != r).map(|(at, _)| at).collect();
    match wrong.as_slice() {
        [_] => true,
        [first, second] => {
            second - first == 1
                && left.get(*first) == right.get(*second)
                && left.get(*second) == right.get(*first)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_formats_are_one_number() {
        let belarus = [
            "+375291234567",
            "80291234567",
            "8 (029) 123-45-67",
            "+375 (29) 123-45-67",
            "375291234567",
            "00375291234567",
            "291234567",
            "8-029-123-45-67",
        ];
        for text in belarus {
            assert_eq!(national(text), "291234567", "{text}");
        }
        for text in [
            "+37366161615",
            "066161615",
            "(066) 161-615",
            "+373 (66) 161-615",
            "37366161615",
            "0037366161615",
            "66161615",
        ] {
            assert_eq!(national(text), "66161615", "{text}");
        }
        for text in [
            "+436506706026",
            "06506706026",
            "(0650) 670-60-26",
            "436506706026",
            "00436506706026",
            "6506706026",
        ] {
            assert_eq!(national(text), "6506706026", "{text}");
        }
        assert_eq!(national("112"), "");
    }

    #[test]
    fn a_local_number_and_a_slip_are_recognised() {
        assert_eq!(compare("291234567", "291234567"), Some(Agreement::Exact));
        assert_eq!(compare("1234567", "291234567"), Some(Agreement::Local));
        assert_eq!(compare("291234568", "291234567"), Some(Agreement::Slip));
        assert_eq!(compare("291243567", "291234567"), Some(Agreement::Slip));
        assert_eq!(compare("291234567", "447654321"), Some(Agreement::Other));
        assert_eq!(compare("", "447654321"), None);
        assert_eq!(local("291234567"), "234567");
        assert_eq!(local("12345"), "12345");
    }
}
