"""What a provider on the allow-list states of a person, as the service stores it."""

import datetime as dt

from backend.models.identifiers import IdentifierError, snils
from backend.models.vocabulary import Sex
from backend.registries.identity_provider import ProvenIdentity
from backend.registries.provider_settings import ProviderSettings
from backend.services.identity_binding import Identity
from backend.services.person_names import NotAName, written

_SEXES = {"m": Sex.MALE, "male": Sex.MALE, "f": Sex.FEMALE, "female": Sex.FEMALE}
_DATES = ("%Y-%m-%d", "%d.%m.%Y")


def vouched(provider: ProviderSettings, proven: ProvenIdentity) -> Identity | None:
    """The identity that the provider vouches for; None where it is on no allow-list, has not seen the person, or lacks a claim."""
    if not (provider.verified and proven.full):
        return None
    birth_date, sex = _date(proven.birth_date), _SEXES.get((proven.sex or "").lower())
    if birth_date is None or sex is None or not (proven.snils and proven.family_name and proven.given_name):
        return None
    try:
        return Identity(
            written(proven.family_name),
            written(proven.given_name),
            written(proven.patronymic) if proven.patronymic else None,
            birth_date,
            sex,
            snils(proven.snils),
        )
    except (IdentifierError, NotAName):
        return None


def _date(text: str | None) -> dt.date | None:
    for form in _DATES:
        try:
            return dt.datetime.strptime(text or "", form).date()
        except ValueError:
            continue
    return None
