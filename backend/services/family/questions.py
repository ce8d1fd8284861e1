"""What registries are asked about a claim: the child or ward together with who says that it is theirs."""

import datetime as dt

import asyncpg

from backend.models.family_claim import VerificationRoute
from backend.models.registry_check import CheckKind
from backend.services.family.applicants import Applicant
from backend.services.registry_checks import Connection, open_check


async def ask_about(connection: Connection, claim: asyncpg.Record, applicant: Applicant, at: dt.datetime) -> int | None:
    """Puts the question that the claim's route asks for; None for one that goes to an MFC. Shape: a row of the claim.

    Notes on the claim who was asked about: it can come to be verified for that person alone.
    """
    await connection.execute(
        "UPDATE family_claim SET applicant_family_name = $2, applicant_given_name = $3, applicant_patronymic = $4, "
        "applicant_birth_date = $5 WHERE id = $1",
        claim["id"],
        applicant.family_name,
        applicant.given_name,
        applicant.patronymic,
        applicant.birth_date,
    )
    adult = {
        "family_name": applicant.family_name,
        "given_name": applicant.given_name,
        "patronymic": applicant.patronymic,
        "birth_date": applicant.birth_date,
    }
    child = {name: claim[name] for name in ("family_name", "given_name", "patronymic", "birth_date", "sex")}
    match claim["route"]:
        case VerificationRoute.CIVIL_REGISTRY:
            kind = CheckKind.CIVIL_ACT
            question = {"certificate": claim["document_number"], "child": child, "parent": adult}
        case VerificationRoute.SOCIAL_PROTECTION:
            kind = CheckKind.GUARDIANSHIP
            question = {"ward": {**child, "document_number": claim["document_number"]}, "guardian": adult}
        case _:
            return None
    return await open_check(connection, kind, claim["account_id"], question, at, claim_id=claim["id"])


async def drop_question(connection: Connection, claim_id: int) -> None:
    """Asks no more about a claim; its row is locked."""
    await connection.execute(
        "UPDATE registry_check SET state = 'DROPPED', next_try_at = NULL WHERE claim_id = $1 AND state = 'WAITING'",
        claim_id,
    )
