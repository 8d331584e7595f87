"""`translation`: per intervention and outcome, what animals showed, what people showed, and whether it carries over."""

import pandas as pd

from psychobiotics.publishing.interventions import interventions
from psychobiotics.publishing.queries import query_rows
from psychobiotics.publishing.told_once import one_telling
from psychobiotics.records.tables import Row

_KINDS = {"human": "human", "mouse": "animal", "rat": "animal", "other_animal": "animal"}
# Correlations say nothing about what the intervention did, and "unclear" says nothing at all.
_DIRECTIONS = frozenset({"increase", "decrease", "no_difference", "mixed"})
# A change within the group says less than the comparison with another: it counts only where that is all there is.
_COMPARATIVE = frozenset({"between_group", "pooled"})


# One row per intervention and outcome. A direction is the one that all findings share, else "mixed": no vote is
# counted, since nine small trials do not outvote a large one.
_TRANSLATION = """
with told as (
    select intervention_id, outcome_key as outcome_id,
        min_by(intervention, finding_id) as intervention,
        min_by(intervention_kind, finding_id) as intervention_kind,
        min_by(outcome, finding_id) as outcome,
        min_by(outcome_domain, finding_id) as outcome_domain,
        array_agg(distinct direction) filter (kind = 'animal') as animal,
        array_agg(distinct direction) filter (kind = 'human') as human,
        count(*) filter (kind = 'animal') as n_animal_findings,
        count(*) filter (kind = 'human') as n_human_findings,
        array_agg(distinct study_id order by study_id) filter (kind = 'animal') as animal_study_ids,
        array_agg(distinct study_id order by study_id) filter (kind = 'human') as human_study_ids
    from findings group by all
), compared as (
    select * exclude (animal, human),
        case when len(animal) = 1 then animal[1] when animal is not null then 'mixed' end as animal_direction,
        case when len(human) = 1 then human[1] when human is not null then 'mixed' end as human_direction
    from told
)
select *, case
    when animal_direction is null then 'human_only'
    when human_direction is null then 'animal_only'
    when animal_direction = human_direction and animal_direction <> 'mixed' then 'concordant'
    else 'discordant' end as verdict
from compared order by intervention_id, outcome_id
"""


def build_translation(frames: dict[str, pd.DataFrame]) -> list[Row]:
    """One row per intervention and outcome that animals or people were asked about."""
    return query_rows(_TRANSLATION, findings=_by_intervention(frames))


def _by_intervention(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Findings that count, each beside the intervention it is of, with the kind of population it was seen in."""
    told = one_telling(frames["findings"], frames["studies"])
    told["kind"] = told["species"].map(_KINDS)
    told = told[told["direction"].isin(_DIRECTIONS) & told["kind"].notna()]
    compared = told["analysis"].isin(_COMPARATIVE)
    has_comparison = compared.groupby([told["study_id"], told["outcome_key"], told["kind"]]).transform("max")
    told = told[compared | ~has_comparison.astype(bool)]
    given = interventions(frames["arms"], frames["arm_strains"])
    # A finding without an arm is about the study's interventions.
    whole = told[told["arm_id"].isna()].drop(columns="arm_id").merge(given, on="study_id")
    single = told[told["arm_id"].notna()].merge(given, on=["study_id", "arm_id"])
    joined = pd.concat([whole, single]).drop_duplicates(["finding_id", "intervention_id"])
    return joined.drop(columns="flags")
