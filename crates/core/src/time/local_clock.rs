//! Local time of one zone, quick to ask: its clock changes in a table.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use super::moment::day_start;

/// The clock of a time zone.
///
/// The rules of a zone are slow to ask, and a case asks hundreds of times. The changes of the years in which cases lie
/// are therefore read once; before and after, and near a change, the rules themselves answer.
#[derive(Clone, Debug)]
pub(super) struct LocalClock {
    zone: TimeZone,
    /// The offset before the first change of the table.
    first: Offset,
    changes: Vec<Change>,
    from: Timestamp,
    until: Timestamp,
}

/// From an instant on, the zone has an offset.
#[derive(Clone, Copy, Debug)]
struct Change {
    at: Timestamp,
    offset: Offset,
}

/// The years in the table, the last one not included.
const YEARS: (i16, i16) = (1970, 2100);

/// No offset is further from UTC than 26 hours, so that beyond this distance from a change, in seconds, a local time
/// has one meaning.
const NEAR: i64 = 27 * 60 * 60;

impl LocalClock {
    pub(super) fn new(zone: TimeZone) -> Self {
        let bound = |year| {
            let day = Date::new(year, 1, 1).ok()?;
            day_start(day, &TimeZone::UTC)
        };
        let (Some(from), Some(until)) = (bound(YEARS.0), bound(YEARS.1)) else {
            return Self::without_table(zone);
        };
        let changes = zone
            .following(from)
            .take_while(|change| change.timestamp() < until)
            .map(|change| Change { at: change.timestamp(), offset: change.offset() })
            .collect();
        Self { first: zone.to_offset(from), changes, from, until, zone }
    }

    /// A clock that asks the rules every time.
    fn without_table(zone: TimeZone) -> Self {
        let at = Timestamp::UNIX_EPOCH;
        Self { first: Offset::UTC, changes: Vec::new(), from: at, until: at, zone }
    }

    pub(super) const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The offset at an instant in the years of the table, and until when it stays.
    fn stretch(&self, at: Timestamp) -> Option<(Offset, Timestamp)> {
        if at < self.from || at >= self.until {
            return None;
        }
        let passed = self.changes.partition_point(|change| change.at <= at);
        let last = passed.checked_sub(1).and_then(|last| self.changes.get(last));
        let next = self.changes.get(passed).map_or(self.until, |change| change.at);
        Some((last.map_or(self.first, |change| change.offset), next))
    }

    /// The offset at an instant.
    pub(super) fn offset(&self, at: Timestamp) -> Offset {
        self.stretch(at).map_or_else(|| self.zone.to_offset(at), |(offset, _)| offset)
    }

    /// The local time of an instant.
    pub(super) fn local(&self, at: Timestamp) -> DateTime {
        self.offset(at).to_datetime(at)
    }

    /// The local day of an instant.
    pub(super) fn day(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// The instant of a local time, as the rules of the zone resolve one that occurs twice or never; `None` at the far
    /// ends of the calendar.
    pub(super) fn instant(&self, local: DateTime) -> Option<Timestamp> {
        let about = Offset::UTC.to_timestamp(local).ok()?;
        let near = |seconds| Timestamp::from_second(about.as_second() + seconds).ok();
        match (self.stretch(near(-NEAR)?), near(NEAR)?) {
            (Some((offset, next)), late) if late < next => offset.to_timestamp(local).ok(),
            _ => self.zone.to_timestamp(local).ok(),
        }
    }

    /// The first instant of a local day: midnight, or the first moment after it where the clocks skip midnight.
    pub(super) fn day_start(&self, day: Date) -> Option<Timestamp> {
        self.instant(day.at(0, 0, 0, 0))
    }

    /// The clock changes after one instant up to another, with how many seconds the clock was put forward.
    pub(super) fn changes(&self, after: Timestamp, until: Timestamp) -> Vec<(Timestamp, i32)> {
        let offset = self.offset(after);
        let mut seconds = offset.seconds();
        let mut note = |at: Timestamp, offset: Offset| {
            let moved = offset.seconds() - std::mem::replace(&mut seconds, offset.seconds());
            // A change of name or of the summer-time flag alone moves no clock.
            (moved != 0).then_some((at, moved))
        };
        if after >= self.from && until < self.until {
            let first = self.changes.partition_point(|change| change.at <= after);
            let passed = self.changes.iter().skip(first).take_while(|change| change.at <= until);
            return passed.filter_map(|change| note(change.at, change.offset)).collect();
        }
        let following = self.zone.following(after).take_while(|change| change.timestamp() <= until);
        following.filter_map(|change| note(change.timestamp(), change.offset())).collect()
    }
}

impl PartialEq for LocalClock {
    fn eq(&self, other: &Self) -> bool {
        self.zone == other.zone
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;

    fn clocks() -> Vec<LocalClock> {
        ["UTC", "Europe/Minsk", "Europe/Vienna", "Europe/Chisinau", "America/New_York", "Pacific/Apia"]
            .iter()
            .map(|id| LocalClock::new(TimeZone::get(id).unwrap()))
            .collect()
    }

    proptest! {
        #[test]
        fn the_table_says_what_the_rules_of_the_zone_say(seconds in -3_000_000_000_i64..5_000_000_000) {
            let at = Timestamp::from_second(seconds).unwrap();
            for clock in clocks() {
                prop_assert_eq!(clock.offset(at), clock.zone().to_offset(at));
                let local = clock.zone().to_datetime(at);
                prop_assert_eq!(clock.day(at), local.date());
                prop_assert_eq!(clock.instant(local), clock.zone().to_timestamp(local).ok());
            }
        }

        #[test]
        fn every_quarter_of_an_hour_about_a_change_is_resolved_as_the_rules_do(
            year in 1971_i16..2099,
            quarter in -120_i64..120,
        ) {
            for clock in clocks() {
                let new_year = day_start(Date::new(year, 1, 1).unwrap(), &TimeZone::UTC).unwrap();
                let Some(change) = clock.zone().following(new_year).next() else { continue };
                let at = change.timestamp() + SignedDuration::from_mins(15 * quarter);
                let local = Offset::UTC.to_datetime(at);
                prop_assert_eq!(clock.instant(local), clock.zone().to_timestamp(local).ok());
            }
        }
    }
}
