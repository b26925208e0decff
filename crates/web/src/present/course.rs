//! The course of a case, drawn in lanes and told in rows.

use abri_app::case_view::{CaseView, FactView};
use abri_core::Kind;
use abri_core::engine::OrderState;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::Teller;
use crate::chart::{Lane, Look, Mark, Shape, Tick, Timeline};
use crate::pages::{Icon, TimelineRow};

/// A course shorter than this is drawn over so many hours, so that marks of one evening do not stand far apart.
const SHORTEST_HOURS: i64 = 14 * 24;
/// More dates than this do not stand beside each other.
const MOST_TICKS: usize = 8;

impl Teller<'_> {
    /// The drawing, and the same as rows, the newest first. Only lanes in which something stands are drawn.
    pub fn timeline(&self, view: &CaseView) -> (Option<Timeline>, Vec<TimelineRow>) {
        let now = self.now.timestamp();
        let first = view.facts.iter().map(|row| row.fact.occurred.at()).min();
        let Some(first) = first else { return (None, Vec::new()) };
        let mut rows = Vec::new();
        let points = |lane: &'static str, rows: &mut Vec<_>| self.points(view, lane, rows);
        let lanes = [
            ("levels", self.level_marks(view, &mut rows)),
            ("assessments", points("assessments", &mut rows)),
            ("incidents", points("incidents", &mut rows)),
            ("orders", self.order_marks(view, &mut rows)),
            ("breaches", points("breaches", &mut rows)),
            ("contacts", points("contacts", &mut rows)),
        ];
        rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let (from, to) = window(first, view.orders.iter().filter_map(|order| order.until), now);
        let lanes = lanes
            .into_iter()
            .filter(|(_, marks)| !marks.is_empty())
            .map(|(lane, marks)| Lane { label: self.t.label("lane", lane).into_owned(), marks })
            .collect();
        let timeline = Timeline {
            id: "course".to_owned(),
            title: self.t.get("timeline-title").into_owned(),
            summary: self.t.count("timeline-summary", u32::try_from(rows.len()).unwrap_or(0)).into_owned(),
            from,
            to,
            now: Some(Tick { at: now, label: self.t.get("timeline-today").into_owned() }),
            ticks: self.ticks(from, to),
            lanes,
        };
        (Some(timeline), rows.into_iter().map(|(_, row)| row).collect())
    }

    /// Dates on the axis: days, weeks, months or quarters, whatever gives a handful.
    fn ticks(&self, from: Timestamp, to: Timestamp) -> Vec<Tick> {
        let (first, last) = (self.local(from).date(), self.local(to).date());
        let spans =
            [1.day(), 2.days(), 3.days(), 7.days(), 14.days(), 1.month(), 3.months(), 1.year(), 5.years()];
        for (place, span) in spans.into_iter().enumerate() {
            // Months and longer begin with a first.
            let start =
                if place < 5 { Some(first) } else { first.first_of_month().checked_add(1.month()).ok() };
            let days = std::iter::successors(start, |day| day.checked_add(span).ok())
                .take_while(|day| *day <= last)
                .take(MOST_TICKS + 1)
                .collect::<Vec<_>>();
            if days.len() <= MOST_TICKS {
                return days.into_iter().filter_map(|day| self.tick(day)).collect();
            }
        }
        Vec::new()
    }

    fn tick(&self, day: Date) -> Option<Tick> {
        let at = day.to_zoned_datetime(self.pack.calendar.zone().clone()).ok()?.timestamp();
        Some(Tick { at, label: self.t.voice().date_short(day) })
    }

    fn level_marks(&self, view: &CaseView, rows: &mut Vec<(Timestamp, TimelineRow)>) -> Vec<Mark> {
        let Some(level) = &view.level else { return Vec::new() };
        let lane = self.t.label("lane", "levels").into_owned();
        let ends = level.steps.iter().skip(1).map(|step| Some(step.since)).chain([None]);
        let marks = level.steps.iter().zip(ends).map(|(step, until)| {
            let words = self.t.label("level", &step.id).into_owned();
            rows.push((
                step.since,
                TimelineRow {
                    when: self.moment(step.since).exact,
                    lane: lane.clone(),
                    words: words.clone(),
                    icon: Icon::Danger,
                },
            ));
            let look = match step.rank {
                0 | 1 => Look::Outline,
                2 => Look::Hatched,
                _ => Look::Solid,
            };
            // A level is known up to now; what comes is not.
            let to = Some(until.unwrap_or_else(|| self.now.timestamp()));
            Mark::Span { from: step.since, to, look, label: words }
        });
        marks.collect()
    }

    fn order_marks(&self, view: &CaseView, rows: &mut Vec<(Timestamp, TimelineRow)>) -> Vec<Mark> {
        let lane = self.t.label("lane", "orders").into_owned();
        let marks = view.orders.iter().filter_map(|order| {
            let from = order.from?;
            let words = self.order_title(order);
            let until = order.until.map(|until| self.end(until).exact).unwrap_or_default();
            let when = format!("{} – {until}", self.moment(from).exact);
            rows.push((
                from,
                TimelineRow { when, lane: lane.clone(), words: words.clone(), icon: Icon::Shield },
            ));
            let over = matches!(order.state, OrderState::Ended | OrderState::Lifted);
            let look = if over { Look::Hatched } else { Look::Solid };
            Some(Mark::Span { from, to: order.until, look, label: words })
        });
        marks.collect()
    }

    fn points(&self, view: &CaseView, lane: &str, rows: &mut Vec<(Timestamp, TimelineRow)>) -> Vec<Mark> {
        let label = self.t.label("lane", lane).into_owned();
        let shown = |row: &&FactView| row.corrected_by.is_none();
        let marks = view.facts.iter().filter(shown).filter_map(|row| {
            let kind = row.fact.kind();
            let (_, shape) = lane_of(kind).filter(|(of, _)| *of == lane)?;
            let at = row.fact.occurred.at();
            let title = self.title(view, &row.fact);
            let words =
                if title.is_empty() { self.kind(kind) } else { format!("{}: {title}", self.kind(kind)) };
            let when = self.when(row.fact.occurred).exact;
            let mark = Mark::Point { at, shape, label: format!("{words}, {when}") };
            rows.push((at, TimelineRow { when, lane: label.clone(), words, icon: super::kind_icon(kind) }));
            Some(mark)
        });
        marks.collect()
    }
}

/// The lane of a kind of fact and the shape that stands for it.
fn lane_of(kind: Kind) -> Option<(&'static str, Shape)> {
    match kind {
        Kind::IncidentReported | Kind::IncidentCall | Kind::ComplaintFiled => {
            Some(("incidents", Shape::Diamond))
        }
        Kind::OrderBreached => Some(("breaches", Shape::Cross)),
        Kind::RiskAssessed | Kind::RiskOverridden | Kind::Screened => Some(("assessments", Shape::Triangle)),
        Kind::ContactMade | Kind::ContactAttempted | Kind::OrderChecked | Kind::ProgrammeSession => {
            Some(("contacts", Shape::Circle))
        }
        _ => None,
    }
}

/// From the first event to now or to the last end of an order, with some room at both sides.
fn window(first: Timestamp, ends: impl Iterator<Item = Timestamp>, now: Timestamp) -> (Timestamp, Timestamp) {
    let last = ends.chain([now]).max().unwrap_or(now).max(first);
    let hours = last.duration_since(first).as_hours();
    let room = SignedDuration::from_hours((hours / 24).max(6));
    let lacking = SignedDuration::from_hours((SHORTEST_HOURS - hours).max(0));
    let from = first.checked_sub(room).and_then(|from| from.checked_sub(lacking)).unwrap_or(first);
    (from, last.checked_add(room).unwrap_or(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_of_one_evening_is_drawn_over_a_fortnight() {
        let first: Timestamp = "2026-03-11T14:00:00Z".parse().unwrap();
        let now: Timestamp = "2026-03-11T16:00:00Z".parse().unwrap();
        let (from, to) = window(first, std::iter::empty(), now);
        assert!(to.duration_since(from).as_hours() >= SHORTEST_HOURS);
        assert!(from < first && to > now, "marks do not stand on the edge");
    }
}
