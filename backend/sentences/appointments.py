"""Sentences of booking at a clinic: Russian, English."""

APPOINTMENTS: dict[str, tuple[str, str]] = {
    "NO_ATTACHED_CLINIC": (
        "Ваша поликлиника не указана. Прикрепиться можно в самой поликлинике — с паспортом и полисом; после этого запись "
        "откроется здесь.",
        "Your clinic is not known. Register at a clinic itself, with passport and policy; then times can be booked here.",
    ),
    "TIMES_NOT_GIVEN": (
        "Поликлиника не открыла запись через портал. Позвоните в регистратуру.",
        "The clinic does not give its times to the portal. Please call its front desk.",
    ),
    "SLOT_TAKEN": (
        "Это время только что заняли. Выберите другое.",
        "Somebody has just taken this time. Please choose another one.",
    ),
    "TOO_MANY_APPOINTMENTS": (
        "У вас уже десять записей на будущее. Отмените ту, что больше не нужна, и запишитесь снова.",
        "You have ten coming appointments. Cancel one that you need no more, then book again.",
    ),
    "SCHEDULE_UNAVAILABLE": (
        "Расписание поликлиники временно не отвечает. Это не отказ: подождите минуту и нажмите «Записаться» ещё раз.",
        "The clinic's schedule does not answer for now. This is no refusal: wait a minute and book again.",
    ),
    "TIME_HELD": (
        "Поликлиника пока не подтвердила запись. Это не отказ: время придержано за вами на 10 минут — нажмите «Записаться» "
        "ещё раз.",
        "The clinic has not confirmed the booking yet. This is no refusal: the time is kept for you for 10 minutes. Please "
        "book it again.",
    ),
    "APPOINTMENT_OVER": (
        "Это время уже наступило или приём состоялся, отменить его нельзя. Если вы не смогли прийти, запишитесь снова.",
        "This time has come, or the visit took place; it cannot be cancelled. If you could not come, book again.",
    ),
}
