"""The cues of design that one text holds, asked for by class and by how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from psychobiotics.records.lazily import lazily
from psychobiotics.records.mentions import Fact

SURE = 0.9
STATED = 0.5


@dataclass(frozen=True)
class Cues:
    """Facts of one study by class of cue."""

    facts: Sequence[Fact]
    animals: Sequence[Fact]
    species: str | None
    enrols: bool = False
    counts: bool = False
    treats: bool = False

    @lazily
    def _surest(self) -> dict[str | None, tuple[float, int, int]]:
        """Of each class its surest cue, of several the first in the text: sureness, negative start, negative place."""
        surest: dict[str | None, tuple[float, int, int]] = {}
        for place, fact in enumerate(self.facts):
            rank = (fact.confidence, -fact.quote.start, -place)
            if fact.concept not in surest or rank > surest[fact.concept]:
                surest[fact.concept] = rank
        return surest

    def best(self, *concepts: str, least: float = STATED) -> Fact | None:
        """The surest cue of any of these classes that is at least that sure."""
        best: tuple[float, int, int] | None = None
        for concept in concepts:
            rank = self._surest.get(concept)
            if rank and rank[0] >= least and (best is None or rank > best):
                best = rank
        return self.facts[-best[2]] if best else None
