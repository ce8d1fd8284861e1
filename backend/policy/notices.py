"""Constant notices: what a standing may be missing in a list, said whether or not there is anything to miss."""

from dataclasses import dataclass

from backend.models.vocabulary import LAST_SECTION, Kind
from backend.policy.hiding import HIDEABLE
from backend.policy.rows import NEVER_SENSITIVE, RowPolicy
from backend.policy.standing import EVERYONE, PORTAL, TEEN_REPRESENTATIVES, Standing

_NEVER_SENSITIVE = {*NEVER_SENSITIVE, Kind.CHILD_DATA}

SENTENCES = {
    "SECTION_NOT_FOR_STANDING": (
        "Этот раздел не открыт для вашего права доступа. Если он нужен, обратитесь к пациенту или в клинику.",
        "This section is not open to your kind of access. If you need it, ask the patient or the clinic.",
    ),
    "SENSITIVE_WITH_DOCTOR": (
        "Некоторые записи подростка видны только ему и врачу. Спросите ребёнка или лечащего врача.",
        "Some of a teenager's entries are for the teenager and the doctor alone. Ask your child or the doctor.",
    ),
    "RELEASED_BY_DOCTOR": (
        "Некоторые результаты появляются после беседы с врачом. Если результата нет, спросите лечащего врача.",
        "Some results appear after a talk with the doctor. If one is missing, ask the treating doctor.",
    ),
    "HIDDEN_BY_PATIENT": (
        "Подросток может скрыть от представителей отдельные записи. Спросите его самого.",
        "A teenager may hide single entries from representatives. Ask the teenager.",
    ),
    "REASON_REQUIRED": (
        "Записи с ограниченным доступом показаны врачу, только когда он назвал причину, а особо закрытые — ещё и врачу их специальности.",
        "A doctor is shown restricted entries after stating a reason, and very restricted ones in the matching specialty only.",
    ),
    "SECTION_STARTS": (
        "Показаны записи с даты, с которой раздел ведётся на портале. Более ранние есть в клинике.",
        "Entries are shown from the date on which the portal has kept this section. Ask the clinic for earlier ones.",
    ),
    "OWN_ACTS_ONLY": (
        "Показаны только ваши обращения к карте. Весь журнал видит сам пациент.",
        "Only your own visits to the record are shown. The patient sees the whole log.",
    ),
}


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A notice for viewers all of whose standings are in `standings`."""

    code: str
    standings: Standing


def entry_notices(kind: Kind | None, policy: RowPolicy) -> list[NoticeRule]:
    """The notices of a list of entries of a kind, or of the timeline (None), in the order they are shown.

    That a whole section is closed is not among them: it depends on a teenager's shares, so the read asks the
    standings themselves.
    """
    rules = []
    if policy.sensitive_teen and kind not in _NEVER_SENSITIVE:
        rules.append(NoticeRule("SENSITIVE_WITH_DOCTOR", TEEN_REPRESENTATIVES))
    if policy.teen_hide and (kind is None or kind in HIDEABLE):
        rules.append(NoticeRule("HIDDEN_BY_PATIENT", TEEN_REPRESENTATIVES))
    if kind == Kind.LAB_REPORTS:
        rules.append(NoticeRule("RELEASED_BY_DOCTOR", PORTAL))
    if kind is None or kind != Kind.PRIVATE_NOTE:
        rules.append(NoticeRule("REASON_REQUIRED", Standing.TREATING_DOCTOR))
    if kind is not None and kind <= LAST_SECTION and policy.section_starts.get(kind):
        rules.append(NoticeRule("SECTION_STARTS", PORTAL))
    return rules


FULL_LOG = (
    Standing.SELF_TEEN | Standing.SELF_ADULT | Standing.PARENT_OF_CHILD | Standing.GUARDIAN | Standing.TRUSTEE_OF_CHILD
)
LOG_NOTICES = [NoticeRule("OWN_ACTS_ONLY", EVERYONE & ~FULL_LOG)]
