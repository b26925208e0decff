//! What a record page asks, by kind of fact, and which answers it cannot do without.

use abri_app::case_view::CaseView;
use abri_core::Kind;
use abri_core::pack::in_language;

use super::super::risk;
use super::order;
use crate::pages::{Answers, Choice, Entry, Field};
use crate::present::Teller;

/// The questions of a kind.
pub(super) fn fields(teller: &Teller<'_>, view: &CaseView, kind: Kind, answers: &Answers) -> Vec<Field> {
    let must = required(kind);
    let mut fields = Vec::new();
    if order::is_step(kind) || kind == Kind::OrderIssued && !order::candidates(view, kind).is_empty() {
        fields.push(order::which(teller, view, kind, answers));
    }
    fields.extend(questions(teller, view, kind, answers));
    let label = |key: &str| teller.t.label("field", key).into_owned();
    if kind != Kind::SafeContact {
        fields.push(
            Field::text(answers, "when_date", label("when-date"), Entry::Words).hint(label("when-date-hint")),
        );
        fields.push(Field::text(answers, "when_time", label("when-time"), Entry::Time));
        fields.push(Field::lines(answers, "text", label("text"), 4));
    }
    let nowhere = order::is_step(kind) && order::candidates(view, kind).is_empty();
    let must = must.iter().filter(|name| !(nowhere && **name == "condition")).collect::<Vec<_>>();
    fields
        .into_iter()
        .map(|field| if must.iter().any(|name| field.asks(name)) { field.must() } else { field })
        .collect()
}

/// The answers without which a fact of the kind says nothing.
pub(super) const fn required(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::OrderBreached => &["order", "condition", "text"],
        Kind::OrderApplied | Kind::OrderIssued => &["order_kind"],
        Kind::OrderServed | Kind::OrderCarriedOut | Kind::OrderServiceAttempted => &["order"],
        Kind::OrderChecked => &["order", "complied"],
        Kind::OrderExtended => &["order", "days"],
        Kind::OrderRefused | Kind::OrderLifted | Kind::OrderWithdrawn => &["order", "text"],
        Kind::ReferralSent | Kind::Consented => &["to"],
        Kind::ReportSent => &["report_to", "text"],
        Kind::RiskOverridden => &["level", "text"],
        Kind::SafeContact => &["contact_value"],
        Kind::ContactMade => &["with", "channel"],
        Kind::ContactAttempted => &["with", "channel", "outcome"],
        Kind::RiskTold => &["channel"],
        Kind::Closed => &["reason", "text"],
        Kind::Note
        | Kind::IncidentReported
        | Kind::InjuryDocumented
        | Kind::ComplaintWithdrawn
        | Kind::Discontinued
        | Kind::ReferralDeclined
        | Kind::SafetyPlanned
        | Kind::ChildPlanned
        | Kind::ChildConcern
        | Kind::SchoolObserved
        | Kind::ConferenceReferred
        | Kind::ActionAgreed
        | Kind::ActionDone
        | Kind::Warned => &["text"],
        _ => &[],
    }
}

fn questions(teller: &Teller<'_>, view: &CaseView, kind: Kind, answers: &Answers) -> Vec<Field> {
    let t = teller.t;
    let label = |key: &str| t.label("field", key).into_owned();
    let three = |name: &str| Field::three(t, answers, name, label(&name.replace('_', "-")));
    let choices = |family: &str, keys: &[&str]| {
        keys.iter().map(|key| Choice::new(*key, t.label(family, key))).collect::<Vec<_>>()
    };
    let channel = |answers: &Answers| {
        let ways = choices("channel", &["call", "sms", "in_person", "letter", "through_person"]);
        Field::select(answers, "channel", label("channel"), open(t, ways))
    };
    match kind {
        Kind::OrderBreached => {
            let mut list =
                vec![Field::select(answers, "condition", label("condition"), conditions(teller, view))];
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
        Kind::ContactMade | Kind::ContactAttempted => {
            let mut list = vec![
                Field::select(
                    answers,
                    "with",
                    label("with"),
                    open(t, choices("party", &["victim", "perpetrator", "child", "other"])),
                ),
                channel(answers),
            ];
            if kind == Kind::ContactAttempted {
                let outcomes =
                    choices("contact-outcome", &["no_answer", "wrong_number", "declined", "not_safe"]);
                list.push(Field::choose(answers, "outcome", label("outcome"), outcomes));
            }
            list
        }
        // Her level is told to her and to nobody else.
        Kind::RiskTold => vec![channel(answers)],
        Kind::OrderApplied | Kind::OrderIssued => order::decision(teller, kind, answers),
        Kind::OrderExtended => vec![Field::text(answers, "days", label("days"), Entry::Number)],
        Kind::OrderLifted => vec![three("drops_children")],
        Kind::ReportSent => vec![
            Field::select(
                answers,
                "report_to",
                label("report-to"),
                open(
                    t,
                    choices("sector", &["social", "prosecution", "court", "police", "health", "education"]),
                ),
            ),
            three("worrying"),
        ],
        Kind::Closed => vec![Field::choose(
            answers,
            "reason",
            label("closing-reason"),
            choices(
                "closing-reason",
                &["safe_for_long", "moved_away", "perpetrator_gone", "opened_in_error", "other"],
            ),
        )],
        Kind::ReferralSent => vec![Field::select(
            answers,
            "to",
            label("to"),
            open(t, choices("sector", &["ngo", "social", "health", "programme"])),
        )],
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
            Field::text(answers, "contact_value", t.get("contact-value"), Entry::Words),
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
        Kind::InjuryDocumented => vec![
            Field::boxes(
                answers,
                "regions",
                label("regions"),
                choices(
                    "body-region",
                    &[
                        "head", "face", "neck", "chest", "abdomen", "back", "arms", "hands", "genitals",
                        "legs",
                    ],
                ),
            ),
            three("serious"),
            three("strangulation").hint(label("strangulation-signs-hint")),
        ],
        _ => Vec::new(),
    }
}

fn conditions(teller: &Teller<'_>, view: &CaseView) -> Vec<Choice> {
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

/// Choices with nothing chosen at first, so that nobody sends what merely stood on top.
fn open(t: &crate::pages::T, choices: Vec<Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", t.get("choose-one"))).chain(choices).collect()
}
