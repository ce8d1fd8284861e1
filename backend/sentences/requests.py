"""Sentences about a request itself, and the arguments of lists."""

REQUESTS: dict[str, tuple[str, str]] = {
    "FOREIGN_ORIGIN": (
        "Запрос пришёл с другого сайта. Откройте страницу по её собственному адресу и повторите.",
        "The request comes from another site. Open the page at its own address and try again.",
    ),
    "ONLY_JSON": (
        "Принимается только application/json в UTF-8. Укажите заголовок Content-Type.",
        "Only application/json in UTF-8 is taken. Set the header Content-Type.",
    ),
    "ONLY_PLAIN": (
        "Сжатое тело запроса не принимается. Отправьте его без сжатия.",
        "A compressed body is not taken. Send it as it is.",
    ),
    "ONLY_POST": (
        "Здесь нужен POST: по GET отвечают лишь известные документы, не касающиеся карт.",
        "Use POST: GET answers only known documents that touch no record.",
    ),
    "NOT_ACCEPTABLE": (
        "Ответ бывает только application/json или application/graphql-response+json. Исправьте заголовок Accept.",
        "Answers are application/json or application/graphql-response+json. Correct the header Accept.",
    ),
    "ONLY_STREAM": (
        "Подписка отвечает потоком: подключитесь по WebSocket (graphql-transport-ws) или примите text/event-stream.",
        "A subscription is a stream: connect by WebSocket (graphql-transport-ws) or accept text/event-stream.",
    ),
    "ONLY_SUBSCRIPTIONS": (
        "По WebSocket идут только подписки. Запросы и изменения отправляйте по HTTP.",
        "Only subscriptions go over WebSocket. Send queries and mutations over HTTP.",
    ),
    "TOO_MANY_SUBSCRIPTIONS": (
        "Открыто слишком много подписок. Закройте лишние вкладки и повторите.",
        "Too many subscriptions are open. Close some of your tabs and try again.",
    ),
    "NOT_JSON": (
        "Запрос не прочитан: это не JSON в UTF-8. Исправьте его и повторите.",
        "The request is not JSON in UTF-8. Correct it and try again.",
    ),
    "ONE_REQUEST": (
        "Запрос — один объект JSON с полем query; пачки запросов не принимаются.",
        "A request is one JSON object with a query; batches are not taken.",
    ),
    "WRONG_PARAMETER": (
        "Поле запроса не того вида: query и operationName — строки, variables и extensions — объекты, "
        "documentId — вместо query.",
        "A parameter has the wrong kind: query and operationName are strings, variables and extensions objects, "
        "documentId comes instead of query.",
    ),
    "NO_QUERY": (
        "В запросе нет текста query. Добавьте его.",
        "The request has no text in query. Add it.",
    ),
    "NO_OPERATION": (
        "В документе нет такой операции, или их несколько и не названа ни одна. Укажите operationName.",
        "The document has no such operation, or several and none is named. Set operationName.",
    ),
    "UNKNOWN_DOCUMENT": (
        "Этот documentId неизвестен: страница обновилась. Перезагрузите её.",
        "This documentId is unknown: the page has a newer version. Reload it.",
    ),
    "BODY_TOO_LARGE": (
        "Тело запроса слишком большое. Уменьшите его.",
        "The request body is too large. Make it smaller.",
    ),
    "BODY_TOO_SLOW": (
        "Запрос передавался слишком долго. Проверьте связь и повторите.",
        "The request took too long to arrive. Check the connection and try again.",
    ),
    "WRONG_VALUE": (
        "Значение в документе не того типа, который нужен на этом месте. Исправьте его.",
        "A value in the document is not of the type wanted at its place. Correct it.",
    ),
    "WRONG_VARIABLE": (
        "Значение переменной не того типа, который объявлен. Исправьте его.",
        "The value of a variable is not of the type declared. Correct it.",
    ),
    "INTROSPECTION": (
        "Схему видят те, кто вошёл. Войдите и повторите.",
        "The schema is shown to who is signed in. Sign in and try again.",
    ),
    "FIRST_AND_LAST": ("Укажите либо first, либо last, но не оба.", "Give either first or last, not both."),
    "PAGE_SIZE": ("Размер страницы — от 0 до 100.", "A page holds 0 to 100 entries."),
    "CURSOR": (
        "Этот курсор не от этого списка. Начните список сначала.",
        "That cursor is not of this list. Start the list again.",
    ),
}
