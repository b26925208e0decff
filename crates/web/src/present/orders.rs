//! Orders: state, conditions one by one, and how long they still run.

use abri_app::case_view::CaseView;
use abri_core::engine::{Order, OrderState};
use abri_core::fact::Body;
use abri_core::pack::{Basis as RuleBasis, in_language};
use abri_core::{Kind, Sector};

use super::Teller;
use crate::chart::Countdown;
use crate::pages::{Act, Basis, Condition, Icon, Link, OrderBox, OrderClock, T, Tag, Tone};

impl Teller<'_> {
    pub fn order(&self, view: &CaseView, order: &Order) -> OrderBox {
        let case = view.case.id;
        let state = order_tag(self.t, order);
        let title = self.order_title(order);
        let law = order.kind.as_ref().map(|kind| (kind.law.as_str(), kind.confidence));
        let basis = law.map_or(Basis::Practice(String::new()), |(law, confidence)| {
            self.basis(RuleBasis::Law, Some(law), confidence)
        });
        let in_force = is_in_force(order);
        let conditions = order.kind.as_ref().map(|kind| kind.conditions.clone()).unwrap_or_default();
        let conditions = conditions
            .iter()
            .filter(|condition| condition.always || order.conditions.contains(&condition.id))
            .map(|condition| self.condition(view, order, condition, in_force))
            .collect();
        let record = |kind: Kind| {
            let id = order.id.map(|id| format!("?order={id}")).unwrap_or_default();
            Act::Open(Link::new(format!("/cases/{case}/record/{}{id}", kind.as_str()), self.kind(kind)))
        };
        let police = self.member.actor.sector == Sector::Police;
        let acts = match order.state {
            OrderState::Issued | OrderState::InEffectNotCarriedOut if police => {
                vec![
                    record(Kind::OrderServed),
                    record(Kind::OrderCarriedOut),
                    record(Kind::OrderServiceAttempted),
                ]
            }
            OrderState::InEffect | OrderState::CarriedOut if police => {
                vec![record(Kind::OrderChecked), record(Kind::OrderExtended)]
            }
            _ => Vec::new(),
        };
        OrderBox {
            title,
            state,
            basis,
            served: self.served(order),
            ends: order.until.map(|until| self.end(until)),
            countdown: if in_force { self.countdown(order) } else { None },
            conditions,
            acts,
        }
    }

    fn condition(
        &self,
        view: &CaseView,
        order: &Order,
        condition: &abri_core::pack::OrderCondition,
        in_force: bool,
    ) -> Condition {
        let breaches = view
            .facts
            .iter()
            .filter(|fact| match &fact.fact.body {
                Body::OrderBreached(of) => {
                    of.condition.as_deref() == Some(condition.id.as_str())
                        && (of.order.is_none() || of.order == order.id)
                }
                _ => false,
            })
            .map(|fact| self.when(fact.fact.occurred).exact)
            .collect::<Vec<_>>();
        let state = match (breaches.is_empty(), in_force) {
            (false, _) => Tag::new(Tone::Bad, Icon::Overdue, self.t.get("condition-breached")),
            (true, true) => Tag::new(Tone::Good, Icon::Done, self.t.get("condition-in-force")),
            (true, false) => Tag::new(Tone::Plain, Icon::Info, self.t.get("condition-not-in-force")),
        };
        let id = order.id.map(|id| format!("&order={id}")).unwrap_or_default();
        let may = in_force && self.member.actor.sector != Sector::Programme;
        Condition {
            words: in_language(&condition.title, self.language()).to_owned(),
            state,
            detail: breaches.join(", "),
            breach: may.then(|| {
                format!("/cases/{}/record/order.breached?condition={}{id}", view.case.id, condition.id)
            }),
        }
    }

    fn served(&self, order: &Order) -> String {
        let key = match order.state {
            OrderState::Applied => "order-note-applied",
            OrderState::Refused => "order-note-refused",
            OrderState::Withdrawn => "order-note-withdrawn",
            OrderState::Issued => "order-note-issued",
            OrderState::InEffectNotCarriedOut => "order-note-not-carried-out",
            OrderState::InEffect | OrderState::CarriedOut => "order-note-served",
            OrderState::Ended => "order-note-ended",
            OrderState::Lifted => "order-note-lifted",
        };
        let mut words = self.t.get(key).into_owned();
        if let Some(from) = order.from {
            words = format!("{words} {}", self.moment(from).exact);
        }
        if order.bridged {
            words = format!("{words}. {}", self.t.get("order-note-bridged"));
        }
        if order.below_minimum {
            words = format!("{words}. {}", self.t.get("order-note-below-minimum"));
        }
        words
    }

    fn countdown(&self, order: &Order) -> Option<Countdown> {
        let (from, until) = (order.from?, order.until?);
        let whole = until.duration_since(from).as_secs().max(1);
        let left = until.duration_since(self.now.timestamp()).as_secs().clamp(0, whole);
        let words = self.t.voice().deadline(&self.now, &self.local(until));
        Some(Countdown {
            id: format!("ends-{}", order.id.map(|id| id.0.simple().to_string()).unwrap_or_default()),
            left_percent: u8::try_from(left * 100 / whole).unwrap_or(100),
            title: words.clone(),
            left: words,
            ends_iso: until.to_string(),
        })
    }

    /// What the head of the case says of each order that binds or waits to bind: its state, its exact end, what is left.
    pub fn clocks(&self, view: &CaseView) -> Vec<OrderClock> {
        let mut clocks = view
            .orders
            .iter()
            .filter(|order| is_in_force(order) || order.state == OrderState::Issued)
            .map(|order| {
                let until = order.until.filter(|_| is_in_force(order));
                OrderClock {
                    title: self.order_title(order),
                    state: order_tag(self.t, order),
                    ends: until.map(|until| self.end(until)),
                    left: until
                        .map(|until| self.t.voice().deadline(&self.now, &self.local(until)))
                        .unwrap_or_default(),
                }
            })
            .zip(view.orders.iter().filter(|order| is_in_force(order) || order.state == OrderState::Issued))
            .collect::<Vec<_>>();
        // What ends first comes first.
        clocks.sort_by_key(|(_, order)| (order.until.is_none(), order.until));
        clocks.into_iter().map(|(clock, _)| clock).collect()
    }

    pub(super) fn order_title(&self, order: &Order) -> String {
        order.kind.as_ref().map_or_else(
            || self.t.label("fact", "order-issued").into_owned(),
            |kind| in_language(&kind.title, self.language()).to_owned(),
        )
    }
}

pub(super) fn is_in_force(order: &Order) -> bool {
    matches!(order.state, OrderState::InEffect | OrderState::CarriedOut | OrderState::InEffectNotCarriedOut)
}

fn order_tag(t: &T, order: &Order) -> Tag {
    let (tone, icon) = match order.state {
        OrderState::CarriedOut | OrderState::InEffect => (Tone::Good, Icon::Done),
        OrderState::InEffectNotCarriedOut | OrderState::Issued => (Tone::Warn, Icon::Overdue),
        OrderState::Refused | OrderState::Withdrawn | OrderState::Lifted => (Tone::Bad, Icon::Lock),
        OrderState::Applied | OrderState::Ended => (Tone::Plain, Icon::Clock),
    };
    Tag::new(tone, icon, t.label("order-state", order.state.as_str()))
}
