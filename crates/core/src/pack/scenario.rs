//! Scenarios: the pack's own tests. Facts in, expected standing out.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;
use uuid::Uuid;

use super::{ItemKind, Pack, Problem, Sources};
use crate::engine::{Standing, evaluate};
use crate::fact::{Body, Fact, Kind};
use crate::id::{FactId, OrderId};
use crate::sector::{Plane, Sector};
use crate::time::Moment;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    scenario: Vec<Spanned<Scenario>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    id: String,
    #[expect(dead_code, reason = "for the reader of the file")]
    title: String,
    #[serde(default)]
    fact: Vec<FactSource>,
    #[serde(default)]
    expect: Vec<Spanned<Expectation>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactSource {
    id: String,
    at: String,
    recorded: Option<String>,
    kind: Kind,
    sector: Sector,
    plane: Option<Plane>,
    order: Option<String>,
    corrects: Option<String>,
    #[serde(default)]
    of: toml::Table,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    at: String,
    item: Option<String>,
    kind: Option<ItemKind>,
    holder: Option<Sector>,
    #[serde(default)]
    tell: Vec<Sector>,
    state: Option<String>,
    due: Option<String>,
    overdue: Option<bool>,
    #[serde(default)]
    absent: bool,
    order: Option<String>,
    order_state: Option<String>,
    from: Option<String>,
    until: Option<String>,
    level: Option<String>,
    disclosure: Option<String>,
}

/// Result of running the scenarios of a pack.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Scenarios run.
    pub scenarios: usize,
    /// Expectations checked.
    pub expectations: usize,
    /// What failed, with file and line.
    pub problems: Vec<Problem>,
}

/// Runs every scenario of a pack.
#[must_use]
pub fn run(pack: &Pack, sources: &Sources) -> Outcome {
    let mut outcome = Outcome::default();
    for (name, text) in
        sources.iter().filter(|(name, _)| name.starts_with("scenarios/") && name.ends_with(".toml"))
    {
        let problem = |line: usize, message: String| Problem {
            file: format!("{}/{name}", pack.head.id),
            line,
            message,
        };
        let line = |offset: usize| text.get(..offset).map_or(0, |before| before.matches('\n').count() + 1);
        let file = match toml::from_str::<File>(text) {
            Ok(file) => file,
            Err(error) => {
                let at = error.span().map_or(0, |span| line(span.start));
                outcome.problems.push(problem(at, error.message().to_owned()));
                continue;
            }
        };
        for scenario in file.scenario {
            outcome.scenarios += 1;
            let at = line(scenario.span().start);
            let scenario = scenario.into_inner();
            let facts = match facts(pack, &scenario) {
                Ok(facts) => facts,
                Err(message) => {
                    outcome.problems.push(problem(at, format!("{}: {message}", scenario.id)));
                    continue;
                }
            };
            for expectation in &scenario.expect {
                outcome.expectations += 1;
                let at = line(expectation.span().start);
                if let Err(message) = check(pack, &facts, expectation.get_ref()) {
                    outcome.problems.push(problem(at, format!("{}: {message}", scenario.id)));
                }
            }
        }
    }
    outcome
}

fn local(pack: &Pack, text: &str) -> Result<Moment, String> {
    Moment::parse(text, pack.calendar.zone()).map_err(|error| format!("`{text}`: {error}"))
}

fn instant(pack: &Pack, text: &str) -> Result<Timestamp, String> {
    local(pack, text).map(|moment| moment.latest(pack.calendar.zone()).min(Timestamp::MAX)).map(|at| {
        // A written minute means the minute itself.
        local(pack, text)
            .ok()
            .filter(|moment| !moment.precision().is_coarse())
            .map_or(at, |moment| moment.at())
    })
}

fn order_id(name: &str) -> OrderId {
    let mut bytes = [0_u8; 16];
    for (slot, byte) in bytes.iter_mut().skip(1).zip(name.bytes()) {
        *slot = byte;
    }
    OrderId(Uuid::from_bytes(bytes))
}

fn fact_id(position: usize) -> FactId {
    FactId(Uuid::from_u128(u128::try_from(position).unwrap_or(0) + 1))
}

fn facts(pack: &Pack, scenario: &Scenario) -> Result<Vec<Fact>, String> {
    let mut names = BTreeMap::new();
    let mut facts = Vec::new();
    for (position, source) in scenario.fact.iter().enumerate() {
        let id = fact_id(position);
        names.insert(source.id.as_str(), id);
        let occurred = local(pack, &source.at)?;
        let recorded = match &source.recorded {
            Some(text) => instant(pack, text)?,
            None => occurred.at(),
        };
        let mut of = serde_json::to_value(&source.of).map_err(|error| error.to_string())?;
        if let (Some(name), Value::Object(fields)) = (&source.order, &mut of) {
            fields.insert("order".to_owned(), Value::String(order_id(name).to_string()));
        }
        let body = serde_json::json!({ "kind": source.kind.as_str(), "of": of });
        let body: Body =
            serde_json::from_value(body).map_err(|error| format!("fact `{}`: {error}", source.id))?;
        reject_unknown(&body, &source.of)
            .map_err(|field| format!("fact `{}` has no field `{field}`", source.id))?;
        let corrects = match &source.corrects {
            Some(name) => Some(*names.get(name.as_str()).ok_or_else(|| format!("unknown fact `{name}`"))?),
            None => None,
        };
        facts.push(Fact {
            id,
            occurred,
            recorded,
            by: None,
            unit: None,
            sector: source.sector,
            plane: source.plane.unwrap_or(Plane::Joint),
            corrects,
            body,
        });
    }
    facts.sort_by_key(|fact| fact.recorded);
    Ok(facts)
}

/// Payloads accept missing fields, never unknown ones: a slip of the pen must not pass as "not asked".
fn reject_unknown(body: &Body, written: &toml::Table) -> Result<(), String> {
    let known = serde_json::to_value(body).ok();
    let known = known.as_ref().and_then(|value| value.get("of")).and_then(Value::as_object);
    written
        .keys()
        .find(|key| known.is_some_and(|known| !known.contains_key(*key)))
        .map_or(Ok(()), |key| Err(key.clone()))
}

fn check(pack: &Pack, facts: &[Fact], expected: &Expectation) -> Result<(), String> {
    let at = instant(pack, &expected.at)?;
    let standing = evaluate(pack, facts, at);
    let show = |at: Option<Timestamp>| {
        at.map_or("none".to_owned(), |at| {
            pack.calendar.zone().to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string()
        })
    };
    if let Some(rule) = &expected.item {
        check_item(pack, &standing, expected, rule, at, &show)?;
    }
    if let Some(name) = &expected.order {
        let id = order_id(name);
        let order = standing.orders.iter().find(|order| order.id == Some(id));
        let order = order.ok_or_else(|| format!("order `{name}` is not known"))?;
        compare("order_state", expected.order_state.as_deref(), order.state.as_str())?;
        compare("from", expected.from.as_deref(), &show(order.from))?;
        compare("until", expected.until.as_deref(), &show(order.until))?;
    }
    if let Some(level) = &expected.level {
        let found = pack.level(standing.level.rank).map_or("none", |level| level.id.as_str());
        compare("level", Some(level), found)?;
    }
    if let Some(id) = &expected.disclosure {
        let found = standing.disclosures.iter().any(|disclosure| disclosure.rule.id == *id);
        if found == expected.absent {
            return Err(format!("disclosure `{id}` is {}", if found { "there" } else { "missing" }));
        }
    }
    Ok(())
}

fn check_item(
    pack: &Pack,
    standing: &Standing,
    expected: &Expectation,
    rule: &str,
    at: Timestamp,
    show: &impl Fn(Option<Timestamp>) -> String,
) -> Result<(), String> {
    if !pack.rules.iter().any(|known| known.id == rule) {
        return Err(format!("there is no rule `{rule}`"));
    }
    let found = standing.items.iter().filter(|item| item.rule.id == rule).collect::<Vec<_>>();
    if expected.absent {
        return if found.is_empty() { Ok(()) } else { Err(format!("`{rule}` was raised")) };
    }
    if found.is_empty() {
        return Err(format!("`{rule}` was not raised"));
    }
    let mut faults = Vec::new();
    for item in found {
        let fault = compare("kind", expected.kind.map(ItemKind::as_str), item.kind().as_str())
            .and_then(|()| compare("holder", expected.holder.map(Sector::as_str), item.holder.as_str()))
            .and_then(|()| compare("state", expected.state.as_deref(), item.state.as_str()))
            .and_then(|()| compare("due", expected.due.as_deref(), &show(item.due_at())))
            .and_then(|()| match expected.overdue {
                Some(overdue) if overdue != item.is_overdue(at) => Err(format!("overdue is {}", !overdue)),
                _ => Ok(()),
            })
            .and_then(|()| match expected.tell.iter().find(|sector| !item.tell.contains(**sector)) {
                Some(sector) => Err(format!("{sector} is not told")),
                None => Ok(()),
            });
        match fault {
            Ok(()) => return Ok(()),
            Err(fault) => faults.push(fault),
        }
    }
    Err(format!("`{rule}`: {}", faults.join("; ")))
}

fn compare(what: &str, expected: Option<&str>, found: &str) -> Result<(), String> {
    match expected {
        Some(expected) if expected != found => Err(format!("{what} is {found}, expected {expected}")),
        _ => Ok(()),
    }
}
