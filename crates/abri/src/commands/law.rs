//! `abri law`: the instants that follow from an order.

use abri_core::engine::{Item, Order, Standing, evaluate};
use abri_core::fact::{Body, Fact, Kind, OrderDecision, OrderEvent};
use abri_core::id::{FactId, OrderId};
use abri_core::pack::{Basis, ClockStart, ItemKind, OrderKind, Pack, in_language};
use abri_core::sector::{Plane, Sector};
use abri_core::time::{Moment, Reckoned, Step, Term, reckon};
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::load;
use crate::cli::Common;
use crate::failure::{Exit, Failure};
use crate::packs::Packs;
use crate::{counting, output};

/// Arguments of `law`. Times are local times of the pack's country, as precise as they are known.
#[derive(Clone, Debug, Args)]
pub struct Law {
    /// The pack
    pub pack: String,
    /// Kind of order, by id of the pack
    #[arg(long, value_name = "KIND")]
    pub order: String,
    /// When it was issued, e.g. 2024-03-01T22:15 or 2024-03-01
    #[arg(long, value_name = "TIME")]
    pub issued: String,
    /// When it was announced to or served on the addressee
    #[arg(long, value_name = "TIME")]
    pub announced: Option<String>,
    /// When a court was applied to: before --issued for this order, after it for the next one
    #[arg(long, value_name = "TIME")]
    pub applied: Option<String>,
    /// Length in days, where the decision states one
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub days: Option<u32>,
}

/// One instant that follows, or the reason why there is none.
#[derive(Debug, Serialize)]
struct Instant {
    /// `order_end`, `duty`, `alert` or `proposal`.
    what: &'static str,
    /// The rule or the kind of order.
    rule: String,
    title: String,
    holder: Sector,
    owed_by_perpetrator: bool,
    /// Since when it stands.
    raised: Option<String>,
    /// `instant`, or why there is none.
    kind: &'static str,
    at: Option<String>,
    /// What is done at the very instant is too late.
    end_is_exclusive: bool,
    last_day: Option<jiff::civil::Date>,
    /// A target of the service; never law.
    local_target: Option<String>,
    basis: Basis,
    reference: Option<String>,
    confidence: &'static str,
    counting: Option<Term>,
    earliest_reading: bool,
    lacks_calendar: bool,
    steps: Vec<Step>,
    note: Option<String>,
    #[serde(skip)]
    order: Option<Timestamp>,
}

/// What was asked, with its times read.
struct Asked<'a> {
    command: &'a Law,
    issued: Moment,
    announced: Option<Moment>,
    language: &'a str,
}

impl Asked<'_> {
    /// From when a term of the kind runs.
    fn start_of(&self, kind: &OrderKind) -> Moment {
        match kind.clock_start {
            ClockStart::Ordered => self.issued,
            ClockStart::Announced => self.announced.unwrap_or(self.issued),
        }
    }
}

/// Calculates and prints the instants.
///
/// # Errors
///
/// Where the pack, the kind of order or a time is not known.
pub fn run(command: &Law, common: &Common) -> Result<Exit, Failure> {
    let pack = load(&Packs::new(common.packs.clone()), &command.pack)?;
    let issued = moment(&pack, "--issued", &command.issued)?;
    let kind = kind_of(&pack, &command.order, issued)?;
    let announced =
        command.announced.as_deref().map(|text| moment(&pack, "--announced", text)).transpose()?;
    let asked = Asked { command, issued, announced, language: &common.language };
    let facts = facts(&pack, kind, &asked)?;
    let standing = follow(&pack, &facts);
    let order = standing.orders.iter().find(|order| order.id == Some(ORDER));
    let order = order.ok_or_else(|| Failure::problem("the order has no standing under this pack"))?;
    let mut instants = vec![order_end(&pack, kind, order, &asked)];
    let mut items =
        standing.items.iter().map(|item| of_item(&pack, item, &common.language)).collect::<Vec<_>>();
    items.sort_by_key(|item| (item.order.is_none(), item.order));
    instants.extend(items);
    if common.json {
        output::json(&as_json(&pack, kind, order, &facts, &instants, &common.language))?;
    } else {
        print(&pack, kind, &instants, &common.language);
    }
    Ok(Exit::Fine)
}

/// The order that is asked about.
const ORDER: OrderId = OrderId(Uuid::from_u128(1));
/// The order that a court was asked for while the first one ran.
const NEXT_ORDER: OrderId = OrderId(Uuid::from_u128(2));

fn moment(pack: &Pack, option: &str, text: &str) -> Result<Moment, Failure> {
    Moment::parse(text, pack.calendar.zone()).map_err(|error| {
        Failure::usage(format!("{option} `{text}`: {error}"))
            .advise("Write it as 2024-03-01T22:15 or, where only the day is known, 2024-03-01.")
    })
}

fn kind_of<'p>(pack: &'p Pack, id: &str, issued: Moment) -> Result<&'p OrderKind, Failure> {
    let day = pack.calendar.day_of(issued);
    if let Some(kind) = pack.order_kind(id, day) {
        return Ok(kind);
    }
    let spans = pack.orders.iter().filter(|kind| kind.id == id).map(|kind| {
        let from = kind.validity.from.map_or_else(|| "the beginning".to_owned(), |day| day.to_string());
        kind.validity.to.map_or_else(|| format!("from {from}"), |to| format!("from {from} to before {to}"))
    });
    let spans = spans.collect::<Vec<_>>();
    let known = pack.order_kinds_on(day).map(|kind| kind.id.as_str()).collect::<Vec<_>>().join(", ");
    let failure = if spans.is_empty() {
        Failure::usage(format!("the pack `{}` has no order `{id}`", pack.head.id))
    } else {
        Failure::usage(format!("`{id}` did not exist on {day}; it holds {}", spans.join(", ")))
    };
    let known = if known.is_empty() { "none".to_owned() } else { known };
    Err(failure.advise(format!("Kinds of orders on {day}: {known}.")))
}

fn facts(pack: &Pack, kind: &OrderKind, asked: &Asked<'_>) -> Result<Vec<Fact>, Failure> {
    let Asked { command, issued, announced, .. } = *asked;
    let decision = OrderDecision {
        order: Some(ORDER),
        order_kind: Some(kind.id.clone()),
        issuer: Some(kind.issuer),
        days: command.days,
        ..OrderDecision::default()
    };
    let mut told = vec![(issued, Body::OrderIssued(decision.clone()), kind.issuer)];
    if let Some(announced) = announced {
        if announced.latest(pack.calendar.zone()) < issued.at() {
            return Err(Failure::usage("--announced lies before --issued")
                .advise("An order is announced when it is issued or later."));
        }
        let event = OrderEvent { order: Some(ORDER), ..OrderEvent::default() };
        told.push((announced, Body::OrderServed(event), Sector::Police));
    }
    if let Some(text) = &command.applied {
        let applied = moment(pack, "--applied", text)?;
        let body = if applied < issued {
            Body::OrderApplied(OrderDecision { days: None, ..decision })
        } else {
            let next =
                OrderDecision { order: Some(NEXT_ORDER), issuer: Some(Sector::Court), ..Default::default() };
            Body::OrderApplied(next)
        };
        told.push((applied, body, Sector::Court));
    }
    // Of two facts of one moment, the order comes before what is said about it.
    told.sort_by_key(|(at, body, _)| (at.at(), body.kind() != Kind::OrderIssued));
    let fact = |(serial, (occurred, body, sector)): (u128, (Moment, Body, Sector))| Fact {
        id: FactId(Uuid::from_u128(serial)),
        occurred,
        recorded: occurred.at(),
        by: None,
        unit: None,
        sector,
        plane: Plane::Joint,
        corrects: None,
        body,
    };
    Ok((1..).zip(told).map(fact).collect())
}

/// Goes from change to change until time alone changes nothing any more, so that what is raised later stands too.
fn follow(pack: &Pack, facts: &[Fact]) -> Standing {
    /// Far more changes than a pack has rules; an end in any case.
    const MOST: usize = 1_000;
    let last = facts.last().map_or(Timestamp::UNIX_EPOCH, |fact| fact.recorded);
    let mut standing = evaluate(pack, facts, last);
    for _ in 0..MOST {
        let Some(next) = standing.next_change else { break };
        standing = evaluate(pack, facts, next);
    }
    standing
}

fn order_end(pack: &Pack, kind: &OrderKind, order: &Order, asked: &Asked<'_>) -> Instant {
    let zone = pack.calendar.zone();
    let own = order.reckoned.as_ref();
    // Where a court was asked, the end is that of the bridge and not that of the order's own term.
    let bridge = kind.bridge.as_ref().filter(|_| own.is_some_and(|own| own.at != order.until));
    let cap = bridge.and_then(|bridge| bridge.cap.as_ref());
    let capped = cap.map(|cap| reckon(cap, asked.start_of(kind), &pack.calendar));
    let reckoned = if bridge.is_some() { capped.as_ref() } else { own };
    let word = match (order.until, own) {
        (Some(_), _) => "instant",
        (None, _) if order.from.is_none() => "start_unknown",
        (None, Some(_)) if bridge.is_some() => "until_decision",
        (None, Some(own)) => counting::kind(own),
        (None, None) => "no_end",
    };
    let alone = own.and_then(|own| own.at).map(|at| counting::local(at, zone)).unwrap_or_default();
    let note = if order.from.is_none() {
        Some("the term runs from announcement; add --announced".to_owned())
    } else if bridge.is_some() {
        Some(format!("runs on until the court decides, at the latest to this end; its own term ends {alone}"))
    } else if kind.term.is_some() && asked.command.days.is_some() {
        Some("the law fixes the length; --days was not used".to_owned())
    } else {
        None
    };
    Instant {
        what: "order_end",
        rule: kind.id.clone(),
        title: in_language(&kind.title, asked.language).to_owned(),
        holder: kind.issuer,
        owed_by_perpetrator: false,
        raised: None,
        kind: word,
        at: order.until.map(|until| counting::with_offset(until, zone)),
        end_is_exclusive: true,
        last_day: reckoned.and_then(Reckoned::last_day),
        local_target: None,
        basis: Basis::Law,
        reference: Some(bridge.map_or(&kind.law, |bridge| &bridge.law).clone()),
        confidence: bridge.map_or(kind.confidence, |bridge| bridge.confidence).as_str(),
        counting: if bridge.is_some() { cap } else { kind.term.as_ref().or(kind.bounds.max.as_ref()) }
            .cloned(),
        earliest_reading: reckoned.is_some_and(Reckoned::is_earliest_reading),
        lacks_calendar: reckoned.is_some_and(Reckoned::lacks_calendar),
        steps: reckoned.map(|reckoned| reckoned.steps.clone()).unwrap_or_default(),
        note,
        order: order.until,
    }
}

fn of_item(pack: &Pack, item: &Item, language: &str) -> Instant {
    let zone = pack.calendar.zone();
    let rule = &item.rule;
    let due = item.counting(pack);
    let due = due.as_ref();
    let counting = item.term(pack).cloned();
    Instant {
        what: match rule.kind {
            ItemKind::Duty => "duty",
            ItemKind::Alert => "alert",
            ItemKind::Proposal => "proposal",
        },
        rule: rule.id.clone(),
        title: in_language(&rule.title, language).to_owned(),
        holder: item.holder,
        owed_by_perpetrator: rule.owed_by_perpetrator,
        raised: Some(counting::with_offset(item.raised, zone)),
        kind: due.map_or("no_term", counting::kind),
        at: item.due_at().map(|at| counting::with_offset(at, zone)),
        end_is_exclusive: due.is_some_and(|due| due.end_is_exclusive),
        last_day: due.and_then(Reckoned::last_day),
        local_target: due.and_then(|due| due.target).map(|at| counting::with_offset(at, zone)),
        basis: rule.basis,
        reference: rule.law.clone(),
        confidence: rule.confidence.as_str(),
        counting,
        earliest_reading: due.is_some_and(Reckoned::is_earliest_reading),
        lacks_calendar: due.is_some_and(Reckoned::lacks_calendar),
        steps: due.map(|due| due.steps.clone()).unwrap_or_default(),
        note: None,
        order: item.due_at(),
    }
}

fn as_json(
    pack: &Pack,
    kind: &OrderKind,
    order: &Order,
    facts: &[Fact],
    instants: &[Instant],
    language: &str,
) -> Value {
    let zone = pack.calendar.zone();
    let facts = facts
        .iter()
        .map(|fact| json!({ "kind": fact.kind().as_str(), "at": fact.occurred.to_partial_date(zone) }))
        .collect::<Vec<_>>();
    json!({
        "pack": pack.head.id,
        "confirmed": pack.head.confirmed,
        "zone": zone.iana_name(),
        "facts": facts,
        "order": {
            "id": kind.id,
            "title": in_language(&kind.title, language),
            "issuer": kind.issuer,
            "clock_start": kind.clock_start,
            "from": order.from.map(|at| counting::with_offset(at, zone)),
            "until": order.until.map(|at| counting::with_offset(at, zone)),
            "bridged": order.bridged,
            "law": kind.law,
            "confidence": kind.confidence.as_str(),
            "valid_from": kind.validity.from,
            "valid_to": kind.validity.to,
        },
        "instants": instants,
    })
}

fn print(pack: &Pack, kind: &OrderKind, instants: &[Instant], language: &str) {
    let zone = pack.calendar.zone();
    let state = if pack.head.confirmed { "confirmed" } else { "reference pack, not confirmed by a lawyer" };
    output::line(&format!("{} ({}); {state}", in_language(&kind.title, language), kind.id));
    output::line("Local times. An order is in force until before its end.");
    for instant in instants {
        let when = match (instant.order, instant.end_is_exclusive) {
            (Some(at), true) => format!("before {}", counting::local(at, zone)),
            (Some(at), false) => format!("by {}", counting::local(at, zone)),
            (None, _) => instant.kind.replace('_', " "),
        };
        let basis = match (instant.basis, &instant.reference) {
            (Basis::Law, Some(law)) => law.clone(),
            (basis, Some(law)) => format!("{} ({law})", basis.as_str().replace('_', " ")),
            (basis, None) => basis.as_str().replace('_', " "),
        };
        output::heading(&format!("{when}: {} [{}]", instant.title, instant.what.replace('_', " ")));
        let owed = if instant.owed_by_perpetrator { ", owed by the perpetrator" } else { "" };
        output::line(&format!(
            "    {} · {}{owed} · {basis} · {}",
            instant.rule, instant.holder, instant.confidence
        ));
        if let Some(term) = &instant.counting {
            output::line(&format!("    counting: {}", counting::term(term)));
        }
        for step in &instant.steps {
            output::line(&format!("    - {}", counting::step(step, zone)));
        }
        if let Some(note) = &instant.note {
            output::line(&format!("    note: {note}"));
        }
    }
}
