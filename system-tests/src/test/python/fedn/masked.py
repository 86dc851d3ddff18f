"""A string that must not show itself: tokens, client secrets, Authorization headers."""

from __future__ import annotations


class Masked:
    """Holds a secret string; every textual form of it is a mask.

    pytest writes the repr of what an assertion compares and of a function's arguments into its
    report. Secrets are therefore handed around in this class only, and taken out with `reveal()`
    inside the call that sends them.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself."""
        return self._value

    def __repr__(self) -> str:
        return "Masked(********)"

    __str__ = __repr__
