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
    /// The level of danger; `None` when the reader may not know it.
    pub level: Option<LevelBox>,
    /// Persons of the case.
    pub parties: Vec<PartyRow>,
    /// Orders, those in force first.
    pub orders: Vec<OrderBox>,
    /// Contradictions between decisions in force and other things that cannot stay, in words.
    pub conflicts: Vec<String>,
    /// Duties, the most urgent first.
    pub duties: Vec<DutyRow>,
    /// The drawn course of the case.
    pub timeline: Option<Timeline>,
    /// The same course as rows.
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
}

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

/// One row of the course of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow {
    /// When, or from when until when.
    pub when: String,
    /// The lane: incidents, orders, assessments.
    pub lane: String,
    /// What.
    pub words: String,
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

    /// The tone of the strip of markers.
    pub(crate) const fn marker_tone(&self) -> Tone {
        if self.markers.is_empty() { Tone::Plain } else { Tone::Bad }
    }
}
