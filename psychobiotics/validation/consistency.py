"""Self-checks in the manner of statcheck: what a row says against what it says elsewhere. Flags, never repairs.

Source of the idea: Nuijten and others, "The prevalence of statistical reporting errors in psychology" (statcheck
recomputes p from the test statistic); here p is held against the confidence interval, the only pair that abstracts
print together.
"""

from collections.abc import Callable

import pandas as pd

# Below 1e5 CFU a day nothing is sold, above 1e13 nothing has been given: such a dose is a misread exponent.
PLAUSIBLE_CFU = (1e5, 1e13)
_RATIOS = frozenset({"OR", "RR", "HR"})


def add_flags(frames: dict[str, pd.DataFrame]) -> None:
    """Add the reason code of each self-check that a row does not pass to its `flags`, sorted."""
    for table, checks in _CHECKS.items():
        frame = frames[table]
        if "flags" not in frame or frame.empty:
            continue
        found = {code: check(frames).to_numpy() for code, check in checks.items()}
        frame["flags"] = [
            sorted({*flags, *(code for code, failed in found.items() if failed[position])})
            for position, flags in enumerate(frame["flags"])
        ]


def _analysed_above_enrolled(frames: dict[str, pd.DataFrame]) -> "pd.Series[bool]":
    studies = frames["studies"]
    return (studies["n_analysed"] > studies["n_enrolled"]).fillna(False).astype(bool)


def _arms_against_total(frames: dict[str, pd.DataFrame]) -> "pd.Series[bool]":
    """The groups' sizes add up to more than all who were enrolled."""
    studies = frames["studies"]
    crossover = studies["design"].eq("crossover_rct").fillna(False)
    total = studies["study_id"].map(frames["arms"].groupby("study_id")["n"].sum(min_count=1))
    return ((total > studies["n_enrolled"]).fillna(False) & ~crossover).astype(bool)


def _p_against_interval(frames: dict[str, pd.DataFrame]) -> "pd.Series[bool]":
    """A 95 % interval without the null goes with p < 0.05, one with the null does not."""
    findings = frames["findings"]
    null = findings["effect_measure"].isin(_RATIOS).astype(float)
    without_null = (findings["ci_low"] > null) | (findings["ci_high"] < null)
    level = findings["ci_level"].fillna(95).eq(95)
    stated = findings["ci_low"].notna() & findings["ci_high"].notna() & findings["p_operator"].eq("=").fillna(False)
    significant = findings["p_value"] < 0.05
    return (stated & level & (without_null != significant)).fillna(False).astype(bool)


def _significance_against_p(frames: dict[str, pd.DataFrame]) -> "pd.Series[bool]":
    """Called significant though p is 0.05 or more, or the other way round."""
    findings = frames["findings"]
    exact = findings["p_operator"].isin(["=", "<", "<="])
    called = findings["significance"]
    above = called.eq("significant") & findings["p_operator"].eq("=") & (findings["p_value"] >= 0.05)
    below = called.eq("not_significant") & exact & (findings["p_value"] < 0.05)
    return (above | below).fillna(False).astype(bool)


def _dose_implausible(frames: dict[str, pd.DataFrame]) -> "pd.Series[bool]":
    dose = frames["arms"]["dose_cfu_per_day"]
    low, high = PLAUSIBLE_CFU
    return ((dose < low) | (dose > high)).fillna(False).astype(bool)


_Check = Callable[[dict[str, pd.DataFrame]], "pd.Series[bool]"]
_CHECKS: dict[str, dict[str, _Check]] = {
    "studies": {"analysed_above_enrolled": _analysed_above_enrolled, "arms_against_total": _arms_against_total},
    "arms": {"dose_implausible": _dose_implausible},
    "findings": {"p_against_interval": _p_against_interval, "significance_against_p": _significance_against_p},
}
