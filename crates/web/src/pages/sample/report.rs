//! The report and what follows from it.

use super::super::*;
use super::{due, law, moment, say, shell};

fn given(t: &T) -> Given {
    let vocabulary = |family: &str, keys: &[&str]| -> Vec<Choice> {
        keys.iter().map(|key| Choice::new(*key, t.label(family, key))).collect()
    };
    Given {
        relationships: vocabulary(
            "relationship",
            &["spouse", "former_spouse", "partner", "former_partner", "parent", "unknown"],
        ),
        instrument: Some(Instrument {
            id: "lap-11".to_owned(),
            title: say(t, "Lethality screen", "Скрининг летальности"),
            caution: say(
                t,
                "Misses few people in mortal danger and alarms for many who are not.",
                "Пропускает мало людей в смертельной опасности и часто поднимает тревогу напрасно.",
            ),
            items: vec![
                (
                    "1".to_owned(),
                    say(
                        t,
                        "Has this person ever used or threatened you with a weapon?",
                        "Этот человек применял против вас оружие или угрожал им?",
                    ),
                ),
                (
                    "2".to_owned(),
                    say(
                        t,
                        "Has this person threatened to kill you or your children?",
                        "Этот человек угрожал убить вас или ваших детей?",
                    ),
                ),
            ],
        }),
        orders: vec![OrderKind {
            id: "protective".to_owned(),
            title: say(t, "Protective order", "Защитное предписание"),
            law: say(
                t,
                "Law on crime prevention, art. 31; 3 to 30 days",
                "Закон о профилактике правонарушений, ст. 31; от 3 до 30 суток",
            ),
            always: vec![say(t, "Not to seek her out", "Не выяснять, где она")],
            conditions: vec![
                Choice::new("approach", say(t, "Not to come near", "Не приближаться")),
                Choice::new("contact", say(t, "Not to call or write", "Не звонить и не писать")),
                Choice::new("home", say(t, "To leave the shared home", "Покинуть общее жильё")),
            ],
        }],
        bases: vocabulary("basis", &["serious_threat", "child", "law", "court"]),
        languages: vec![
            Choice::new("ru", say(t, "Russian", "русский")),
            Choice::new("be", say(t, "Belarusian", "белорусский")),
        ],
        children: 1,
        ..Given::default()
    }
}

impl ReportForm {
    pub(crate) fn sample(t: &T) -> Self {
        let answers = Answers::from_pairs([
            ("victim_family", "Примерная"),
            ("perpetrator_family", "Примерный"),
            ("act_physical_assault", "yes"),
            ("act_rape", "refused"),
            ("strangulation", "yes"),
            ("when_precision", "minute"),
            ("narrative", "«Он сказал: </textarea><script>alert(1)</script>»"),
            ("child_1_name", "Даша"),
            ("order", "protective"),
            ("condition.protective", "approach"),
            ("condition.protective", "home"),
        ]);
        Self::filled(t, &answers, None, None)
    }

    pub(crate) fn sample_refused(t: &T) -> Self {
        let mut answers = Answers::from_pairs([("victim_family", "Примерная")]);
        answers.refuse(
            "children",
            say(t, "Answer yes, no or not known", "Ответьте «да», «нет» или «неизвестно»"),
        );
        answers.refuse("when_date", say(t, "Write the date as 24.11.2026", "Напишите дату так: 24.11.2026"));
        let history = History {
            incidents: 2,
            last: Some(moment(t, "2026-10-15T12:00")),
            orders: vec![say(t, "Protective order until 18 December", "Защитное предписание до 18 декабря")],
            breaches: 1,
            other_victims: 1,
            markers: vec![say(t, "Strangulation", "Удушение"), say(t, "Threat to kill", "Угроза убить")],
            level: Some(Level::new(t.label("level", "high"), 3, 4)),
            case: Some(Link::new("/cases/1", "BY-26-0031")),
        };
        Self::filled(t, &answers, Some(super::lists::found(t)), Some(history))
    }

    fn filled(t: &T, answers: &Answers, found: Option<Vec<Found>>, history: Option<History>) -> Self {
        Self {
            shell: Shell { path: "/report/0192".to_owned(), ..shell(t, Area::Report) },
            action: "/report/0192".to_owned(),
            draft_url: "/report/0192/draft".to_owned(),
            draft: "0192".to_owned(),
            writer: "0193".to_owned(),
            edition: "1".to_owned(),
            saved: Some(moment(t, "2026-11-25T10:04")),
            kept_until: moment(t, "2026-12-02T10:04"),
            unfinished: Vec::new(),
            other: None,
            found: found.map(|people| {
                let party = t.label("report", "victim").into_owned();
                vec![FoundFor { party, id: "results-victim".to_owned(), blank: false, people }]
            }),
            history,
            sections: sections(t, answers, &given(t)),
        }
    }
}

impl ReportResult {
    pub(crate) fn sample(t: &T) -> Self {
        let owed = |title: String, holder: String, at: &str, urgency: Urgency| Owed {
            title,
            holder,
            deadline: due(t, at, urgency),
            basis: law(
                t,
                "Law on crime prevention, art. 17",
                "Закон о профилактике правонарушений, ст. 17",
                false,
            ),
            cause: say(
                t,
                "Incident of 24 November with a child present",
                "Случай 24 ноября в присутствии ребёнка",
            ),
        };
        Self {
            shell: Shell {
                flash: Some(Flash::Done(say(t, "Report recorded", "Сообщение записано"))),
                ..shell(t, Area::Report)
            },
            case: super::case::head(t),
            level: super::case::level(t),
            order: Some(StartedOrder {
                title: say(t, "Protective order", "Защитное предписание"),
                basis: law(
                    t,
                    "Law on crime prevention, art. 31",
                    "Закон о профилактике правонарушений, ст. 31",
                    false,
                ),
                ends: Some(moment(t, "2026-12-25T09:50")),
                served: String::new(),
                counted: vec![
                    say(t, "Served on 25 November 2026 at 09:50", "Вручено 25 ноября 2026 г. в 09:50"),
                    say(t, "30 days of 24 hours each", "30 суток по 24 часа"),
                ],
                conditions: vec![
                    say(t, "Not to come near", "Не приближаться"),
                    say(t, "To leave the shared home", "Покинуть общее жильё"),
                ],
            }),
            owed: vec![
                OwedGroup {
                    sector: t.label("sector", "police").into_owned(),
                    duties: vec![owed(
                        say(t, "Tell the child protection service", "Сообщить в службу охраны детства"),
                        say(t, "You", "Вы"),
                        "2026-11-25T12:00",
                        Urgency::Today,
                    )],
                },
                OwedGroup {
                    sector: t.label("sector", "ngo").into_owned(),
                    duties: vec![owed(
                        say(t, "Call her and offer support", "Позвонить ей и предложить помощь"),
                        say(t, "“Roof” support centre", "Центр помощи «Кров»"),
                        "2026-11-27T12:00",
                        Urgency::Week,
                    )],
                },
            ],
            told: super::case::disclosures(t),
            say: vec![
                say(
                    t,
                    "The order begins now and lasts until 25 December.",
                    "Предписание действует с этой минуты до 25 декабря.",
                ),
                say(
                    t,
                    "Strangulation is dangerous even without marks: see a doctor today.",
                    "Удушение опасно и без следов: сегодня же покажитесь врачу.",
                ),
            ],
        }
    }
}
