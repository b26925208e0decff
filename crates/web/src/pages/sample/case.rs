//! One case with everything in it.

use super::super::chart::{Countdown, Lane, Look, Mark, Shape, Tick, Timeline};
use super::super::*;
use super::{due, law, local, moment, open, say, shell};

pub(crate) fn head(t: &T) -> CaseHead {
    CaseHead {
        number: "BY-26-0031".to_owned(),
        href: "/cases/1".to_owned(),
        person: "A. P.".to_owned(),
        state: Tag::new(Tone::Plain, Icon::Cases, t.label("case-state", "open")),
        line: say(
            t,
            "Former spouse · Zarechny district · led by the District Department",
            "Бывший супруг · Зареченский район · ведёт РОВД",
        ),
    }
}

pub(crate) fn safe_contact(t: &T) -> SafeContactBox {
    SafeContactBox::Known(SafeContact {
        channel: t.label("channel", "call").into_owned(),
        value: "000 00 01".to_owned(),
        hours: say(t, "weekdays 10–14, when he is at work", "по будням с 10 до 14, когда он на работе"),
        name_to_use: say(t, "the clinic, about the test results", "поликлиника, по поводу анализов"),
        language: say(t, "Russian", "русский"),
        voicemail: say(t, "no, never", "нет, никогда"),
        code_word: Some(say(t, "“Is the parcel there?”", "«Посылка пришла?»")),
        may_pick_up: say(t, "her mother", "её мать"),
        never: Some(say(t, "write or call after 17:00", "писать или звонить после 17:00")),
        recorded: say(t, "Asked on 24 November by V. Vymyslova", "Записано 24 ноября, В. Вымыслова"),
        change: Some("/cases/1/record/safe-contact".to_owned()),
    })
}

pub(crate) fn level(t: &T) -> LevelBox {
    LevelBox {
        level: Level::new(t.label("level", "extreme"), 4, 4),
        reasons: vec![
            say(t, "Strangulation on 24 November", "Удушение 24 ноября"),
            say(t, "Threat to kill, twice", "Угроза убить, дважды"),
            say(t, "Separated three weeks ago", "Расстались три недели назад"),
            say(t, "She thinks she could be killed", "Она думает, что её могут убить"),
        ],
        meaning: say(t, "Protection round the clock", "Охрана круглые сутки"),
        unchanged: Some(say(t, "Low was judged", "Оценён низкий")),
        instrument: say(
            t,
            "Lethality screen, Maryland model, edition 1",
            "Скрининг летальности, модель Мэриленда, редакция 1",
        ),
        unknowns: 2,
        reassess: Some(due(t, "2026-12-01T10:00", Urgency::Week)),
        assess: Some("/cases/1/record/assessment".to_owned()),
        victim_told: Some(say(t, "She was told on 24 November, in person.", "Ей сказали лично 24 ноября.")),
    }
}

pub(crate) fn orders(t: &T) -> Vec<OrderBox> {
    let kept = || Tag::new(Tone::Good, Icon::Done, say(t, "no breach known", "нарушений не известно"));
    vec![OrderBox {
        title: say(t, "Protective order", "Защитное предписание"),
        state: Tag::new(Tone::Bad, Icon::Cross, t.label("order-state", "breached")),
        basis: law(
            t,
            "Law on crime prevention, art. 31",
            "Закон о профилактике правонарушений, ст. 31",
            false,
        ),
        served: say(t, "18 November 2026, 15:20, in person", "18 ноября 2026 г., 15:20, лично"),
        ends: Some(moment(t, "2026-12-18T15:20")),
        countdown: Some(Countdown {
            id: "order-1".to_owned(),
            left_percent: 76,
            title: say(t, "23 of 30 days are left", "осталось 23 дня из 30"),
            left: say(t, "23 of 30 days are left", "осталось 23 дня из 30"),
            ends_iso: "2026-12-18T12:20:00Z".to_owned(),
        }),
        conditions: vec![
            Condition {
                words: say(
                    t,
                    "Must not look for her or come near her",
                    "Не искать её и не приближаться к ней",
                ),
                state: kept(),
                detail: String::new(),
                breach: Some("/cases/1/record/breach?condition=1".to_owned()),
            },
            Condition {
                words: say(t, "Must not call or write", "Не звонить и не писать"),
                state: Tag::new(Tone::Bad, Icon::Cross, t.label("order-state", "breached")),
                detail: say(t, "11 messages on 23 November", "11 сообщений 23 ноября"),
                breach: Some("/cases/1/record/breach?condition=2".to_owned()),
            },
            Condition {
                words: say(t, "Must leave the shared home", "Покинуть общее жильё"),
                state: kept(),
                detail: String::new(),
                breach: Some("/cases/1/record/breach?condition=3".to_owned()),
            },
        ],
        acts: vec![open("/cases/1/record/extend", say(t, "Extend…", "Продлить…"))],
    }]
}

pub(crate) fn duties(t: &T) -> Vec<DutyRow> {
    vec![
        DutyRow {
            title: say(t, "Visit and check that the order is kept", "Проверить, соблюдается ли предписание"),
            holder: say(t, "District officer, Zarechny", "Участковый инспектор, Зареченский район"),
            state: None,
            deadline: due(t, "2026-11-24T18:00", Urgency::Overdue),
            why: say(t, "The order is in force since 18 November.", "Предписание действует с 18 ноября."),
            basis: law(t, "Order of the ministry, s. 12", "Приказ министерства, п. 12", false),
            acts: vec![
                open("/cases/1/duties/1/done", say(t, "Done…", "Сделано…")),
                open("/cases/1/duties/1/waive", say(t, "Will not be done…", "Не будет сделано…")),
            ],
        },
        DutyRow {
            title: say(t, "Call her and offer support", "Позвонить ей и предложить помощь"),
            holder: say(t, "“Roof” support centre", "Центр помощи «Кров»"),
            state: Some(Tag::new(Tone::Good, Icon::Done, t.label("duty-state", "done"))),
            deadline: due(t, "2026-11-26T12:00", Urgency::Closed),
            why: say(t, "Consent was given on 24 November.", "Согласие получено 24 ноября."),
            basis: Basis::Practice(String::new()),
            acts: Vec::new(),
        },
    ]
}

pub(crate) fn closed(t: &T) -> Vec<ClosedDuties> {
    vec![ClosedDuties {
        title: say(t, "Check that the order is kept", "Проверить, соблюдается ли предписание"),
        holder: say(t, "District officer", "Участковый инспектор"),
        state: Tag::new(Tone::Good, Icon::Done, t.label("duty-state", "done")),
        count: 8,
        last: moment(t, "2026-11-24T09:00"),
    }]
}

pub(crate) fn disclosures(t: &T) -> Vec<Disclosure> {
    let row = |seen: Option<Moment>| Disclosure {
        to: say(t, "“Roof” support centre", "Центр помощи «Кров»"),
        sector: t.label("sector", "ngo").into_owned(),
        by: say(t, "rule of the pack", "по правилу"),
        what: say(
            t,
            "Name, safe contact, level, order with its conditions",
            "Имя, безопасная связь, уровень, предписание с условиями",
        ),
        purpose: say(t, "To call her within two days", "Позвонить ей в течение двух дней"),
        why: say(t, "She agreed on 24 November", "Согласие от 24 ноября"),
        basis: law(
            t,
            "Law on crime prevention, art. 17",
            "Закон о профилактике правонарушений, ст. 17",
            false,
        ),
        when: moment(t, "2026-11-24T22:05"),
        times: 2,
        seen,
    };
    vec![row(Some(moment(t, "2026-11-25T08:10"))), row(None)]
}

pub(crate) fn chronicle(t: &T) -> Vec<ChronicleRow> {
    let row = |id: &str, at: &str, icon: Icon, kind: String, title: String, body: Vec<String>| ChronicleRow {
        id: id.to_owned(),
        occurred: moment(t, at),
        kind,
        icon,
        title,
        body,
        recorded_by: say(t, "I. Obraztsov, patrol", "И. Образцов, патрульная служба"),
        recorded: moment(t, at),
        corrected_by: None,
        corrects: None,
        shared: None,
        correct: Some(format!("/cases/1/facts/{id}/correct")),
    };
    let incident = || say(t, "Incident", "Случай");
    vec![
        ChronicleRow {
            corrects: Some(Link::new(
                "#fact-3",
                say(t, "Corrects the entry of 24 November", "Исправляет запись от 24 ноября"),
            )),
            ..row(
                "4",
                "2026-11-24T21:10",
                Icon::Incident,
                incident(),
                say(t, "Strangulation; kitchen knife shown", "Удушение; показан кухонный нож"),
                vec![say(t, "“You will not live to see the court.”", "«До суда не доживёшь».")],
            )
        },
        ChronicleRow {
            corrected_by: Some(Link::new(
                "#fact-4",
                say(t, "Corrected by the entry of 25 November", "Исправлено записью от 25 ноября"),
            )),
            correct: None,
            ..row(
                "3",
                "2026-11-24T21:10",
                Icon::Incident,
                incident(),
                say(t, "Push; no weapon", "Толчок; без оружия"),
                vec![say(t, "First words at the door.", "Первые слова в дверях.")],
            )
        },
        ChronicleRow {
            occurred: Moment::roughly(say(t, "October 2026", "октябрь 2026 г.")),
            shared: Some(say(
                t,
                "Shared with you by the clinic, with consent",
                "Передано вам поликлиникой с согласия",
            )),
            correct: None,
            ..row(
                "2",
                "2026-11-20T12:00",
                Icon::Health,
                say(t, "Injury", "Травма"),
                say(t, "Bruises on the left arm, documented", "Кровоподтёки на левой руке, описаны"),
                Vec::new(),
            )
        },
    ]
}

fn timeline(t: &T) -> Timeline {
    let at = |moment: &str| local(moment).timestamp();
    let point = |moment: &str, shape: Shape, label: String| Mark::Point { at: at(moment), shape, label };
    Timeline {
        id: "course".to_owned(),
        title: say(t, "Course of the case since September", "Ход дела с сентября"),
        summary: say(
            t,
            "Three incidents, one order in force, one breach.",
            "Три случая, одно действующее предписание, одно нарушение.",
        ),
        from: at("2026-09-01T00:00"),
        to: at("2026-12-20T00:00"),
        now: Some(Tick { at: at("2026-11-25T10:05"), label: say(t, "today", "сегодня") }),
        ticks: ["2026-09-01", "2026-10-01", "2026-11-01", "2026-12-01"]
            .into_iter()
            .map(|day| {
                let moment = local(&format!("{day}T00:00"));
                Tick { at: moment.timestamp(), label: t.voice().month(2026, moment.month()) }
            })
            .collect(),
        lanes: vec![
            Lane {
                label: say(t, "Incidents", "Случаи"),
                marks: vec![
                    point("2026-09-12T20:00", Shape::Diamond, say(t, "Push", "Толчок")),
                    point("2026-10-15T12:00", Shape::Diamond, say(t, "Bruises", "Кровоподтёки")),
                    point("2026-11-24T21:10", Shape::Diamond, say(t, "Strangulation", "Удушение")),
                ],
            },
            Lane {
                label: say(t, "Orders", "Предписания"),
                marks: vec![
                    Mark::Span {
                        from: at("2026-09-13T10:00"),
                        to: Some(at("2026-10-13T10:00")),
                        look: Look::Hatched,
                        label: say(t, "Warning", "Предупреждение"),
                    },
                    Mark::Span {
                        from: at("2026-11-18T15:20"),
                        to: Some(at("2026-12-18T15:20")),
                        look: Look::Solid,
                        label: say(t, "Protective order, 30 days", "Защитное предписание, 30 дней"),
                    },
                ],
            },
            Lane {
                label: say(t, "Breaches", "Нарушения"),
                marks: vec![point("2026-11-23T19:00", Shape::Cross, say(t, "11 messages", "11 сообщений"))],
            },
            Lane {
                label: say(t, "Contacts", "Контакты"),
                marks: vec![
                    point("2026-09-14T11:00", Shape::Circle, say(t, "Reached", "Удалось связаться")),
                    point("2026-11-24T22:30", Shape::Circle, say(t, "In person", "Лично")),
                ],
            },
            Lane {
                label: say(t, "Level", "Уровень"),
                marks: vec![
                    Mark::Span {
                        from: at("2026-09-13T10:00"),
                        to: Some(at("2026-10-16T10:00")),
                        look: Look::Outline,
                        label: t.label("level", "medium").into_owned(),
                    },
                    Mark::Span {
                        from: at("2026-10-16T10:00"),
                        to: Some(at("2026-11-24T22:00")),
                        look: Look::Hatched,
                        label: t.label("level", "high").into_owned(),
                    },
                    Mark::Span {
                        from: at("2026-11-24T22:00"),
                        to: None,
                        look: Look::Solid,
                        label: t.label("level", "extreme").into_owned(),
                    },
                ],
            },
        ],
    }
}

impl CasePage {
    pub(crate) fn sample(t: &T) -> Self {
        let marker = |word: String, detail: String| Marker { word, detail };
        let party = |party: &str, icon: Icon, name: String, detail: String| PartyRow {
            party: t.label("party", party).into_owned(),
            icon,
            name,
            detail,
        };
        let record = |kind: &str, icon: Icon, words: String| RecordLink {
            link: Link::new(format!("/cases/1/record/{kind}"), words),
            icon,
        };
        Self {
            shell: Shell { path: "/cases/1".to_owned(), ..shell(t, Area::Cases) },
            case: head(t),
            safe_contact: safe_contact(t),
            markers: vec![
                marker(say(t, "Strangulation", "Удушение"), say(t, "24 November", "24 ноября")),
                marker(say(t, "Threat to kill", "Угроза убить"), say(t, "twice", "дважды")),
                marker(say(t, "Separation", "Расставание"), say(t, "three weeks ago", "три недели назад")),
                marker(say(t, "Weapon", "Оружие"), String::new()),
            ],
            level: Some(level(t)),
            parties: vec![
                party(
                    "victim",
                    Icon::Person,
                    say(t, "Anna Primernaya", "Анна Примерная"),
                    say(t, "born 1987", "1987 г. р."),
                ),
                party(
                    "perpetrator",
                    Icon::Person,
                    say(t, "Pyotr Primerny", "Пётр Примерный"),
                    say(t, "born 1984", "1984 г. р."),
                ),
                party(
                    "child",
                    Icon::Child,
                    say(t, "Dasha", "Даша"),
                    say(t, "9 years, was present", "9 лет, была при этом"),
                ),
            ],
            orders: orders(t),
            conflicts: vec![say(
                t,
                "The order forbids contact, yet the visiting plan of the court lets him fetch the child at her door.",
                "Предписание запрещает общение, а порядок встреч, установленный судом, позволяет ему забирать ребёнка у её двери.",
            )],
            clocks: vec![OrderClock {
                title: say(t, "Protective order", "Защитное предписание"),
                state: Tag::new(Tone::Good, Icon::Done, t.label("order-state", "in_effect")),
                ends: Some(moment(t, "2026-12-18T15:20")),
                left: say(t, "23 days left", "осталось 23 дня"),
            }],
            owed: duties(t).into_iter().take(1).collect(),
            others: duties(t).into_iter().skip(1).collect(),
            closed: closed(t),
            timeline: Some(timeline(t)),
            timeline_rows: vec![TimelineRow {
                when: say(t, "24 November 2026, 21:10", "24 ноября 2026 г., 21:10"),
                lane: say(t, "Incidents", "Случаи"),
                words: say(t, "Strangulation", "Удушение"),
                icon: Icon::Incident,
            }],
            chronicle: chronicle(t),
            sealed: Some(2),
            sharing: disclosures(t),
            sharing_href: Some("/cases/1/sharing".to_owned()),
            record: vec![
                record("contact", Icon::Phone, say(t, "Attempt to reach her", "Попытка связаться")),
                record("served", Icon::Shield, say(t, "Order served", "Предписание вручено")),
                record("breach", Icon::Cross, say(t, "Breach of a condition", "Нарушение условия")),
                record("withdrawal", Icon::Note, say(t, "Complaint withdrawn", "Заявление отозвано")),
                record(
                    "release",
                    Icon::Leave,
                    say(t, "Release from detention", "Освобождение из-под стражи"),
                ),
                record("incident", Icon::Incident, say(t, "New incident", "Новый случай")),
                record("note", Icon::Note, say(t, "Note", "Заметка")),
            ],
            printed: say(t, "Printed on 25 November", "Напечатано 25 ноября"),
        }
    }

    /// What somebody sees who may know little: nothing hints at what is left out.
    pub(crate) fn sample_bare(t: &T) -> Self {
        Self {
            safe_contact: SafeContactBox::NotYours,
            markers: Vec::new(),
            level: None,
            clocks: Vec::new(),
            orders: Vec::new(),
            conflicts: Vec::new(),
            owed: Vec::new(),
            others: Vec::new(),
            closed: Vec::new(),
            timeline: None,
            timeline_rows: Vec::new(),
            chronicle: Vec::new(),
            sealed: None,
            sharing: Vec::new(),
            sharing_href: None,
            record: Vec::new(),
            ..Self::sample(t)
        }
    }
}

impl DutyPage {
    pub(crate) fn sample(t: &T, verb: DutyVerb) -> Self {
        let mut answers = Answers::default();
        answers.refuse(
            "reason",
            say(t, "Write the reason in a sentence", "Напишите причину одним предложением"),
        );
        let duty = duties(t).remove(0);
        Self {
            shell: shell(t, Area::Cases),
            case: head(t),
            verb,
            action: "/cases/1/duties/1/done".to_owned(),
            title: duty.title,
            holder: duty.holder,
            why: duty.why,
            basis: duty.basis,
            deadline: duty.deadline,
            answered: Vec::new(),
            fields: Self::fields(t, verb, &answers),
        }
    }
}

impl FactPage {
    pub(crate) fn sample(t: &T) -> Self {
        let answers = Answers::from_pairs([("outcome", "no_answer")]);
        let outcomes = ["reached", "no_answer", "wrong_number", "declined", "not_safe"];
        let outcomes =
            outcomes.iter().map(|key| Choice::new(*key, t.label("contact-outcome", key))).collect();
        Self {
            shell: shell(t, Area::Cases),
            case: head(t),
            safe_contact: Some(safe_contact(t)),
            title: say(t, "Attempt to reach her", "Попытка связаться"),
            help: say(t, "Also an attempt that failed counts.", "Неудавшаяся попытка тоже считается."),
            action: "/cases/1/record/contact".to_owned(),
            fields: vec![
                Field::choose(&answers, "outcome", say(t, "What came of it", "Чем закончилось"), outcomes),
                Field::lines(&answers, "note", say(t, "Note", "Заметка"), 3),
            ],
            follows: vec![say(
                t,
                "After three attempts the police visit her.",
                "После трёх попыток к ней приедет милиция.",
            )],
            button: say(t, "Record", "Записать"),
        }
    }
}

impl CorrectionPage {
    pub(crate) fn sample(t: &T) -> Self {
        let answers = Answers::from_pairs([("narrative", "<i>&amp;</i>")]);
        Self {
            shell: shell(t, Area::Cases),
            case: head(t),
            original: chronicle(t).remove(0),
            recipients: vec![say(t, "“Roof” support centre", "Центр помощи «Кров»")],
            action: "/cases/1/facts/4/correct".to_owned(),
            fields: vec![
                Field::lines(&answers, "narrative", t.get("report-narrative"), 4),
                Field::lines(&answers, "reason", t.get("correct-reason"), 2).must(),
            ],
        }
    }
}
