"""Organization, Practitioner, PractitionerRole: who did it."""

from collections.abc import Mapping

from backend.exchange.fhir.codes import clean, main_code, text_of
from backend.exchange.fhir.draft import Columns, Draft, Party
from backend.exchange.fhir.own_fields import PARTY, read
from backend.exchange.fhir.resource import JSON, Resource

# Fields of our own extension, each with its column; what names a clinic in a register stays out (not_taken.py).
OF_PLACE = {
    "name": "name",
    "shortName": "short_name",
    "licence": "licence",
    "region": "region",
    "address": "address",
    "phone": "phone",
}
OF_DOCTOR = {"fullName": "full_name", "position": "position", "specialty": "specialty"}


def human_name(data: object) -> tuple[str, str, str | None]:
    """Family name, given name and the rest (a patronymic, in Russian data) of the best name."""
    names = [name for name in data if isinstance(name, dict)] if isinstance(data, list) else []
    best = next(
        (name for name in names if name.get("use") == "official"), next((n for n in names if n.get("use") != "old"), {})
    )
    given = [text for text in (clean(part) for part in best.get("given", [])) if text]
    family = clean(best.get("family")) or ("" if given else clean(best.get("text")) or "")
    return family, given[0] if given else "", " ".join(given[1:]) or None


def map_parties(draft: Draft) -> None:
    roles: dict[str, Resource] = {}
    for role in draft.of("PractitionerRole"):
        whose = draft.resolve(role, role.data.get("practitioner"), "Practitioner")
        if whose is not None:
            roles.setdefault(whose.id, role)
            draft.roles[role.key] = whose.key
    for resource in draft.of("Organization"):
        name = clean(resource.data.get("name")) or text_of(resource.data.get("type"))
        if name is None:
            draft.keep_aside(resource, "the organization has no name")
        else:
            columns = {"name": name, "address": _address(resource.data.get("address"))}
            draft.parties[resource.key] = Party(resource.key, columns | own_texts(resource.data, OF_PLACE))
    for resource in draft.of("Practitioner"):
        family, given, rest = human_name(resource.data.get("name"))
        full = " ".join(filter(None, (family, given, rest)))
        if not full:
            draft.keep_aside(resource, "the practitioner has no name")
        else:
            columns = {"full_name": full, **_work(roles.get(resource.id))}
            draft.parties[resource.key] = Party(resource.key, columns | own_texts(resource.data, OF_DOCTOR))


def own_texts(data: JSON, names: Mapping[str, str]) -> Columns:
    """Columns of the texts that an export of ours says of a party besides FHIR's elements."""
    own = read(data, PARTY) or {}
    return {column: own[name][0] for name, column in names.items() if isinstance(own.get(name, [None])[0], str)}


def _work(role: Resource | None) -> Columns:
    if role is None:
        return {}
    specialty = role.data.get("specialty")
    code = main_code(specialty).code
    return {
        "position": text_of(role.data.get("code")),
        "specialty": text_of(specialty),
        "specialty_code": code[:32] if code else None,
    }


def _address(addresses: object) -> str | None:
    return address_text(addresses[0]) if isinstance(addresses, list) and addresses else None


def address_text(address: object) -> str | None:
    """An address in one line."""
    if not isinstance(address, dict):
        return None
    lines = [*address.get("line", []), address.get("city"), address.get("state"), address.get("postalCode")]
    return clean(address.get("text")) or ", ".join(str(line) for line in lines if line) or None
