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


# A study's direction is that of the effect it showed in any of its comparisons (a trend that is not significant shows
# none), "mixed" where it showed opposite ones. Over studies it is the one that all share, else "mixed": no vote is
# counted, since nine small trials do not outvote a large one.
_TRANSLATION = """
with shown as (
    select *, case when significance = 'not_significant' and direction in ('increase', 'decrease')
        then 'no_difference' else direction end as effect
    from findings
), studies as (
    select intervention_id, outcome_key, kind, study_id, count(*) as n,
        array_agg(distinct effect) filter (effect <> 'no_difference') as effects,
        min_by(struct_pack(intervention, intervention_kind, outcome, outcome_domain), finding_id) as names,
        min(finding_id) as first_id
    from shown group by all
), sides as (
    select intervention_id, outcome_key as outcome_id, min_by(names, first_id) as names,
        array_agg(distinct case when effects is null then 'no_difference'
            when len(effects) = 1 then effects[1] else 'mixed' end) as directions,
        sum(n)::bigint as n, array_agg(study_id order by study_id) as study_ids, kind, min(first_id) as first_id
    from studies group by intervention_id, outcome_key, kind
), compared as (
    select intervention_id, outcome_id, min_by(names, first_id) as names,
        any_value(case when len(directions) = 1 then directions[1] else 'mixed' end)
            filter (kind = 'animal') as animal_direction,
        any_value(case when len(directions) = 1 then directions[1] else 'mixed' end)
            filter (kind = 'human') as human_direction,
        coalesce(any_value(n) filter (kind = 'animal'), 0) as n_animal_findings,
        coalesce(any_value(n) filter (kind = 'human'), 0) as n_human_findings,
        any_value(study_ids) filter (kind = 'animal') as animal_study_ids,
        any_value(study_ids) filter (kind = 'human') as human_study_ids
    from sides group by intervention_id, outcome_id
)
select * exclude (names), unnest(names), case
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
