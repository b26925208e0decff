//! Invented people. Their names say that they are invented; telephone numbers have the area code 00, which nobody has.

use abri_identity::{Address, Birth, PersonRecord, Sex};

use super::dice::Dice;

/// Family names, of women and of men.
const SURNAMES: [(&str, &str); 24] = [
    ("Примерова", "Примеров"),
    ("Образцова", "Образцов"),
    ("Тестовская", "Тестовский"),
    ("Пробникова", "Пробников"),
    ("Учебная", "Учебный"),
    ("Вымыслова", "Вымыслов"),
    ("Небылицына", "Небылицын"),
    ("Макетова", "Макетов"),
    ("Эскизова", "Эскизов"),
    ("Шаблонова", "Шаблонов"),
    ("Наброскова", "Набросков"),
    ("Черновикова", "Черновиков"),
    ("Условнова", "Условнов"),
    ("Моделева", "Моделев"),
    ("Показная", "Показной"),
    ("Сказкина", "Сказкин"),
    ("Басенкина", "Басенкин"),
    ("Выдумкина", "Выдумкин"),
    ("Фантазёрова", "Фантазёров"),
    ("Безымянная", "Безымянный"),
    ("Некторова", "Некторов"),
    ("Анонимова", "Анонимов"),
    ("Статистова", "Статистов"),
    ("Копирова", "Копиров"),
];

const WOMEN: [&str; 12] = [
    "Вера",
    "Ольга",
    "Анна",
    "Елена",
    "Нина",
    "Мария",
    "Ирина",
    "Татьяна",
    "Алеся",
    "Яна",
    "Светлана",
    "Дарья",
];
const MEN: [&str; 12] = [
    "Иван",
    "Пётр",
    "Андрей",
    "Сергей",
    "Олег",
    "Павел",
    "Виктор",
    "Глеб",
    "Денис",
    "Юрий",
    "Роман",
    "Михаил",
];
const CHILDREN: [(&str, Sex); 6] = [
    ("Митя", Sex::Male),
    ("Соня", Sex::Female),
    ("Костя", Sex::Male),
    ("Варя", Sex::Female),
    ("Лёва", Sex::Male),
    ("Поля", Sex::Female),
];
const OF_FATHERS: [(&str, &str); 6] = [
    ("Примеровна", "Примерович"),
    ("Вымысловна", "Вымыслович"),
    ("Тестовна", "Тестович"),
    ("Образцовна", "Образцович"),
    ("Пробовна", "Пробович"),
    ("Сказковна", "Сказкович"),
];
const STREETS: [&str; 6] = [
    "ул. Вымышленная",
    "ул. Примерная",
    "ул. Несуществующая",
    "пер. Учебный",
    "ул. Тестовая",
    "ул. Придуманная",
];

/// A household: she, he, the children.
pub struct Household {
    pub victim: PersonRecord,
    pub perpetrator: PersonRecord,
    pub children: Vec<PersonRecord>,
}

/// The household with a number; different numbers give different people.
pub fn household(number: usize, town: &str, year: i16, dice: &Dice) -> Household {
    let (hers, his) = pick(&SURNAMES, number).unwrap_or(("Примерова", "Примеров"));
    let (daughter, son) = pick(&OF_FATHERS, number / 7).unwrap_or(("Примеровна", "Примерович"));
    let address = Address {
        locality: format!("г. {town}"),
        street: pick(&STREETS, number / 3).unwrap_or("ул. Примерная").to_owned(),
        house: (1 + number % 90).to_string(),
        flat: (1 + dice.below(80)).to_string(),
    };
    let person =
        |surname: &str, given: &str, patronymic: &str, sex: Sex, born: i16, phone: u64| PersonRecord {
            surname: surname.to_owned(),
            given: given.to_owned(),
            patronymic: patronymic.to_owned(),
            sex: Some(sex),
            birth: birth(born, dice),
            phones: if phone == 0 {
                Vec::new()
            } else {
                vec![format!("+375 00 {:03}-{:02}-{:02}", 100 + number, phone, dice.below(100))]
            },
            addresses: vec![address.clone()],
            ..PersonRecord::default()
        };
    let age = |from: u64, spread: u64| i16::try_from(from + dice.below(spread)).unwrap_or(30);
    let woman = pick(&WOMEN, number + number / 24).unwrap_or("Вера");
    let man = pick(&MEN, number * 5 + number / 24).unwrap_or("Иван");
    let victim = person(hers, woman, daughter, Sex::Female, year - age(24, 24), 1);
    let perpetrator = person(his, man, son, Sex::Male, year - age(26, 26), 2);
    let children = (0..2)
        .filter_map(|place| {
            let (given, sex) = pick(&CHILDREN, number + place * 3)?;
            let surname = if sex == Sex::Female { hers } else { his };
            Some(person(surname, given, "", sex, year - age(8, 7), 0))
        })
        .collect();
    Household { victim, perpetrator, children }
}

fn pick<T: Copy>(list: &[T], number: usize) -> Option<T> {
    list.get(number.checked_rem(list.len())?).copied()
}

fn birth(year: i16, dice: &Dice) -> Birth {
    let month = i8::try_from(1 + dice.below(12)).unwrap_or(1);
    let day = i8::try_from(1 + dice.below(28)).unwrap_or(1);
    jiff::civil::Date::new(year, month, day).map_or(Birth::Year(year), Birth::Date)
}
