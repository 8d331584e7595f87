"""Links between papers to columns: `notices` and `version_ids` of studies, `article_type` and `notice_of` of documents.

Pattern: kinds as the vocabulary names them; identifiers with what they are in front ("pmid:123", "doi:10.1/x").

It must not be fooled by: the same notice listed twice, which is one kind.
"""

from collections.abc import Sequence

from psychobiotics.normalisation.bibliography import normalise_bibliography
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact


def normalise_links(facts: Sequence[Fact]) -> dict[str, Value]:
    """Columns `notices` and `version_ids` of one study."""
    values: dict[str, Value] = {}
    if notices := [fact for fact in facts if fact.field == "notice" and fact.concept]:
        kinds = tuple(sorted({str(fact.concept) for fact in notices}))
        values["notices"] = Value(kinds, tuple(fact.quote for fact in notices), notices[0].rule)
    if versions := identifiers(facts, "version_"):
        values["version_ids"] = versions
    return values


def identifiers(facts: Sequence[Fact], prefix: str = "") -> Value | None:
    """The PMIDs and DOIs among facts as "pmid:…" and "doi:…", in order."""
    found: dict[str, Fact] = {}
    for fact in facts:
        name = fact.field.removeprefix(prefix)
        if fact.field == f"{prefix}{name}" and name in ("pmid", "doi"):
            plain = Fact(name, fact.quote, fact.rule)
            if read := normalise_bibliography([plain]).get(name):
                found.setdefault(f"{name}:{read.value}", fact)
    if not found:
        return None
    return Value(tuple(found), tuple(fact.quote for fact in found.values()), next(iter(found.values())).rule)
