//! Lists, the school, the programme.

use super::super::*;
use super::{due, law, moment, open, post, say, shell};

impl WorkList {
    pub(crate) fn sample(t: &T) -> Self {
        let done = || say(t, "Done…", "Сделано…");
        let case = |number: &str| {
            Link::new(
                format!("/cases/{number}"),
                say(t, &format!("Case {number}"), &format!("Дело {number}")),
            )
        };
        Self {
            shell: shell(t, Area::Work),
            greeting: say(t, "Good morning, Olga", "Доброе утро, Ольга"),
            as_of: say(t, "Wednesday 25 November 2026, 10:05", "среда, 25 ноября 2026 г., 10:05"),
            counts: Counts { overdue: 1, today: 2, week: 3, alerts: 1, told: 2, all: 7 },
            filter: WorkFilter::All,
            items: vec![
                WorkItem {
                    kind: WorkKind::Duty,
                    title: say(t, "Serve the protective order", "Вручить защитное предписание"),
                    case: case("BY-26-0031"),
                    person: "A. P.".to_owned(),
                    level: Some(Level::new(t.label("level", "extreme"), 4, 4)),
                    why: say(
                        t,
                        "The order was issued on 24 November at 21:40 and has not been served: he was not at home.",
                        "Предписание вынесено 24 ноября в 21:40 и не вручено: его не застали дома.",
                    ),
                    basis: law(
                        t,
                        "Law on crime prevention, art. 31",
                        "Закон о профилактике правонарушений, ст. 31",
                        false,
                    ),
                    deadline: due(t, "2026-11-25T06:40", Urgency::Overdue),
                    acts: vec![open("/x", done()), open("/y", say(t, "Not found…", "Не застали…"))],
                },
                WorkItem {
                    kind: WorkKind::Alert,
                    title: say(
                        t,
                        "He is released from detention today at 18:00",
                        "Сегодня в 18:00 его отпускают из-под стражи",
                    ),
                    case: case("BY-26-0027"),
                    person: "M. S.".to_owned(),
                    level: Some(Level::new(t.label("level", "high"), 3, 4)),
                    why: say(
                        t,
                        "Release recorded by the detention centre.",
                        "Освобождение записано изолятором.",
                    ),
                    basis: Basis::Practice(say(
                        t,
                        "Istanbul Convention, art. 56",
                        "Стамбульская конвенция, ст. 56",
                    )),
                    deadline: due(t, "2026-11-25T18:00", Urgency::Today),
                    acts: vec![
                        post("/x", say(t, "Acknowledge", "Принять")),
                        open("/y", t.get("open-case").into_owned()),
                    ],
                },
                WorkItem {
                    kind: WorkKind::Duty,
                    title: say(t, "Tell the child protection service", "Сообщить в службу охраны детства"),
                    case: case("BY-26-0031"),
                    person: "A. P.".to_owned(),
                    level: None,
                    why: say(t, "A child was present on 24 November.", "24 ноября при этом был ребёнок."),
                    basis: law(
                        t,
                        "Decree on children at risk, s. 7",
                        "Декрет о детях в опасности, п. 7",
                        true,
                    ),
                    deadline: Deadline { without_delay: true, ..due(t, "2026-11-25T12:00", Urgency::Today) },
                    acts: vec![open("/x", done()), open("/y", t.get("open-case").into_owned())],
                },
                WorkItem {
                    kind: WorkKind::Proposal,
                    title: say(t, "Refer the case to the conference", "Передать дело на консилиум"),
                    case: case("BY-26-0019"),
                    person: "K-114".to_owned(),
                    level: Some(Level {
                        provisional: true,
                        provisional_word: t.get("level-provisional").into_owned(),
                        ..Level::new(t.label("level", "medium"), 2, 4)
                    }),
                    why: say(
                        t,
                        "Third incident within twelve months.",
                        "Третий случай за двенадцать месяцев.",
                    ),
                    basis: Basis::Practice(String::new()),
                    deadline: due(t, "2026-11-30T17:00", Urgency::Week),
                    acts: vec![open("/x", say(t, "Refer…", "Передать…"))],
                },
            ],
            told: Vec::new(),
        }
    }

    pub(crate) fn sample_told(t: &T) -> Self {
        let told = Told {
            title: say(t, "The programme: he missed two sessions", "Программа: пропущены два занятия"),
            case: Some(Link::new("/cases/1", "BY-26-0027")),
            person: "M. S.".to_owned(),
            by: say(t, "Centre for men “Step”", "Центр для мужчин «Шаг»"),
            why: say(
                t,
                "A missed session is told to the police and to the support worker.",
                "О пропуске занятия сообщают милиции и консультанту.",
            ),
            basis: Basis::Practice(String::new()),
            when: moment(t, "2026-11-24T16:20"),
            new: true,
        };
        Self { filter: WorkFilter::Told, items: Vec::new(), told: vec![told], ..Self::sample(t) }
    }

    pub(crate) fn sample_empty(t: &T) -> Self {
        Self { items: Vec::new(), counts: Counts::default(), ..Self::sample(t) }
    }
}

impl LookUpPage {
    pub(crate) fn sample(t: &T) -> Self {
        let answers = Answers::from_pairs([("family", "Примерный"), ("birth", "1984")]);
        Self {
            shell: Shell { path: "/look-up".to_owned(), ..shell(t, Area::LookUp) },
            fields: Self::fields(t, &answers),
            found: Some(found(t)),
            more: 3,
        }
    }
}

/// Two people who may be the one looked for.
pub(crate) fn found(t: &T) -> Vec<Found> {
    vec![
        Found {
            usable: true,
            key: "p1".to_owned(),
            name: say(t, "Pyotr Primerny", "Пётр Примерный"),
            detail: say(t, "born 1984, Zarechny district", "1984 г. р., Зареченский район"),
            likelihood: say(
                t,
                "Very likely: name and year of birth agree",
                "Весьма вероятно: совпали имя и год рождения",
            ),
            strength: 4,
            cases: vec![FoundCase {
                link: Link::new("/cases/1", "BY-26-0031"),
                party: t.label("party", "perpetrator").into_owned(),
                state: Tag::new(Tone::Plain, Icon::Cases, t.label("case-state", "open")),
                level: Some(Level::new(t.label("level", "extreme"), 4, 4)),
            }],
            other_cases: 0,
            other_level: None,
        },
        Found {
            usable: false,
            key: "p2".to_owned(),
            name: String::new(),
            detail: say(t, "born 1985", "1985 г. р."),
            likelihood: say(t, "Possible: the names sound alike", "Возможно: имена звучат похоже"),
            strength: 2,
            cases: Vec::new(),
            other_cases: 2,
            other_level: Some(Level::new(t.label("level", "high"), 3, 4)),
        },
    ]
}

impl SchoolNotice {
    pub(crate) fn sample(t: &T) -> Self {
        Self {
            shell: shell(t, Area::Notices),
            child: say(t, "Dasha Primernaya", "Даша Примерная"),
            birth: say(t, "3 March 2017", "3 марта 2017 г."),
            occurred: moment(t, "2026-11-24T21:10"),
            place: say(t, "At home, Zarechny district", "Дома, Зареченский район"),
            present: t.label("answer", "yes").into_owned(),
            words: say(t, "I hid under the table and held the cat.", "Я спряталась под стол и держала кота."),
            police: say(t, "Ref. 4471, telephone 000 00 00", "№ 4471, телефон 000 00 00"),
            pick_up: Some(say(t, "Hand the child to nobody else", "Никому не отдавайте ребёнка")),
            sent: moment(t, "2026-11-24T23:30"),
            deadline: due(t, "2026-11-25T08:00", Urgency::Overdue),
            acknowledged: None,
            action: "/notices/1".to_owned(),
        }
    }
}

impl NoticesPage {
    pub(crate) fn sample(t: &T) -> Self {
        let row = SchoolNoticeRow {
            href: "/notices/1".to_owned(),
            child: say(t, "D. P., class 3 B", "Д. П., 3 «Б»"),
            sent: moment(t, "2026-11-24T23:30"),
            state: Tag::new(Tone::Warn, Icon::Alert, t.label("alert-state", "new")),
        };
        Self { shell: shell(t, Area::Notices), rows: vec![row] }
    }
}

impl CasesPage {
    pub(crate) fn sample(t: &T) -> Self {
        let row = |number: &str, step: u8, level: &str, urgency: Urgency, at: &str| CaseRow {
            link: Link::new(format!("/cases/{number}"), number),
            person: "A. P.".to_owned(),
            line: say(t, "Former spouse, Zarechny district", "Бывший супруг, Зареченский район"),
            state: Tag::new(Tone::Plain, Icon::Cases, t.label("case-state", "open")),
            level: Some(Level::new(t.label("level", level), step, 4)),
            marks: say(t, "strangulation", "удушение"),
            next: Some((say(t, "Serve the order", "Вручить предписание"), due(t, at, urgency))),
            last: say(t, "Incident on 24 November", "Случай 24 ноября"),
        };
        Self {
            shell: shell(t, Area::Cases),
            filters: vec![
                (Link::new("/cases", say(t, "Open", "Открытые")), true),
                (Link::new("/cases?state=closed", say(t, "Closed", "Закрытые")), false),
            ],
            rows: vec![
                row("BY-26-0031", 4, "extreme", Urgency::Overdue, "2026-11-25T06:40"),
                row("BY-26-0027", 3, "high", Urgency::Today, "2026-11-25T18:00"),
                row("BY-26-0019", 2, "medium", Urgency::Later, "2026-12-15T12:00"),
            ],
            total: 3,
            previous: None,
            next: Some("/cases?page=2".to_owned()),
        }
    }
}

impl SharingPage {
    pub(crate) fn sample(t: &T) -> Self {
        Self {
            shell: shell(t, Area::Sharing),
            case: Some(super::case::head(t)),
            rows: super::case::disclosures(t),
            share: Some("/cases/1/share".to_owned()),
        }
    }
}

impl EscalationsPage {
    pub(crate) fn sample(t: &T) -> Self {
        let row = Escalation {
            title: say(t, "Serve the protective order", "Вручить защитное предписание"),
            holder: say(t, "Ivan Obraztsov, patrol", "Иван Образцов, патрульная служба"),
            level: Some(Level::new(t.label("level", "extreme"), 4, 4)),
            number: "BY-26-0031".to_owned(),
            href: Some("/cases/1".to_owned()),
            person: "A. P.".to_owned(),
            deadline: due(t, "2026-11-25T06:40", Urgency::Overdue),
            climbed: moment(t, "2026-11-25T08:40"),
            basis: law(t, "Order of the ministry, s. 12", "Приказ министерства, п. 12", false),
        };
        let units = [("Zarechny", "Зареченский", 3), ("Ozerny", "Озёрный", 1)];
        Self {
            shell: shell(t, Area::Escalations),
            rows: vec![row],
            by_unit: units.map(|(en, ru, count)| (say(t, en, ru), count)).to_vec(),
        }
    }
}

impl AuditPage {
    pub(crate) fn sample(t: &T) -> Self {
        let row = |place: u64, act: Tag| AuditRow {
            place,
            when: moment(t, "2026-11-25T09:58"),
            who: say(
                t,
                "O. Primernaya, Domestic violence officer",
                "О. Примерная, инспектор по домашнему насилию",
            ),
            act,
            on: "0192aa00-0000-7000-8000-000000000000".to_owned(),
            about: say(t, "Order not served", "Предписание не вручено"),
        };
        Self {
            shell: shell(t, Area::Audit),
            rows: vec![
                row(10_482, Tag::new(Tone::Plain, Icon::Report, say(t, "read", "чтение"))),
                row(10_481, Tag::new(Tone::Bad, Icon::Cross, say(t, "refused", "отказ"))),
            ],
            checkpoint: say(t, "Signed up to entry 10,400", "Подписано до записи 10 400"),
            size: say(t, "10,482 entries", "10 482 записи"),
            filter: AuditFilter {
                acts: vec![(String::new(), say(t, "all", "все"), true)],
                day: "<25>".to_owned(),
                wrong: Some(say(t, "No such day", "Нет такого дня")),
            },
            newest: Some(Link::new("/audit", say(t, "Newest", "Новейшие"))),
            older: Some(Link::new("/audit?before=7", say(t, "Older", "Старше"))),
        }
    }
}

impl OffenderPage {
    pub(crate) fn sample(t: &T) -> Self {
        let session = |at: &str, tone: Tone, icon: Icon, en: &str, ru: &str| SessionRow {
            when: moment(t, at),
            topic: say(t, "Anger and choice", "Гнев и выбор"),
            state: Tag::new(tone, icon, say(t, en, ru)),
            signals: String::new(),
        };
        let mut order = OrderBox { acts: Vec::new(), ..super::case::orders(t).remove(0) };
        for condition in &mut order.conditions {
            condition.breach = None;
        }
        let duty = DutyRow {
            title: say(
                t,
                "Tell the police that two sessions were missed",
                "Сообщить милиции о двух пропущенных занятиях",
            ),
            holder: say(t, "You", "Вы"),
            state: None,
            deadline: due(t, "2026-11-25T16:00", Urgency::Today),
            why: say(t, "The session of 24 November was missed.", "Занятие 24 ноября пропущено."),
            basis: Basis::Practice(String::new()),
            acts: vec![open("/p/duties/1/done", say(t, "Done…", "Сделано…"))],
        };
        Self {
            shell: shell(t, Area::Offenders),
            number: "PR-0112".to_owned(),
            name: say(t, "Pyotr Primerny", "Пётр Примерный"),
            state: Tag::new(Tone::Warn, Icon::Overdue, t.label("programme-state", "missed")),
            reach: say(t, "By phone 000 00 00, afternoons", "По телефону 000 00 00, после обеда"),
            hours: (6, 24),
            support_worker: Some(say(
                t,
                "Vera Vymyslova, “Roof” support centre",
                "Вера Вымыслова, центр помощи «Кров»",
            )),
            orders: vec![order],
            duties: vec![duty],
            closed: super::case::closed(t),
            sessions: vec![
                session("2026-11-24T16:00", Tone::Bad, Icon::Cross, "missed", "пропуск"),
                session("2026-11-17T16:00", Tone::Good, Icon::Done, "attended", "присутствие"),
            ],
            record: vec![RecordLink {
                link: Link::new("/p/session", say(t, "Session", "Занятие")),
                icon: Icon::People,
            }],
            danger: Some(Link::new("/p/danger", say(t, "Danger is rising", "Опасность растёт"))),
        }
    }
}
