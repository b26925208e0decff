### Словы і звароты, агульныя для ўсяго інтэрфейсу. Падрыхтавана, але яшчэ не прапануецца людзям.
###
### Форму ліку выбірае PLURAL($n). Для 21 патрэбна форма one, таму ў ёй заўсёды ёсць { $n }.

## Час

relative-now = толькі што
relative-in-minutes = { PLURAL($n) ->
    [one] праз { $n } хвіліну
    [few] праз { $n } хвіліны
    [many] праз { $n } хвілін
   *[other] праз { $n } хвіліны
}
relative-ago-minutes = { PLURAL($n) ->
    [one] { $n } хвіліну таму
    [few] { $n } хвіліны таму
    [many] { $n } хвілін таму
   *[other] { $n } хвіліны таму
}
relative-in-hours = { PLURAL($n) ->
    [one] праз { $n } гадзіну
    [few] праз { $n } гадзіны
    [many] праз { $n } гадзін
   *[other] праз { $n } гадзіны
}
relative-ago-hours = { PLURAL($n) ->
    [one] { $n } гадзіну таму
    [few] { $n } гадзіны таму
    [many] { $n } гадзін таму
   *[other] { $n } гадзіны таму
}
relative-tomorrow = заўтра
relative-yesterday = учора
relative-in-days = { PLURAL($n) ->
    [one] праз { $n } дзень
    [few] праз { $n } дні
    [many] праз { $n } дзён
   *[other] праз { $n } дня
}
relative-ago-days = { PLURAL($n) ->
    [one] { $n } дзень таму
    [few] { $n } дні таму
    [many] { $n } дзён таму
   *[other] { $n } дня таму
}
relative-in-months = { PLURAL($n) ->
    [one] праз { $n } месяц
    [few] праз { $n } месяцы
    [many] праз { $n } месяцаў
   *[other] праз { $n } месяца
}
relative-ago-months = { PLURAL($n) ->
    [one] { $n } месяц таму
    [few] { $n } месяцы таму
    [many] { $n } месяцаў таму
   *[other] { $n } месяца таму
}
relative-in-years = { PLURAL($n) ->
    [one] праз { $n } год
    [few] праз { $n } гады
    [many] праз { $n } гадоў
   *[other] праз { $n } года
}
relative-ago-years = { PLURAL($n) ->
    [one] { $n } год таму
    [few] { $n } гады таму
    [many] { $n } гадоў таму
   *[other] { $n } года таму
}

deadline-now = тэрмін надышоў
deadline-just-passed = тэрмін толькі што скончыўся
deadline-left-minutes = { PLURAL($n) ->
    [one] засталася { $n } хвіліна
    [few] засталося { $n } хвіліны
    [many] засталося { $n } хвілін
   *[other] засталося { $n } хвіліны
}
deadline-overdue-minutes = { PLURAL($n) ->
    [one] пратэрмінавана на { $n } хвіліну
    [few] пратэрмінавана на { $n } хвіліны
    [many] пратэрмінавана на { $n } хвілін
   *[other] пратэрмінавана на { $n } хвіліны
}
deadline-left-hours = { PLURAL($n) ->
    [one] засталася { $n } гадзіна
    [few] засталося { $n } гадзіны
    [many] засталося { $n } гадзін
   *[other] засталося { $n } гадзіны
}
deadline-overdue-hours = { PLURAL($n) ->
    [one] пратэрмінавана на { $n } гадзіну
    [few] пратэрмінавана на { $n } гадзіны
    [many] пратэрмінавана на { $n } гадзін
   *[other] пратэрмінавана на { $n } гадзіны
}
deadline-left-days = { PLURAL($n) ->
    [one] застаўся { $n } дзень
    [few] засталося { $n } дні
    [many] засталося { $n } дзён
   *[other] засталося { $n } дня
}
deadline-overdue-days = { PLURAL($n) ->
    [one] пратэрмінавана на { $n } дзень
    [few] пратэрмінавана на { $n } дні
    [many] пратэрмінавана на { $n } дзён
   *[other] пратэрмінавана на { $n } дня
}

duration-minutes = { PLURAL($n) ->
    [one] { $n } хвіліна
    [few] { $n } хвіліны
    [many] { $n } хвілін
   *[other] { $n } хвіліны
}
duration-hours = { PLURAL($n) ->
    [one] { $n } гадзіна
    [few] { $n } гадзіны
    [many] { $n } гадзін
   *[other] { $n } гадзіны
}
duration-days = { PLURAL($n) ->
    [one] { $n } дзень
    [few] { $n } дні
    [many] { $n } дзён
   *[other] { $n } дня
}
duration-short-minutes = { $n } хв
duration-short-hours = { $n } гадз
duration-short-days = { $n } дз.

## Моманты і дакладнасць, з якой яны вядомыя

precision-minute = З дакладнасцю да хвіліны
precision-day = З дакладнасцю да дня
precision-month = З дакладнасцю да месяца
precision-year = З дакладнасцю да года
precision-unknown = Невядома

moment-unknown = дата невядомая

when-minute = { $moment }
when-day = { $moment }
when-year = у { $moment } годзе
when-unknown = дата невядомая
when-month-1 = у студзені { $year } года
when-month-2 = у лютым { $year } года
when-month-3 = у сакавіку { $year } года
when-month-4 = у красавіку { $year } года
when-month-5 = у маі { $year } года
when-month-6 = у чэрвені { $year } года
when-month-7 = у ліпені { $year } года
when-month-8 = у жніўні { $year } года
when-month-9 = у верасні { $year } года
when-month-10 = у кастрычніку { $year } года
when-month-11 = у лістападзе { $year } года
when-month-12 = у снежні { $year } года

## Лікі

percent = { $n } %

count-cases = { PLURAL($n) ->
    [one] { $n } справа
    [few] { $n } справы
    [many] { $n } спраў
   *[other] { $n } справы
}
count-incidents = { PLURAL($n) ->
    [one] { $n } выпадак
    [few] { $n } выпадкі
    [many] { $n } выпадкаў
   *[other] { $n } выпадку
}
count-duties = { PLURAL($n) ->
    [one] { $n } абавязак
    [few] { $n } абавязкі
    [many] { $n } абавязкаў
   *[other] { $n } абавязку
}
count-alerts = { PLURAL($n) ->
    [one] { $n } апавяшчэнне
    [few] { $n } апавяшчэнні
    [many] { $n } апавяшчэнняў
   *[other] { $n } апавяшчэння
}
count-orders = { PLURAL($n) ->
    [one] { $n } прадпісанне
    [few] { $n } прадпісанні
    [many] { $n } прадпісанняў
   *[other] { $n } прадпісання
}
count-breaches = { PLURAL($n) ->
    [one] { $n } парушэнне
    [few] { $n } парушэнні
    [many] { $n } парушэнняў
   *[other] { $n } парушэння
}
count-children = { PLURAL($n) ->
    [one] { $n } дзіця
    [few] { $n } дзіцяці
    [many] { $n } дзяцей
   *[other] { $n } дзіцяці
}
count-actions = { PLURAL($n) ->
    [one] { $n } дзеянне
    [few] { $n } дзеянні
    [many] { $n } дзеянняў
   *[other] { $n } дзеяння
}
count-people = { PLURAL($n) ->
    [one] { $n } чалавек
    [few] { $n } чалавекі
    [many] { $n } чалавек
   *[other] { $n } чалавека
}
count-agencies = { PLURAL($n) ->
    [one] { $n } ведамства
    [few] { $n } ведамствы
    [many] { $n } ведамстваў
   *[other] { $n } ведамства
}
count-documents = { PLURAL($n) ->
    [one] { $n } дакумент
    [few] { $n } дакументы
    [many] { $n } дакументаў
   *[other] { $n } дакумента
}
count-years = { PLURAL($n) ->
    [one] { $n } год
    [few] { $n } гады
    [many] { $n } гадоў
   *[other] { $n } года
}
count-months = { PLURAL($n) ->
    [one] { $n } месяц
    [few] { $n } месяцы
    [many] { $n } месяцаў
   *[other] { $n } месяца
}

## Сектары, планы, людзі

sector-police = Органы ўнутраных спраў
sector-health = Ахова здароўя
sector-social = Сацыяльная абарона
sector-education = Адукацыя
sector-ngo = Грамадскія арганізацыі і прытулкі
sector-justice = Правасуддзе
sector-prosecution = Пракуратура
sector-court = Суд
sector-prison = Крымінальна-выканаўчая сістэма
sector-programme = Карэкцыйныя праграмы
sector-coordination = Каардынацыя
sector-ministry = Міністэрства
sector-system = Сама сістэма

plane-victim = Пацярпелы бок
plane-perpetrator = Агрэсар
plane-joint = Агульны план
plane-child = Дзіця

party-victim = Пацярпелая асоба
party-perpetrator = Агрэсар
party-child = Дзіця
party-witness = Сведка
party-relative = Сваяк
party-other = Іншая асоба

role-patrol = Супрацоўнік патрульнай службы
role-district = Участковы інспектар
role-dv_unit = Інспектар па хатнім гвалце
role-investigator = Следчы
role-advocate = Кансультант пацярпелых
role-shelter = Работнік прытулку
role-hotline = Кансультант гарачай лініі
role-doctor = Урач
role-nurse = Медыцынская сястра
role-forensic = Судова-медыцынскі эксперт
role-psychologist = Псіхолаг
role-social_worker = Сацыяльны работнік
role-child_protection = Спецыяліст па ахове дзяцінства
role-key_adult = Адказны спецыяліст школы
role-prosecutor = Пракурор
role-judge = Суддзя
role-court_clerk = Сакратар суда
role-prison = Супрацоўнік папраўчай установы
role-probation = Інспектар прабацыі
role-programme = Вядучы карэкцыйнай праграмы
role-coordinator = Каардынатар кансіліума
role-chair = Старшыня кансіліума
role-head = Кіраўнік падраздзялення
role-ministry = Прадстаўнік міністэрства
role-statistics = Спецыяліст па статыстыцы
role-reviewer = Удзельнік аналізу выпадкаў гібелі
role-auditor = Аўдытар
role-data_protection = Адказны за абарону даных
role-administrator = Адміністратар

sex-female = Жаночы
sex-male = Мужчынскі
sex-unknown = Невядома

relationship-spouse = Муж ці жонка
relationship-former_spouse = Былы муж ці былая жонка
relationship-partner = Партнёр ці партнёрка
relationship-former_partner = Былы партнёр ці былая партнёрка
relationship-parent = Бацька ці маці
relationship-step_parent = Айчым ці мачаха
relationship-child = Сын ці дачка
relationship-sibling = Брат ці сястра
relationship-grandparent = Дзед ці бабуля
relationship-grandchild = Унук ці ўнучка
relationship-in_law = Сваяк мужа ці жонкі
relationship-guardian = Апякун ці папячыцель
relationship-other_relative = Іншы сваяк
relationship-household = Жыве разам
relationship-carer = Даглядае
relationship-none = Не сваяк
relationship-unknown = Невядома

## Гвалт

violence-physical = Фізічны гвалт
violence-sexual = Сексуальны гвалт
violence-psychological = Псіхалагічны гвалт
violence-economic = Эканамічны гвалт
violence-stalking = Праследаванне
violence-neglect = Пазбаўленне догляду

gbv-type-rape = Згвалтаванне
gbv-type-sexual_assault = Сексуальны замах
gbv-type-physical_assault = Фізічны напад
gbv-type-forced_marriage = Прымусовы шлюб
gbv-type-denial_of_resources = Пазбаўленне сродкаў, магчымасцей ці паслуг
gbv-type-psychological_abuse = Псіхалагічны ці эмацыянальны гвалт

## Адказы і рызыка

answer-yes = Так
answer-no = Не
answer-unknown = Невядома
answer-refused = Адмова адказваць
answer-not_asked = Не пыталіся
answer-not_applicable = Не датычыцца

level-low = Нізкі
level-medium = Сярэдні
level-high = Высокі
level-extreme = Вельмі высокі
level-supervised = Пад наглядам
level-unassessed = Не ацэнены

## Станы

order-state-applied = Пададзена хадайніцтва
order-state-refused = Адмоўлена
order-state-issued = Вынесена
order-state-announced = Аб’яўлена
order-state-served = Уручана
order-state-in_effect = Дзейнічае
order-state-breached = Парушана
order-state-carried_out = Выканана
order-state-ended = Дзеянне скончана
order-state-lifted = Адменена

duty-state-open = Да выканання
duty-state-overdue = Пратэрмінавана
duty-state-done = Выканана
duty-state-waived = Знята з выканання
duty-state-cancelled = Адменена

alert-state-new = Новае
alert-state-acknowledged = Прынята
alert-state-escalated = Перададзена вышэй
alert-state-closed = Закрыта

case-state-open = Адкрыта
case-state-supervised = Пад наглядам
case-state-closed = Закрыта
case-state-reopened = Адноўлена

referral-state-sent = Адпраўлена
referral-state-seen = Прагледжана
referral-state-accepted = Прынята
referral-state-declined = Адхілена
referral-state-first_contact = Першы кантакт адбыўся
referral-state-ended = Завершана

conference-state-referred = Перададзена на кансіліум
conference-state-scheduled = Пасяджэнне прызначана
conference-state-held = Разгледжана
conference-state-cancelled = Адменена

action-state-agreed = Узгоднена
action-state-done = Зроблена
action-state-overdue = Пратэрмінавана
action-state-dropped = Знята

programme-state-contacted = Сувязь устаноўлена
programme-state-enrolled = Залічаны
programme-state-attending = Наведвае заняткі
programme-state-missed = Прапусціў занятак
programme-state-completed = Прайшоў праграму
programme-state-left = Выбыў

consent-state-given = Атрымана
consent-state-refused = Адмоўлена
consent-state-withdrawn = Адклікана
consent-state-not_asked = Не запытвалася

basis-consent = Згода
basis-serious_threat = Сур’ёзная пагроза
basis-child = Абарона дзіцяці
basis-law = Патрабаванне закона
basis-court = Рашэнне суда

rule-status-verified = Праверана
rule-status-unverified = Не праверана

## Меры

measure-talk = Прафілактычная гутарка
measure-warning = Афіцыйнае папярэджанне
measure-register_entry = Пастаноўка на прафілактычны ўлік
measure-register_exit = Зняцце з прафілактычнага ўліку
measure-detention = Затрыманне
measure-release = Вызваленне
measure-charge = Прад’яўленне абвінавачання
measure-sentence = Прыгавор
measure-weapon_seized = Адабранне зброі
measure-weapon_returned = Вяртанне зброі

## Сувязь

channel-call = Тэлефонны званок
channel-sms = СМС
channel-messenger = Месенджар
channel-email = Электронная пошта
channel-in_person = Асабіста
channel-letter = Ліст
channel-through_person = Праз іншага чалавека

contact-outcome-reached = Звязацца ўдалося
contact-outcome-no_answer = Няма адказу
contact-outcome-wrong_number = Няправільны нумар
contact-outcome-declined = Адмова ад кантакту
contact-outcome-not_safe = Размаўляць небяспечна

## Што паказвае справа і што з ёй робяць

item-level = Узровень рызыкі
item-order = Ахоўны захад
item-duty = Абавязак
item-disclosure = Перадача звестак
item-alert = Апавяшчэнне
item-proposal = Прапанова
item-contradiction = Супярэчнасць

act-sign_in = Уваход
act-search = Пошук
act-read = Прагляд
act-write = Запіс
act-correct = Выпраўленне
act-disclose = Перадача
act-print = Друк
act-export = Выгрузка
act-unseal = Раскрыццё закрытага запісу
act-break_glass = Экстранны доступ
act-denied = Адмова ў доступе
act-erase = Выдаленне
