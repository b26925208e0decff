//! From what the application knows to what a page shows: words, moments, tags.

use abri_app::case_view::{CaseView, FactView, ItemView, LevelView};
use abri_app::work::Row;
use abri_core::engine::{ItemState, Order, OrderState};
use abri_core::fact::{Answer, Body, Danger};
use abri_core::pack::{Basis as RuleBasis, Confidence, ItemKind, Pack, in_language};
use abri_core::time::{Moment as When, Precision};
use abri_core::{Fact, Kind};
use abri_text::{NameStyle, PersonName};
use jiff::{Timestamp, ZonedDateTime};

use crate::chart::{Countdown, Lane, Look, Mark, Shape, Tick, Timeline};
use crate::context::Member;
use crate::pages::{
    Act, Basis, CaseHead, ChronicleRow, Condition, Deadline, Disclosure, DutyRow, Icon, Level, LevelBox,
    Link, Marker, Moment, OrderBox, PartyRow, RecordLink, SafeContact, SafeContactBox, T, Tag, TimelineRow,
    Tone, Urgency, WorkItem, WorkKind,
};
use crate::routes::unplaced;

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

    fn language(&self) -> &'static str {
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
        let days = due.duration_since(self.now.timestamp()).as_hours();
        let urgency = if !open {
            Urgency::Closed
        } else if due <= self.now.timestamp() {
            Urgency::Overdue
        } else if local.date() == self.now.date() {
            Urgency::Today
        } else if days <= 7 * 24 {
            Urgency::Week
        } else {
            Urgency::Later
        };
        Deadline { without_delay, ..Deadline::at(self.t, &self.now, &local, urgency) }
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

    /// The display name of a case that is safe on a shared screen: initials of the victim.
    pub fn initials(&self, view: &CaseView) -> String {
        let victim = view.parties.iter().find(|party| party.role == "victim");
        let shown = victim.or_else(|| view.parties.first());
        shown.map_or_else(|| view.case.number.clone(), |party| self.name(&party.record, NameStyle::Initials))
    }

    pub fn head(&self, view: &CaseView) -> CaseHead {
        let closed = view.case.status == "closed";
        let state =
            if closed { ("closed", Tone::Plain, Icon::Done) } else { ("active", Tone::Warn, Icon::Cases) };
        let role = self.t.label("case-role", &view.role).into_owned();
        CaseHead {
            number: view.case.number.clone(),
            href: format!("/cases/{}", view.case.id),
            person: self.initials(view),
            state: Tag::new(state.1, state.2, self.t.label("case-state", state.0)),
            line: format!("{} · {role}", self.unit(view.case.opened_by_unit)),
        }
    }

    pub fn level_box(&self, case: uuid::Uuid, view: &LevelView) -> LevelBox {
        let level =
            self.level(&view.id, view.rank).unwrap_or_else(|| Level::new(self.t.get("level-none"), 0, 4));
        let mut reasons = view.reasons.clone();
        if !view.meaning.is_empty() {
            reasons.push(view.meaning.clone());
        }
        LevelBox {
            level,
            reasons,
            instrument: String::new(),
            unknowns: 0,
            reassess: view.reassess_by.map(|due| self.deadline(Some(due), false, true)),
            assess: crate::routes::offered::offered(self.member.actor.sector)
                .contains(&Kind::RiskAssessed)
                .then(|| format!("/cases/{case}/record/risk.assessed")),
            victim_told: None,
        }
    }

    pub fn work_item(&self, row: &Row) -> WorkItem {
        let item = &row.item;
        let kind = match item.kind.as_str() {
            "alert" => WorkKind::Alert,
            "proposal" => WorkKind::Proposal,
            _ => WorkKind::Duty,
        };
        let due = item.due_us.and_then(|us| Timestamp::from_microsecond(us).ok());
        let case = format!("/cases/{}", item.case_id);
        let base = format!("{case}/duties/{}", item.id);
        let done = if kind == WorkKind::Duty { "act-done" } else { "act-acknowledge" };
        let mut acts = vec![Act::Open(Link::new(format!("{base}/done"), self.t.get(done)))];
        if let Some(next) =
            row.fulfilled_by.iter().find(|kind| crate::routes::offered::is_offered(self.member, **kind))
        {
            let href = format!("{case}/record/{}", next.as_str());
            acts.insert(0, Act::Open(Link::new(href, self.kind(*next))));
        }
        acts.push(Act::Open(Link::new(format!("{base}/waive"), self.t.get("act-waive"))));
        let school = self.member.actor.sector == abri_core::Sector::Education;
        let href = if school { "/notices".to_owned() } else { case };
        WorkItem {
            kind,
            title: row.title.clone(),
            case: if school {
                Link::new(href, self.t.get("nav-notices"))
            } else {
                Link::new(href, &row.number)
            },
            person: String::new(),
            level: row.level.as_deref().and_then(|id| self.level(id, self.pack.rank(id).unwrap_or(0))),
            why: row.why.clone(),
            basis: self.basis(row.basis, row.law.as_deref(), row.confidence),
            deadline: self.deadline(due, item.due_kind == "without_delay", true),
            acts,
        }
    }

    pub fn kind(&self, kind: Kind) -> String {
        self.t.label("fact", &kind.as_str().replace('.', "-")).into_owned()
    }

    pub fn duty(&self, case: uuid::Uuid, view: &ItemView) -> DutyRow {
        let item = &view.item;
        let rule = &item.rule;
        let open = item.state == ItemState::Open;
        let due = item.due_at().or(item.due.and_then(|due| due.ending.target));
        let without_delay = item.due.is_some_and(|due| due.ending.at.is_none());
        let base = format!("/cases/{case}/duties/{}", item.id);
        let done = if rule.kind == ItemKind::Duty { "act-done" } else { "act-acknowledge" };
        let acts = if view.own && open {
            vec![
                Act::Open(Link::new(format!("{base}/done"), self.t.get(done))),
                Act::Open(Link::new(format!("{base}/waive"), self.t.get("act-waive"))),
            ]
        } else {
            Vec::new()
        };
        DutyRow {
            title: in_language(&rule.title, self.language()).to_owned(),
            holder: self.holder(view),
            state: (!open)
                .then(|| Tag::new(Tone::Good, Icon::Done, self.t.label("duty-state", item.state.as_str()))),
            deadline: self.deadline(due, without_delay, open),
            why: in_language(&rule.why, self.language()).to_owned(),
            basis: self.basis(rule.basis, rule.law.as_deref(), rule.confidence),
            acts,
        }
    }

    pub fn holder(&self, view: &ItemView) -> String {
        let sector = self.t.label("sector", view.item.holder.as_str()).into_owned();
        match view.holder_unit.map(|unit| self.unit(unit)).filter(|unit| !unit.is_empty()) {
            Some(unit) => format!("{sector}: {unit}"),
            None => sector,
        }
    }

    pub fn order(&self, view: &CaseView, order: &Order) -> OrderBox {
        let case = view.case.id;
        let state = order_tag(self.t, order);
        let title = order.kind.as_ref().map_or_else(
            || self.t.label("fact", "order-issued").into_owned(),
            |kind| in_language(&kind.title, self.language()).to_owned(),
        );
        let law = order.kind.as_ref().map(|kind| (kind.law.as_str(), kind.confidence));
        let basis = law.map_or(Basis::Practice(String::new()), |(law, confidence)| {
            self.basis(RuleBasis::Law, Some(law), confidence)
        });
        let in_force = matches!(
            order.state,
            OrderState::InEffect | OrderState::CarriedOut | OrderState::InEffectNotCarriedOut
        );
        let conditions = order.kind.as_ref().map(|kind| kind.conditions.clone()).unwrap_or_default();
        let conditions = conditions
            .iter()
            .filter(|condition| condition.always || order.conditions.contains(&condition.id))
            .map(|condition| self.condition(view, order, condition, in_force))
            .collect();
        let record = |kind: Kind| {
            let id = order.id.map(|id| format!("?order={id}")).unwrap_or_default();
            Act::Open(Link::new(format!("/cases/{case}/record/{}{id}", kind.as_str()), self.kind(kind)))
        };
        let police = self.member.actor.sector == abri_core::Sector::Police;
        let acts = match order.state {
            OrderState::Issued | OrderState::InEffectNotCarriedOut if police => {
                vec![
                    record(Kind::OrderServed),
                    record(Kind::OrderCarriedOut),
                    record(Kind::OrderServiceAttempted),
                ]
            }
            OrderState::InEffect | OrderState::CarriedOut if police => {
                vec![record(Kind::OrderChecked), record(Kind::OrderExtended)]
            }
            _ => Vec::new(),
        };
        OrderBox {
            title,
            state,
            basis,
            served: self.served(order),
            ends: order.until.map(|until| self.moment(until)),
            countdown: if in_force { self.countdown(order) } else { None },
            conditions,
            acts,
        }
    }

    fn condition(
        &self,
        view: &CaseView,
        order: &Order,
        condition: &abri_core::pack::OrderCondition,
        in_force: bool,
    ) -> Condition {
        let breaches = view
            .facts
            .iter()
            .filter(|fact| match &fact.fact.body {
                Body::OrderBreached(of) => {
                    of.condition.as_deref() == Some(condition.id.as_str())
                        && (of.order.is_none() || of.order == order.id)
                }
                _ => false,
            })
            .map(|fact| self.when(fact.fact.occurred).exact)
            .collect::<Vec<_>>();
        let state = match (breaches.is_empty(), in_force) {
            (false, _) => Tag::new(Tone::Bad, Icon::Overdue, self.t.get("condition-breached")),
            (true, true) => Tag::new(Tone::Good, Icon::Done, self.t.get("condition-in-force")),
            (true, false) => Tag::new(Tone::Plain, Icon::Info, self.t.get("condition-not-in-force")),
        };
        let id = order.id.map(|id| format!("&order={id}")).unwrap_or_default();
        let may = in_force && self.member.actor.sector != abri_core::Sector::Programme;
        Condition {
            words: in_language(&condition.title, self.language()).to_owned(),
            state,
            detail: breaches.join(", "),
            breach: may.then(|| {
                format!("/cases/{}/record/order.breached?condition={}{id}", view.case.id, condition.id)
            }),
        }
    }

    fn served(&self, order: &Order) -> String {
        let key = match order.state {
            OrderState::Applied => "order-note-applied",
            OrderState::Refused => "order-note-refused",
            OrderState::Withdrawn => "order-note-withdrawn",
            OrderState::Issued => "order-note-issued",
            OrderState::InEffectNotCarriedOut => "order-note-not-carried-out",
            OrderState::InEffect | OrderState::CarriedOut => "order-note-served",
            OrderState::Ended => "order-note-ended",
            OrderState::Lifted => "order-note-lifted",
        };
        let mut words = self.t.get(key).into_owned();
        if let Some(from) = order.from {
            words = format!("{words} {}", self.moment(from).exact);
        }
        if order.bridged {
            words = format!("{words}. {}", self.t.get("order-note-bridged"));
        }
        if order.below_minimum {
            words = format!("{words}. {}", self.t.get("order-note-below-minimum"));
        }
        words
    }

    fn countdown(&self, order: &Order) -> Option<Countdown> {
        let (from, until) = (order.from?, order.until?);
        let whole = until.duration_since(from).as_secs().max(1);
        let left = until.duration_since(self.now.timestamp()).as_secs().clamp(0, whole);
        let words = self.t.voice().deadline(&self.now, &self.local(until));
        Some(Countdown {
            id: format!("ends-{}", order.id.map(|id| id.0.simple().to_string()).unwrap_or_default()),
            left_percent: u8::try_from(left * 100 / whole).unwrap_or(100),
            title: words.clone(),
            left: words,
            ends_iso: until.to_string(),
        })
    }

    pub fn chronicle_row(&self, view: &CaseView, row: &FactView) -> ChronicleRow {
        let fact = &row.fact;
        let by = fact.by.and_then(|by| view.names.get(&by.0)).cloned().unwrap_or_default();
        let unit = fact.unit.map(|unit| self.unit(unit.0)).unwrap_or_default();
        let anchor = |id: abri_core::id::FactId| format!("#fact-{}", id.0.simple());
        let link = |id: abri_core::id::FactId| {
            let kind = view.facts.iter().find(|other| other.fact.id == id).map(|other| other.fact.kind());
            Link::new(anchor(id), kind.map_or_else(String::new, |kind| self.kind(kind)))
        };
        ChronicleRow {
            id: format!("fact-{}", fact.id.0.simple()),
            occurred: self.when(fact.occurred),
            kind: self.kind(fact.kind()),
            icon: kind_icon(fact.kind()),
            title: String::new(),
            body: self.body(fact),
            recorded_by: [by, unit]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            recorded: self.moment(fact.recorded),
            corrected_by: row.corrected_by.map(link),
            corrects: fact.corrects.map(link),
            shared: (!row.own).then(|| self.shared(view, fact)),
            correct: (row.own
                && row.corrected_by.is_none()
                && crate::routes::offered::is_offered(self.member, fact.kind()))
            .then(|| format!("/cases/{}/facts/{}/correct", view.case.id, fact.id)),
        }
    }

    fn shared(&self, view: &CaseView, fact: &Fact) -> String {
        let share = view
            .sharing
            .iter()
            .find(|share| share.to == self.member.actor.unit.0 && share.kinds.contains(&fact.kind()));
        share.map_or_else(String::new, |share| self.t.label("lawful-basis", &share.basis).into_owned())
    }

    /// What a fact says, in short paragraphs.
    pub fn body(&self, fact: &Fact) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(danger) = fact.body.danger() {
            let marks = self.danger_words(danger);
            if !marks.is_empty() {
                lines.push(self.t.voice().list(&marks));
            }
        }
        match &fact.body {
            Body::IncidentReported(of)
            | Body::IncidentCall(of)
            | Body::ComplaintFiled(of)
            | Body::HelpSought(of) => {
                lines.extend(
                    [of.account.clone(), of.place.clone(), of.first_response.clone()].into_iter().flatten(),
                );
                for child in of.children.iter().filter_map(|child| child.words.clone()) {
                    lines.push(format!("«{child}»"));
                }
                lines.extend(unplaced::lines(self.t, &of.further));
            }
            Body::RiskAssessed(of) | Body::Screened(of) => {
                let instrument = of.instrument.clone().unwrap_or_default();
                if !instrument.is_empty() {
                    lines.push(format!("{instrument}: {}", of.level.clone().unwrap_or_default()));
                }
                lines.extend(of.text.clone());
            }
            Body::OrderBreached(of) => lines.extend(of.text.clone()),
            Body::DutyDischarged(of) | Body::DutyWaived(of) => lines.extend(of.text.clone()),
            Body::SafeContact(of) => {
                lines.extend([of.channel.clone(), of.hours.clone()].into_iter().flatten())
            }
            other => lines.extend(text_of(other)),
        }
        lines.retain(|line| !line.trim().is_empty());
        lines
    }

    fn danger_words(&self, danger: &Danger) -> Vec<String> {
        let marks: [(&str, Answer); 14] = [
            ("strangulation", danger.strangulation),
            ("weapon", danger.weapon),
            ("threat_to_kill", danger.threat_to_kill),
            ("suicide_threat", danger.perpetrator_suicide),
            ("stalking", danger.stalking),
            ("control", danger.control),
            ("escalation", danger.escalation),
            ("sexual", danger.sexual),
            ("pregnancy", danger.pregnancy),
            ("injury", danger.injury),
            ("child_exposed", danger.child_exposed),
            ("child_abuse", danger.child_harmed),
            ("substances", danger.substances),
            ("violence", danger.violence),
        ];
        marks
            .iter()
            .filter(|(_, answer)| answer.is_yes())
            .map(|(key, _)| self.t.label("marker", key).into_owned())
            .collect()
    }

    pub fn safe_contact(&self, view: &CaseView) -> SafeContactBox {
        use abri_core::Sector;
        if matches!(self.member.actor.sector, Sector::Programme | Sector::Education | Sector::Prison) {
            return SafeContactBox::NotYours;
        }
        let change = crate::routes::offered::offered(self.member.actor.sector)
            .contains(&Kind::SafeContact)
            .then(|| format!("/cases/{}/record/{}", view.case.id, Kind::SafeContact.as_str()));
        let Some((of, fact)) = &view.safe_contact else { return SafeContactBox::Missing(change) };
        let words = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
        let channel =
            of.channel.as_deref().map_or_else(String::new, |key| self.t.label("channel", key).into_owned());
        SafeContactBox::Known(SafeContact {
            channel,
            value: words(&of.address),
            hours: words(&of.hours),
            name_to_use: words(&of.name_to_use),
            language: of
                .language
                .as_deref()
                .map_or_else(|| "—".to_owned(), |key| self.t.label("spoken", key).into_owned()),
            voicemail: self.t.label("answer", of.voicemail.as_str()).into_owned(),
            code_word: of.code_word.clone(),
            may_pick_up: words(&of.may_answer),
            never: of.never.clone(),
            recorded: self.moment(fact.recorded).exact,
            change,
        })
    }

    pub fn markers(&self, view: &CaseView) -> Vec<Marker> {
        let word =
            |key: &str| Marker { word: self.t.label("marker", key).into_owned(), detail: String::new() };
        view.markers.iter().map(|marker| word(marker.as_str())).collect()
    }

    pub fn parties(&self, view: &CaseView) -> Vec<PartyRow> {
        view.parties
            .iter()
            .map(|party| PartyRow {
                party: self.t.label("party", &party.role).into_owned(),
                icon: if party.role == "child" { Icon::Child } else { Icon::People },
                name: self.name(&party.record, NameStyle::Full),
                detail: party.record.birth.year().map(|year| year.to_string()).unwrap_or_default(),
            })
            .collect()
    }

    pub fn disclosures(&self, view: &CaseView) -> Vec<Disclosure> {
        let mut rows = view
            .sharing
            .iter()
            .map(|share| {
                let rule = self.pack.disclosures.iter().find(|rule| rule.id == share.rule);
                let directory = self.member.visit.web.app.directory();
                let sector =
                    directory.units.get(&share.to).map(|unit| unit.sector.as_str()).unwrap_or_default();
                let kinds = share.kinds.iter().map(|kind| self.kind(*kind)).collect::<Vec<_>>();
                Disclosure {
                    to: self.unit(share.to),
                    sector: self.t.label("sector", sector).into_owned(),
                    by: self
                        .t
                        .get(if rule.is_some() { "shared-by-rule" } else { "shared-by-person" })
                        .into_owned(),
                    what: self.t.voice().list(&kinds),
                    purpose: rule.map_or_else(
                        || share.purpose.clone(),
                        |rule| in_language(&rule.purpose, self.language()).to_owned(),
                    ),
                    why: self.t.label("lawful-basis", &share.basis).into_owned(),
                    basis: rule.map_or(Basis::Practice(String::new()), |rule| {
                        self.basis(RuleBasis::Law, Some(&rule.law), rule.confidence)
                    }),
                    when: self.moment(share.made),
                    seen: None,
                }
            })
            .collect::<Vec<_>>();
        rows.reverse();
        rows
    }

    pub fn timeline(&self, view: &CaseView) -> (Option<Timeline>, Vec<TimelineRow>) {
        let from = view.facts.iter().map(|row| row.fact.occurred.at()).min();
        let Some(from) = from else { return (None, Vec::new()) };
        let ends = view.orders.iter().filter_map(|order| order.until);
        let to = ends.chain([self.now.timestamp()]).max().unwrap_or(from);
        let lanes = ["incidents", "orders", "breaches", "contacts"];
        let mut drawn = Vec::new();
        let mut rows = Vec::new();
        for lane in lanes {
            let label = self.t.label("lane", lane).into_owned();
            let marks = self.marks(view, lane, &label, &mut rows);
            drawn.push(Lane { label, marks });
        }
        rows.sort_by_key(|(at, _)| *at);
        let tick = |at: Timestamp| Tick { at, label: self.t.voice().date_short(self.local(at).date()) };
        let timeline = Timeline {
            id: "course".to_owned(),
            title: self.t.get("timeline-title").into_owned(),
            summary: self.t.count("timeline-summary", u32::try_from(rows.len()).unwrap_or(0)).into_owned(),
            from,
            to,
            now: Some(Tick { at: self.now.timestamp(), label: self.t.get("timeline-today").into_owned() }),
            ticks: vec![tick(from), tick(to)],
            lanes: drawn,
        };
        (Some(timeline), rows.into_iter().map(|(_, row)| row).collect())
    }

    fn marks(
        &self,
        view: &CaseView,
        lane: &str,
        label: &str,
        rows: &mut Vec<(Timestamp, TimelineRow)>,
    ) -> Vec<Mark> {
        if lane == "orders" {
            return view
                .orders
                .iter()
                .filter_map(|order| {
                    let from = order.from?;
                    let words = order.kind.as_ref().map_or_else(String::new, |kind| {
                        in_language(&kind.title, self.language()).to_owned()
                    });
                    let until = order.until.map(|until| self.moment(until).exact).unwrap_or_default();
                    let when = format!("{} – {until}", self.moment(from).exact);
                    rows.push((from, TimelineRow { when, lane: label.to_owned(), words: words.clone() }));
                    let look = if matches!(order.state, OrderState::Ended | OrderState::Lifted) {
                        Look::Hatched
                    } else {
                        Look::Solid
                    };
                    Some(Mark::Span { from, to: order.until, look, label: words })
                })
                .collect();
        }
        view.facts
            .iter()
            .filter(|row| row.corrected_by.is_none())
            .filter_map(|row| {
                let kind = row.fact.kind();
                let (of, shape) = match kind {
                    Kind::IncidentReported | Kind::IncidentCall | Kind::ComplaintFiled => {
                        ("incidents", Shape::Diamond)
                    }
                    Kind::OrderBreached => ("breaches", Shape::Cross),
                    Kind::ContactMade
                    | Kind::ContactAttempted
                    | Kind::OrderChecked
                    | Kind::ProgrammeSession => ("contacts", Shape::Circle),
                    _ => return None,
                };
                if of != lane {
                    return None;
                }
                let at = row.fact.occurred.at();
                let words = self.kind(kind);
                let when = self.when(row.fact.occurred).exact;
                rows.push((
                    at,
                    TimelineRow { when: when.clone(), lane: label.to_owned(), words: words.clone() },
                ));
                Some(Mark::Point { at, shape, label: format!("{words}, {when}") })
            })
            .collect()
    }

    pub fn record_links(&self, view: &CaseView) -> Vec<RecordLink> {
        crate::routes::offered::offered(self.member.actor.sector)
            .iter()
            .map(|kind| RecordLink {
                link: Link::new(
                    format!("/cases/{}/record/{}", view.case.id, kind.as_str()),
                    self.kind(*kind),
                ),
                icon: kind_icon(*kind),
            })
            .collect()
    }
}

fn order_tag(t: &T, order: &Order) -> Tag {
    let (tone, icon) = match order.state {
        OrderState::CarriedOut | OrderState::InEffect => (Tone::Good, Icon::Done),
        OrderState::InEffectNotCarriedOut | OrderState::Issued => (Tone::Warn, Icon::Overdue),
        OrderState::Refused | OrderState::Withdrawn | OrderState::Lifted => (Tone::Bad, Icon::Lock),
        OrderState::Applied | OrderState::Ended => (Tone::Plain, Icon::Clock),
    };
    Tag::new(tone, icon, t.label("order-state", order.state.as_str()))
}

/// The pictogram of a kind of fact.
fn kind_icon(kind: Kind) -> Icon {
    match kind.as_str().split('.').next().unwrap_or_default() {
        "incident" | "complaint" => Icon::Alert,
        "order" => Icon::Lock,
        "child" => Icon::Child,
        "sharing" => Icon::Share,
        "duty" => Icon::Duty,
        "contact" | "safety" => Icon::Told,
        _ => Icon::Info,
    }
}

/// The words of a payload that is little more than words.
fn text_of(body: &Body) -> Option<String> {
    let value = serde_json::to_value(body).ok()?;
    value.get("of")?.get("text")?.as_str().map(str::to_owned)
}
