"""Two people beside each other, as registrars see them: who they are, and what of them agrees."""

from backend.schema import record_merges as shown
from backend.services.officers.merge_views import Evidence, MergePerson


def person(seen: MergePerson) -> shown.MergePerson:
    return shown.MergePerson(
        display_name=seen.display_name,
        birth_date=seen.birth_date,
        sex=seen.sex,
        has_account=seen.has_account,
    )


def evidence(found: Evidence) -> shown.MergeEvidence:
    return shown.MergeEvidence(
        agrees=list(found.agrees),
        differs=list(found.differs),
        birth_date_agrees=found.birth_date_agrees,
        names_agree=found.names_agree,
        enough=found.enough,
    )
