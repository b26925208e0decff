### Вопросы страниц, на которых записывают или исправляют один факт.

field-which-order = Какое предписание
field-decides-application = По какому заявлению принято, если было заявление
field-order-kind = Вид предписания
field-conditions-hint = Кроме тех, что есть в каждом предписании этого вида
field-length-days = На сколько суток, если это указано в решении
field-length-days-hint = Оставьте пустым, если срок установлен законом
field-served-at-once = Ему объявили сразу?
field-served-at-once-hint = Если нет, запишите объявление, когда оно состоится: некоторые предписания действуют только с этого момента
field-protects-children = Защищает ли оно и детей?
field-drops-children = Прекращается только защита детей?
field-outcome = Чем закончилось
field-report-to = В какой орган
field-worrying = Есть ли в сообщении тревожное?
field-regions = Где на теле
field-strangulation-signs-hint = Следы на шее, осиплость, трудно глотать, красные точки в глазах, потеря сознания. Видимых следов может не быть.
field-closing-reason = Почему случай можно закрыть

body-region-head = голова
body-region-face = лицо
body-region-neck = шея
body-region-chest = грудь
body-region-abdomen = живот
body-region-back = спина
body-region-arms = руки
body-region-hands = кисти рук
body-region-genitals = половые органы
body-region-legs = ноги

closing-reason-safe_for_long = Насилия давно не было, и она чувствует себя в безопасности
closing-reason-moved_away = Она переехала, случай принят по новому месту
closing-reason-perpetrator_gone = Он умер или надолго изолирован
closing-reason-opened_in_error = Открыт по ошибке
closing-reason-other = Другая причина

closing-not-yet = Случай пока нельзя закрыть:
closing-level = уровень выше «{ $level }»; сначала оцените опасность заново
closing-order = предписание ещё действует или ждёт объявления
closing-items = открытых задач и оповещений: { $count }. Каждое нужно выполнить или снять с указанием причины

order-none-fits = В этом случае нет предписания, к которому относился бы этот шаг.
error-days = Целое число суток, не меньше 1
error-before-order = Это раньше самого предписания. Проверьте дату: иначе её защита прекратится.
