"""Why a field is hidden, and what to do: Russian, English. The codes are those of redactions (policy.md).

The page carries them in two halves (frontend/src/i18n); a test holds both equal.
"""

HIDDEN: dict[str, tuple[str, str]] = {
    "DOCTORS_ONLY": (
        "Эту часть видят только врачи. Спросите о ней на приёме.",
        "Only doctors see this part. Ask about it at a visit.",
    ),
    "AUTHOR_ONLY": (
        "Личные заметки видит только врач, который их сделал. Если нужно, спросите его на приёме.",
        "Private notes are seen only by the doctor who made them. If you need to, ask that doctor at a visit.",
    ),
    "WITH_THE_TEENAGER": (
        "С 15 лет это видят только сам подросток и врачи. Спросите его или лечащего врача.",
        "From the age of 15 only the teenager and doctors see this. Ask the teenager or the treating doctor.",
    ),
    "PATIENT_ONLY": (
        "Это видит только сам пациент. Если сведения нужны, спросите его.",
        "Only the patient sees this. If you need it, ask the patient.",
    ),
    "NOT_IN_EMERGENCY": (
        "При экстренном доступе это не показывается. Если сведения нужны, обратитесь в регистратуру.",
        "This is not shown under emergency access. If you need it, ask the reception.",
    ),
}
OTHER = (
    "Вам эта часть не показывается. О ней можно спросить лечащего врача.",
    "This part is not shown to you. You can ask the treating doctor about it.",
)
