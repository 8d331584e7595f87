"""Arms and results of registry records as they are published."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from psychobiotics.extraction.extract import extract
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.drafts import StudyDraft

GOLDEN = Path(__file__).parents[1] / "golden" / "clinicaltrials" / "record.json"


def read(record: dict[str, Any]) -> StudyDraft:
    data = json.dumps(record).encode()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "r", "r.json", "r.json", ""), data)
    assert isinstance(document, Document)
    [study] = normalise(document, extract(document)).studies
    return study


def record_with(given: dict[str, str], arm_text: str = "") -> dict[str, Any]:
    record: dict[str, Any] = json.loads(GOLDEN.read_text("utf-8"))["studies"][0]
    module = record["protocolSection"]["armsInterventionsModule"]
    name = f"{given['type'].replace('_', ' ').title()}: {given['name']}"
    arm = {"label": "Active", "type": "EXPERIMENTAL", "description": arm_text, "interventionNames": [name]}
    module["armGroups"] = [arm]
    module["interventions"] = [given]
    record.pop("resultsSection", None)
    return record


def test_complete_arms__reads_strains_and_dose_from_descriptions() -> None:
    given = {
        "type": "DIETARY_SUPPLEMENT",
        "name": "Capsule",
        "description": "Lactobacillus helveticus R0052 and Bifidobacterium longum R0175, 3 x 10^9 CFU per day",
    }
    [arm] = read(record_with(given)).arms
    assert arm.fields["type"].value == "probiotic"
    assert arm.fields["type"].method.startswith("inferred") or arm.fields["type"].confidence < 1
    assert [strain["strain"].value for strain in arm.strains] == ["R0052", "R0175"]
    assert arm.fields["dose_cfu_per_day"].value == 3e9


def test_complete_arms__says_other_where_nothing_tells() -> None:
    [arm] = read(record_with({"type": "PROCEDURE", "name": "Stretching", "description": "Ten minutes"})).arms
    assert arm.fields["type"].value == "other"
    assert arm.fields["type"].confidence < 0.5


def test_complete_arms__a_stated_type_stays() -> None:
    given = {"type": "DRUG", "name": "Sertraline", "description": "Beside it a probiotic may be taken"}
    [arm] = read(record_with(given)).arms
    assert arm.fields["type"].value == "drug"


def test_posted_analysis__is_a_finding_of_its_arms() -> None:
    study = read(json.loads(GOLDEN.read_text("utf-8"))["studies"][0])
    [finding] = study.findings
    values = {name: value.value for name, value in finding.fields.items()}
    assert (finding.arm_key, finding.comparator_arm_key) == ("a1", "a2")
    assert (values["outcome_id"], values["direction"], values["significance"]) == ("bdi", "decrease", "significant")
    assert (values["p_operator"], values["p_value"]) == ("<", 0.001)
    assert (values["effect_value"], values["ci_low"], values["ci_high"]) == (-6.2, -8.1, -4.3)
    assert values["comparator"] == "placebo"


def test_posted_analysis__without_values_and_without_significance_is_no_difference() -> None:
    record: dict[str, Any] = json.loads(GOLDEN.read_text("utf-8"))["studies"][0]
    measure = record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    measure["classes"] = []
    measure["analyses"][0]["pValue"] = "0.61"
    for key in ("paramValue", "ciLowerLimit", "ciUpperLimit"):
        measure["analyses"][0].pop(key)
    [finding] = read(record).findings
    assert finding.fields["direction"].value == "no_difference"
    assert finding.fields["significance"].value == "not_significant"


def posted(measure: dict[str, Any]) -> StudyDraft:
    """The golden record with one outcome measure of its two groups."""
    record: dict[str, Any] = json.loads(GOLDEN.read_text("utf-8"))["studies"][0]
    groups = [{"id": "OG000", "title": "Milk"}, {"id": "OG001", "title": "The Yoghurt"}]
    base = {"type": "SECONDARY", "title": "Bells rung", "unitOfMeasure": "bells", "paramType": "MEAN", "groups": groups}
    record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"] = [base | measure]
    return read(record)


def at_week(week: int, milk: str, yoghurt: str) -> dict[str, Any]:
    values = [{"groupId": "OG000", "value": milk}, {"groupId": "OG001", "value": yoghurt}]
    return {"title": f"Week {week}", "categories": [{"measurements": values}]}


def columns(study: StudyDraft, *names: str) -> list[tuple[object, ...]]:
    return [tuple(f.fields[n].value if n in f.fields else None for n in names) for f in study.findings]


def test_posted_analysis__has_the_values_of_the_class_that_it_names() -> None:
    classes = [at_week(1, "5", "4"), at_week(12, "5", "9")]
    told = [("Ringing at week 12", "0.01"), ("Ringing at Week 1", "0.02"), ("Ringing over time", "0.03")]
    analyses = [{"groupIds": ["OG000", "OG001"], "groupDescription": t, "pValue": p} for t, p in told]
    study = posted({"timeFrame": "Weeks 1 and 12", "classes": classes, "analyses": analyses})
    assert columns(study, "p_value", "direction", "endpoint_value", "timepoint_days") == [
        (0.01, "increase", 9.0, 84.0),
        (0.02, "decrease", 4.0, 7.0),
        (0.03, "unclear", None, None),
    ]


def test_posted_measure__without_an_analysis_is_a_finding_at_each_time() -> None:
    study = posted({"classes": [at_week(1, "5", "4"), at_week(12, "5", "9")]})
    assert columns(study, "endpoint_value", "unit", "timepoint_days", "direction", "significance") == [
        (4.0, "bells", 7.0, "unclear", "not_stated"),
        (9.0, "bells", 84.0, "unclear", "not_stated"),
    ]
    assert {(f.arm_key, f.comparator_arm_key) for f in study.findings} == {("a1", "a2")}


def test_posted_measure__of_a_change_has_no_endpoint() -> None:
    study = posted({"title": "Change in bells rung", "classes": [at_week(1, "5", "4")]})
    names = ("endpoint_value", "arm_value", "comparator_value", "unit", "value_kind")
    assert columns(study, *names) == [(None, 4.0, 5.0, "bells", "MEAN")]


def test_posted_numbers__are_of_the_class_before_the_measure() -> None:
    classes = [at_week(1, "5", "4"), at_week(12, "5", "9")]
    counts = [{"groupId": "OG000", "value": "30"}, {"groupId": "OG001", "value": "31"}]
    classes[1]["denoms"] = [{"units": "Participants", "counts": [{"groupId": "OG001", "value": "28"}]}]
    study = posted({"classes": classes, "denoms": [{"units": "Participants", "counts": counts}]})
    assert columns(study, "arm_n", "comparator_n") == [(31, 30), (28, 30)]
    assert all(f.fields["arm_n"].confidence == 1 for f in study.findings)


def test_test_over_many_groups__is_of_no_arm() -> None:
    groups = [{"id": f"OG00{n}", "title": title} for n, title in enumerate(("Milk", "Yoghurt", "Tea"))]
    analysis = {"groupIds": ["OG000", "OG001", "OG002"], "pValue": "0.5"}
    [finding] = posted({"groups": groups, "classes": [], "analyses": [analysis]}).findings
    assert (finding.arm_key, finding.comparator_arm_key) == (None, None)


def test_active_comparator__is_the_intervention_where_nothing_is_experimental() -> None:
    record = record_with({"type": "OTHER", "name": "Kefir"})
    arms = record["protocolSection"]["armsInterventionsModule"]["armGroups"]
    arms[0]["type"] = "ACTIVE_COMPARATOR"
    arms.append({"label": "Nothing", "type": "NO_INTERVENTION"})
    assert [arm.fields["role"].value for arm in read(record).arms] == ["intervention", "comparator"]


def test_registered_fields__overrule_what_the_text_says() -> None:
    record = record_with({"type": "DRUG", "name": "Sertraline"})
    record["protocolSection"]["identificationModule"]["officialTitle"] = (
        "Protocol of a Meta-Analysis-Driven Crossover Trial in Mice and in 12 Adults Aged 30 to 40 Years"
    )
    fields = {name: value.value for name, value in read(record).fields.items()}
    assert (fields["design"], fields["species"], fields["n_enrolled"]) == ("rct", "human", 40)
    assert (fields["age_min"], fields["age_max"]) == (18.0, 65.0)


def test_registered_condition__is_one_of_the_vocabulary() -> None:
    record = record_with({"type": "DRUG", "name": "Sertraline"})
    record["protocolSection"]["conditionsModule"]["conditions"] = ["Anxiety Disorders", "Ringing of Bells"]
    fields = read(record).fields
    assert fields["condition_ids"].value == ("anxiety-disorder",)
    assert fields["conditions_registered"].value == ("Anxiety Disorders", "Ringing of Bells")
