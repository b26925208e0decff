//! Properties that hold for every shipped instrument and every record.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::items::MISSING_TOKENS;
use super::tests::{run, shipped};
use super::{ErrorCode, Instrument, Item, JudgementMode, Outcome, Reason, Record, score, score_batch_json};

/// No instrument has more items than this.
const ITEMS: usize = 40;

/// The answers an item can have, the one which adds least first and the one which adds most last.
fn legal_answers(instrument: &Instrument, item: &Item) -> Vec<Value> {
    let mut answers: Vec<(i64, Value)> = match instrument.scale_of(item) {
        None => ["no", "yes"].iter().map(|token| (item.yes_no_points(token), json!(token))).collect(),
        Some(scale) => match scale.min {
            Some(min) => {
                (min..=scale.max.unwrap_or(min + 12)).map(|number| (number, json!(number))).collect()
            }
            None => scale.tokens.iter().map(|token| (token.points, json!(token.token))).collect(),
        },
    };
    if item.not_applicable {
        answers.push((0, json!("na")));
    }
    answers.sort_by_key(|(points, _)| *points);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Picks one of the item's answers, one of the missing tokens, or none at all.
fn pick(instrument: &Instrument, item: &Item, choice: u8) -> Option<Value> {
    let mut choices: Vec<Option<Value>> = legal_answers(instrument, item).into_iter().map(Some).collect();
    if item.can_be_missing() && !item.must_be_given {
        choices.extend(MISSING_TOKENS.iter().map(|token| Some(json!(token))));
    }
    choices.push(None);
    choices[usize::from(choice) % choices.len()].clone()
}

fn answers(instrument: &Instrument, choices: &[u8]) -> Map<String, Value> {
    let picked = instrument
        .items
        .iter()
        .zip(choices.iter().cycle())
        .filter_map(|(item, choice)| Some((item.id.clone(), pick(instrument, item, *choice)?)));
    picked.collect()
}

fn record(instrument: &Instrument, answers: Map<String, Value>) -> Record {
    Record { instrument: instrument.id.clone(), answers, ..Record::default() }
}

/// Fills every gap of the outcome with an answer chosen by `choose`.
fn completed(
    instrument: &Instrument,
    outcome: &Outcome,
    mut choose: impl FnMut(&Item, Vec<Value>) -> Option<Value>,
) -> Record {
    let mut answers = outcome.answers.clone();
    for id in &outcome.missing {
        let item = instrument.item(id).unwrap();
        // Parts that leave a derived item open are completed together with it.
        for part in instrument.parts_of(id).map(|part| part.id.clone()).collect::<Vec<_>>() {
            answers.remove(&part);
        }
        if let Some(answer) = choose(item, legal_answers(instrument, item)) {
            answers.insert(id.clone(), answer);
        }
    }
    record(instrument, answers)
}

fn place(instrument: &Instrument, level: Option<&str>) -> Option<usize> {
    level.and_then(|level| instrument.rank(level))
}

fn with_items() -> Vec<&'static Instrument> {
    shipped().instruments().iter().filter(|instrument| !instrument.items.is_empty()).collect()
}

/// Instruments whose levels form a ladder that answers climb and judgement may climb further.
fn any_ladder() -> impl Strategy<Value = &'static Instrument> {
    let ladder = |instrument: &&Instrument| instrument.judgement.mode == JudgementMode::Raise;
    prop::sample::select(with_items().into_iter().filter(ladder).collect::<Vec<_>>())
}

fn any_instrument() -> impl Strategy<Value = &'static Instrument> {
    prop::sample::select(with_items())
}

fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        Just("yes".to_owned()),
        Just("unknown".to_owned()),
        Just("2026-03-01T10:00:00Z".to_owned()),
        Just("9999-12-31T23:59:59[Europe/Madrid]".to_owned()),
        Just("extremo".to_owned()),
        "\\PC{0,12}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-2_i64..20).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((any_key(), inner), 0..6).prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn any_key() -> impl Strategy<Value = String> {
    let mut keys: Vec<String> =
        ["level", "rationale", "set", "version", "request_total"].map(str::to_owned).into();
    for instrument in shipped().instruments() {
        keys.extend(instrument.items.iter().map(|item| item.id.clone()));
        keys.extend(instrument.facts.iter().map(|fact| fact.key.clone()));
    }
    keys.sort();
    keys.dedup();
    prop_oneof![8 => prop::sample::select(keys), 1 => "\\PC{0,8}"]
}

/// Anything that calls itself a record.
fn any_record() -> impl Strategy<Value = Value> {
    let ids: Vec<&str> = shipped().instruments().iter().map(|instrument| instrument.id.as_str()).collect();
    let part = || {
        let entries = vec((any_key(), any_json()), 0..8);
        prop_oneof![4 => entries.prop_map(|entries| Value::Object(entries.into_iter().collect())), 1 => any_json()]
    };
    let id = prop::sample::select(ids);
    (id, part(), part(), part()).prop_map(|(id, answers, context, judgement)| {
        json!({"instrument": id, "answers": answers, "context": context, "judgement": judgement})
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_that_calls_itself_a_record_causes_a_panic(record in any_record(), noise in any_json()) {
        let text = json!([record, noise]).to_string();
        let answer = score_batch_json(shipped().instruments(), &text).unwrap();
        let results: Vec<Value> = serde_json::from_str(&answer).unwrap();
        prop_assert_eq!(results.len(), 2);
        for result in results.iter().filter(|result| result.get("error").is_some()) {
            prop_assert_eq!((&result["score"], &result["level"]), (&Value::Null, &Value::Null));
        }
    }

    #[test]
    fn the_score_lies_between_its_bounds(instrument in any_instrument(), choices in vec(any::<u8>(), ITEMS)) {
        if let Ok(outcome) = score(instrument, &record(instrument, answers(instrument, &choices))) {
            prop_assert!(outcome.floor <= outcome.ceiling);
            if let Some(total) = outcome.score {
                prop_assert!(outcome.floor <= Some(total) && Some(total) <= outcome.ceiling);
            }
            prop_assert_eq!(outcome.missing.is_empty(), outcome.unknown == 0);
            if outcome.missing.is_empty() {
                prop_assert_eq!(outcome.floor, outcome.ceiling);
                let fact_missing = |reason: &Reason| matches!(reason, Reason::FactMissing { .. });
                prop_assert!(!outcome.provisional || outcome.reasons.iter().any(fact_missing));
            }
        }
    }

    #[test]
    fn a_further_yes_lowers_neither_score_nor_level(
        instrument in any_ladder(),
        choices in vec(any::<u8>(), ITEMS),
        raised in any::<prop::sample::Index>(),
    ) {
        let monotone = |item: &&Item| item.is_yes_no() && !item.reversed && item.points >= 0;
        let candidates: Vec<&Item> = instrument.items.iter().filter(monotone).collect();
        if candidates.is_empty() {
            return Ok(());
        }
        let item = raised.get(&candidates);
        let mut before = answers(instrument, &choices);
        before.insert(item.id.clone(), json!("no"));
        let mut after = before.clone();
        after.insert(item.id.clone(), json!("yes"));
        let outcomes = (
            score(instrument, &record(instrument, before)),
            score(instrument, &record(instrument, after)),
        );
        if let (Ok(before), Ok(after)) = outcomes {
            prop_assert!(before.score <= after.score, "{}", item.id);
            let level = |outcome: &Outcome| {
                place(instrument, outcome.level_floor.as_deref().or(outcome.level.as_deref()))
            };
            prop_assert!(level(&before) <= level(&after), "{}", item.id);
        }
    }

    #[test]
    fn unknown_is_never_no_where_it_could_change_the_level(
        instrument in any_instrument(),
        choices in vec(any::<u8>(), ITEMS),
        fillings in vec(vec(any::<u8>(), ITEMS), 4),
    ) {
        let Ok(open) = score(instrument, &record(instrument, answers(instrument, &choices))) else { return Ok(()) };
        for filling in fillings {
            let mut filling = filling.into_iter().cycle();
            let filled = completed(instrument, &open, |_, legal| {
                let choice = usize::from(filling.next().unwrap_or_default()) % legal.len();
                Some(legal[choice].clone())
            });
            let Ok(closed) = score(instrument, &filled) else { continue };
            if !open.provisional {
                prop_assert_eq!(&closed.level, &open.level);
            } else if !instrument.unranked && instrument.judgement.mode == JudgementMode::Raise {
                let highest = place(instrument, open.level_ceiling.as_deref());
                prop_assert!(place(instrument, closed.level.as_deref()) <= highest);
                let computed = open.level_floor.as_deref().or(open.level.as_deref());
                let is_state = computed.and_then(|level| instrument.level(level)).is_some_and(|level| level.state);
                if !is_state {
                    prop_assert!(place(instrument, closed.level.as_deref()) >= place(instrument, computed));
                }
            }
        }
    }

    #[test]
    fn the_ceiling_is_reached_when_every_gap_is_filled_with_the_gravest_answer(
        instrument in any_ladder(),
        choices in vec(any::<u8>(), ITEMS),
    ) {
        let Ok(open) = score(instrument, &record(instrument, answers(instrument, &choices))) else { return Ok(()) };
        if open.missing.is_empty() {
            return Ok(());
        }
        let gravest = completed(instrument, &open, |_, mut legal| legal.pop());
        if let Ok(closed) = score(instrument, &gravest) {
            prop_assert_eq!(closed.score, open.ceiling);
            prop_assert_eq!(closed.level, open.level_ceiling);
        }
    }

    #[test]
    fn a_judgement_never_lowers_a_level(
        instrument in any_ladder(),
        choices in vec(any::<u8>(), ITEMS),
        chosen in any::<prop::sample::Index>(),
    ) {
        let plain = record(instrument, answers(instrument, &choices));
        let Ok(computed) = score(instrument, &plain) else { return Ok(()) };
        let ranked: Vec<&str> =
            instrument.levels.iter().filter(|level| !level.state).map(|level| level.id.as_str()).collect();
        let level = (*chosen.get(&ranked)).to_owned();
        let mut judged = plain;
        judged.judgement = Some(super::Judgement { level: level.clone(), rationale: Some("reason".to_owned()) });
        let least = place(instrument, computed.level_floor.as_deref().or(computed.level.as_deref()));
        match score(instrument, &judged) {
            Ok(outcome) => {
                prop_assert!(place(instrument, Some(&level)) >= least);
                prop_assert_eq!(&outcome.computed_level, &computed.level);
                let ceiling = place(instrument, outcome.level_ceiling.as_deref());
                prop_assert!(ceiling >= place(instrument, Some(&level)));
                if place(instrument, Some(&level)) > least {
                    prop_assert_eq!((outcome.level.as_deref(), outcome.provisional), (Some(level.as_str()), false));
                }
            }
            Err(error) => {
                prop_assert_eq!(error.code, ErrorCode::DowngradeNotAllowed);
                prop_assert!(place(instrument, Some(&level)) < least);
            }
        }
    }
}

#[test]
fn a_refused_question_never_clears_a_screen() {
    for id in ["hits-4", "ehits-5", "wast-8", "wast-short-2", "pvs-3", "hark-4", "aas-5"] {
        let instrument = shipped().get(id).unwrap();
        let refused: Map<String, Value> =
            instrument.items.iter().map(|item| (item.id.clone(), json!("refused"))).collect();
        let outcome = run(&json!({"instrument": id, "answers": refused})).unwrap();
        assert_eq!(outcome.level.as_deref(), Some("incomplete"), "{id}");
        assert_eq!(outcome.level_ceiling.as_deref(), Some("positive"), "{id}");
    }
}
