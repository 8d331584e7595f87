"""Records that are made by the hundred for each document: immutable to the type checker, made quickly at run time.

A frozen dataclass sets each of its fields through a call, which costs four times as much as a plain one; extraction
makes some hundred small records of each abstract. `@record(frozen=True, slots=True)` reads like `@dataclass(...)`, and
mypy, which checks every module of this project, takes it for one: assigning to a field is an error before anything
runs. At run time the class is a plain dataclass with slots that compares and hashes by its fields.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, slots: bool = False):
        """Make a dataclass whose immutability the type checker alone holds."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["record"]
