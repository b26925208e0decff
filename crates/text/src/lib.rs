//! Every word the interface shows to a person, in the language of that person.
//!
//! Texts live in `locales/<language>/*.ftl` (Fluent) and nowhere else. This crate loads them, chooses plural
//! forms and writes dates, numbers, names and lists the way each language does:
//!
//! ```
//! use abri_text::{Args, Language, Texts};
//!
//! let texts = Texts::load()?;
//! let voice = texts.voice(Language::En);
//! assert_eq!(voice.label("sector", "police"), "Police");
//! assert_eq!(voice.get_args("relative-in-days", &Args::new().number("n", 3)), "in 3 days");
//! assert_eq!(voice.get("no-such-text"), "⟦no-such-text⟧");
//! # Ok::<(), abri_text::TextsError>(())
//! ```
//!
//! Three rules hold for every `.ftl` file; [`check`] finds what breaks them:
//!
//! 1. Plural forms are chosen by `PLURAL($n)`, never by the bare number. Fluent's own plural rules are wrong
//!    for Belarusian (22) and Romanian (105); `PLURAL` asks ICU4X.
//! 2. A language that ships has exactly the texts of English, with the same variables.
//! 3. A text holds words only: no markup, no edge spaces, no invisible marks.
//!
//! The crate knows no clock and no request: the moment and the language are parameters.

mod args;
mod catalogue;
mod check;
mod collation;
mod dates;
mod formats;
mod language;
mod names;
mod patterns;
mod plurals;
mod quantity;
mod relative;
mod texts;
mod typography;

pub use args::Args;
pub use catalogue::Source;
pub use check::{Fault, Problem, check, check_sources};
pub use dates::When;
pub use language::Language;
pub use names::{NameStyle, PersonName};
pub use quantity::Quantity;
pub use texts::{MISSING_CLOSE, MISSING_OPEN, TextError, Texts, TextsError, Voice};
