"""Refusals: a code, a reason where one may be told, and a sentence that says why and what to do next."""

from enum import StrEnum
from typing import Any


class ErrorCode(StrEnum):
    """Values of `extensions.code` (policy.md, What a client sees)."""

    UNAUTHENTICATED = "UNAUTHENTICATED"
    STEP_UP_REQUIRED = "STEP_UP_REQUIRED"
    FORBIDDEN = "FORBIDDEN"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    RATE_LIMITED = "RATE_LIMITED"
    QUERY_TOO_COMPLEX = "QUERY_TOO_COMPLEX"
    CONFLICT = "CONFLICT"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


# Sentences by code, or by reason where there is one: Russian, English.
SENTENCES: dict[str, tuple[str, str]] = {
    "UNAUTHENTICATED": ("Вы не вошли. Войдите и повторите.", "You are not signed in. Sign in and try again."),
    "STEP_UP_REQUIRED": (
        "Нужен код для входа в карту. Запросите код по СМС и введите его.",
        "A card-entry code is needed. Ask for a code by SMS and enter it.",
    ),
    "FORBIDDEN": (
        "Доступа к этой карте нет. Если он должен быть, запросите его или обратитесь в клинику.",
        "You have no access to this record. If you should, request it or ask the clinic.",
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
    "ACCOUNT_LEVEL_TOO_LOW": (
        "Нужна стандартная или полная учётная запись. Повысьте уровень учётной записи.",
        "A standard or full account is needed. Raise the level of your account.",
    ),
    "POLICY_REGION": (
        "Полис ОМС зарегистрирован в другом регионе. Прикрепите полис региона, где работает сервис.",
        "The insurance policy is registered in another region. Register it where this service works.",
    ),
    "POLICY_INVALID": (
        "Нет действующего полиса ОМС. Проверьте полис у страховой компании.",
        "There is no valid insurance policy. Check it with your insurer.",
    ),
    "UNDER_AGE": ("Своя карта открывается с 15 лет.", "One's own record opens from the age of 15."),
    "WARD_IS_ADULT": (
        "Ребёнку исполнилось 18 лет, и доступ законного представителя закончился.",
        "Your child is 18, so a legal representative's access has ended.",
    ),
    "ACCESS_NOT_OPEN": (
        "Доступ к карте ещё не открыт. Подайте запрос на доступ.",
        "Access to the record is not open yet. Request it.",
    ),
    "WRONG_CREDENTIALS": (
        "Логин или пароль не подходит. Проверьте раскладку и попробуйте ещё раз.",
        "The login or the password is wrong. Check the keyboard layout and try again.",
    ),
    "WRONG_CODE": (
        "Код не подходит или уже не действует. Проверьте его или запросите новый.",
        "The code is wrong or no longer valid. Check it or ask for a new one.",
    ),
    "NO_PHONE": (
        "К учётной записи не привязан телефон. Привяжите его и запросите код снова.",
        "The account has no phone. Add one and ask for the code again.",
    ),
    "TOO_SOON": (
        "Код уже отправлен. Подождите минуту; за час можно запросить не больше десяти.",
        "A code was sent already. Wait a minute; ten an hour are the most.",
    ),
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


class MedcardError(Exception):
    """A refusal. `reason` is told only about the viewer's own record and verified wards."""

    def __init__(self, code: str, reason: str | None = None) -> None:
        super().__init__(code)
        self.code = ErrorCode(code)
        self.reason = reason


def sentence(code: str, language: str) -> str:
    """The sentence of a code or reason."""
    return SENTENCES[code][1 if language == "en" else 0]


def graphql_error(
    code: str,
    language: str,
    *,
    path: list[str | int] | None = None,
    reason: str | None = None,
    detail: str | None = None,
    **extra: Any,
) -> dict[str, Any]:
    """An entry of `errors`. `detail` names a sentence more exact than the code's, and is no reason of policy."""
    extensions: dict[str, Any] = {"code": str(code), **extra}
    if reason is not None:
        extensions["reason"] = reason
    error: dict[str, Any] = {"message": sentence(reason or detail or str(code), language), "extensions": extensions}
    if path is not None:
        error["path"] = path
    return error
