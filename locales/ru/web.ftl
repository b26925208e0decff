### Что говорят страницы. Термины закона приходят из пакетов стран, общие слова — из core.ftl.

## Вокруг каждой страницы

app-name = Abri
skip-to-content = К содержанию
nav-label = Главное меню
nav-work = Список задач
nav-look-up = Найти человека
nav-report = Новое сообщение
nav-cases = Дела
nav-notices = Извещения школе
nav-offenders = Участники программы
nav-sharing = Журнал передачи сведений
nav-escalations = Передано руководителю
nav-audit = Журнал доступа
nav-about = О системе
settings = Меню
settings-language = Язык
settings-theme = Оформление
theme-auto = Как на устройстве
theme-light = Светлое
theme-dark = Тёмное
sign-out = Выйти
demo-banner = Демонстрация: все люди и все дела здесь вымышлены.
demo-banner-more = Что это значит
foot-unverified = Правила с пометкой «не сверено» ещё не сверены с официальным текстом закона. Проверьте, прежде чем на них опереться.
foot-print = Конфиденциально. На бумаге эти сведения ничем не защищены: держите лист при себе и уничтожьте, когда он больше не нужен.
on-this-page = На этой странице
cancel = Отмена
open-case = Открыть дело
pager = Страницы
pager-previous = Предыдущая страница
pager-next = Следующая страница
why = Почему:

## Формы

field-must = нужен ответ
field-choose = Выберите
field-error-prefix = Ошибка:
errors-title = Проверьте эти ответы
errors-kept = Всё, что вы ввели, сохранено.

## Состояния, сроки, закон

urgency-overdue = Просрочено
urgency-today = Срок сегодня
urgency-week = Срок в течение 7 дней
urgency-later = Срок позже
urgency-open = Без срока
urgency-closed = Закрыто
due-by = до
due-passed = срок истёк
due-without-delay = незамедлительно; ориентир
basis-unverified = не сверено
basis-practice = практика, не закон

## Вход

sign-in-title = Вход
sign-in-lead = Для специалистов, которые работают со случаями домашнего насилия.
sign-in-user = Имя пользователя
sign-in-password = Пароль
sign-in-button = Войти
sign-in-help = Нет учётной записи или забыт пароль? Обратитесь к администратору вашего учреждения.
personas-title = Посмотреть глазами одного из этих людей
personas-lead = Выберите человека. Вы увидите ровно то, что положено видеть в этой роли, и ничего больше.

## Список

work-title = Список задач
work-list = Что вас ждёт
work-filters = Показать
work-all = Всё
work-overdue = Просрочено
work-today = Сегодня
work-week = За 7 дней
work-alerts = Оповещения
work-told = Вам сообщили
work-new = новое
work-empty = Здесь вас ничего не ждёт
work-empty-lead = В этом разделе всё сделано. Новые задачи появятся, как только их вызовет сообщение, предписание или срок.
work-told-empty = Вам пока ничего не сообщали
work-told-empty-lead = Здесь появится то, чем с вами поделятся другие ведомства, — с причиной и правовым основанием.
told-by = Сообщает: { $who }
kind-duty = Обязанность
kind-alert = Оповещение
kind-proposal = Предложение

## Поиск человека

look-up-title = Найти человека
look-up-lead = Написание и алфавит неважны. Напишите, что знаете, остальное оставьте пустым.
look-up-family = Фамилия
look-up-family-hint = Как услышали; кириллицей или латиницей.
look-up-given = Имя
look-up-patronymic = Отчество
look-up-birth = Дата рождения
look-up-birth-hint = День, месяц, год, например 28.01.1990. Достаточно и одного года.
look-up-place = Населённый пункт или район
look-up-purpose = Зачем вы ищете?
look-up-purpose-hint = Несколько слов, например «вызов в квартиру на Лесной».
look-up-logged = Каждый поиск записывается вместе с вашим именем и причиной.
look-up-button = Найти
found-title = Кто это может быть
found-none = Никто не найден
found-none-lead = Это не значит, что ничего не было: возможно, случай не записан или записан под другим именем.
found-no-name = Имя вам не показано
found-other = { PLURAL($n) ->
    [one] { $n } дело, в котором вы не участвуете.
    [few] { $n } дела, в которых вы не участвуете.
    [many] { $n } дел, в которых вы не участвуете.
   *[other] { $n } дела, в которых вы не участвуете.
}
found-other-level = Наивысший уровень:
found-use = Это тот самый человек
found-more = { PLURAL($n) ->
    [one] Ещё { $n } человек подходит меньше. Добавьте дату рождения, чтобы сузить поиск.
    [few] Ещё { $n } человека подходят меньше. Добавьте дату рождения, чтобы сузить поиск.
    [many] Ещё { $n } человек подходят меньше. Добавьте дату рождения, чтобы сузить поиск.
   *[other] Ещё { $n } человека подходят меньше. Добавьте дату рождения, чтобы сузить поиск.
}

## Что известно с прежних времён

history-title = Здесь уже бывали?
history-none = Об этих двух людях ничего не записано.
history-incidents = Прежние случаи
history-last = Последний:
history-breaches = Нарушения предписаний
history-others = Другие пострадавшие от того же человека
history-level = Последний уровень:

## Сообщение с места происшествия

report-title = Сообщение с места происшествия
report-lead = Отвечайте на что можете, в любом порядке. «Неизвестно» — честный ответ.
report-sections = Разделы сообщения
report-save = Сохранить
report-send = Отправить
rail-wrong = нужно поправить
rail-begun = начато
save-not-yet = Ещё не сохранено
save-saving = Сохраняется…
save-saved = Сохранено
save-kept-until = Пока сообщение не отправлено, введённое хранится только для вас: до
save-unsaved = Ещё не сохранено: пробуем снова
save-offline = Нет связи. Не закрывайте страницу: всё сохранится, когда связь вернётся.
save-expired = Сеанс завершён. Введённое осталось на этой странице.
save-sign-in = Войти снова в новой вкладке

report-who-title = Кто участвует
report-who-short = Люди
report-who-lead = Найдите обоих, прежде чем спрашивать: прошлое говорит, насколько это опасно.
report-safe-title = Безопасно ли говорить
report-safe-short = Разговор
report-safe-lead = Говорите с каждым отдельно, чтобы другой не видел и не слышал.
report-events-title = Что произошло
report-events-short = События
report-events-lead = Что сделали и кто сделал — два разных вопроса.
report-danger-title = Удушение, оружие, травмы
report-danger-short = Опасность
report-danger-lead = Эти три обстоятельства больше всего говорят об угрозе жизни. Спросите о каждом.
report-children-title = Дети
report-children-short = Дети
report-children-lead = Каждый ребёнок — отдельный человек со своей записью.
report-substances-title = Алкоголь и наркотики
report-substances-short = Опьянение
report-substances-lead = Они ничего не оправдывают, но помогают продумать ближайшие часы.
report-own-title = Как опасность видит пострадавшее лицо
report-own-short = Своя оценка
report-own-lead = Собственная оценка может поднять уровень сама по себе.
report-screening-title = Опросник
report-screening-short = Опросник
report-screening-lead = Читайте вопросы слово в слово. На любой можно не отвечать.
report-measures-title = Меры
report-measures-short = Меры
report-measures-lead = Выберите предписание и каждое его условие или укажите, почему его нет.
report-aggressor-title = Кто основной агрессор
report-aggressor-short = Агрессор
report-aggressor-lead = Смотрите на всю историю, на страх и контроль, а не только на то, кто ударил последним.
report-sharing-title = Кому можно сообщить
report-sharing-short = Согласие
report-sharing-lead = Помощь никогда не зависит от согласия.
report-contact-title = Безопасная связь
report-contact-short = Связь
report-contact-lead = Как связаться с пострадавшим лицом, чтобы другой об этом не узнал.

report-victim = Кто пострадал
report-perpetrator = На кого указывают как на агрессора
report-look-up = Здесь уже бывали? Найти обоих
report-sex = Пол
report-phone = Телефон
report-phone-perpetrator-hint = Никогда не пишите сюда номер пострадавшего лица.
report-safe-to-talk = Может ли этот человек говорить с вами наедине и в безопасности?
report-safe-to-talk-hint = Если нет, спросите только о неотложном и договоритесь о другом времени и месте.
report-interpreter = Нужен переводчик?
report-interpreter-language = Язык
report-interpreter-name = Кто переводит
report-interpreter-hint = Никогда не агрессор, не родственник и не ребёнок.
report-acts = Что было сделано
report-acts-hint = Спрашивайте в этом порядке: самое тяжкое — первым.
report-relationship = Кем агрессор приходится пострадавшему лицу
report-relationship-hint = На день происшествия.
report-when = Когда
report-when-precision = Насколько точно это известно?
report-when-date = Дата
report-when-date-hint = Например 24.11.2026, 11.2026 или 2026 — сколько известно.
report-when-time = Время
report-place-kind = Какое это место
place-kind-home = Дом
place-kind-street = Улица
place-kind-work = Работа
place-kind-other = Другое
place-kind-unknown = Неизвестно
report-place = Где
report-place-hint = Никогда не пишите сюда адрес убежища или нового жилья: для них есть отдельное закрытое поле.
report-narrative = Что произошло — вашими и их словами
report-narrative-hint = Приводите сказанное дословно. Пишите, что видели и слышали.
report-strangulation-title = Удушение
report-strangulation = Сдавливал ли кто-нибудь горло или шею, перекрывал ли дыхание?
report-strangulation-hint = Спросите простыми словами: «Клал ли он руки или что-нибудь вам на шею?»
report-strangulation-signs = Признаки, которые видны или о которых рассказали
report-strangulation-warning = Удушение может убить через часы и дни, даже если следов нет. Предложите осмотр врача сейчас.
strangulation-sign-voice = Охрип или пропал голос
strangulation-sign-swallowing = Больно глотать
strangulation-sign-breathing = Трудно дышать
strangulation-sign-marks = Следы на шее
strangulation-sign-eyes = Красные точки в глазах или на лице
strangulation-sign-fainted = Обморок или провал в памяти
strangulation-sign-wet = Непроизвольное мочеиспускание или стул
strangulation-sign-vision = Изменились зрение или слух
strangulation-sign-none_seen = Признаков не видно
report-weapons = Оружие
report-weapon-used = Применялись или показывались оружие или предметы?
report-weapon-access = Может ли агрессор достать оружие?
report-weapon-kind = Какое оружие и где оно
report-injuries = Травмы
report-injury = Есть ли телесные повреждения?
report-injury-text = Кто, какое место на теле, что видно
report-medical-care = Медицинская помощь
medical-care-called = Вызвана
medical-care-offered = Предложена
medical-care-refused = Отказ от помощи
medical-care-not_needed = Не нужна
report-pregnant = Беременна ли пострадавшая?
report-children = Есть ли дети в доме или связанные с ним?
report-children-hint = В том числе ребёнок, который спал, был у соседей или живёт отдельно и приходит.
report-child = Ребёнок { $n }
report-child-name = Имя
report-child-birth = Дата рождения
report-child-present = Был ли ребёнок там?
report-child-present-hint = Видел, слышал или был рядом — всё это значит «да».
report-child-words = Что сказал ребёнок
report-child-words-hint = Словами самого ребёнка. Не допрашивайте его.
report-child-school = Школа или детский сад
report-add-child = Добавить ещё одного ребёнка
report-alcohol = Пил ли агрессор?
report-drugs = Принимал ли агрессор наркотики?
report-substances-text = Что вы видели
report-own-estimate = Чего ждёт пострадавшее лицо?
report-own-estimate-hint = «На что, по-вашему, этот человек способен?»
own-estimate-killed = Меня могут убить
own-estimate-gravely_hurt = Меня могут тяжело покалечить
own-estimate-hurt = Меня могут ударить снова
own-estimate-no_danger = Мне ничто не грозит
own-estimate-unknown = Не знает
own-estimate-refused = Не хочет говорить
report-own-words = Дословно
report-screening-none = Правила вашей страны не требуют опросника в таком случае.
report-order = Предписание
report-no-order = Без предписания
report-no-order-hint = Укажите ниже почему.
report-conditions = Условия: { $order }
report-conditions-hint = Каждое действует само по себе и может быть нарушено отдельно.
report-no-order-reason = Почему предписания нет
report-other-measures = Другие меры
report-aggressor = Основной агрессор
report-aggressor-hint = Решать сегодня не обязательно. Это можно исправить, и всем, кому сообщили, сообщат снова.
aggressor-as_reported = Тот, на кого указывают
aggressor-the_other = Другой человек
aggressor-undetermined = Пока не установлено
report-aggressor-reason = На чём это основано
report-consent = Согласно ли пострадавшее лицо, чтобы сообщили другим службам?
report-consent-hint = Объясните, кому и что сообщат и что помощь от этого не зависит.
report-consent-limits = Ограничения
report-consent-limits-hint = Кому не сообщать, о чём не сообщать, до какого дня.
report-basis = Без согласия: основание
report-basis-hint = Только если согласия нет или спросить было нельзя.
report-basis-reason = На чём это основано

## Безопасная связь

contact-title = Безопасная связь
contact-channel = Как
contact-value = Номер или адрес
contact-hours = Когда
contact-hours-hint = Например «по будням с 10 до 14, когда он на работе».
contact-name = Как представиться
contact-name-hint = Имя или повод, которые не вызовут подозрений.
contact-name-short = Назовитесь
contact-language = Язык
contact-voicemail = Можно ли оставить сообщение?
contact-voicemail-short = Сообщение
contact-code = Кодовое слово
contact-code-hint = Слово, по которому ясно, что это действительно пострадавшее лицо или что сейчас говорить опасно.
contact-code-short = Кодовое слово
contact-pick-up = Кто ещё может ответить
contact-pick-up-short = Может ответить
contact-never = Чего нельзя делать никогда
contact-never-short = Никогда:
contact-change = Изменить
contact-missing = Никто ещё не спросил, как связаться с пострадавшим лицом без опасности.
contact-missing-lead = Пока это неизвестно, не звоните, не пишите и не приходите.
contact-record = Записать безопасную связь
contact-not-yours = Связь с пострадавшим лицом не входит в вашу роль.
contact-not-yours-lead = Обратитесь к консультанту пострадавшего лица.

## Уровень

level-title = Уровень опасности
level-why = На чём это основано
level-reassess = Оценить снова:
level-unknowns = { PLURAL($n) ->
    [one] { $n } ответ неизвестен
    [few] { $n } ответа неизвестны
    [many] { $n } ответов неизвестны
   *[other] { $n } ответа неизвестны
}
level-aid = Уровень — подсказка, а не приговор. Если знаете больше, поднимите его сразу; чтобы снизить, нужны причина и второй специалист.
level-assess = Оценить снова сейчас
level-provisional = предварительно: слишком многое неизвестно

## Что следует

result-title = Что следует немедленно
result-lead = Сообщение записано. Вот что теперь должен каждый.
result-order-until = Действует до
result-counted = Как считали срок
result-say = Скажите это сейчас
result-owed = Кто и что должен сделать
result-told = Кому и что сообщено и почему

## Дело

case-title = Дело { $number }
case-duties = Что нужно сделать
case-duties-none = Сейчас по этому делу никто ничего не должен.
case-orders = Предписания
case-orders-none = Предписаний не записано.
case-course = Ход дела
case-course-table = Показать ход дела таблицей
case-chronicle = Хроника
case-sealed = { PLURAL($n) ->
    [one] { $n } запись закрыта и вам не передана.
    [few] { $n } записи закрыты и вам не переданы.
    [many] { $n } записей закрыты и вам не переданы.
   *[other] { $n } записи закрыты и вам не переданы.
}
case-sharing = Журнал передачи сведений
case-record = Записать, что было дальше
case-parties = Люди
markers-title = Угроза жизни
conflicts-title = Так оставить нельзя
key-incident = случай
key-breach = нарушение
key-contact = контакт
key-assessment = оценка
col-when = Когда
col-lane = Вид
col-what = Что
order-served = Вручение
order-ends = Окончание
order-basis = Основание
order-conditions = Условия
order-breach = Записать нарушение
fact-corrected = исправлено
fact-recorded = Записано:
fact-correct = Исправить
fact-follows = Что последует за этой записью

## Передача сведений

sharing-lead = Передача сведений — это поступок: здесь видно, кому, что, зачем и на каком основании сообщили.
sharing-none = Пока никому ничего не сообщали.
sharing-all = Весь журнал передачи сведений
sharing-share = Сообщить
sharing-purpose = Цель
sharing-why = Почему это законно
sharing-basis = Правило
sharing-by = Как передано
sharing-seen = Прочитано
sharing-not-seen = ещё не прочитано

## Обязанности и исправления

duty-done-title = Отметить исполнение
duty-done-lead = Напишите, что сделано, чтобы понял и тот, кого там не было.
duty-done-when = Когда сделано
duty-done-when-hint = Если только что, оставьте пустым.
duty-done-evidence = Что сделано
duty-done-evidence-hint = Кто что сделал и где лежит документ. Без адресов, которые должны оставаться в тайне.
duty-done-button = Сделано
duty-waive-title = Указать, почему это не будет сделано
duty-waive-lead = Причина останется в хронике, её увидит руководитель подразделения.
duty-waive-reason = Причина
duty-waive-reason-hint = Почему эта обязанность здесь неприменима или что сделано вместо неё.
duty-waive-button = Снять обязанность
correct-title = Исправить запись
correct-lead = Ничего не стирается. Прежние слова останутся видны зачёркнутыми, ваше исправление — рядом с ними.
correct-original = Как записано
correct-new = Как должно быть
correct-recipients = Им сообщили прежние слова, им же сообщат исправление
correct-button = Записать исправление
correct-reason = Почему исправляется

## Школа

notice-title = Извещение школе
notice-lead = Для вас как для ответственного взрослого и больше ни для кого.
notice-child = Ребёнок
notice-birth = Дата рождения
notice-when = Когда это было
notice-where = Где
notice-present = Был ли ребёнок там?
notice-words = Слова ребёнка
notice-words-none = Не записаны
notice-police = Органы внутренних дел
notice-sent = Отправлено
notice-acknowledge = Извещение прочитано, о ребёнке позабочусь
notice-do-title = Сегодня
notice-do-1 = Встретьте ребёнка спокойно и терпеливо. Ни о чём не расспрашивайте; если заговорит — выслушайте.
notice-do-2 = Коллегам скажите лишь столько, чтобы они были бережны с ребёнком, но не причину.
notice-do-3 = Если заметите новую опасность, сообщите сразу.
notices-empty = Извещений нет
notices-empty-lead = Если милиция или полиция встретит ученика вашей школы на месте происшествия, вам сообщат до начала следующего учебного дня.

## Программа

offender-title = Участник программы { $number }
offender-plane = Здесь видна только сторона участника. О том, где находится пострадавшее лицо, здесь нет ни слова. Никогда не передавайте участнику то, что о нём услышите.
offender-hours = Часы
offender-hours-unit = пройдено часов
offender-support = Консультант партнёрши или партнёра
offender-support-lead = Узнаёт, когда программа начинается, когда пропущены занятия и когда она закончена.
offender-support-missing = Консультант не назначен. Программу начинать нельзя.
offender-reach = Как связаться с участником
offender-orders = Предписания, обязательные для участника
offender-sessions = Занятия
offender-sessions-none = Занятий не записано.

## Списки

cases-empty = Здесь дел нет
cases-empty-lead = Ваше подразделение не участвует ни в одном деле этого раздела.
col-case = Дело
col-level = Уровень
col-next = Ближайшее
col-last = Последнее
col-place = №
col-who = Кто
col-act = Действие
col-on = Запись
col-why = Зачем
escalations-lead = Чего никто не сделал вовремя: кто должен, о ком речь и насколько это опасно. Обратитесь в подразделение, за которым это числится.
escalations-empty = Вам ничего не передано
escalations-empty-lead = Всё, что должно ваше подразделение, сделано или ещё в сроке.
escalations-by-unit = Просрочено по подразделениям
escalations-climbed = Передано
escalations-holder = Должен исполнить:
audit-lead = Каждое чтение, каждое изменение и каждый отказ. Записи нельзя незаметно убрать или изменить.

## Когда страницу нельзя показать

problem-forbidden = У вас нет доступа к этой странице
problem-forbidden-lead = Ваша роль в этом не участвует, или вам об этом не сообщали. Попытка записана.
problem-not-found = Здесь ничего нет
problem-not-found-lead = Возможно, в адресе опечатка или страница не для вашей роли.
problem-conflict = Кто-то успел раньше
problem-conflict-lead = Запись изменилась, пока вы писали. Посмотрите, как стало, и отправьте снова, если всё ещё верно.
problem-too-many = Слишком много попыток
problem-too-many-lead = Подождите несколько минут и попробуйте снова. Если кто-то в опасности, звоните в экстренную службу сейчас.
problem-fault = Что-то сломалось
problem-fault-lead = Это не ваша ошибка. Попробуйте через минуту. Если кто-то в опасности, не ждите программу: звоните.
problem-away = Одну минуту
problem-away-lead = Программа запускается, или её данные недоступны. Попробуйте через минуту.
problem-session = Сеанс завершён
problem-session-lead = Ради безопасности сеанс завершается, если им долго не пользуются. Войдите и продолжайте с того же места.
problem-bad-form = Эта форма устарела
problem-bad-form-lead = Она открыта до вашего входа или не отсюда. Откройте страницу заново и отправьте с неё.
problem-kept = Введённое сохранено. После входа вы увидите его снова, и только потом оно будет отправлено.
problem-resume = Войти и продолжить
problem-next = Что можно сделать
problem-reference = Номер для администратора:

## О системе

about-title = О системе Abri
about-lead = Abri по-французски — убежище. Система помогает милиции и полиции, медикам, социальным службам, школам, убежищам, судам и коррекционным программам вместе вести одно дело о домашнем насилии.
about-demo-title = Это демонстрация
about-demo-1 = Все люди, подразделения и дела здесь вымышлены. Имена подобраны так, чтобы никого нельзя было узнать.
about-demo-2 = Не вводите ничего о настоящих людях. Введённое может быть стёрто в любую минуту.
about-how-title = Как это устроено
about-how-1 = Что произошло, записывается один раз и не стирается; исправления стоят рядом с первыми словами.
about-how-2 = Из фактов и правил страны Abri выводит, кто, что, кому и до какого срока должен, и всегда говорит почему.
about-how-3 = Никто не видит больше, чем позволяет роль. Каждая передача сведений называет получателя, цель и основание.
about-how-4 = Каждое чтение и каждое изменение попадает в журнал, который нельзя незаметно изменить.
about-law-title = Закон
about-law = Правила берутся из пакетов, по одному на страну. Правила с пометкой «не сверено» ещё не сверил с официальным текстом юрист этой страны.
about-danger-title = Если опасность грозит вам
about-danger = Эта программа не экстренная служба. Позвоните в экстренную службу вашей страны с телефона, который никто, кроме вас, не проверяет.

# The report, continued
report-chosen = Выбрано: { $name }
report-not-this-person = Не этот человек
report-same-person = После выбора ({ $name }) введены другие данные. Это тот же человек?
report-same-pair = Эта пара, возможно, известна: { $pair }. Это они?
report-children-unknown = Подробности о детях
report-children-unknown-yes = Дети есть; подробности пока неизвестны
report-child-school-hint = Выберите или напишите, как называется. В этом районе: { $schools }
report-child-school-hint-none = Напишите, как называется.
report-order-always = Входит всегда: { $list }
report-consent-not = Кому она не хочет сообщать
report-consent-not-hint = Кто отмечен здесь, тому не сообщают.
report-basis-none = Такого основания нет
report-basis-shares = При серьёзной опасности правила сами сообщают, если это следует из фактов: { $list }. Другим против её воли ничего не сообщают.
report-basis-shares-nothing = При серьёзной опасности здешние правила сами ничего не сообщают. Записанное сохранится в сообщении.
found-nothing-typed = напишите имя, чтобы искать
save-apart = Это сообщение изменено или отправлено в другом месте. Введённое здесь сохраняется рядом.
save-apart-link = Показать оба
other-title = У этого сообщения два текста
other-lead = Его изменили на другой странице после того, как открыли эту. Ничего не потеряно: этот текст сохранён здесь, другой — там. Продолжайте с одним, другой удалите. Другой сохранён:
other-here = Здесь:
other-there = Там:
other-sent-title = Это не отправлено
other-sent-lead = Сообщение по этому адресу уже было записано. Введённое после этого сохранено здесь как новое сообщение; в случай оно не входит:
unfinished-title = Неотправленные сообщения
unfinished-nobody = Никто ещё не назван
unfinished-resume = Продолжить
unfinished-discard = Удалить
unfinished-sure = Вернуть будет нельзя. Оно не отправлено, и никто другой его не читал.
unfinished-discard-now = Удалить сообщение
