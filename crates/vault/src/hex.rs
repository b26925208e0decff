//! Lower-case hexadecimal, without look-up tables.

/// Encodes bytes as lower-case hexadecimal.
pub(crate) fn encode(bytes: &[u8]) -> String {
    // The exact capacity matters: growing would leave an unwiped copy of a key behind.
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// Decodes lower-case hexadecimal into `out`; `None` unless the text is exactly that long and clean.
///
/// What was decoded before a bad character stays in `out`; the caller drops it.
pub(crate) fn decode_into(text: &str, out: &mut [u8]) -> Option<()> {
    if text.len() != out.len() * 2 {
        return None;
    }
    for (pair, byte) in text.as_bytes().chunks_exact(2).zip(out) {
        let &[high, low] = pair else { return None };
        *byte = value(high)? << 4 | value(low)?;
    }
    Some(())
}

fn digit(value: u8) -> char {
    char::from(if value < 10 { b'0' + value } else { b'a' + (value - 10) })
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refuses_what_it_would_not_write() {
        let mut out = [0; 2];
        for text in ["", "00", "0000ff", "00fF", "00 f", "00é", "0x00"] {
            assert!(decode_into(text, &mut out).is_none(), "{text:?}");
        }
        assert!(decode_into("09af", &mut out).is_some());
        assert_eq!(out, [0x09, 0xaf]);
    }

    proptest! {
        #[test]
        fn round_trip(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let mut out = vec![0; bytes.len()];
            prop_assert!(decode_into(&encode(&bytes), &mut out).is_some());
            prop_assert_eq!(out, bytes);
        }
    }
}
