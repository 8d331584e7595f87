"""Self-checks in the manner of statcheck: what a row says against what it says elsewhere. Flags, never repairs.

Source of the idea: Nuijten and others, "The prevalence of statistical reporting errors in psychology" (statcheck
recomputes p from the test statistic); here p is held against the confidence interval, the only pair that abstracts
print together. The conventional bound of 0.05 goes with the conventional interval of 95 %.
"""

from collections.abc import Callable

import pandas as pd

Frames = dict[str, pd.DataFrame]

# Below 1e5 CFU a day nothing is sold, above 1e13 nothing has been given: such a dose is a misread exponent.
PLAUSIBLE_CFU = (1e5, 1e13)
_ALPHA = 0.05
# Where no effect lies, by effect measure. Measures that are not here (eta2 is never negative) are not checked.
_NULL = {"OR": 1.0, "RR": 1.0, "HR": 1.0} | dict.fromkeys(("MD", "SMD", "RD", "r", "d", "beta", "percent_change"), 0.0)


def add_flags(frames: Frames) -> tuple[str, ...]:
    """Add the reason code of each self-check that a row does not pass to its `flags`, sorted.

    Returns:
        Names of the tables that have flags.
    """
    for table, checks in CHECKS.items():
        frame = frames[table]
        if frame.empty:
            continue
        found = {code: check(frames).to_numpy() for code, check in checks.items()}
        frame["flags"] = [
            sorted({*flags, *(code for code, failed in found.items() if failed[position])})
            for position, flags in enumerate(frame["flags"])
        ]
    return tuple(CHECKS)


def _certain(failed: "pd.Series[bool]") -> "pd.Series[bool]":
    """What cannot be compared has not failed."""
    return failed.fillna(False).astype(bool)


def _analysed_above_enrolled(frames: Frames) -> "pd.Series[bool]":
    studies = frames["studies"]
    return _certain(studies["n_analysed"] > studies["n_enrolled"])


def _dropouts_above_enrolled(frames: Frames) -> "pd.Series[bool]":
    studies = frames["studies"]
    return _certain(studies["n_dropouts"] > studies["n_enrolled"])


def _arms_against_total(frames: Frames) -> "pd.Series[bool]":
    """The groups' sizes add up to more than all who were enrolled; in a crossover each counts in every group."""
    studies = frames["studies"]
    crossover = studies["design"].isin(["crossover_rct"])
    total = studies["study_id"].map(frames["arms"].groupby("study_id")["n"].sum(min_count=1))
    return _certain(total > studies["n_enrolled"]) & ~crossover


def _flow_above_enrolled(frames: Frames) -> "pd.Series[bool]":
    """More analysed and lost together than were enrolled."""
    studies = frames["studies"]
    return _certain(studies["n_analysed"] + studies["n_dropouts"] > studies["n_enrolled"])


def _percent_against_count(frames: Frames) -> "pd.Series[bool]":
    """No whole number of women among those enrolled (or analysed) gives the stated percentage.

    The test of granularity (GRIM; Brown and Heathers 2017) for a share: with n people only n + 1 shares can be.
    """
    studies = frames["studies"]
    told = zip(studies["female_percent"], studies["n_enrolled"], studies["n_analysed"], strict=True)
    failed = [
        not pd.isna(share) and any(sizes := [n for n in (a, b) if not pd.isna(n)]) and not _any_fits(share, sizes)
        for share, a, b in told
    ]
    return pd.Series(failed, index=studies.index, dtype=bool)


def _any_fits(share: float, sizes: list[int]) -> bool:
    tolerance = 0.5 if float(share).is_integer() else 0.05
    return any(n and abs(round(share * n / 100) * 100 / n - share) <= tolerance + 1e-9 for n in sizes)


def _included_without_review(frames: Frames) -> "pd.Series[bool]":
    """Included studies are told of a study that is no review, or a review includes none."""
    studies = frames["studies"]
    reviews = studies["design"].str.contains("review|meta_analysis", na=False).astype(bool)
    return _certain(studies["n_studies"].notna() & ~reviews & studies["design"].notna()) | _certain(
        studies["n_studies"].eq(0)
    )


def _arm_duration_above_study(frames: Frames) -> "pd.Series[bool]":
    arms, studies = frames["arms"], frames["studies"]
    whole = arms["study_id"].map(studies.set_index("study_id")["duration_days"])
    return _certain(arms["duration_days"] > whole)


def _arm_above_enrolled(frames: Frames) -> "pd.Series[bool]":
    arms, studies = frames["arms"], frames["studies"]
    return _certain(arms["n"] > arms["study_id"].map(studies.set_index("study_id")["n_enrolled"]))


def _age_mean_outside_range(frames: Frames) -> "pd.Series[bool]":
    studies = frames["studies"]
    below = _certain(studies["age_mean"] < studies["age_min"])
    return below | _certain(studies["age_mean"] > studies["age_max"])


def _p_says_significant(findings: pd.DataFrame) -> "pd.Series[bool]":
    """Whether the stated p is below 0.05; null where a bound leaves it open ("p < 0.1")."""
    value, operator = findings["p_value"], findings["p_operator"]
    below = operator.isin(["=", "<="]) & _certain(value < _ALPHA) | operator.isin(["<"]) & _certain(value <= _ALPHA)
    above = operator.isin(["=", ">=", ">"]) & _certain(value >= _ALPHA)
    says = pd.Series(pd.NA, index=findings.index, dtype="boolean")
    return says.mask(below, True).mask(above, False)


def _p_against_interval(frames: Frames) -> "pd.Series[bool]":
    """A 95 % interval without the null goes with p < 0.05, one with the null does not."""
    findings = frames["findings"]
    null = findings["effect_measure"].map(_NULL).astype("Float64")
    without_null = (findings["ci_low"] > null) | (findings["ci_high"] < null)
    level = _certain(findings["ci_level"].fillna(95).eq(95))
    return level & _certain(without_null != _p_says_significant(findings))


def _effect_outside_interval(frames: Frames) -> "pd.Series[bool]":
    findings = frames["findings"]
    below = _certain(findings["effect_value"] < findings["ci_low"])
    return below | _certain(findings["effect_value"] > findings["ci_high"])


def _significance_against_p(frames: Frames) -> "pd.Series[bool]":
    """Called significant though p is 0.05 or more, or the other way round."""
    findings = frames["findings"]
    called = findings["significance"].map({"significant": True, "not_significant": False}).astype("boolean")
    return _certain(called != _p_says_significant(findings))


def _p_is_zero(frames: Frames) -> "pd.Series[bool]":
    """No test gives p = 0: the source rounded."""
    findings = frames["findings"]
    return findings["p_operator"].isin(["="]) & _certain(findings["p_value"].eq(0))


def _dose_implausible(frames: Frames) -> "pd.Series[bool]":
    dose = frames["arms"]["dose_cfu_per_day"]
    low, high = PLAUSIBLE_CFU
    return _certain((dose < low) | (dose > high))


# Table to reason code to check; docs/self-checks.md has a line for each.
CHECKS: dict[str, dict[str, Callable[[Frames], "pd.Series[bool]"]]] = {
    "studies": {
        "age_mean_outside_range": _age_mean_outside_range,
        "analysed_above_enrolled": _analysed_above_enrolled,
        "arms_against_total": _arms_against_total,
        "dropouts_above_enrolled": _dropouts_above_enrolled,
        "flow_above_enrolled": _flow_above_enrolled,
        "included_without_review": _included_without_review,
        "percent_against_count": _percent_against_count,
    },
    "arms": {
        "arm_above_enrolled": _arm_above_enrolled,
        "arm_duration_above_study": _arm_duration_above_study,
        "dose_implausible": _dose_implausible,
    },
    "findings": {
        "effect_outside_interval": _effect_outside_interval,
        "p_against_interval": _p_against_interval,
        "p_is_zero": _p_is_zero,
        "significance_against_p": _significance_against_p,
    },
}
