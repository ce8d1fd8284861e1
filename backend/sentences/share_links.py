"""Share links: why one is not made, and what is said to who opens one. Russian, English."""

SHARE_LINKS: dict[str, tuple[str, str]] = {
    "PASSCODE_TOO_SIMPLE": (
        "Такой код легко угадать. Возьмите другой: не одинаковые цифры и не цифры по порядку.",
        "This code is easy to guess. Take another one: not the same digits, and not digits in a row.",
    ),
    "TOO_MANY_LINKS": (
        "У вас уже десять действующих ссылок. Отзовите те, что больше не нужны, и создайте новую.",
        "You have ten links that work already. Revoke those that you no longer need, then make a new one.",
    ),
    "SHARE_LINK_GONE": (
        "Ссылка не открывается: её срок истёк, её отозвали или адрес неполный. Попросите у того, кто её дал, новую.",
        "The link does not open: it has run out, was revoked, or is not whole. Ask who gave it for a new one.",
    ),
    "SHARE_PASSCODE": (
        "Код не подошёл. Сверьте его с тем, кто дал ссылку.",
        "The code is not right. Check it with who gave you the link.",
    ),
    "SHARE_REQUEST": (
        "Запрос ссылки должен быть JSON с полем recipient: кто её открывает.",
        "A link is asked for by JSON with the field recipient: who opens it.",
    ),
}
