//! Comparing what was typed with what is on file: evidence, its weight, and the probability it adds up to.
//!
//! After Fellegi and Sunter (A theory for record linkage, 1969): every field that can be compared adds the
//! logarithm (here to base 2: bits) of how much likelier its agreement is if both are one person than if
//! they are not. The weights are in `data/weights.tsv`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates::{self, TypedBirth};
use crate::names::{Names, Word};
use crate::papers;
use crate::phones;
use crate::places::{self, Place, Street};
use crate::prepared::{Order, PreparedQuery, PreparedRecord};
use crate::query::Query;
use crate::record::PersonRecord;
use crate::surnames;
use crate::weights::{Target, Weights};

/// Ceiling of the probability when given name and sex both contradict: partners share surname, address and
/// telephone, and one of them must never be taken for the other.
const PARTNER_CEILING: f64 = 0.05;

/// Ceiling when the given name is plainly another: brothers, sisters and twins share all the rest. Only the
/// number of an identity paper speaks against it.
const RELATIVE_CEILING: f64 = 0.3;

/// Ceiling when no more than an initial of the given name was typed and neither birth date nor patronymic
/// agrees: one letter does not tell two people of one home apart.
const INITIAL_CEILING: f64 = 0.8;

/// What a piece of evidence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// How common such matches are before anything is compared.
    Prior,
    /// Surname, former surnames included.
    Surname,
    /// Given name.
    Given,
    /// Patronymic.
    Patronymic,
    /// Whether the names had to be exchanged to agree.
    NameOrder,
    /// Sex, as entered or as the names tell.
    Sex,
    /// Birth date, year of birth or age.
    Birth,
    /// Number of an identity paper.
    NationalId,
    /// Telephone number.
    Phone,
    /// Street, house and flat.
    Address,
    /// Town or village.
    Locality,
    /// Signs that a relative, a partner or a namesake is on file, and not the person asked about.
    Relative,
}

/// How well a field agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The same, in whatever script.
    Exact,
    /// The same in another guise: a pet name, a foreign form, a former surname, day and month exchanged.
    Variant,
    /// Near enough for a slip.
    Similar,
    /// Contradicts.
    Disagree,
    /// One side has nothing to compare.
    Missing,
}

/// One reason for or against a match.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Evidence {
    /// What was compared.
    pub field: Field,
    /// How well it agrees.
    pub level: Level,
    /// The exact finding, a stable name such as `surname.former`; see `data/weights.tsv`.
    pub finding: &'static str,
    /// Weight in bits: +1 doubles the odds of a match, -1 halves them.
    pub weight: f64,
}

/// How likely a record is the person asked about, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Match {
    /// Probability, 0.0 to 1.0, that the record is the person asked about; where nothing typed tells one
    /// person from another (a telephone number, an address), that the household is right.
    pub probability: f64,
    /// Reasons, each with its weight; their sum are the log-odds in bits, before [`rank`](crate::rank)
    /// weighs candidates against each other.
    pub evidence: Vec<Evidence>,
}

/// Compares what was typed with one record. `today` turns ages into years.
#[must_use]
pub fn compare(query: &Query, record: &PersonRecord, today: Date) -> Match {
    let scored = score(&PreparedQuery::new(query), &PreparedRecord::new(record), today);
    scored.into_match()
}

/// A comparison before its log-odds become a probability.
#[derive(Debug, Clone)]
pub(crate) struct Scored {
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) bits: f64,
    /// The highest probability this comparison may be given.
    pub(crate) ceiling: f64,
}

impl Scored {
    pub(crate) fn into_match(self) -> Match {
        Match { probability: probability(self.bits).min(self.ceiling), evidence: self.evidence }
    }
}

/// Log-odds in bits as a probability.
pub(crate) fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

pub(crate) fn score(query: &PreparedQuery, record: &PreparedRecord, today: Date) -> Scored {
    let target = if query.asks_household() { Target::Household } else { Target::Person };
    let mut tally = Tally::new(target);
    tally.add(Field::Prior, Level::Exact, "prior");
    let names = best_names(query, record, target);
    tally.evidence.extend(names.evidence.iter().copied());
    let birth = birth(query, record, today);
    tally.add(Field::Birth, birth.0, birth.1);
    let sex = sex(query, record);
    tally.add(Field::Sex, sex.0, sex.1);
    let id = national_id(query, record);
    tally.add(Field::NationalId, id.0, id.1);
    let phone = phone(query, record);
    tally.add(Field::Phone, phone.0, phone.1);
    let (address, locality) = home(query, record);
    tally.add(Field::Address, address.0, address.1);
    tally.add(Field::Locality, locality.0, locality.1);
    relatives(&mut tally);
    Scored { bits: tally.bits(), ceiling: ceiling(&tally), evidence: tally.evidence }
}

fn ceiling(tally: &Tally) -> f64 {
    if tally.target == Target::Household || tally.level(Field::NationalId) == Level::Exact {
        return 1.0;
    }
    let agrees = |field: Field| matches!(tally.level(field), Level::Exact | Level::Variant | Level::Similar);
    match tally.finding(Field::Given) {
        "given.other" | "given.other_known" | "given.other_initial"
            if tally.level(Field::Sex) != Level::Disagree =>
        {
            RELATIVE_CEILING
        }
        "given.initial" | "given.missing" if !agrees(Field::Birth) && !agrees(Field::Patronymic) => {
            INITIAL_CEILING
        }
        _ if tally.level(Field::Given) == Level::Disagree && tally.level(Field::Sex) == Level::Disagree => {
            PARTNER_CEILING
        }
        _ => 1.0,
    }
}

/// Evidence as it gathers.
struct Tally {
    target: Target,
    evidence: Vec<Evidence>,
}

type Finding = (Level, &'static str);

impl Tally {
    fn new(target: Target) -> Self {
        Self { target, evidence: Vec::with_capacity(14) }
    }

    fn add(&mut self, field: Field, level: Level, finding: &'static str) {
        let weight = Weights::shipped().of(finding, self.target);
        self.evidence.push(Evidence { field, level, finding, weight });
    }

    fn bits(&self) -> f64 {
        self.evidence.iter().map(|evidence| evidence.weight).sum()
    }

    fn of(&self, field: Field) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.field == field)
    }

    fn level(&self, field: Field) -> Level {
        self.of(field).map_or(Level::Missing, |evidence| evidence.level)
    }

    fn finding(&self, field: Field) -> &'static str {
        self.of(field).map_or("", |evidence| evidence.finding)
    }
}

/// The reading of the typed names that explains the record best.
fn best_names(query: &PreparedQuery, record: &PreparedRecord, target: Target) -> Tally {
    let mut best: Option<Tally> = None;
    for (order, names) in &query.guesses {
        let mut tally = Tally { target, evidence: Vec::with_capacity(4) };
        let surname = surname(names, record);
        tally.add(Field::Surname, surname.0, surname.1);
        let given = given(names, record);
        tally.add(Field::Given, given.0, given.1);
        let patronymic = patronymic(names, record);
        tally.add(Field::Patronymic, patronymic.0, patronymic.1);
        if *order == Order::Exchanged {
            tally.add(Field::NameOrder, Level::Variant, "order.exchanged");
        }
        if best.as_ref().is_none_or(|best| tally.bits() > best.bits()) {
            best = Some(tally);
        }
    }
    best.unwrap_or_else(|| Tally::new(target))
}

fn surname(names: &Names, record: &PreparedRecord) -> Finding {
    if names.surname.is_empty() || record.names.surname.is_empty() {
        return (Level::Missing, "surname.missing");
    }
    let (typed, filed) = (&names.surname, &record.names.surname);
    let likest = |typed: &[Word], filed: &[Word]| {
        typed
            .iter()
            .flat_map(|one| filed.iter().map(move |other| one.stem_likeness(other)))
            .fold(0.0, f64::max)
    };
    let straight = likest(typed, filed);
    let double = typed.len() != filed.len();
    if straight >= 0.999 {
        return match (double, surnames::commonness(typed)) {
            (true, _) => (Level::Variant, "surname.half"),
            (false, 1) => (Level::Exact, "surname.exact_very_common"),
            (false, 2) => (Level::Exact, "surname.exact_common"),
            (false, _) => (Level::Exact, "surname.exact"),
        };
    }
    let former = likest(typed, &record.other_surnames);
    if former >= 0.93 {
        return (Level::Variant, "surname.former");
    }
    match straight {
        s if s >= 0.93 => (Level::Exact, "surname.spelling"),
        s if s >= 0.85 => (Level::Similar, "surname.close"),
        s if s >= 0.76 => (Level::Similar, "surname.similar"),
        s if s >= 0.62 => (Level::Similar, "surname.unlike"),
        _ => (Level::Disagree, "surname.other"),
    }
}

fn given(names: &Names, record: &PreparedRecord) -> Finding {
    let (Some(typed), Some(filed)) = (&names.given, &record.names.given) else {
        return (Level::Missing, "given.missing");
    };
    if typed.is_initial() || filed.is_initial() {
        let same = typed.same_initial(filed);
        return if same {
            (Level::Similar, "given.initial")
        } else {
            (Level::Disagree, "given.other_initial")
        };
    }
    let mut best = likest_given(typed, filed);
    for (one, other) in names
        .further
        .iter()
        .map(|word| (word, filed))
        .chain(record.names.further.iter().map(|word| (typed, word)))
    {
        let next = likest_given(one, other);
        if rank_of(next.0) < rank_of(best.0) {
            best = (Level::Variant, "given.further");
        }
    }
    best
}

fn likest_given(typed: &Word, filed: &Word) -> Finding {
    let likeness = typed.likeness(filed);
    if likeness >= 0.999 {
        let common = typed.known.iter().map(|known| known.commonness).min().unwrap_or(3);
        return match common {
            1 => (Level::Exact, "given.exact_very_common"),
            2 => (Level::Exact, "given.exact_common"),
            _ => (Level::Exact, "given.exact"),
        };
    }
    if typed.shares_group(filed) {
        return if likeness >= 0.8 {
            (Level::Exact, "given.spelling")
        } else {
            (Level::Variant, "given.variant")
        };
    }
    if typed.known_apart(filed) {
        return if likeness >= 0.8 {
            (Level::Disagree, "given.other_known_close")
        } else {
            (Level::Disagree, "given.other_known")
        };
    }
    match likeness {
        s if s >= 0.9 => (Level::Similar, "given.near"),
        s if s >= 0.78 => (Level::Similar, "given.close"),
        s if s >= 0.64 => (Level::Similar, "given.similar"),
        s if s >= 0.5 => (Level::Disagree, "given.unlike"),
        _ => (Level::Disagree, "given.other"),
    }
}

fn rank_of(level: Level) -> u8 {
    match level {
        Level::Exact => 0,
        Level::Variant => 1,
        Level::Similar => 2,
        Level::Missing => 3,
        Level::Disagree => 4,
    }
}

fn patronymic(names: &Names, record: &PreparedRecord) -> Finding {
    let (Some(typed), Some(filed)) = (&names.patronymic, &record.names.patronymic) else {
        return (Level::Missing, "patronymic.missing");
    };
    if typed.is_initial() || filed.is_initial() {
        let same = typed.same_initial(filed);
        return if same {
            (Level::Similar, "patronymic.similar")
        } else {
            (Level::Disagree, "patronymic.other")
        };
    }
    match typed.stem_likeness(filed) {
        s if s >= 0.88 => (Level::Exact, "patronymic.exact"),
        s if s >= 0.7 => (Level::Similar, "patronymic.similar"),
        s if s >= 0.55 => (Level::Similar, "patronymic.unlike"),
        _ if typed.shares_group(filed) => (Level::Variant, "patronymic.similar"),
        _ => (Level::Disagree, "patronymic.other"),
    }
}

fn sex(query: &PreparedQuery, record: &PreparedRecord) -> Finding {
    match (query.sex, record.sex) {
        (Some(one), Some(other)) if one == other => (Level::Exact, "sex.same"),
        (Some(_), Some(_)) => (Level::Disagree, "sex.other"),
        _ => (Level::Missing, "sex.missing"),
    }
}

fn birth(query: &PreparedQuery, record: &PreparedRecord, today: Date) -> Finding {
    if let Some(typed) = query.birth {
        let year_only = matches!(typed, TypedBirth::Year(_));
        return match dates::compare(typed, record.birth) {
            Some(dates::Agreement::Exact) => (Level::Exact, "birth.exact"),
            Some(dates::Agreement::Exchanged) => (Level::Variant, "birth.exchanged"),
            Some(dates::Agreement::Slip) => (Level::Similar, "birth.slip"),
            Some(dates::Agreement::YearOnly) => (Level::Similar, "birth.first_of_january"),
            Some(dates::Agreement::Year) => (Level::Exact, "birth.year"),
            Some(dates::Agreement::YearNear) => (Level::Similar, "birth.year_near"),
            Some(dates::Agreement::DayOfYear) => (Level::Similar, "birth.day_of_year"),
            Some(dates::Agreement::OtherDay) => (Level::Disagree, "birth.other_day"),
            Some(dates::Agreement::Other) if year_only => (Level::Disagree, "birth.other_year"),
            Some(dates::Agreement::Other) => (Level::Disagree, "birth.other"),
            None => (Level::Missing, "birth.missing"),
        };
    }
    let (Some(age), Some(year)) = (query.age, record.birth.year()) else {
        return (Level::Missing, "birth.missing");
    };
    // The eye errs by more the older somebody is.
    let off = (today.year() - i16::from(age)).abs_diff(year);
    let tenths = off * 10 / u16::from(age / 4 + 10).max(1);
    match tenths {
        0..=1 => (Level::Exact, "age.same"),
        2..=3 => (Level::Similar, "age.near"),
        4..=6 => (Level::Disagree, "age.about"),
        7..=9 => (Level::Disagree, "age.off"),
        _ => (Level::Disagree, "age.other"),
    }
}

fn national_id(query: &PreparedQuery, record: &PreparedRecord) -> Finding {
    match papers::compare(&query.national_id, &record.national_id) {
        Some(papers::Agreement::Exact) => (Level::Exact, "id.exact"),
        Some(papers::Agreement::Slip) => (Level::Similar, "id.slip"),
        Some(papers::Agreement::Other) => (Level::Disagree, "id.other"),
        None => (Level::Missing, "id.missing"),
    }
}

fn phone(query: &PreparedQuery, record: &PreparedRecord) -> Finding {
    let agreements = record.phones.iter().filter_map(|filed| phones::compare(&query.phone, filed));
    let mut best: Finding = (Level::Missing, "phone.missing");
    for agreement in agreements {
        let next = match agreement {
            phones::Agreement::Exact => (Level::Exact, "phone.exact"),
            phones::Agreement::Local => (Level::Exact, "phone.local"),
            phones::Agreement::Slip => (Level::Similar, "phone.slip"),
            phones::Agreement::Other => (Level::Disagree, "phone.other"),
        };
        if best.0 == Level::Missing || rank_of(next.0) < rank_of(best.0) {
            best = next;
        }
    }
    best
}

/// The address on file that agrees best, with the agreement of its town.
fn home(query: &PreparedQuery, record: &PreparedRecord) -> (Finding, Finding) {
    let mut best: ((Level, &'static str), (Level, &'static str)) =
        ((Level::Missing, "address.missing"), (Level::Missing, "locality.missing"));
    for filed in &record.places {
        let next = (address(&query.place, filed), locality(&query.place, filed));
        if best.0.0 == Level::Missing && best.1.0 == Level::Missing || rank_of(next.0.0) < rank_of(best.0.0) {
            best = next;
        }
    }
    best
}

fn address(typed: &Place, filed: &Place) -> Finding {
    let Some(street) = places::compare_streets(&typed.street, &filed.street) else {
        return (Level::Missing, "address.missing");
    };
    if typed.house.is_empty() || filed.house.is_empty() {
        return match street {
            Street::Other => (Level::Disagree, "address.other"),
            _ => (Level::Similar, "address.street"),
        };
    }
    let house = typed.house == filed.house;
    let near = near_number(&typed.house, &filed.house);
    let flat_known = !typed.flat.is_empty() && !filed.flat.is_empty();
    let flat = typed.flat == filed.flat;
    match (street, house, flat) {
        (Street::Same, true, true) if flat_known => (Level::Exact, "address.flat"),
        (Street::Same, true, true) => (Level::Exact, "address.house"),
        (Street::Similar, true, true) if flat_known => (Level::Similar, "address.flat_street_slip"),
        (Street::Similar, true, true) => (Level::Similar, "address.house_street_slip"),
        (Street::Same | Street::Similar, true, false) if !flat_known => {
            (Level::Similar, "address.flat_unknown")
        }
        (Street::Same | Street::Similar, true, false) => (Level::Disagree, "address.neighbour"),
        (Street::Same | Street::Similar, false, true) if near => (Level::Similar, "address.house_slip"),
        (Street::Same | Street::Similar, false, _) => (Level::Disagree, "address.street_only"),
        (Street::Other, true, true) if flat_known => (Level::Disagree, "address.door_only"),
        (Street::Other, _, _) => (Level::Disagree, "address.other"),
    }
}

/// House numbers one slip apart: a digit wrong, doubled or left out.
fn near_number(left: &str, right: &str) -> bool {
    if phones::one_slip(left.as_bytes(), right.as_bytes()) {
        return left.len() > 1;
    }
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    long.len() == short.len() + 1 && (long.starts_with(short) || long.ends_with(short))
}

fn locality(typed: &Place, filed: &Place) -> Finding {
    let (Some(typed), Some(filed)) = (&typed.locality, &filed.locality) else {
        return (Level::Missing, "locality.missing");
    };
    match typed.likeness(filed) {
        s if s >= 0.93 => (Level::Exact, "locality.same"),
        s if s >= 0.74 => (Level::Similar, "locality.similar"),
        _ => (Level::Disagree, "locality.other"),
    }
}

/// Evidence that only the whole picture gives: relatives and namesakes agree in much and differ in what counts.
fn relatives(tally: &mut Tally) {
    if tally.target == Target::Household {
        return;
    }
    let agrees = |level: Level| matches!(level, Level::Exact | Level::Variant | Level::Similar);
    let given = tally.level(Field::Given);
    let home = agrees(tally.level(Field::Address)) || agrees(tally.level(Field::Phone));
    let surname = agrees(tally.level(Field::Surname));
    let birth = tally.level(Field::Birth);
    if given == Level::Disagree && (home || surname && agrees(birth)) {
        tally.add(Field::Relative, Level::Disagree, "relative.same_home");
    } else if surname && agrees(given) && birth == Level::Disagree {
        if home {
            tally.add(Field::Relative, Level::Disagree, "relative.generation");
        } else {
            tally.add(Field::Relative, Level::Disagree, "relative.namesake");
        }
    } else if !surname && tally.level(Field::Surname) != Level::Missing && agrees(given) && agrees(birth) {
        tally.add(Field::Relative, Level::Variant, "relative.new_surname");
    }
}
