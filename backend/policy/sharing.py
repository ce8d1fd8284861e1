"""On what ground a share link lives: the standing of its creator, held since before the link was made."""

from backend.policy.standing import SHARERS


def sharing_standing(standing: str, patient: str, made_at: str) -> str:
    """SQL over a row of `standings()`: one that came after the link, however alike, is another and does not carry it."""
    return f"{standing}.patient_id = {patient} AND {standing}.standing & {int(SHARERS)} <> 0 AND {standing}.since <= {made_at}"
