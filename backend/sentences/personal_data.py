"""How the service works with personal data (152-ФЗ, article 14, part 7), for those whom it is about."""

PERSONAL_DATA: dict[str, tuple[str, str]] = {
    "PERSONAL_DATA_WAITS": (
        "Вы запросили сведения о своих данных, а ответ придёт в эту учётную запись. Дождитесь его или отзовите обращение.",
        "You have asked for your personal data, and the answer comes to this account. Wait for it, or withdraw the request.",
    ),
    "DATA_PURPOSES": (
        "Данные учётной записи нужны, чтобы войти, подтвердить личность и родство, открыть доступ к медкарте и сообщить о нём. "
        "Медицинские сведения в этот список не входят: они в медкарте, которую ведут медицинские организации.",
        "The account's data serves sign-in, the proof of identity and parentage, access to a medical record and messages about "
        "it. Medical data is no part of this: it stands in the record, which medical organizations keep.",
    ),
    "DATA_GROUNDS": (
        "Ваше согласие, данное при запросе доступа (версия текста и время — в запросах), и законы 152-ФЗ и 323-ФЗ.",
        "Your consent given with an access request (the text's version and the time stand there), and the laws 152-FZ and 323-FZ.",
    ),
    "DATA_RECIPIENTS": (
        "По вашему запросу сведения проверяют МВД, фонд ОМС, органы ЗАГС, органы соцзащиты; сообщения доставляют оператор связи и "
        "почтовая служба. Внутри сервиса сведения видят регистраторы и сотрудники МФЦ, когда рассматривают ваше обращение.",
        "At your request data is checked by the Ministry of the Interior, the insurance fund, civil registries and social "
        "protection; messages go by a mobile operator and a mail service. Registrars and MFC officers see data while they work "
        "on your case.",
    ),
    "DATA_TERMS": (
        "Коды, попытки входа и закончившиеся сеансы хранятся сутки, фото с паспортом — {days} дней после решения, телефон и почта "
        "закрытой учётной записи — 30 дней. Остальное хранится, пока учётная запись не закрыта; журнал доступа к медкарте остаётся.",
        "Codes, attempts to sign in and ended sessions are kept for a day, the photo with the passport for {days} days after the "
        "decision, phone and mailbox of a closed account for 30 days. The rest is kept until the account is closed; the log of "
        "access to the record stays.",
    ),
}
