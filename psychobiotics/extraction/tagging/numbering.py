"""Numbers of words and of combinations of list features: the rows of what the tagger keeps of each."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Numbering(dict[Key, int], Generic[Key]):
    """Numbers keys in the order in which they are first asked for; a key is hashed once where it is known.

    >>> numbering = Numbering(lambda key, number: print("new:", key, number))
    >>> numbering["kefir"]
    new: kefir 0
    0
    >>> numbering["kefir"]
    0
    """

    def __init__(self, keep: Callable[[Key, int], None]) -> None:
        """Call `keep` with each new key and its number."""
        super().__init__()
        self._keep = keep

    def __missing__(self, key: Key) -> int:
        number = self[key] = len(self)
        self._keep(key, number)
        return number
