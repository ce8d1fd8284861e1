"""Every history of the cast, told into one list of drafts."""

from collections.abc import Callable

from backend.demo.entries import Draft
from backend.demo.people import Stage
from backend.demo.record import RecordBook
from backend.demo.stories import misha

STORIES: dict[str, Callable[[RecordBook], None]] = {"misha": misha.tell}


def tell_all(stage: Stage) -> list[Draft]:
    """The drafts of everyone who has a history."""
    drafts: list[Draft] = []
    for key, tell in STORIES.items():
        book = RecordBook(stage, key)
        tell(book)
        drafts += book.drafts
    return drafts
