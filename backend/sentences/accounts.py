"""Sentences of accounts: registration, passwords, contacts, the profile and its check, recovery."""

ACCOUNTS: dict[str, tuple[str, str]] = {
    "PASSWORD_TOO_SHORT": (
        "Пароль короче 8 знаков. Добавьте ещё: подойдёт фраза из нескольких слов.",
        "The password is shorter than 8 characters. Add some: a phrase of several words will do.",
    ),
    "PASSWORD_TOO_LONG": (
        "Пароль длиннее 256 знаков. Сократите его.",
        "The password is longer than 256 characters. Shorten it.",
    ),
    "PASSWORD_IS_LOGIN": (
        "Пароль совпадает с логином, его угадают первым. Придумайте другой.",
        "The password is your login, which is guessed first. Choose another one.",
    ),
    "PASSWORD_TOO_COMMON": (
        "Такой пароль подбирают одним из первых. Придумайте другой, например фразу из нескольких слов.",
        "This password is among the first to be guessed. Choose another one, such as a phrase of several words.",
    ),
    "ALREADY_REGISTERED": (
        "Учётная запись с этим логином уже есть. Войдите или сбросьте пароль.",
        "There is an account with this login already. Sign in or reset the password.",
    ),
    "STAFF_ACCOUNT": (
        "Учётную запись сотрудника закрывает администратор. Обратитесь к нему.",
        "A staff account is closed by an administrator. Ask one of them.",
    ),
}
