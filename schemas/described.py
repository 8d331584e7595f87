"""Closed lists of values whose members carry what they mean: the base of all enumerations of the dataset."""

from enum import StrEnum
from typing import Self


class Described(StrEnum):
    """A string enumeration whose members carry their meaning."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """Make a member out of its value and its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member
