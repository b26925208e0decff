//! The shapes of the cases: quiet ones, growing ones, and those that wait for somebody today.

use abri_core::Sector;
use abri_core::fact::*;

use super::teller::{Beginning, Teller};

const DAY: i64 = 24;

/// A kind of story of the past, told from so many hours before now.
pub type Story = fn(&mut Teller<'_>, i64);

/// Stories of the past, told in turn.
pub const PAST: [Story; 10] = [
    quiet,
    kept,
    growing,
    withdrawn,
    seen_in_hospital,
    called_the_centre,
    old_mother,
    programme_done,
    detained,
    sheltered,
];

fn patrol(ago: i64, children: usize) -> Beginning {
    Beginning { ago, by: "patrol", children, notice: children > 0, consent: true, same_man: None }
}

fn incident(account: &str, danger: Danger) -> Incident {
    Incident {
        acts: Acts { physical: danger.violence, psychological: Answer::Yes, ..Acts::default() },
        relationship: Some(Relationship::Spouse),
        estimate: Some(Estimate::MoreViolence),
        safe_to_talk: Answer::Yes,
        account: Some(account.to_owned()),
        danger,
        ..Incident::default()
    }
}

fn blows() -> Danger {
    Danger { violence: Answer::Yes, substances: Answer::Yes, control: Answer::Unknown, ..Danger::default() }
}

fn words_only() -> Danger {
    Danger { violence: Answer::No, threat: Answer::Yes, substances: Answer::Yes, ..Danger::default() }
}

fn measure(text: &str) -> Measure {
    Measure { decided_by: Some(Sector::Police), text: Some(text.to_owned()), ..Measure::default() }
}

fn plan(text: &str) -> Plan {
    Plan { steps: vec![text.to_owned()], ..Plan::default() }
}

fn session(hours: u32) -> Programme {
    Programme { hours: Some(hours), danger_rising: Answer::No, text: None }
}

/// One report, a warning, visits, nothing more.
fn quiet(tell: &mut Teller<'_>, ago: i64) {
    let children = usize::from(tell.chance(50));
    tell.begin(
        patrol(ago, children),
        incident("Крики и угрозы, соседи вызвали наряд. Побоев нет.", words_only()),
    );
    tell.assess(ago - 1, "dv_unit", "lap-11", "not_high_danger");
    tell.say(ago - 20, "dv_unit", Body::Warned(measure("Официальное предупреждение под подпись")));
    tell.say(ago - 30, "dv_unit", Body::RegisterEntered(measure("Профилактический учёт")));
    tell.contact(
        ago - 40,
        "crisis_centre",
        "victim",
        "Безопасный звонок: помощь пока не нужна, номер сохранила",
    );
    tell.contact(ago - 20 * DAY, "dv_unit", "perpetrator", "Профилактическая беседа");
    tell.assess(ago - 29 * DAY, "dv_unit", "dash-ric-24", "standard");
    if ago > 190 * DAY {
        tell.close(ago - 180 * DAY);
    }
}

/// An order that was kept.
fn kept(tell: &mut Teller<'_>, ago: i64) {
    tell.begin(
        patrol(ago, 1),
        incident(
            "Ударил по лицу, ребёнок был в соседней комнате.",
            Danger { child_exposed: Answer::Yes, injury: Answer::Yes, ..blows() },
        ),
    );
    tell.assess(ago - 1, "dv_unit", "dash-ric-24", "below_threshold");
    let served = ago - 18;
    tell.order(ago - 8, Some(served), 15, true);
    tell.checks(served - 12, (served - 15 * DAY).max(2), 36);
    tell.contact(ago - 26, "crisis_centre", "victim", "План безопасности обсуждён по телефону");
    tell.say(
        ago - 28,
        "crisis_centre",
        Body::SafetyPlanned(plan("Запасные ключи у сестры, кодовое слово для соседки")),
    );
    tell.say(ago - 50, "dv_unit", Body::RegisterEntered(measure("Профилактический учёт")));
    tell.say(ago - 4 * DAY, "programme", Body::ProgrammeContacted(session(1)));
    tell.say(
        ago - 6 * DAY,
        "school",
        Body::SchoolObserved(ChildConcernDetails {
            text: Some("Ребёнок спокоен, с учителем говорит охотно".to_owned()),
            ..ChildConcernDetails::default()
        }),
    );
    if ago > 17 * DAY {
        let ended = tell.order_event("Срок истёк, нарушений не было");
        tell.say(ago - 16 * DAY, "dv_unit", Body::OrderEnded(ended));
        tell.assess(ago - 17 * DAY + 1, "dv_unit", "dash-ric-24", "standard");
    }
    if ago > 220 * DAY {
        tell.close(ago - 200 * DAY);
    }
}

/// From a quarrel to a breach with violence, and the council.
fn growing(tell: &mut Teller<'_>, ago: i64) {
    tell.begin(
        patrol(ago, 2),
        incident("Толкнул, разбил телефон.", Danger { control: Answer::Yes, ..blows() }),
    );
    tell.assess(ago - 1, "dv_unit", "lap-11", "not_high_danger");
    tell.say(ago - 20, "dv_unit", Body::Warned(measure("Официальное предупреждение")));
    let second = ago - 20 * DAY;
    tell.again(
        second,
        "patrol",
        incident(
            "Бил, угрожал убить, дети видели.",
            Danger {
                threat_to_kill: Answer::Yes,
                escalation: Answer::Yes,
                child_exposed: Answer::Yes,
                injury: Answer::Yes,
                ..blows()
            },
        ),
    );
    tell.assess(second - 1, "dv_unit", "dash-ric-24", "high");
    tell.say(
        second - 3,
        "hospital",
        Body::InjuryDocumented(Injury {
            regions: vec!["face".to_owned(), "arm".to_owned()],
            serious: Answer::No,
            text: Some("Гематомы лица и предплечья".to_owned()),
            ..Injury::default()
        }),
    );
    tell.order(second - 6, Some(second - 9), 15, true);
    tell.checks(second - 20, second - 6 * DAY, 24);
    tell.say(second - 2 * DAY, "dv_unit", Body::ConferenceReferred(Conference::default()));
    tell.breach(
        second - 7 * DAY,
        "patrol",
        "by.no_contact",
        "Звонил ночью, требовал открыть дверь",
        words_only(),
    );
    tell.say(second - 7 * DAY - 12, "dv_unit", Body::Charged(measure("Протокол о нарушении предписания")));
    tell.say(
        second - 8 * DAY,
        "council",
        Body::ConferenceHeld(Conference {
            text: Some("План: замок, встреча из школы, ежедневный звонок".to_owned()),
            ..Conference::default()
        }),
    );
    tell.say(
        second - 8 * DAY - 1,
        "council",
        Body::ActionAgreed(Action {
            owner: Some(Sector::Social),
            text: Some("Психолог для детей".to_owned()),
            ..Action::default()
        }),
    );
    tell.extend(second - 13 * DAY, 15);
    tell.say(second - 15 * DAY, "programme", Body::ProgrammeContacted(session(1)));
    tell.say(second - 20 * DAY, "programme", Body::ProgrammeMissed(session(0)));
    tell.contact(second - 21 * DAY, "dv_unit", "perpetrator", "Объяснил пропуск работой, предупреждён");
    tell.assess(second - 25 * DAY, "dv_unit", "dash-ric-24", "below_threshold");
}

/// A complaint that was taken back, not freely.
fn withdrawn(tell: &mut Teller<'_>, ago: i64) {
    let mut how = patrol(ago, 1);
    how.consent = false;
    tell.begin(how, incident("Побои, вызвала сама.", blows()));
    tell.say(ago - 2, "dv_unit", Body::ComplaintFiled(incident("Заявление о побоях", blows())));
    tell.assess(ago - 3, "dv_unit", "dash-ric-24", "below_threshold");
    tell.say(
        ago - 5 * DAY,
        "dv_unit",
        Body::ComplaintWithdrawn(Withdrawal {
            in_presence: Answer::Yes,
            pressure: Answer::Yes,
            text: Some("Пришла вместе с ним, говорил он".to_owned()),
            ..Withdrawal::default()
        }),
    );
    let attempt = Contact {
        with: Some("victim".to_owned()),
        outcome: Some("no_answer".to_owned()),
        ..Contact::default()
    };
    tell.say(ago - 6 * DAY, "dv_unit", Body::ContactAttempted(attempt));
    tell.contact(ago - 9 * DAY, "dv_unit", "victim", "Встреча без него: боится, просит оставить номер");
    tell.assess(ago - 9 * DAY - 1, "dv_unit", "dash-ric-24", "high");
    tell.correct(
        ago - 10 * DAY,
        "dv_unit",
        Body::RiskAssessed(Assessment {
            instrument: Some("dash-ric-24".to_owned()),
            level: Some("below_threshold".to_owned()),
            second_person: true,
            text: Some("Один ответ был записан дважды".to_owned()),
            ..Assessment::default()
        }),
    );
}

/// A doctor was the first to hear of it.
fn seen_in_hospital(tell: &mut Teller<'_>, ago: i64) {
    let how = Beginning { by: "hospital", ..patrol(ago, 0) };
    tell.begin(
        how,
        incident(
            "На приёме без сопровождения: побои, дважды за месяц.",
            Danger { injury: Answer::Yes, escalation: Answer::Yes, ..blows() },
        ),
    );
    tell.say(
        ago - 1,
        "hospital",
        Body::InjuryDocumented(Injury {
            regions: vec!["back".to_owned()],
            serious: Answer::No,
            ..Injury::default()
        }),
    );
    tell.say(
        ago - 3,
        "hospital",
        Body::ReferralSent(Referral { to: Some(Sector::Ngo), ..Referral::default() }),
    );
    tell.say(
        ago - 30,
        "crisis_centre",
        Body::ReferralContact(Referral { to: Some(Sector::Ngo), ..Referral::default() }),
    );
    tell.say(ago - 31, "crisis_centre", Body::SafetyPlanned(plan("Документы в безопасном месте")));
    tell.assess(ago - 33, "crisis_centre", "dash-ric-24", "below_threshold");
}

/// She called the crisis centre herself and wants no police yet.
fn called_the_centre(tell: &mut Teller<'_>, ago: i64) {
    let how = Beginning { by: "crisis_centre", consent: false, notice: false, ..patrol(ago, 1) };
    tell.begin(
        how,
        incident(
            "Звонит сама: контроль, запрет работать, деньги отбирает.",
            Danger { violence: Answer::No, control: Answer::Yes, stalking: Answer::Yes, ..Danger::default() },
        ),
    );
    tell.say(ago - 2, "crisis_centre", Body::SafetyPlanned(plan("Отдельный телефон, счёт на своё имя")));
    tell.contact(ago - 7 * DAY, "crisis_centre", "victim", "Решает о разводе");
    tell.say(
        ago - 21 * DAY,
        "crisis_centre",
        Body::Separated(Separation { divorce: Answer::Yes, ..Separation::default() }),
    );
    tell.assess(ago - 22 * DAY, "crisis_centre", "dash-ric-24", "below_threshold");
}

/// An old mother and her grown son.
fn old_mother(tell: &mut Teller<'_>, ago: i64) {
    let how = Beginning { by: "social_centre", ..patrol(ago, 0) };
    let mut told = incident(
        "Соцработник: сын отбирает пенсию, толкает.",
        Danger { dependent_victim: Answer::Yes, ..blows() },
    );
    told.relationship = Some(Relationship::Offspring);
    tell.begin(how, told);
    tell.contact(ago - 20, "dv_unit", "victim", "Навестили дома, говорили отдельно");
    tell.assess(ago - 21, "dv_unit", "dash-ric-24", "below_threshold");
    tell.say(ago - 26, "dv_unit", Body::Warned(measure("Официальное предупреждение сыну")));
    tell.say(ago - 3 * DAY, "social_centre", Body::SafetyPlanned(plan("Карта у дочери, ежедневный визит")));
}

/// Sentenced, sent to the programme, went to the end.
fn programme_done(tell: &mut Teller<'_>, ago: i64) {
    tell.begin(
        patrol(ago, 2),
        incident("Бил при детях.", Danger { child_exposed: Answer::Yes, injury: Answer::Yes, ..blows() }),
    );
    tell.assess(ago - 2, "dv_unit", "dash-ric-24", "high");
    tell.order(ago - 5, Some(ago - 7), 15, true);
    tell.checks(ago - 20, (ago - 14 * DAY).max(2), 48);
    tell.say(ago - 3 * DAY, "dv_unit", Body::ConferenceReferred(Conference::default()));
    if ago > 8 * DAY {
        tell.say(ago - 7 * DAY, "council", Body::ConferenceHeld(Conference::default()));
    }
    if ago > 120 * DAY {
        tell.say(
            ago - 40 * DAY,
            "prosecution",
            Body::Convicted(Measure {
                decided_by: Some(Sector::Court),
                is_final: Answer::Yes,
                on_probation: Answer::Yes,
                ..Measure::default()
            }),
        );
        tell.say(
            ago - 41 * DAY,
            "prosecution",
            Body::TreatmentOrdered(Measure {
                decided_by: Some(Sector::Court),
                is_final: Answer::Yes,
                ..Measure::default()
            }),
        );
        tell.say(ago - 44 * DAY, "programme", Body::ProgrammeEnrolled(session(2)));
        for week in 1..8 {
            let body = if week == 4 {
                Body::ProgrammeMissed(session(0))
            } else {
                Body::ProgrammeSession(session(2))
            };
            tell.say(ago - (44 + week * 7) * DAY, "programme", body);
        }
        tell.say(ago - 106 * DAY, "programme", Body::ProgrammeCompleted(session(16)));
        tell.assess(ago - 108 * DAY, "dv_unit", "dash-ric-24", "standard");
    }
}

/// Detained, released, and she was told before.
fn detained(tell: &mut Teller<'_>, ago: i64) {
    tell.begin(
        patrol(ago, 0),
        incident(
            "Угрожал ножом.",
            Danger {
                weapon: Answer::Yes,
                weapon_kind: Some(Weapon::Blade),
                threat_to_kill: Answer::Yes,
                ..blows()
            },
        ),
    );
    tell.say(ago - 1, "patrol", Body::Arrested(measure("Доставлен в ИВС")));
    tell.assess(ago - 4, "dv_unit", "dash-ric-24", "high");
    tell.say(
        ago - 8,
        "dv_unit",
        Body::WeaponSeized(WeaponEvent { weapon_kind: Some(Weapon::Blade), text: None }),
    );
    tell.order(ago - 40, Some(ago - 42), 15, true);
    tell.contact(ago - 50, "dv_unit", "victim", "Предупреждена об освобождении накануне");
    tell.say(
        ago - 66,
        "dv_unit",
        Body::Released(Measure {
            victim_told: Answer::Yes, ..measure("По истечении 72 часов")
        }),
    );
    tell.say(ago - 68, "dv_unit", Body::Charged(measure("Дело передано следствию")));
    tell.say(
        ago - 70,
        "dv_unit",
        Body::ConferenceReferred(Conference { emergency: true, ..Conference::default() }),
    );
    tell.checks(ago - 72, (ago - 16 * DAY).max(2), 24);
    if ago > 7 * DAY {
        tell.say(ago - 5 * DAY, "council", Body::ConferenceHeld(Conference::default()));
    }
}

/// She left with the child.
fn sheltered(tell: &mut Teller<'_>, ago: i64) {
    tell.begin(
        patrol(ago, 1),
        incident(
            "Выгнал из дома ночью с ребёнком.",
            Danger { child_exposed: Answer::Yes, child_threatened: Answer::Yes, ..blows() },
        ),
    );
    tell.say(
        ago - 3,
        "social_centre",
        Body::Sheltered(Text { text: Some("Место предоставлено".to_owned()) }),
    );
    tell.assess(ago - 5, "dv_unit", "dash-ric-24", "high");
    tell.order(ago - 14, Some(ago - 16), 15, false);
    tell.checks(ago - 30, (ago - 14 * DAY).max(2), 48);
    tell.say(ago - 2 * DAY, "child_protection", Body::ChildPlanned(plan("Школа по новому адресу, психолог")));
    tell.say(
        ago - 5 * DAY,
        "school",
        Body::SchoolObserved(ChildConcernDetails {
            text: Some("Тревожен, держится рядом с учителем".to_owned()),
            ..ChildConcernDetails::default()
        }),
    );
    tell.say(
        ago - 20 * DAY,
        "social_centre",
        Body::ReferralEnded(Referral {
            text: Some("Переехала к родным".to_owned()), ..Referral::default()
        }),
    );
}

/// Strangled; the order ends tomorrow and nobody has asked for its extension yet.
pub fn ends_tomorrow(tell: &mut Teller<'_>) {
    let served = 15 * DAY - 20;
    tell.begin(
        patrol(served + 16, 1),
        incident(
            "Душил руками, теряла сознание. Ребёнок за стеной.",
            Danger {
                strangulation: Answer::Yes,
                threat_to_kill: Answer::Yes,
                child_exposed: Answer::Yes,
                injury: Answer::Yes,
                escalation: Answer::Yes,
                ..blows()
            },
        ),
    );
    tell.say(
        served + 14,
        "hospital",
        Body::InjuryDocumented(Injury {
            regions: vec!["neck".to_owned()],
            serious: Answer::Yes,
            text: Some("Следы сдавления шеи, осиплость".to_owned()),
            ..Injury::default()
        }),
    );
    tell.assess(served + 12, "dv_unit", "dash-ric-24", "high");
    tell.order(served + 8, Some(served), 15, true);
    tell.checks(served - 20, 20, 24);
    tell.say(served - 30, "dv_unit", Body::ConferenceReferred(Conference::default()));
    tell.say(
        served - 5 * DAY,
        "council",
        Body::ConferenceHeld(Conference {
            text: Some("Продление, смена замка, школа встречает".to_owned()),
            ..Conference::default()
        }),
    );
    tell.contact(served - 6 * DAY, "crisis_centre", "victim", "Боится дня, когда закончится предписание");
    tell.leave(4 * DAY);
}

/// Breached last night.
pub fn breached_last_night(tell: &mut Teller<'_>) {
    tell.begin(
        patrol(7 * DAY, 2),
        incident(
            "Бил кулаками, дети плакали.",
            Danger { child_exposed: Answer::Yes, injury: Answer::Yes, ..blows() },
        ),
    );
    tell.assess(7 * DAY - 2, "dv_unit", "dash-ric-24", "high");
    tell.order(6 * DAY, Some(6 * DAY - 3), 15, true);
    tell.checks(5 * DAY, 20, 24);
    tell.contact(5 * DAY - 3, "crisis_centre", "victim", "Пока у сестры, вернулась домой после предписания");
    tell.breach(
        9,
        "patrol",
        "by.no_visit",
        "Стучал в дверь ночью, угрожал через дверь",
        Danger {
            violence: Answer::No,
            threat: Answer::Yes,
            threat_to_kill: Answer::Yes,
            child_exposed: Answer::Yes,
            ..Danger::default()
        },
    );
    tell.leave(2 * DAY);
}

/// The school should have been told days ago.
pub fn notice_overdue(tell: &mut Teller<'_>) {
    let how = Beginning { notice: false, ..patrol(4 * DAY, 1) };
    tell.begin(
        how,
        incident(
            "Ссора с побоями, ребёнок звал на помощь.",
            Danger { child_exposed: Answer::Yes, ..blows() },
        ),
    );
    tell.assess(4 * DAY - 2, "dv_unit", "lap-11", "not_high_danger");
    tell.leave(4 * DAY + 1);
}

/// Announced; the programme has not called him yet.
pub fn waits_for_programme(tell: &mut Teller<'_>) {
    tell.begin(
        patrol(5 * DAY, 0),
        incident("Третий вызов за год, бил пьяный.", Danger { escalation: Answer::Yes, ..blows() }),
    );
    tell.assess(5 * DAY - 3, "dv_unit", "dash-ric-24", "below_threshold");
    tell.order(4 * DAY, Some(4 * DAY - 2), 15, true);
    tell.checks(3 * DAY, 14, 24);
    tell.leave(4 * DAY + 1);
}

/// Decided and not announced: he cannot be found.
pub fn not_announced(tell: &mut Teller<'_>) {
    tell.begin(
        patrol(50, 1),
        incident(
            "Избил и ушёл до приезда наряда.",
            Danger {
                child_exposed: Answer::Yes,
                injury: Answer::Yes,
                threat_to_kill: Answer::Yes,
                ..blows()
            },
        ),
    );
    tell.assess(48, "dv_unit", "dash-ric-24", "high");
    tell.order(40, None, 15, true);
    let attempt = tell.order_event("Дома и на работе нет, телефон выключен");
    tell.say(30, "dv_unit", Body::OrderServiceAttempted(attempt));
    tell.leave(49);
}

/// Last night; the school must know this morning.
pub fn this_morning(tell: &mut Teller<'_>) {
    tell.begin(
        patrol(10, 1),
        incident("Вызвал ребёнок: отец бил мать.", Danger { child_exposed: Answer::Yes, ..blows() }),
    );
    tell.leave(11);
}

/// The same two people, three times.
pub fn three_times(tell: &mut Teller<'_>) {
    let first = 200 * DAY;
    tell.begin(patrol(first, 1), incident("Толкал, оскорблял.", blows()));
    tell.assess(first - 2, "dv_unit", "lap-11", "not_high_danger");
    tell.say(first - 20, "dv_unit", Body::Warned(measure("Официальное предупреждение")));
    tell.again(
        60 * DAY,
        "patrol",
        incident("Ударил, забрал документы.", Danger { control: Answer::Yes, ..blows() }),
    );
    tell.assess(60 * DAY - 2, "dv_unit", "dash-ric-24", "below_threshold");
    tell.again(
        3 * DAY,
        "patrol",
        incident(
            "Бил сильнее прежнего, обещал убить.",
            Danger { threat_to_kill: Answer::Yes, escalation: Answer::Yes, injury: Answer::Yes, ..blows() },
        ),
    );
    tell.assess(3 * DAY - 2, "dv_unit", "dash-ric-24", "high");
    tell.order(3 * DAY - 8, Some(3 * DAY - 10), 15, true);
    tell.checks(44, 18, 24);
    tell.leave(2 * DAY);
}

/// The first woman of a man who then harmed another.
pub fn earlier_woman(tell: &mut Teller<'_>) {
    let ago = 300 * DAY;
    tell.begin(
        patrol(ago, 0),
        incident(
            "Бил, душил подушкой.",
            Danger { strangulation: Answer::Yes, stalking: Answer::Yes, ..blows() },
        ),
    );
    tell.assess(ago - 2, "dv_unit", "dash-ric-24", "high");
    tell.order(ago - 6, Some(ago - 9), 15, true);
    tell.checks(ago - 24, ago - 14 * DAY, 48);
    tell.say(
        ago - 30 * DAY,
        "crisis_centre",
        Body::Separated(Separation { divorce: Answer::Yes, ..Separation::default() }),
    );
}

/// The second woman of the same man.
pub fn later_woman(tell: &mut Teller<'_>, earlier: usize) {
    let how = Beginning { same_man: Some(earlier), ..patrol(12 * DAY, 0) };
    tell.begin(
        how,
        incident(
            "Угрозы, слежка, удар в плечо.",
            Danger { stalking: Answer::Yes, threat: Answer::Yes, ..blows() },
        ),
    );
    tell.say(
        12 * DAY - 1,
        "dv_unit",
        Body::Linked(Link { relation: Some("same_perpetrator".to_owned()), incidents: 1, ..Link::default() }),
    );
    tell.assess(12 * DAY - 3, "dv_unit", "dash-ric-24", "high");
    tell.order(12 * DAY - 8, Some(12 * DAY - 11), 15, false);
    tell.checks(11 * DAY, 16, 24);
}
