//! Scoring: one generic procedure for every instrument.

use jiff::{Span, Timestamp, civil::Date};
use serde_json::Value;

use super::condition::{Scene, Truth};
use super::definition::{Fact, Instrument};
use super::items::Item;
use super::outcome::{ErrorCode, Norm, Outcome, Reason, ScoreError};
use super::record::{Judgement, Record};
use super::rules::{Contradiction, JudgementMode, Rule, ScoreRule};
use super::sheet::{Bounds, FactValue, Sheet};

/// The fact by which a record asks for a total, of any instrument.
const REQUEST_TOTAL: &str = "request_total";

/// Scores a record.
///
/// The variant of the instrument is chosen by the record where the instrument says so. Activation is not looked
/// at: whether an instrument may be used is for the pack to decide, not for arithmetic.
///
/// # Errors
///
/// The first [`ErrorCode`] that applies, in the order of its variants.
pub fn score(instrument: &Instrument, record: &Record) -> Result<Outcome, ScoreError> {
    let mut problems = Vec::new();
    let instrument = chosen_variant(instrument, record, &mut problems);
    let mut sheet = Sheet::read(instrument, &record.answers, &record.context, &mut problems);
    let total_requested = total_requested(record, &mut problems);
    check_judgement(instrument, record, &mut problems);
    if let Some(gravest) = problems.into_iter().min_by_key(|problem| problem.code) {
        return Err(gravest);
    }

    let mut reasons = sheet.derive(instrument, &record.answers)?;
    refuse_contradictions(instrument, &sheet)?;
    reasons.extend(sheet.assume(instrument));
    let missing = sheet.missing(instrument);
    refuse_unusable(instrument, record, &sheet, missing.len())?;
    if total_requested && instrument.score.is_none() {
        return Err(ScoreError::new(ErrorCode::NoScore, None, "the instrument has no total"));
    }
    if record.judgement.as_ref().is_some_and(|judgement| !judgement.is_reasoned()) {
        let message = "a judgement needs a written rationale";
        return Err(ScoreError::new(ErrorCode::RationaleRequired, None, message));
    }

    let raw = sheet.bounds(instrument);
    prorate(instrument, &mut sheet, missing.len(), raw.floor, &mut reasons);
    let verdict = Verdict::reach(instrument, &sheet, &missing, &mut reasons);
    let ruling = verdict.judge(instrument, record.judgement.as_ref(), &missing, &mut reasons)?;
    reasons.extend(instrument.items.iter().filter_map(|item| match missing.contains(&item) {
        true => sheet.gap_reason(instrument, item),
        false => sheet.points_reason(instrument, item),
    }));
    report(instrument, record, &sheet, Findings { missing, raw, ruling, reasons })
}

/// What has been established when the report is drawn up.
struct Findings<'i> {
    missing: Vec<&'i Item>,
    raw: Bounds,
    ruling: Ruling<'i>,
    reasons: Vec<Reason>,
}

fn report(
    instrument: &Instrument,
    record: &Record,
    sheet: &Sheet<'_>,
    findings: Findings<'_>,
) -> Result<Outcome, ScoreError> {
    let Findings { missing, raw, ruling, mut reasons } = findings;
    let level = ruling.level;
    let judged = record.judgement.as_ref().map(|judgement| judgement.level.as_str());
    let scene = Scene { instrument, sheet, level, judged };

    let gone = |fact: &&Fact| sheet.fact(&fact.key).is_none();
    let facts = instrument.facts.iter().filter(gone);
    reasons.extend(facts.map(|fact| Reason::FactMissing { key: fact.key.clone() }));
    let (flags, referral) = flags(scene, &mut reasons);
    let contexts = contexts(scene, &mut reasons);
    let suggestion = instrument.suggestions.iter().find(|one| one.when.holds(scene)).map(|one| {
        reasons.push(Reason::Suggestion { value: one.value.clone(), grounds: one.when.grounds(scene) });
        one.value.clone()
    });
    let offers = instrument.follow_ups.iter().filter(|offer| offer.when.holds(scene)).map(|offer| {
        reasons.push(Reason::FollowUp { offer: offer.offer.clone(), grounds: offer.when.grounds(scene) });
        offer.offer.clone()
    });
    let mut follow_ups: Vec<String> = Vec::new();
    for offer in offers {
        if !follow_ups.contains(&offer) {
            follow_ups.push(offer);
        }
    }
    let due = due(scene, &mut reasons);
    let due_at = due_at(scene, &mut reasons)?;
    let indicated = instrument.indicated.as_ref().map(|when| when.holds(scene));

    let total = sheet.prorated.unwrap_or(raw.floor);
    let none_when_missing = |rule: &ScoreRule| rule.none_when_missing && !missing.is_empty();
    Ok(Outcome {
        instrument: instrument.id.clone(),
        version: instrument.version.clone(),
        answers: record.answers.clone(),
        unknown: missing.len(),
        missing: missing.iter().map(|item| item.id.clone()).collect(),
        score: instrument.score.as_ref().and_then(|rule| (!none_when_missing(rule)).then_some(total)),
        floor: instrument.score.as_ref().map(|_| raw.floor),
        ceiling: instrument.score.as_ref().map(|_| raw.ceiling),
        level: level.map(str::to_owned),
        computed_level: ruling.computed.map(str::to_owned),
        level_floor: ruling.floor.map(str::to_owned),
        level_ceiling: ruling.ceiling.map(str::to_owned),
        provisional: ruling.provisional,
        referral,
        flags,
        trigger: ruling.trigger.map(str::to_owned),
        indicated,
        contexts,
        suggestion,
        due,
        due_at,
        follow_ups,
        norm: norm(instrument, level),
        reasons,
    })
}

/// The instrument or the variant that the record chooses.
fn chosen_variant<'i>(
    instrument: &'i Instrument,
    record: &Record,
    problems: &mut Vec<ScoreError>,
) -> &'i Instrument {
    let Some(choice) = &instrument.variant_choice else { return instrument };
    let wanted = match record.context.get(&choice.fact) {
        None | Some(Value::Null) => return instrument,
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => String::new(),
    };
    if wanted == choice.base {
        return instrument;
    }
    match instrument.variant(&wanted) {
        Some(variant) => &variant.instrument,
        None => {
            let message = "the instrument has no such variant";
            problems.push(ScoreError::new(ErrorCode::InvalidAnswer, Some(&choice.fact), message));
            instrument
        }
    }
}

fn total_requested(record: &Record, problems: &mut Vec<ScoreError>) -> bool {
    match record.context.get(REQUEST_TOTAL) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(requested)) => *requested,
        Some(_) => {
            let message = "the fact is of the wrong type";
            problems.push(ScoreError::new(ErrorCode::InvalidAnswer, Some(REQUEST_TOTAL), message));
            false
        }
    }
}

fn check_judgement(instrument: &Instrument, record: &Record, problems: &mut Vec<ScoreError>) {
    let Some(judgement) = &record.judgement else { return };
    let message = match instrument.judgement.mode {
        JudgementMode::None => "the instrument leaves no room for a judgement of the level",
        _ if instrument.level(&judgement.level).is_some_and(|level| !level.state) => return,
        _ => "the judgement is not a level of the instrument",
    };
    problems.push(ScoreError::new(ErrorCode::InvalidAnswer, None, message));
}

fn refuse_contradictions(instrument: &Instrument, sheet: &Sheet<'_>) -> Result<(), ScoreError> {
    let scene = Scene { instrument, sheet, level: None, judged: None };
    match instrument.contradictions.iter().find(|contradiction| contradiction.when.holds(scene)) {
        None => Ok(()),
        Some(Contradiction { item, .. }) => {
            let message = "two answers cannot both hold";
            Err(ScoreError::new(ErrorCode::Contradiction, Some(item), message))
        }
    }
}

/// Refuses records to which the instrument does not apply, or which say too little.
fn refuse_unusable(
    instrument: &Instrument,
    record: &Record,
    sheet: &Sheet<'_>,
    missing: usize,
) -> Result<(), ScoreError> {
    let scene = Scene { instrument, sheet, level: None, judged: None };
    // A precondition that is not known to fail does not stop the assessment of a person in danger.
    if instrument.precondition.as_ref().is_some_and(|needed| needed.truth(scene) == Truth::No) {
        let message = "the instrument does not apply to the case";
        return Err(ScoreError::new(ErrorCode::Precondition, None, message));
    }
    let unanswered = !instrument.items.is_empty() && record.answers.is_empty();
    let excused = instrument.missing.valid_without_answers.as_ref().is_some_and(|when| when.holds(scene));
    if unanswered && !excused {
        return Err(ScoreError::new(ErrorCode::Empty, None, "no item is recorded"));
    }
    if let Some(fact) = instrument.facts.iter().find(|fact| fact.required && sheet.fact(&fact.key).is_none())
    {
        return Err(ScoreError::new(ErrorCode::Empty, Some(&fact.key), "nothing is recorded to go by"));
    }
    if instrument.missing.limit.is_some_and(|limit| missing > limit) {
        let message = "more items are missing than the instrument allows";
        return Err(ScoreError::new(ErrorCode::TooManyMissing, None, message));
    }
    Ok(())
}

/// Looks the raw total up in the loaded proration table, if there is one.
fn prorate(
    instrument: &Instrument,
    sheet: &mut Sheet<'_>,
    missing: usize,
    raw: i64,
    reasons: &mut Vec<Reason>,
) {
    let row = instrument.missing.prorated.iter().find(|row| row.missing == missing);
    let total = row.and_then(|row| row.totals.get(usize::try_from(raw).ok()?));
    if let Some(total) = total {
        sheet.prorated = Some(*total);
        reasons.push(Reason::Prorated { raw, total: *total });
    }
}

/// What the answers alone say about the level.
struct Verdict<'i> {
    level: Option<&'i str>,
    /// Only where the level is a state of the record.
    floor: Option<&'i str>,
    ceiling: Option<&'i str>,
    provisional: bool,
    trigger: Option<&'i str>,
}

/// The verdict after professional judgement.
struct Ruling<'i> {
    level: Option<&'i str>,
    computed: Option<&'i str>,
    floor: Option<&'i str>,
    ceiling: Option<&'i str>,
    provisional: bool,
    trigger: Option<&'i str>,
}

impl<'i> Verdict<'i> {
    fn reach(
        instrument: &'i Instrument,
        sheet: &Sheet<'_>,
        missing: &[&Item],
        reasons: &mut Vec<Reason>,
    ) -> Self {
        if let Some(key) = &instrument.level_from {
            let given = match sheet.fact(key) {
                Some(FactValue::Text(level)) => instrument.level(level).map(|level| level.id.as_str()),
                _ => None,
            };
            return Self { level: given, floor: None, ceiling: given, provisional: false, trigger: None };
        }
        let scene = Scene { instrument, sheet, level: None, judged: None };
        let mut possible: Vec<&Rule> = Vec::new();
        let mut decisive = None;
        for rule in &instrument.rules {
            match rule.when.as_ref().map_or(Truth::Yes, |when| when.truth(scene)) {
                Truth::No => {}
                Truth::Undecided => possible.push(rule),
                Truth::Yes => {
                    decisive = Some(rule);
                    break;
                }
            }
        }
        explain(scene, decisive, &possible, reasons);

        let lowest = decisive.map(|rule| rule.level.as_str());
        let highest = possible.first().map(|rule| rule.level.as_str()).or(lowest);
        let open = possible.iter().any(|rule| Some(rule.level.as_str()) != lowest);
        let trigger = decisive.and_then(|rule| rule.trigger.as_deref());
        let ceiling = if open && instrument.unranked { None } else { highest };
        if let Some(state) = &instrument.missing.level
            && !missing.is_empty()
            && sheet.prorated.is_none()
        {
            return Self { level: Some(state), floor: lowest, ceiling, provisional: true, trigger };
        }
        let level = if open { instrument.undecided.as_deref().or(lowest) } else { lowest };
        Self { level, floor: None, ceiling, provisional: open, trigger }
    }

    /// Brings professional judgement in: it is the level, or it may raise it, as the instrument says.
    fn judge(
        self,
        instrument: &'i Instrument,
        judgement: Option<&Judgement>,
        missing: &[&Item],
        reasons: &mut Vec<Reason>,
    ) -> Result<Ruling<'i>, ScoreError> {
        let Self { level: computed, floor, ceiling, provisional, trigger } = self;
        let chosen = judgement.and_then(|judgement| instrument.level(&judgement.level));
        let chosen = chosen.map(|level| level.id.as_str());
        if instrument.judgement.mode == JudgementMode::Rating {
            let open = instrument.judgement.needs_every_item && !missing.is_empty();
            let level = if open { None } else { chosen }.or(instrument.judgement.unrated.as_deref());
            if let Some(chosen) = chosen {
                reasons.push(Reason::Judgement { computed: None, level: chosen.to_owned(), raised: false });
            }
            let provisional = open && chosen.is_some();
            let ceiling = if provisional { None } else { level };
            return Ok(Ruling { level, computed: None, floor: None, ceiling, provisional, trigger: None });
        }
        let unchanged = Ruling { level: computed, computed, floor, ceiling, provisional, trigger };
        let Some(chosen) = chosen else { return Ok(unchanged) };
        let rank = |level: Option<&str>| level.and_then(|level| instrument.rank(level));
        // Where the level is a mere state, judgement is measured against the lowest level still possible.
        let least = rank(floor.or(computed));
        if rank(Some(chosen)) < least {
            let message = "a judgement may raise the computed level, never lower it";
            return Err(ScoreError::new(ErrorCode::DowngradeNotAllowed, None, message));
        }
        let raised = rank(Some(chosen)) > least;
        reasons.push(Reason::Judgement {
            computed: computed.map(str::to_owned),
            level: chosen.to_owned(),
            raised,
        });
        if !raised {
            return Ok(unchanged);
        }
        let ceiling = if rank(ceiling) > rank(Some(chosen)) { ceiling } else { Some(chosen) };
        Ok(Ruling { level: Some(chosen), computed, floor: None, ceiling, provisional: false, trigger })
    }
}

fn explain(scene: Scene<'_>, decisive: Option<&Rule>, possible: &[&Rule], reasons: &mut Vec<Reason>) {
    let grounds = |rule: &Rule| rule.when.as_ref().map_or_else(Vec::new, |when| when.grounds(scene));
    if let Some(rule) = decisive {
        let (id, level) = (rule.id.clone(), rule.level.clone());
        reasons.push(Reason::Rule { rule: id, level, grounds: grounds(rule) });
    }
    for rule in possible {
        let (id, level) = (rule.id.clone(), rule.level.clone());
        reasons.push(Reason::Possible { rule: id, level, grounds: grounds(rule) });
    }
}

fn flags(scene: Scene<'_>, reasons: &mut Vec<Reason>) -> (Vec<String>, Option<String>) {
    let mut flags = Vec::new();
    let mut referral = None;
    for flag in scene.instrument.flags.iter().filter(|flag| flag.when.holds(scene)) {
        reasons.push(Reason::Flag { flag: flag.id.clone(), grounds: flag.when.grounds(scene) });
        flags.push(flag.id.clone());
        referral = referral.or_else(|| flag.referral.clone());
    }
    (flags, referral.or_else(|| scene.instrument.no_referral.clone()))
}

fn contexts(scene: Scene<'_>, reasons: &mut Vec<Reason>) -> Vec<String> {
    let mut contexts = Vec::new();
    for tag in scene.instrument.contexts.iter().filter(|tag| tag.when.holds(scene)) {
        reasons.push(Reason::Context { context: tag.id.clone(), grounds: tag.when.grounds(scene) });
        contexts.push(tag.id.clone());
    }
    contexts.sort();
    contexts
}

fn due(scene: Scene<'_>, reasons: &mut Vec<Reason>) -> Option<Date> {
    let rule = scene.instrument.due.as_ref()?;
    if !rule.levels.iter().any(|level| Some(level.as_str()) == scene.level) {
        return None;
    }
    let Some(FactValue::Date(date)) = scene.sheet.fact(&rule.fact) else { return None };
    reasons.push(Reason::Deadline { from: rule.fact.clone(), within: None });
    Some(*date)
}

fn due_at(scene: Scene<'_>, reasons: &mut Vec<Reason>) -> Result<Option<Timestamp>, ScoreError> {
    let Some(rule) = &scene.instrument.due_at else { return Ok(None) };
    let Some(within) = scene.level.and_then(|level| rule.within.get(level)) else { return Ok(None) };
    let Some(FactValue::Instant(from)) = scene.sheet.fact(&rule.fact) else { return Ok(None) };
    let span = within.parse::<Span>();
    let Some(deadline) = span.ok().and_then(|span| from.checked_add(span).ok()) else {
        let message = "the deadline would lie outside the calendar";
        return Err(ScoreError::new(ErrorCode::InvalidAnswer, Some(&rule.fact), message));
    };
    reasons.push(Reason::Deadline { from: rule.fact.clone(), within: Some(within.clone()) });
    Ok(Some(deadline.timestamp()))
}

fn norm(instrument: &Instrument, level: Option<&str>) -> Option<Norm> {
    let set = instrument.norms.first()?;
    let row = set.rows.iter().find(|row| Some(row.level.as_str()) == level)?;
    Some(Norm { set: set.id.clone(), source: set.source.clone(), row: row.clone() })
}
