//! One case on one page.

use super::Icon;
use super::chart::{self, Countdown, Timeline};
use super::parts::{Basis, Deadline, Disclosure, Level, Link, Moment, Tag, Tone};
use super::shell::{Area, Shell};
use super::work::Act;
use askama::Template;

/// `GET /cases/{case}`.
///
/// The lists hold only what the reader may see; nothing says that something was left out, unless
/// [`CasePage::sealed`] is filled on purpose.
#[derive(Template)]
#[template(path = "pages/case.html")]
pub struct CasePage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// Which case.
    pub case: CaseHead,
    /// How to reach the victim without danger. Always first.
    pub safe_contact: SafeContactBox,
    /// Markers of deadly danger, always in sight (RK10).
    pub markers: Vec<Marker>,
    /// The orders that bind or wait to bind, each with its end and what is left of it.
    pub clocks: Vec<OrderClock>,
    /// The level of danger; `None` when the reader may not know it.
    pub level: Option<LevelBox>,
    /// Persons of the case.
    pub parties: Vec<PartyRow>,
    /// Orders, those in force first.
    pub orders: Vec<OrderBox>,
    /// Contradictions between decisions in force and other things that cannot stay, in words.
    pub conflicts: Vec<String>,
    /// What the reader's unit owes, the most urgent first.
    pub owed: Vec<DutyRow>,
    /// What others owe, the most urgent first.
    pub others: Vec<DutyRow>,
    /// What was answered; what comes again and again stands once.
    pub closed: Vec<ClosedDuties>,
    /// The drawn course of the case.
    pub timeline: Option<Timeline>,
    /// The same course as rows, the newest first.
    pub timeline_rows: Vec<TimelineRow>,
    /// Every fact the reader may see, the newest first.
    pub chronicle: Vec<ChronicleRow>,
    /// Told on purpose: how many facts exist that are not shared with the reader.
    pub sealed: Option<u32>,
    /// Who was told what.
    pub sharing: Vec<Disclosure>,
    /// The whole sharing log, when the reader may see it.
    pub sharing_href: Option<String>,
    /// Facts the reader may record next, the likeliest first.
    pub record: Vec<RecordLink>,
    /// Who printed this and when, for paper only.
    pub printed: String,
}

/// So many rows of the chronicle and of the sharing log stand open; the rest is folded.
const SHOWN: usize = 10;
/// So many ways to record stand open.
const LIKELY: usize = 5;

/// Which case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHead {
    /// Its number.
    pub number: String,
    /// Its address.
    pub href: String,
    /// A safe display name: initials or a code; the full name only where the reader may see it.
    pub person: String,
    /// Where the case stands.
    pub state: Tag,
    /// One line: relationship, district, the unit that leads.
    pub line: String,
}

/// How to reach the victim.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "a page holds one, and it is never kept")]
pub enum SafeContactBox {
    /// It is known.
    Known(SafeContact),
    /// Nobody has asked yet; where to record it, if the reader may.
    Missing(Option<String>),
    /// She was asked, and the answer was not disclosed to the reader.
    Kept,
    /// The reader has no business contacting the victim.
    NotYours,
}

/// The safe contact, as the victim gave it (VS1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeContact {
    /// The channel, in words.
    pub channel: String,
    /// Number or address.
    pub value: String,
    /// When, in words.
    pub hours: String,
    /// The name the caller should use.
    pub name_to_use: String,
    /// The language.
    pub language: String,
    /// Whether to leave a message, in words.
    pub voicemail: String,
    /// The code word, if agreed.
    pub code_word: Option<String>,
    /// Who else may pick up, in words.
    pub may_pick_up: String,
    /// What must never be done.
    pub never: Option<String>,
    /// When it was asked last, and by whom.
    pub recorded: String,
    /// Where to change it, if the reader may.
    pub change: Option<String>,
}

/// A marker of deadly danger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// What: "Strangulation".
    pub word: String,
    /// Since when or how often: "twice, last in October".
    pub detail: String,
}

/// The level of danger with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelBox {
    /// The level.
    pub level: Level,
    /// Which answers and which history brought it about, in words.
    pub reasons: Vec<String>,
    /// What the level calls for; measures, not reasons, and none of them said to have been taken.
    pub meaning: String,
    /// Why a lower assessment changed nothing, in words.
    pub unchanged: Option<String>,
    /// The instrument and its version.
    pub instrument: String,
    /// How many questions were answered with "not known".
    pub unknowns: u32,
    /// Until when it must be assessed again.
    pub reassess: Option<Deadline>,
    /// Where to assess again, if the reader may.
    pub assess: Option<String>,
    /// Whether the victim was told, in words.
    pub victim_told: Option<String>,
}

/// A person of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyRow {
    /// The part: victim, perpetrator, child; in words.
    pub party: String,
    /// Its pictogram.
    pub icon: Icon,
    /// The name the reader may see.
    pub name: String,
    /// What else the reader may know.
    pub detail: String,
}

/// One order with its conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderBox {
    /// Its title.
    pub title: String,
    /// Its state: nothing says "protected" before effect.
    pub state: Tag,
    /// What it rests on.
    pub basis: Basis,
    /// When it was served, or that it was not yet, in words.
    pub served: String,
    /// Its end.
    pub ends: Option<Moment>,
    /// What is left, drawn and in words.
    pub countdown: Option<Countdown>,
    /// The conditions one by one.
    pub conditions: Vec<Condition>,
    /// What can be done about the order: serve, extend, apply to the court.
    pub acts: Vec<Act>,
}

impl OrderBox {
    /// The drawn countdown.
    pub(crate) fn drawn(&self) -> String {
        self.countdown.as_ref().map(chart::countdown).unwrap_or_default()
    }
}

/// An order in the head of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderClock {
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: Tag,
    /// Its end, where it is in force and has a known one.
    pub ends: Option<Moment>,
    /// What is left, in words; empty where nothing runs.
    pub left: String,
}

/// One condition of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What is forbidden or demanded.
    pub words: String,
    /// Kept, breached, lifted.
    pub state: Tag,
    /// What is known of breaches: "broken on 23 November".
    pub detail: String,
    /// Where to record a breach of exactly this condition, if the reader may.
    pub breach: Option<String>,
}

/// One duty of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// What is owed.
    pub title: String,
    /// Who owes it.
    pub holder: String,
    /// Its state, when closed: done, waived.
    pub state: Option<Tag>,
    /// Until when.
    pub deadline: Deadline,
    /// Why.
    pub why: String,
    /// What it rests on.
    pub basis: Basis,
    /// Done, waive; only for the holder.
    pub acts: Vec<Act>,
}

/// Duties of one kind that were answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedDuties {
    /// What was owed.
    pub title: String,
    /// Who owed it.
    pub holder: String,
    /// Done, waived, fallen away.
    pub state: Tag,
    /// How often.
    pub count: u32,
    /// The last time.
    pub last: Moment,
}

/// One row of the course of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow {
    /// When, or from when until when.
    pub when: String,
    /// The lane: incidents, orders, assessments.
    pub lane: String,
    /// What.
    pub words: String,
    /// Its pictogram.
    pub icon: Icon,
}

/// One fact of the chronicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChronicleRow {
    /// The id of the fact, the anchor of the row.
    pub id: String,
    /// When it happened, as precisely as known.
    pub occurred: Moment,
    /// What kind of fact, in words.
    pub kind: String,
    /// Its pictogram.
    pub icon: Icon,
    /// What, in words.
    pub title: String,
    /// More, in paragraphs.
    pub body: Vec<String>,
    /// Who recorded it: name or role, and unit.
    pub recorded_by: String,
    /// When it became known.
    pub recorded: Moment,
    /// Which fact replaces this one; the row is then struck through and labelled.
    pub corrected_by: Option<Link>,
    /// Which fact this one replaces.
    pub corrects: Option<Link>,
    /// Why the reader sees it, when it belongs to another unit: "shared with you under ...".
    pub shared: Option<String>,
    /// Where to correct it, if the reader may.
    pub correct: Option<String>,
}

/// A fact that can be recorded next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordLink {
    /// Where.
    pub link: Link,
    /// Its pictogram.
    pub icon: Icon,
}

impl CasePage {
    /// The drawn course of the case.
    pub(crate) fn drawn(&self) -> String {
        self.timeline.as_ref().map(chart::timeline).unwrap_or_default()
    }

    /// Whether the page says how to reach the victim.
    pub(crate) const fn knows_contact(&self) -> bool {
        matches!(self.safe_contact, SafeContactBox::Known(_))
    }

    /// How many duties were answered.
    pub(crate) fn closed_count(&self) -> u32 {
        self.closed.iter().map(|row| row.count).sum()
    }

    /// The newest rows of the chronicle.
    pub(crate) fn recent(&self) -> &[ChronicleRow] {
        self.chronicle.get(..SHOWN).unwrap_or(&self.chronicle)
    }

    /// The older rows of the chronicle.
    pub(crate) fn older(&self) -> &[ChronicleRow] {
        self.chronicle.get(SHOWN..).unwrap_or_default()
    }

    /// The newest acts of sharing.
    pub(crate) fn shared_lately(&self) -> &[Disclosure] {
        self.sharing.get(..SHOWN).unwrap_or(&self.sharing)
    }

    /// The older acts of sharing.
    pub(crate) fn shared_before(&self) -> &[Disclosure] {
        self.sharing.get(SHOWN..).unwrap_or_default()
    }

    /// The likeliest ways to record.
    pub(crate) fn likely(&self) -> &[RecordLink] {
        self.record.get(..LIKELY).unwrap_or(&self.record)
    }

    /// The other ways to record.
    pub(crate) fn unlikely(&self) -> &[RecordLink] {
        self.record.get(LIKELY..).unwrap_or_default()
    }

    /// The newest rows of the course, for narrow screens.
    ///
    /// What happened several times in a row stands once, with how often.
    pub(crate) fn lately(&self) -> Vec<(&TimelineRow, usize)> {
        let same =
            |one: &TimelineRow, other: &TimelineRow| one.lane == other.lane && one.words == other.words;
        let runs = self.timeline_rows.chunk_by(same);
        runs.filter_map(|run| run.first().map(|row| (row, run.len()))).take(SHOWN).collect()
    }

    /// Signs of the key, only of what is drawn: class, shape and the id of the word.
    pub(crate) fn key(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let shapes = self.timeline.as_ref().map(chart::shapes).unwrap_or_default();
        let signs = [
            (chart::Shape::Diamond, ("key-incident", "◆", "key-incident")),
            (chart::Shape::Cross, ("key-breach", "✕", "key-breach")),
            (chart::Shape::Circle, ("key-contact", "○", "key-contact")),
            (chart::Shape::Triangle, ("key-assessment", "▲", "key-assessment")),
        ];
        signs.into_iter().filter(|(shape, _)| shapes.contains(shape)).map(|(_, sign)| sign).collect()
    }

    /// The tone of the strip of markers.
    pub(crate) const fn marker_tone(&self) -> Tone {
        if self.markers.is_empty() { Tone::Plain } else { Tone::Bad }
    }
}
