"""Sentences of the codes that any answer may carry: Russian, English."""

GENERAL: dict[str, tuple[str, str]] = {
    "UNAUTHENTICATED": ("Вы не вошли. Войдите и повторите.", "You are not signed in. Sign in and try again."),
    "STEP_UP_REQUIRED": (
        "Нужен код для входа в карту. Запросите код по СМС и введите его.",
        "A card-entry code is needed. Ask for a code by SMS and enter it.",
    ),
    "FORBIDDEN": (
        "Доступа сюда нет. Если вам нужна медкарта, запросите доступ или обратитесь в клинику; сотруднику поможет администратор.",
        "You have no access to this. If it is a record that you should see, request it or ask the clinic; staff ask their "
        "administrator.",
    ),
    "BAD_USER_INPUT": (
        "Запрос составлен с ошибкой. Исправьте его и повторите.",
        "The request is wrong. Correct it and try again.",
    ),
    "RATE_LIMITED": ("Слишком много попыток. Подождите и повторите.", "Too many attempts. Wait a while and try again."),
    "QUERY_TOO_COMPLEX": (
        "Запрос слишком большой. Разделите его на части или уменьшите страницы.",
        "The query is too large. Split it or ask for smaller pages.",
    ),
    "CONFLICT": (
        "Данные уже изменились. Обновите страницу и повторите.",
        "The data has changed meanwhile. Reload and try again.",
    ),
    "UNAVAILABLE": (
        "Сервис временно недоступен. Приносим извинения, повторите попытку позже.",
        "The service is unavailable for now. We apologise; please try again later.",
    ),
    "INTERNAL": (
        "Что-то сломалось у нас. Повторите позже или сообщите номер запроса в поддержку.",
        "Something broke on our side. Try again later, or give support the request id.",
    ),
}
