"""How a family claim may move (REP-06): rows of (from, event, to). What is no row is refused."""

from enum import StrEnum

from backend.models.family_claim import FamilyClaimState as S


class ClaimEvent(StrEnum):
    """What happens to a claim."""

    REGISTRY_OUT = "REGISTRY_OUT"
    REGISTRY_BACK = "REGISTRY_BACK"
    MATCHED = "MATCHED"
    NOT_CONFIRMED = "NOT_CONFIRMED"
    CHANGE_ONLINE = "CHANGE_ONLINE"
    CHANGE_FOR_MFC = "CHANGE_FOR_MFC"
    CONFIRM = "CONFIRM"
    REFUSE = "REFUSE"
    WITHDRAW = "WITHDRAW"
    ASK_ANEW = "ASK_ANEW"
    GO_ANEW = "GO_ANEW"
    END = "END"
    GIVE_BACK = "GIVE_BACK"


E = ClaimEvent

CLAIM: tuple[tuple[S, ClaimEvent, S], ...] = (
    # A registry is asked. One that is out is waited for (ACC-10); all that it does not confirm looks alike.
    (S.CHECKING, E.REGISTRY_OUT, S.UNAVAILABLE),
    (S.UNAVAILABLE, E.REGISTRY_BACK, S.CHECKING),
    (S.CHECKING, E.MATCHED, S.VERIFIED),
    (S.UNAVAILABLE, E.MATCHED, S.VERIFIED),
    (S.CHECKING, E.NOT_CONFIRMED, S.GO_TO_MFC),
    (S.UNAVAILABLE, E.NOT_CONFIRMED, S.GO_TO_MFC),
    # The applicant corrects what was entered, until it is verified.
    (S.CHECKING, E.CHANGE_ONLINE, S.CHECKING),
    (S.UNAVAILABLE, E.CHANGE_ONLINE, S.CHECKING),
    (S.GO_TO_MFC, E.CHANGE_ONLINE, S.CHECKING),
    (S.REFUSED, E.CHANGE_ONLINE, S.CHECKING),
    (S.CHECKING, E.CHANGE_FOR_MFC, S.GO_TO_MFC),
    (S.UNAVAILABLE, E.CHANGE_FOR_MFC, S.GO_TO_MFC),
    (S.GO_TO_MFC, E.CHANGE_FOR_MFC, S.GO_TO_MFC),
    (S.REFUSED, E.CHANGE_FOR_MFC, S.GO_TO_MFC),
    # An officer of an MFC has the originals in hand (REP-03).
    (S.CHECKING, E.CONFIRM, S.VERIFIED),
    (S.UNAVAILABLE, E.CONFIRM, S.VERIFIED),
    (S.GO_TO_MFC, E.CONFIRM, S.VERIFIED),
    (S.CHECKING, E.REFUSE, S.REFUSED),
    (S.UNAVAILABLE, E.REFUSE, S.REFUSED),
    (S.GO_TO_MFC, E.REFUSE, S.REFUSED),
    # The applicant takes somebody out of the list, and with a verified one the access that came of it.
    (S.CHECKING, E.WITHDRAW, S.WITHDRAWN),
    (S.UNAVAILABLE, E.WITHDRAW, S.WITHDRAWN),
    (S.GO_TO_MFC, E.WITHDRAW, S.WITHDRAWN),
    (S.REFUSED, E.WITHDRAW, S.WITHDRAWN),
    (S.VERIFIED, E.WITHDRAW, S.WITHDRAWN),
    # It was verified for other names than those of the person whom the account turned out to be.
    (S.VERIFIED, E.ASK_ANEW, S.CHECKING),
    (S.VERIFIED, E.GO_ANEW, S.GO_TO_MFC),
    # A court has ended the rights; no reason is told.
    (S.VERIFIED, E.END, S.ENDED),
    # Two records that were taken for one person's are two again: what the merge ended stands as before.
    (S.ENDED, E.GIVE_BACK, S.VERIFIED),
)

_NEXT = {(before, event): after for before, event, after in CLAIM}


def after(state: S, event: ClaimEvent) -> S | None:
    """The state that the event leads to; None where it is refused."""
    return _NEXT.get((state, event))
