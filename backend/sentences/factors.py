"""Sentences of sign-in beyond the password: proving oneself again, second factors, providers."""

FACTORS: dict[str, tuple[str, str]] = {
    "WRONG_PASSWORD": (
        "Пароль не подходит. Проверьте раскладку и попробуйте ещё раз.",
        "The password is wrong. Check the keyboard layout and try again.",
    ),
}
