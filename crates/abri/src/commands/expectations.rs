//! What a chronology says should have been raised, beside what was.
//!
//! The grading is that of the published acceptance suite: an item answers one expectation only, a duty satisfies an
//! alert and an alert a proposal, and assessment and history (D02, D03) stand for each other.

use abri_core::chronology::Raised;
use abri_core::pack::ItemKind;
use abri_core::time::Moment;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;

/// The part of a chronology that a replay never sees.
#[derive(Debug, Deserialize)]
pub struct Expected {
    #[serde(default)]
    expectations: Vec<Expectation>,
    events: Vec<EventTime>,
}

/// What should have been raised.
#[derive(Debug, Deserialize)]
pub struct Expectation {
    /// Its id.
    pub id: String,
    after_event: u32,
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    by_event: Option<u32>,
    kind: String,
    /// Class of the suite.
    pub class: String,
    /// In plain words.
    #[serde(default)]
    pub about: String,
    /// Who should have held it.
    pub holder_sector: String,
    #[serde(default)]
    tell: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct EventTime {
    n: u32,
    t: String,
    kind: String,
}

/// How an expectation was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Right after the fact.
    Early,
    /// Later, and in time.
    InTime,
    /// Too late.
    Late,
    /// In time, and held by somebody else.
    Holder,
    /// Not raised.
    Missing,
}

impl Grade {
    /// The word for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::InTime => "in time",
            Self::Late => "late",
            Self::Holder => "other holder",
            Self::Missing => "missing",
        }
    }
}

/// An expectation with what answered it.
#[derive(Debug)]
pub struct Row<'a> {
    /// The expectation.
    pub expectation: &'a Expectation,
    /// The item that answered it, in time or late.
    pub raised: Option<&'a Raised>,
    /// How it was met.
    pub grade: Grade,
    /// Sectors that should have heard and did not.
    pub not_told: Vec<String>,
    /// How long before the harm it was raised.
    pub before_harm: Option<String>,
}

/// The comparison of a whole chronology.
#[derive(Debug)]
pub struct Report<'a> {
    /// One row an expectation.
    pub rows: Vec<Row<'a>>,
    /// Alerts that answer no expectation.
    pub further_alerts: usize,
    /// Length of the chronology in months, at least one.
    pub months: f64,
}

impl Report<'_> {
    /// Expectations met in time.
    #[must_use]
    pub fn met(&self) -> usize {
        self.rows.iter().filter(|row| row.grade <= Grade::InTime).count()
    }

    /// Further alerts in a month of the case.
    #[must_use]
    pub fn further_per_month(&self) -> f64 {
        let alerts = u32::try_from(self.further_alerts).map_or(f64::INFINITY, f64::from);
        alerts / self.months
    }
}

/// Reads the expectations; none, if the chronology has none.
///
/// # Errors
///
/// Where they are not of the published form.
pub fn read(text: &str) -> Result<Option<Expected>, serde_json::Error> {
    let mut expected: Expected = serde_json::from_str(text)?;
    expected.expectations.sort_by(|a, b| (a.after_event, &a.id).cmp(&(b.after_event, &b.id)));
    Ok((!expected.expectations.is_empty()).then_some(expected))
}

impl Expected {
    /// Compares what was expected with what was raised.
    #[must_use]
    pub fn compare<'a>(&'a self, items: &'a [Raised], zone: &TimeZone) -> Report<'a> {
        let mut used = vec![false; items.len()];
        let rows = self.expectations.iter().map(|expectation| {
            let (grade, position) = grade(expectation, items, &used);
            if grade <= Grade::InTime
                && let Some(used) = position.and_then(|position| used.get_mut(position))
            {
                *used = true;
            }
            let raised = position.and_then(|position| items.get(position));
            Row {
                expectation,
                raised,
                grade,
                not_told: raised.map(|item| not_told(expectation, item)).unwrap_or_default(),
                before_harm: raised.and_then(|item| self.before_harm(expectation, item, zone)),
            }
        });
        let rows = rows.collect();
        let further = items.iter().zip(&used).filter(|(item, used)| item.kind == ItemKind::Alert && !**used);
        Report { rows, further_alerts: further.count(), months: self.months(zone) }
    }

    fn time_of(&self, n: u32, zone: &TimeZone) -> Option<Timestamp> {
        let event = self.events.iter().find(|event| event.n == n)?;
        Moment::parse(&event.t, zone).ok().map(Moment::at)
    }

    /// Time from the item to the event it should have come before, else to a death.
    fn before_harm(&self, expectation: &Expectation, item: &Raised, zone: &TimeZone) -> Option<String> {
        let death = || self.events.iter().find(|event| event.kind == "death").map(|event| event.n);
        let harm = self.time_of(expectation.by_event.or_else(death)?, zone)?;
        let raised = item.raised_at.parse::<DateTime>().ok()?;
        let raised = zone.to_timestamp(raised).ok()?;
        let minutes = harm.duration_since(raised).as_secs() / 60;
        Some(match minutes {
            ..0 => "after it".to_owned(),
            0..60 => format!("{minutes} min"),
            60..2_880 => format!("{} h", minutes / 60),
            _ => format!("{} d", minutes / 1_440),
        })
    }

    fn months(&self, zone: &TimeZone) -> f64 {
        let times = self.events.iter().filter_map(|event| Moment::parse(&event.t, zone).ok()).map(Moment::at);
        let times = times.collect::<Vec<_>>();
        let (Some(first), Some(last)) = (times.iter().min(), times.iter().max()) else { return 1.0 };
        (last.duration_since(*first).as_secs_f64() / (86_400.0 * 30.437)).max(1.0)
    }
}

fn grade(expectation: &Expectation, items: &[Raised], used: &[bool]) -> (Grade, Option<usize>) {
    let fits =
        |item: &Raised| satisfies(item.kind, &expectation.kind) && same_class(item, &expectation.class);
    let fitting = || items.iter().enumerate().zip(used).filter(|((_, item), used)| !**used && fits(item));
    let held = fitting().filter(|((_, item), _)| item.holder.as_str() == expectation.holder_sector);
    let best = held.map(|((position, item), _)| (position, item)).min_by_key(|(_, item)| {
        let told = expectation.tell.len() - not_told(expectation, item).len();
        (timing(expectation, item), std::cmp::Reverse(item.after_event), std::cmp::Reverse(told))
    });
    match best.map(|(position, item)| (timing(expectation, item), position)) {
        Some((timing, position)) if timing != Grade::Late => (timing, Some(position)),
        late => {
            let elsewhere = fitting().find(|((_, item), _)| timing(expectation, item) != Grade::Late);
            match (elsewhere, late) {
                (Some(((position, _), _)), _) => (Grade::Holder, Some(position)),
                (None, Some((_, position))) => (Grade::Late, Some(position)),
                (None, None) => (Grade::Missing, None),
            }
        }
    }
}

fn timing(expectation: &Expectation, item: &Raised) -> Grade {
    if item.after_event <= expectation.after_event {
        return Grade::Early;
    }
    let before_event = expectation.by_event.is_none_or(|by| item.after_event < by);
    if before_event && item.raised_at <= latest(expectation.by.as_deref()) {
        Grade::InTime
    } else {
        Grade::Late
    }
}

/// The last minute that a date of any precision can mean, as a text that sorts.
fn latest(by: Option<&str>) -> String {
    let Some(by) = by else { return "9999".to_owned() };
    let rest = match by.len() {
        4 => "-12-31T23:59",
        7 => "-31T23:59",
        10 => "T23:59",
        _ => "",
    };
    format!("{by}{rest}")
}

fn satisfies(kind: ItemKind, wanted: &str) -> bool {
    match wanted {
        "duty" => kind == ItemKind::Duty,
        "alert" => kind != ItemKind::Proposal,
        "proposal" => true,
        _ => false,
    }
}

fn same_class(item: &Raised, wanted: &str) -> bool {
    let twins = ["D02", "D03"];
    item.class == wanted || (twins.contains(&wanted) && twins.contains(&item.class.as_str()))
}

fn not_told(expectation: &Expectation, item: &Raised) -> Vec<String> {
    let told =
        |sector: &str| item.holder.as_str() == sector || item.tell.iter().any(|told| told.as_str() == sector);
    expectation.tell.iter().filter(|sector| !told(sector)).cloned().collect()
}
