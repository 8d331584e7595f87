"""What the published rows must hold of a registry record, read straight from its JSON, apart from the pipeline.

A second, small reader of ClinicalTrials.gov's records: it knows the registry's data dictionary and the dataset's
contract and none of the code under test.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

Json = Any
Row = dict[str, Any]

PARTIES = {
    "PARTICIPANT": "participants", "CARE_PROVIDER": "personnel", "INVESTIGATOR": "personnel",
    "OUTCOMES_ASSESSOR": "assessors",
}  # fmt: skip
BLINDING = {"NONE": "open", "SINGLE": "single", "DOUBLE": "double", "TRIPLE": "triple", "QUADRUPLE": "triple"}
MEASURES = {
    "Hazard Ratio (HR)": "HR", "Odds Ratio (OR)": "OR", "Risk Ratio (RR)": "RR", "Risk Difference (RD)": "RD",
    "Mean Difference (Final Values)": "MD", "Mean Difference (Net)": "MD", "Cox Proportional Hazard": "HR",
    "LS Mean Difference": "MD", "Mean difference": "MD", "Slope": "beta",
}  # fmt: skip


def plain(text: object) -> str:
    """Text without the registry's Markdown escapes, white space folded."""
    unescaped = re.sub(r"\\(?=[^\w\s])", "", str(text))
    return " ".join(unicodedata.normalize("NFC", unescaped).split())


def at(node: Json, *path: str) -> Json:
    for key in path:
        node = node.get(key, {}) if isinstance(node, dict) else {}
    return node


def told(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in (None, "", (), [])}


def study_row(record: Json) -> Row:
    """Columns of `studies` that the record decides."""
    protocol = record["protocolSection"]
    design, status = at(protocol, "designModule"), at(protocol, "statusModule")
    info, enrolment = at(design, "designInfo"), at(design, "enrollmentInfo")
    masking = at(info, "maskingInfo")
    outcomes, eligibility = at(protocol, "outcomesModule"), at(protocol, "eligibilityModule")
    sponsors = at(protocol, "sponsorCollaboratorsModule")
    countries = {place["country"] for place in at(protocol, "contactsLocationsModule").get("locations", ())}
    row = {
        "registry_id": at(protocol, "identificationModule")["nctId"],
        "title": plain(at(protocol, "identificationModule")["briefTitle"]).rstrip("."),
        "design": design_of(design),
        "blinding": BLINDING.get(masking.get("masking", "")),
        "blinded_parties": {PARTIES[who] for who in masking.get("whoMasked", ())} or None,
        "n_enrolled": enrolment.get("count"),
        "registry_status": status.get("overallStatus"),
        "why_stopped": plain(status.get("whyStopped", "")),
        "allocation_registered": info.get("allocation"),
        "study_model_registered": info.get("interventionModel") or info.get("observationalModel"),
        "phases": design.get("phases"),
        "conditions_registered": list(
            dict.fromkeys(map(plain, at(protocol, "conditionsModule").get("conditions", ())))
        ),
        "primary_outcomes": [outcome_text(o) for o in outcomes.get("primaryOutcomes", ())],
        "secondary_outcomes": [outcome_text(o) for o in outcomes.get("secondaryOutcomes", ())],
        "other_outcomes": [outcome_text(o) for o in outcomes.get("otherOutcomes", ())],
        "collaborators": [plain(c["name"]) for c in sponsors.get("collaborators", ())],
        "funding": plain(at(sponsors, "leadSponsor").get("name", "")),
        "result_pmids": pmids(protocol, "RESULT"),
        "derived_pmids": pmids(protocol, "DERIVED"),
        "related_pmids": pmids(protocol, "BACKGROUND", "DERIVED"),
        "age_min": years(eligibility.get("minimumAge")),
        "age_max": years(eligibility.get("maximumAge")),
        "n_countries": len(countries),
        "species": "human",
    }
    return told(row | posted_people(record))


def pmids(protocol: Json, *types: str) -> list[str]:
    listed = at(protocol, "referencesModule").get("references", ())
    return list(dict.fromkeys(r["pmid"] for r in listed if "pmid" in r and r.get("type") in types))


def outcome_text(outcome: Json) -> str:
    time = outcome.get("timeFrame")
    return f"{plain(outcome['measure'])} [{plain(time)}]" if time else plain(outcome["measure"])


def years(age: str | None) -> float | None:
    match = re.fullmatch(r"(\d+) Years?", age or "")
    return float(match[1]) if match else None


def design_of(design: Json) -> str | None:
    """What allocation and model make of a study; None where they leave it to the text."""
    info = at(design, "designInfo")
    allocation, model = info.get("allocation"), info.get("interventionModel")
    if design.get("studyType") == "OBSERVATIONAL":
        if "CROSS_SECTIONAL" in str(info.get("timePerspective")) and info.get("observationalModel") == "COHORT":
            return "cross_sectional"
        return {"COHORT": "cohort", "CASE_CONTROL": "case_control"}.get(info.get("observationalModel", ""))
    if allocation == "RANDOMIZED":
        return "crossover_rct" if model == "CROSSOVER" else "rct"
    if allocation == "NON_RANDOMIZED":
        return "non_randomised_trial"
    return "single_arm_trial" if model == "SINGLE_GROUP" else None


def posted_people(record: Json) -> Row:
    """Numbers of `studies` out of the results section."""
    results = record.get("resultsSection", {})
    row: Row = {}
    periods = at(results, "participantFlowModule").get("periods", ())
    left = [m for p in periods for m in p.get("milestones", ()) if m["type"] == "NOT COMPLETED"]
    if len(periods) == 1 and left:
        row["n_dropouts"] = sum(int(a["numSubjects"]) for a in left[0]["achievements"])
    baseline = at(results, "baselineCharacteristicsModule")
    groups = baseline.get("groups", ())
    total = next((g["id"] for g in groups if g["title"] == "Total"), groups[0]["id"] if len(groups) == 1 else None)
    for measure in baseline.get("measures", ()):
        values = {
            (category.get("title") or cell.get("title", "")): m["value"]
            for cell in measure.get("classes", ())
            for category in cell.get("categories", ())
            for m in category.get("measurements", ())
            if m["groupId"] == total
        }
        if measure["title"] == "Age, Continuous" and measure["paramType"] == "MEAN" and "" in values:
            row["age_mean"] = float(values[""])
        if measure["title"] == "Sex: Female, Male" and int(values["Female"]) + int(values["Male"]):
            women, men = int(values["Female"]), int(values["Male"])
            row["female_percent"] = round(100 * women / (women + men), 1)
    return row


def arm_rows(record: Json) -> list[Row]:
    """Label, number and (where the registry decides it) type and role of each arm."""
    module = record["protocolSection"].get("armsInterventionsModule", {})
    started = started_by_title(record)
    rows = []
    for group in module.get("armGroups", ()):
        row: Row = {"label_reported": plain(group["label"]), "n": started.get(plain(group["label"]).casefold())}
        names = group.get("interventionNames", ())
        if (names and all("placebo" in name.lower() for name in names)) or group.get("type") in {
            "PLACEBO_COMPARATOR",
            "SHAM_COMPARATOR",
        }:
            row |= {"type": "placebo", "role": "comparator"}
        elif group.get("type") == "NO_INTERVENTION":
            row |= {"type": "no_treatment", "role": "comparator"}
        elif group.get("type") == "ACTIVE_COMPARATOR":
            row["role"] = "comparator"
        elif group.get("type") == "EXPERIMENTAL":
            row["role"] = "intervention"
        rows.append(told(row))
    if not any(group.get("type") in {"EXPERIMENTAL", "OTHER", None} for group in module.get("armGroups", ())):
        for row in rows:
            if row.get("type") not in {"placebo", "no_treatment"}:
                row["role"] = "intervention"  # an active comparator of nothing experimental is what is studied
    return rows


def started_by_title(record: Json) -> dict[str, int]:
    flow = at(record.get("resultsSection", {}), "participantFlowModule")
    titles = {g["id"]: plain(g["title"]).casefold() for g in flow.get("groups", ())}
    found: dict[str, int] = {}
    for period in flow.get("periods", ()):
        for milestone in period["milestones"]:
            if milestone["type"] == "STARTED":
                for entry in milestone["achievements"]:
                    found.setdefault(titles[entry["groupId"]], int(entry["numSubjects"]))
    return found


def finding_rows(record: Json) -> Iterator[Row]:
    """Columns of `findings` of each posted analysis, in order."""
    for measure in at(record.get("resultsSection", {}), "outcomeMeasuresModule").get("outcomeMeasures", ()):
        for analysis in measure.get("analyses", ()):
            if "pValue" in analysis or "paramValue" in analysis:
                yield told(analysis_row(record, measure, analysis))


def analysis_row(record: Json, measure: Json, analysis: Json) -> Row:
    row: Row = {"outcome_reported": plain(measure["title"])}
    if match := re.search(r"(?P<sign>[<>≤≥]?=?)\s*(?P<number>\d*\.?\d+(?:[eE]-?\d+)?)", analysis.get("pValue", "")):
        row["p_operator"] = {"≤": "<=", "≥": ">=", "": "="}.get(match["sign"], match["sign"])
        row["p_value"] = float(match["number"])
    for column, key in (
        ("effect_value", "paramValue"), ("ci_low", "ciLowerLimit"), ("ci_high", "ciUpperLimit"),
        ("ci_level", "ciPctValue"),
    ):  # fmt: skip
        row[column] = number(analysis.get(key))
    if row["effect_value"] is not None:
        row["effect_measure"] = MEASURES.get(analysis.get("paramType", ""))
    titles = {g["id"]: plain(g["title"]) for g in measure["groups"]}
    labels = {plain(g["label"]) for g in record["protocolSection"]["armsInterventionsModule"].get("armGroups", ())}
    groups = [titles[g] for g in analysis.get("groupIds", ())]
    if len(groups) == 2 and set(groups) <= labels:
        row["arms"] = set(groups)
        row |= group_numbers(measure, analysis, titles)
    return row


def group_numbers(measure: Json, analysis: Json, titles: dict[str, str]) -> Row:
    """What the measure's only class has of the two groups, by their titles."""
    [cell, *more] = measure.get("classes") or [{}]
    [category, *others] = cell.get("categories") or [{}]
    if more or others:
        return {}
    counts = {c["groupId"]: c["value"] for d in measure.get("denoms", ()) for c in d["counts"]}
    values = {
        titles[m["groupId"]]: (number(m["value"]), number(m.get("spread")), number(counts.get(m["groupId"])))
        for m in category.get("measurements", ())
        if m["groupId"] in analysis["groupIds"]
    }
    return {"values": values, "unit": plain(measure["unitOfMeasure"]), "value_kind": measure["paramType"]}


def number(text: str | None) -> float | None:
    try:
        return float((text or "").replace(",", ""))
    except ValueError:
        return None


def document_row(record: Json) -> Row:
    """Columns of `documents` that the record decides."""
    status = record["protocolSection"]["statusModule"]
    row: Row = {"kind": "registry_record"}
    for column, key in (("published_on", "studyFirstPostDateStruct"), ("updated_on", "lastUpdatePostDateStruct")):
        date = at(status, key).get("date")
        if date:
            row[f"{column}_precision"] = {1: "year", 2: "month", 3: "day"}[len(date.split("-"))]
            row[column] = (date + "-01-01")[:10]
    return row
