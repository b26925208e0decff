//! What is owed: rows of work lists, duties of a case, and what was already answered.

use abri_app::case_view::{CaseView, ItemView};
use abri_app::work::Row;
use abri_core::Sector;
use abri_core::engine::ItemState;
use abri_core::pack::{ItemKind, in_language};
use jiff::Timestamp;

use super::Teller;
use crate::pages::{
    Act, ClosedDuties, Deadline, DutyRow, Icon, Link, Moment, Tag, Told, Tone, Urgency, WorkItem, WorkKind,
};

/// The order in which people are shown what is owed: signs of deadly danger, what is overdue, what must be done
/// without delay, then by deadline; what has no deadline comes last.
pub(crate) type Place = (u8, Timestamp, Timestamp);

fn place(
    danger: bool,
    due: Option<Timestamp>,
    without_delay: bool,
    raised: Timestamp,
    now: Timestamp,
) -> Place {
    let class = match due {
        _ if danger => 0,
        Some(due) if due <= now => 1,
        _ if without_delay => 2,
        _ => 3,
    };
    (class, due.unwrap_or(Timestamp::MAX), raised)
}

/// Something told to a unit counts as new for so long.
const NEW_HOURS: i64 = 24;

impl Teller<'_> {
    /// The place of a row in the work list.
    pub fn row_place(&self, row: &Row) -> Place {
        let item = &row.item;
        let at = |us: i64| Timestamp::from_microsecond(us).unwrap_or(Timestamp::MAX);
        place(
            is_danger(row),
            item.due_us.map(at),
            item.due_kind == "without_delay",
            at(item.raised_us),
            self.now.timestamp(),
        )
    }

    /// The place of an item of a case.
    pub fn item_place(&self, view: &ItemView) -> Place {
        let item = &view.item;
        let danger = item.rule.kind == ItemKind::Alert && item.rule.concern.as_str() == DANGER;
        place(danger, due_of(view), is_without_delay(view), item.raised, self.now.timestamp())
    }

    pub fn work_item(&self, row: &Row, people: &str) -> WorkItem {
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
        let offered = crate::routes::offered::offered(self.member.actor.sector);
        if let Some(next) = row.fulfilled_by.iter().find(|kind| offered.contains(kind)) {
            let href = format!("{case}/record/{}", next.as_str());
            acts.insert(0, Act::Open(Link::new(href, self.kind(*next))));
        }
        acts.push(Act::Open(Link::new(format!("{base}/waive"), self.t.get("act-waive"))));
        let case = match self.member.actor.sector {
            Sector::Education => Link::new("/notices", self.t.get("nav-notices")),
            Sector::Programme => Link::new(format!("/programme/{}", item.case_id), &row.number),
            _ => Link::new(case, &row.number),
        };
        let mut deadline = self.deadline(due, item.due_kind == "without_delay", item.state == "open");
        if is_danger(row) && due.is_none() {
            deadline = self.act_now(deadline);
        }
        if self.member.actor.sector == Sector::Education {
            deadline = self.by_day(deadline, due);
        }
        WorkItem {
            kind,
            title: row.title.clone(),
            case,
            person: people.to_owned(),
            level: row.level.as_deref().and_then(|id| self.level(id, self.pack.rank(id).unwrap_or(0))),
            why: row.why.clone(),
            basis: self.basis(row.basis, row.law.as_deref(), row.confidence),
            deadline,
            acts,
        }
    }

    /// "No deadline" beside signs of deadly danger would read as "no hurry".
    fn act_now(&self, deadline: Deadline) -> Deadline {
        Deadline { urgency: Urgency::Today, left: self.t.get("urgency-act-now").into_owned(), ..deadline }
    }

    /// A school reads a notice in its day: the hour of a target in the night says nothing to it.
    pub fn by_day(&self, deadline: Deadline, due: Option<Timestamp>) -> Deadline {
        let Some(due) = due.filter(|_| deadline.urgency != Urgency::Closed) else { return deadline };
        let day = self.t.voice().date(self.local(due).date());
        let left = match deadline.urgency {
            Urgency::Overdue => deadline.left,
            _ if deadline.without_delay => self.t.get("notice-read-now").into_owned(),
            _ => self.t.get(deadline.urgency.text()).into_owned(),
        };
        Deadline { left, due: Moment::roughly(day), ..deadline }
    }

    /// What others were asked to do and the reader is only told of: never in the imperative.
    pub fn told(&self, row: &Row, people: &str) -> Told {
        let item = self.work_item(row, people);
        let by = self.t.label("sector", &row.item.holder_sector).into_owned();
        let title = self.t.with2("told-title", ("who", &by), ("what", &item.title)).into_owned();
        let raised = Timestamp::from_microsecond(row.item.raised_us).unwrap_or(Timestamp::UNIX_EPOCH);
        Told {
            title,
            case: Some(item.case),
            person: item.person,
            by,
            why: item.why,
            basis: item.basis,
            when: self.moment(raised),
            new: self.now.timestamp().duration_since(raised).as_hours() < NEW_HOURS,
        }
    }

    pub fn duty(&self, case: uuid::Uuid, view: &ItemView) -> DutyRow {
        let item = &view.item;
        let rule = &item.rule;
        let open = item.state == ItemState::Open;
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
        let mut deadline = self.deadline(due_of(view), is_without_delay(view), open);
        if open && self.item_place(view).0 == 0 && due_of(view).is_none() {
            deadline = self.act_now(deadline);
        }
        DutyRow {
            title: in_language(&rule.title, self.language()).to_owned(),
            holder: self.holder(view),
            state: (!open).then(|| self.closed_tag(item.state)),
            deadline,
            why: in_language(&rule.why, self.language()).to_owned(),
            basis: self.basis(rule.basis, rule.law.as_deref(), rule.confidence),
            acts,
        }
    }

    fn closed_tag(&self, state: ItemState) -> Tag {
        let (tone, icon) = match state {
            ItemState::Done => (Tone::Good, Icon::Done),
            _ => (Tone::Plain, Icon::Note),
        };
        Tag::new(tone, icon, self.t.label("duty-state", state.as_str()))
    }

    /// What is owed, in the order of [`Teller::item_place`]; of the reader's unit or of others.
    pub fn open_duties(&self, view: &CaseView, own: bool) -> Vec<DutyRow> {
        let mut items = view
            .items
            .iter()
            .filter(|item| item.own == own && item.item.state == ItemState::Open)
            .collect::<Vec<_>>();
        items.sort_by_key(|item| self.item_place(item));
        items.iter().map(|item| self.duty(view.case.id, item)).collect()
    }

    /// What was answered, the newest first; what comes again and again stands once, with how often.
    pub fn closed_duties(&self, view: &CaseView, wanted: impl Fn(&ItemView) -> bool) -> Vec<ClosedDuties> {
        let mut items = view
            .items
            .iter()
            .filter(|item| wanted(item))
            .filter_map(|item| Some((item.item.closed?.0, item)))
            .collect::<Vec<_>>();
        items.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let mut groups: Vec<(String, Option<uuid::Uuid>, ItemState, ClosedDuties)> = Vec::new();
        for (at, view) in items {
            let item = &view.item;
            let same = groups.iter_mut().find(|(rule, unit, state, _)| {
                *rule == item.rule.id && *unit == view.holder_unit && *state == item.state
            });
            match same {
                Some((.., group)) => group.count = group.count.saturating_add(1),
                None => groups.push((
                    item.rule.id.clone(),
                    view.holder_unit,
                    item.state,
                    ClosedDuties {
                        title: in_language(&item.rule.title, self.language()).to_owned(),
                        holder: self.holder(view),
                        state: self.closed_tag(item.state),
                        count: 1,
                        last: self.moment(at),
                    },
                )),
            }
        }
        groups.into_iter().map(|(.., group)| group).collect()
    }

    pub fn holder(&self, view: &ItemView) -> String {
        let sector = self.t.label("sector", view.item.holder.as_str()).into_owned();
        match view.holder_unit.map(|unit| self.unit(unit)).filter(|unit| !unit.is_empty()) {
            Some(unit) => format!("{sector}: {unit}"),
            None => sector,
        }
    }
}

/// The concern of alerts that say a life is in danger.
const DANGER: &str = "assessment";

fn is_danger(row: &Row) -> bool {
    row.item.kind == "alert" && row.item.concern == DANGER
}

/// The deadline, or the local target where the law says "without delay".
pub(crate) fn due_of(view: &ItemView) -> Option<Timestamp> {
    view.item.due_at().or(view.item.due.and_then(|due| due.ending.target))
}

/// Whether the law says "without delay".
pub(crate) fn is_without_delay(view: &ItemView) -> bool {
    view.item.due.is_some_and(|due| due.ending.at.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danger_comes_first_then_what_is_overdue_then_without_delay_then_by_deadline() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let (now, raised) = (at(1000), at(0));
        let mut places = [
            ("no deadline", place(false, None, false, raised, now)),
            ("later", place(false, Some(at(3000)), false, raised, now)),
            ("sooner", place(false, Some(at(2000)), false, raised, now)),
            ("without delay", place(false, Some(at(9000)), true, raised, now)),
            ("overdue", place(false, Some(at(900)), false, raised, now)),
            ("longer overdue, without delay", place(false, Some(at(100)), true, raised, now)),
            ("danger", place(true, None, false, raised, now)),
        ];
        places.sort_by_key(|(_, place)| *place);
        let order = places.map(|(name, _)| name);
        let wanted = [
            "danger",
            "longer overdue, without delay",
            "overdue",
            "without delay",
            "sooner",
            "later",
            "no deadline",
        ];
        assert_eq!(order, wanted);
    }
}
