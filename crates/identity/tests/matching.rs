//! What users are promised of matching: names across scripts, slips, pet forms, and nobody taken for a partner.

use abri_identity::{
    Address, Birth, Field, KeyField, Level, MOST_KEYS, PersonRecord, Query, Sex, compare, query_keys, rank,
    search_keys,
};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 6, 1);

fn person(surname: &str, given: &str, patronymic: &str) -> PersonRecord {
    PersonRecord {
        surname: surname.into(),
        given: given.into(),
        patronymic: patronymic.into(),
        ..Default::default()
    }
}

fn resident(surname: &str, given: &str, sex: Sex, birth: Date) -> PersonRecord {
    PersonRecord {
        sex: Some(sex),
        birth: Birth::Date(birth),
        phones: vec!["+375 (29) 123-45-67".into()],
        addresses: vec![Address {
            locality: "Кобрин".into(),
            street: "ул. Советская".into(),
            house: "12".into(),
            flat: "34".into(),
        }],
        ..person(surname, given, "")
    }
}

fn named(surname: &str, given: &str) -> Query {
    Query { surname: surname.into(), given: given.into(), ..Default::default() }
}

fn finds(query: &Query, record: &PersonRecord) -> bool {
    let kept = search_keys(record);
    query_keys(query, TODAY)
        .iter()
        .any(|asked| kept.iter().any(|kept| kept.field == asked.field && kept.value == asked.value))
}

fn finds_by_full_name(query: &Query, record: &PersonRecord) -> bool {
    let kept = search_keys(record);
    query_keys(query, TODAY)
        .iter()
        .filter(|asked| asked.field == KeyField::FullName)
        .any(|asked| kept.iter().any(|kept| kept.field == asked.field && kept.value == asked.value))
}

fn probability(query: &Query, record: &PersonRecord) -> f64 {
    compare(query, record, TODAY).probability
}

fn level(query: &Query, record: &PersonRecord, field: Field) -> Option<Level> {
    compare(query, record, TODAY)
        .evidence
        .iter()
        .find(|evidence| evidence.field == field)
        .map(|evidence| evidence.level)
}

#[test]
fn a_name_typed_in_another_script_finds_the_person_by_full_name() {
    let pairs = [
        ("Ivanova", "Anna", "Иванова", "Анна"),
        ("Иванов", "Алексей", "Іваноў", "Аляксей"),
        ("Ivanov", "Alexey", "IVANOU", "ALIAKSEI"),
        ("Shcherbakov", "Vladimir", "Шчарбакоў", "Ўладзімір"),
        ("Szewczuk", "Jury", "Шевчук", "Юрый"),
        ("Мюллер", "Ганс", "Müller", "Hans"),
        ("Mueller", "Katharina", "MULLER", "Katharina"),
        ("Чебан", "Ион", "Ceban", "Ion"),
        ("Гуцу", "Георге", "Guțu", "Gheorghe"),
        ("Gutu", "Stefan", "Guțu", "Ștefan"),
        ("Kavaliova", "Natallia", "Ковалёва", "Наталья"),
        ("Savicki", "Uładzimir", "Савицкий", "Владимир"),
        ("Козловский", "Саша", "Kozlouski", "Aliaksandr"),
        ("Жуков", "Сергей", "Jucov", "Serghei"),
        ("Al-Hassan", "Mohammed", "Аль-Хасан", "Мохаммад"),
    ];
    let missed: Vec<_> = pairs
        .iter()
        .filter(|(surname, given, filed_surname, filed_given)| {
            let (query, record) = (named(surname, given), person(filed_surname, filed_given, ""));
            let found = level(&query, &record, Field::Surname);
            !finds_by_full_name(&query, &record)
                || !matches!(found, Some(Level::Exact | Level::Variant | Level::Similar))
        })
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn slips_and_habits_of_typing_do_not_hide_a_person() {
    let record = resident("Иванова", "Анна", Sex::Female, date(1985, 3, 12));
    let queries = [
        named("Анна", "Иванова"),
        named("bdfyjdf", "fyyf"),
        named("иванова анна", ""),
        named("Иванов", "Аня"),
        named("ИВАНОВА", "А."),
        named("Iванова", "Aнна"),
        Query::parse("анна иванова 1985"),
        Query::parse("8 (029) 123-45-67"),
        Query::parse("Ивонова Анна 03.12.1985"),
        Query { street: "Савецкая".into(), house: "12-34".into(), ..Default::default() },
        Query {
            street: "Соевтская".into(),
            house: "12".into(),
            flat: "34".into(),
            locality: "Кобрын".into(),
            ..Default::default()
        },
        Query { age: Some(43), ..named("Иванова", "Анютка") },
    ];
    for query in queries {
        assert!(finds(&query, &record), "{query:?}");
    }
}

#[test]
fn what_was_typed_in_full_is_likelier_than_what_was_typed_in_part() {
    let record = resident("Иванова", "Анна", Sex::Female, date(1985, 3, 12));
    let name = named("Ivanova", "Hanna");
    let with_year = Query { birth: "1985".into(), ..name.clone() };
    let with_date = Query { birth: "12.03.1985".into(), ..name.clone() };
    let with_phone = Query { phone: "80291234567".into(), ..with_date.clone() };
    let rising = [&name, &with_year, &with_date, &with_phone].map(|query| probability(query, &record));
    assert!(rising.is_sorted(), "{rising:?}");
    assert!(rising[2] > 0.9 && rising[3] > 0.99, "{rising:?}");
    let other_date = Query { birth: "25.11.1970".into(), ..name };
    assert!(probability(&other_date, &record) < 0.2);
}

#[test]
fn a_partner_is_never_taken_for_the_person_asked_about() {
    let partner = resident("Иванов", "Пётр", Sex::Male, date(1983, 3, 12));
    for (birth, phone) in [("", ""), ("12.03.1983", ""), ("", "80291234567"), ("12.03.1983", "80291234567")] {
        let query = Query {
            sex: Some(Sex::Female),
            birth: birth.into(),
            phone: phone.into(),
            locality: "Кобрин".into(),
            street: "Советская".into(),
            house: "12".into(),
            flat: "34".into(),
            ..named("Иванова", "Анна")
        };
        let found = probability(&query, &partner);
        assert!(found <= 0.05, "{birth} {phone}: {found}");
        let unstated = Query { sex: None, ..query };
        assert!(probability(&unstated, &partner) <= 0.05, "sex is told by the names");
        let ranked = rank(&unstated, std::slice::from_ref(&partner), TODAY);
        assert!(ranked.iter().all(|one| one.matched.probability <= 0.05));
    }
}

#[test]
fn a_twin_stays_below_the_line_of_a_likely_match() {
    let twin = resident("Козлук", "Сергей", Sex::Male, date(2010, 8, 3));
    let query = Query {
        birth: "03.08.2010".into(),
        phone: "+375291234567".into(),
        locality: "Кобрин".into(),
        street: "Советская".into(),
        house: "12".into(),
        flat: "34".into(),
        ..named("Козлук", "Андрей")
    };
    assert!(probability(&query, &twin) <= 0.3);
}

#[test]
fn an_initial_alone_does_not_make_a_resident_certain() {
    let resident = resident("Ходкевич", "Алла", Sex::Female, date(1992, 12, 27));
    let query = Query {
        locality: "Кобрин".into(),
        street: "Советская".into(),
        house: "12".into(),
        flat: "34".into(),
        ..named("Ходкевич", "А.")
    };
    let found = probability(&query, &resident);
    assert!((0.2..=0.8).contains(&found), "{found}");
}

#[test]
fn namesakes_share_the_probability() {
    let records = [person("Чеботарь", "Мария", ""), person("Cebotari", "Maria", "")];
    let query = named("Чеботари", "Мария");
    for answer in rank(&query, &records, TODAY) {
        assert!(answer.matched.probability <= 0.5, "{answer:?}");
    }
}

#[test]
fn all_who_live_at_an_address_answer_for_the_household() {
    let records = [
        resident("Иванов", "Пётр", Sex::Male, date(1983, 3, 12)),
        resident("Иванова", "Анна", Sex::Female, date(1985, 3, 12)),
    ];
    let query = Query::parse("+375291234567");
    let answers = rank(&query, &records, TODAY);
    assert_eq!(answers.len(), 2);
    assert!(answers.iter().all(|answer| answer.matched.probability > 0.9), "{answers:?}");
}

#[test]
fn a_maiden_name_on_file_is_found_and_recognised() {
    let record = PersonRecord {
        other_surnames: vec!["Левчук".into()],
        ..person("Скрипчик", "Галина", "Ивановна")
    };
    let query = named("Levchuk", "Halina");
    assert!(finds_by_full_name(&query, &record));
    assert_eq!(level(&query, &record, Field::Surname), Some(Level::Variant));
    let double = named("Скрипчик-Левчук", "Галина");
    assert!(finds_by_full_name(&double, &record));
}

#[test]
fn the_best_five_come_best_first() {
    let records: Vec<PersonRecord> = ["Анна", "Инна", "Ганна", "Мария", "Иван", "Пётр", "Яна"]
        .iter()
        .map(|given| person("Иванова", given, ""))
        .collect();
    let answers = rank(&named("Иванова", "Анна"), &records, TODAY);
    assert_eq!(answers.len(), 5);
    assert!([0, 2].contains(&answers[0].index), "{answers:?}");
    assert!(answers.windows(2).all(|pair| pair[0].matched.probability >= pair[1].matched.probability));
}

#[test]
fn keys_of_a_person_are_few_and_distinct() {
    let full = PersonRecord {
        other_surnames: vec!["Петрова".into(), "Сидорова".into()],
        national_id: Some("4120385A001PB5".into()),
        phones: vec!["+375291234567".into(), "80162123456".into(), "80331112233".into()],
        ..resident("Иванова-Кобзон", "Анна", Sex::Female, date(1985, 3, 12))
    };
    let keys = search_keys(&full);
    assert!(keys.len() <= MOST_KEYS, "{}", keys.len());
    let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
    assert_eq!(distinct.len(), keys.len());
    assert!(search_keys(&PersonRecord::default()).is_empty());
    assert!(query_keys(&Query::default(), TODAY).is_empty());
}

#[test]
fn every_kind_of_key_has_its_own_stable_name_and_rarity() {
    let names: std::collections::BTreeSet<_> = KeyField::ALL.iter().map(|field| field.as_str()).collect();
    let rarities: std::collections::BTreeSet<_> = KeyField::ALL.iter().map(|field| field.rarity()).collect();
    assert_eq!((names.len(), rarities.len()), (KeyField::ALL.len(), KeyField::ALL.len()));
    let query = Query {
        phone: "80291234567".into(), birth: "12.03.1985".into(), ..named("Иванова", "Анна")
    };
    let order: Vec<u8> = query_keys(&query, TODAY).iter().map(|key| key.field.rarity()).collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn a_belarusian_personal_number_gives_the_birth_date_to_the_search() {
    let record = resident("Балабан", "Майя", Sex::Female, date(1994, 12, 26));
    let query = Query { national_id: "4261294C133PB2".into(), ..Default::default() };
    assert!(finds(&query, &record));
    assert_eq!(level(&query, &record, Field::Birth), Some(Level::Exact));
}

#[test]
fn a_record_and_a_query_survive_their_stored_form() {
    let record = resident("Иванова", "Анна", Sex::Female, date(1985, 3, 12));
    let stored = serde_json::to_string(&record).expect("a record can be written");
    assert_eq!(serde_json::from_str::<PersonRecord>(&stored).expect("and read"), record);
    let sparse: PersonRecord = serde_json::from_str(r#"{"surname":"Жук"}"#).expect("parts may be missing");
    assert_eq!(sparse, person("Жук", "", ""));
}
