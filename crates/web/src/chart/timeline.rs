//! The course of a case, drawn in lanes over time.

use super::escaped;
use jiff::Timestamp;
use std::fmt::Write as _;

/// The course of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// A name unique on the page, of letters, digits and `-`.
    pub id: String,
    /// What is drawn, in a few words.
    pub title: String,
    /// What it shows, in a sentence.
    pub summary: String,
    /// Left edge.
    pub from: Timestamp,
    /// Right edge; later than the left one, or everything stands at the left.
    pub to: Timestamp,
    /// Today, with its word.
    pub now: Option<Tick>,
    /// Marks on the axis.
    pub ticks: Vec<Tick>,
    /// The lanes from above.
    pub lanes: Vec<Lane>,
}

/// A labelled moment on the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The moment.
    pub at: Timestamp,
    /// Its label.
    pub label: String,
}

/// One lane, such as incidents or orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Its label.
    pub label: String,
    /// What stands in it.
    pub marks: Vec<Mark>,
}

/// Something in a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// At one moment.
    Point {
        /// The moment.
        at: Timestamp,
        /// Its shape.
        shape: Shape,
        /// What it is, for the pointer.
        label: String,
    },
    /// Over a span of time.
    Span {
        /// Its beginning.
        from: Timestamp,
        /// Its end; `None` goes on.
        to: Option<Timestamp>,
        /// How it is filled.
        look: Look,
        /// What it is, written into it as far as there is room.
        label: String,
    },
}

/// The shape of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An incident.
    Diamond,
    /// A breach.
    Cross,
    /// A contact or a visit.
    Circle,
    /// An assessment.
    Triangle,
    /// Anything else.
    Square,
}

/// How a span is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// In force, or a high level.
    Solid,
    /// Over, or a middle level.
    Hatched,
    /// Asked for but not in effect, or a low level.
    Outline,
}

/// Width of the drawing.
const WIDTH: f64 = 960.0;
/// Where time begins; the labels of the lanes stand left of it.
const LEFT: f64 = 150.0;
/// Space at the right edge.
const RIGHT: f64 = 16.0;
/// Height of a lane.
const LANE: f64 = 46.0;
/// Space above the lanes, for the word of today.
const TOP: f64 = 22.0;
/// Space below the lanes, for the axis.
const AXIS: f64 = 28.0;
/// Width of a letter of the labels, on the safe side.
const LETTER: f64 = 8.4;

/// Draws the course of a case.
#[must_use]
pub fn timeline(timeline: &Timeline) -> String {
    let lanes = timeline.lanes.iter().map(|_| LANE).sum::<f64>();
    let height = TOP + lanes + AXIS;
    let id = escaped(&timeline.id);
    let mut svg = format!(
        "<svg class=\"chart timeline\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" width=\"{WIDTH:.0}\" \
         height=\"{height:.0}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" font-size=\"13\">\
         <title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{summary}</desc>\
         <defs><pattern id=\"{id}-hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">\
         <path class=\"ch-hatch\" d=\"M0 7 7 0\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\"/></pattern></defs>",
        title = escaped(&timeline.title),
        summary = escaped(&timeline.summary),
    );
    let scale = Scale::new(timeline.from, timeline.to);
    axis(&mut svg, timeline, &scale, TOP + lanes);
    let mut top = TOP;
    for lane in &timeline.lanes {
        let middle = top + LANE / 2.0;
        let label = escaped(&fitted(&lane.label, LEFT - 14.0));
        put(
            &mut svg,
            format_args!(
                "<line class=\"ch-lane\" x1=\"{LEFT}\" y1=\"{bottom:.1}\" x2=\"{WIDTH}\" y2=\"{bottom:.1}\" \
                 stroke=\"currentColor\" stroke-width=\"0.5\"/>\
                 <text class=\"ch-label\" x=\"0\" y=\"{baseline:.1}\" fill=\"currentColor\">{label}</text>",
                bottom = top + LANE,
                baseline = middle + 4.5,
            ),
        );
        for mark in &lane.marks {
            draw(&mut svg, mark, &scale, middle, &id);
        }
        top += LANE;
    }
    svg.push_str("</svg>");
    svg
}

/// The shapes that stand in the lanes, for the key.
#[must_use]
pub fn shapes(timeline: &Timeline) -> Vec<Shape> {
    let marks = timeline.lanes.iter().flat_map(|lane| &lane.marks);
    let mut found = Vec::new();
    for mark in marks {
        if let Mark::Point { shape, .. } = mark
            && !found.contains(shape)
        {
            found.push(*shape);
        }
    }
    found
}

/// From moments to places.
struct Scale {
    from: i64,
    span: i64,
}

impl Scale {
    fn new(from: Timestamp, to: Timestamp) -> Self {
        Self { from: from.as_second(), span: (to.as_second() - from.as_second()).max(1) }
    }

    /// The place of a moment; moments outside stand at the edges.
    fn x(&self, at: Timestamp) -> f64 {
        let share = (at.as_second() - self.from) as f64 / self.span as f64;
        LEFT + share.clamp(0.0, 1.0) * (WIDTH - LEFT - RIGHT)
    }
}

/// The axis with its ticks and today.
fn axis(svg: &mut String, timeline: &Timeline, scale: &Scale, bottom: f64) {
    for tick in &timeline.ticks {
        let x = scale.x(tick.at);
        put(
            svg,
            format_args!(
                "<line class=\"ch-tick\" x1=\"{x:.1}\" y1=\"{TOP}\" x2=\"{x:.1}\" y2=\"{end:.1}\" \
                 stroke=\"currentColor\" stroke-width=\"0.5\" stroke-dasharray=\"2 4\"/>\
                 <text class=\"ch-axis\" x=\"{x:.1}\" y=\"{text:.1}\" text-anchor=\"{anchor}\" \
                 fill=\"currentColor\">{label}</text>",
                end = bottom + 5.0,
                text = bottom + 20.0,
                anchor = anchor(x),
                label = escaped(&tick.label),
            ),
        );
    }
    if let Some(now) = &timeline.now {
        let x = scale.x(now.at);
        put(
            svg,
            format_args!(
                "<line class=\"ch-now\" x1=\"{x:.1}\" y1=\"{TOP}\" x2=\"{x:.1}\" y2=\"{bottom:.1}\" \
                 stroke=\"currentColor\" stroke-width=\"2\"/>\
                 <text class=\"ch-now-text\" x=\"{x:.1}\" y=\"14\" text-anchor=\"{anchor}\" font-weight=\"700\" \
                 fill=\"currentColor\">{label}</text>",
                anchor = anchor(x),
                label = escaped(&now.label),
            ),
        );
    }
}

/// Where a label at this place may hang without leaving the drawing.
fn anchor(x: f64) -> &'static str {
    if x > WIDTH - 60.0 {
        "end"
    } else if x < LEFT + 40.0 {
        "start"
    } else {
        "middle"
    }
}

/// One mark of a lane.
fn draw(svg: &mut String, mark: &Mark, scale: &Scale, middle: f64, id: &str) {
    match mark {
        Mark::Point { at, shape, label } => {
            let x = scale.x(*at);
            put(svg, format_args!("<g><title>{}</title>{}</g>", escaped(label), point(*shape, x, middle)));
        }
        Mark::Span { from, to, look, label } => {
            let x = scale.x(*from);
            let end = to.map_or(WIDTH - RIGHT, |to| scale.x(to));
            let width = (end - x).max(3.0);
            let (class, fill) = match look {
                Look::Solid => ("ch-solid", "currentColor".to_owned()),
                Look::Hatched => ("ch-hatched", format!("url(#{id}-hatch)")),
                Look::Outline => ("ch-outline", "none".to_owned()),
            };
            put(
                svg,
                format_args!(
                    "<g class=\"{class}\"><title>{title}</title><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" \
                     height=\"26\" rx=\"3\" fill=\"{fill}\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
                    title = escaped(label),
                    y = middle - 13.0,
                ),
            );
            let room = width - 12.0;
            let words = fitted(label, room);
            if !words.is_empty() {
                // On hatching, letters need ground of their own.
                let ground = words.chars().map(|_| LETTER).sum::<f64>().min(room) + 4.0;
                put(
                    svg,
                    format_args!(
                        "<rect class=\"ch-ground\" x=\"{left:.1}\" y=\"{y:.1}\" width=\"{ground:.1}\" height=\"18\" \
                         fill=\"none\"/><text class=\"ch-in\" x=\"{text:.1}\" y=\"{baseline:.1}\">{words}</text>",
                        left = x + 4.0,
                        y = middle - 9.0,
                        text = x + 6.0,
                        baseline = middle + 4.5,
                        words = escaped(&words),
                    ),
                );
            }
            svg.push_str("</g>");
        }
    }
}

/// The outline of a point.
fn point(shape: Shape, x: f64, y: f64) -> String {
    match shape {
        Shape::Diamond => format!(
            "<path class=\"ch-incident\" d=\"M{x:.1} {top:.1}l10 10-10 10-10-10z\" fill=\"currentColor\"/>",
            top = y - 10.0
        ),
        Shape::Cross => format!(
            "<path class=\"ch-breach\" d=\"M{left:.1} {top:.1}l14 14m0-14l-14 14\" fill=\"none\" \
             stroke=\"currentColor\" stroke-width=\"4\" stroke-linecap=\"round\"/>",
            left = x - 7.0,
            top = y - 7.0
        ),
        Shape::Circle => format!(
            "<circle class=\"ch-contact\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"7\" fill=\"none\" stroke=\"currentColor\" \
             stroke-width=\"3\"/>"
        ),
        Shape::Triangle => format!(
            "<path class=\"ch-assessment\" d=\"M{x:.1} {top:.1}l9 16h-18z\" fill=\"currentColor\"/>",
            top = y - 9.0
        ),
        Shape::Square => format!(
            "<rect class=\"ch-other\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"13\" height=\"13\" fill=\"currentColor\"/>",
            left = x - 6.5,
            top = y - 6.5
        ),
    }
}

/// As much of the words as fits; nothing when less than three letters would.
fn fitted(words: &str, room: f64) -> String {
    let letters = words.chars().map(|_| LETTER).sum::<f64>();
    if letters <= room {
        return words.to_owned();
    }
    let mut kept = String::new();
    let mut used = LETTER;
    for letter in words.chars() {
        used += LETTER;
        if used > room {
            break;
        }
        kept.push(letter);
    }
    if kept.chars().nth(2).is_none() {
        return String::new();
    }
    format!("{}…", kept.trim_end())
}

/// Adds to the drawing.
fn put(svg: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = svg.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn moments_stay_inside_the_drawing() {
        let scale = Scale::new(at(1000), at(2000));
        assert!((scale.x(at(1000)) - LEFT).abs() < 0.01);
        assert!((scale.x(at(2000)) - (WIDTH - RIGHT)).abs() < 0.01);
        assert!((scale.x(at(0)) - LEFT).abs() < 0.01);
        assert!((scale.x(at(9000)) - (WIDTH - RIGHT)).abs() < 0.01);
        let empty = Scale::new(at(5), at(5));
        assert!(empty.x(at(5)).is_finite());
    }

    #[test]
    fn words_are_cut_to_the_room_there_is() {
        assert_eq!(fitted("Order", 100.0), "Order");
        assert_eq!(fitted("Protective order", 60.0), "Protec…");
        assert_eq!(fitted("Order", 20.0), "");
    }

    #[test]
    fn the_drawing_names_itself_and_escapes_its_words() {
        let drawn = timeline(&Timeline {
            id: "case".to_owned(),
            title: "Course <1>".to_owned(),
            summary: "Two & three".to_owned(),
            from: at(0),
            to: at(100),
            now: Some(Tick { at: at(50), label: "today".to_owned() }),
            ticks: vec![Tick { at: at(10), label: "<tick>".to_owned() }],
            lanes: vec![Lane {
                label: "Orders".to_owned(),
                marks: vec![
                    Mark::Span { from: at(10), to: None, look: Look::Hatched, label: "\"ban\"".to_owned() },
                    Mark::Point { at: at(20), shape: Shape::Cross, label: "<breach>".to_owned() },
                ],
            }],
        });
        assert!(drawn.contains("<title id=\"case-t\">Course &lt;1&gt;</title>"));
        assert!(drawn.contains("Two &amp; three") && drawn.contains("&lt;breach&gt;"));
        assert!(drawn.contains("url(#case-hatch)") && !drawn.contains("style="));
    }
}
