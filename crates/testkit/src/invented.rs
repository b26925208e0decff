//! Invented people. Their names say that they are invented, so that a name in a log, a screenshot or a
//! bug report can never be taken for somebody's.
//!
//! Telephone numbers cannot be dialled: those of Belarus, Moldova and Romania have area code 00, which no
//! numbering plan assigns, and those of Germany come from the block that its regulator keeps for film and
//! television (030 23125 000 to 999). The towns are real, in Brest oblast; the streets are not.

/// The languages the people speak with the services.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Russian.
    Russian,
    /// Belarusian.
    Belarusian,
    /// Romanian.
    Romanian,
    /// German.
    German,
}

/// What a person is to the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Harmed, or at risk of harm.
    Victim,
    /// Harms.
    Perpetrator,
    /// Lives with both.
    Child,
    /// Answers in the name of a service.
    Practitioner,
}

/// One invented person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Short stable name by which tests ask for the person.
    pub key: &'static str,
    /// What the person is to the tests.
    pub part: Part,
    /// The household, equal for people of one case; empty for practitioners.
    pub household: &'static str,
    /// The person's first language.
    pub language: Language,
    /// Family name in the script of the language.
    pub family: &'static str,
    /// Given name in the script of the language.
    pub given: &'static str,
    /// Patronymic, or empty where the language has none.
    pub patronymic: &'static str,
    /// "Given Family" as another service might have written it: other language, script or spelling.
    pub also_written: &'static [&'static str],
    /// Date of birth, ISO 8601.
    pub born: &'static str,
    /// International telephone number that cannot be dialled, or empty for children.
    pub phone: &'static str,
    /// Postal address, one line.
    pub address: &'static str,
}

impl Person {
    /// Given, patronymic and family name in this order, parted by spaces.
    #[must_use]
    pub fn full_name(&self) -> String {
        let parts = [self.given, self.patronymic, self.family];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Every text about the person that must never leave the sealed store: names, telephone, address.
    ///
    /// Tests plant these and search files, dumps, logs and notices for them.
    pub fn secrets(&self) -> impl Iterator<Item = &'static str> + use<> {
        let own = [self.family, self.phone, self.address];
        own.into_iter().chain(self.also_written.iter().copied()).filter(|text| !text.is_empty())
    }
}

/// Finds a person by key.
///
/// # Panics
/// When nobody has the key: that is a slip in the test, and it names the keys there are.
#[must_use]
pub fn person(key: &str) -> &'static Person {
    match PEOPLE.iter().find(|person| person.key == key) {
        Some(person) => person,
        None => panic!("nobody is called {key:?}; there are {:?}", PEOPLE.map(|person| person.key)),
    }
}

/// The people of one household, in the order victim, perpetrator, children.
pub fn household(name: &str) -> impl Iterator<Item = &'static Person> {
    PEOPLE.iter().filter(move |person| !person.household.is_empty() && person.household == name)
}

/// Everybody.
pub const PEOPLE: [Person; 16] = [
    Person {
        key: "vera",
        part: Part::Victim,
        household: "pridumkin",
        language: Language::Russian,
        family: "Придумкина",
        given: "Вера",
        patronymic: "Вымысловна",
        also_written: &["Vera Pridumkina", "Viera Prydumkina", "Вера Прыдумкіна"],
        born: "1988-02-29",
        phone: "+375 00 000-00-01",
        address: "225301, г. Кобрин, ул. Вымышленная, д. 1, кв. 2",
    },
    Person {
        key: "gleb",
        part: Part::Perpetrator,
        household: "pridumkin",
        language: Language::Russian,
        family: "Придумкин",
        given: "Глеб",
        patronymic: "Небылицевич",
        also_written: &["Gleb Pridumkin", "Hlieb Prydumkin", "Глеб Прыдумкін"],
        born: "1985-11-03",
        phone: "+375 00 000-00-02",
        address: "225301, г. Кобрин, ул. Вымышленная, д. 1, кв. 2",
    },
    Person {
        key: "mitya",
        part: Part::Child,
        household: "pridumkin",
        language: Language::Russian,
        family: "Придумкин",
        given: "Митя",
        patronymic: "Глебович",
        also_written: &["Mitya Pridumkin", "Дмитрий Придумкин"],
        born: "2014-09-01",
        phone: "",
        address: "225301, г. Кобрин, ул. Вымышленная, д. 1, кв. 2",
    },
    Person {
        key: "alesia",
        part: Part::Victim,
        household: "kazachny",
        language: Language::Belarusian,
        family: "Казачная",
        given: "Алеся",
        patronymic: "Выдумаўна",
        also_written: &["Alesia Kazachnaya", "Alesja Kazačnaja", "Олеся Сказочная"],
        born: "1995-07-06",
        phone: "+375 00 000-00-03",
        address: "225710, г. Пінск, вул. Неіснуючая, д. 7",
    },
    Person {
        key: "uladzimir",
        part: Part::Perpetrator,
        household: "kazachny",
        language: Language::Belarusian,
        family: "Казачны",
        given: "Уладзімір",
        patronymic: "Няпраўдавіч",
        also_written: &["Uladzimir Kazachny", "Vladimir Kazachny", "Владимир Сказочный"],
        born: "1990-01-15",
        phone: "+375 00 000-00-04",
        address: "225710, г. Пінск, вул. Неіснуючая, д. 7",
    },
    Person {
        key: "nastsia",
        part: Part::Child,
        household: "kazachny",
        language: Language::Belarusian,
        family: "Казачная",
        given: "Насця",
        patronymic: "Уладзіміраўна",
        also_written: &["Nastsia Kazachnaya", "Настя Сказочная"],
        born: "2019-12-24",
        phone: "",
        address: "225710, г. Пінск, вул. Неіснуючая, д. 7",
    },
    Person {
        key: "ioana",
        part: Part::Victim,
        household: "inventatu",
        language: Language::Romanian,
        family: "Inventatu",
        given: "Ioana",
        patronymic: "",
        also_written: &["Иоана Инвентату", "Joana Inventatu"],
        born: "1992-03-08",
        phone: "+373 00 000-001",
        address: "225409, г. Барановичи, ул. Небывалая, д. 12, кв. 40",
    },
    Person {
        key: "stefan",
        part: Part::Perpetrator,
        household: "inventatu",
        language: Language::Romanian,
        family: "Închipuitu",
        given: "Ștefan",
        patronymic: "",
        also_written: &["Stefan Inchipuitu", "Штефан Ынкипуиту", "Ştefan Închipuitu"],
        born: "1987-10-30",
        phone: "+40 00 000 0002",
        address: "225409, г. Барановичи, ул. Небывалая, д. 12, кв. 40",
    },
    Person {
        key: "erika",
        part: Part::Victim,
        household: "mustermann",
        language: Language::German,
        family: "Mustermann-Erfunden",
        given: "Erika",
        patronymic: "",
        also_written: &["Эрика Мустерман-Эрфунден", "Erika Mustermann"],
        born: "1964-08-12",
        phone: "+49 30 23125 001",
        address: "224030, г. Брест, ул. Несуществующая, д. 3, кв. 9",
    },
    Person {
        key: "joerg",
        part: Part::Perpetrator,
        household: "mustermann",
        language: Language::German,
        family: "Mustermann",
        given: "Jörg",
        patronymic: "",
        also_written: &["Joerg Mustermann", "Йорг Мустерман", "Jorg Mustermann"],
        born: "1961-05-23",
        phone: "+49 30 23125 002",
        address: "224030, г. Брест, ул. Несуществующая, д. 3, кв. 9",
    },
    Person {
        key: "officer",
        part: Part::Practitioner,
        household: "",
        language: Language::Russian,
        family: "Постовой-Примерный",
        given: "Остап",
        patronymic: "Образцович",
        also_written: &["Ostap Postovoy-Primerny"],
        born: "1991-04-17",
        phone: "+375 00 000-01-01",
        address: "225301, г. Кобрин, пл. Учебная, д. 1",
    },
    Person {
        key: "nurse",
        part: Part::Practitioner,
        household: "",
        language: Language::Belarusian,
        family: "Прыкладная",
        given: "Зоська",
        patronymic: "Узораўна",
        also_written: &["Zoska Prykladnaja", "Зоська Примерная"],
        born: "1979-06-01",
        phone: "+375 00 000-01-02",
        address: "225710, г. Пінск, вул. Узорная, д. 2",
    },
    Person {
        key: "social_worker",
        part: Part::Practitioner,
        household: "",
        language: Language::Russian,
        family: "Образцова",
        given: "Нина",
        patronymic: "Примеровна",
        also_written: &["Nina Obraztsova", "Ніна Узорава"],
        born: "1983-09-09",
        phone: "+375 00 000-01-03",
        address: "225301, г. Кобрин, ул. Макетная, д. 4",
    },
    Person {
        key: "teacher",
        part: Part::Practitioner,
        household: "",
        language: Language::Belarusian,
        family: "Макетава",
        given: "Ганна",
        patronymic: "Прыкладаўна",
        also_written: &["Hanna Makietava", "Анна Макетова"],
        born: "1975-12-12",
        phone: "+375 00 000-01-04",
        address: "225301, г. Кобрин, ул. Учебная, д. 5",
    },
    Person {
        key: "advocate",
        part: Part::Practitioner,
        household: "",
        language: Language::Romanian,
        family: "Exemplu",
        given: "Ana",
        patronymic: "",
        also_written: &["Ана Екземплу"],
        born: "1986-01-24",
        phone: "+373 00 000-101",
        address: "224030, г. Брест, ул. Примерная, д. 6",
    },
    Person {
        key: "coordinator",
        part: Part::Practitioner,
        household: "",
        language: Language::German,
        family: "Beispiel",
        given: "Max",
        patronymic: "",
        also_written: &["Макс Байшпиль"],
        born: "1980-07-31",
        phone: "+49 30 23125 101",
        address: "224030, г. Брест, ул. Примерная, д. 8",
    },
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn keys_and_telephones_are_unique() {
        let keys: HashSet<_> = PEOPLE.iter().map(|person| person.key).collect();
        assert_eq!(keys.len(), PEOPLE.len());
        let phones: Vec<_> =
            PEOPLE.iter().map(|person| person.phone).filter(|phone| !phone.is_empty()).collect();
        assert_eq!(phones.iter().collect::<HashSet<_>>().len(), phones.len());
    }

    #[test]
    fn no_telephone_can_be_dialled() {
        for Person { key, phone, .. } in &PEOPLE {
            let unassigned = ["+375 00 ", "+373 00 ", "+40 00 "].iter().any(|code| phone.starts_with(code));
            let kept_for_film = phone.strip_prefix("+49 30 23125 ").is_some_and(|rest| rest.len() == 3);
            assert!(phone.is_empty() || unassigned || kept_for_film, "{key}: {phone}");
        }
    }

    #[test]
    fn each_household_has_a_victim_and_a_perpetrator() {
        for name in ["pridumkin", "kazachny", "inventatu", "mustermann"] {
            let parts: Vec<_> = household(name).map(|person| person.part).collect();
            assert!(parts.starts_with(&[Part::Victim, Part::Perpetrator]), "{name}: {parts:?}");
        }
        assert_eq!(household("").count(), 0);
    }

    #[test]
    fn every_language_is_spoken_by_a_victim() {
        let spoken: HashSet<_> = PEOPLE
            .iter()
            .filter(|person| person.part == Part::Victim)
            .map(|person| person.language)
            .collect();
        assert_eq!(spoken.len(), 4);
    }

    #[test]
    fn names_are_joined_without_gaps() {
        assert_eq!(person("vera").full_name(), "Вера Вымысловна Придумкина");
        assert_eq!(person("ioana").full_name(), "Ioana Inventatu");
    }

    #[test]
    fn secrets_hold_no_empty_text() {
        for somebody in &PEOPLE {
            assert!(somebody.secrets().count() >= 3, "{}", somebody.key);
            assert!(somebody.secrets().all(|text| !text.is_empty()));
        }
    }

    #[test]
    #[should_panic(expected = "nobody is called")]
    fn an_unknown_key_is_a_slip_in_the_test() {
        let _ = person("nobody");
    }
}
