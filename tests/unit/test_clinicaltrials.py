"""Registry records: the facts by field, and every value of the modules in the text."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import pytest

from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.mentions import StudyMention
from psychobiotics.records.reasons import Reason, Rejection

GOLDEN = Path(__file__).parents[1] / "golden" / "clinicaltrials" / "record.json"
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "ctgov"
RECORDS = sorted(CORPUS.glob("*.json")) if CORPUS.is_dir() else []
# People to call, coordinates, the registry's own derivations, and ids by which groups are referred to.
LEFT_OUT = {"centralContacts", "contacts", "pointOfContact", "geoPoint", "stdAges", "groupId", "groupIds"}
GROUP_ID = re.compile(r"(?:FG|BG|OG|EG)\d{3}")


def parsed(data: bytes) -> list[Document]:
    results = list(parse_item(RawItem(sha256(data).hexdigest(), "r", "r.json", "r.json", ""), data))
    assert all(isinstance(result, Document) for result in results)
    return [result for result in results if isinstance(result, Document)]


def study_of(data: bytes) -> StudyMention:
    [document] = parsed(data)
    [study] = document.structured
    return study


def told(study: StudyMention) -> dict[str, list[tuple[str, str | None]]]:
    found: dict[str, list[tuple[str, str | None]]] = {}
    for fact in study.facts:
        found.setdefault(fact.field, []).append((fact.quote.text, fact.concept))
    return found


def test_registry_record__gives_design_enrolment_arms_and_results() -> None:
    study = study_of(GOLDEN.read_bytes())
    facts = told(study)
    assert facts["registry_id"] == [("NCT00000000", None)]
    assert ("RANDOMIZED", "rct") in facts["design"]
    assert facts["blinding"] == [("QUADRUPLE", "triple")]
    assert facts["n_enrolled"] == [("40", None)]
    assert facts["reference_pmid"] == [("90000001", "result")]
    yoghurt, milk = ({f.field: f.concept or f.quote.text for f in arm.facts} for arm in study.arms)
    assert yoghurt == {
        "label_reported": "Yoghurt", "intervention": "Dietary Supplement: Yoghurt", "role": "intervention", "n": "21",
        "description": "3 x 10^9 CFU a day",
    }  # fmt: skip
    assert milk == {
        "label_reported": "Milk", "intervention": "Other: Placebo milk", "role": "comparator", "type": "placebo",
        "n": "19",
    }  # fmt: skip
    [finding] = study.findings
    assert (finding.arm_key, finding.comparator_arm_key) == ("a1", "a2")
    assert {f.field: f.quote.text for f in finding.facts} == {
        "outcome": "Beck Depression Inventory", "p_value": "<0.001", "effect_measure": "Mean difference",
        "effect_value": "-6.2", "ci_level": "95", "ci_low": "-8.1", "ci_high": "-4.3",
        "group_value_1": "9.0", "group_value_2": "15.2", "endpoint_value": "9.0", "unit": "points",
        "timepoint_cue": "8 weeks", "arm_value": "9.0", "arm_spread": "3.1", "comparator_value": "15.2",
        "comparator_spread": "4.0", "value_kind": "MEAN", "spread_kind": "STANDARD_DEVIATION",
    }  # fmt: skip


def test_planned_enrolment__is_inferred() -> None:
    data = GOLDEN.read_bytes().replace(b'"count": 40, "type": "ACTUAL"', b'"count": 40, "type": "ESTIMATED"')
    [fact] = [fact for fact in study_of(data).facts if fact.field == "n_enrolled"]
    assert fact.inferred
    assert fact.confidence < 1


def test_shapes__single_page_and_array_give_the_same_studies() -> None:
    record = json.loads(GOLDEN.read_text("utf-8"))["studies"][0]
    texts = {parsed(json.dumps(shape).encode())[0].text for shape in (record, [record], {"studies": [record]})}
    assert len(texts) == 1


def leaves(value: object, key: str = "") -> Iterator[str]:
    if key in LEFT_OUT:
        return
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, key)
    elif not isinstance(value, bool) and not (key == "id" and GROUP_ID.fullmatch(str(value))):
        yield str(value)


@pytest.mark.skipif(not RECORDS, reason="../shared/corpora/ctgov is not there")
@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_registry_record__every_value_stands_in_the_text(path: Path) -> None:
    data = path.read_bytes()
    [document] = parsed(data)
    words = " ".join(normalize("NFKC", document.text.replace("(years)", "").replace("^", "")).split())
    record = json.loads(data)
    missing = [
        leaf
        for part in ("protocolSection", "resultsSection")
        for leaf in leaves(record.get(part, {}))
        if " ".join(re.sub(r"\\(?=\W)|\^", "", normalize("NFKC", leaf)).split()).removesuffix(" Years") not in words
    ]
    assert not missing


@pytest.mark.parametrize(
    "text",
    [
        '{"FullStudiesResponse": {"NStudiesFound": 1, "FullStudies": [{"Rank": 1, "Study": {"ProtocolSection": {}}}]}}',
        '{"Study": {"ProtocolSection": {"IdentificationModule": {"NCTId": "NCT90000001"}}}}',
        "<clinical_study><id_info><nct_id>NCT90000001</nct_id></id_info></clinical_study>",
    ],
    ids=["search", "record", "xml"],
)
def test_old_form_of_the_registry__is_refused_by_name_with_what_to_do(text: str) -> None:
    [refused] = parse_item(RawItem("0" * 64, "r", "r.json", "r.json", ""), text.encode())
    assert isinstance(refused, Rejection)
    assert refused.reason is Reason.UNSUPPORTED_FORMAT
    assert "fetch them anew in version 2" in refused.message
