//! Who a report is about: typed, found, chosen, taken back.
//!
//! Whom somebody chose is noted beside the draft and never taken from a page, so that no page can be made up that
//! shows or files what looking up would not have shown.

use abri_app::identity::Query;
use abri_app::look_up::{Found as FoundPerson, LEAST_ALIKE};
use abri_app::report_draft::{NoteChange, ReportDraft};
use abri_core::Pack;
use abri_core::id::{CaseId, PersonId};
use abri_text::NameStyle;
use uuid::Uuid;

use super::look_up::{query, show_found};
use crate::context::{Form, Member};
use crate::pages::{Chosen, FoundFor};
use crate::present::Teller;
use crate::problem::Problem;

/// The two people of a report.
pub(crate) const PARTIES: [&str; 2] = ["victim", "perpetrator"];
/// The pair that may be known: victim, perpetrator, case.
pub(crate) const PAIR: &str = "_pair";
/// The names under which somebody said that the pair is not a known one.
pub(crate) const OTHER_PAIR: &str = "_pair_no";

/// The note that says who was chosen.
pub(crate) fn key_note(party: &str) -> String {
    format!("_key.{party}")
}

/// The note that says under which names the person was chosen.
fn names_note(party: &str) -> String {
    format!("_for.{party}")
}

/// The note that says under which names the person was looked for.
pub(crate) fn sought_note(party: &str) -> String {
    format!("_sought.{party}")
}

/// What was typed to tell who somebody is.
pub(crate) fn typed_names(form: &Form, party: &str) -> String {
    ["family", "given", "patronymic", "birth", "phone"]
        .map(|part| form.get(&format!("{party}_{part}")).trim().to_lowercase())
        .join("\u{1f}")
}

fn both_names(form: &Form) -> String {
    PARTIES.map(|party| typed_names(form, party)).join("\u{1e}")
}

/// Who is chosen for a party.
pub(crate) fn key(draft: Option<&ReportDraft>, party: &str) -> Option<PersonId> {
    draft.and_then(|draft| Uuid::parse_str(draft.note(&key_note(party))).ok()).map(PersonId)
}

/// What was typed after somebody was chosen says somebody else, and nobody has said yet that it is the same person.
pub(crate) fn differs(draft: Option<&ReportDraft>, form: &Form, party: &str) -> bool {
    draft.is_some_and(|draft| {
        key(Some(draft), party).is_some() && draft.note(&names_note(party)) != typed_names(form, party)
    })
}

fn party_query(form: &Form, party: &str) -> Query {
    let field = |part: &str| format!("{party}_{part}");
    let mut query =
        query(form, &field("family"), &field("given"), &field("patronymic"), &field("birth"), None);
    let phone = form.get(&field("phone")).trim();
    if !phone.is_empty() {
        phone.clone_into(&mut query.phone);
    }
    query
}

/// `use.victim.<id>`: the person found is the one meant, where looking up shows the name and it fits.
pub(crate) async fn choose(
    member: &Member,
    form: &Form,
    party: &str,
    id: &str,
) -> Result<Vec<NoteChange>, Problem> {
    let Ok(id) = Uuid::parse_str(id) else { return Ok(Vec::new()) };
    let query = party_query(form, party);
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    match app.choose(&member.actor, query, PersonId(id)).await {
        Ok(found) if may_be(&found, party, &pack, app.now()) => Ok(taken(form, party, id)),
        Ok(_) | Err(abri_app::AppError::NotFound) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

fn taken(form: &Form, party: &str, id: Uuid) -> Vec<NoteChange> {
    vec![(key_note(party), Some(id.to_string())), (names_note(party), Some(typed_names(form, party)))]
}

/// Not this person: what was typed stands again.
pub(crate) fn dropped(party: &str) -> Vec<NoteChange> {
    vec![(key_note(party), None), (names_note(party), None)]
}

/// Takes the answers to "is it the same person?" and "is it the known pair?" in.
pub(crate) fn answered(draft: Option<&ReportDraft>, form: &mut Form) -> Vec<NoteChange> {
    let mut changes = Vec::new();
    for party in PARTIES {
        let name = format!("{party}_same");
        let answer = form.get(&name).to_owned();
        form.0.retain(|(field, _)| *field != name);
        if !differs(draft, form, party) {
            continue;
        }
        match (answer.as_str(), key(draft, party)) {
            ("yes", Some(id)) => changes.extend(taken(form, party, id.0)),
            ("no", _) => changes.extend(dropped(party)),
            _ => {}
        }
    }
    let answer = form.get("same_pair").to_owned();
    form.0.retain(|(field, _)| field != "same_pair");
    if let Some((victim, perpetrator, _)) = draft.and_then(pair) {
        match answer.as_str() {
            "yes" => {
                changes.extend(taken(form, "victim", victim.0));
                changes.extend(taken(form, "perpetrator", perpetrator.0));
            }
            "no" => changes.push((OTHER_PAIR.to_owned(), Some(both_names(form)))),
            _ => {}
        }
        // Whoever is named by then is looked at again when the report is sent.
        changes.push((PAIR.to_owned(), None));
    }
    changes
}

/// The pair about whom the writer is asked.
pub(crate) fn pair(draft: &ReportDraft) -> Option<(PersonId, PersonId, CaseId)> {
    let mut ids = draft.note(PAIR).split(' ').map(Uuid::parse_str);
    match (ids.next(), ids.next(), ids.next()) {
        (Some(Ok(victim)), Some(Ok(perpetrator)), Some(Ok(case))) => {
            Some((PersonId(victim), PersonId(perpetrator), CaseId(case)))
        }
        _ => None,
    }
}

/// Whether the two people named may be a pair of a case that is known here: then the writer is asked, so that a repeat
/// does not become a first time.
pub(crate) async fn known_pair(
    member: &Member,
    draft: Option<&ReportDraft>,
    form: &Form,
) -> Result<Option<NoteChange>, Problem> {
    let app = &member.visit.web.app;
    let keys = PARTIES.map(|party| key(draft, party));
    let refused = draft.is_some_and(|draft| draft.note(OTHER_PAIR) == both_names(form));
    if refused || keys.iter().all(Option::is_some) {
        return Ok(None);
    }
    let mut candidates: Vec<Vec<FoundPerson>> = Vec::new();
    for (party, key) in PARTIES.iter().zip(keys) {
        candidates.push(match key {
            Some(id) => app.chosen(&member.actor, id).await?.into_iter().collect(),
            None => {
                let mut found = app.look_up(&member.actor, party_query(form, party), "report").await?;
                found.retain(usable);
                found
            }
        });
    }
    let cases = |person: &FoundPerson, role: &str| {
        person.cases.iter().filter(|case| case.role == role).filter_map(|case| case.case).collect::<Vec<_>>()
    };
    let [victims, perpetrators] = candidates.as_slice() else { return Ok(None) };
    // Two people of one case who both have something in common with those named: one alone would prove little, and to
    // ask costs a touch.
    let mut best: Option<(f64, String)> = None;
    for victim in victims {
        let hers = cases(victim, "victim");
        for perpetrator in perpetrators {
            let common = cases(perpetrator, "perpetrator").into_iter().find(|case| hers.contains(case));
            let Some(case) = common else { continue };
            let likely = victim.probability * perpetrator.probability;
            if best.as_ref().is_none_or(|(known, _)| likely > *known) {
                best = Some((likely, format!("{} {} {case}", victim.person, perpetrator.person)));
            }
        }
    }
    Ok(best.map(|(_, note)| (PAIR.to_owned(), Some(note))))
}

/// Who was found under the names typed, for each party that was looked for and not chosen.
pub(crate) async fn found(
    member: &Member,
    pack: &Pack,
    draft: Option<&ReportDraft>,
    form: &Form,
) -> Result<Option<Vec<FoundFor>>, Problem> {
    let Some(draft) = draft else { return Ok(None) };
    let app = &member.visit.web.app;
    let mut all = Vec::new();
    for party in PARTIES {
        let sought = draft.note(&sought_note(party));
        if sought.is_empty() || key(Some(draft), party).is_some() || sought != typed_names(form, party) {
            continue;
        }
        let query = party_query(form, party);
        let blank = query.is_blank();
        let people = app.look_up(&member.actor, query, "report").await?;
        let mut shown = show_found(member, pack, &people);
        for (person, of) in shown.iter_mut().zip(&people) {
            person.usable = person.usable && may_be(of, party, pack, app.now());
            person.key = format!("{party}.{}", person.key);
        }
        all.push(FoundFor {
            party: member.visit.t.label("report", party).into_owned(),
            id: format!("results-{party}"),
            blank,
            people: shown,
        });
    }
    Ok((!all.is_empty()).then_some(all))
}

/// A small child is nobody's aggressor, however well the surname fits.
fn may_be(person: &FoundPerson, party: &str, pack: &Pack, now: jiff::Timestamp) -> bool {
    if party != "perpetrator" {
        return true;
    }
    let year = pack.calendar.local_day(now).year();
    match (person.record.as_ref().and_then(|record| record.birth.year()), pack.head.aggressor_from_age) {
        (Some(born), Some(least)) => year - born >= least,
        (Some(_), None) => true,
        (None, _) => person.cases.is_empty() || person.cases.iter().any(|case| case.role != "child"),
    }
}

/// Whether somebody found may be chosen at all: by name, and with enough in common.
pub(crate) fn usable(person: &FoundPerson) -> bool {
    person.record.is_some() && person.probability >= LEAST_ALIKE
}

/// Who is chosen, as the form shows it.
pub(crate) async fn chosen(
    teller: &Teller<'_>,
    draft: Option<&ReportDraft>,
    form: &Form,
) -> Result<Vec<Chosen>, Problem> {
    let mut all = Vec::new();
    for party in PARTIES {
        let Some(id) = key(draft, party) else { continue };
        let app = &teller.member.visit.web.app;
        let Some(person) = app.chosen(&teller.member.actor, id).await? else { continue };
        all.push(Chosen {
            party: party.to_owned(),
            key: id.to_string(),
            name: name(teller, &person),
            differs: differs(draft, form, party),
        });
    }
    Ok(all)
}

/// The known pair in words, for the question whether it is them.
pub(crate) async fn pair_words(
    teller: &Teller<'_>,
    draft: Option<&ReportDraft>,
) -> Result<Option<String>, Problem> {
    let Some((victim, perpetrator, case)) = draft.and_then(pair) else { return Ok(None) };
    let app = &teller.member.visit.web.app;
    let (Some(victim), Some(perpetrator)) = (
        app.chosen(&teller.member.actor, victim).await?,
        app.chosen(&teller.member.actor, perpetrator).await?,
    ) else {
        return Ok(None);
    };
    let number = victim.cases.iter().find(|known| known.case == Some(case));
    let number = number.and_then(|case| case.number.clone()).unwrap_or_default();
    Ok(Some(format!("{}, {} ({number})", name(teller, &victim), name(teller, &perpetrator))))
}

fn name(teller: &Teller<'_>, person: &FoundPerson) -> String {
    let Some(record) = &person.record else { return String::new() };
    let name = teller.name(record, NameStyle::Full);
    record.birth.year().map_or_else(|| name.clone(), |year| format!("{name}, {year}"))
}
