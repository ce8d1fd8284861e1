"""Sentences of complaints to the insurer: Russian, English."""

COMPLAINTS: dict[str, tuple[str, str]] = {
    "COMPLAINT_TEXT": (
        "Напишите несколько слов: от 10 до 2000 знаков.",
        "Write a few words: from 10 to 2000 characters.",
    ),
    "NOT_DISPUTABLE": (
        "Эту запись сделали вы или ваша семья. Её можно исправить самим: откройте запись и нажмите «Изменить».",
        "You or your family wrote this entry. You can correct it yourselves: open the entry and change it.",
    ),
    "CLINIC_UNKNOWN": (
        "В записи не указана клиника, и спросить некого. Обратитесь в свою страховую по телефону с полиса.",
        "The entry names no clinic, so there is nobody to ask. Call your insurer by the number on your policy.",
    ),
    "INSURER_UNKNOWN": (
        "Неизвестно, какая страховая выдала полис, который действовал в этот день. Узнайте её в территориальном фонде ОМС "
        "вашего региона и подайте жалобу туда.",
        "It is not known which insurer issued the policy in force on that day. Ask the regional fund of compulsory "
        "insurance, and complain there.",
    ),
    "COMPLAINT_UNDER_WAY": (
        "Ваша жалоба на эту запись уже рассматривается. Следите за ней в разделе «Жалобы».",
        "Your complaint about this entry is under way already. Follow it under Complaints.",
    ),
    "ATTACHMENT_UNREADABLE": (
        "Приложить можно только то, что вы сами видите сейчас, не больше 10 записей. Уберите лишнее и отправьте снова.",
        "Only what you see yourself now can be attached, 10 entries at most. Take off the rest and send it again.",
    ),
    "CORRECTION_EMPTY": (
        "Укажите, что исправить, или отметьте, что запись ошибочна целиком, — одно из двух.",
        "Say what to put right, or that the whole entry is wrong: one of the two.",
    ),
    "CORRECTION_WRONG": (
        "Такого значения быть не может. Проверьте его: даты — не в будущем, суммы — числами.",
        "That value cannot be. Check it: no dates in the future, sums as numbers.",
    ),
}
