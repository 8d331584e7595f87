"""What a finding was compared with.

Pattern: the words of the comparator cue ("placebo group", "baseline", "healthy controls"); "controls" are what the
study's comparator arms are. Without a cue, the only kind of comparator arm that the study has; without any such arm,
its own baseline (inferred, as the two are never stated).

It must not be fooled by: "healthy controls" in a trial with a placebo arm.
"""

from psychobiotics.records.drafts import ArmDraft
from psychobiotics.vocab.files import read_rows


def read_comparator(quote: str, arms: tuple[ArmDraft, ...]) -> str | None:
    """A value of `findings.comparator` from the words of a cue."""
    folded = quote.lower()
    for row in read_rows("finding_comparators"):
        if row["word"] in folded:
            return row["type"] if row["type"] != "control" else (default_comparator(arms) or "no_treatment")
    return None


def default_comparator(arms: tuple[ArmDraft, ...]) -> str | None:
    """The type of the study's comparator arms where it is one, placebo where it is among several."""
    types = {str(arm.fields["type"].value) for arm in arms if _is(arm, "comparator") and "type" in arm.fields}
    if len(types) == 1:
        return types.pop()
    return "placebo" if "placebo" in types else None


def has_only_interventions(arms: tuple[ArmDraft, ...]) -> bool:
    """The study has arms, and none of them is a comparator."""
    return bool(arms) and not any(_is(arm, "comparator") for arm in arms)


def _is(arm: ArmDraft, role: str) -> bool:
    return "role" in arm.fields and arm.fields["role"].value == role
