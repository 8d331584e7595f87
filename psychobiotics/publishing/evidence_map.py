"""`evidence_map`: how much was found, by intervention type, outcome domain and species."""

import pandas as pd

from psychobiotics.publishing.queries import query_rows
from psychobiotics.publishing.told_once import one_telling
from psychobiotics.records.tables import Row

_MAP = """
with given as (
    select study_id, arm_id, type from arms where role = 'intervention' and type is not null
), joined as (  -- a finding without an arm is about the study's interventions
    select distinct on (finding_id, type) type as intervention_type, f.*
    from findings f join given g on f.study_id = g.study_id and (f.arm_id is null or f.arm_id = g.arm_id)
), participants as (
    select intervention_type, outcome_domain, species, sum(n_enrolled)::bigint as n_participants
    from (select distinct intervention_type, outcome_domain, species, study_id from joined)
        join studies using (study_id)
    group by all
)
select intervention_type, outcome_domain, species,
    count(distinct study_id) as n_studies,
    any_value(n_participants) as n_participants,
    count(*) as n_findings,
    count(*) filter (direction = 'increase') as n_increase,
    count(*) filter (direction = 'decrease') as n_decrease,
    count(*) filter (direction = 'no_difference') as n_no_difference,
    count(*) filter (direction not in ('increase', 'decrease', 'no_difference')) as n_other_direction,
    count(*) filter (significance = 'significant') as n_significant,
    count(*) filter (significance = 'not_significant') as n_not_significant,
    count(*) filter (significance = 'not_stated') as n_significance_not_stated,
    count(*) filter (favours = 'intervention') as n_favours_intervention,
    count(*) filter (favours = 'comparator') as n_favours_comparator,
    array_agg(distinct study_id order by study_id) as study_ids
from joined join participants using (intervention_type, outcome_domain, species)
group by all order by all
"""


def build_evidence_map(frames: dict[str, pd.DataFrame]) -> list[Row]:
    """One row per intervention type, outcome domain and species of the findings, each result counted once.

    Findings of a species that no document states are in no cell.
    """
    findings = one_telling(frames["findings"], frames["studies"])
    findings = findings[findings["species"].notna()].drop(columns="flags")
    return query_rows(
        _MAP,
        findings=findings,
        arms=frames["arms"][["study_id", "arm_id", "role", "type"]],
        studies=frames["studies"][["study_id", "n_enrolled"]],
    )
