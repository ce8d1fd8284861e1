"""A use case that changes nothing: why, by a code that has a sentence of its own."""


class Refused(Exception):
    """Nothing was changed. `code` is a member of `UserErrorCode`; `field` is the place in the input that has to change.

    Raised inside a transaction it takes back what the transaction did. Carries no value of the input.
    """

    def __init__(self, code: str, field: list[str] | None = None) -> None:
        super().__init__(code)
        self.code, self.field = code, field


class Explained(Refused):
    """A refusal with a sentence of its own, `words` in Russian and English: a limit, a rule. Nothing of the input either."""

    def __init__(self, code: str, field: list[str], russian: str, english: str) -> None:
        super().__init__(code, field)
        self.words = (russian, english)


class SeveralRefused(Refused):
    """A form of which several fields have to change: each refusal, in the form's order; the first one's code and field."""

    def __init__(self, refusals: list[Refused]) -> None:
        super().__init__(refusals[0].code, refusals[0].field)
        self.refusals = refusals
