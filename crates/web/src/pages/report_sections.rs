//! The questions of the report: the one place where the names of its fields are written.

use super::T;
use super::form::{Answers, Choice, Entry, Field};
use super::icon::Icon;
use super::report_form::Section;

/// What the pack of the country gives the form, in the language of the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// What the perpetrator can be to the victim: values of the family `relationship`.
    pub relationships: Vec<Choice>,
    /// The screening to be asked at the scene.
    pub instrument: Option<Instrument>,
    /// The orders this person may issue.
    pub orders: Vec<OrderKind>,
    /// Lawful bases for sharing without consent: values of the family `basis`.
    pub bases: Vec<Choice>,
    /// Languages an interpreter may be asked for.
    pub languages: Vec<Choice>,
    /// How many rows for children to show at least.
    pub children: u8,
    /// Schools and kindergartens: the name, and whether it lies in the own district.
    pub schools: Vec<(String, bool)>,
    /// Who is chosen among those found.
    pub chosen: Vec<Chosen>,
    /// The pair that may be known, in words.
    pub pair: Option<String>,
    /// Services that she may want left out: values of the family `limit`.
    pub limits: Vec<Choice>,
    /// What the rules share in serious danger without consent, in words.
    pub in_danger: Vec<String>,
}

/// Somebody found who is the person meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// `victim` or `perpetrator`.
    pub party: String,
    /// The key of the person.
    pub key: String,
    /// The name and the year of birth.
    pub name: String,
    /// Whether something else was typed since.
    pub differs: bool,
}

/// A screening instrument as questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Its id, part of the field names.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What to bear in mind; empty for none.
    pub caution: String,
    /// Item ids with their questions, in order.
    pub items: Vec<(String, String)>,
}

/// An order that can be issued at the scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderKind {
    /// Its id in the pack.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The law it rests on and how long it lasts, in words.
    pub law: String,
    /// The conditions that every such order has, in words.
    pub always: Vec<String>,
    /// The conditions to choose from: ids of the pack with their words.
    pub conditions: Vec<Choice>,
}

/// Every section of the report with what was answered.
///
/// Names of fields, in order (3: `yes`, `no`, `unknown`; 4: these and `refused`):
///
/// - questions: `same_pair`, `victim_same`, `perpetrator_same` (`yes`, `no`), only where they arise
/// - people: `victim_family`, `victim_given`, `victim_patronymic`, `victim_birth`, `victim_sex`,
///   `victim_phone`, the same with `perpetrator_`; `victim_key`, `perpetrator_key` (hidden, a person found)
/// - safety: `safe_to_talk` 3, `interpreter` 3, `interpreter_language`, `interpreter_name`
/// - events: `act_rape`, `act_sexual_assault`, `act_physical_assault`, `act_forced_marriage`,
///   `act_denial_of_resources`, `act_psychological_abuse` 4 each, `relationship`,
///   `when_precision` (`minute`, `day`, `month`, `year`, `unknown`), `when_date`, `when_time`, `place`,
///   `place_kind`, `narrative`
/// - danger: `weapon_used` 3, `weapon_access` 3, `weapon_kind`, `strangulation` 4, `strangulation_signs` (many),
///   `injury` 3, `injury_text`, `medical_care` (`offered`, `called`, `refused`, `not_needed`), `pregnant` 4
/// - children: `children` 3 (must), `children_unknown` (`yes`), and for each row `child_<n>_name`, `_birth`, `_present` 3, `_words`, `_school`
/// - substances: `alcohol` 3, `drugs` 3, `substances_text`
/// - own estimate: `own_estimate` (`killed`, `gravely_hurt`, `hurt`, `no_danger`, `unknown`, `refused`), `own_words`
/// - screening: `item.<instrument>.<item>` 4 each
/// - measures: `order` (id of an order kind or `none`), `condition.<order>` (many), `no_order_reason`,
///   `other_measures` (many)
/// - aggressor: `aggressor` (`as_reported`, `the_other`, `undetermined`), `aggressor_reason`
/// - sharing: `consent` (`given`, `refused`, `not_asked`), `consent_not` (sectors or `none`), `consent_limits`, `basis`, `basis_reason`
/// - contact: `contact_channel`, `contact_value`, `contact_hours`, `contact_name`, `contact_language`,
///   `contact_voicemail` 3, `contact_code`, `contact_pick_up`, `contact_never`
#[must_use]
pub fn sections(t: &T, answers: &Answers, given: &Given) -> Vec<Section> {
    vec![
        section(t, "who", people(t, answers, given)),
        section(t, "safe", safety(t, answers, given)),
        section(t, "events", events(t, answers, given)),
        section(t, "danger", danger(t, answers)),
        section(t, "children", children(t, answers, given)),
        section(t, "substances", substances(t, answers)),
        section(t, "own", own_estimate(t, answers)),
        section(t, "screening", screening(t, answers, given)),
        section(t, "measures", measures(t, answers, given)),
        section(t, "aggressor", aggressor(t, answers)),
        section(t, "sharing", sharing(t, answers, given)),
        section(t, "contact", contact(t, answers, given)),
    ]
}

fn section(t: &T, id: &str, fields: Vec<Field>) -> Section {
    Section {
        id: id.to_owned(),
        title: t.label("report", &format!("{id}-title")).into_owned(),
        short: t.label("report", &format!("{id}-short")).into_owned(),
        lead: t.label("report", &format!("{id}-lead")).into_owned(),
        fields,
    }
}

/// Choices of a closed vocabulary whose words are in `locales`.
fn vocabulary(t: &T, family: &str, keys: &[&str]) -> Vec<Choice> {
    keys.iter().map(|key| Choice::new(*key, t.label(family, key))).collect()
}

fn people(t: &T, answers: &Answers, given: &Given) -> Vec<Field> {
    let person = |party: &str| {
        let name = |part: &str| format!("{party}_{part}");
        let sexes = vocabulary(t, "sex", &["female", "male", "unknown"]);
        let mut fields =
            vec![Field::Hidden { name: name("key"), value: answers.get(&name("key")).to_owned() }];
        if let Some(chosen) = given.chosen.iter().find(|chosen| chosen.party == party) {
            fields.push(Field::said(t.with("report-chosen", "name", &chosen.name)));
            fields.push(Field::Button {
                act: format!("drop.{party}"),
                words: t.get("report-not-this-person").into_owned(),
                icon: Icon::Cross,
            });
            if chosen.differs {
                let label = t.with("report-same-person", "name", &chosen.name);
                let same = vocabulary(t, "same-person", &["yes", "no"]);
                fields.push(Field::choose(answers, &name("same"), label, same));
            }
        }
        fields.extend([
            Field::text(answers, &name("family"), t.get("look-up-family"), Entry::Name),
            Field::text(answers, &name("given"), t.get("look-up-given"), Entry::Name),
            Field::text(answers, &name("patronymic"), t.get("look-up-patronymic"), Entry::Name),
            Field::text(answers, &name("birth"), t.get("look-up-birth"), Entry::Words)
                .hint(t.get("look-up-birth-hint")),
            in_row(Field::choose(answers, &name("sex"), t.get("report-sex"), sexes)),
            Field::text(answers, &name("phone"), t.get("report-phone"), Entry::Phone),
        ]);
        if party == "perpetrator"
            && let Some(phone) = fields.last_mut()
        {
            *phone = phone.clone().hint(t.get("report-phone-perpetrator-hint"));
        }
        Field::group(format!("group-{party}"), t.label("report", party), fields)
    };
    let mut fields = Vec::new();
    if let Some(pair) = &given.pair {
        let same = vocabulary(t, "same-pair", &["yes", "no"]);
        fields.push(Field::choose(answers, "same_pair", t.with("report-same-pair", "pair", pair), same));
    }
    fields.extend([
        person("victim"),
        person("perpetrator"),
        Field::Button {
            act: "look-up".to_owned(),
            words: t.get("report-look-up").into_owned(),
            icon: Icon::Search,
        },
    ]);
    fields
}

fn safety(t: &T, answers: &Answers, given: &Given) -> Vec<Field> {
    vec![
        Field::three(t, answers, "safe_to_talk", t.get("report-safe-to-talk"))
            .hint(t.get("report-safe-to-talk-hint")),
        Field::three(t, answers, "interpreter", t.get("report-interpreter")),
        Field::select(
            answers,
            "interpreter_language",
            t.get("report-interpreter-language"),
            given.languages.clone(),
        ),
        Field::text(answers, "interpreter_name", t.get("report-interpreter-name"), Entry::Name)
            .hint(t.get("report-interpreter-hint")),
    ]
}

fn events(t: &T, answers: &Answers, given: &Given) -> Vec<Field> {
    // In the order of the GBV information management system: the gravest act is asked first and the first yes
    // classifies the incident. Who did it is asked apart, because it does not change what was done.
    let acts = [
        "rape",
        "sexual_assault",
        "physical_assault",
        "forced_marriage",
        "denial_of_resources",
        "psychological_abuse",
    ];
    let acts = acts
        .iter()
        .map(|act| Field::four(t, answers, &format!("act_{act}"), t.label("gbv-type", act)))
        .collect();
    let precisions = vocabulary(t, "precision", &["minute", "day", "month", "year", "unknown"]);
    vec![
        Field::group("group-acts", t.get("report-acts"), acts).hint(t.get("report-acts-hint")),
        Field::select(answers, "relationship", t.get("report-relationship"), given.relationships.clone())
            .hint(t.get("report-relationship-hint")),
        Field::group(
            "group-when",
            t.get("report-when"),
            vec![
                Field::choose(answers, "when_precision", t.get("report-when-precision"), precisions),
                Field::text(answers, "when_date", t.get("report-when-date"), Entry::Words)
                    .hint(t.get("report-when-date-hint")),
                Field::text(answers, "when_time", t.get("report-when-time"), Entry::Time),
            ],
        ),
        in_row(Field::choose(
            answers,
            "place_kind",
            t.get("report-place-kind"),
            vocabulary(t, "place-kind", &["home", "street", "work", "other", "unknown"]),
        )),
        Field::text(answers, "place", t.get("report-place"), Entry::Words).hint(t.get("report-place-hint")),
        Field::lines(answers, "narrative", t.get("report-narrative"), 6).hint(t.get("report-narrative-hint")),
    ]
}

fn danger(t: &T, answers: &Answers) -> Vec<Field> {
    let signs =
        ["voice", "swallowing", "breathing", "marks", "eyes", "fainted", "wet", "vision", "none_seen"];
    vec![
        Field::group(
            "group-strangulation",
            t.get("report-strangulation-title"),
            vec![
                Field::four(t, answers, "strangulation", t.get("report-strangulation"))
                    .hint(t.get("report-strangulation-hint")),
                Field::boxes(
                    answers,
                    "strangulation_signs",
                    t.get("report-strangulation-signs"),
                    vocabulary(t, "strangulation-sign", &signs),
                ),
                Field::warned(t.get("report-strangulation-warning")),
            ],
        ),
        Field::group(
            "group-weapons",
            t.get("report-weapons"),
            vec![
                Field::three(t, answers, "weapon_used", t.get("report-weapon-used")),
                Field::three(t, answers, "weapon_access", t.get("report-weapon-access")),
                Field::text(answers, "weapon_kind", t.get("report-weapon-kind"), Entry::Words),
            ],
        ),
        Field::group(
            "group-injuries",
            t.get("report-injuries"),
            vec![
                Field::three(t, answers, "injury", t.get("report-injury")),
                Field::lines(answers, "injury_text", t.get("report-injury-text"), 3),
                Field::choose(
                    answers,
                    "medical_care",
                    t.get("report-medical-care"),
                    vocabulary(t, "medical-care", &["called", "offered", "refused", "not_needed"]),
                ),
                Field::four(t, answers, "pregnant", t.get("report-pregnant")),
            ],
        ),
    ]
}

fn children(t: &T, answers: &Answers, given: &Given) -> Vec<Field> {
    let mut fields = vec![
        Field::three(t, answers, "children", t.get("report-children"))
            .hint(t.get("report-children-hint"))
            .must(),
        Field::boxes(
            answers,
            "children_unknown",
            t.get("report-children-unknown"),
            vec![Choice::new("yes", t.get("report-children-unknown-yes"))],
        ),
    ];
    let own = given.schools.iter().filter(|(_, own)| *own).map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    let school_hint = match own.as_slice() {
        [] => t.get("report-child-school-hint-none").into_owned(),
        own => t.with("report-child-school-hint", "schools", &own.join("; ")).into_owned(),
    };
    let rows =
        (1_u8..=20).filter(|row| *row <= given.children || answers.any_with_prefix(&format!("child_{row}_")));
    for row in rows {
        let name = |part: &str| format!("child_{row}_{part}");
        fields.push(Field::group(
            format!("group-child-{row}"),
            t.count("report-child", row),
            vec![
                Field::text(answers, &name("name"), t.get("report-child-name"), Entry::Name),
                Field::text(answers, &name("birth"), t.get("report-child-birth"), Entry::Words)
                    .hint(t.get("look-up-birth-hint")),
                Field::three(t, answers, &name("present"), t.get("report-child-present"))
                    .hint(t.get("report-child-present-hint")),
                Field::lines(answers, &name("words"), t.get("report-child-words"), 2)
                    .hint(t.get("report-child-words-hint")),
                Field::offered(
                    answers,
                    &name("school"),
                    t.get("report-child-school"),
                    given.schools.iter().map(|(name, _)| name.clone()).collect(),
                )
                .hint(&school_hint),
            ],
        ));
    }
    fields.push(Field::Button {
        act: "add-child".to_owned(),
        words: t.get("report-add-child").into_owned(),
        icon: Icon::Add,
    });
    fields
}

fn substances(t: &T, answers: &Answers) -> Vec<Field> {
    vec![
        Field::three(t, answers, "alcohol", t.get("report-alcohol")),
        Field::three(t, answers, "drugs", t.get("report-drugs")),
        Field::text(answers, "substances_text", t.get("report-substances-text"), Entry::Words),
    ]
}

fn own_estimate(t: &T, answers: &Answers) -> Vec<Field> {
    let estimates = ["killed", "gravely_hurt", "hurt", "no_danger", "unknown", "refused"];
    vec![
        Field::choose(
            answers,
            "own_estimate",
            t.get("report-own-estimate"),
            vocabulary(t, "own-estimate", &estimates),
        )
        .hint(t.get("report-own-estimate-hint")),
        Field::lines(answers, "own_words", t.get("report-own-words"), 3),
    ]
}

fn screening(t: &T, answers: &Answers, given: &Given) -> Vec<Field> {
    let Some(instrument) = &given.instrument else {
        return vec![Field::said(t.get("report-screening-none"))];
    };
    let items = instrument
        .items
        .iter()
        .map(|(id, question)| Field::four(t, answers, &format!("item.{}.{id}", instrument.id), question))
        .collect();
    let mut fields = Vec::new();
    if !instrument.caution.is_empty() {
        fields.push(Field::said(&instrument.caution));
    }
    fields.push(Field::group("group-screening", &instrument.title, items));
    fields
}

fn measures(t: &T, answers: &Answers, given: &Given) -> Vec<Field> {
    let kind = |order: &OrderKind| {
        let mut hint = order.law.clone();
        if !order.always.is_empty() {
            let always = t.with("report-order-always", "list", &order.always.join("; ")).into_owned();
            hint = if hint.is_empty() { always } else { format!("{hint}. {always}") };
        }
        Choice::new(&order.id, &order.title).hint(hint)
    };
    let mut kinds: Vec<Choice> = given.orders.iter().map(kind).collect();
    kinds.push(Choice::new("none", t.get("report-no-order")).hint(t.get("report-no-order-hint")));
    let mut fields = vec![Field::choose(answers, "order", t.get("report-order"), kinds)];
    for order in given.orders.iter().filter(|order| !order.conditions.is_empty()) {
        let name = format!("condition.{}", order.id);
        let label = t.with("report-conditions", "order", &order.title);
        fields.push(
            Field::boxes(answers, &name, label, order.conditions.clone())
                .hint(t.get("report-conditions-hint")),
        );
    }
    fields.push(Field::lines(answers, "no_order_reason", t.get("report-no-order-reason"), 2));
    let others =
        vocabulary(t, "measure", &["talk", "warning", "register_entry", "detention", "weapon_seized"]);
    fields.push(Field::boxes(answers, "other_measures", t.get("report-other-measures"), others));
    fields
}

fn aggressor(t: &T, answers: &Answers) -> Vec<Field> {
    vec![
        Field::choose(
            answers,
            "aggressor",
            t.get("report-aggressor"),
            vocabulary(t, "aggressor", &["as_reported", "the_other", "undetermined"]),
        )
        .hint(t.get("report-aggressor-hint")),
        Field::lines(answers, "aggressor_reason", t.get("report-aggressor-reason"), 3),
    ]
}

fn sharing(t: &T, answers: &Answers, given: &Given) -> Vec<Field> {
    let mut limits = given.limits.clone();
    limits.push(Choice::new("none", t.label("limit", "none")));
    let mut bases = given.bases.clone();
    bases.push(Choice::new("", t.get("report-basis-none")));
    let danger = match given.in_danger.as_slice() {
        [] => t.get("report-basis-shares-nothing").into_owned(),
        lines => t.with("report-basis-shares", "list", &lines.join("; ")).into_owned(),
    };
    vec![
        Field::choose(
            answers,
            "consent",
            t.get("report-consent"),
            vocabulary(t, "consent-state", &["given", "refused", "not_asked"]),
        )
        .hint(t.get("report-consent-hint")),
        Field::boxes(answers, "consent_not", t.get("report-consent-not"), limits)
            .hint(t.get("report-consent-not-hint")),
        Field::text(answers, "consent_limits", t.get("report-consent-limits"), Entry::Words)
            .hint(t.get("report-consent-limits-hint")),
        Field::choose(answers, "basis", t.get("report-basis"), bases).hint(t.get("report-basis-hint")),
        Field::said(danger),
        Field::lines(answers, "basis_reason", t.get("report-basis-reason"), 2),
    ]
}

fn contact(t: &T, answers: &Answers, given: &Given) -> Vec<Field> {
    let channels = ["call", "sms", "messenger", "email", "in_person", "letter", "through_person"];
    vec![
        Field::choose(
            answers,
            "contact_channel",
            t.get("contact-channel"),
            vocabulary(t, "channel", &channels),
        ),
        Field::text(answers, "contact_value", t.get("contact-value"), Entry::Words),
        Field::text(answers, "contact_hours", t.get("contact-hours"), Entry::Words)
            .hint(t.get("contact-hours-hint")),
        Field::text(answers, "contact_name", t.get("contact-name"), Entry::Name)
            .hint(t.get("contact-name-hint")),
        Field::select(answers, "contact_language", t.get("contact-language"), given.languages.clone()),
        Field::three(t, answers, "contact_voicemail", t.get("contact-voicemail")),
        Field::text(answers, "contact_code", t.get("contact-code"), Entry::Words)
            .hint(t.get("contact-code-hint")),
        Field::text(answers, "contact_pick_up", t.get("contact-pick-up"), Entry::Words),
        Field::text(answers, "contact_never", t.get("contact-never"), Entry::Words),
    ]
}

/// The same choice with its answers side by side.
fn in_row(field: Field) -> Field {
    match field {
        Field::Choose { head, choices, .. } => Field::Choose { head, choices, row: true },
        other => other,
    }
}
