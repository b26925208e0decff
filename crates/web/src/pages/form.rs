//! Forms as data: what is asked, what was typed, what is wrong with it.
//!
//! Every page that asks something is made of [`Field`]s. A handler builds the same fields again with what was
//! typed and the errors it found; nothing a person typed is lost.

use super::{Icon, T};
use askama::Template;
use std::collections::BTreeMap;

/// What was sent, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    values: BTreeMap<String, Vec<String>>,
    errors: BTreeMap<String, String>,
}

impl Answers {
    /// The pairs of a form or of a saved draft, in the order they were sent.
    #[must_use]
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            values.entry(name.into()).or_default().push(value.into());
        }
        Self { values, errors: BTreeMap::new() }
    }

    /// The first value of a field, as it was typed; empty when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Every value of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a field that is a list of boxes holds the value.
    #[must_use]
    pub fn holds(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|held| held == value)
    }

    /// Whether any field whose name begins so has been answered.
    #[must_use]
    pub fn any_with_prefix(&self, prefix: &str) -> bool {
        self.values
            .range(prefix.to_owned()..)
            .take_while(|(name, _)| name.starts_with(prefix))
            .any(|(_, values)| values.iter().any(|value| !value.trim().is_empty()))
    }

    /// Says what is wrong with a field, in words that tell what to do.
    pub fn refuse(&mut self, name: impl Into<String>, words: impl Into<String>) {
        self.errors.insert(name.into(), words.into());
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.get(name).map(String::as_str)
    }

    /// Whether nothing was sent at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.errors.is_empty()
    }
}

/// What every field has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// The name it is sent under; small letters, digits, `_`, `-` and `.`.
    pub name: String,
    /// The question or label.
    pub label: String,
    /// Help below the label; empty for none.
    pub hint: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Whether it must be answered before the form can be sent; a draft needs nothing.
    pub must: bool,
}

impl Head {
    /// The id of the control an error links to.
    #[must_use]
    pub fn id(&self) -> String {
        format!("f-{}", self.name)
    }
}

/// One answer to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value sent.
    pub value: String,
    /// Its words.
    pub label: String,
    /// What it means, below the words; empty for none.
    pub hint: String,
    /// Whether it is chosen.
    pub on: bool,
}

impl Choice {
    /// An answer that is not chosen yet.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new(), on: false }
    }

    /// The same with help below its words.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// How the keyboard of a phone should look and what a browser may fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Entry {
    /// Ordinary words. Nothing is filled in from the memory of the device.
    #[default]
    Words,
    /// A person's name.
    Name,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A date, `YYYY-MM-DD`.
    Date,
    /// A time of day, `HH:MM`.
    Time,
    /// A whole number.
    Number,
    /// The password somebody has.
    Password,
    /// A password somebody chooses.
    NewPassword,
}

impl Entry {
    /// The `type` attribute.
    #[must_use]
    pub const fn input_type(self) -> &'static str {
        match self {
            Self::Words | Self::Name | Self::Number => "text",
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Date => "date",
            Self::Time => "time",
            Self::Password | Self::NewPassword => "password",
        }
    }

    /// The `inputmode` attribute.
    #[must_use]
    pub const fn input_mode(self) -> &'static str {
        match self {
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Number => "numeric",
            _ => "text",
        }
    }

    /// The `autocomplete` attribute: the memory of a device others may use holds nothing but passwords, which keepers of
    /// passwords need to tell apart.
    #[must_use]
    pub const fn autocomplete(self) -> &'static str {
        match self {
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
            _ => "off",
        }
    }

    /// How wide the control is, as a class.
    #[must_use]
    pub const fn width(self) -> &'static str {
        match self {
            Self::Date | Self::Time | Self::Number => "narrow",
            Self::Phone => "middling",
            _ => "wide",
        }
    }
}

/// Something asked, or something said between two questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// One line of text.
    Text {
        /// Name, label, error.
        head: Head,
        /// What was typed.
        value: String,
        /// What kind of text.
        entry: Entry,
    },
    /// One line of text with answers on offer; any other may be typed.
    Offered {
        /// Name, label, error.
        head: Head,
        /// What was typed.
        value: String,
        /// What is on offer.
        options: Vec<String>,
    },
    /// Several lines of text.
    Lines {
        /// Name, label, error.
        head: Head,
        /// What was typed.
        value: String,
        /// Visible lines.
        rows: u8,
    },
    /// One answer out of few, as large buttons in a row or a column. Yes, no, not known is one of these.
    Choose {
        /// Name, label, error.
        head: Head,
        /// The answers.
        choices: Vec<Choice>,
        /// Whether the answers stand side by side; for short words only.
        row: bool,
    },
    /// One answer out of many, as a list to open.
    Select {
        /// Name, label, error.
        head: Head,
        /// The answers.
        choices: Vec<Choice>,
    },
    /// Any number of answers.
    Boxes {
        /// Name, label, error.
        head: Head,
        /// The answers.
        choices: Vec<Choice>,
    },
    /// Fields that belong together under a heading.
    Group {
        /// An id for links to it.
        id: String,
        /// The heading.
        legend: String,
        /// Help below the heading; empty for none.
        hint: String,
        /// What is asked.
        fields: Vec<Field>,
    },
    /// Words between the questions.
    Said {
        /// Whether it warns of danger.
        warns: bool,
        /// The words.
        words: String,
    },
    /// A button that sends the form without leaving the page, such as "add another child".
    Button {
        /// The value sent as `act`.
        act: String,
        /// Its words.
        words: String,
        /// Its pictogram.
        icon: Icon,
    },
    /// A value that is carried along.
    Hidden {
        /// The name it is sent under.
        name: String,
        /// The value.
        value: String,
    },
}

impl Field {
    /// One line of text.
    #[must_use]
    pub fn text(answers: &Answers, name: &str, label: impl Into<String>, entry: Entry) -> Self {
        let head = head(answers, name, label);
        // A password is never sent back to the browser.
        let secret = matches!(entry, Entry::Password | Entry::NewPassword);
        let value = if secret { String::new() } else { answers.get(name).to_owned() };
        Self::Text { head, value, entry }
    }

    /// One line of text with answers on offer.
    #[must_use]
    pub fn offered(answers: &Answers, name: &str, label: impl Into<String>, options: Vec<String>) -> Self {
        Self::Offered { head: head(answers, name, label), value: answers.get(name).to_owned(), options }
    }

    /// Several lines of text.
    #[must_use]
    pub fn lines(answers: &Answers, name: &str, label: impl Into<String>, rows: u8) -> Self {
        Self::Lines { head: head(answers, name, label), value: answers.get(name).to_owned(), rows }
    }

    /// One answer out of few, one below the other.
    #[must_use]
    pub fn choose(answers: &Answers, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        let choices = chosen(answers, name, choices);
        Self::Choose { head: head(answers, name, label), choices, row: false }
    }

    /// Yes, no, not known: unknown is not no.
    #[must_use]
    pub fn three(t: &T, answers: &Answers, name: &str, label: impl Into<String>) -> Self {
        Self::answer(t, answers, name, label, &["yes", "no", "unknown"])
    }

    /// Yes, no, not known, refused to answer: for what only the victim can say.
    #[must_use]
    pub fn four(t: &T, answers: &Answers, name: &str, label: impl Into<String>) -> Self {
        Self::answer(t, answers, name, label, &["yes", "no", "unknown", "refused"])
    }

    /// One answer out of a long list.
    #[must_use]
    pub fn select(answers: &Answers, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::Select { head: head(answers, name, label), choices: chosen(answers, name, choices) }
    }

    /// Any number of answers.
    #[must_use]
    pub fn boxes(answers: &Answers, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::Boxes { head: head(answers, name, label), choices: chosen(answers, name, choices) }
    }

    /// Fields under a heading.
    #[must_use]
    pub fn group(id: impl Into<String>, legend: impl Into<String>, fields: Vec<Self>) -> Self {
        Self::Group { id: id.into(), legend: legend.into(), hint: String::new(), fields }
    }

    /// Words between the questions.
    #[must_use]
    pub fn said(words: impl Into<String>) -> Self {
        Self::Said { warns: false, words: words.into() }
    }

    /// Words of warning between the questions.
    #[must_use]
    pub fn warned(words: impl Into<String>) -> Self {
        Self::Said { warns: true, words: words.into() }
    }

    /// The same field with help below its label.
    #[must_use]
    pub fn hint(mut self, words: impl Into<String>) -> Self {
        match &mut self {
            Self::Group { hint, .. } => *hint = words.into(),
            other => {
                if let Some(head) = other.head_mut() {
                    head.hint = words.into();
                }
            }
        }
        self
    }

    /// The same field, to be answered before the form can be sent.
    #[must_use]
    pub fn must(mut self) -> Self {
        if let Some(head) = self.head_mut() {
            head.must = true;
        }
        self
    }

    /// Name, label and error; `None` for what asks nothing.
    #[must_use]
    pub const fn head(&self) -> Option<&Head> {
        match self {
            Self::Text { head, .. }
            | Self::Offered { head, .. }
            | Self::Lines { head, .. }
            | Self::Choose { head, .. }
            | Self::Select { head, .. }
            | Self::Boxes { head, .. } => Some(head),
            Self::Group { .. } | Self::Said { .. } | Self::Button { .. } | Self::Hidden { .. } => None,
        }
    }

    /// Whether this is the question of that name.
    #[must_use]
    pub fn asks(&self, name: &str) -> bool {
        self.head().is_some_and(|head| head.name == name)
    }

    /// Whether something has been answered here or in a field below.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        match self {
            Self::Text { value, .. } | Self::Lines { value, .. } | Self::Offered { value, .. } => {
                !value.trim().is_empty()
            }
            Self::Choose { choices, .. } | Self::Boxes { choices, .. } => {
                choices.iter().any(|choice| choice.on)
            }
            Self::Select { choices, .. } => {
                choices.iter().any(|choice| choice.on && !choice.value.is_empty())
            }
            Self::Group { fields, .. } => fields.iter().any(Self::is_answered),
            Self::Said { .. } | Self::Button { .. } | Self::Hidden { .. } => false,
        }
    }

    /// A question in one row with the given answers.
    fn answer(t: &T, answers: &Answers, name: &str, label: impl Into<String>, keys: &[&str]) -> Self {
        let choices = keys.iter().map(|key| Choice::new(*key, t.label("answer", key))).collect();
        Self::Choose { head: head(answers, name, label), choices: chosen(answers, name, choices), row: true }
    }

    const fn head_mut(&mut self) -> Option<&mut Head> {
        match self {
            Self::Text { head, .. }
            | Self::Offered { head, .. }
            | Self::Lines { head, .. }
            | Self::Choose { head, .. }
            | Self::Select { head, .. }
            | Self::Boxes { head, .. } => Some(head),
            Self::Group { .. } | Self::Said { .. } | Self::Button { .. } | Self::Hidden { .. } => None,
        }
    }
}

/// The head of a field with the error found for it.
fn head(answers: &Answers, name: &str, label: impl Into<String>) -> Head {
    Head {
        name: name.to_owned(),
        label: label.into(),
        hint: String::new(),
        error: answers.error(name).map(str::to_owned),
        must: false,
    }
}

/// The answers with those marked that were sent.
fn chosen(answers: &Answers, name: &str, mut choices: Vec<Choice>) -> Vec<Choice> {
    for choice in &mut choices {
        choice.on = answers.holds(name, &choice.value);
    }
    choices
}

/// A link from the summary of errors to the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the control.
    pub id: String,
    /// The question it stands at.
    pub label: String,
    /// What is wrong, and what to do.
    pub words: String,
}

/// What is wrong with the fields, in their order.
#[must_use]
pub fn errors(fields: &[Field]) -> Vec<FieldError> {
    let mut found = Vec::new();
    gather(fields, &mut found);
    found
}

fn gather(fields: &[Field], found: &mut Vec<FieldError>) {
    for field in fields {
        if let Field::Group { fields, .. } = field {
            gather(fields, found);
        }
        let Some(head) = field.head() else { continue };
        if let Some(words) = &head.error {
            found.push(FieldError { id: head.id(), label: head.label.clone(), words: words.clone() });
        }
    }
}

/// A field as it stands on a page: `{{ fields.view(t)|safe }}`.
#[derive(Template)]
#[template(path = "parts/field.html")]
pub struct FieldView<'a> {
    field: &'a Field,
    t: &'a T,
}

impl<'a> FieldView<'a> {
    /// The field in the language of the page.
    #[must_use]
    pub const fn new(field: &'a Field, t: &'a T) -> Self {
        Self { field, t }
    }
}

impl Field {
    /// The field in the language of the page.
    #[must_use]
    pub const fn view<'a>(&'a self, t: &'a T) -> FieldView<'a> {
        FieldView::new(self, t)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_and_what_is_wrong_stay_with_the_field() {
        let mut answers = Answers::from_pairs([("name", " Anna <b> "), ("acts", "a"), ("acts", "c")]);
        answers.refuse("name", "Write the name without signs");
        let choices = vec![Choice::new("a", "A"), Choice::new("b", "B"), Choice::new("c", "C")];
        let fields = vec![Field::group(
            "g",
            "G",
            vec![
                Field::text(&answers, "name", "Name", Entry::Name),
                Field::boxes(&answers, "acts", "Acts", choices),
            ],
        )];
        let found = errors(&fields);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].id, "f-name");
        let Field::Group { fields, .. } = &fields[0] else { panic!() };
        let Field::Text { value, .. } = &fields[0] else { panic!() };
        assert_eq!(value, " Anna <b> ");
        let Field::Boxes { choices, .. } = &fields[1] else { panic!() };
        assert_eq!(choices.iter().map(|choice| choice.on).collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn an_answer_is_found_by_the_beginning_of_its_name() {
        let answers =
            Answers::from_pairs([("child_1_name", "  "), ("child_2_name", "B"), ("childless", "x")]);
        assert!(!answers.any_with_prefix("child_1_"));
        assert!(answers.any_with_prefix("child_2_"));
        assert!(!answers.any_with_prefix("child_3_"));
    }
}
