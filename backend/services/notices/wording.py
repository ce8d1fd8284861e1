"""What a notification says in the app: title and sentence, more exact than what goes to a phone, and no medical content.

No reason of an end is told besides days that everybody knows: a court's act shows to nobody (policy.md, Conditions).
"""

import datetime as dt

from backend.models.notification import NotificationKind
from backend.services.notification_texts import title_and_text

K = NotificationKind
_MONTHS = (
    ("января", "January"),
    ("февраля", "February"),
    ("марта", "March"),
    ("апреля", "April"),
    ("мая", "May"),
    ("июня", "June"),
    ("июля", "July"),
    ("августа", "August"),
    ("сентября", "September"),
    ("октября", "October"),
    ("ноября", "November"),
    ("декабря", "December"),
)

# By kind and detail: Russian, English. `{day}` is the day that it is about.
BY_DETAIL: dict[tuple[NotificationKind, str], tuple[str, str]] = {
    (K.FACTOR_CHANGED, "ADDED"): (
        "Добавлен второй фактор входа. Если это сделали не вы, завершите сеансы и смените пароль.",
        "A second factor was added. If it was not you, end the sessions and change the password.",
    ),
    (K.FACTOR_CHANGED, "REMOVED"): (
        "Второй фактор входа удалён. Если это сделали не вы, завершите сеансы и смените пароль.",
        "A second factor was removed. If it was not you, end the sessions and change the password.",
    ),
    (K.REQUEST_MOVED, "SUBMITTED"): (
        "Запрос принят. Следите за ходом в разделе запросов.",
        "Your request has been accepted. Its progress is among your requests.",
    ),
    (K.REQUEST_MOVED, "WAITING_EXTERNAL"): (
        "Государственный реестр временно не отвечает. Приносим извинения: мы повторим проверку сами, данные сохранены.",
        "A state registry does not answer for now. We apologise: the check is repeated by itself, your data is kept.",
    ),
    (K.REQUEST_MOVED, "MANUAL_REVIEW"): (
        "Проверки пройдены, запрос рассматривает сотрудник.",
        "The checks are passed; a member of staff is looking at your request.",
    ),
    (K.REQUEST_MOVED, "GRANTED"): (
        "Запрос одобрен: доступ к карте открыт. Войдите в неё по коду из СМС.",
        "Your request is approved and the record is open. Enter it by a code from an SMS.",
    ),
    (K.REQUEST_MOVED, "REJECTED"): (
        "В доступе отказано. Причина — в запросе; там же можно попросить посмотреть ещё раз.",
        "Access was refused. The reason is with the request; there you may ask for another look.",
    ),
    (K.REQUEST_MOVED, "CHANGED"): ("Изменения внесены.", "The changes have been made."),
    (K.REQUEST_MOVED, "CANCELLED"): (
        "Доступ завершён. Открыть его снова можно новым запросом.",
        "The access has ended. A new request opens it again.",
    ),
    (K.REQUEST_MOVED, "EXPIRED"): (
        "Срок запроса истёк. Если доступ нужен, подайте новый запрос.",
        "The request has expired. If you need access, make a new one.",
    ),
    (K.REQUEST_OVERDUE, "OFFICE"): (
        "В очереди есть запросы, срок которых прошёл. Рассмотрите их в первую очередь.",
        "There are requests past their term in the queue. Please decide them first.",
    ),
    (K.FACTOR_CHANGED, "PROVIDER_ADDED"): (
        "К учётной записи добавлен вход через другой сервис. Если это сделали не вы, отключите его и смените пароль.",
        "Sign-in through another service was added. If it was not you, take it off and change the password.",
    ),
    (K.FACTOR_CHANGED, "PROVIDER_REMOVED"): (
        "Вход через другой сервис отключён. Если это сделали не вы, завершите сеансы и смените пароль.",
        "Sign-in through another service was taken off. If it was not you, end the sessions and change the password.",
    ),
    (K.FAMILY_MOVED, "VERIFIED"): (
        "Родство или опека подтверждены. Теперь можно запросить доступ к карте.",
        "The relationship is confirmed. Now you may request access to the record.",
    ),
    (K.FAMILY_MOVED, "GO_TO_MFC"): (
        "Автоматически подтвердить не удалось. Придите в любой МФЦ с оригиналами документов.",
        "It could not be confirmed automatically. Come to any MFC with the original documents.",
    ),
    (K.FAMILY_MOVED, "REFUSED"): (
        "Подтвердить не удалось. Причина — в разделе «Моя семья».",
        "It was not confirmed. The reason is under My family.",
    ),
    (K.COMPLAINT_MOVED, "CLINIC_ASKED"): (
        "Страховая компания запросила объяснения у клиники.",
        "The insurer has asked the clinic to explain.",
    ),
    (K.COMPLAINT_MOVED, "CLINIC_AGREED"): (
        "Клиника согласилась с жалобой. Теперь решает страховая компания.",
        "The clinic agrees with the complaint. The insurer decides next.",
    ),
    (K.COMPLAINT_MOVED, "CLINIC_OBJECTED"): (
        "Клиника возразила. Страховая компания проводит экспертизу.",
        "The clinic objects. The insurer's experts are looking into it.",
    ),
    (K.COMPLAINT_MOVED, "CLINIC_SILENT"): (
        "Клиника не ответила в срок. Страховая компания решает без её ответа.",
        "The clinic has not answered in time. The insurer goes on without its answer.",
    ),
    (K.COMPLAINT_MOVED, "UPHELD"): (
        "Жалоба признана обоснованной: клиника должна исправить запись.",
        "Your complaint is upheld: the clinic has to correct the entry.",
    ),
    (K.COMPLAINT_MOVED, "REJECTED"): (
        "Жалоба отклонена. Причина — в приложении.",
        "Your complaint is rejected. The reason is in the app.",
    ),
    (K.COMPLAINT_MOVED, "CORRECTED"): (
        "Клиника исправила запись. Посмотрите, что изменилось.",
        "The clinic has corrected the entry. See what has changed.",
    ),
    (K.ACCESS_ENDING, "ADULTHOOD"): (
        "{day} исполнится 18 лет, и доступ законного представителя к карте закончится. Дальше карта открыта только её владельцу.",
        "On {day} the 18th birthday ends a legal representative's access. From then on the record is its owner's alone.",
    ),
    (K.ACCESS_ENDING, "EMANCIPATION"): (
        "С {day} наступает полная дееспособность, и доступ законного представителя к карте закончится.",
        "Full legal capacity begins on {day}, and a legal representative's access ends.",
    ),
    (K.ACCESS_ENDING, "REPRESENTATION"): (
        "{day} закончится срок представительства, а с ним и доступ к карте. Если он продлён, обратитесь в любой МФЦ с актом.",
        "The representation ends on {day}, and with it access to the record. If it is prolonged, come to any MFC with the act.",
    ),
    (K.ACCESS_ENDING, "GRANT"): (
        "{day} закончится срок доступа к карте. Чтобы пользоваться ею дальше, подайте новый запрос.",
        "Access to the record ends on {day}. To go on using it, make a new request.",
    ),
    (K.ACCESS_ENDING, "POLICY"): (
        "{day} закончится полис ОМС, по которому открыта карта. Укажите новый полис в профиле или измените доступ: иначе карта "
        "закроется.",
        "The policy that opens the record ends on {day}. Enter the new one in your profile, or change the access: else the "
        "record closes.",
    ),
    (K.ACCESS_ENDING, "POLICY_MOVED"): (
        "После {day} полис будет другого региона, и карта здесь закроется. До этого скачайте её или возьмите выписку в "
        "поликлинике.",
        "After {day} the policy is of another region, and the record closes here. Download it before that, or ask the clinic "
        "for an extract.",
    ),
    (K.ACCESS_ENDING, "OF_REPRESENTATIVE"): (
        "{day} закончится доступ законного представителя к вашей карте.",
        "A legal representative's access to your record ends on {day}.",
    ),
    (K.ACCESS_ENDED, "OF_REPRESENTATIVE"): (
        "Доступ законного представителя к вашей карте закончился.",
        "A legal representative's access to your record has ended.",
    ),
    (K.APPOINTMENT, "TOMORROW"): (
        "{day} — время, на которое вы записаны в клинику. Не сможете прийти — отмените запись, и его займёт другой.",
        "On {day} you are expected at the clinic. If you cannot come, cancel, and somebody else may have the time.",
    ),
    (K.APPOINTMENT, "CANCELLED"): (
        "Запись в клинику на {day} отменили. Если время ещё нужно, запишитесь снова.",
        "The booked time of {day} at the clinic was cancelled. If it is still needed, book again.",
    ),
    (K.PAPER_MOVED, "EXTRACT_TAKEN"): ("Клиника готовит выписку.", "The clinic is preparing the extract."),
    (K.PAPER_MOVED, "EXTRACT_MADE"): (
        "Выписка готова. Заберите её в клинике за 30 дней, с документом.",
        "The extract is ready. Fetch it at the clinic within 30 days, with a document.",
    ),
    (K.PAPER_MOVED, "EXTRACT_HANDED_OUT"): (
        "Выписку выдали. Если её забрали не вы и не тот, кого вы назвали, сообщите в клинику.",
        "The extract was handed out. If it was neither you nor whom you named, tell the clinic.",
    ),
    (K.PAPER_MOVED, "EXTRACT_DECLINED"): (
        "Клиника не сделает выписку. Причина — в приложении.",
        "The clinic will not make the extract. The reason is in the app.",
    ),
    (K.PAPER_MOVED, "EXTRACT_EXPIRED"): (
        "Выписку не забрали за 30 дней. Если она ещё нужна, закажите снова.",
        "The extract was not fetched within 30 days. If it is still needed, order it again.",
    ),
    (K.PAPER_MOVED, "KEEPING_ACCEPTED"): (
        "Клиника будет вести карту и на бумаге. Электронная карта ведётся как прежде.",
        "The clinic will write on paper too. The electronic record goes on as before.",
    ),
    (K.PAPER_MOVED, "KEEPING_DECLINED"): (
        "Клиника не будет вести карту на бумаге. Причина — в приложении.",
        "The clinic will not write on paper. The reason is in the app.",
    ),
    (K.BREAK_GLASS, "OFFICE"): (
        "Есть экстренный доступ к карте. Проверьте его до конца следующего рабочего дня.",
        "There is an emergency access to a record. Please review it before the end of the next working day.",
    ),
    (K.BREAK_GLASS, "NOT_JUSTIFIED"): (
        "Проверка признала экстренный доступ к вашей карте необоснованным. Приносим извинения: с врачом разбирается его организация.",
        "The review found an emergency access to your record not justified. We apologise: the doctor's organization deals with it.",
    ),
    (K.RECORD_CHANGED, "MERGED"): (
        "Вторая карта этого человека объединена с этой: её записи теперь здесь. Если что-то чужое, сообщите об ошибке в записи.",
        "A second record of this person was merged with this one: its entries are here now. If something is another's, report "
        "an error in that entry.",
    ),
    (K.RECORD_CHANGED, "UNMERGED"): (
        "Объединение карт отменено: записи, пришедшие из другой карты, вернулись в неё.",
        "The merge of two records was undone: entries that came from the other record are back there.",
    ),
    (K.RECORD_CHANGED, "MOVED_OUT"): (
        "В карте были записи другого человека. Их перенесли в его карту; здесь их больше нет.",
        "The record held entries of another person. They were moved to that person's record and are no longer here.",
    ),
    (K.RECORD_CHANGED, "MOVED_IN"): (
        "В карту перенесены записи, которые клиника по ошибке внесла в карту другого человека. Если что-то чужое, сообщите об "
        "ошибке в записи.",
        "Entries that a clinic had put into another person's record by mistake were moved here. If something is another's, "
        "report an error in that entry.",
    ),
    (K.RECORD_CHANGED, "INCIDENT"): (
        "Записи одного человека лежали в карте другого, и эту карту читали. Проверьте, кому могли стать известны чужие данные.",
        "Entries of one person stood in another's record, and that record was read. Please find out who may have learnt of them.",
    ),
    (K.TURNED_FIFTEEN, "REPRESENTATIVE"): (
        "Ребёнку исполнилось 15 лет: часть записей видна теперь только ему и врачу. Остальное открыто вам до 18 лет.",
        "Your child is 15: some entries are now for the child and the doctor alone. The rest stays open to you until 18.",
    ),
}


def wording(kind: NotificationKind, detail: str | None, day: dt.date | None, language: str) -> tuple[str, str]:
    """Title and sentence of a notification as the app shows it, in Russian or, for `en`, in English."""
    title, text = title_and_text(kind, language)
    exact = BY_DETAIL.get((kind, detail or ""))
    if exact is not None:
        text = exact[1 if language == "en" else 0]
    return title, text.replace("{day}", _written(day, language)) if day is not None else text


def _written(day: dt.date, language: str) -> str:
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month[1]} {day.year}" if language == "en" else f"{day.day} {month[0]} {day.year} года"
