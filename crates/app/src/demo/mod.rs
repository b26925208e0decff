//! The demonstration: the pilot region with invented bodies, people and cases.
//!
//! Cases are not written into tables. They are played: people of the services report and record through the
//! application, in the order of time, under a clock that is set back. So everything shown was made by the rules.

mod dice;
mod people;
mod places;
mod staff;
mod stories;
mod teller;

use std::collections::HashMap;
use std::sync::Arc;

use abri_core::id::{CaseId, PersonId};
use abri_store::{items, settings};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use self::dice::{Dice, spread};
use self::places::DISTRICTS;
use self::staff::Cast;
use self::stories::PAST;
use self::teller::{Arrival, Event, Perpetrator, Step, Teller};
use crate::actor::Actor;
use crate::app::{App, Parts};
use crate::clock::FixedClock;
use crate::error::AppError;
use crate::install;
use crate::report::{ChildOf, Report, Who};

/// The setting that says when the demonstration was made.
const SEEDED: &str = "demo_seeded";
/// Cases of the past, beside those that wait for somebody today.
const OF_THE_PAST: usize = 50;
/// How far back the story goes.
const LONGEST_DAYS: i64 = 420;
/// What was raised later than this is left for those who try the demonstration.
const LEFT_OPEN_HOURS: i64 = 36;

/// Fills an empty installation with the demonstration, as it would look at the moment the clock tells. Does nothing
/// where it was filled before.
///
/// # Errors
///
/// Where the store, a key or the rules fail. What was written before the failure stays.
pub async fn seed(parts: Parts) -> Result<(), AppError> {
    let known = parts.store.read("demo", |tx| Box::pin(settings::get(tx, SEEDED))).await?;
    if known.is_some() {
        return Ok(());
    }
    let now = parts.clock.now();
    let clock = Arc::new(FixedClock::new(earlier(now, LONGEST_DAYS * 24)));
    // Before anything is written: invented people never come into a database of real ones.
    install::keep_apart(&parts.store, true).await?;
    let app = App::new(Parts { clock: Arc::clone(&clock) as Arc<dyn crate::Clock>, ..parts }).await?;
    app.install().await?;
    let cast = staff::settle(&app).await?;
    let told = tell(&cast, now);
    let mut play = Play { app, cast, clock, now, told, people: HashMap::new() };
    play.run().await?;
    let moment = now.to_string();
    play.app
        .0
        .store
        .write("demo", move |tx| {
            Box::pin(async move {
                settings::put(tx, SEEDED, &moment).await?;
                Ok::<_, AppError>(())
            })
        })
        .await?;
    tracing::info!("the demonstration is ready");
    Ok(())
}

fn earlier(now: Timestamp, hours: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(now)
}

/// What happens, in the order of time, and from when on nobody answers what is owed.
#[derive(Default)]
struct Told {
    events: Vec<Event>,
    /// Id of each case by its number in the telling.
    cases: HashMap<usize, Uuid>,
    untended: HashMap<Uuid, Timestamp>,
}

impl Told {
    fn take(&mut self, teller: Teller<'_>) {
        self.cases.insert(teller.case, teller.form);
        if let Some(from) = teller.untended {
            self.untended.insert(teller.form, from);
        }
        self.events.extend(teller.events);
    }
}

/// Tells every case.
fn tell(cast: &Cast, now: Timestamp) -> Told {
    let dice = Arc::new(Dice::new(0x00ab_2100));
    let mut told = Told::default();
    let mut case = 0;
    let mut teller = |place| {
        case += 1;
        Teller::new(cast, Arc::clone(&dice), now, place, case)
    };
    let stories = PAST.iter().cycle().take(OF_THE_PAST);
    for (number, story) in stories.enumerate() {
        let place = DISTRICTS.iter().cycle().nth(number / 2).map_or("KOB", |(code, _)| *code);
        let mut of = teller(place);
        // A steady stream over the time told, every case with a shift of its own.
        let days = LONGEST_DAYS - 10 - i64::try_from(number * 8).unwrap_or(0) - of.below(5);
        let ago = days.max(2) * 24 + of.below(20);
        story(&mut of, ago);
        told.take(of);
    }
    let today: [fn(&mut Teller<'_>); 7] = [
        stories::ends_tomorrow,
        stories::breached_last_night,
        stories::notice_overdue,
        stories::waits_for_programme,
        stories::not_announced,
        stories::this_morning,
        stories::three_times,
    ];
    for story in today {
        let mut of = teller("KOB");
        story(&mut of);
        told.take(of);
    }
    let mut first = teller("BRE");
    stories::earlier_woman(&mut first);
    let earlier = first.case;
    told.take(first);
    let mut second = teller("KOB");
    stories::later_woman(&mut second, earlier);
    told.take(second);
    let mut elsewhere = teller("KAM");
    stories::breached_last_night(&mut elsewhere);
    told.take(elsewhere);
    told.events.sort_by_key(|event| event.at);
    told
}

/// The victim and the perpetrator of a case.
#[derive(Clone, Copy)]
struct Pair {
    victim: PersonId,
    perpetrator: PersonId,
}

struct Play {
    app: App,
    cast: Cast,
    clock: Arc<FixedClock>,
    now: Timestamp,
    told: Told,
    people: HashMap<usize, Pair>,
}

impl Play {
    async fn run(&mut self) -> Result<(), AppError> {
        let mut day = self.app.now();
        for event in std::mem::take(&mut self.told.events) {
            while let Some(next) =
                day.checked_add(SignedDuration::from_hours(24)).ok().filter(|next| *next <= event.at)
            {
                day = next;
                self.pass(day).await?;
            }
            self.clock.set(event.at);
            self.happen(event).await?;
        }
        self.pass(self.now).await
    }

    /// A day goes by: what waits is looked at, what is owed gets done.
    async fn pass(&self, until: Timestamp) -> Result<(), AppError> {
        self.clock.set(until);
        self.app.tick().await?;
        self.work_off().await
    }

    /// What is told must happen: a statement that the rules do not let a unit make is a fault of the story, and a
    /// demonstration with silent holes shows something that was never so.
    async fn happen(&mut self, event: Event) -> Result<(), AppError> {
        let (place, by, case) = (event.place, event.by, event.case);
        let wrong = |what: &str| AppError::Story(format!("case {case} in {place}, {by}: {what}"));
        let actor = self.cast.actor(place, by)?.clone();
        let id = self.told.cases.get(&case).copied().ok_or_else(|| wrong("it was never told"))?;
        match event.step {
            Step::Report(arrival) => self.arrive(&actor, case, id, *arrival).await,
            Step::Again(facts) => {
                let pair = self.people.get(&case).ok_or_else(|| wrong("nobody was reported before"))?;
                let report = Report {
                    form: self.app.new_form_id(),
                    case: None,
                    victim: Who::OnFile(pair.victim),
                    perpetrator: Who::OnFile(pair.perpetrator),
                    children: Vec::new(),
                    facts,
                };
                self.app.report(&actor, report).await.map(drop)
            }
            Step::Facts(facts) => {
                let kinds = facts.iter().map(|fact| fact.body.kind().as_str()).collect::<Vec<_>>().join(", ");
                if facts.iter().any(|fact| fact.body.kind() == abri_core::Kind::Closed) {
                    self.settle_items(id).await?;
                }
                match self.app.record(&actor, CaseId(id), facts).await {
                    Ok(_) => Ok(()),
                    Err(AppError::NotFound) => Err(wrong(&format!("it has no role and states {kinds}"))),
                    Err(error) => Err(error),
                }
            }
        }
    }

    async fn arrive(
        &mut self,
        actor: &Actor,
        case: usize,
        id: Uuid,
        arrival: Arrival,
    ) -> Result<(), AppError> {
        let perpetrator = match arrival.perpetrator {
            Perpetrator::New(record) => Who::New(record),
            Perpetrator::OfCase(other) => match self.people.get(&other) {
                Some(pair) => Who::OnFile(pair.perpetrator),
                None => return Err(AppError::Story(format!("case {case}: he is nobody of case {other}"))),
            },
        };
        let school = arrival.school;
        let children = arrival.children.into_iter().map(|(record, notice)| ChildOf {
            who: Who::New(Box::new(record)),
            school,
            notice,
        });
        let report = Report {
            form: arrival.form,
            case: None,
            victim: Who::New(Box::new(arrival.victim)),
            perpetrator,
            children: children.collect(),
            facts: arrival.facts,
        };
        self.app.report(actor, report).await?;
        let parties =
            self.app.0.store.read("parties", |tx| Box::pin(abri_store::people::parties(tx, id))).await?;
        let of = |role: &str| {
            parties
                .iter()
                .find(|party| party.role == role)
                .map(|party| PersonId(party.person_id))
                .ok_or_else(|| AppError::Story(format!("case {case}: it has no {role}")))
        };
        self.people.insert(case, Pair { victim: of("victim")?, perpetrator: of("perpetrator")? });
        Ok(())
    }

    /// The services do what they owe: most within a day or two, some late, a little is waived.
    async fn work_off(&self) -> Result<(), AppError> {
        let units = self.cast.units();
        let now = self.app.now();
        let open = self
            .app
            .0
            .store
            .read("work", |tx| {
                Box::pin(async move {
                    let mut open = Vec::new();
                    for (unit, sector) in units {
                        let desk =
                            items::Desk { unit, sector: sector.as_str(), now_us: now.as_microsecond() };
                        open.extend(items::work_list(tx, desk, &["open"], 100, 0).await?);
                    }
                    Ok::<_, AppError>(open)
                })
            })
            .await?;
        for row in open {
            let Some(actor) = row.item.holder_unit.and_then(|unit| self.cast.of(unit)) else { continue };
            if !self.is_due_to_be_done(&row.item, now) {
                continue;
            }
            let chance = spread(&row.item.id);
            let answered = if chance.is_multiple_of(17) {
                self.app
                    .waive(actor, &row.item.id, "Обстоятельства изменились, согласовано с руководителем")
                    .await
            } else {
                self.app.discharge(actor, &row.item.id, evidence(chance)).await
            };
            match answered {
                Ok(_) => {}
                Err(AppError::NotFound) => {
                    let rule = &row.item.rule;
                    return Err(AppError::Story(format!("the holder of {rule} has no role on the case")));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// What is still owed on a case gets done: only then can it be closed.
    async fn settle_items(&self, case: Uuid) -> Result<(), AppError> {
        let open = self.app.0.store.read("items", |tx| Box::pin(items::of_case(tx, case))).await?;
        for item in open.iter().filter(|item| item.state == "open") {
            let Some(actor) = item.holder_unit.and_then(|unit| self.cast.of(unit)) else { continue };
            self.app.discharge(actor, &item.id, evidence(spread(&item.id))).await?;
        }
        Ok(())
    }

    fn is_due_to_be_done(&self, item: &items::Item, now: Timestamp) -> bool {
        let raised = Timestamp::from_microsecond(item.raised_us).unwrap_or(now);
        if self.told.untended.get(&item.case_id).is_some_and(|from| raised >= *from) {
            return false;
        }
        if raised > earlier(self.now, LEFT_OPEN_HOURS) {
            return false;
        }
        // One in nine waits for a week: services are short of people.
        let chance = spread(&item.id);
        let hours = if chance.is_multiple_of(9) { 170 } else { chance.checked_rem(40).unwrap_or(0) };
        raised <= earlier(now, i64::try_from(hours).unwrap_or(0))
    }
}

fn evidence(chance: u64) -> &'static str {
    match chance.checked_rem(4) {
        Some(0) => "Сделано, отметка в журнале",
        Some(1) => "Передано по телефону, принял дежурный",
        Some(2) => "Выполнено лично, рапорт приложен к делу",
        _ => "Сделано, копия в деле",
    }
}
