//! The chronicle in words: what each fact says, without codes.

use abri_app::case_view::{CaseView, FactView};
use abri_core::fact::{Answer, Body, Contact, Danger, OrderDecision};
use abri_core::pack::in_language;
use abri_core::{Fact, Kind};

use super::Teller;
use crate::pages::{ChronicleRow, Icon, Link};
use crate::report_record;

impl Teller<'_> {
    pub fn chronicle_row(&self, view: &CaseView, row: &FactView) -> ChronicleRow {
        let fact = &row.fact;
        let by = fact.by.and_then(|by| view.names.get(&by.0)).cloned().unwrap_or_default();
        let unit = fact.unit.map(|unit| self.unit(unit.0)).unwrap_or_default();
        let anchor = |id: abri_core::id::FactId| format!("#fact-{}", id.0.simple());
        let link = |id: abri_core::id::FactId, key: &str| {
            let of = view.facts.iter().find(|other| other.fact.id == id).map(|other| &other.fact);
            let when = of.map_or_else(String::new, |of| self.moment(of.recorded).exact);
            Link::new(anchor(id), self.t.with(key, "when", &when))
        };
        ChronicleRow {
            id: fact.id.0.simple().to_string(),
            occurred: self.when(fact.occurred),
            kind: self.kind(fact.kind()),
            icon: kind_icon(fact.kind()),
            title: self.title(view, fact),
            body: self.body(row),
            recorded_by: [by, unit]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            recorded: self.moment(fact.recorded),
            corrected_by: row.corrected_by.map(|id| link(id, "fact-corrected-by")),
            corrects: fact.corrects.map(|id| link(id, "fact-corrects")),
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

    /// What the fact is about, beyond its kind: which order, which duty, which child, which level. May be empty.
    pub(super) fn title(&self, view: &CaseView, fact: &Fact) -> String {
        match &fact.body {
            Body::DutyDischarged(of) | Body::DutyWaived(of) => {
                let item = view.items.iter().find(|item| item.item.id == of.item);
                item.map_or_else(String::new, |item| {
                    in_language(&item.item.rule.title, self.language()).to_owned()
                })
            }
            Body::RiskAssessed(of) | Body::Screened(of) => {
                let id = of.instrument.as_deref().unwrap_or_default();
                let instrument = if id.is_empty() { String::new() } else { self.instrument(id) };
                let level = of.level.as_deref().map(|level| self.instrument_level(id, level));
                [Some(instrument), level]
                    .into_iter()
                    .flatten()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(": ")
            }
            Body::RiskOverridden(of) => self.word("level", &of.level),
            Body::SchoolTold(of) => of.name.clone().unwrap_or_default(),
            Body::OrderApplied(of)
            | Body::OrderIssued(of)
            | Body::OrderExtended(of)
            | Body::OrderRefused(of) => self.decision(view, of),
            Body::OrderBreached(of) => of
                .condition
                .as_deref()
                .and_then(|id| {
                    let mut conditions = self.pack.orders.iter().flat_map(|kind| &kind.conditions);
                    conditions.find(|condition| condition.id == id)
                })
                .map_or_else(String::new, |condition| {
                    in_language(&condition.title, self.language()).to_owned()
                }),
            Body::Consented(of) => {
                let to = of.to.iter().map(|sector| self.t.label("sector", sector.as_str()));
                let to = to.map(std::borrow::Cow::into_owned).collect::<Vec<_>>();
                if of.refused { self.t.get("consent-refused").into_owned() } else { self.t.voice().list(&to) }
            }
            Body::ContactMade(of) | Body::ContactAttempted(of) | Body::RiskTold(of) => self.contact(of),
            Body::SafeContact(of) => {
                of.channel.as_deref().map_or_else(String::new, |channel| self.word("channel", channel))
            }
            _ => String::new(),
        }
    }

    /// Which order, and for how many days.
    fn decision(&self, view: &CaseView, of: &OrderDecision) -> String {
        let of_case = of.order.and_then(|id| view.orders.iter().find(|order| order.id == Some(id)));
        let kind = of.order_kind.as_deref().and_then(|id| self.pack.orders.iter().find(|kind| kind.id == id));
        let title = match (kind, of_case) {
            (Some(kind), _) => in_language(&kind.title, self.language()).to_owned(),
            (None, Some(order)) => self.order_title(order),
            (None, None) => String::new(),
        };
        let days = of.days.map(|days| self.t.count("fact-days", days).into_owned());
        [Some(title), days]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn contact(&self, of: &Contact) -> String {
        let with = of.with.as_deref().map(|with| self.word("party", with));
        let channel = of.channel.as_deref().map(|channel| self.word("channel", channel));
        [with, channel].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// What a fact says, in short paragraphs.
    fn body(&self, row: &FactView) -> Vec<String> {
        let fact = &row.fact;
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
                lines.extend(report_record::lines(self.t, of));
            }
            Body::RiskAssessed(of) | Body::Screened(of) => lines.extend(of.text.clone()),
            Body::RiskOverridden(of) => lines.push(of.reason.clone()),
            Body::OrderBreached(of) => lines.extend(of.text.clone()),
            Body::DutyDischarged(of) | Body::DutyWaived(of) => lines.extend(of.text.clone()),
            // The number and the code word stand in one place only, at the head of the case.
            Body::SafeContact(of) => lines.extend(of.hours.clone()),
            other => lines.extend(text_of(other)),
        }
        if row.level.is_some_and(|level| level.given < level.after) {
            lines.push(self.t.get("fact-level-unchanged").into_owned());
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
}

/// The pictogram of a kind of fact.
pub(crate) fn kind_icon(kind: Kind) -> Icon {
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
