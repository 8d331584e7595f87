"""What two tellings of a study say alike, and what they say against each other: where no identifier decides."""

from dataclasses import dataclass

from psychobiotics.linking.identity import REVIEWS, fold
from psychobiotics.records.drafts import Scalar, StudyDraft

# Facts that tell studies apart; each agreeing one counts, one that contradicts forbids the link.
_SIZES = ("n_enrolled", "n_analysed", "n_studies")
_TELLING_FIELDS = (*_SIZES, "duration_days", "year", "journal", "registry_id", "age_mean")
# A sample size alone is shared by many trials; three facts and a strain or product are not.
ENOUGH_FACTS = 3
# One number that differs is a page's mistake or rounding; two facts against each other are two studies.
_TOO_MUCH = 2
_SAME_LENGTH = 0.15  # "two months" are 60 days, "eight weeks" 56


@dataclass(frozen=True, slots=True)
class Given:
    """What a study gives its participants, as one telling names it."""

    products: frozenset[str]
    strains: frozenset[str]
    taxa: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """All of them."""
        return self.products | self.strains | self.taxa


def described_match(known: StudyDraft, described: StudyDraft) -> str | None:
    """The reason for a link, or None.

    At least three facts agree, one of them the sample size or the number of included studies, the products or strains
    agree where both name any, and nothing contradicts.
    """
    agreed = agreements(known, described)
    if agreed is None:
        return None
    sized = any(fact.startswith(_SIZES) for fact in agreed)
    return f"described alike: {', '.join(agreed)}" if sized and len(agreed) >= ENOUGH_FACTS else None


def agreements(a: StudyDraft, b: StudyDraft) -> list[str] | None:
    """The facts that both state alike, as words; None where any fact contradicts."""
    agreed, against = compare_facts(a, b)
    return None if against else agreed


def compare_facts(a: StudyDraft, b: StudyDraft) -> tuple[list[str], list[str]]:
    """The facts by which a study is known without a name: those that both state alike, and those that differ."""
    agreed: list[str] = []
    against: list[str] = []
    for name in _TELLING_FIELDS:
        x, y = _value(a, name), _value(b, name)
        if x is not None and y is not None:
            same = same_journal(str(x), str(y)) if name == "journal" else x == y
            (agreed if same else against).append(f"{name} {y}" if same else f"{name} {x} against {y}")
    given = given_in(a).names, given_in(b).names
    if all(given):
        shared = sorted(given[0] & given[1])
        (agreed if shared else against).append(shared[0] if shared else "what is given")
    return agreed, against


def are_two_studies(a: StudyDraft, b: StudyDraft) -> bool:
    """Whether two tellings of one author and year speak of two studies: several facts are against each other."""
    return sum(weight for _, weight in contradictions(a, b)) >= _TOO_MUCH


def contradictions(a: StudyDraft, b: StudyDraft) -> list[tuple[str, int]]:
    """What both state and state differently, and how much it weighs: other microbes altogether weigh as two facts."""
    against: list[tuple[str, int]] = []
    x, y = given_in(a), given_in(b)
    if x.strains and y.strains and not x.strains & y.strains:
        apart = x.taxa and y.taxa and not _genera(x) & _genera(y)
        against.append(("strains", 2 if apart else 1))
    sizes_a, sizes_b = (dict(sizes(draft)) for draft in (a, b))
    people = [{d[n] for n in ("n_enrolled", "n_analysed") if n in d} for d in (sizes_a, sizes_b)]
    if all(people) and not people[0] & people[1]:
        against.append(("number of participants", 1))
    for name, differ in _DIFFER.items():
        p, q = _value(a, name), _value(b, name)
        if p is not None and q is not None and differ(p, q):
            against.append((name, 1))
    return against


def _other_kind(a: Scalar, b: Scalar) -> bool:
    return (a in REVIEWS) != (b in REVIEWS)


def _other_species(a: Scalar, b: Scalar) -> bool:
    return "mixed" not in (a, b) and (a == "human") != (b == "human")


def _other_length(a: Scalar, b: Scalar) -> bool:
    numbers = [float(n) for n in (a, b) if isinstance(n, int | float)]
    return len(numbers) == 2 and abs(numbers[0] - numbers[1]) > _SAME_LENGTH * max(numbers)


def _other_journal(a: Scalar, b: Scalar) -> bool:
    return not same_journal(str(a), str(b))


_DIFFER = {
    "design": _other_kind,
    "duration_days": _other_length,
    "journal": _other_journal,
    "species": _other_species,
}


def same_journal(a: str, b: str) -> bool:
    """Whether one name may be the other's short form: each of its words begins one of the other's, in order.

    >>> same_journal("J Affect Disord", "Journal of Affective Disorders")
    True
    >>> same_journal("Gut Microbes", "Nutrients")
    False
    """
    short, long = sorted((fold(a).split(), fold(b).split()), key=len)
    left = iter(long)
    return all(any(word.startswith(part) or part.startswith(word) for word in left) for part in short)


def sizes(draft: StudyDraft) -> tuple[tuple[str, Scalar], ...]:
    """The sizes that a draft states, to look candidates up by: (field, value)."""
    return tuple((name, value) for name in _SIZES if (value := _value(draft, name)) is not None)


def given_in(draft: StudyDraft) -> Given:
    """Products, strain designations and taxa of the intervention arms."""
    products: set[str] = set()
    strains: set[str] = set()
    taxa: set[str] = set()
    for arm in draft.arms:
        if "role" in arm.fields and arm.fields["role"].value != "intervention":
            continue
        if "product_id" in arm.fields:
            products.add(str(arm.fields["product_id"].value))
        strains.update(str(strain["strain"].value) for strain in arm.strains if "strain" in strain)
        taxa.update(str(strain["taxon"].value) for strain in arm.strains if "taxon" in strain)
    return Given(frozenset(products), frozenset(strains), frozenset(taxa))


def _genera(given: Given) -> set[str]:
    return {taxon.split()[0] for taxon in given.taxa}


def _value(draft: StudyDraft, name: str) -> Scalar | None:
    found = draft.fields.get(name)
    return found.value if found else None
