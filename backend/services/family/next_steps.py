"""What the applicant does next about a claim, and which originals go to the MFC (REP-04, REP-09)."""

from backend.models.family_claim import FamilyClaimState, FamilyStep, SightedKind
from backend.models.vocabulary import IdentifierKind, RepresentationKind
from backend.services.person_names import same_family

_STEPS = {
    FamilyClaimState.CHECKING: FamilyStep.WAIT,
    FamilyClaimState.UNAVAILABLE: FamilyStep.TRY_LATER,
    FamilyClaimState.GO_TO_MFC: FamilyStep.GO_TO_MFC,
    FamilyClaimState.REFUSED: FamilyStep.CORRECT,
    FamilyClaimState.ENDED: FamilyStep.ASK_IN_PERSON,
}


def next_step(state: FamilyClaimState, *, grown_up: bool, lapsed: bool, record_open: bool) -> FamilyStep:
    """`grown_up`: 18 or older. `lapsed`: the verified link holds no longer. `record_open`: the applicant reads the record."""
    if grown_up:
        return FamilyStep.GROWN_UP
    if lapsed:
        return FamilyStep.ASK_IN_PERSON
    return _STEPS.get(state, FamilyStep.OPEN_RECORD if record_open else FamilyStep.REQUEST_ACCESS)


def names_differ(applicant_family_name: str | None, child_family_name: str) -> bool:
    """Whether a document about a change of names is wanted: told from what was entered, never from a registry."""
    return applicant_family_name is not None and not same_family(applicant_family_name, child_family_name)


def originals(kind: RepresentationKind, document: IdentifierKind, *, differ: bool) -> list[SightedKind]:
    """What an MFC wants to see: the list of requirements.md (X6). A ward bears another name as a rule."""
    if kind is RepresentationKind.GUARDIAN:
        return [SightedKind.IDENTITY_DOCUMENT, SightedKind.GUARDIANSHIP_ACT]
    russian = document is IdentifierKind.BIRTH_CERTIFICATE
    birth = SightedKind.BIRTH_CERTIFICATE if russian else SightedKind.FOREIGN_BIRTH_DOCUMENT
    return [SightedKind.IDENTITY_DOCUMENT, birth, *([SightedKind.NAME_CHANGE_DOCUMENT] if differ else [])]
