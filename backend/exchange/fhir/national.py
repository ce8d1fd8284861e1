"""National identifiers of a Patient: read from `identifier` by its system, normalised and checked (identifiers.md)."""

from collections.abc import Callable

from backend.exchange.fhir.resource import JSON
from backend.models.identifiers import IdentifierError, birth_certificate, enp, passport, snils
from backend.models.vocabulary import IdentifierKind

# OIDs of the federal register and of the exchange services in use, with and without `urn:oid:`.
SYSTEMS: dict[str, IdentifierKind] = {
    "1.2.643.100.3": IdentifierKind.SNILS,
    "1.2.643.2.69.1.1.1.6.223": IdentifierKind.SNILS,
    "1.2.643.5.1.13.2.7.100.10": IdentifierKind.ENP,
    "1.2.643.2.69.1.1.1.6.228": IdentifierKind.ENP,
    "1.2.643.2.69.1.1.1.6.14": IdentifierKind.PASSPORT,
    "1.2.643.2.69.1.1.1.6.3": IdentifierKind.BIRTH_CERTIFICATE,
}
_NORMALISE: dict[IdentifierKind, Callable[[str], str]] = {
    IdentifierKind.SNILS: snils,
    IdentifierKind.ENP: lambda text: enp(text).value,
    IdentifierKind.PASSPORT: passport,
    IdentifierKind.BIRTH_CERTIFICATE: birth_certificate,
}
National = tuple[IdentifierKind, str]


def national_identifiers(patient: JSON) -> list[National]:
    """Well-formed identifiers, the first of each kind; others stay in the resource as it came."""
    found: dict[IdentifierKind, str] = {}
    for identifier in patient.get("identifier", []):
        if identifier.get("use") == "old":
            continue
        kind = SYSTEMS.get(str(identifier.get("system") or "").removeprefix("urn:oid:"))
        if kind is not None and kind not in found and isinstance(identifier.get("value"), str):
            try:
                found[kind] = _NORMALISE[kind](identifier["value"])
            except IdentifierError:
                continue
    return list(found.items())
