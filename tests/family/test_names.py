"""Names as they are written and compared, and the list of originals that follows (REP-04)."""

import pytest

from backend.models.family_claim import SightedKind
from backend.models.vocabulary import IdentifierKind, RepresentationKind
from backend.services.family.next_steps import names_differ, originals
from backend.services.person_names import NotAName, alike, same_family, written


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Соколова", "Соколов", True),
        ("СОКОЛОВА", "соколов", True),
        ("Фёдорова", "Федоров", True),
        ("Достоевская", "Достоевский", True),
        ("Толстая", "Толстой", True),
        ("Птицына", "Птицын", True),
        ("Ким", "Ким", True),
        ("Римская-Корсакова", "Римский-Корсаков", True),
        ("Соколова", "Волков", False),
        ("Соколова-Ким", "Соколов", False),
        ("Иванова", "Иваненко", False),
    ],
)
def test_surnames_of_one_family_differ_by_sex_alone(one: str, other: str, same: bool) -> None:
    assert same_family(one, other) is same
    assert same_family(other, one) is same


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Анна   Мария ", "Анна Мария"),
        ("Салтыков-Щедрин", "Салтыков-Щедрин"),
        ("д'Артаньян", "д'Артаньян"),
        ("Мамед оглы", "Мамед оглы"),
        ("José", "José"),
        ("Jose\u0301", "José"),
    ],
)
def test_a_name_is_stored_composed_and_folded(typed: str, stored: str) -> None:
    assert written(typed) == stored


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "К1ра", "-Анна", "Анна-", "A\x00b", "<b>", "Анна\u202eаннА", "Я" * 101, "👶", "Иванов²", "Ⅷ", "Ａнна"],
)
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(NotAName):
        written(typed)


def test_names_are_compared_as_registries_compare_them() -> None:
    assert alike("АЛЁНА", "Алена")
    assert alike(None, "")
    assert not alike("Алёна", None)


PARENT, GUARDIAN = RepresentationKind.PARENT, RepresentationKind.GUARDIAN
RUSSIAN, FOREIGN = IdentifierKind.BIRTH_CERTIFICATE, IdentifierKind.FOREIGN_DOCUMENT
OWN, BIRTH, ABROAD, NAMES, ACT = (
    SightedKind.IDENTITY_DOCUMENT,
    SightedKind.BIRTH_CERTIFICATE,
    SightedKind.FOREIGN_BIRTH_DOCUMENT,
    SightedKind.NAME_CHANGE_DOCUMENT,
    SightedKind.GUARDIANSHIP_ACT,
)


@pytest.mark.parametrize(
    ("kind", "document", "applicant", "child", "wanted"),
    [
        (PARENT, RUSSIAN, "Соколов", "Соколова", [OWN, BIRTH]),
        (PARENT, RUSSIAN, "Волков", "Соколова", [OWN, BIRTH, NAMES]),
        (PARENT, FOREIGN, "Соколов", "Соколова", [OWN, ABROAD]),
        (PARENT, FOREIGN, "Волков", "Соколова", [OWN, ABROAD, NAMES]),
        (GUARDIAN, RUSSIAN, "Волков", "Соколова", [OWN, ACT]),
        (GUARDIAN, FOREIGN, "Волков", "Соколова", [OWN, ACT]),
    ],
)
def test_a_document_about_a_change_of_names_is_wanted_only_where_names_differ(
    kind: RepresentationKind, document: IdentifierKind, applicant: str, child: str, wanted: list[SightedKind]
) -> None:
    assert originals(kind, document, differ=names_differ(applicant, child)) == wanted
