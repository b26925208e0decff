//! Tells the story of one case as events in time.

use std::sync::Arc;

use abri_core::Plane;
use abri_core::fact::*;
use abri_core::id::{FactId, OrderId};
use abri_core::time::Moment;
use abri_core::{Kind, Sector};
use abri_identity::PersonRecord;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::dice::Dice;
use super::people::{Household, household};
use super::staff::Cast;
use crate::chronicle::NewFact;
use crate::clock::new_id;

/// Something that somebody does at a moment.
pub struct Event {
    pub at: Timestamp,
    /// Number of the case in the telling.
    pub case: usize,
    /// District of the case.
    pub place: &'static str,
    /// Kind of the unit that acts.
    pub by: &'static str,
    pub step: Step,
}

/// What is done.
pub enum Step {
    /// A first report.
    Report(Box<Arrival>),
    /// A further report on the same pair.
    Again(Vec<NewFact>),
    /// Facts.
    Facts(Vec<NewFact>),
}

/// A first report, with who they are.
pub struct Arrival {
    pub form: Uuid,
    pub victim: PersonRecord,
    pub perpetrator: Perpetrator,
    pub children: Vec<(PersonRecord, Option<ChildNotice>)>,
    pub school: Option<abri_core::id::UnitId>,
    pub facts: Vec<NewFact>,
}

/// He is new, or the one of another case.
pub enum Perpetrator {
    New(Box<PersonRecord>),
    OfCase(usize),
}

/// How a case begins.
#[derive(Clone, Copy)]
pub struct Beginning {
    /// Hours before now.
    pub ago: i64,
    /// Kind of the unit that reports.
    pub by: &'static str,
    /// How many children live there.
    pub children: usize,
    /// The school is told with the report.
    pub notice: bool,
    /// She agrees that others are told.
    pub consent: bool,
    /// Case of which he is known already.
    pub same_man: Option<usize>,
}

/// One case in the telling.
pub struct Teller<'a> {
    cast: &'a Cast,
    dice: Arc<Dice>,
    now: Timestamp,
    pub place: &'static str,
    town: &'static str,
    pub case: usize,
    pub form: Uuid,
    order: OrderId,
    pub events: Vec<Event>,
    /// From this moment on nobody answers what is owed in this case.
    pub untended: Option<Timestamp>,
}

impl<'a> Teller<'a> {
    pub fn new(cast: &'a Cast, dice: Arc<Dice>, now: Timestamp, place: &'static str, case: usize) -> Self {
        let (form, order) = (new_id(now, dice.as_ref()), OrderId(new_id(now, dice.as_ref())));
        let town =
            super::places::DISTRICTS.iter().find(|(code, _)| *code == place).map_or("", |(_, town)| *town);
        Self { cast, dice, now, place, town, case, form, order, events: Vec::new(), untended: None }
    }

    /// The moment so many hours before now.
    pub fn at(&self, ago: i64) -> Timestamp {
        let jitter = i64::try_from(self.dice.below(40)).unwrap_or(0);
        let before = SignedDuration::from_mins(ago * 60 + jitter);
        self.now.checked_sub(before).unwrap_or(self.now)
    }

    pub fn chance(&self, percent: u64) -> bool {
        self.dice.below(100) < percent
    }

    pub fn below(&self, bound: u64) -> i64 {
        i64::try_from(self.dice.below(bound)).unwrap_or(0)
    }

    /// Nobody answers what is owed from so many hours before now on.
    pub fn leave(&mut self, ago: i64) {
        self.untended = Some(self.at(ago));
    }

    /// Somebody states one thing.
    pub fn say(&mut self, ago: i64, by: &'static str, body: Body) {
        let at = self.at(ago);
        let fact = self.fact(at, body);
        self.push(at, by, Step::Facts(vec![fact]));
    }

    /// Somebody corrects what the last statement of that kind said.
    pub fn correct(&mut self, ago: i64, by: &'static str, body: Body) {
        let kind = body.kind();
        let wrong = self.events.iter().rev().find_map(|event| match &event.step {
            Step::Facts(facts) | Step::Again(facts) => {
                facts.iter().find(|fact| fact.body.kind() == kind).map(|fact| fact.id)
            }
            Step::Report(arrival) => {
                arrival.facts.iter().find(|fact| fact.body.kind() == kind).map(|fact| fact.id)
            }
        });
        let at = self.at(ago);
        let mut fact = self.fact(at, body);
        fact.corrects = wrong;
        self.push(at, by, Step::Facts(vec![fact]));
    }

    /// The first report.
    pub fn begin(&mut self, how: Beginning, incident: Incident) {
        let at = self.at(how.ago);
        let year = jiff::tz::TimeZone::UTC.to_datetime(at).year();
        let Household { victim, perpetrator, children } = household(self.case, self.town, year, &self.dice);
        let school = self.cast.school(self.place, self.case);
        let children = children.into_iter().take(how.children).collect::<Vec<_>>();
        let ages = children.iter().filter_map(|child| Some(year - child.birth.year()?)).collect::<Vec<_>>();
        let mut incident = incident;
        incident.children_in_home = if children.is_empty() { Answer::No } else { Answer::Yes };
        incident.children = ages
            .iter()
            .map(|age| ChildAtScene {
                age: u8::try_from(*age).ok(),
                present: incident.danger.child_exposed,
                school,
                ..ChildAtScene::default()
            })
            .collect();
        let opening = Opening {
            children: u32::try_from(children.len()).unwrap_or(0),
            school_children: u32::try_from(children.len()).unwrap_or(0),
            born: children.iter().filter_map(|child| child.birth.year()).collect(),
            ..Opening::default()
        };
        let contact = SafeContactDetails {
            channel: Some("phone".to_owned()),
            address: victim.phones.first().cloned(),
            hours: Some("10–13".to_owned()),
            code_word: Some("библиотека".to_owned()),
            ..SafeContactDetails::default()
        };
        let mut facts = vec![
            self.fact(at, Body::Opened(opening)),
            self.fact(at, Body::IncidentReported(incident)),
            self.fact(at, Body::SafeContact(contact)),
        ];
        if how.consent {
            facts.push(self.fact(at, Body::Consented(consent())));
        }
        let notices = children.into_iter().map(|child| {
            let notice = how.notice.then(|| ChildNotice {
                name: Some(format!("{} {}", child.given, child.surname)),
                when_where: Some("Накануне вечером".to_owned()),
                place: Some("home".to_owned()),
                present: Answer::Yes,
                ..ChildNotice::default()
            });
            (child, notice)
        });
        let arrival = Arrival {
            form: self.form,
            victim,
            perpetrator: how
                .same_man
                .map_or_else(|| Perpetrator::New(Box::new(perpetrator)), Perpetrator::OfCase),
            children: notices.collect(),
            school,
            facts,
        };
        self.push(at, how.by, Step::Report(Box::new(arrival)));
    }

    /// A further report on the same pair.
    pub fn again(&mut self, ago: i64, by: &'static str, incident: Incident) {
        let at = self.at(ago);
        let fact = self.fact(at, Body::IncidentReported(incident));
        self.push(at, by, Step::Again(vec![fact]));
    }

    /// The order of this case, decided and announced, or decided only.
    pub fn order(&mut self, issued: i64, served: Option<i64>, days: u32, leave_home: bool) {
        let mut conditions = vec!["by.no_search", "by.no_visit", "by.no_contact"];
        if leave_home {
            conditions.push("by.leave_home");
        }
        let decision = OrderDecision {
            order: Some(self.order),
            order_kind: Some("by.protective_order".to_owned()),
            issuer: Some(Sector::Police),
            conditions: conditions.into_iter().map(str::to_owned).collect(),
            days: Some(days),
            protects: vec!["victim".to_owned()],
            protects_children: Answer::Yes,
            on_application: Answer::Yes,
            ..OrderDecision::default()
        };
        self.say(issued, "dv_unit", Body::OrderIssued(decision));
        if let Some(served) = served {
            let event = self.order_event("Объявлено под подпись, копия вручена");
            self.say(served, "dv_unit", Body::OrderServed(event));
        }
    }

    pub fn order_event(&self, text: &str) -> OrderEvent {
        OrderEvent { order: Some(self.order), text: Some(text.to_owned()), ..OrderEvent::default() }
    }

    /// Checks from one moment to another, every so many hours.
    pub fn checks(&mut self, from: i64, to: i64, every: usize) {
        let hours = (to..from).rev().step_by(every.max(1)).collect::<Vec<_>>();
        for ago in hours {
            let event = OrderEvent {
                complied: Answer::Yes,
                ..self.order_event("Говорили с ней отдельно; запреты соблюдает")
            };
            self.say(ago, "dv_unit", Body::OrderChecked(event));
        }
    }

    pub fn breach(&mut self, ago: i64, by: &'static str, condition: &str, text: &str, danger: Danger) {
        let breach = Breach {
            order: Some(self.order),
            condition: Some(condition.to_owned()),
            danger,
            source: Some("victim".to_owned()),
            text: Some(text.to_owned()),
        };
        self.say(ago, by, Body::OrderBreached(breach));
    }

    pub fn extend(&mut self, ago: i64, days: u32) {
        let decision = OrderDecision {
            order: Some(self.order),
            issuer: Some(Sector::Police),
            days: Some(days),
            ..OrderDecision::default()
        };
        self.say(ago, "dv_unit", Body::OrderExtended(decision));
    }

    pub fn assess(&mut self, ago: i64, by: &'static str, instrument: &str, level: &str) {
        let assessment = Assessment {
            instrument: Some(instrument.to_owned()),
            level: Some(level.to_owned()),
            ..Assessment::default()
        };
        self.say(ago, by, Body::RiskAssessed(assessment));
    }

    pub fn contact(&mut self, ago: i64, by: &'static str, with: &str, text: &str) {
        let contact =
            Contact { with: Some(with.to_owned()), text: Some(text.to_owned()), ..Contact::default() };
        self.say(ago, by, Body::ContactMade(contact));
    }

    pub fn close(&mut self, ago: i64) {
        let calm = Assessment { level: Some("low".to_owned()), second_person: true, ..Assessment::default() };
        self.say(ago + 1, "dv_unit", Body::RiskAssessed(calm));
        let closing = Closing {
            reason: Some("safe_for_long".to_owned()),
            text: Some("Полгода без новых случаев".to_owned()),
        };
        self.say(ago, "dv_unit", Body::Closed(closing));
    }

    fn fact(&self, at: Timestamp, body: Body) -> NewFact {
        NewFact {
            id: FactId(new_id(at, self.dice.as_ref())),
            occurred: Moment::instant(at),
            plane: plane(body.kind()),
            corrects: None,
            excluded: false,
            body,
        }
    }

    /// What would lie ahead has not happened yet.
    fn push(&mut self, at: Timestamp, by: &'static str, step: Step) {
        if at >= self.now {
            return;
        }
        self.events.push(Event { at, case: self.case, place: self.place, by, step });
    }
}

/// Her written consent that those who help are told.
fn consent() -> Consent {
    Consent {
        to: vec![Sector::Ngo, Sector::Social, Sector::Health, Sector::Education, Sector::Coordination],
        purpose: Some("Помощь и безопасность".to_owned()),
        form: Some("Приложение 8".to_owned()),
        ..Consent::default()
    }
}

/// The plane on which a fact of that kind is written.
fn plane(kind: Kind) -> Plane {
    match kind.as_str().split('.').next().unwrap_or_default() {
        "order" | "measure" | "programme" => Plane::Perpetrator,
        "child" => Plane::Child,
        "safety" | "health" | "sharing" => Plane::Victim,
        _ => Plane::Joint,
    }
}
