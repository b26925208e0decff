### Пароли и учётные записи.

settings-password = Сменить пароль
password-title = Смена пароля
password-lead = Все другие ваши сеансы при этом завершатся. Здесь вы останетесь в системе.
password-lead-first = Вы вошли с одноразовым паролем. Придумайте свой: до этого ничего другого не откроется.
password-present = Нынешний пароль
password-present-first = Одноразовый пароль
password-wanted = Новый пароль
password-wanted-hint = Не меньше 15 знаков. Легче всего запомнить короткую фразу: подойдут пробелы и буквы любого алфавита.
password-repeated = Новый пароль ещё раз
password-button = Сменить пароль
password-error-wrong = Это не тот пароль, который у вас сейчас
password-error-too_short = Напишите не меньше 15 знаков
password-error-too_long = Напишите не больше 256 знаков
password-error-common = Такой пароль попробуют одним из первых. Придумайте другой
password-error-same = Это ваш нынешний пароль. Придумайте другой
password-error-differs = Не совпадает с написанным выше. Напишите оба раза заново
done-password = Пароль изменён. Другие ваши сеансы завершены
audit-head = Подписаны первые записи, числом { $size }; { $when }
audit-head-none = Записи этого журнала ещё не подписаны
audit-act-directory_add = внесено в справочник
audit-act-directory_change = изменён справочник
audit-act-account_open = учётная запись снова открыта
audit-act-account_close = учётная запись закрыта
audit-act-password_issue = выдан одноразовый пароль
audit-act-password_change = пароль изменён
audit-act-password_refused = смена пароля отклонена
