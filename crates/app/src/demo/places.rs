//! The pilot region: places, agencies, units. All bodies are invented; only the towns are real.

/// A place: code, code of the larger place, names.
pub struct Place {
    pub code: &'static str,
    pub parent: Option<&'static str>,
    pub en: &'static str,
    pub ru: &'static str,
    pub be: &'static str,
}

/// The country, the oblast, its districts. A parent stands before its children.
pub const PLACES: [Place; 7] = [
    place("BY", None, "Belarus", "Беларусь", "Беларусь"),
    place(OBLAST, Some("BY"), "Brest oblast", "Брестская область", "Брэсцкая вобласць"),
    place("BRE", Some(OBLAST), "Brest", "Брест", "Брэст"),
    place("KOB", Some(OBLAST), "Kobrin", "Кобрин", "Кобрын"),
    place("KAM", Some(OBLAST), "Kamenets", "Каменец", "Камянец"),
    place("PRU", Some(OBLAST), "Pruzhany", "Пружаны", "Пружаны"),
    place("PIN", Some(OBLAST), "Pinsk", "Пинск", "Пінск"),
];

/// Code of the oblast: bodies for all districts stand there.
pub const OBLAST: &str = "BR";

/// Codes of the districts.
pub const DISTRICTS: [&str; 5] = ["BRE", "KOB", "KAM", "PRU", "PIN"];

const fn place(
    code: &'static str,
    parent: Option<&'static str>,
    en: &'static str,
    ru: &'static str,
    be: &'static str,
) -> Place {
    Place { code, parent, en, ru, be }
}

/// A body that every district has, or the oblast has once.
pub struct Body {
    pub sector: &'static str,
    pub kind: &'static str,
    pub en: &'static str,
    pub ru: &'static str,
    /// Role of the one who works there.
    pub role: &'static str,
}

/// Bodies of every district. Where several of a sector could take a piece of work, the first takes it.
pub const OF_DISTRICT: [Body; 13] = [
    body("police", "dv_unit", "Domestic violence unit", "Группа по домашнему насилию", "dv_unit"),
    body("police", "patrol", "Police patrol", "Патрульная служба", "patrol"),
    body("police", "district", "District officers", "Участковая служба", "district"),
    body("health", "hospital", "Hospital", "Больница", "doctor"),
    body("health", "polyclinic", "Polyclinic", "Поликлиника", "doctor"),
    body("social", "social_centre", "Social service centre", "Центр соцобслуживания", "social_worker"),
    body("social", "child_protection", "Child protection", "Отдел опеки", "child_protection"),
    body("social", "shelter", "Crisis room", "«Кризисная» комната", "shelter"),
    body("education", "school", "School No. 901", "Школа № 901", "key_adult"),
    body("education", "school", "School No. 902", "Школа № 902", "key_adult"),
    body("prosecution", "prosecution", "Prosecutor's office", "Прокуратура", "prosecutor"),
    body("court", "court", "District court", "Районный суд", "court_clerk"),
    body("coordination", "council", "Interdepartmental council", "Межведомственный совет", "coordinator"),
];

/// Bodies of the whole oblast.
pub const OF_OBLAST: [Body; 3] = [
    body("ngo", "crisis_centre", "Crisis centre «Example»", "Кризисный центр «Пример»", "advocate"),
    body("ngo", "shelter", "Shelter «Example»", "Убежище «Пример»", "shelter"),
    body(
        "programme",
        "programme",
        "Corrective programme «Test»",
        "Коррекционная программа «Тест»",
        "programme",
    ),
];

/// Bodies of the country.
pub const OF_COUNTRY: [Body; 1] =
    [body("ministry", "ministry", "Ministry (demonstration)", "Министерство (учебное)", "ministry")];

const fn body(
    sector: &'static str,
    kind: &'static str,
    en: &'static str,
    ru: &'static str,
    role: &'static str,
) -> Body {
    Body { sector, kind, en, ru, role }
}

/// Somebody to choose in the demonstration: key, district, kind of the unit, role.
pub struct Persona {
    pub key: &'static str,
    pub place: &'static str,
    pub unit: &'static str,
    pub role: &'static str,
    pub name: &'static str,
}

/// The people to choose from, one of each seat.
pub const PERSONAS: [Persona; 11] = [
    persona("patrol", "KOB", "patrol", "patrol", "Примерный Иван Образцович"),
    persona("dv_unit", "KOB", "dv_unit", "dv_unit", "Образцова Вера Примеровна"),
    persona("clinician", "KOB", "hospital", "doctor", "Тестовская Ольга Пробовна"),
    persona("school", "KOB", "school", "key_adult", "Учебникова Нина Задачевна"),
    persona("social", "KOB", "social_centre", "social_worker", "Шаблонова Анна Макетовна"),
    persona("advocate", OBLAST, "crisis_centre", "advocate", "Вымыслова Елена Придумовна"),
    persona("programme", OBLAST, "programme", "programme", "Черновиков Павел Набросович"),
    persona("prosecutor", "KOB", "prosecution", "prosecutor", "Параграфов Сергей Условиевич"),
    persona("coordinator", "KOB", "council", "coordinator", "Протоколова Мария Повестковна"),
    persona("supervisor", "KOB", "dv_unit", "head", "Эталонов Андрей Мерилович"),
    persona("administrator", "KOB", "council", "administrator", "Настройкин Олег Ключевич"),
];

const fn persona(
    key: &'static str,
    place: &'static str,
    unit: &'static str,
    role: &'static str,
    name: &'static str,
) -> Persona {
    Persona { key, place, unit, role, name }
}
