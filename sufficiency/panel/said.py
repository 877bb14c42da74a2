"""A closed list of codes, each with what it means."""

from enum import StrEnum
from typing import Self


class Said(StrEnum):
    """A code, which is what is stored, and ``says``, which is what a person reads."""

    says: str

    def __new__(cls, code: str, says: str = "") -> Self:
        """The member ``NAME = code, says``; with a code alone, the one that there is."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.says = says
        return made
