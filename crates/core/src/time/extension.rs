//! Measures that are prolonged, and the bounds within which they may run.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::moment::Moment;
use super::reckoning::{Job, Plan, Reckoned, reckon};
use super::term::{Rollover, Term};

/// Counts a measure that was prolonged: the total length from the original start.
///
/// Six months from 31 August, then three and three more, are twelve months from 31 August; ends that
/// were clipped to a shorter month are not counted on from. Shift and target are those of the last
/// term; the earliest reading is taken if the counting of any of them is not verified.
///
/// # Errors
/// [`ExtendError`], if there is no term or the lengths cannot be added.
pub fn extend(anchor: Moment, terms: &[Term], calendar: &Calendar) -> Result<Reckoned, ExtendError> {
    let (first, rest) = terms.split_first().ok_or(ExtendError::NoTerm)?;
    let mut plan = Plan::of(&first.counting)
        .filter(|plan| !matches!(plan, Plan::Annual(_) | Plan::SchoolDay))
        .ok_or(ExtendError::NoLength { mode: first.counting.mode() })?;
    for term in rest {
        plan = Plan::of(&term.counting)
            .and_then(|next| add(plan, next))
            .ok_or(ExtendError::NotAdditive { first: first.counting.mode(), other: term.counting.mode() })?;
    }
    let last = rest.last().unwrap_or(first);
    let job = Job {
        terms,
        plan: Some(plan),
        rollover: if first.counting.ends_with_a_day() { last.rollover } else { Rollover::None },
        unverified: terms.iter().any(Term::is_unverified),
        target: last.local_target,
    };
    Ok(job.reckon(anchor, calendar))
}

/// The sum of two lengths that are counted in the same way. Whether the day of the event counts is
/// decided by the first: there is only one such day.
fn add<'t>(one: Plan<'t>, other: Plan<'t>) -> Option<Plan<'t>> {
    match (one, other) {
        (Plan::Physical { hours }, Plan::Physical { hours: more }) => {
            Some(Plan::Physical { hours: hours + more })
        }
        (Plan::Excluding { hours, excluded }, Plan::Excluding { hours: more, excluded: same })
            if excluded == same =>
        {
            Some(Plan::Excluding { hours: hours + more, excluded })
        }
        (
            Plan::Days { months, days, event_day_counts },
            Plan::Days { months: more_months, days: more_days, .. },
        ) => Some(Plan::Days { months: months + more_months, days: days + more_days, event_day_counts }),
        (Plan::Working { days, event_day_counts }, Plan::Working { days: more, .. }) => {
            Some(Plan::Working { days: days + more, event_day_counts })
        }
        _ => None,
    }
}

/// Lengths that cannot be counted as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtendError {
    /// No term was given.
    #[error("there is no term to count")]
    NoTerm,
    /// The mode names a day or no instant, not a length.
    #[error("counting mode {mode:?} has no length that could be extended")]
    NoLength {
        /// The mode.
        mode: &'static str,
    },
    /// The modes are counted in different ways.
    #[error("terms counted by {first:?} and by {other:?} cannot be added")]
    NotAdditive {
        /// The mode of the first term.
        first: &'static str,
        /// The mode that cannot be added to it.
        other: &'static str,
    },
}

/// The bounds of a measure. Each is a term of its own; `None` means that the law sets no such bound.
///
/// `min` and `max` bound the length that is chosen when the measure is ordered. `cap` and `floor` bound
/// an end that an event brings about: a decision served, an application withdrawn. Where bounds
/// contradict each other, the earlier end wins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TermBounds {
    /// The shortest length that may be chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<Term>,
    /// The longest length that may be chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Term>,
    /// The latest end, however the measure came to run on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Term>,
    /// The earliest end that an event may bring about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Term>,
}

/// An end within its bounds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bounded {
    /// The end that counts; `None`, if the wanted end has no instant.
    pub at: Option<Timestamp>,
    /// Whether the end itself is already too late, as in [`Reckoned`].
    pub end_is_exclusive: bool,
    /// What the bounds did to the wanted end.
    pub outcome: BoundOutcome,
}

/// What the bounds did to a wanted end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum BoundOutcome {
    /// Nothing: it lies within them.
    Within,
    /// It was too late and is set to the bound.
    Clipped {
        /// The end that was wanted.
        wanted: Timestamp,
        /// The bound, which now is the end.
        to: Reckoned,
    },
    /// It was too early and is set to the floor.
    Raised {
        /// The end that was wanted.
        wanted: Timestamp,
        /// The floor, which now is the end.
        to: Reckoned,
    },
    /// The length that was chosen is shorter than the law allows. The end stays: nobody is shown more
    /// protection than was ordered, and somebody has to set the order right.
    BelowMinimum {
        /// The shortest that the law allows.
        minimum: Reckoned,
    },
}

impl TermBounds {
    /// Holds the length chosen for a measure, already counted, against `min`, `max` and `cap`.
    ///
    /// `anchor_of` gives the clock start of a bound ([`Term::anchor`] may name one).
    pub fn chosen(
        &self,
        wanted: &Reckoned,
        anchor_of: impl Fn(&Term) -> Moment,
        calendar: &Calendar,
    ) -> Bounded {
        let within = |outcome| Bounded { at: wanted.at, end_is_exclusive: wanted.end_is_exclusive, outcome };
        let Some(at) = wanted.at else { return within(BoundOutcome::Within) };
        if let Some(clipped) = self.clip(at, &anchor_of, calendar) {
            return clipped;
        }
        match self.min.as_ref().map(|min| reckon(min, anchor_of(min), calendar)) {
            Some(minimum) if minimum.at.is_some_and(|min| at < min) => {
                within(BoundOutcome::BelowMinimum { minimum })
            }
            _ => within(BoundOutcome::Within),
        }
    }

    /// Holds an end that an event brought about (served, withdrawn, lifted) against `floor`, `max` and
    /// `cap`. The measure ends with the event, so the end is exclusive.
    ///
    /// `anchor_of` gives the clock start of a bound ([`Term::anchor`] may name one).
    pub fn ended(
        &self,
        wanted: Timestamp,
        anchor_of: impl Fn(&Term) -> Moment,
        calendar: &Calendar,
    ) -> Bounded {
        let floor = self.floor.as_ref().map(|floor| reckon(floor, anchor_of(floor), calendar));
        let raised = floor.filter(|floor| floor.at.is_some_and(|at| wanted < at));
        let at = raised.as_ref().and_then(|floor| floor.at).unwrap_or(wanted);
        if let Some(clipped) = self.clip(at, &anchor_of, calendar) {
            return clipped;
        }
        match raised {
            Some(to) => Bounded {
                at: to.at,
                end_is_exclusive: to.end_is_exclusive,
                outcome: BoundOutcome::Raised { wanted, to },
            },
            None => Bounded { at: Some(wanted), end_is_exclusive: true, outcome: BoundOutcome::Within },
        }
    }

    /// The latest end that the bounds allow: until then a measure runs that runs on until a decision is
    /// served. `None`, if there is neither `max` nor `cap`, or neither has an instant.
    pub fn ceiling(&self, anchor_of: impl Fn(&Term) -> Moment, calendar: &Calendar) -> Option<Reckoned> {
        [&self.max, &self.cap]
            .into_iter()
            .flatten()
            .map(|bound| reckon(bound, anchor_of(bound), calendar))
            .filter(|bound| bound.at.is_some())
            .min_by_key(|bound| bound.at)
    }

    fn clip(
        &self,
        wanted: Timestamp,
        anchor_of: impl Fn(&Term) -> Moment,
        calendar: &Calendar,
    ) -> Option<Bounded> {
        let to = self.ceiling(anchor_of, calendar)?;
        let at = to.at.filter(|at| *at < wanted)?;
        Some(Bounded {
            at: Some(at),
            end_is_exclusive: to.end_is_exclusive,
            outcome: BoundOutcome::Clipped { wanted, to },
        })
    }
}
