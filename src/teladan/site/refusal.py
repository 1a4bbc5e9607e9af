"""A refusal that a person can act on: one plain text, no traceback."""


class Refusal(Exception):
    """The command can't go on; the text says what is wrong and what to do. The command line exits with status 2."""
