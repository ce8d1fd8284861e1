"""Sentences of extracts on paper and of paper keeping: Russian, English."""

PAPER: dict[str, tuple[str, str]] = {
    "PAPER_TOO_MANY": (
        "У вас уже пять заказанных выписок. Заберите готовую или отзовите лишнюю — и закажите новую.",
        "You have five extracts on order already. Fetch one, or take one back, and order again.",
    ),
    "PAPER_UNDER_WAY": (
        "Заявление в эту клинику уже есть: оно показано ниже. Второе не нужно.",
        "There is an application to this clinic already, shown below. A second one is not needed.",
    ),
    "PAPER_RIGHT_ENDED": (
        "Право заказавшего на эту карту закончилось, и выдать выписку ему нельзя. Отклоните заказ с причиной "
        "«Нет права на выписку».",
        "Whoever ordered has no right to this record any more, so the extract cannot go to them. Decline the order, with "
        "the reason “Not entitled”.",
    ),
    "PAPER_PROXY_NEEDED": (
        "Пришёл представитель: попросите доверенность и отметьте, что видели её. Без неё выписку не выдают.",
        "A representative has come: ask for the power of attorney, and note that you have seen it. Without it nothing is "
        "handed out.",
    ),
}
