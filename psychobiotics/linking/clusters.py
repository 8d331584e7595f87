"""Which tellings are the same study, and why: identifiers first, then bibliography, then author and year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from psychobiotics.linking.described import described_match, sizes
from psychobiotics.linking.identity import Telling
from psychobiotics.records.drafts import Scalar
from psychobiotics.records.mentions import Naming

# Two titles are the same above this token ratio; tuned on nothing but the case of a dropped subtitle or a misspelt
# word: titles of two different trials of one group stay below 90.
SAME_TITLE = 95.0


@dataclass(slots=True)
class Cluster:
    """All tellings of one study; `reasons[i]` says why `tellings[i]` belongs (None for the first of its kind)."""

    tellings: list[Telling] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


class _Union:
    """Disjoint sets over tellings by index, remembering why each pair was joined."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self.reasons: dict[int, list[str]] = defaultdict(list)

    def root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int, reason: str) -> None:
        a, b = sorted((self.root(i), self.root(j)))
        self.reasons[j].append(reason)
        self._parent[b] = a


def cluster_tellings(tellings: Sequence[Telling]) -> list[Cluster]:
    """Group tellings of one study, each link with its reason.

    Sorted input gives sorted output: own reports first in each cluster. Evidence is weighed in this order: a shared
    DOI, PMID or PMCID; a shared registration (unless one of the two is a protocol or a re-analysis); the same title;
    the same first author and year where just one study answers to them; a description that agrees in at least three
    facts with just one study.
    """
    ordered = sorted(tellings, key=lambda t: t.order)
    union = _Union(len(ordered))
    _join_identifiers(ordered, union)
    _join_registrations(ordered, union)
    _join_titles(ordered, union)
    _join_author_years(ordered, union)
    _join_described(ordered, union)
    return _collect(ordered, union)


def _join_identifiers(ordered: Sequence[Telling], union: _Union) -> None:
    first: dict[str, int] = {}
    for i, telling in enumerate(ordered):
        for name in ("doi", "pmid", "pmcid"):
            value = getattr(telling, name)
            if value:
                j = first.setdefault(f"{name}:{value}", i)
                if j != i:
                    union.join(j, i, f"same {name} {value}")


def _join_registrations(ordered: Sequence[Telling], union: _Union) -> None:
    """A registry record and pages that name the registration meet the one report of the trial.

    A trial may have several reports: each is a study of its own, and a registration alone does not say which is meant.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(ordered):
        if telling.registry_id and not telling.is_secondary:
            groups[telling.registry_id].append(i)
    for registry_id, members in sorted(groups.items()):
        reports = {union.root(i) for i in members if ordered[i].is_own_report and not ordered[i].is_registry_record}
        if len(reports) <= 1:
            for i in members[1:]:
                union.join(members[0], i, f"same registration {registry_id}")


def _join_titles(ordered: Sequence[Telling], union: _Union) -> None:
    blocks: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for i, telling in enumerate(ordered):
        if telling.title and len(telling.title) > 20:
            for year in _near(telling.year):
                for j in blocks[(year, telling.title[:8])]:
                    same = fuzz.ratio(ordered[j].title or "", telling.title) >= SAME_TITLE
                    if same and _compatible(ordered[j], telling):
                        union.join(j, i, "same title and year")
                        break
            blocks[(telling.year, telling.title[:8])].append(i)


def _near(year: int | None) -> tuple[int | None, ...]:
    """Years a citation may give for one paper: online first, then in print."""
    return (None,) if year is None else (year, year - 1, year + 1, None)


def _join_author_years(ordered: Sequence[Telling], union: _Union) -> None:
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i, telling in enumerate(ordered):
        if telling.surname and telling.year:
            groups[(telling.surname, telling.year)].append(i)
    for (author, year), members in sorted(groups.items()):
        named = [i for i in members if not _identified(ordered[i])]
        anchors = sorted({union.root(i) for i in members if _identified(ordered[i])})
        if len(anchors) > 1 or not named:
            continue  # two studies answer to that name: which one is meant is not ours to guess
        base = anchors[0] if anchors else named[0]
        for i in named:
            if union.root(i) != union.root(base) and _compatible(ordered[base], ordered[i]):
                union.join(base, i, f"same first author and year ({author} {year})")


def _join_described(ordered: Sequence[Telling], union: _Union) -> None:
    by_size: dict[tuple[str, Scalar], list[int]] = defaultdict(list)
    for i, telling in enumerate(ordered):
        for size in sizes(telling.draft):
            by_size[size].append(i)
    for i, telling in enumerate(ordered):
        if telling.draft.naming is not Naming.DESCRIBED or telling.surname or _identified(telling):
            continue
        near = {
            j for size in sizes(telling.draft) for j in by_size[size] if ordered[j].document is not telling.document
        }
        others = sorted(j for j in near if union.root(j) != union.root(i))
        matches = {union.root(j): why for j in others if (why := described_match(ordered[j].draft, telling.draft))}
        if len(matches) == 1:
            root, why = next(iter(matches.items()))
            union.join(root, i, why)


def _identified(telling: Telling) -> bool:
    return bool(telling.doi or telling.pmid or telling.pmcid or telling.title)


def _compatible(a: Telling, b: Telling) -> bool:
    """No identifier of the two contradicts."""
    pairs = ((a.doi, b.doi), (a.pmid, b.pmid), (a.pmcid, b.pmcid))
    return all(not (x and y and x != y) for x, y in pairs)


def _collect(ordered: Sequence[Telling], union: _Union) -> list[Cluster]:
    clusters: dict[int, Cluster] = {}
    for i, telling in enumerate(ordered):
        cluster = clusters.setdefault(union.root(i), Cluster())
        cluster.tellings.append(telling)
        cluster.reasons.append("; ".join(_unique(union.reasons.get(i, ()))) or _own_reason(telling))
    return [clusters[root] for root in sorted(clusters)]


def _unique(reasons: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(reasons))


def _own_reason(telling: Telling) -> str:
    if telling.is_own_report:
        return "the document is the study's own report"
    return "named here; no other document tells it"
