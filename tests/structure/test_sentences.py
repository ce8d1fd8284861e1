"""Whatever a person is refused or told has its sentence, in Russian and in English, and no sentence is told to nobody."""

import ast
import re
from pathlib import Path

import pytest

from backend.errors import SENTENCES, ErrorCode
from backend.models.access_request import AccessRequestState, DecisionReason, RequestEvent, RequestStep
from backend.models.family_claim import FamilyRefusal, FamilyStep, SightedKind
from backend.models.identity import ProfileCheckState
from backend.schema.user_errors import UserErrorCode
from backend.sentences.access_requests import CHECKS, EVENTS, NEXT, REASONS, STATES
from backend.sentences.hidden import HIDDEN, OTHER
from backend.services.access_requests.transitions import DRAFTS

BACKEND = Path(__file__).parents[2] / "backend"
# The endpoint of photos answers these by HTTP; no payload has them.
BY_HTTP = {"services/photo_pictures.py", "services/photos.py", "photo_uploads.py"}
_RAISES = {"Refused", "refuse", "MedcardError", "BadInput", "HttpRefused", "StreamRefused"}
_CODE = re.compile(r"[A-Z]+(_[A-Z]+)+|REQUIRED|TAKEN|CURSOR|CONFLICT|UNAVAILABLE|FORBIDDEN|UNAUTHENTICATED")


def _codes() -> dict[str, set[tuple[str, str]]]:
    """Codes that are raised, each with files and what raises it there."""
    found: dict[str, set[tuple[str, str]]] = {}
    for path in BACKEND.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in _RAISES:
                for inner in (one for given in node.args for one in ast.walk(given)):
                    if (
                        isinstance(inner, ast.Constant)
                        and isinstance(inner.value, str)
                        and _CODE.fullmatch(inner.value)
                    ):
                        found.setdefault(inner.value, set()).add((path.relative_to(BACKEND).as_posix(), name))
    return found


RAISED = _codes()


@pytest.mark.parametrize("code", sorted(RAISED))
def test_every_code_that_is_raised_has_a_sentence_and_a_place_in_payloads(code: str) -> None:
    assert code in SENTENCES
    if any(name in ("Refused", "refuse") and file not in BY_HTTP for file, name in RAISED[code]):
        assert code in UserErrorCode.__members__


@pytest.mark.parametrize("code", sorted({*UserErrorCode.__members__, *ErrorCode.__members__, *RAISED}))
def test_a_refusal_is_a_whole_sentence_in_both_languages(code: str) -> None:
    russian, english = SENTENCES[code]
    assert re.search("[а-яё]", russian) and not re.search("[а-яё]", english)
    assert russian.endswith(".") and english.endswith(".")


def _of(prefix: str) -> set[str]:
    return {name.removeprefix(prefix) for name in SENTENCES if name.startswith(prefix)}


def test_what_is_told_by_a_state_or_a_kind_has_a_sentence_for_each_and_no_other() -> None:
    told = set(AccessRequestState) - DRAFTS - {AccessRequestState.REJECTED}
    # Neither is ever what comes next: who chooses nobody takes the access themselves, and consent comes with the submission.
    steps = set(RequestStep) - {RequestStep.GRANTEE, RequestStep.CONSENT}
    assert {name.removeprefix("STATE_") for name in STATES} == set(AccessRequestState)
    assert {name.removeprefix("EVENT_") for name in EVENTS} == set(RequestEvent)
    assert {name.removeprefix("NEXT_") for name in NEXT} == {*told, *steps, "SUBMIT", "REJECTED", "REJECTED_FOR_GOOD"}
    assert {name.removeprefix("REASON_") for name in REASONS} == set(DecisionReason)
    assert {name.rpartition("_")[0] for name in CHECKS if not name.endswith("NOT_FOUND")} == {
        "CHECK_PASSPORT",
        "CHECK_POLICY",
    }
    assert _of("FAMILY_STEP_") == set(FamilyStep)
    assert _of("FAMILY_REFUSAL_") == set(FamilyRefusal)
    assert _of("ORIGINAL_") == set(SightedKind)
    assert _of("PROFILE_") - {"REQUIRED", "DISAGREES"} == set(ProfileCheckState)


def test_no_sentence_is_told_to_nobody() -> None:
    """One that is neither a refusal's nor made from a state is named somewhere in the code or the database's functions."""
    families = (
        "STATE_",
        "EVENT_",
        "NEXT_",
        "REASON_",
        "CHECK_",
        "FAMILY_STEP_",
        "FAMILY_REFUSAL_",
        "ORIGINAL_",
        "PROFILE_",
    )
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for pattern in ("*.py", "*.sql")
        for path in BACKEND.rglob(pattern)
        if "sentences" not in path.parts and path.name != "user_errors.py"
    )
    named = {name for name in SENTENCES if not name.startswith(families) or name in UserErrorCode.__members__}
    assert {name for name in named if not re.search(rf"\b{name}\b", text)} == set()


@pytest.mark.parametrize(("language", "place"), [("ru", 0), ("en", 1)])
def test_the_page_says_why_a_field_is_hidden_as_copies_of_entries_do(language: str, place: int) -> None:
    words = (BACKEND.parent / f"frontend/src/i18n/{language}.ts").read_text(encoding="utf-8")
    halves: dict[str, list[str]] = {}
    for code, sentence in re.findall(r"'hidden\.([A-Z_]+)\.(?:why|next)':\s*'([^']+)'", words):
        halves.setdefault(code, []).append(sentence)
    assert {code: " ".join(both) for code, both in halves.items()} == {
        code: both[place] for code, both in {**HIDDEN, "OTHER": OTHER}.items()
    }
