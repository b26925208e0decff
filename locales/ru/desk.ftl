# Слова рабочего места: списки, дело, запись фактов.
act-acknowledge = Принять к сведению
act-waive = Снять с причиной
act-done = Сделано
choose-one = Выберите
condition-breached = нарушено
condition-in-force = действует
condition-not-in-force = не действует
error-children-needed = Укажите, есть ли дети в семье: да, нет или неизвестно
error-date = Напишите прошедшую дату, например 25.11.2026
error-person-needed = Напишите хотя бы фамилию или имя либо выберите найденного человека
error-required = Без этого запись невозможна
fact-record-button = Записать
level-none = ещё не оценён
notice-new = новое
notice-seen = принято к сведению
offender-danger-rising = Опасность растёт
order-note-applied = Запрошено, решения нет
order-note-refused = Отказано: никого не защищает
order-note-issued = Вынесено, ещё не действует: его нужно объявить
order-note-not-carried-out = Действует, но не объявлено и не исполнено
order-note-served = Действует с
order-note-ended = Срок истёк
order-note-lifted = Отменено
order-note-bridged = Действует до решения суда
order-note-withdrawn = Заявление отозвано: никого не защищает
order-note-below-minimum = Короче, чем допускает закон: пусть исправят
report-screening-caution = Это помощь, а не приговор: ваша оценка и её собственное мнение могут поднять уровень при любом итоге.
timeline-title = Ход дела
timeline-today = сегодня
greeting-morning = Доброе утро, { $name }
greeting-day = Добрый день, { $name }
greeting-evening = Добрый вечер, { $name }
greeting-night = Доброй ночи, { $name }
sign-in-wrong = Имя пользователя или пароль неверны
sign-in-pause = Слишком много попыток. Подождите четверть часа и попробуйте снова
shared-by-rule = по правилу
shared-by-person = специалистом
done-answered = Записано. Задача ушла из вашего списка
done-recorded = Записано в дело
audit-act-read = просмотр
audit-act-write = запись
audit-act-deny = отказ
audit-act-disclose = передача сведений
audit-act-sign_in = вход
audit-act-sign_in_failed = неудачный вход
audit-act-sign_out = выход
audit-act-look_up = поиск
audit-act-climb = передано руководителю
case-role-reporter = вы сообщили
case-role-holder = за вашим подразделением есть задача
case-role-told = вас уведомляют
case-role-recipient = с вами поделились
case-state-active = Активное
lane-incidents = Происшествия
lane-orders = Предписания
lane-breaches = Нарушения
lane-contacts = Контакты
lawful-basis-duty = так велит закон
lawful-basis-power = закон это позволяет
lawful-basis-consent = с согласия
lawful-basis-serious_danger = серьёзная опасность, взвешено и записано
likelihood-very-likely = Очень вероятно, тот же человек
likelihood-likely = Вероятно, тот же человек
likelihood-possible = Возможно, тот же человек
likelihood-unlikely = Мало общего
marker-strangulation = удушение
marker-weapon = оружие
marker-threat_to_kill = угроза убийством
marker-suicide_threat = он угрожает самоубийством
marker-separation = расставание
marker-pregnancy = беременность
marker-stalking = преследование
marker-control = контроль, ревность
marker-escalation = нарастает
marker-sexual = сексуальное насилие
marker-child_abuse = ребёнок пострадал или ему угрожали
marker-animal_abuse = жестокость к животным
marker-victim_suicide = пострадавшая думает о самоубийстве
marker-injury = телесные повреждения
marker-child_exposed = ребёнок видел или слышал
marker-substances = алкоголь или наркотики
marker-violence = насилие
spoken-none = переводчик не нужен
spoken-ru = русский
spoken-be = белорусский
spoken-en = английский
spoken-uk = украинский
spoken-pl = польский
spoken-ro = румынский
spoken-other = другой язык
persona-patrol = Сообщает с места, проверяет предписания, не видит убежищ
persona-dv_unit = Переоценивает риск, следит за предписаниями и нарушениями
persona-clinician = Описывает повреждения, видит только переданное
persona-school = Получает краткое уведомление и ничего больше
persona-social = Дети, убежище, поддержка
persona-advocate = Сначала безопасная связь, план безопасности
persona-programme = Работа с агрессором, никогда не видит, где пострадавшая
persona-prosecutor = Решения с переданной хронологией
persona-coordinator = Консилиум и общий план
persona-supervisor = Узнаёт о просроченном
persona-administrator = Журнал, но не дела
breach-source-victim = со слов пострадавшей
breach-source-check = выявлено проверкой
breach-source-third_party = со слов других
breach-source-device = устройство
field-when-date = Когда, если не сейчас
field-when-date-hint = Например, 25.11.2026; пусто — сейчас
field-when-time = Время
field-condition = Какой запрет нарушен
field-source = Как стало известно
field-violence = Было ли насилие?
field-threat-to-kill = Угрожал ли убийством?
field-weapon = Было ли оружие?
field-strangulation = Душил ли?
field-child-exposed = Видел или слышал ли ребёнок?
field-in-presence = В его присутствии?
field-pressure = Есть ли признаки давления?
field-with = С кем
field-channel = Каким способом
field-days = На сколько суток
field-to = В какую службу
field-victim-told = Сообщили ли пострадавшей заранее?
field-conditions = Установлены ли условия?
field-hours = Часов
field-danger-rising = Растёт ли опасность?
field-afraid = Боится ли ребёнок?
field-perpetrator-came = Приходил ли он туда, где ребёнок?
field-complied = Соблюдает ли?
field-serious = Тяжёлые ли повреждения?
field-text = Словами
counting-step-start = отсчёт от начала предписания
counting-step-counted = посчитано по закону
counting-step-waited = отсчёт ждал дня, который считается
counting-step-skipped = не считаемые дни пропущены
counting-step-worked_instead = перенесённый рабочий день учтён
counting-step-last_of_month = заканчивается последним днём месяца
counting-step-last_day = заканчивается с концом последнего дня
counting-step-ends_on_day_off = заканчивается в выходной; срок не переносится
counting-step-rolled_over = перенесено на следующий рабочий день
counting-step-school_opens = до начала занятий
counting-step-clock_change = в этот срок переводят часы
counting-step-earliest_reading = самое раннее прочтение: порядок счёта не проверен
counting-step-calendar_not_known = календарь дальше не известен
counting-step-local_target = местный ориентир, не закон
counting-step-no_instant = закон не называет момента
order-state-in_effect_not_carried_out = действует, не исполнено
timeline-summary = { PLURAL($n) ->
    [one] { $n } событие
    [few] { $n } события
    [many] { $n } событий
   *[other] { $n } события
}
fact-incident-reported = Происшествие
fact-incident-call = Вызов о помощи
fact-complaint-filed = Заявление
fact-complaint-withdrawn = Заявление отозвано
fact-complaint-pressure = Давление на пострадавшую
fact-risk-assessed = Оценка риска
fact-risk-overridden = Уровень по профессиональной оценке
fact-risk-told = Пострадавшей сообщён уровень риска
fact-order-applied = Запрошено предписание
fact-order-issued = Вынесено предписание
fact-order-served = Предписание объявлено
fact-order-service_attempted = Попытка объявить предписание
fact-order-carried_out = Предписание исполнено
fact-order-extended = Предписание продлено
fact-order-refused = В предписании отказано
fact-order-withdrawn = Заявление отозвано
fact-order-lifted = Предписание отменено
fact-order-ended = Срок предписания истёк
fact-order-breached = Нарушение предписания
fact-order-checked = Проверка соблюдения
fact-measure-warned = Предупреждение или беседа
fact-measure-register_entered = Постановка на учёт
fact-measure-register_left = Снятие с учёта
fact-measure-arrested = Задержание
fact-measure-released = Освобождение
fact-measure-charged = Возбуждено дело
fact-measure-discontinued = Дело прекращено
fact-measure-convicted = Осуждение
fact-measure-sanctioned = Взыскание
fact-measure-treatment_ordered = Назначено лечение
fact-measure-started = Мера начала исполняться
fact-measure-limitation_reached = Истёк срок давности
fact-measure-weapon_found = Обнаружено оружие
fact-measure-weapon_seized = Оружие изъято
fact-measure-weapon_returned = Оружие возвращено
fact-proceedings-hearing = Заседание
fact-proceedings-decision = Решение
fact-proceedings-interviewed = Опрос
fact-sharing-consented = Согласие на передачу сведений
fact-sharing-consent_withdrawn = Согласие отозвано
fact-sharing-disclosed = Сведения переданы
fact-sharing-report_sent = Сообщение другому органу
fact-referral-sent = Направление в службу
fact-referral-seen = Направление прочитано
fact-referral-accepted = Направление принято
fact-referral-declined = Направление отклонено
fact-referral-first_contact = Первый контакт
fact-referral-ended = Работа по направлению завершена
fact-contact-made = Контакт состоялся
fact-contact-attempted = Попытка связаться
fact-contact-help_sought = Обращение за помощью
fact-safety-planned = План безопасности
fact-safety-contact_set = Безопасный способ связи
fact-safety-address_compromised = Тайное место стало известно
fact-safety-sheltered = Размещена в убежище
fact-relationship-separated = Расставание
fact-child-concern = Беспокойство о ребёнке
fact-child-school_told = Уведомление школе
fact-child-contact_applied = Запрошен порядок общения с ребёнком
fact-child-contact_ordered = Решён порядок общения с ребёнком
fact-child-contact_incident = Происшествие при общении с ребёнком
fact-child-heard = Ребёнок выслушан
fact-child-school_observed = Наблюдение школы
fact-child-planned = План помощи ребёнку
fact-health-injury_documented = Повреждения описаны
fact-health-screened = Скрининг
fact-programme-contacted = Связался с программой
fact-programme-enrolled = Зачислен в программу
fact-programme-session = Занятие
fact-programme-missed = Занятие пропущено
fact-programme-completed = Программа завершена
fact-conference-referred = Передано на консилиум
fact-conference-scheduled = Консилиум назначен
fact-conference-researched = Сведения для консилиума получены
fact-conference-held = Консилиум состоялся
fact-conference-action_agreed = Мера согласована
fact-conference-action_done = Мера выполнена
fact-case-transferred = Дело передано
fact-case-transfer_confirmed = Передача подтверждена
fact-case-opened = Дело открыто
fact-case-role_corrected = Роль исправлена
fact-case-linked = Связанное дело
fact-case-supervised = Под наблюдением
fact-case-closed = Дело закрыто
fact-case-reopened = Дело возобновлено
fact-duty-discharged = Выполнено
fact-duty-waived = Снято с указанием причины
fact-note = Заметка
fact-document = Документ
relationship-offspring = Сын или дочь
relationship-relative = Другой родственник
relationship-other = Другие отношения
channel-phone = телефон
channel-message = сообщение
channel-through = через доверенное лицо
field-second-person = Согласен ли второй специалист?
field-second-person-hint = Только тогда уровень может снизиться
field-level = Уровень
field-consent-to = С какими службами
error-no-answer = Ответьте хотя бы на один вопрос списка

## Списки и страница дела

end-of-day = конец дня { $date }
until-end-of-day = конца дня { $date }
urgency-tomorrow = Срок завтра
urgency-act-now = Действуйте сейчас
case-filter-active = Активные
case-filter-closed = Закрытые
case-filter-all = Все
case-owed = Что вы должны сделать сейчас
case-owed-none = Сейчас ваше подразделение по этому делу ничего не должно.
case-others = Что должны сделать другие
case-closed = { PLURAL($n) ->
    [one] Уже отвечено: { $n } задача
    [few] Уже отвечено: { $n } задачи
    [many] Уже отвечено: { $n } задач
   *[other] Уже отвечено: { $n } задачи
}
case-closed-last = последний раз
case-older = { PLURAL($n) ->
    [one] Ещё { $n } более ранняя запись
    [few] Ещё { $n } более ранние записи
    [many] Ещё { $n } более ранних записей
   *[other] Ещё { $n } более ранней записи
}
case-record-more = Всё остальное, что можно записать
case-printed = Напечатано: { $when }, { $who }.
case-printed-warning = Храните там, где этого не прочтут другие, и никогда там, где живёт пострадавшее лицо.
case-printed-contact = Как с ним связаться — на отдельном листе в конце.
contact-paper = Отделите этот лист и храните отдельно или уничтожьте. Кто его найдёт, сможет найти пострадавшее лицо.
contact-kept = Как безопасно связаться, записано, но вашему подразделению не передано.
contact-kept-lead = Не спрашивайте ещё раз и не пытайтесь связаться. Обратитесь в подразделение, которое ведёт дело.
person-born = дата рождения: { $birth }
level-calls-for = Чего требует этот уровень
level-reason-assessed = Оценка, которая вам не передана
level-unchanged = Оценка: { $level } ({ $when }). Уровень не снизился: для снижения нужно согласие второго лица.
fact-level-unchanged = Ничего не изменило: уровень снижается только с согласия второго лица.
fact-corrected-by = Исправлено записью от { $when }
fact-corrects = Исправляет запись от { $when }
fact-days = { PLURAL($n) ->
    [one] { $n } сутки
    [few] { $n } суток
    [many] { $n } суток
   *[other] { $n } суток
}
consent-refused = отказ
duty-answered = На это уже ответили
duty-answered-lead = Сейчас ничего не записано. Если с тех пор сделано ещё что-то, запишите это в деле.
told-title = Поручено другой службе ({ $who }): «{ $what }»
work-told-lead = Для сведения: это поручено другим. От вас ничего не требуется. Новое — за последние 24 часа.
lane-levels = Уровень
lane-assessments = Оценки
notice-read-now = Как можно скорее
notice-seen-done = Прочитано. Спасибо.
notice-pick-up = Этого ребёнка защищает предписание. Отдавайте ребёнка только тем, кого вам назвали органы внутренних дел; если придёт кто-то другой, оставьте ребёнка у себя и позвоните им.
notice-pick-up-until = До { $date } этого ребёнка защищает предписание. Отдавайте ребёнка только тем, кого вам назвали органы внутренних дел; если придёт кто-то другой, оставьте ребёнка у себя и позвоните им.
foot-zone = Время везде: { $zone }
zone-europe_minsk = Минск
zone-europe_chisinau = Кишинёв
zone-europe_vienna = Вена

## Журнал

audit-act-all = Все действия
audit-act-list = прочитан список
audit-filter = Показать
audit-filter-act = Действие
audit-filter-day = День, например 25.11.2026
audit-day-wrong = Напишите день, например 25.11.2026
audit-newest = Новейшие записи
audit-older = Более ранние записи
audit-empty = Таких записей нет
audit-size = { PLURAL($n) ->
    [one] Всего { $n } запись.
    [few] Всего { $n } записи.
    [many] Всего { $n } записей.
   *[other] Всего { $n } записи.
}
audit-found = { PLURAL($n) ->
    [one] найден { $n } человек
    [few] найдено { $n } человека
    [many] найдено { $n } человек
   *[other] найдено { $n } человека
}
audit-history = История человека
audit-denied-open_case = открыть дело
audit-denied-add_fact = записать в дело
audit-denied-answer_item = ответить на задачу
audit-denied-report = написать сообщение
audit-denied-look_up = найти человека
audit-denied-see_level = уровень опасности
audit-denied-see_markers = признаки опасности
audit-denied-see_parties = участники дела
audit-denied-see_escalations = переданное наверх
audit-denied-read_audit = журнал
col-about = О чём
# The report: what must be answered, and who is meant.
error-when-needed = Укажите, когда это случилось, насколько известно, или выберите «Неизвестно»
error-date-future = Этого дня ещё не было: проверьте дату
error-date-impossible = Такого дня нет: проверьте дату
error-time = Напишите время так: 21:40
error-child-needed = Укажите имя или возраст хотя бы одного ребёнка либо отметьте, что подробности пока неизвестны
error-school-which = Подходит несколько; уточните: { $schools }
error-limits-needed = Отметьте, кого касаются ограничения, или что они не касаются ни одной службы целиком
error-same-needed = Укажите, тот ли это человек, которого выбрали
error-pair-needed = Укажите, они ли это
same-person-yes = Да, это он или она. Введённое сохранится в сообщении
same-person-no = Нет, это другой человек. Верно то, что введено
same-pair-yes = Да: записать в их случай как повторное
same-pair-no = Нет, это другие люди: открыть новый случай
limit-none = Ни одной службы целиком: ограничено, что или до какого времени сообщать
limit-ngo = НКО и убежища
limit-social = Социальные службы
limit-health = Здравоохранение
limit-education = Образование
limit-coordination = Координация
report-record-age = { PLURAL($n) ->
    [one] { $n } год
    [few] { $n } года
    [many] { $n } лет
   *[other] { $n } года
}
done-report-discarded = Неотправленное сообщение удалено
