//! Recording the next fact, and correcting one that is wrong.

use std::collections::HashMap;

use abri_app::chronicle::NewFact;
use abri_core::fact::{
    Answer, Body, Breach, ChildConcernDetails, Consent, Contact, Danger, Incident, Injury, Measure,
    OrderDecision, OrderEvent, Plan, Programme, Referral, Report, SafeContactDetails, Text, WeaponEvent,
    Withdrawal,
};
use abri_core::id::{CaseId, FactId, OrderId};
use abri_core::pack::in_language;
use abri_core::time::Moment as When;
use abri_core::{Kind, Plane, Sector};
use axum::extract::{Path, Query};
use axum::response::Response;
use uuid::Uuid;

use super::report::yes;
use super::risk;
use crate::context::{Form, Member, QueryMap, go};
use crate::pages::{Answers, Area, Choice, CorrectionPage, Entry, FactPage, Field};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// Kinds that can be recorded on a page of their own, by sector, the likeliest first.
pub(crate) fn offered(sector: Sector) -> &'static [Kind] {
    match sector {
        Sector::Police => &[
            Kind::OrderBreached,
            Kind::RiskAssessed,
            Kind::RiskOverridden,
            Kind::OrderServed,
            Kind::OrderCarriedOut,
            Kind::OrderServiceAttempted,
            Kind::OrderChecked,
            Kind::OrderExtended,
            Kind::ContactMade,
            Kind::ContactAttempted,
            Kind::IncidentReported,
            Kind::ComplaintWithdrawn,
            Kind::Warned,
            Kind::RegisterEntered,
            Kind::Arrested,
            Kind::Released,
            Kind::WeaponSeized,
            Kind::RiskTold,
            Kind::ReferralSent,
            Kind::ConferenceReferred,
            Kind::SafeContact,
            Kind::Consented,
            Kind::ConsentWithdrawn,
            Kind::Closed,
            Kind::Note,
        ],
        Sector::Ngo => &[
            Kind::ContactMade,
            Kind::ContactAttempted,
            Kind::SafetyPlanned,
            Kind::RiskAssessed,
            Kind::RiskOverridden,
            Kind::Consented,
            Kind::ConsentWithdrawn,
            Kind::SafeContact,
            Kind::RiskTold,
            Kind::ReferralAccepted,
            Kind::ReferralDeclined,
            Kind::Sheltered,
            Kind::AddressCompromised,
            Kind::IncidentReported,
            Kind::OrderBreached,
            Kind::ConferenceReferred,
            Kind::Note,
        ],
        Sector::Social => &[
            Kind::ContactMade,
            Kind::ContactAttempted,
            Kind::ChildPlanned,
            Kind::RiskAssessed,
            Kind::RiskOverridden,
            Kind::ChildConcern,
            Kind::ReferralAccepted,
            Kind::ReferralDeclined,
            Kind::Sheltered,
            Kind::ReportSent,
            Kind::SafeContact,
            Kind::OrderBreached,
            Kind::ConferenceReferred,
            Kind::Note,
        ],
        Sector::Health => &[
            Kind::InjuryDocumented,
            Kind::ContactMade,
            Kind::SafeContact,
            Kind::ReferralAccepted,
            Kind::ReferralSent,
            Kind::IncidentReported,
            Kind::Note,
        ],
        Sector::Programme => &[
            Kind::ProgrammeContacted,
            Kind::ProgrammeEnrolled,
            Kind::ProgrammeSession,
            Kind::ProgrammeMissed,
            Kind::ProgrammeCompleted,
            Kind::Note,
        ],
        Sector::Prosecution | Sector::Court => {
            &[Kind::Charged, Kind::Discontinued, Kind::OrderRefused, Kind::Released, Kind::Note]
        }
        Sector::Coordination => &[
            Kind::ConferenceScheduled,
            Kind::ConferenceHeld,
            Kind::ActionAgreed,
            Kind::ActionDone,
            Kind::Note,
        ],
        Sector::Education => &[Kind::SchoolObserved],
        Sector::Prison => &[Kind::Released, Kind::Note],
        Sector::Ministry => &[],
    }
}

/// Whether the kind has a page.
pub(crate) fn is_offered(kind: Kind) -> bool {
    Sector::ALL.iter().any(|sector| offered(*sector).contains(&kind))
}

/// `GET /cases/{case}/record/{kind}`.
pub async fn show(
    member: Member,
    Path((case, kind)): Path<(Uuid, String)>,
    Query(query): QueryMap,
) -> Response {
    let result = opened(&member, case, &kind, &query).await;
    answer(&member.visit, result)
}

async fn opened(
    member: &Member,
    case: Uuid,
    kind: &str,
    query: &HashMap<String, String>,
) -> Result<Response, Problem> {
    // Only what names a thing of the case may come from an address; never words of people.
    let carried = ["order", "condition"].iter().filter_map(|name| Some((*name, query.get(*name)?.clone())));
    let rising = query.contains_key("danger").then(|| ("danger_rising", "yes".to_owned()));
    let answers = match member.typed_before(query).await? {
        Some(typed) => typed,
        None => Answers::from_pairs(carried.chain(rising)),
    };
    page(member, case, kind, &answers).await
}

async fn page(member: &Member, case: Uuid, kind: &str, answers: &Answers) -> Result<Response, Problem> {
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    let kind = allowed(member, kind)?;
    let pack = view.pack.clone();
    let teller = Teller::new(member, &pack);
    let known = known_contact(&view).filter(|_| kind == Kind::SafeContact && answers.is_blank());
    let answers = known.as_ref().unwrap_or(answers);
    let contact =
        matches!(kind, Kind::ContactMade | Kind::ContactAttempted | Kind::RiskTold | Kind::SafeContact);
    let page = FactPage {
        shell: member.visit.shell(Area::Cases),
        case: teller.head(&view),
        safe_contact: contact.then(|| teller.safe_contact(&view)),
        title: teller.kind(kind),
        help: String::new(),
        action: format!("/cases/{case}/record/{}", kind.as_str()),
        fields: fields(&teller, &view, kind, answers),
        follows: follows(&teller, kind),
        button: teller.t.get("fact-record-button").into_owned(),
    };
    html(page.render())
}

/// The safe contact as it stands: who changes one thing of it must not lose the rest.
fn known_contact(view: &abri_app::case_view::CaseView) -> Option<Answers> {
    let (of, _) = view.safe_contact.as_ref()?;
    let words = [
        ("contact_channel", &of.channel),
        ("contact_value", &of.address),
        ("contact_hours", &of.hours),
        ("contact_name", &of.name_to_use),
        ("contact_language", &of.language),
        ("contact_code", &of.code_word),
        ("contact_pick_up", &of.may_answer),
        ("contact_never", &of.never),
    ];
    let words = words.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
    Some(Answers::from_pairs(words.chain([("contact_voicemail", of.voicemail.as_str().to_owned())])))
}

fn allowed(member: &Member, kind: &str) -> Result<Kind, Problem> {
    let kind = Kind::from_word(kind).filter(|kind| offered(member.actor.sector).contains(kind));
    kind.ok_or_else(|| abri_app::AppError::NotFound.into())
}

/// What rules of the pack say follows from the kind, a few of them.
fn follows(teller: &Teller<'_>, kind: Kind) -> Vec<String> {
    let today = teller.now.date();
    let language = teller.t.language().code();
    let rules = teller
        .pack
        .rules_on(today)
        .filter(|rule| rule.on.contains(kind) && rule.kind == abri_core::pack::ItemKind::Duty);
    rules.take(4).map(|rule| in_language(&rule.title, language).to_owned()).collect()
}

fn fields(
    teller: &Teller<'_>,
    view: &abri_app::case_view::CaseView,
    kind: Kind,
    answers: &Answers,
) -> Vec<Field> {
    let t = teller.t;
    let label = |key: &str| t.label("field", key).into_owned();
    let when = [
        Field::text(answers, "when_date", label("when-date"), Entry::Words).hint(label("when-date-hint")),
        Field::text(answers, "when_time", label("when-time"), Entry::Time),
    ];
    let three = |name: &str| Field::three(t, answers, name, label(&name.replace('_', "-")));
    let choices = |family: &str, keys: &[&str]| {
        keys.iter().map(|key| Choice::new(*key, t.label(family, key))).collect::<Vec<_>>()
    };
    let mut fields = match kind {
        Kind::OrderBreached => {
            let mut list = vec![
                Field::Hidden { name: "order".to_owned(), value: answers.get("order").to_owned() },
                Field::select(answers, "condition", label("condition"), conditions(teller, view)).must(),
            ];
            list.extend(
                ["violence", "threat_to_kill", "weapon", "strangulation", "child_exposed"].map(three),
            );
            list.push(Field::select(
                answers,
                "source",
                label("source"),
                choices("breach-source", &["victim", "check", "third_party", "device"]),
            ));
            list
        }
        Kind::IncidentReported => {
            ["violence", "threat_to_kill", "weapon", "strangulation", "child_exposed"].map(three).into()
        }
        Kind::RiskAssessed => risk::assessment_fields(teller, answers),
        Kind::RiskOverridden => risk::judgement_fields(teller, answers),
        Kind::Consented | Kind::ConsentWithdrawn => vec![Field::boxes(
            answers,
            "to",
            label("consent-to"),
            choices("sector", &["ngo", "social", "health", "education", "programme", "coordination"]),
        )],
        Kind::ComplaintWithdrawn => ["in_presence", "pressure"].map(three).into(),
        Kind::ContactMade | Kind::ContactAttempted | Kind::RiskTold => vec![
            Field::select(
                answers,
                "with",
                label("with"),
                choices("party", &["victim", "perpetrator", "child", "other"]),
            ),
            Field::select(
                answers,
                "channel",
                label("channel"),
                choices("channel", &["call", "sms", "in_person", "letter", "through_person"]),
            ),
        ],
        Kind::OrderExtended => vec![Field::text(answers, "days", label("days"), Entry::Number).must()],
        Kind::ReferralSent => vec![
            Field::select(
                answers,
                "to",
                label("to"),
                choices("sector", &["ngo", "social", "health", "programme"]),
            )
            .must(),
        ],
        Kind::Released => ["victim_told", "conditions"].map(three).into(),
        Kind::Warned | Kind::Arrested | Kind::Charged | Kind::Discontinued | Kind::RegisterEntered => {
            Vec::new()
        }
        Kind::SafeContact => vec![
            Field::choose(
                answers,
                "contact_channel",
                t.get("contact-channel"),
                choices(
                    "channel",
                    &["call", "sms", "messenger", "email", "in_person", "letter", "through_person"],
                ),
            ),
            Field::text(answers, "contact_value", t.get("contact-value"), Entry::Words).must(),
            Field::text(answers, "contact_hours", t.get("contact-hours"), Entry::Words),
            Field::text(answers, "contact_name", t.get("contact-name"), Entry::Name),
            Field::select(
                answers,
                "contact_language",
                t.get("contact-language"),
                choices("spoken", &["ru", "be", "en", "uk", "pl", "ro", "other"]),
            ),
            Field::three(t, answers, "contact_voicemail", t.get("contact-voicemail")),
            Field::text(answers, "contact_code", t.get("contact-code"), Entry::Words),
            Field::text(answers, "contact_pick_up", t.get("contact-pick-up"), Entry::Words),
            Field::text(answers, "contact_never", t.get("contact-never"), Entry::Words),
        ],
        Kind::ProgrammeSession | Kind::ProgrammeMissed => {
            vec![Field::text(answers, "hours", label("hours"), Entry::Number), three("danger_rising")]
        }
        Kind::SchoolObserved | Kind::ChildConcern => vec![three("afraid"), three("perpetrator_came")],
        Kind::OrderChecked => vec![three("complied")],
        Kind::InjuryDocumented => vec![three("serious")],
        _ => Vec::new(),
    };
    if kind != Kind::SafeContact {
        fields.extend(when);
        let words = Field::lines(answers, "text", label("text"), 4);
        fields.push(if needs_words(kind) { words.must() } else { words });
    }
    fields
}

const fn needs_words(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Note
            | Kind::OrderBreached
            | Kind::ComplaintWithdrawn
            | Kind::Discontinued
            | Kind::ReferralDeclined
            | Kind::SafetyPlanned
            | Kind::RiskOverridden
            | Kind::Closed
    )
}

fn conditions(teller: &Teller<'_>, view: &abri_app::case_view::CaseView) -> Vec<Choice> {
    let language = teller.t.language().code();
    let mut list = vec![Choice::new("", teller.t.get("choose-one"))];
    for order in view.orders.iter().rev() {
        for condition in order.kind.iter().flat_map(|kind| kind.conditions.iter()) {
            let carried = condition.always || order.conditions.contains(&condition.id);
            if carried && !list.iter().any(|choice| choice.value == condition.id) {
                list.push(Choice::new(&condition.id, in_language(&condition.title, language)));
            }
        }
    }
    list
}

/// `POST /cases/{case}/record/{kind}`.
pub async fn send(member: Member, Path((case, kind)): Path<(Uuid, String)>, form: Form) -> Response {
    let result = record(&member, case, &kind, &form, None).await;
    answer(&member.visit, result)
}

async fn record(
    member: &Member,
    case: Uuid,
    kind: &str,
    form: &Form,
    corrects: Option<FactId>,
) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let allowed = allowed(member, kind)?;
    let mut answers = form.answers();
    let t = &member.visit.t;
    let mut needed: Vec<&str> = if needs_words(allowed) { vec!["text"] } else { Vec::new() };
    match allowed {
        Kind::OrderBreached => needed.push("condition"),
        Kind::OrderExtended => needed.push("days"),
        Kind::ReferralSent | Kind::Consented => needed.push("to"),
        Kind::RiskOverridden => needed.push("level"),
        Kind::SafeContact => needed = vec!["contact_value"],
        _ => {}
    }
    for name in needed {
        if form.get(name).trim().is_empty() {
            answers.refuse(name, t.get("error-required"));
        }
    }
    let pack = app.pilot()?;
    let occurred = occurred(form, &pack, app.now());
    if occurred.is_none() {
        answers.refuse("when_date", t.get("error-date"));
    }
    if allowed == Kind::RiskAssessed && risk::scored(member, &pack, form).is_none() {
        answers.refuse("text", t.get("error-no-answer"));
    }
    let (true, Some(occurred)) = (answers.is_sound(), occurred) else {
        return page(member, case, kind, &answers).await;
    };
    let fact = NewFact {
        id: FactId(app.new_form_id()),
        occurred,
        plane: plane(allowed),
        corrects,
        excluded: false,
        body: body(member, &pack, allowed, form),
    };
    app.record(&member.actor, CaseId(case), vec![fact]).await?;
    Ok(go(&member.visit.web, &format!("/cases/{case}"), "done-recorded"))
}

fn occurred(form: &Form, pack: &abri_core::Pack, now: jiff::Timestamp) -> Option<When> {
    let date = form.get("when_date").trim();
    if date.is_empty() {
        return Some(When::instant(now));
    }
    let mut parts = date.split(['.', '/']);
    let date = match (parts.next(), parts.next(), parts.next()) {
        (Some(day), Some(month), Some(year)) => format!("{year:0>4}-{month:0>2}-{day:0>2}"),
        _ => date.to_owned(),
    };
    let time = form.get("when_time").trim();
    let written = if time.is_empty() { date } else { format!("{date}T{time}") };
    When::parse(&written, pack.calendar.zone()).ok().filter(|when| when.at() <= now)
}

const fn plane(kind: Kind) -> Plane {
    match kind {
        Kind::SafeContact
        | Kind::Consented
        | Kind::ConsentWithdrawn
        | Kind::SafetyPlanned
        | Kind::Sheltered
        | Kind::AddressCompromised
        | Kind::InjuryDocumented => Plane::Victim,
        Kind::ChildPlanned | Kind::ChildConcern | Kind::SchoolObserved => Plane::Child,
        Kind::OrderServed
        | Kind::OrderCarriedOut
        | Kind::OrderServiceAttempted
        | Kind::OrderChecked
        | Kind::OrderExtended
        | Kind::OrderRefused
        | Kind::Warned
        | Kind::RegisterEntered
        | Kind::Arrested
        | Kind::Released
        | Kind::Charged
        | Kind::Discontinued
        | Kind::WeaponSeized
        | Kind::ProgrammeContacted
        | Kind::ProgrammeEnrolled
        | Kind::ProgrammeSession
        | Kind::ProgrammeMissed
        | Kind::ProgrammeCompleted => Plane::Perpetrator,
        _ => Plane::Joint,
    }
}

fn body(member: &Member, pack: &abri_core::Pack, kind: Kind, form: &Form) -> Body {
    let word = |name: &str| Some(form.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let text = word("text");
    let order = Uuid::parse_str(form.get("order")).ok().map(OrderId);
    let danger = || Danger {
        violence: yes(form, "violence"),
        threat_to_kill: yes(form, "threat_to_kill"),
        weapon: yes(form, "weapon"),
        strangulation: yes(form, "strangulation"),
        child_exposed: yes(form, "child_exposed"),
        ..Danger::default()
    };
    let event =
        || OrderEvent { order, complied: yes(form, "complied"), text: text.clone(), ..OrderEvent::default() };
    let measure = || Measure {
        decided_by: Some(member.actor.sector),
        victim_told: yes(form, "victim_told"),
        conditions: yes(form, "conditions"),
        text: text.clone(),
        ..Measure::default()
    };
    let contact =
        || Contact { with: word("with"), channel: word("channel"), text: text.clone(), ..Contact::default() };
    let child = || ChildConcernDetails {
        afraid: yes(form, "afraid"),
        perpetrator_came: yes(form, "perpetrator_came"),
        danger: Danger { child_exposed: Answer::Yes, ..Danger::default() },
        text: text.clone(),
        ..ChildConcernDetails::default()
    };
    let programme = || Programme {
        hours: form.get("hours").trim().parse().ok(),
        danger_rising: yes(form, "danger_rising"),
        text: text.clone(),
    };
    let referral =
        || Referral { to: Sector::from_word(form.get("to")), text: text.clone(), ..Referral::default() };
    let consent = || Consent {
        to: form
            .0
            .iter()
            .filter(|(name, _)| name == "to")
            .filter_map(|(_, to)| Sector::from_word(to))
            .collect(),
        purpose: text.clone(),
        ..Consent::default()
    };
    match kind {
        Kind::OrderBreached => Body::OrderBreached(Breach {
            order,
            condition: word("condition"),
            danger: danger(),
            source: word("source"),
            text,
        }),
        Kind::RiskAssessed => Body::RiskAssessed(risk::scored(member, pack, form).unwrap_or_default()),
        Kind::RiskOverridden => Body::RiskOverridden(risk::judged(form)),
        Kind::Consented => Body::Consented(consent()),
        Kind::ConsentWithdrawn => Body::ConsentWithdrawn(consent()),
        Kind::Closed => Body::Closed(abri_core::fact::Closing { reason: None, text }),
        Kind::IncidentReported => {
            Body::IncidentReported(Incident { danger: danger(), account: text, ..Incident::default() })
        }
        Kind::ComplaintWithdrawn => Body::ComplaintWithdrawn(Withdrawal {
            in_presence: yes(form, "in_presence"),
            pressure: yes(form, "pressure"),
            text,
            ..Withdrawal::default()
        }),
        Kind::OrderServed => Body::OrderServed(event()),
        Kind::OrderCarriedOut => Body::OrderCarriedOut(event()),
        Kind::OrderServiceAttempted => Body::OrderServiceAttempted(event()),
        Kind::OrderChecked => Body::OrderChecked(event()),
        Kind::OrderExtended | Kind::OrderRefused => {
            let of = OrderDecision {
                order,
                days: form.get("days").trim().parse().ok(),
                text,
                ..OrderDecision::default()
            };
            if kind == Kind::OrderExtended { Body::OrderExtended(of) } else { Body::OrderRefused(of) }
        }
        Kind::ContactMade => Body::ContactMade(contact()),
        Kind::ContactAttempted => Body::ContactAttempted(contact()),
        Kind::RiskTold => Body::RiskTold(contact()),
        Kind::Warned => Body::Warned(measure()),
        Kind::RegisterEntered => Body::RegisterEntered(measure()),
        Kind::Arrested => Body::Arrested(measure()),
        Kind::Released => Body::Released(measure()),
        Kind::Charged => Body::Charged(measure()),
        Kind::Discontinued => Body::Discontinued(measure()),
        Kind::WeaponSeized => Body::WeaponSeized(WeaponEvent { weapon_kind: None, text }),
        Kind::ReferralSent => Body::ReferralSent(referral()),
        Kind::ReferralAccepted => Body::ReferralAccepted(referral()),
        Kind::ReferralDeclined => Body::ReferralDeclined(referral()),
        Kind::SafetyPlanned => Body::SafetyPlanned(Plan { text, ..Plan::default() }),
        Kind::ChildPlanned => Body::ChildPlanned(Plan { text, ..Plan::default() }),
        Kind::ChildConcern => Body::ChildConcern(child()),
        Kind::SchoolObserved => Body::SchoolObserved(child()),
        Kind::InjuryDocumented => {
            Body::InjuryDocumented(Injury { serious: yes(form, "serious"), text, ..Injury::default() })
        }
        Kind::ReportSent => Body::ReportSent(Report { to: Some(Sector::Court), worrying: Answer::Yes, text }),
        Kind::ProgrammeContacted => Body::ProgrammeContacted(programme()),
        Kind::ProgrammeEnrolled => Body::ProgrammeEnrolled(programme()),
        Kind::ProgrammeSession => Body::ProgrammeSession(programme()),
        Kind::ProgrammeMissed => Body::ProgrammeMissed(programme()),
        Kind::ProgrammeCompleted => Body::ProgrammeCompleted(programme()),
        Kind::SafeContact => Body::SafeContact(SafeContactDetails {
            channel: word("contact_channel"),
            address: word("contact_value"),
            hours: word("contact_hours"),
            name_to_use: word("contact_name"),
            voicemail: yes(form, "contact_voicemail"),
            code_word: word("contact_code"),
            may_answer: word("contact_pick_up"),
            language: word("contact_language"),
            never: word("contact_never"),
        }),
        Kind::Sheltered => Body::Sheltered(Text { text }),
        Kind::AddressCompromised => Body::AddressCompromised(Text { text }),
        Kind::ConferenceReferred => {
            Body::ConferenceReferred(abri_core::fact::Conference { text, ..Default::default() })
        }
        Kind::ConferenceScheduled => {
            Body::ConferenceScheduled(abri_core::fact::Conference { text, ..Default::default() })
        }
        Kind::ConferenceHeld => {
            Body::ConferenceHeld(abri_core::fact::Conference { text, ..Default::default() })
        }
        Kind::ActionAgreed => Body::ActionAgreed(abri_core::fact::Action { text, ..Default::default() }),
        Kind::ActionDone => Body::ActionDone(abri_core::fact::Action { text, ..Default::default() }),
        _ => Body::Note(Text { text }),
    }
}

/// `GET /cases/{case}/facts/{fact}/correct`.
pub async fn correct(
    member: Member,
    Path((case, fact)): Path<(Uuid, Uuid)>,
    Query(query): QueryMap,
) -> Response {
    let result = match member.typed_before(&query).await {
        Ok(typed) => correction(&member, case, FactId(fact), &typed.unwrap_or_default()).await,
        Err(error) => Err(error.into()),
    };
    answer(&member.visit, result)
}

async fn correction(
    member: &Member,
    case: Uuid,
    fact: FactId,
    answers: &Answers,
) -> Result<Response, Problem> {
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    let row =
        view.facts.iter().find(|row| row.fact.id == fact && row.own).ok_or(abri_app::AppError::NotFound)?;
    allowed(member, row.fact.kind().as_str())?;
    let pack = view.pack.clone();
    let teller = Teller::new(member, &pack);
    let told = view
        .sharing
        .iter()
        .filter(|share| share.kinds.contains(&row.fact.kind()))
        .map(|share| teller.unit(share.to))
        .collect();
    let page = CorrectionPage {
        shell: member.visit.shell(Area::Cases),
        case: teller.head(&view),
        original: teller.chronicle_row(&view, row),
        recipients: told,
        action: format!("/cases/{case}/facts/{fact}/correct"),
        fields: fields(&teller, &view, row.fact.kind(), answers),
    };
    html(page.render())
}

/// `POST /cases/{case}/facts/{fact}/correct`.
pub async fn send_correction(member: Member, Path((case, fact)): Path<(Uuid, Uuid)>, form: Form) -> Response {
    let result = corrected(&member, case, FactId(fact), &form).await;
    answer(&member.visit, result)
}

async fn corrected(member: &Member, case: Uuid, fact: FactId, form: &Form) -> Result<Response, Problem> {
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    let row =
        view.facts.iter().find(|row| row.fact.id == fact && row.own).ok_or(abri_app::AppError::NotFound)?;
    let kind = row.fact.kind().as_str();
    record(member, case, kind, form, Some(fact)).await
}
