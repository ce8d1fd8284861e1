"""Sentences of sign-in beyond the password: proving oneself again, second factors, providers."""

FACTORS: dict[str, tuple[str, str]] = {
    "WRONG_PASSWORD": (
        "Пароль не подходит. Проверьте раскладку и попробуйте ещё раз.",
        "The password is wrong. Check the keyboard layout and try again.",
    ),
    "SIGN_IN_EXPIRED": (
        "Вход не завершён вовремя или начат в другом браузере. Начните вход заново.",
        "The sign-in was not finished in time, or began in another browser. Begin again.",
    ),
    "WRONG_PASSKEY": (
        "Ключ доступа не подошёл. Попробуйте ещё раз или выберите другой способ.",
        "The passkey did not fit. Try again or choose another way.",
    ),
    "FACTOR_EXISTS": (
        "Такой способ подтверждения уже включён. Чтобы заменить его, сначала удалите прежний.",
        "That second factor is there already. To replace it, remove the earlier one first.",
    ),
    "NAME_TOO_LONG": (
        "Название длиннее 60 знаков. Сократите его.",
        "The name is longer than 60 characters. Shorten it.",
    ),
    "TOO_MANY_FACTORS": (
        "Ключей доступа уже десять, больше нельзя. Удалите те, которыми не пользуетесь.",
        "There are ten passkeys, the most there may be. Remove those that you do not use.",
    ),
    "PASSKEYS_UNAVAILABLE": (
        "По этому адресу сервиса ключи доступа не работают. Выберите приложение с кодами или СМС.",
        "Passkeys do not work at this address of the service. Choose an authenticator application or SMS.",
    ),
}
