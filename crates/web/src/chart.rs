//! Small drawings for pages: the course of a case, what is left of an order, shares and counts.
//!
//! Each function returns one SVG element, safe to place in HTML: every word is escaped, and there is neither a
//! style attribute nor a script, so that the strictest security policy shows it. Shape and pattern tell apart
//! what colour tells apart; a drawing never says anything that is not also written on the page.

mod bars;
mod timeline;

pub use bars::{Bar, Countdown, bars, countdown, meter, ring};
pub use timeline::{Lane, Look, Mark, Shape, Tick, Timeline, shapes, timeline};

/// A text as the content of an element or of a quoted attribute.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_leave_their_place() {
        assert_eq!(escaped("<a b='c' d=\"e\">&"), "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;");
    }

    #[test]
    fn no_drawing_holds_styles_or_scripts() {
        let drawn = [
            meter(40, "<script>"),
            ring(40, "<script>"),
            bars("x", "<script>", &[Bar { label: "<b>".to_owned(), value: 3 }]),
            countdown(&Countdown {
                id: "c".to_owned(),
                left_percent: 30,
                title: "<script>".to_owned(),
                left: String::new(),
                ends_iso: String::new(),
            }),
        ];
        for svg in drawn {
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "{svg}");
            assert!(!svg.contains("style=") && !svg.contains("<script") && !svg.contains("<b>"), "{svg}");
        }
    }
}
