"""findings: one row per result that a document reports of a study."""

import pandas as pd
import pandera.pandas as pa

from psychobiotics.vocab.outcomes import outcome_ids, within_range
from schemas import forms
from schemas.columns import Flag, Integer, Number, Text, Texts, column, list_column
from schemas.comparisons import not_above, together
from schemas.finding_enumerations import (
    Analysis,
    Comparator,
    Direction,
    EffectMeasure,
    Favours,
    OutcomeDomain,
    OutcomeKind,
    POperator,
    Rater,
    Significance,
)
from schemas.study_enumerations import Species
from schemas.table_model import TableModel

_OUTCOMES = (*outcome_ids(), *(str(domain) for domain in OutcomeDomain))


class Findings(TableModel):
    """One result that a document reports of a study."""

    finding_id: Text = column(
        "Finding id",
        "Stable while the document's place, the study and the outcome stay.",
        form=forms.FINDING_ID,
        example="fnd-0123456789abcdef",
    )
    study_id: Text = column("Study id", "The study whose result it is.", form=forms.STUDY_ID, example="ref:doe-2018")
    document_id: Text = column("Document id", "The document that reports it.", form=forms.DOCUMENT_ID)
    arm_id: Text = column("Arm id", "The arm that the result is of.", optional=True, form=forms.ARM_ID, example="a1")
    comparator_arm_id: Text = column(
        "Comparator arm id", "The arm it is compared with.", optional=True, form=forms.ARM_ID, example="a2"
    )
    comparator: Text = column(
        "Comparator", "Type of what it is compared with.", optional=True, values=Comparator, example="placebo"
    )
    analysis: Text = column("Analysis", "Kind of comparison.", values=Analysis, example="between_group")
    outcome_id: Text = column(
        "Outcome id",
        "Vocabulary id of the instrument or biomarker; a bare construct has its domain's name.",
        optional=True,
        known=_OUTCOMES,
        example="bdi",
    )
    outcome: Text = column(
        "Outcome",
        "Canonical name where the vocabulary has one, else as reported, an abbreviation spelled out as the text does.",
    )
    outcome_reported: Text = column("Outcome as reported", "The outcome in the document's words.", example="BDI score")
    outcome_kind: Text = column("Kind of outcome", "What kind of measure.", values=OutcomeKind, example="instrument")
    outcome_domain: Text = column("Domain", "What it is a measure of.", values=OutcomeDomain, example="depression")
    direction: Text = column(
        "Direction",
        "Which way the outcome's value went in the arm, against the comparator or baseline.",
        values=Direction,
        example="decrease",
    )
    significance: Text = column("Significance", "Statistical significance.", values=Significance, example="significant")
    favours: Text = column(
        "Favours", "Who did better, by direction and orientation.", values=Favours, example="intervention"
    )
    p_operator: Text = column("p operator", "How p_value bounds p.", optional=True, values=POperator, example="<")
    p_value: Number = column("p-value", "The p-value or its bound.", optional=True, low=0, high=1, example="0.05")
    effect_measure: Text = column(
        "Effect measure", "What effect_value is.", optional=True, values=EffectMeasure, example="SMD"
    )
    effect_value: Number = column(
        "Effect", "Size of the effect, in the measure's own unit.", optional=True, example="-0.4"
    )
    ci_low: Number = column("Interval, low", "Lower limit of the effect's confidence interval.", optional=True)
    ci_high: Number = column("Interval, high", "Upper limit of the effect's confidence interval.", optional=True)
    ci_level: Number = column(
        "Interval, level", "Confidence level of the interval.", unit="%", optional=True, low=0, high=100, example="95"
    )
    baseline_value: Number = column("Baseline", "Value before the intervention.", optional=True, example="18")
    endpoint_value: Number = column("Endpoint", "Value at the time point.", optional=True, example="9")
    baseline_band: Text = column(
        "Band at baseline", "The instrument's named severity band.", optional=True, example="mild"
    )
    endpoint_band: Text = column(
        "Band at endpoint", "The instrument's named severity band.", optional=True, example="minimal"
    )
    rater: Text = column("Rater", "Who filled in the instrument.", optional=True, values=Rater, example="self")
    arm_value: Number = column(
        "Value of the arm", "As a registry posts it; a change where the outcome is one.", optional=True, example="9"
    )
    comparator_value: Number = column("Value of the comparator", "As `arm_value`.", optional=True, example="15.2")
    value_kind: Text = column("Kind of value", "The registry's own code.", optional=True, example="LEAST_SQUARES_MEAN")
    arm_spread: Number = column("Spread of the arm", "As a registry posts it.", optional=True, example="3.1")
    comparator_spread: Number = column("Spread of the comparator", "As `arm_spread`.", optional=True, example="4")
    spread_kind: Text = column("Kind of spread", "The registry's own words.", optional=True, example="Standard Error")
    arm_n: Integer = column(
        "Analysed in the arm", "Behind `arm_value`.", unit="participants", optional=True, low=0, example="21"
    )
    comparator_n: Integer = column(
        "Analysed in the comparator", "Behind `comparator_value`.", unit="participants", optional=True, low=0
    )
    unit: Text = column(
        "Unit", "Unit of baseline, endpoint and posted values, as reported.", optional=True, example="ng/mL"
    )
    timepoint_days: Number = column(
        "Time point", "Days from the start of the intervention.", unit="days", optional=True, low=0, example="56"
    )
    subgroup: Text = column("Subgroup", "Part of the participants that the result is of, as reported.", optional=True)
    adjusted: Flag = column("Adjusted", "Whether the estimate is adjusted for covariates.", optional=True)
    species: Text = column(
        "Species", "Of the population that the result was seen in.", optional=True, values=Species, example="human"
    )
    flags: Texts = list_column(
        "Flags", "Reason codes of self-checks that the row did not pass.", example="p_against_interval"
    )

    @pa.dataframe_check(name="ci_low_above_ci_high", error="ci_low_above_ci_high")
    @classmethod
    def interval_in_order(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The lower limit is not above the upper one."""
        return not_above(frame, "ci_low", "ci_high")

    @pa.dataframe_check(name="p_value_without_operator", error="p_value_without_operator")
    @classmethod
    def p_with_operator(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A p-value and its operator come together."""
        return together(frame, "p_value", "p_operator")

    @pa.dataframe_check(name="baseline_outside_instrument", error="baseline_outside_instrument")
    @classmethod
    def baseline_in_range(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A baseline score lies in the instrument's range."""
        return _in_range(frame, "baseline_value")

    @pa.dataframe_check(name="endpoint_outside_instrument", error="endpoint_outside_instrument")
    @classmethod
    def endpoint_in_range(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """An endpoint score lies in the instrument's range."""
        return _in_range(frame, "endpoint_value")


def _in_range(frame: pd.DataFrame, name: str) -> "pd.Series[bool]":
    """Percentages (of patients, of change) are no scores and pass, written with the sign or the word."""
    rows = zip(frame["outcome_id"], frame[name], frame["unit"], strict=True)
    fits = [
        pd.isna(outcome)
        or pd.isna(value)
        or (not pd.isna(unit) and _is_share(unit))
        or within_range(outcome, float(value))
        for outcome, value, unit in rows
    ]
    return pd.Series(fits, index=frame.index, dtype=bool)


def _is_share(unit: str) -> bool:
    return "%" in unit or "percent" in unit.lower()
