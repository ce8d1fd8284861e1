"""The one way in which an outside system gives no answer."""


class RegistryUnavailable(Exception):
    """No definite answer: an outage, a timeout, an answer that cannot be believed. Never a rejection (ACC-10).

    Says which registry, and nothing else: neither who was asked about nor what came back.
    """

    def __init__(self, registry: str) -> None:
        super().__init__(f"the registry {registry} gave no answer")
        self.registry = registry
