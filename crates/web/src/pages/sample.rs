//! Every page with invented people, for the tests that render them.

mod case;
mod lists;
mod report;

use super::*;
use abri_text::Language;
use jiff::ZonedDateTime;

/// The words in the language of the page.
pub(crate) fn say(t: &T, en: &str, ru: &str) -> String {
    if t.language() == Language::Ru { ru.to_owned() } else { en.to_owned() }
}

/// A local moment, `2026-11-25T10:05`.
pub(crate) fn local(moment: &str) -> ZonedDateTime {
    format!("{moment}[Europe/Minsk]").parse().unwrap()
}

/// The moment at which every sample page is seen.
pub(crate) fn now() -> ZonedDateTime {
    local("2026-11-25T10:05")
}

/// A moment seen from now.
pub(crate) fn moment(t: &T, at: &str) -> Moment {
    Moment::at(t, &now(), &local(at))
}

/// A deadline seen from now.
pub(crate) fn due(t: &T, at: &str, urgency: Urgency) -> Deadline {
    Deadline::at(t, &now(), &local(at), urgency)
}

/// A rule of law.
pub(crate) fn law(t: &T, en: &str, ru: &str, verified: bool) -> Basis {
    Basis::Law { reference: say(t, en, ru), verified }
}

pub(crate) fn open(href: &str, words: String) -> Act {
    Act::Open(Link::new(href, words))
}

pub(crate) fn post(href: &str, words: String) -> Act {
    Act::Post(Link::new(href, words))
}

/// Header and footer as a police officer sees them.
pub(crate) fn shell(t: &T, here: Area) -> Shell {
    Shell {
        t: t.clone(),
        theme: Theme::Auto,
        path: "/".to_owned(),
        csrf: "token-1".to_owned(),
        person: Some(SignedIn {
            name: say(t, "Olga Primernaya", "Ольга Примерная"),
            role: t.label("role", "dv_unit").into_owned(),
            unit: say(t, "Zarechny District Department", "Зареченский РОВД"),
        }),
        nav: vec![
            NavItem { count: Some(7), ..NavItem::new(Area::Work, "/") },
            NavItem::new(Area::Report, "/report/new"),
            NavItem::new(Area::LookUp, "/look-up"),
            NavItem::new(Area::Cases, "/cases"),
            NavItem::new(Area::Sharing, "/sharing"),
            NavItem { count: Some(2), ..NavItem::new(Area::Escalations, "/escalations") },
        ],
        here,
        demo: true,
        version: "0.1.0".to_owned(),
        assets: "test".to_owned(),
        zone: say(t, "Minsk (UTC+3)", "Минск (UTC+3)"),
        flash: None,
    }
}

impl SignIn {
    pub(crate) fn sample(t: &T) -> Self {
        let person = |key: &str, name: String, role: &str, unit: String, sees: String| Persona {
            key: key.to_owned(),
            name,
            role: t.label("role", role).into_owned(),
            unit,
            territory: say(t, "Zarechny district", "Зареченский район"),
            sees,
        };
        let group = |sector: &str, people: Vec<Persona>| PersonaGroup {
            sector: t.label("sector", sector).into_owned(),
            people,
        };
        Self {
            shell: Shell {
                person: None,
                nav: Vec::new(),
                here: Area::Elsewhere,
                ..shell(t, Area::Elsewhere)
            },
            user: String::new(),
            next: "/".to_owned(),
            error: None,
            groups: vec![
                group(
                    "police",
                    vec![
                        person(
                            "patrol",
                            say(t, "Ivan Obraztsov", "Иван Образцов"),
                            "patrol",
                            say(t, "Patrol company", "Рота патрульной службы"),
                            say(
                                t,
                                "Writes a report from the scene on a phone.",
                                "Пишет сообщение с места происшествия на телефоне.",
                            ),
                        ),
                        person(
                            "dv-officer",
                            say(t, "Olga Primernaya", "Ольга Примерная"),
                            "dv_unit",
                            say(t, "District Department", "РОВД"),
                            say(
                                t,
                                "Orders that run out, breaches, victims not reached yet.",
                                "Истекающие предписания, нарушения, кого ещё не застали.",
                            ),
                        ),
                    ],
                ),
                group(
                    "ngo",
                    vec![person(
                        "advocate",
                        say(t, "Vera Vymyslova", "Вера Вымыслова"),
                        "advocate",
                        say(t, "“Roof” support centre", "Центр помощи «Кров»"),
                        say(
                            t,
                            "Whom to call today, and how to call safely.",
                            "Кому позвонить сегодня и как позвонить без опасности.",
                        ),
                    )],
                ),
                group(
                    "education",
                    vec![person(
                        "school",
                        say(t, "Nina Uchebnaya", "Нина Учебная"),
                        "key_adult",
                        say(t, "School No. 0", "Школа № 0"),
                        say(
                            t,
                            "One short notice about one child, and nothing else.",
                            "Одно короткое извещение об одном ребёнке и больше ничего.",
                        ),
                    )],
                ),
            ],
        }
    }
}

impl SignIn {
    pub(crate) fn sample_refused(t: &T) -> Self {
        let error = say(
            t,
            "The name or the password is not right. Try again.",
            "Имя или пароль не подходят. Попробуйте ещё раз.",
        );
        Self {
            user: "o.primernaya <x>".to_owned(),
            error: Some(error),
            groups: Vec::new(),
            ..Self::sample(t)
        }
    }
}

impl PasswordPage {
    pub(crate) fn sample(t: &T) -> Self {
        let shell = Shell { demo: false, ..shell(t, Area::Elsewhere) };
        Self { shell, first: false, fields: Self::fields(t, false, &Answers::default()) }
    }

    pub(crate) fn sample_first(t: &T) -> Self {
        let shell = Shell { demo: false, nav: Vec::new(), ..shell(t, Area::Elsewhere) };
        let mut answers = Answers::from_pairs([("present", "typed in vain"), ("wanted", "typed in vain")]);
        answers.refuse("wanted", t.get("password-error-too_short"));
        Self { shell, first: true, fields: Self::fields(t, true, &answers) }
    }
}

impl About {
    pub(crate) fn sample(t: &T) -> Self {
        Self {
            shell: shell(t, Area::About),
            packs: vec![say(
                t,
                "Belarus, edition of 1 November 2026: 84 rules, 12 of them checked",
                "Беларусь, редакция от 1 ноября 2026 г.: 84 правила, 12 из них сверены",
            )],
        }
    }
}

impl ProblemPage {
    pub(crate) fn sample(t: &T, kind: ProblemKind) -> Self {
        let kept = Kept {
            resume: "/report/0192".to_owned(),
            pairs: vec![("narrative".to_owned(), "\"<b>\" & 'ё'".to_owned())],
            user: "o.primernaya".to_owned(),
        };
        let mut shell = shell(t, Area::Elsewhere);
        if kind == ProblemKind::SessionExpired {
            shell = Shell { person: None, nav: Vec::new(), ..shell };
        }
        Self {
            shell,
            kind,
            detail: None,
            next: vec![
                Link::new("/", say(t, "Go to your work list", "Перейти к списку задач")),
                Link::new("/look-up", say(t, "Look the person up", "Найти человека")),
            ],
            reference: Some("7F3A-02".to_owned()),
            kept: (kind == ProblemKind::SessionExpired).then_some(kept),
        }
    }
}
