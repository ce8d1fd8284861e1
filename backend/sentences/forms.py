"""Sentences about what was entered into a form."""

FORMS: dict[str, tuple[str, str]] = {
    "REAUTHENTICATION_REQUIRED": (
        "Подтвердите, что это вы: введите пароль или код. Введённое сохранено.",
        "Confirm that it is you: enter the password or a code. What you typed is kept.",
    ),
    "REQUIRED": ("Заполните это поле.", "Fill this field in."),
    "WRONG_FORMAT": (
        "Значение записано не так, как нужно. Проверьте его, а если оно из документа, сверьте с ним.",
        "The value is not written as it should be. Check it; if it is from a document, compare it with that.",
    ),
    "CHECK_DIGIT": (
        "В номере ошибка: контрольные цифры не сходятся. Сверьте его с документом.",
        "There is a mistake in the number: its check digits do not fit. Compare it with the document.",
    ),
    "WRONG_DATE": (
        "Такой даты здесь не может быть. Проверьте день, месяц и год.",
        "That date cannot be right here. Check day, month and year.",
    ),
    "NOT_FOUND": (
        "Этого больше нет или оно не ваше. Обновите страницу.",
        "That is no longer there, or is not yours. Reload the page.",
    ),
    "WRONG_STATE": (
        "Сейчас это сделать нельзя: состояние изменилось. Обновите страницу и посмотрите, что можно сделать.",
        "That cannot be done now: the state has changed. Reload the page and see what can be done.",
    ),
}
