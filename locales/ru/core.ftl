### Слова и обороты, общие для всего интерфейса.
###
### Формы числа выбирает PLURAL($n). Для 21 нужна форма one, поэтому в ней всегда есть { $n }.
### Названия состояний безличны («вынесено», «действует»): они подходят и к предписанию, и к ордеру.

## Время

relative-now = только что
relative-in-minutes = { PLURAL($n) ->
    [one] через { $n } минуту
    [few] через { $n } минуты
    [many] через { $n } минут
   *[other] через { $n } минуты
}
relative-ago-minutes = { PLURAL($n) ->
    [one] { $n } минуту назад
    [few] { $n } минуты назад
    [many] { $n } минут назад
   *[other] { $n } минуты назад
}
relative-in-hours = { PLURAL($n) ->
    [one] через { $n } час
    [few] через { $n } часа
    [many] через { $n } часов
   *[other] через { $n } часа
}
relative-ago-hours = { PLURAL($n) ->
    [one] { $n } час назад
    [few] { $n } часа назад
    [many] { $n } часов назад
   *[other] { $n } часа назад
}
relative-tomorrow = завтра
relative-yesterday = вчера
relative-in-days = { PLURAL($n) ->
    [one] через { $n } день
    [few] через { $n } дня
    [many] через { $n } дней
   *[other] через { $n } дня
}
relative-ago-days = { PLURAL($n) ->
    [one] { $n } день назад
    [few] { $n } дня назад
    [many] { $n } дней назад
   *[other] { $n } дня назад
}
relative-in-months = { PLURAL($n) ->
    [one] через { $n } месяц
    [few] через { $n } месяца
    [many] через { $n } месяцев
   *[other] через { $n } месяца
}
relative-ago-months = { PLURAL($n) ->
    [one] { $n } месяц назад
    [few] { $n } месяца назад
    [many] { $n } месяцев назад
   *[other] { $n } месяца назад
}
relative-in-years = { PLURAL($n) ->
    [one] через { $n } год
    [few] через { $n } года
    [many] через { $n } лет
   *[other] через { $n } года
}
relative-ago-years = { PLURAL($n) ->
    [one] { $n } год назад
    [few] { $n } года назад
    [many] { $n } лет назад
   *[other] { $n } года назад
}

deadline-now = срок наступил
deadline-just-passed = срок только что истёк
deadline-left-minutes = { PLURAL($n) ->
    [one] осталась { $n } минута
    [few] осталось { $n } минуты
    [many] осталось { $n } минут
   *[other] осталось { $n } минуты
}
deadline-overdue-minutes = { PLURAL($n) ->
    [one] просрочено на { $n } минуту
    [few] просрочено на { $n } минуты
    [many] просрочено на { $n } минут
   *[other] просрочено на { $n } минуты
}
deadline-left-hours = { PLURAL($n) ->
    [one] остался { $n } час
    [few] осталось { $n } часа
    [many] осталось { $n } часов
   *[other] осталось { $n } часа
}
deadline-overdue-hours = { PLURAL($n) ->
    [one] просрочено на { $n } час
    [few] просрочено на { $n } часа
    [many] просрочено на { $n } часов
   *[other] просрочено на { $n } часа
}
deadline-left-days = { PLURAL($n) ->
    [one] остался { $n } день
    [few] осталось { $n } дня
    [many] осталось { $n } дней
   *[other] осталось { $n } дня
}
deadline-overdue-days = { PLURAL($n) ->
    [one] просрочено на { $n } день
    [few] просрочено на { $n } дня
    [many] просрочено на { $n } дней
   *[other] просрочено на { $n } дня
}

duration-minutes = { PLURAL($n) ->
    [one] { $n } минута
    [few] { $n } минуты
    [many] { $n } минут
   *[other] { $n } минуты
}
duration-hours = { PLURAL($n) ->
    [one] { $n } час
    [few] { $n } часа
    [many] { $n } часов
   *[other] { $n } часа
}
duration-days = { PLURAL($n) ->
    [one] { $n } день
    [few] { $n } дня
    [many] { $n } дней
   *[other] { $n } дня
}
duration-short-minutes = { $n } мин
duration-short-hours = { $n } ч
duration-short-days = { $n } дн.

## Моменты и точность, с которой они известны

precision-minute = С точностью до минуты
precision-day = С точностью до дня
precision-month = С точностью до месяца
precision-year = С точностью до года
precision-unknown = Неизвестно

moment-unknown = дата неизвестна

when-minute = { $moment }
when-day = { $moment }
when-year = в { $moment } году
when-unknown = дата неизвестна
when-month-1 = в январе { $year } года
when-month-2 = в феврале { $year } года
when-month-3 = в марте { $year } года
when-month-4 = в апреле { $year } года
when-month-5 = в мае { $year } года
when-month-6 = в июне { $year } года
when-month-7 = в июле { $year } года
when-month-8 = в августе { $year } года
when-month-9 = в сентябре { $year } года
when-month-10 = в октябре { $year } года
when-month-11 = в ноябре { $year } года
when-month-12 = в декабре { $year } года

## Числа

percent = { $n } %

count-cases = { PLURAL($n) ->
    [one] { $n } дело
    [few] { $n } дела
    [many] { $n } дел
   *[other] { $n } дела
}
count-incidents = { PLURAL($n) ->
    [one] { $n } случай
    [few] { $n } случая
    [many] { $n } случаев
   *[other] { $n } случая
}
count-duties = { PLURAL($n) ->
    [one] { $n } обязанность
    [few] { $n } обязанности
    [many] { $n } обязанностей
   *[other] { $n } обязанности
}
count-alerts = { PLURAL($n) ->
    [one] { $n } оповещение
    [few] { $n } оповещения
    [many] { $n } оповещений
   *[other] { $n } оповещения
}
count-orders = { PLURAL($n) ->
    [one] { $n } предписание
    [few] { $n } предписания
    [many] { $n } предписаний
   *[other] { $n } предписания
}
count-breaches = { PLURAL($n) ->
    [one] { $n } нарушение
    [few] { $n } нарушения
    [many] { $n } нарушений
   *[other] { $n } нарушения
}
count-children = { PLURAL($n) ->
    [one] { $n } ребёнок
    [few] { $n } ребёнка
    [many] { $n } детей
   *[other] { $n } ребёнка
}
count-actions = { PLURAL($n) ->
    [one] { $n } действие
    [few] { $n } действия
    [many] { $n } действий
   *[other] { $n } действия
}
count-people = { PLURAL($n) ->
    [one] { $n } человек
    [few] { $n } человека
    [many] { $n } человек
   *[other] { $n } человека
}
count-agencies = { PLURAL($n) ->
    [one] { $n } ведомство
    [few] { $n } ведомства
    [many] { $n } ведомств
   *[other] { $n } ведомства
}
count-documents = { PLURAL($n) ->
    [one] { $n } документ
    [few] { $n } документа
    [many] { $n } документов
   *[other] { $n } документа
}
count-years = { PLURAL($n) ->
    [one] { $n } год
    [few] { $n } года
    [many] { $n } лет
   *[other] { $n } года
}
count-months = { PLURAL($n) ->
    [one] { $n } месяц
    [few] { $n } месяца
    [many] { $n } месяцев
   *[other] { $n } месяца
}

## Секторы, планы, люди

sector-police = Органы внутренних дел
sector-health = Здравоохранение
sector-social = Социальная защита
sector-education = Образование
sector-ngo = Общественные организации и убежища
sector-justice = Правосудие
sector-prosecution = Прокуратура
sector-court = Суд
sector-prison = Уголовно-исполнительная система
sector-programme = Коррекционные программы
sector-coordination = Координация
sector-ministry = Министерство
sector-system = Сама система

plane-victim = Пострадавшая сторона
plane-perpetrator = Агрессор
plane-joint = Общий план
plane-child = Ребёнок

party-victim = Пострадавшее лицо
party-perpetrator = Агрессор
party-child = Ребёнок
party-witness = Свидетель
party-relative = Родственник
party-other = Другое лицо

role-patrol = Сотрудник патрульной службы
role-district = Участковый инспектор
role-dv_unit = Инспектор по домашнему насилию
role-investigator = Следователь
role-advocate = Консультант пострадавших
role-shelter = Работник убежища
role-hotline = Консультант горячей линии
role-doctor = Врач
role-nurse = Медицинская сестра
role-forensic = Судебно-медицинский эксперт
role-psychologist = Психолог
role-social_worker = Социальный работник
role-child_protection = Специалист по охране детства
role-key_adult = Ответственный специалист школы
role-prosecutor = Прокурор
role-judge = Судья
role-court_clerk = Секретарь суда
role-prison = Сотрудник исправительного учреждения
role-probation = Инспектор пробации
role-programme = Ведущий коррекционной программы
role-coordinator = Координатор консилиума
role-chair = Председатель консилиума
role-head = Руководитель подразделения
role-ministry = Представитель министерства
role-statistics = Специалист по статистике
role-reviewer = Участник анализа случаев гибели
role-auditor = Аудитор
role-data_protection = Ответственный за защиту данных
role-administrator = Администратор

sex-female = Женский
sex-male = Мужской
sex-unknown = Неизвестно

# Кем агрессор приходится пострадавшему лицу.
relationship-spouse = Супруг или супруга
relationship-former_spouse = Бывший супруг или бывшая супруга
relationship-partner = Партнёр или партнёрша
relationship-former_partner = Бывший партнёр или бывшая партнёрша
relationship-parent = Отец или мать
relationship-step_parent = Отчим или мачеха
relationship-child = Сын или дочь
relationship-sibling = Брат или сестра
relationship-grandparent = Дед или бабушка
relationship-grandchild = Внук или внучка
relationship-in_law = Родственник супруга или супруги
relationship-guardian = Опекун или попечитель
relationship-other_relative = Другой родственник
relationship-household = Проживает совместно
relationship-carer = Осуществляет уход
relationship-none = Не состоит в родстве
relationship-unknown = Неизвестно

## Насилие

violence-physical = Физическое насилие
violence-sexual = Сексуальное насилие
violence-psychological = Психологическое насилие
violence-economic = Экономическое насилие
violence-stalking = Преследование
violence-neglect = Пренебрежение заботой

# Шесть видов по системе учёта гендерного насилия, в том порядке, в каком о них спрашивают.
gbv-type-rape = Изнасилование
gbv-type-sexual_assault = Сексуальное нападение
gbv-type-physical_assault = Физическое нападение
gbv-type-forced_marriage = Принудительный брак
gbv-type-denial_of_resources = Лишение средств, возможностей или услуг
gbv-type-psychological_abuse = Психологическое или эмоциональное насилие

## Ответы и риск

answer-yes = Да
answer-no = Нет
answer-unknown = Неизвестно
answer-refused = Отказ от ответа
answer-not_asked = Не спрашивали
answer-not_applicable = Неприменимо

level-low = Низкий
level-medium = Средний
level-high = Высокий
level-extreme = Крайне высокий
level-supervised = Под наблюдением
level-unassessed = Не оценён

## Состояния

order-state-applied = Подано ходатайство
order-state-refused = Отказано
order-state-issued = Вынесено
order-state-announced = Объявлено
order-state-served = Вручено
order-state-in_effect = Действует
order-state-breached = Нарушено
order-state-carried_out = Исполнено
order-state-ended = Действие окончено
order-state-withdrawn = Заявление отозвано
order-state-lifted = Отменено

duty-state-open = К исполнению
duty-state-overdue = Просрочено
duty-state-done = Исполнено
duty-state-waived = Снято с исполнения
duty-state-cancelled = Отменено

alert-state-new = Новое
alert-state-acknowledged = Принято
alert-state-escalated = Передано выше
alert-state-closed = Закрыто

case-state-open = Открыто
case-state-supervised = Под наблюдением
case-state-closed = Закрыто
case-state-reopened = Возобновлено

referral-state-sent = Отправлено
referral-state-seen = Просмотрено
referral-state-accepted = Принято
referral-state-declined = Отклонено
referral-state-first_contact = Первый контакт состоялся
referral-state-ended = Завершено

conference-state-referred = Передано на консилиум
conference-state-scheduled = Назначено заседание
conference-state-held = Рассмотрено
conference-state-cancelled = Отменено

action-state-agreed = Согласовано
action-state-done = Выполнено
action-state-overdue = Просрочено
action-state-dropped = Снято

programme-state-contacted = Связь установлена
programme-state-enrolled = Зачислен
programme-state-attending = Посещает занятия
programme-state-missed = Пропустил занятие
programme-state-completed = Прошёл программу
programme-state-left = Выбыл

consent-state-given = Получено
consent-state-refused = Отказано
consent-state-withdrawn = Отозвано
consent-state-not_asked = Не запрашивалось

basis-consent = Согласие
basis-serious_threat = Серьёзная угроза
basis-child = Защита ребёнка
basis-law = Требование закона
basis-court = Решение суда

rule-status-verified = Проверено
rule-status-unverified = Не проверено

## Меры

measure-talk = Профилактическая беседа
measure-warning = Официальное предупреждение
measure-register_entry = Постановка на профилактический учёт
measure-register_exit = Снятие с профилактического учёта
measure-detention = Задержание
measure-release = Освобождение
measure-charge = Предъявление обвинения
measure-sentence = Приговор
measure-weapon_seized = Изъятие оружия
measure-weapon_returned = Возврат оружия

## Связь

channel-call = Телефонный звонок
channel-sms = СМС
channel-messenger = Мессенджер
channel-email = Электронная почта
channel-in_person = Лично
channel-letter = Письмо
channel-through_person = Через другого человека

contact-outcome-reached = Связаться удалось
contact-outcome-no_answer = Нет ответа
contact-outcome-wrong_number = Неверный номер
contact-outcome-declined = Отказ от контакта
contact-outcome-not_safe = Говорить небезопасно

## Что показывает дело и что с ним делают

item-level = Уровень риска
item-order = Действующее предписание
item-duty = Обязанность
item-disclosure = Передача сведений
item-alert = Оповещение
item-proposal = Предложение
item-contradiction = Противоречие

act-sign_in = Вход
act-search = Поиск
act-read = Просмотр
act-write = Запись
act-correct = Исправление
act-disclose = Передача сведений
act-print = Печать
act-export = Выгрузка
act-unseal = Вскрытие закрытой записи
act-break_glass = Экстренный доступ
act-denied = Отказ в доступе
act-erase = Удаление
