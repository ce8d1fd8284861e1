"""How a request may move (REQ-01, REQ-19): one table a purpose, of rows (from, event, to). What is no row is refused."""

from backend.models.access_request import AccessRequestState, RequestEvent, RequestPurpose

Row = tuple[AccessRequestState, RequestEvent, AccessRequestState]
S, E = AccessRequestState, RequestEvent

GRANT: tuple[Row, ...] = (
    # The applicant fills it in; another phone is confirmed anew.
    (S.DRAFT, E.CONFIRM_PHONE, S.PHONE_CONFIRMED),
    (S.PHONE_CONFIRMED, E.CONFIRM_PHONE, S.PHONE_CONFIRMED),
    (S.PHONE_CONFIRMED, E.SUBMIT, S.SUBMITTED),
    # Registries are asked. One that is out is waited for: only a definite answer rejects (ACC-10).
    (S.SUBMITTED, E.START_CHECKS, S.CHECKING),
    (S.CHECKING, E.REGISTRY_OUT, S.WAITING_EXTERNAL),
    (S.WAITING_EXTERNAL, E.REGISTRY_BACK, S.CHECKING),
    (S.CHECKING, E.CHECK_FAILED, S.REJECTED),
    (S.WAITING_EXTERNAL, E.CHECK_FAILED, S.REJECTED),
    (S.CHECKING, E.CHECKS_PASSED, S.MANUAL_REVIEW),
    # A full account's own record or verified child needs nobody's decision once the policy is known (ACC-02, ACC-03).
    (S.CHECKING, E.CARRY_OUT, S.GRANTED),
    # A registrar decides; whoever was rejected may ask for another look.
    (S.MANUAL_REVIEW, E.TAKE, S.MANUAL_REVIEW),
    (S.MANUAL_REVIEW, E.RELEASE, S.MANUAL_REVIEW),
    (S.MANUAL_REVIEW, E.APPROVE, S.GRANTED),
    (S.MANUAL_REVIEW, E.REJECT, S.REJECTED),
    (S.REJECTED, E.APPEAL, S.MANUAL_REVIEW),
    # Until the decision the applicant may take it back.
    (S.DRAFT, E.WITHDRAW, S.WITHDRAWN),
    (S.PHONE_CONFIRMED, E.WITHDRAW, S.WITHDRAWN),
    (S.CHECKING, E.WITHDRAW, S.WITHDRAWN),
    (S.WAITING_EXTERNAL, E.WITHDRAW, S.WITHDRAWN),
    (S.MANUAL_REVIEW, E.WITHDRAW, S.WITHDRAWN),
    # What becomes of the access that it gave, and of a draft that was left.
    (S.GRANTED, E.CHANGE_ACCESS, S.CHANGED),
    (S.CHANGED, E.CHANGE_ACCESS, S.CHANGED),
    (S.GRANTED, E.CANCEL_ACCESS, S.CANCELLED),
    (S.CHANGED, E.CANCEL_ACCESS, S.CANCELLED),
    (S.GRANTED, E.EXPIRE, S.EXPIRED),
    (S.CHANGED, E.EXPIRE, S.EXPIRED),
    (S.DRAFT, E.EXPIRE, S.EXPIRED),
    (S.PHONE_CONFIRMED, E.EXPIRE, S.EXPIRED),
)

CHANGE: tuple[Row, ...] = (
    # Only a new phone needs a code (REQ-14).
    (S.DRAFT, E.CONFIRM_PHONE, S.PHONE_CONFIRMED),
    (S.PHONE_CONFIRMED, E.CONFIRM_PHONE, S.PHONE_CONFIRMED),
    (S.DRAFT, E.SUBMIT, S.SUBMITTED),
    (S.PHONE_CONFIRMED, E.SUBMIT, S.SUBMITTED),
    # A phone is changed at once, a policy by the registry's answer; the rest a registrar decides.
    (S.SUBMITTED, E.CARRY_OUT, S.CHANGED),
    (S.SUBMITTED, E.START_CHECKS, S.CHECKING),
    (S.CHECKING, E.REGISTRY_OUT, S.WAITING_EXTERNAL),
    (S.WAITING_EXTERNAL, E.REGISTRY_BACK, S.CHECKING),
    (S.CHECKING, E.CHECK_FAILED, S.REJECTED),
    (S.WAITING_EXTERNAL, E.CHECK_FAILED, S.REJECTED),
    (S.CHECKING, E.CARRY_OUT, S.CHANGED),
    (S.CHECKING, E.CHECKS_PASSED, S.MANUAL_REVIEW),
    (S.MANUAL_REVIEW, E.TAKE, S.MANUAL_REVIEW),
    (S.MANUAL_REVIEW, E.RELEASE, S.MANUAL_REVIEW),
    (S.MANUAL_REVIEW, E.APPROVE, S.CHANGED),
    (S.MANUAL_REVIEW, E.REJECT, S.REJECTED),
    (S.REJECTED, E.APPEAL, S.MANUAL_REVIEW),
    (S.DRAFT, E.WITHDRAW, S.WITHDRAWN),
    (S.PHONE_CONFIRMED, E.WITHDRAW, S.WITHDRAWN),
    (S.CHECKING, E.WITHDRAW, S.WITHDRAWN),
    (S.WAITING_EXTERNAL, E.WITHDRAW, S.WITHDRAWN),
    (S.MANUAL_REVIEW, E.WITHDRAW, S.WITHDRAWN),
    (S.DRAFT, E.EXPIRE, S.EXPIRED),
    (S.PHONE_CONFIRMED, E.EXPIRE, S.EXPIRED),
)

CANCEL: tuple[Row, ...] = (
    # Nothing is checked and nobody is asked: the access ends with the submission (REQ-15).
    (S.DRAFT, E.SUBMIT, S.SUBMITTED),
    (S.SUBMITTED, E.CARRY_OUT, S.CANCELLED),
    (S.DRAFT, E.WITHDRAW, S.WITHDRAWN),
    (S.DRAFT, E.EXPIRE, S.EXPIRED),
)

TABLES: dict[RequestPurpose, tuple[Row, ...]] = {
    RequestPurpose.GRANT: GRANT,
    RequestPurpose.CHANGE: CHANGE,
    RequestPurpose.CANCEL: CANCEL,
}

_NEXT = {(purpose, before, event): after for purpose, rows in TABLES.items() for before, event, after in rows}


def after(purpose: RequestPurpose, state: AccessRequestState, event: RequestEvent) -> AccessRequestState | None:
    """The state that the event leads to; None where the table has no such row."""
    return _NEXT.get((purpose, state, event))


# States in which nothing is expected of anybody any more.
ENDED = frozenset({S.GRANTED, S.REJECTED, S.CHANGED, S.CANCELLED, S.WITHDRAWN, S.EXPIRED})
DRAFTS = frozenset({S.DRAFT, S.PHONE_CONFIRMED})
UNDER_WAY = frozenset({S.SUBMITTED, S.CHECKING, S.WAITING_EXTERNAL, S.MANUAL_REVIEW})
