"""Tellings joined step by step into studies, with the reasons; no join of less than an identifier unites two papers."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from psychobiotics.linking.identity import Telling

IDENTIFIERS = ("doi", "pmid", "pmcid")

Known = dict[str, set[str]]


class Union:
    """Disjoint sets over tellings by index, remembering why each was joined and which papers each set holds."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._tellings = tellings
        self._parent = list(range(len(tellings)))
        # Of sets of several alone: most tellings stay alone, and a hundred thousand small dictionaries are slow.
        self._members: dict[int, list[int]] = {}
        self._known: dict[int, Known] = {}
        self._own: dict[int, Known] = {}
        self.reasons: dict[int, list[str]] = defaultdict(list)

    def root(self, i: int) -> int:
        """The telling that stands for the set of `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def members(self, i: int) -> list[int]:
        """All tellings of the set of `i`."""
        root = self.root(i)
        return self._members.get(root) or [root]

    def join_identified(self, i: int, j: int, reason: str) -> bool:
        """Join `j` to `i`, which share an identifier, unless that would unite two papers: a citation may be mistyped.

        Returns:
            Whether they are joined.
        """
        return self._join(i, j, reason, self._own_of)

    def join(self, i: int, j: int, reason: str) -> bool:
        """Join `j` to `i` for a weaker reason, unless any identifiers of the two sets contradict each other.

        Returns:
            Whether they are joined.
        """
        return self._join(i, j, reason, self._known_of)

    def unite(self, i: int, j: int, reason: str) -> None:
        """Join two versions of one report, whose identifiers differ."""
        self._join(i, j, reason, None)

    def _join(self, i: int, j: int, reason: str, known: Callable[[int], Known] | None) -> bool:
        a, b = sorted((self.root(i), self.root(j)))
        if a != b and known is not None and _contradict(known(a), known(b)):
            return False
        self.reasons[j].append(reason)
        if a != b:
            self._members.setdefault(a, [a]).extend(self.members(b))
            self._known[a] = _together(self._known_of(a), self._known_of(b))
            self._own[a] = _together(self._own_of(a), self._own_of(b))
            self._parent[b] = a
            self._members.pop(b, None)
            self._known.pop(b, None)
            self._own.pop(b, None)
        return True

    def _known_of(self, root: int) -> Known:
        """Identifiers that any telling of a set states."""
        return self._known.get(root) or _stated(self._tellings[root])

    def _own_of(self, root: int) -> Known:
        """Identifiers of the reports of a set."""
        if root in self._own:
            return self._own[root]
        telling = self._tellings[root]
        return _stated(telling) if telling.is_own_report else {}


def _stated(telling: Telling) -> Known:
    found = ((name, getattr(telling, name)) for name in IDENTIFIERS)
    return {name: {value} for name, value in found if value}


def _together(a: Known, b: Known) -> Known:
    return {name: a.get(name, set()) | b.get(name, set()) for name in IDENTIFIERS}


def _contradict(a: Known, b: Known) -> bool:
    """Some kind of identifier both have and share none of, and no other kind in common."""
    pairs = [(a.get(name), b.get(name)) for name in IDENTIFIERS]
    stated = [(x, y) for x, y in pairs if x and y]
    return bool(stated) and all(not x & y for x, y in stated)
