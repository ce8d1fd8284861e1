"""Every history of the cast, told into one list of drafts."""

from collections.abc import Callable

from backend.demo.entries import Draft
from backend.demo.people import Stage
from backend.demo.record import RecordBook
from backend.demo.stories import adults, anna, misha, pavel, vera, wards

STORIES: dict[str, Callable[[RecordBook], None]] = {
    "anna": anna.tell,
    "misha": misha.tell,
    "vera": vera.tell,
    "pavel": pavel.tell,
    "igor": adults.igor,
    "maria": adults.maria,
    "timur": wards.timur,
    "kostya": wards.kostya,
    "lena": wards.lena,
    **dict.fromkeys(("sergey", "olga", "boris", "stranger", "basic", "region"), adults.modest),
}


def tell_all(stage: Stage) -> list[Draft]:
    """The drafts of everyone who has a history."""
    drafts: list[Draft] = []
    for key, tell in STORIES.items():
        book = RecordBook(stage, key)
        tell(book)
        drafts += book.drafts
    return drafts
