"""A certificate of the services that insurance paid for in a period, as PDF (SVC-04).

The address carries no authority: the session, the entered code, standings and row rules are looked at for each download.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from starlette.datastructures import QueryParams
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from backend.errors import graphql_error
from backend.exchange.pdf.render import Frame, render
from backend.http import GraphQLEndpoint
from backend.reads.reader import Asking, Reader
from backend.reads.service_list import OPERATION, Services, services_of
from backend.rendition import Rendition

_STATUS = {"UNAUTHENTICATED": 401, "STEP_UP_REQUIRED": 401, "BAD_USER_INPUT": 400}
_ITEMS = ("date", "organization", "region", "careKind", "careConditions", "serviceName", "cost")
_WORDS = {
    "ru": {
        "title": "Справка об услугах, оплаченных по ОМС",
        "from": "Услуги с {day}.",
        "to": "Услуги по {day}.",
        "between": "Услуги с {from} по {to}.",
        "ever": "Услуги за всё время.",
        "none": "За это время услуг нет.",
        "services": "Услуги",
        "total": "Всего: {sum}.",
        "count": "Число услуг: {n}.",
        "cut": "Показано не всё: выберите период короче.",
        "organization": "Электронная медицинская карта",
        "advice": "Если какой-то услуги не было, сообщите об этом в приложении: «Сообщить об ошибке» у этой услуги.",
    },
    "en": {
        "title": "Certificate of insured services",
        "from": "Services from {day}.",
        "to": "Services until {day}.",
        "between": "Services from {from} until {to}.",
        "ever": "Services of all time.",
        "none": "There are no services in this time.",
        "services": "Services",
        "total": "In all: {sum}.",
        "count": "Number of services: {n}.",
        "cut": "Not everything is shown: choose a shorter period.",
        "organization": "Electronic medical record",
        "advice": "If a service never happened, say so in the app: “Report an error” beside that service.",
    },
}


class ServiceCertificate:
    """The ASGI endpoint at `/certificates/services/<patient id>?from=…&to=…`."""

    def __init__(self, endpoint: GraphQLEndpoint, reader: Reader, clock: Callable[[], dt.datetime]) -> None:
        self._endpoint, self._reader, self._clock = endpoint, reader, clock
        self._copies = {language: Rendition(reader.model, language) for language in _WORDS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = self._endpoint.caller_of(scope)
        asked = QueryParams(scope["query_string"])
        language = asked.get("language", "")
        language = language if language in _WORDS else ("en" if caller.language == "en" else "ru")
        at = self._clock()
        try:
            period = (_day(asked.get("from")), _day(asked.get("to")))
        except ValueError:
            await self._refused("BAD_USER_INPUT", language, scope, receive, send)
            return
        asking = Asking(caller.token, at, caller.request_id, language, OPERATION)
        found = await services_of(self._reader, scope["path_params"]["patient"], period, asking)
        if not isinstance(found, Services):
            await self._refused(found.code, language, scope, receive, send)
            return
        content = await render("document", self._data(found, period, language, at))
        headers = {"Content-Disposition": 'attachment; filename="medcard.pdf"', **_HEADERS}
        await Response(content, media_type="application/pdf", headers=headers)(scope, receive, send)

    async def _refused(self, code: str, language: str, scope: Scope, receive: Receive, send: Send) -> None:
        body = {"errors": [graphql_error(code, language)]}
        await JSONResponse(body, _STATUS.get(code, 403), headers=_HEADERS)(scope, receive, send)

    def _data(
        self, found: Services, period: tuple[dt.date | None, dt.date | None], language: str, at: dt.datetime
    ) -> dict[str, Any]:
        words = _WORDS[language]
        parts = [
            {
                "title": f"{place}. {node['serviceName'] or node['title'] or ''}",
                "items": list(self._items(node, language)),
            }
            for place, node in enumerate(found.nodes, 1)
        ]
        closing = [words["count"].format(n=len(parts)), *(words["total"].format(sum=sum_) for sum_ in _totals(found))]
        return {
            **Frame(words["title"], found.patient, at, words["organization"], language).data(),
            "lead": [_told(period, words), *([] if parts else [words["none"]])],
            "sections": [{"title": words["services"], "parts": parts}] if parts else [],
            "closing": [*(closing if parts else []), *([] if found.whole else [words["cut"]]), words["advice"]],
        }

    def _items(self, node: Mapping[str, Any], language: str) -> Iterator[dict[str, str]]:
        """The seven of SVC-02; what is not known is a dash."""
        copy, fields = self._copies[language], self._reader.model.fields["RenderedService"]
        for name in _ITEMS:
            value = node[name]
            if name == "organization":
                said = value["name"] if value else None
            elif name == "cost":
                said = _sum(value, node["currency"]) if value is not None else None
            else:
                said = copy.word(_named(fields[name].definition.type), value) if value is not None else None
            yield {"label": copy.label("RenderedService", name), "value": said or "—"}


_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


def _named(type_: Any) -> Any:
    return getattr(type_, "of_type", type_)


def _day(text: str | None) -> dt.date | None:
    """A day of the address. Raises ValueError."""
    return dt.date.fromisoformat(text) if text else None


def _told(period: tuple[dt.date | None, dt.date | None], words: Mapping[str, str]) -> str:
    first, last = (f"{day:%d.%m.%Y}" if day else None for day in period)
    if first and last:
        return words["between"].replace("{from}", first).replace("{to}", last)
    if first or last:
        return words["from" if first else "to"].format(day=first or last)
    return words["ever"]


def _totals(found: Services) -> Iterator[str]:
    """The sum of each currency."""
    sums: dict[str, Decimal] = {}
    for node in found.nodes:
        if node["cost"] is not None:
            sums[node["currency"]] = sums.get(node["currency"], Decimal()) + Decimal(str(node["cost"]))
    for currency, total in sums.items():
        yield _sum(total, currency)


def _sum(value: float | Decimal, currency: str) -> str:
    figure = f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",")
    return f"{figure}\u00a0{'₽' if currency == 'RUB' else currency}"
