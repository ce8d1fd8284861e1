"""Refusals: a code, a reason where one may be told, and a sentence that says why and what to do next."""

from enum import StrEnum
from typing import Any

from backend.sentences.access import ACCESS
from backend.sentences.access_requests import ACCESS_REQUESTS
from backend.sentences.accounts import ACCOUNTS
from backend.sentences.appointments import APPOINTMENTS
from backend.sentences.complaints import COMPLAINTS
from backend.sentences.diary import DIARY
from backend.sentences.doctors import DOCTORS
from backend.sentences.doctors_write import DOCTORS_WRITE
from backend.sentences.exports import EXPORT_REFUSALS
from backend.sentences.factors import FACTORS
from backend.sentences.family import FAMILY
from backend.sentences.forms import FORMS
from backend.sentences.general import GENERAL
from backend.sentences.hiding import HIDING
from backend.sentences.merging import MERGING
from backend.sentences.misplaced import MISPLACED
from backend.sentences.officers import OFFICERS
from backend.sentences.paper import PAPER
from backend.sentences.personal_data import PERSONAL_DATA
from backend.sentences.profile import PROFILE
from backend.sentences.providers import PROVIDERS
from backend.sentences.record_keeping import RECORD_KEEPING
from backend.sentences.requests import REQUESTS
from backend.sentences.shapes import SHAPES
from backend.sentences.share_links import SHARE_LINKS


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
    **GENERAL,
    **ACCESS,
    **ACCESS_REQUESTS,
    **ACCOUNTS,
    **APPOINTMENTS,
    **COMPLAINTS,
    **FACTORS,
    **FAMILY,
    **FORMS,
    **PROVIDERS,
    **PROFILE,
    **PERSONAL_DATA,
    **PAPER,
    **REQUESTS,
    **OFFICERS,
    **MERGING,
    **MISPLACED,
    **RECORD_KEEPING,
    **HIDING,
    **DIARY,
    **DOCTORS,
    **EXPORT_REFUSALS,
    **DOCTORS_WRITE,
    **SHARE_LINKS,
}


class MedcardError(Exception):
    """A refusal. `reason` is told only about the viewer's own record and verified wards.

    `detail` names a sentence more exact than the code's, and tells nothing of what is there.
    """

    def __init__(self, code: str, reason: str | None = None, detail: str | None = None) -> None:
        super().__init__(code)
        self.code = ErrorCode(code)
        self.reason, self.detail = reason, detail


def sentence(code: str, language: str) -> str:
    """The sentence of a code or reason."""
    return SENTENCES[code][1 if language == "en" else 0]


def sentence_at(code: str, field: list[str] | None, language: str) -> str:
    """The sentence of a code at a field: where the shape is wrong, what shape the field has."""
    shape = SHAPES.get(field[-1]) if code == "WRONG_FORMAT" and field else None
    return shape[1 if language == "en" else 0] if shape else sentence(code, language)


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
