"""Tellings joined step by step into studies, with the reasons; no join of less than an identifier unites two papers."""

from collections import defaultdict
from collections.abc import Sequence

from psychobiotics.linking.identity import Telling

IDENTIFIERS = ("doi", "pmid", "pmcid")

Known = dict[str, set[str]]


class Union:
    """Disjoint sets over tellings by index, remembering why each was joined and which papers each set holds."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._parent = list(range(len(tellings)))
        self._members = [[i] for i in self._parent]
        self._known = [_known(telling) for telling in tellings]
        self._own = [_known(telling) if telling.is_own_report else {} for telling in tellings]
        self.reasons: dict[int, list[str]] = defaultdict(list)

    def root(self, i: int) -> int:
        """The telling that stands for the set of `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def members(self, i: int) -> list[int]:
        """All tellings of the set of `i`."""
        return self._members[self.root(i)]

    def join_identified(self, i: int, j: int, reason: str) -> bool:
        """Join `j` to `i`, which share an identifier, unless that would unite two papers: a citation may be mistyped.

        Returns:
            Whether they are joined.
        """
        return self._join(i, j, reason, self._own)

    def join(self, i: int, j: int, reason: str) -> bool:
        """Join `j` to `i` for a weaker reason, unless any identifiers of the two sets contradict each other.

        Returns:
            Whether they are joined.
        """
        return self._join(i, j, reason, self._known)

    def unite(self, i: int, j: int, reason: str) -> None:
        """Join two versions of one report, whose identifiers differ."""
        self._join(i, j, reason, None)

    def _join(self, i: int, j: int, reason: str, known: Sequence[Known] | None) -> bool:
        a, b = sorted((self.root(i), self.root(j)))
        if a != b and known is not None and _contradict(known[a], known[b]):
            return False
        self.reasons[j].append(reason)
        if a != b:
            self._parent[b] = a
            self._members[a] += self._members[b]
            for each in (self._known, self._own):
                each[a] = {name: each[a].get(name, set()) | each[b].get(name, set()) for name in IDENTIFIERS}
        return True


def _known(telling: Telling) -> Known:
    found = ((name, getattr(telling, name)) for name in IDENTIFIERS)
    return {name: {value} for name, value in found if value}


def _contradict(a: Known, b: Known) -> bool:
    """Some kind of identifier both have and share none of, and no other kind in common."""
    pairs = [(a.get(name), b.get(name)) for name in IDENTIFIERS]
    stated = [(x, y) for x, y in pairs if x and y]
    return bool(stated) and all(not x & y for x, y in stated)
