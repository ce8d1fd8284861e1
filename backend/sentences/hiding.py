"""Sentences of refusals to hide an entry from representatives, and to lift that: Russian, English."""

HIDING: dict[str, tuple[str, str]] = {
    "HIDING_OFF": (
        "Скрывать записи здесь нельзя: в вашем регионе это выключено. Кто и что видит — на странице «Доступ».",
        "Entries cannot be hidden here: your region has this switched off. The access page says who sees what.",
    ),
    "NOT_HIDEABLE": (
        "Эту запись скрыть нельзя: её по правилам видят представители, или за неё решает целый раздел на странице «Доступ».",
        "This entry cannot be hidden: by the rules representatives see it, or a whole class on the access page decides about it.",
    ),
    "HIDING_LIFTED": (
        "Эту запись врач показал представителям из-за угрозы жизни, и снова скрыть её нельзя. Поговорите с лечащим врачом.",
        "A doctor has shown this entry for a threat to life, so it cannot be hidden again. Talk with your doctor.",
    ),
}
