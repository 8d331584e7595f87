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
