//! A report that is sent again, typed in two places, or about people who are known.

use abri_app::AppError;
use abri_app::report::{Report, Who};
use abri_app::report_draft::{Kept, SPENT, TWIN};
use abri_core::fact::{Answer, Body, Consent, Danger, Incident};
use abri_core::id::FactId;
use abri_core::{Kind, Plane, Sector};
use abri_identity::{Birth, PersonRecord, Query};
use abri_store::cases;
use uuid::Uuid;

use crate::on_both;
use crate::world::{World, actor, fact};

on_both!(
    a_report_sent_again_with_other_words_is_not_acknowledged,
    a_form_never_joins_a_case_of_others_by_its_id,
    newer_text_is_never_written_over,
    what_is_typed_after_sending_becomes_a_report_of_its_own,
    only_somebody_shown_by_name_and_alike_can_be_chosen,
    a_known_pair_joins_its_case_and_the_level_rises,
    a_known_pair_opens_its_closed_case_again,
    is3_an_answer_about_consent_answers_the_duty_to_ask,
);

fn somebody(surname: &str, given: &str) -> PersonRecord {
    PersonRecord {
        surname: surname.to_owned(),
        given: given.to_owned(),
        birth: Birth::Year(1990),
        ..PersonRecord::default()
    }
}

/// A report as a form makes it: the ids follow from the id of the form.
fn typed_report(world: &World, account: &str) -> Report {
    let form = world.app.new_form_id();
    let now = world.app.now();
    let incident = Incident {
        danger: Danger { violence: Answer::Yes, ..Danger::default() },
        account: Some(account.to_owned()),
        ..Incident::default()
    };
    let mut reported = fact(&world.app, now, Plane::Joint, Body::IncidentReported(incident));
    reported.id = FactId(Uuid::from_u128(form.as_u128() ^ 1));
    Report {
        form,
        case: None,
        victim: Who::New(Box::new(somebody("Повторная", "Анна"))),
        perpetrator: Who::New(Box::new(somebody("Повторный", "Олег"))),
        children: Vec::new(),
        facts: vec![reported],
    }
}

async fn a_report_sent_again_with_other_words_is_not_acknowledged(world: World) {
    let world = world.settled().await;
    let patrol = actor("patrol");
    let report = typed_report(&world, "Кричал");
    let first = world.app.report(&patrol, report.clone()).await.unwrap();
    assert_eq!(world.app.report(&patrol, report.clone()).await.unwrap().case, first.case);
    assert_eq!(world.app.report_sent(&patrol, report.form).await.unwrap(), Some(first.case));

    let mut other_account = report.clone();
    if let Body::IncidentReported(of) = &mut other_account.facts[0].body {
        of.account = Some("Душил".to_owned());
    }
    let mut other_victim = report.clone();
    other_victim.victim = Who::New(Box::new(somebody("Иная", "Мария")));
    let mut less = report.clone();
    less.facts.clear();
    let mut more = report.clone();
    let consent = Consent { to: vec![Sector::Ngo], ..Consent::default() };
    more.facts.push(fact(&world.app, world.app.now(), Plane::Victim, Body::Consented(consent)));
    let mut child = report.clone();
    child.children.push(abri_app::report::ChildOf {
        who: Who::New(Box::new(somebody("Повторный", "Пётр"))),
        school: None,
        notice: None,
    });
    for changed in [other_account, other_victim, less, more, child] {
        let answer = world.app.report(&patrol, changed).await;
        assert!(matches!(answer, Err(AppError::Changed)), "{answer:?}");
    }
    assert_eq!(world.app.case(&patrol, first.case).await.unwrap().facts.len(), 1);
}

async fn a_form_never_joins_a_case_of_others_by_its_id(world: World) {
    let world = world.settled().await;
    let recorded = world.app.report(&actor("patrol"), typed_report(&world, "Кричал")).await.unwrap();
    let stranger = actor("patrol_kamenets");
    let mut report = typed_report(&world, "Чужое");
    report.form = recorded.case.0;
    assert!(matches!(world.app.report(&stranger, report).await, Err(AppError::NotFound)));
    assert_eq!(world.app.report_sent(&stranger, recorded.case.0).await.unwrap(), None);
    let typed = page("", "0", &[("narrative", "Чужое")]);
    let kept = world.app.keep_report(&stranger, recorded.case.0, &typed, Vec::new()).await;
    assert!(matches!(kept, Err(AppError::NotFound)));
    assert!(world.app.case(&stranger, recorded.case).await.is_err());
}

fn page(writer: &str, edition: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    [("writer", writer), ("edition", edition), ("csrf", "x"), ("act", "save"), ("_key.victim", "forged")]
        .iter()
        .chain(fields)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

async fn newer_text_is_never_written_over(world: World) {
    let world = world.settled().await;
    let (app, patrol) = (&world.app, actor("patrol"));
    let [id, one, two] = [app.new_form_id(), app.new_form_id(), app.new_form_id()];
    let keep = async |writer: Uuid, edition: &str, text: &str| {
        let typed = page(&writer.to_string(), edition, &[("narrative", text)]);
        app.keep_report(&patrol, id, &typed, Vec::new()).await.unwrap()
    };
    assert_eq!(keep(one, "0", "первое").await, Kept::Here);
    assert_eq!(keep(one, "0", "первое и второе").await, Kept::Here, "one page goes on");
    let draft = app.report_draft(&patrol, id).await.unwrap().unwrap();
    assert_eq!(draft.fields, [("narrative".to_owned(), "первое и второе".to_owned())]);
    assert_eq!(draft.note("_key.victim"), "", "a page cannot write notes");
    let edition = draft.edition.to_string();
    assert_eq!(keep(two, &edition, "новее").await, Kept::Here, "a page that saw the last edition");

    let apart = keep(one, "0", "старая вкладка").await;
    assert_eq!(apart, Kept::Apart(one), "the old page keeps its words elsewhere");
    let newer = app.report_draft(&patrol, id).await.unwrap().unwrap();
    assert_eq!(newer.fields[0].1, "новее");
    let twin = app.report_draft(&patrol, one).await.unwrap().unwrap();
    assert_eq!(twin.fields[0].1, "старая вкладка");
    assert_eq!(twin.note(TWIN), id.to_string());
    assert_eq!(keep(one, "0", "старая вкладка, дальше").await, Kept::Apart(one));
    assert_eq!(app.report_drafts(&patrol).await.unwrap().len(), 2);
}

async fn what_is_typed_after_sending_becomes_a_report_of_its_own(world: World) {
    let world = world.settled().await;
    let (app, patrol) = (&world.app, actor("patrol"));
    let report = typed_report(&world, "Кричал");
    let id = report.form;
    let writer = app.new_form_id();
    let typed = |text: &str| page(&writer.to_string(), "0", &[("narrative", text)]);
    app.keep_report(&patrol, id, &typed("Кричал"), Vec::new()).await.unwrap();
    let recorded = app.report(&patrol, report).await.unwrap();
    app.finish_report(&patrol, id, &typed("Кричал")).await.unwrap();

    let late = app.keep_report(&patrol, id, &typed("Кричал"), Vec::new()).await.unwrap();
    assert_eq!(late, Kept::Here, "a late request with the same text");
    assert!(app.report_drafts(&patrol).await.unwrap().is_empty(), "leaves nothing unfinished behind");

    let other = app.keep_report(&patrol, id, &typed("Другой вызов"), Vec::new()).await.unwrap();
    assert_eq!(other, Kept::Apart(writer));
    let draft = app.report_draft(&patrol, writer).await.unwrap().unwrap();
    assert_eq!(draft.note(SPENT), recorded.case.to_string());
    assert_eq!(draft.fields[0].1, "Другой вызов");
}

async fn only_somebody_shown_by_name_and_alike_can_be_chosen(world: World) {
    let world = world.settled().await;
    let patrol = actor("patrol");
    world.app.report(&patrol, typed_report(&world, "Кричал")).await.unwrap();
    let query =
        Query { surname: "Повторная".to_owned(), given: "Анна".to_owned(), ..Query::default() };
    let found = world.app.look_up(&patrol, query.clone(), "report").await.unwrap();
    let person = found.first().expect("found").person;
    assert!(world.app.choose(&patrol, query.clone(), person).await.is_ok());
    assert!(world.app.chosen(&patrol, person).await.unwrap().is_some());

    // Another district sees that somebody is known, and not who.
    let stranger = actor("patrol_kamenets");
    let seen = world.app.look_up(&stranger, query.clone(), "report").await.unwrap();
    assert!(seen.iter().any(|found| found.person == person && found.record.is_none()));
    assert!(matches!(world.app.choose(&stranger, query, person).await, Err(AppError::NotFound)));
    assert!(world.app.chosen(&stranger, person).await.unwrap().is_none());
    let mut report = typed_report(&world, "Чужое");
    report.victim = Who::Known(person);
    assert!(matches!(world.app.report(&stranger, report).await, Err(AppError::NotFound)));

    // Who has nothing in common with what was typed cannot be chosen either.
    let unlike = Query {
        surname: "Шварценеггер".to_owned(), given: "Фёкла".to_owned(), ..Query::default()
    };
    assert!(matches!(world.app.choose(&patrol, unlike, person).await, Err(AppError::NotFound)));
}

/// The people of the only case: victim, perpetrator.
async fn pair(world: &World, case: abri_core::id::CaseId) -> [abri_core::id::PersonId; 2] {
    let parties = world.app.case(&actor("patrol"), case).await.unwrap().parties;
    ["victim", "perpetrator"]
        .map(|role| parties.iter().find(|party| party.role == role).unwrap().person)
        .map(abri_core::id::PersonId)
}

async fn a_known_pair_joins_its_case_and_the_level_rises(world: World) {
    let world = world.settled().await;
    let patrol = actor("patrol");
    let first = world.app.report(&patrol, typed_report(&world, "Кричал")).await.unwrap();
    let before = world.app.case(&patrol, first.case).await.unwrap().case.level_rank;
    let [victim, perpetrator] = pair(&world, first.case).await;
    let mut again = typed_report(&world, "Душил");
    again.victim = Who::Known(victim);
    again.perpetrator = Who::Known(perpetrator);
    if let Body::IncidentReported(of) = &mut again.facts[0].body {
        of.danger.strangulation = Answer::Yes;
    }
    let second = world.app.report(&patrol, again.clone()).await.unwrap();
    assert_eq!(second.case, first.case);
    let view = world.app.case(&patrol, first.case).await.unwrap();
    assert!(view.case.level_rank > before);
    let history = world.app.history(&patrol, Some(victim), Some(perpetrator)).await.unwrap();
    assert_eq!(history.incidents, 2);
    assert_eq!(history.case.map(|(case, _)| case), Some(first.case));
    // The address of the second report leads to the case it joined.
    assert_eq!(world.app.report_sent(&patrol, again.form).await.unwrap(), Some(first.case));
}

async fn a_known_pair_opens_its_closed_case_again(world: World) {
    let world = world.settled().await;
    let patrol = actor("patrol");
    let first = world.app.report(&patrol, typed_report(&world, "Кричал")).await.unwrap();
    let [victim, perpetrator] = pair(&world, first.case).await;
    world.close(first.case).await;
    assert_eq!(world.app.case(&patrol, first.case).await.unwrap().case.status, "closed");
    let mut again = typed_report(&world, "Вернулся");
    again.victim = Who::Known(victim);
    again.perpetrator = Who::Known(perpetrator);
    let second = world.app.report(&patrol, again.clone()).await.unwrap();
    assert_eq!(second.case, first.case);
    let view = world.app.case(&patrol, first.case).await.unwrap();
    assert_eq!(view.case.status, "active");
    let kinds = view.facts.iter().map(|row| row.fact.kind()).collect::<Vec<_>>();
    assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Reopened).count(), 1);
    // Sending the same again changes nothing.
    world.app.report(&patrol, again).await.unwrap();
    assert_eq!(world.app.case(&patrol, first.case).await.unwrap().facts.len(), kinds.len());
}

async fn is3_an_answer_about_consent_answers_the_duty_to_ask(world: World) {
    let world = world.settled().await;
    let patrol = actor("patrol");
    let asks = async |report: Report| {
        let case = world.app.report(&patrol, report).await.unwrap().case.0;
        let items = world
            .store
            .read("items", |tx| Box::pin(async move { abri_store::items::of_case(tx, case).await }))
            .await
            .unwrap();
        items.iter().any(|item| item.rule == "by.consent_form" && item.state == "open")
    };
    assert!(asks(typed_report(&world, "Не спросили")).await);
    for refused in [true, false] {
        let mut report = typed_report(&world, "Спросили");
        let to = if refused { Vec::new() } else { vec![Sector::Ngo] };
        let consent = Consent { to, refused, ..Consent::default() };
        report.facts.push(fact(&world.app, world.app.now(), Plane::Victim, Body::Consented(consent)));
        assert!(!asks(report).await, "refused: {refused}");
    }
    let count =
        world.store.read("count", |tx| Box::pin(async move { cases::count(tx).await })).await.unwrap();
    assert_eq!(count, 3);
}
