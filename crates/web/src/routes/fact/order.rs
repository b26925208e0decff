//! Orders on the record page: which order a step belongs to, what an order or an application says.

use abri_app::case_view::CaseView;
use abri_core::engine::{Order, OrderState};
use abri_core::fact::{Answer, OrderDecision, OrderEvent};
use abri_core::id::OrderId;
use abri_core::pack::{OrderKind, in_language};
use abri_core::{Kind, Pack};
use uuid::Uuid;

use super::super::report::yes;
use crate::context::Form;
use crate::pages::{Answers, Choice, Entry, Field};
use crate::present::Teller;

/// The orders of a case to which a step of this kind can belong, the latest first.
pub(super) fn candidates(view: &CaseView, kind: Kind) -> Vec<&Order> {
    let fits = |order: &&Order| match kind {
        Kind::OrderServed | Kind::OrderCarriedOut | Kind::OrderServiceAttempted => matches!(
            order.state,
            OrderState::Issued | OrderState::InEffectNotCarriedOut | OrderState::InEffect
        ),
        Kind::OrderChecked | Kind::OrderExtended => is_in_force(order),
        // A breach is often told when the order is over already.
        Kind::OrderBreached => {
            is_in_force(order) || matches!(order.state, OrderState::Issued | OrderState::Ended)
        }
        Kind::OrderLifted => is_in_force(order) || order.state == OrderState::Issued,
        Kind::OrderRefused | Kind::OrderWithdrawn | Kind::OrderIssued => order.state == OrderState::Applied,
        _ => false,
    };
    view.orders.iter().rev().filter(|order| order.id.is_some()).filter(fits).collect()
}

fn is_in_force(order: &Order) -> bool {
    matches!(order.state, OrderState::InEffect | OrderState::CarriedOut | OrderState::InEffectNotCarriedOut)
}

/// Whether a fact of the kind is a step in the life of one order.
pub(super) const fn is_step(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OrderServed
            | Kind::OrderCarriedOut
            | Kind::OrderServiceAttempted
            | Kind::OrderChecked
            | Kind::OrderExtended
            | Kind::OrderBreached
            | Kind::OrderLifted
            | Kind::OrderRefused
            | Kind::OrderWithdrawn
    )
}

/// Whether a step can be recorded although the case knows no order to which it belongs: orders of other places are
/// broken, and applications refused, of which nobody told Abri.
pub(super) const fn stands_alone(kind: Kind) -> bool {
    matches!(kind, Kind::OrderBreached | Kind::OrderRefused)
}

/// Whether there is something to which a fact of the kind can belong.
pub(crate) fn has_place(view: &CaseView, kind: Kind) -> bool {
    !is_step(kind) || stands_alone(kind) || !candidates(view, kind).is_empty()
}

/// The question which order is meant. With one order there is nothing to ask.
pub(super) fn which(teller: &Teller<'_>, view: &CaseView, kind: Kind, answers: &Answers) -> Field {
    let orders = candidates(view, kind);
    let named = answers.get("order");
    let known = orders.iter().filter_map(|order| order.id).find(|id| id.to_string() == named);
    match (known, orders.as_slice()) {
        (Some(id), _) if answers.error("order").is_none() => hidden(&id.to_string()),
        (None, []) => hidden(""),
        (None, [only]) if kind != Kind::OrderIssued => {
            hidden(&only.id.map(|id| id.to_string()).unwrap_or_default())
        }
        _ => {
            let mut choices = vec![Choice::new("", teller.t.get("choose-one"))];
            choices.extend(orders.iter().map(|order| {
                Choice::new(order.id.map(|id| id.to_string()).unwrap_or_default(), name(teller, order))
            }));
            let label = if kind == Kind::OrderIssued { "decides-application" } else { "which-order" };
            let field = Field::select(answers, "order", teller.t.label("field", label), choices);
            if kind == Kind::OrderIssued { field } else { field.must() }
        }
    }
}

fn hidden(order: &str) -> Field {
    Field::Hidden { name: "order".to_owned(), value: order.to_owned() }
}

/// An order in words that tell it from others of its case.
fn name(teller: &Teller<'_>, order: &Order) -> String {
    let language = teller.t.language().code();
    let title = order
        .kind
        .as_ref()
        .map_or_else(|| teller.kind(Kind::OrderIssued), |kind| in_language(&kind.title, language).to_owned());
    let state = teller.t.label("order-state", order.state.as_str());
    let from = order.from.map(|from| teller.moment(from).exact).unwrap_or_default();
    format!("{title} · {state} {from}").trim_end().to_owned()
}

/// The kinds of orders in force today, with the conditions of each.
pub(super) fn decision(teller: &Teller<'_>, kind: Kind, answers: &Answers) -> Vec<Field> {
    let t = teller.t;
    let kinds = kinds(teller.pack, teller.now.date());
    let words = |of: &OrderKind| in_language(&of.title, t.language().code()).to_owned();
    let choices = kinds.iter().map(|of| {
        Choice::new(&of.id, words(of)).hint(format!("{} · {}", t.label("sector", of.issuer.as_str()), of.law))
    });
    let mut fields =
        vec![Field::choose(answers, "order_kind", t.label("field", "order-kind"), choices.collect()).must()];
    if kind == Kind::OrderApplied {
        return fields;
    }
    for of in &kinds {
        let free = of.conditions.iter().filter(|condition| !condition.always);
        let free = free
            .map(|condition| Choice::new(&condition.id, in_language(&condition.title, t.language().code())));
        let free = free.collect::<Vec<_>>();
        if !free.is_empty() {
            let label = t.with("report-conditions", "order", &words(of));
            let field = Field::boxes(answers, &format!("condition.{}", of.id), label, free);
            fields.push(field.hint(t.label("field", "conditions-hint")));
        }
    }
    fields.push(
        Field::text(answers, "days", t.label("field", "length-days"), Entry::Number)
            .hint(t.label("field", "length-days-hint")),
    );
    fields.push(
        Field::three(t, answers, "served_at_once", t.label("field", "served-at-once"))
            .hint(t.label("field", "served-at-once-hint")),
    );
    fields.push(Field::three(t, answers, "protects_children", t.label("field", "protects-children")));
    fields
}

fn kinds(pack: &Pack, today: jiff::civil::Date) -> Vec<&OrderKind> {
    let mut kinds = pack.order_kinds_on(today).map(AsRef::as_ref).collect::<Vec<&OrderKind>>();
    // The country's own kinds first: those of the treaties stand in where it has none.
    kinds.sort_by_key(|kind| (!kind.usual, kind.id.starts_with("common.")));
    kinds
}

/// The decision or application that a form tells of; what it does not ask stays as it was before a correction.
pub(super) fn decided(
    pack: &Pack,
    kind: Kind,
    form: &Form,
    before: Option<&OrderDecision>,
    fresh: Uuid,
) -> OrderDecision {
    let before = before.cloned().unwrap_or_default();
    let named = Uuid::parse_str(form.get("order")).ok().map(OrderId);
    let days = form.get("days").trim().parse().ok();
    let text = Some(form.get("text").trim().to_owned()).filter(|text| !text.is_empty());
    if matches!(kind, Kind::OrderExtended | Kind::OrderRefused) {
        return OrderDecision { order: named.or(before.order), days, text, ..before };
    }
    let id = form.get("order_kind").to_owned();
    let issuer = pack.orders.iter().rev().find(|of| of.id == id).map(|of| of.issuer);
    let field = format!("condition.{id}");
    let conditions = form.0.iter().filter(|(name, _)| *name == field).map(|(_, value)| value.clone());
    OrderDecision {
        order: named.or(before.order).or(Some(OrderId(fresh))),
        conditions: conditions.collect(),
        issuer,
        days,
        protects: if before.protects.is_empty() { vec!["victim".to_owned()] } else { before.protects },
        protects_children: yes(form, "protects_children"),
        on_application: if named.is_some() { Answer::Yes } else { before.on_application },
        served_at_once: form.get("served_at_once") == "yes",
        order_kind: Some(id).filter(|id| !id.is_empty()),
        text,
        ..before
    }
}

/// The step that a form tells of.
pub(super) fn step(form: &Form, before: Option<&OrderEvent>) -> OrderEvent {
    let before = before.cloned().unwrap_or_default();
    OrderEvent {
        order: Uuid::parse_str(form.get("order")).ok().map(OrderId).or(before.order),
        drops_children: yes(form, "drops_children"),
        complied: yes(form, "complied"),
        text: Some(form.get("text").trim().to_owned()).filter(|text| !text.is_empty()),
    }
}
