//! From what the application knows to what a page shows: words, moments, tags.

mod case;
mod chronicle;
mod course;
mod duties;
mod orders;

use abri_app::case_view::PartyView;
use abri_core::Kind;
use abri_core::pack::{Basis as RuleBasis, Confidence, Pack};
use abri_core::time::{Moment as When, Precision};
use abri_text::{NameStyle, PersonName};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ZonedDateTime};

use crate::context::Member;
use crate::pages::{Basis, Deadline, Level, Moment, T, Urgency};

use chronicle::kind_icon;
pub(crate) use duties::{due_of, is_without_delay};

/// Everything needed to put something into words for one reader.
pub(crate) struct Teller<'a> {
    pub t: &'a T,
    pub pack: &'a Pack,
    pub now: ZonedDateTime,
    pub member: &'a Member,
}

impl<'a> Teller<'a> {
    pub fn new(member: &'a Member, pack: &'a Pack) -> Self {
        let now = member.visit.web.app.now().to_zoned_datetime(pack.calendar.zone().clone());
        Self { t: &member.visit.t, pack, now, member }
    }

    pub(super) fn language(&self) -> &'static str {
        self.t.language().code()
    }

    pub fn local(&self, at: Timestamp) -> ZonedDateTime {
        at.to_zoned_datetime(self.pack.calendar.zone().clone())
    }

    pub fn moment(&self, at: Timestamp) -> Moment {
        Moment::at(self.t, &self.now, &self.local(at))
    }

    pub fn moment_us(&self, us: i64) -> Moment {
        self.moment(Timestamp::from_microsecond(us).unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// The end of something that holds until a moment: midnight is told as the end of the day before, because nobody
    /// reads "until 25 November at 00:00" as "not on 25 November".
    pub fn end(&self, at: Timestamp) -> Moment {
        self.ending(at, "end-of-day")
    }

    /// The same after a word such as "until".
    pub fn until(&self, at: Timestamp) -> Moment {
        self.ending(at, "until-end-of-day")
    }

    fn ending(&self, at: Timestamp, key: &str) -> Moment {
        let moment = self.moment(at);
        match self.ends_with_day(at) {
            Some(day) => {
                Moment { exact: self.t.with(key, "date", &self.t.voice().date(day)).into_owned(), ..moment }
            }
            None => moment,
        }
    }

    /// The day that ends at this moment, where the moment is midnight.
    fn ends_with_day(&self, at: Timestamp) -> Option<Date> {
        day_ended(&self.local(at))
    }

    /// A moment as precisely as it is known.
    pub fn when(&self, when: When) -> Moment {
        let local = self.local(when.at());
        let voice = self.t.voice();
        match when.precision() {
            Precision::Minute => Moment::at(self.t, &self.now, &local),
            Precision::Day => Moment::roughly(voice.date(local.date())),
            Precision::Month => Moment::roughly(voice.month(local.year(), local.month())),
            Precision::Year => Moment::roughly(local.year().to_string()),
            Precision::Unknown => Moment::roughly(self.t.label("precision", "unknown")),
        }
    }

    pub fn deadline(&self, due: Option<Timestamp>, without_delay: bool, open: bool) -> Deadline {
        let none =
            |urgency| Deadline { urgency, left: String::new(), due: Moment::roughly(""), without_delay };
        let Some(due) = due else { return none(if open { Urgency::Open } else { Urgency::Closed }) };
        let local = self.local(due);
        let last_day = self.ends_with_day(due).unwrap_or_else(|| local.date());
        let hours = due.duration_since(self.now.timestamp()).as_hours();
        let urgency = if !open {
            Urgency::Closed
        } else if due <= self.now.timestamp() {
            Urgency::Overdue
        } else if last_day == self.now.date() {
            Urgency::Today
        } else if self.now.date().tomorrow().is_ok_and(|tomorrow| tomorrow == last_day) {
            Urgency::Tomorrow
        } else if hours <= 7 * 24 {
            Urgency::Week
        } else {
            Urgency::Later
        };
        // How late something was is of no use once it is done.
        let left = if open { self.t.voice().deadline(&self.now, &local) } else { String::new() };
        let due = if without_delay { self.end(due) } else { self.until(due) };
        Deadline { urgency, left, due, without_delay }
    }

    pub fn basis(&self, basis: RuleBasis, law: Option<&str>, confidence: Confidence) -> Basis {
        match (basis, law) {
            (RuleBasis::Law, Some(law)) => {
                Basis::Law { reference: law.to_owned(), verified: confidence == Confidence::Verified }
            }
            (_, law) => Basis::Practice(law.unwrap_or_default().to_owned()),
        }
    }

    pub fn level(&self, id: &str, rank: u8) -> Option<Level> {
        let steps = u8::try_from(self.pack.levels.len()).unwrap_or(4).max(1);
        (rank > 0).then(|| Level::new(self.t.label("level", id), rank, steps))
    }

    pub fn level_of(&self, id: &str, rank: i64) -> Option<Level> {
        self.level(id, u8::try_from(rank).unwrap_or(0))
    }

    pub fn unit(&self, id: uuid::Uuid) -> String {
        let directory = self.member.visit.web.app.directory();
        directory.units.get(&id).map_or_else(String::new, |unit| unit.name(self.language()).to_owned())
    }

    pub fn name(&self, record: &abri_app::identity::PersonRecord, style: NameStyle) -> String {
        let name =
            PersonName { surname: &record.surname, given: &record.given, patronymic: &record.patronymic };
        self.t.voice().person_name(name, style)
    }

    /// Who a row of a list is about, as short as can be told apart: the victim, then the perpetrator; without both, the
    /// children. The list of people holds only whom the reader may see.
    pub fn people(&self, parties: &[PartyView]) -> String {
        let of = |role: &str| parties.iter().filter(|party| party.role == role).collect::<Vec<_>>();
        let mut shown = of("victim");
        shown.extend(of("perpetrator"));
        let mut style = NameStyle::Initials;
        if shown.is_empty() {
            // A school knows its children by their given names.
            (shown, style) = (of("child"), NameStyle::Full);
        }
        let names = shown.iter().map(|party| self.name(&party.record, style));
        names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" / ")
    }

    pub fn kind(&self, kind: Kind) -> String {
        self.t.label("fact", &kind.as_str().replace('.', "-")).into_owned()
    }

    /// The word of a closed vocabulary; what stands in no vocabulary is shown as it was written.
    pub fn word(&self, family: &str, key: &str) -> String {
        let texts = &self.member.visit.web.texts;
        if texts.has(self.t.language(), &format!("{family}-{key}")) {
            self.t.label(family, key).into_owned()
        } else {
            key.to_owned()
        }
    }

    /// The level an instrument's answer means here, in words.
    pub(super) fn instrument_level(&self, instrument: &str, level: &str) -> String {
        let rank = self.pack.level_map.get(&(instrument.to_owned(), level.to_owned())).copied();
        let known = rank.and_then(|rank| self.pack.level(rank)).map(|level| level.id.clone());
        self.word("level", known.as_deref().unwrap_or(level))
    }

    /// The title of an instrument.
    pub(super) fn instrument(&self, id: &str) -> String {
        let found = self.pack.instruments.get(id);
        found.map_or_else(|| id.to_owned(), |found| found.title.get(self.language()).to_owned())
    }

    /// A fact in a few words, for a list: what, and when it became known.
    pub fn happened(&self, fact: &abri_core::Fact, about: Option<&str>) -> String {
        let (kind, when) = (self.kind(fact.kind()), self.when(fact.occurred).exact);
        match about {
            Some(about) => format!("{kind}: {about}, {when}"),
            None => format!("{kind}, {when}"),
        }
    }
}

/// The day that ends with this moment; `None` where it is not midnight.
fn day_ended(local: &ZonedDateTime) -> Option<Date> {
    if local.time() == Time::midnight() { local.date().yesterday().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_the_end_of_the_day_before() {
        let local = |moment: &str| format!("{moment}[Europe/Minsk]").parse::<ZonedDateTime>().unwrap();
        assert_eq!(day_ended(&local("2026-11-25T00:00")), Some(jiff::civil::date(2026, 11, 24)));
        assert_eq!(day_ended(&local("2026-11-25T00:01")), None);
        assert_eq!(day_ended(&local("2026-11-25T23:59")), None);
    }
}
