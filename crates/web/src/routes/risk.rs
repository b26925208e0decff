//! Assessing danger: the questions of an instrument, and the level set by judgement.

use abri_core::Pack;
use abri_core::fact::{Assessment, Override};
use abri_core::instrument::{self, Record};
use serde_json::{Map, Value};

use crate::context::{Form, Member};
use crate::pages::{Answers, Choice, Field, Instrument};
use crate::present::Teller;

/// The screening of this desk: the long list for the DV unit and victim support, the short lethality screen for
/// everybody else.
fn screening_id(member: &Member) -> &'static str {
    let long = member.actor.unit_kind == "dv_unit" || member.actor.sector == abri_core::Sector::Ngo;
    if long { "dash-ric-24" } else { "lap-11" }
}

/// The instrument of this desk as questions in the reader's language.
pub(crate) fn instrument(member: &Member, pack: &Pack) -> Option<Instrument> {
    let language = member.visit.t.language().code();
    let definition = pack.instruments.get(screening_id(member))?;
    Some(Instrument {
        id: definition.id.clone(),
        title: definition.title.get(language).to_owned(),
        caution: member.visit.t.get("report-screening-caution").into_owned(),
        items: definition
            .items
            .iter()
            .filter(|item| item.is_yes_no())
            .map(|item| (item.id.clone(), item.label.get(language).to_owned()))
            .collect(),
    })
}

/// What the answers of a form come to; `None` where nothing was answered.
pub(crate) fn scored(member: &Member, pack: &Pack, form: &Form) -> Option<Assessment> {
    let id = screening_id(member);
    let definition = pack.instruments.get(id)?;
    let prefix = format!("item.{id}.");
    let answers = form
        .0
        .iter()
        .filter_map(|(name, value)| {
            Some((name.strip_prefix(&prefix)?.to_owned(), Value::String(value.clone())))
        })
        .filter(|(_, value)| value.as_str().is_some_and(|value| !value.is_empty()))
        .collect::<Map<_, _>>();
    if answers.is_empty() {
        return None;
    }
    let record = Record { instrument: id.to_owned(), answers, ..Record::default() };
    let outcome = instrument::score(definition, &record).ok()?;
    Some(Assessment {
        instrument: Some(id.to_owned()),
        version: Some(outcome.version.clone()),
        record: serde_json::to_value(&record).ok(),
        score: outcome.score,
        level: outcome.level.clone(),
        provisional: outcome.provisional,
        second_person: form.get("second_person") == "yes",
        text: Some(form.get("text").trim().to_owned()).filter(|text| !text.is_empty()),
        ..Assessment::default()
    })
}

/// The questions of an assessment, with the step that lets it lower the level.
pub(crate) fn assessment_fields(teller: &Teller<'_>, answers: &Answers) -> Vec<Field> {
    let t = teller.t;
    let Some(instrument) = instrument(teller.member, teller.pack) else {
        return vec![Field::said(t.get("report-screening-none"))];
    };
    let items = instrument
        .items
        .iter()
        .map(|(id, question)| Field::four(t, answers, &format!("item.{}.{id}", instrument.id), question))
        .collect();
    vec![
        Field::said(&instrument.caution),
        Field::group("group-screening", &instrument.title, items),
        Field::three(t, answers, "second_person", t.label("field", "second-person"))
            .hint(t.label("field", "second-person-hint")),
    ]
}

/// A level set by judgement: it may rise at once with a reason, and falls only with a second person (RK3).
pub(crate) fn judgement_fields(teller: &Teller<'_>, answers: &Answers) -> Vec<Field> {
    let t = teller.t;
    let levels =
        teller.pack.levels.iter().map(|level| Choice::new(&level.id, t.label("level", &level.id))).collect();
    vec![
        Field::choose(answers, "level", t.label("field", "level"), levels).must(),
        Field::three(t, answers, "second_person", t.label("field", "second-person"))
            .hint(t.label("field", "second-person-hint")),
    ]
}

/// The judgement of a form.
pub(crate) fn judged(form: &Form) -> Override {
    Override {
        level: form.get("level").to_owned(),
        reason: form.get("text").trim().to_owned(),
        second_person: form.get("second_person") == "yes",
    }
}
