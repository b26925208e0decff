//! Time as law counts it: when something happened, how long a term runs, and when it ends.
//!
//! This is the only place where a deadline is computed. It is pure: it reads no clock, and the same
//! input always gives the same answer together with the [`Step`]s that explain it, so that a page or
//! a command can say in any language how an end was counted.
//!
//! - [`Moment`]: when something occurred, as precisely as it is known.
//! - [`Term`]: a length and the way it is counted, as a pack writes it.
//! - [`Calendar`]: time zone, holidays, moved working days and school days of one country or region.
//! - [`reckon`]: term x start x calendar gives a [`Reckoned`].
//! - [`extend`], [`TermBounds`]: prolonged measures, shortest and longest lengths, caps and floors.
//!
//! # Boundary instants
//!
//! An order is in force for `t < at`. "Until the end of day D" is midnight at the start of `D + 1` in
//! the calendar's zone and is exclusive. A term of hours is met at `t <= at`. "Without delay" has no
//! instant at all; a local target beside it is a target of the service, never law.
//!
//! # The earliest reading
//!
//! Where it is not certain how a term is counted, or when it began, the module answers with the
//! earliest plausible end and records [`Step::EarliestReading`]: a victim must not be told that she is
//! protected for longer than she may be, nor an agency that it has more time than it may have.

mod calendar;
mod calendar_file;
mod counting;
mod easter;
mod extension;
mod local_clock;
mod moment;
mod reckoning;
mod step;
mod term;

#[cfg(test)]
mod tests;

pub use calendar::{
    Calendar, Church, Closed, DayKind, Holiday, HolidayKind, HolidayRule, Known, SchoolBreak, Schooling,
};
pub use calendar_file::CalendarError;
pub use counting::{Counting, DayName, DayOfYear, Excluded};
pub use extension::{BoundOutcome, Bounded, ExtendError, TermBounds, extend};
pub use moment::{Moment, MomentError, Precision};
pub use reckoning::{Ending, Reckoned, ending, reckon};
pub use step::{CalendarPart, EarliestBecause, NoInstant, Passed, Reading, Step};
pub use term::{CountingConfidence, LocalTarget, Rollover, Term, TermError, TermProblem};
