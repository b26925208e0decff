//! Base64 with the standard alphabet and padding (RFC 4648 section 4), for checkpoints. Never used for
//! secrets.

/// Encodes bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        match *chunk {
            [a, b, c] => {
                text.extend([a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63].map(letter));
            }
            [a, b] => {
                text.extend([a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2].map(letter));
                text.push('=');
            }
            [a] => {
                text.extend([a >> 2, (a & 3) << 4].map(letter));
                text.push_str("==");
            }
            _ => {}
        }
    }
    text
}

/// Decodes exactly what [`encode`] writes; `None` for anything else, other paddings and stray bits included.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in text.trim_end_matches('=').as_bytes().chunks(4) {
        match *chunk {
            [a, b, c, d] => {
                let (a, b, c, d) = (value(a)?, value(b)?, value(c)?, value(d)?);
                bytes.extend([a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]);
            }
            [a, b, c] => {
                let (a, b, c) = (value(a)?, value(b)?, value(c)?);
                bytes.extend([a << 2 | b >> 4, b << 4 | c >> 2]);
            }
            [a, b] => bytes.push(value(a)? << 2 | value(b)? >> 4),
            _ => return None,
        }
    }
    (encode(&bytes) == text).then_some(bytes)
}

fn letter(value: u8) -> char {
    char::from(match value {
        0..=25 => b'A' + value,
        26..=51 => b'a' + (value - 26),
        52..=61 => b'0' + (value - 52),
        62 => b'+',
        _ => b'/',
    })
}

fn value(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 4648 section 10.
    const VECTORS: [(&str, &str); 7] = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ];

    #[test]
    fn agrees_with_rfc_4648() {
        for (plain, text) in VECTORS {
            assert_eq!(encode(plain.as_bytes()), text);
            assert_eq!(decode(text).unwrap(), plain.as_bytes());
        }
        assert_eq!(encode(&[0xfb, 0xef, 0xff]), "++//");
    }

    #[test]
    fn refuses_what_it_would_not_write() {
        for text in ["Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v=", "Z", "Zm9v\n", "Z-9v", "=", "é"] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn round_trip(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }

        #[test]
        fn never_panics(text in ".*") {
            if let Some(bytes) = decode(&text) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }
}
