"""Refusals of the rules: typed, naming the key at fault, with a sentence for people."""


class InvalidInput(ValueError):
    """A value that a rule refuses: `key` is its name as people give it, `reason` an Indonesian sentence."""

    def __init__(self, key: str, reason: str) -> None:
        self.key = key
        self.reason = reason
        super().__init__(f"{key}: {reason}")
