"""PAP-03: there is no way out of the record, and no hiding from clinicians (policy.md, Conditions)."""

import datetime as dt
import re

from backend.graphql_schema import graphql_schema
from backend.policy.rows import Mask, RowPolicy
from backend.policy.standing import DOCTORS, Standing

_OUT = re.compile(r"opt_?out|(refuse|decline|delete|remove|erase|close|disable)\w*(record|card)\b", re.IGNORECASE)
_FROM_CLINICIANS = re.compile(r"(hide|block|restrict|exclude)\w*(doctor|clinic|practitioner)", re.IGNORECASE)


def test_no_mutation_opts_out_or_hides_from_clinicians() -> None:
    """PAP-03: a schema test. `from` a clinician nothing can be hidden: no input of a hiding mutation names one."""
    schema = graphql_schema()[0]._schema
    assert schema.mutation_type is not None
    fields = schema.mutation_type.fields
    assert len(fields) > 50
    assert [name for name in fields if _OUT.search(name) or _FROM_CLINICIANS.search(name)] == []
    for name, field in fields.items():
        if re.match(r"(hide|share|unshare|show)", name):
            named = [str(part) for argument in field.args.values() for part in getattr(argument.type, "of_type").fields]  # noqa: B009
            assert not any(re.search(r"doctor|practitioner|clinic", each, re.IGNORECASE) for each in named), name


def test_no_standing_of_a_patient_hides_a_row_from_a_doctor() -> None:
    """PAP-03: what a patient hides is hidden from representatives of a teenager alone, with TEEN_HIDE on as well."""
    policy = RowPolicy(True, True, dict.fromkeys(range(1, 16), dt.date(2020, 1, 1)))
    hides = [standing for standing in Standing if policy.hidden(standing) & Mask.HIDDEN_BY_PATIENT]
    assert hides == [Standing.PARENT_OF_TEEN, Standing.TRUSTEE_OF_TEEN]
    assert not any(standing & DOCTORS for standing in hides)
