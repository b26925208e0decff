//! Shares and counts.

use super::escaped;
use std::fmt::Write as _;

/// What is left of a span of time, such as the days of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countdown {
    /// A name unique on the page, of letters, digits and `-`.
    pub id: String,
    /// How much is left, of a hundred.
    pub left_percent: u8,
    /// What the drawing says, in a sentence.
    pub title: String,
    /// What is left, in words, written beside the drawing.
    pub left: String,
    /// The end as RFC 3339, for the clock that ticks where scripts run.
    pub ends_iso: String,
}

/// One bar of a row of bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// How many.
    pub value: u32,
}

/// A bar that is full at the beginning and empty at the end; what is gone is hatched.
#[must_use]
pub fn countdown(countdown: &Countdown) -> String {
    let left = u32::from(countdown.left_percent.min(100));
    let id = escaped(&countdown.id);
    format!(
        "<svg class=\"chart countdown-bar\" viewBox=\"0 0 200 12\" width=\"200\" height=\"12\" \
         preserveAspectRatio=\"none\" role=\"img\" aria-labelledby=\"{id}-t\"><title id=\"{id}-t\">{title}</title>\
         <defs><pattern id=\"{id}-gone\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <path class=\"ch-hatch\" d=\"M0 6 6 0\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1\"/></pattern></defs>\
         <rect class=\"ch-gone\" x=\"0\" y=\"0\" width=\"200\" height=\"12\" fill=\"url(#{id}-gone)\"/>\
         <rect class=\"ch-left\" x=\"0\" y=\"0\" width=\"{width}\" height=\"12\" fill=\"currentColor\"/></svg>",
        title = escaped(&countdown.title),
        width = left * 2,
    )
}

/// A share of a hundred as a bar.
#[must_use]
pub fn meter(percent: u32, title: &str) -> String {
    format!(
        "<svg class=\"chart meter\" viewBox=\"0 0 100 10\" width=\"100\" height=\"10\" preserveAspectRatio=\"none\" \
         role=\"img\"><title>{}</title><rect class=\"ch-track\" width=\"100\" height=\"10\" fill=\"none\"/>\
         <rect class=\"ch-left\" width=\"{}\" height=\"10\" fill=\"currentColor\"/></svg>",
        escaped(title),
        percent.min(100),
    )
}

/// A share of a hundred as a ring with its number.
#[must_use]
pub fn ring(percent: u32, title: &str) -> String {
    let percent = percent.min(100);
    format!(
        "<svg class=\"chart ring\" viewBox=\"0 0 48 48\" width=\"72\" height=\"72\" role=\"img\"><title>{}</title>\
         <circle class=\"ch-track\" cx=\"24\" cy=\"24\" r=\"19\" fill=\"none\" stroke-width=\"6\"/>\
         <circle class=\"ch-arc\" cx=\"24\" cy=\"24\" r=\"19\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"6\" \
         pathLength=\"100\" stroke-dasharray=\"{percent} 100\" transform=\"rotate(-90 24 24)\"/>\
         <text x=\"24\" y=\"28\" text-anchor=\"middle\" font-size=\"12\" fill=\"currentColor\">{percent}</text></svg>",
        escaped(title),
    )
}

/// A row of upright bars, each with its number above it.
#[must_use]
pub fn bars(id: &str, title: &str, values: &[Bar]) -> String {
    const STEP: usize = 28;
    const HEIGHT: u32 = 60;
    let highest = values.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let width = (values.len() * STEP).max(STEP);
    let mut svg = format!(
        "<svg class=\"chart bars\" viewBox=\"0 0 {width} 80\" width=\"{width}\" height=\"80\" role=\"img\" \
         aria-labelledby=\"{id}-t\"><title id=\"{id}-t\">{}</title>",
        escaped(title),
        id = escaped(id),
    );
    for (place, bar) in values.iter().enumerate() {
        let height = bar.value * HEIGHT / highest;
        let (x, y) = (place * STEP + 4, 78 - height);
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<g><title>{label}: {value}</title><rect class=\"ch-left\" x=\"{x}\" y=\"{y}\" width=\"20\" \
             height=\"{height}\" fill=\"currentColor\"/><text x=\"{middle}\" y=\"{above}\" text-anchor=\"middle\" \
             font-size=\"11\" fill=\"currentColor\">{value}</text></g>",
            label = escaped(&bar.label),
            value = bar.value,
            middle = x + 10,
            above = y.saturating_sub(3),
        );
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_everything_is_everything() {
        assert!(meter(250, "x").contains("class=\"ch-left\" width=\"100\""));
        assert!(ring(250, "x").contains("stroke-dasharray=\"100 100\""));
        let over = Countdown {
            id: "a".to_owned(),
            left_percent: 255,
            title: String::new(),
            left: String::new(),
            ends_iso: String::new(),
        };
        assert!(countdown(&over).contains("width=\"200\" height=\"12\" fill=\"currentColor\""));
    }

    #[test]
    fn bars_of_nothing_are_still_a_drawing() {
        assert!(bars("b", "none", &[]).ends_with("</svg>"));
        assert!(bars("b", "zero", &[Bar { label: "a".to_owned(), value: 0 }]).contains("height=\"0\""));
    }
}
