"""What a finding was compared with.

Pattern: the words of the comparator cue ("placebo group", "baseline", "healthy controls"); "controls" are what the
comparator arm that the finding points to is, and healthy people where a study gives nothing. Without a cue, that arm's
type (inferred).

It must not be fooled by: "healthy controls" in a trial with a placebo arm.
"""

from psychobiotics.records.drafts import ArmDraft
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.files import read_rows


def read_comparator(cue: Fact, arm_key: str | None, arms: tuple[ArmDraft, ...]) -> str | None:
    """A value of `findings.comparator` from the words of a cue.

    Args:
        cue: The words; their concept is "baseline" where they name all groups, "trial" where the groups of the study
            were shared out at random.
        arm_key: The comparator arm that the finding points to, if any.
        arms: The study's arms.
    """
    if cue.concept == "baseline":
        return "baseline"
    folded = cue.quote.text.lower()
    for row in read_rows("finding_comparators"):
        if row["word"] in folded:
            return row["type"] if row["type"] != "control" else _controls(arm_key, arms, cue.concept == "trial")
    return None


def _controls(arm_key: str | None, arms: tuple[ArmDraft, ...], is_trial: bool) -> str | None:
    """What "controls" are: the arm that is pointed to, the untreated of a study, the healthy where nothing is given.

    Those of a randomised trial whose arms are not known may have been given anything.
    """
    unknown = "no_treatment" if arms else "healthy_controls"
    return arm_type(arm_key, arms) or (None if is_trial else unknown)


def arm_type(key: str | None, arms: tuple[ArmDraft, ...]) -> str | None:
    """Type of the arm with that key, or None."""
    return next((str(arm.fields["type"].value) for arm in arms if arm.key == key and "type" in arm.fields), None)
