//! What must be answered before a report can be sent. A draft needs nothing.

use abri_app::report_draft::ReportDraft;
use abri_core::Pack;
use abri_core::id::UnitId;

use super::report_facts::{date_error, occurred, said_rows, schools, schools_like};
use super::report_people::{PARTIES, differs, pair};
use super::typed_date::{NoDate, typed_date};
use super::unplaced;
use crate::context::{Form, Member};
use crate::pages::{Answers, T};

/// Writes beside each answer what is wrong with it.
pub(crate) fn check(
    member: &Member,
    pack: &Pack,
    draft: Option<&ReportDraft>,
    form: &Form,
    answers: &mut Answers,
) {
    let t = &member.visit.t;
    let now = member.visit.web.app.now();
    people(t, draft, form, answers);
    if let Err(error) = occurred(form, pack, now) {
        let field = if error == "error-time" { "when_time" } else { "when_date" };
        answers.refuse(field, t.get(error));
    }
    let today = pack.calendar.local_day(now);
    let births = PARTIES.iter().map(|party| format!("{party}_birth"));
    for name in births.chain((1..=20).map(|row| format!("child_{row}_birth"))) {
        // "About forty" helps to know somebody again; a day that never was is a slip.
        if let Err(error @ (NoDate::Impossible | NoDate::Future)) = typed_date(form.get(&name), today) {
            answers.refuse(name, t.get(date_error(error)));
        }
    }
    children(member, form, answers);
    let blank = |name: &str| form.get(name).trim().is_empty();
    if form.get("order") == "none" && blank("no_order_reason") {
        answers.refuse("no_order_reason", t.get("error-required"));
    }
    if form.get("consent") == "given" && !blank("consent_limits") && blank("consent_not") {
        answers.refuse("consent_not", t.get("error-limits-needed"));
    }
    if form.get("consent") != "given" && !blank("basis") && blank("basis_reason") {
        answers.refuse("basis_reason", t.get("error-required"));
    }
}

fn people(t: &T, draft: Option<&ReportDraft>, form: &Form, answers: &mut Answers) {
    for party in PARTIES {
        let named = ["family", "given", "key"]
            .iter()
            .any(|part| !form.get(&format!("{party}_{part}")).trim().is_empty());
        if !named {
            answers.refuse(format!("{party}_family"), t.get("error-person-needed"));
        }
        if differs(draft, form, party) {
            answers.refuse(format!("{party}_same"), t.get("error-same-needed"));
        }
    }
    if draft.and_then(pair).is_some() {
        answers.refuse("same_pair", t.get("error-pair-needed"));
    }
}

fn children(member: &Member, form: &Form, answers: &mut Answers) {
    let t = &member.visit.t;
    match form.get("children") {
        "" => answers.refuse("children", t.get("error-children-needed")),
        "yes" => {
            let known = said_rows(form).into_iter().any(|row| {
                ["name", "birth"]
                    .iter()
                    .any(|part| !form.get(&format!("child_{row}_{part}")).trim().is_empty())
            });
            if !known && form.get("children_unknown").is_empty() {
                answers.refuse("children_unknown", t.get("error-child-needed"));
            }
        }
        _ => {}
    }
    for row in said_rows(form) {
        let name = format!("child_{row}_school");
        let found = schools_like(member, form.get(&name));
        if found.len() > 1 {
            answers.refuse(name, t.with("error-school-which", "schools", &names(member, &found)));
        }
    }
}

fn names(member: &Member, of: &[UnitId]) -> String {
    let all = schools(member).into_iter().filter(|(id, _, _)| of.contains(id));
    all.map(|(_, name, _)| name).collect::<Vec<_>>().join("; ")
}

/// Where two texts of one report differ: the question, what this one says, what the other says.
pub(crate) fn lines_of_fields(
    t: &T,
    here: &[(String, String)],
    there: &[(String, String)],
) -> Vec<(String, String, String)> {
    let value = |fields: &[(String, String)], name: &str| {
        let all = fields.iter().filter(|(known, _)| known == name);
        all.map(|(_, value)| value.clone()).collect::<Vec<_>>().join(", ")
    };
    let mut names = here.iter().chain(there).map(|(name, _)| name.clone()).collect::<Vec<_>>();
    names.retain(|name| !name.ends_with("_key"));
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|name| (value(here, &name), value(there, &name), name))
        .filter(|(here, there, _)| here != there)
        .map(|(here, there, name)| {
            let shown = |value: &str| {
                if value.is_empty() { "–".to_owned() } else { unplaced::answered(t, &name, value) }
            };
            (unplaced::asked(t, &name), shown(&here), shown(&there))
        })
        .collect()
}
