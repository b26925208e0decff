//! `abri pack show`: what holds on a day.

use abri_core::Kind;
use abri_core::pack::{DisclosureRule, Holder, ItemKind, OrderKind, Pack, Rule, Validity, in_language};
use abri_core::time::Term;
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::load;
use crate::cli::Common;
use crate::counting;
use crate::failure::{Exit, Failure};
use crate::output;
use crate::packs::Packs;

/// Arguments of `pack show`.
#[derive(Clone, Debug, Args)]
pub struct Show {
    /// The pack
    pub pack: String,
    /// The day [default: the day of the law that was read]
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
}

/// Shows the rows of the pack in force on the day.
///
/// # Errors
///
/// Where the pack is unknown or has problems.
pub fn run(command: &Show, common: &Common) -> Result<Exit, Failure> {
    let pack = load(&Packs::new(common.packs.clone()), &command.pack)?;
    let day = command.on.unwrap_or(pack.head.law_date);
    if common.json {
        output::json(&as_json(&pack, day, &common.language))?;
    } else {
        print(&pack, day, &common.language);
    }
    Ok(Exit::Fine)
}

fn rules_of(pack: &Pack, day: Date, kind: ItemKind) -> impl Iterator<Item = &Rule> {
    pack.rules_on(day).map(AsRef::as_ref).filter(move |rule| rule.kind == kind)
}

fn disclosures_on(pack: &Pack, day: Date) -> impl Iterator<Item = &DisclosureRule> {
    pack.disclosures.iter().map(AsRef::as_ref).filter(move |rule| rule.validity.covers(day))
}

const fn holder(holder: Holder) -> &'static str {
    match holder {
        Holder::Police => "police",
        Holder::Health => "health",
        Holder::Social => "social",
        Holder::Education => "education",
        Holder::Ngo => "ngo",
        Holder::Prosecution => "prosecution",
        Holder::Court => "court",
        Holder::Prison => "prison",
        Holder::Programme => "programme",
        Holder::Coordination => "coordination",
        Holder::Issuer => "issuer",
        Holder::Decider => "decider",
        Holder::Recorder => "recorder",
    }
}

fn as_json(pack: &Pack, day: Date, language: &str) -> Value {
    let rules = |kind| rules_of(pack, day, kind).map(|rule| rule_json(rule, language)).collect::<Vec<_>>();
    json!({
        "pack": pack.head.id,
        "name": in_language(&pack.head.name, language),
        "country": pack.head.country,
        "law_date": pack.head.law_date,
        "confirmed": pack.head.confirmed,
        "open_questions": pack.head.open_questions,
        "on": day,
        "orders": pack.order_kinds_on(day).map(|kind| order_json(kind, language)).collect::<Vec<_>>(),
        "duties": rules(ItemKind::Duty),
        "alerts": rules(ItemKind::Alert),
        "proposals": rules(ItemKind::Proposal),
        "disclosures": disclosures_on(pack, day).map(|rule| disclosure_json(rule, language)).collect::<Vec<_>>(),
    })
}

/// Adds what every row has: reference, confidence, source and validity.
fn row(mut fields: Value, confidence: &str, source: Option<&String>, validity: Validity) -> Value {
    if let Value::Object(fields) = &mut fields {
        fields.insert("confidence".to_owned(), json!(confidence));
        fields.insert("source".to_owned(), json!(source));
        fields.insert("valid_from".to_owned(), json!(validity.from));
        fields.insert("valid_to".to_owned(), json!(validity.to));
    }
    fields
}

fn order_json(kind: &OrderKind, language: &str) -> Value {
    let conditions = kind.conditions.iter().map(|condition| {
        json!({ "id": condition.id, "title": in_language(&condition.title, language), "always": condition.always })
    });
    let bridge = kind.bridge.as_ref().map(
        |bridge| json!({ "cap": bridge.cap, "law": bridge.law, "confidence": bridge.confidence.as_str() }),
    );
    let fields = json!({
        "id": kind.id,
        "title": in_language(&kind.title, language),
        "issuer": kind.issuer,
        "issued_by": in_language(&kind.issued_by, language),
        "usual": kind.usual,
        "clock_start": kind.clock_start,
        "term": kind.term,
        "min": kind.bounds.min,
        "max": kind.bounds.max,
        "extended_max": kind.extended_max,
        "counting": order_terms(kind),
        "bridge": bridge,
        "conditions": conditions.collect::<Vec<_>>(),
        "law": kind.law,
    });
    row(fields, kind.confidence.as_str(), kind.source.as_ref(), kind.validity)
}

fn rule_json(rule: &Rule, language: &str) -> Value {
    let kinds = Kind::ALL.iter().filter(|kind| rule.on.contains(**kind)).map(|kind| kind.as_str());
    let fields = json!({
        "id": rule.id,
        "kind": rule.kind,
        "concern": rule.concern,
        "title": in_language(&rule.title, language),
        "why": in_language(&rule.why, language),
        "holder": holder(rule.holder),
        "role": rule.role,
        "owed_by_perpetrator": rule.owed_by_perpetrator,
        "tell": rule.tell.iter().map(|(sector, _)| sector).collect::<Vec<_>>(),
        "on": kinds.collect::<Vec<_>>(),
        "within": rule.within,
        "counting": rule_terms(rule),
        "basis": rule.basis,
        "law": rule.law,
    });
    row(fields, rule.confidence.as_str(), rule.source.as_ref(), rule.validity)
}

fn disclosure_json(rule: &DisclosureRule, language: &str) -> Value {
    let fields = json!({
        "id": rule.id,
        "to": rule.to,
        "role": rule.role,
        "data": rule.data,
        "basis": rule.basis,
        "needs_consent": rule.needs_consent,
        "purpose": in_language(&rule.purpose, language),
        "law": rule.law,
    });
    row(fields, rule.confidence.as_str(), rule.source.as_ref(), rule.validity)
}

fn order_terms(kind: &OrderKind) -> String {
    let part = |name: &str, term: Option<&Term>| term.map(|term| format!("{name}{}", counting::term(term)));
    let cap = kind.bridge.as_ref().and_then(|bridge| bridge.cap.as_ref());
    let parts = [
        part("", kind.term.as_ref()),
        part("at least ", kind.bounds.min.as_ref()),
        part("at most ", kind.bounds.max.as_ref()),
        part("extended at most ", kind.extended_max.as_ref()),
        part("until the court decides, at most ", cap),
    ];
    let words = parts.into_iter().flatten().collect::<Vec<_>>();
    if words.is_empty() { "as decided".to_owned() } else { words.join(", ") }
}

fn rule_terms(rule: &Rule) -> String {
    let before = rule.before_order_end.map(|before| format!("{} h before the order ends", before.as_hours()));
    let after = rule.raise_after.as_ref().map(|after| format!("raised after {}", counting::term(after)));
    let within = match (&rule.within, rule.within_by_level) {
        (Some(within), _) => Some(counting::term(within)),
        (None, true) => Some("by the level of risk".to_owned()),
        (None, false) => None,
    };
    let parts = [before, after, within].into_iter().flatten().collect::<Vec<_>>();
    if parts.is_empty() { "-".to_owned() } else { parts.join(", ") }
}

fn print(pack: &Pack, day: Date, language: &str) {
    let head = &pack.head;
    let state = if head.confirmed { "confirmed" } else { "reference pack, not confirmed by a lawyer" };
    output::line(&format!(
        "{} ({}) on {day}; law as read on {}; {state}",
        in_language(&head.name, language),
        head.id,
        head.law_date
    ));
    section(
        "Orders",
        pack.order_kinds_on(day).map(|kind| {
            let title = in_language(&kind.title, language);
            cells([
                &kind.id,
                title,
                kind.issuer.as_str(),
                &order_terms(kind),
                kind.confidence.as_str(),
                &kind.law,
            ])
        }),
    );
    for (title, kind) in
        [("Duties", ItemKind::Duty), ("Alerts", ItemKind::Alert), ("Proposals", ItemKind::Proposal)]
    {
        section(
            title,
            rules_of(pack, day, kind).map(|rule| {
                let law = rule.law.as_deref().unwrap_or("-");
                let reference = match rule.basis {
                    abri_core::pack::Basis::Law => law.to_owned(),
                    basis => format!("{}: {law}", basis.as_str()),
                };
                let title = in_language(&rule.title, language);
                cells([
                    &rule.id,
                    title,
                    holder(rule.holder),
                    &rule_terms(rule),
                    rule.confidence.as_str(),
                    &reference,
                ])
            }),
        );
    }
    section(
        "Disclosures",
        disclosures_on(pack, day).map(|rule| {
            let consent = if rule.needs_consent { "with consent" } else { rule.basis.as_str() };
            let purpose = in_language(&rule.purpose, language);
            cells([&rule.id, purpose, rule.to.as_str(), consent, rule.confidence.as_str(), &rule.law])
        }),
    );
}

fn cells(row: [&str; 6]) -> Vec<String> {
    row.map(str::to_owned).to_vec()
}

fn section(title: &str, rows: impl Iterator<Item = Vec<String>>) {
    let rows = rows.collect::<Vec<_>>();
    output::heading(&format!("{title} ({})", rows.len()));
    if !rows.is_empty() {
        output::table(&["id", "what", "who", "counting", "confidence", "reference"], &rows);
    }
}
