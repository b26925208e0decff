//! What holds for any text whatever.

use abri_identity::{
    Address, Birth, MOST_ANSWERS, MOST_KEYS, MOST_QUERY_KEYS, PersonRecord, Query, Sex, compare, query_keys,
    rank, search_keys,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 6, 1);

/// Letters, digits and signs of every script, and the ones names are made of more often.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,24}",
        "[а-яёіў'-]{1,12}( [а-яёіў]{1,12})?",
        "[a-zäöüßăâîșțčšžŭ'-]{1,12}",
        "[0-9 ()+./-]{0,16}",
        any::<String>(),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "Иванова",
            "Іваноў",
            "Kavaliou",
            "Müller",
            "Guțu",
            "Щербаков",
            "Szewczuk",
            "Al-Hassan",
            "Анна",
            "Ўладзімір",
            "Наталья",
            "Ion",
            "Саша",
            "Ґалаґан",
        ])
        .prop_map(str::to_owned),
        "[а-яёіў]{2,10}",
        "[a-z]{2,10}",
    ]
}

prop_compose! {
    fn sex()(choice in 0..3_u8) -> Option<Sex> {
        match choice { 0 => None, 1 => Some(Sex::Female), _ => Some(Sex::Male) }
    }
}

prop_compose! {
    fn birth()(kind in 0..3_u8, year in 1900_i16..2026, month in 1_i8..=12, day in 1_i8..=28) -> Birth {
        match kind { 0 => Birth::Unknown, 1 => Birth::Year(year), _ => Birth::Date(date(year, month, day)) }
    }
}

prop_compose! {
    fn record()(
        names in (text(), text(), text(), text()),
        sex in sex(),
        birth in birth(),
        national_id in proptest::option::of(text()),
        phones in prop::collection::vec(text(), 0..3),
        home in (text(), text(), text(), text()),
    ) -> PersonRecord {
        PersonRecord {
            surname: names.0, given: names.1, patronymic: names.2, other_surnames: vec![names.3],
            sex, birth, national_id, phones,
            addresses: vec![Address { locality: home.0, street: home.1, house: home.2, flat: home.3 }],
        }
    }
}

prop_compose! {
    fn query()(
        names in (text(), text(), text()),
        sex in sex(),
        birth in text(),
        age in proptest::option::of(any::<u8>()),
        numbers in (text(), text()),
        home in (text(), text(), text(), text()),
    ) -> Query {
        Query {
            surname: names.0, given: names.1, patronymic: names.2, sex, birth, age,
            national_id: numbers.0, phone: numbers.1,
            locality: home.0, street: home.1, house: home.2, flat: home.3,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_searched_compared_and_ranked_within_bounds(query in query(), records in prop::collection::vec(record(), 1..4)) {
        prop_assert!(query_keys(&query, TODAY).len() <= MOST_QUERY_KEYS);
        for record in &records {
            prop_assert!(search_keys(record).len() <= MOST_KEYS);
            let matched = compare(&query, record, TODAY);
            prop_assert!((0.0..=1.0).contains(&matched.probability));
            prop_assert!(matched.evidence.iter().all(|evidence| evidence.weight.is_finite()));
        }
        let ranked = rank(&query, &records, TODAY);
        prop_assert!(ranked.len() <= MOST_ANSWERS);
        prop_assert!(ranked.iter().all(|one| (0.0..=1.0).contains(&one.matched.probability)));
    }

    #[test]
    fn any_text_in_one_box_is_taken_apart(typed in text()) {
        let query = Query::parse(&typed);
        prop_assert!(query_keys(&query, TODAY).len() <= MOST_QUERY_KEYS);
    }

    #[test]
    fn keys_do_not_depend_on_case_or_spaces(surname in name(), given in name(), birth in birth()) {
        let plain = PersonRecord { surname: surname.clone(), given: given.clone(), birth, ..Default::default() };
        let loud = PersonRecord {
            surname: format!("  {} ", surname.to_uppercase()), given: format!("\t{}  ", given.to_uppercase()), ..plain.clone()
        };
        let low = PersonRecord { surname: surname.to_lowercase(), given: given.to_lowercase(), ..plain.clone() };
        // The capital of ß is SS: German writes it so, and it sounds the same.
        prop_assert_eq!(search_keys(&plain), search_keys(&low));
        prop_assert_eq!(search_keys(&plain), search_keys(&loud));
    }

    #[test]
    fn a_person_is_found_by_the_very_name_on_file(surname in name(), given in name()) {
        // A name of nothing but the signs ъ and ь has no sound and is no name.
        prop_assume!(surname.chars().any(|letter| !"ъьЪЬ".contains(letter)));
        let record = PersonRecord { surname: surname.clone(), given: given.clone(), ..Default::default() };
        let query = Query { surname, given, ..Default::default() };
        let kept = search_keys(&record);
        let asked = query_keys(&query, TODAY);
        prop_assert!(asked.iter().any(|asked| kept.iter().any(|kept| kept.field == asked.field && kept.value == asked.value)));
    }

    #[test]
    fn comparing_either_way_round_gives_much_the_same(one in (name(), name()), other in (name(), name())) {
        let record = |(surname, given): &(String, String)| {
            PersonRecord { surname: surname.clone(), given: given.clone(), ..Default::default() }
        };
        let query = |(surname, given): &(String, String)| {
            Query { surname: surname.clone(), given: given.clone(), ..Default::default() }
        };
        let there = compare(&query(&one), &record(&other), TODAY).probability;
        let back = compare(&query(&other), &record(&one), TODAY).probability;
        prop_assert!((there - back).abs() < 0.35, "{there} {back}");
    }

    #[test]
    fn a_contradicting_name_and_sex_stay_below_the_ceiling(birth in birth(), phone in "[0-9]{9}") {
        let record = PersonRecord {
            surname: "Иванов".into(), given: "Пётр".into(), sex: Some(Sex::Male), birth, phones: vec![phone.clone()],
            ..Default::default()
        };
        let typed = match birth { Birth::Date(date) => date.to_string(), _ => String::new() };
        let query = Query { surname: "Иванова".into(), given: "Анна".into(), birth: typed, phone, ..Default::default() };
        prop_assert!(compare(&query, &record, TODAY).probability <= 0.05);
    }
}
