"""studies: one row per distinct study, whichever documents mention it."""

import pandas as pd
import pandera.pandas as pa

from psychobiotics.vocab.conditions import conditions_by_id
from psychobiotics.vocab.countries import load_countries
from schemas import forms
from schemas.columns import Integer, Number, Text, Texts, column, list_column
from schemas.comparisons import not_above
from schemas.study_enumerations import AntidepressantUse, Blinding, Notice, ReviewStatus, Severity, Species, StudyDesign
from schemas.table_model import TableModel

_COUNTRIES = tuple(country.code for country in load_countries())


class StudyFacts(TableModel):
    """What a study is and found out about whom; `study_reporting` adds how completely it is reported."""

    study_id: Text = column(
        "Study id",
        'The best identifier known: "doi:", else "pmid:", else a registry\'s prefix, else "ref:" and author and year.',
        form=forms.STUDY_ID,
        example="ref:doe-2018",
    )
    label: Text = column("Label", "Short name for people.", example="Doe 2018")
    first_author: Text = column("First author", "First author as printed.", optional=True, example="Doe J")
    authors: Texts = list_column("Authors", "Authors as printed, in order.", example="Doe J")
    year: Integer = column("Year", "Year of publication.", optional=True, low=1900, high=2100, example="2018")
    title: Text = column("Title", "Title as printed.", optional=True)
    journal: Text = column("Journal", "Journal as printed.", optional=True)
    volume: Text = column("Volume", "Volume as printed.", optional=True, example="12")
    issue: Text = column("Issue", "Issue as printed.", optional=True, example="3")
    pages: Text = column("Pages", "Pages or article number as printed.", optional=True, example="101-110")
    doi: Text = column(
        "DOI", "Digital object identifier, lower case, no prefix.", optional=True, form=forms.DOI, example="10.1000/abc"
    )
    pmid: Text = column("PMID", "PubMed identifier.", optional=True, form=forms.PMID, example="12345678")
    pmcid: Text = column("PMCID", "PubMed Central identifier.", optional=True, form=forms.PMCID, example="PMC1234567")
    registry_id: Text = column("Registry id", "Trial registration number.", optional=True, example="NCT00000000")
    parent_study_id: Text = column(
        "Parent study", "Id of the trial that a post hoc analysis re-analyses.", optional=True, form=forms.STUDY_ID
    )
    version_ids: Texts = list_column(
        "Other versions",
        "Other versions of the report that its record names: the preprint, the paper republished.",
        form=forms.PAPER_ID,
        example="doi:10.1000/preprint",
    )
    notices: Texts = list_column(
        "Notices",
        "What its record or other documents say was published about the report.",
        values=Notice,
        example="erratum",
    )
    related_study_ids: Texts = list_column(
        "Related studies",
        "Other studies of the same trial: under its registration, named by the registry's record as papers on it, or "
        "its re-analyses. More than a hundred under one registration are not listed.",
        form=forms.STUDY_ID,
        example="doi:10.1000/xyz",
    )
    primary_document_id: Text = column(
        "Primary document", "The document that is the study's own report.", optional=True, form=forms.DOCUMENT_ID
    )
    n_documents: Integer = column("Number of documents", "Documents that mention the study.", low=1, example="3")
    design: Text = column("Design", "Kind of study.", optional=True, values=StudyDesign, example="rct")
    blinding: Text = column(
        "Blinding", "Who does not know the allocation.", optional=True, values=Blinding, example="double"
    )
    species: Text = column("Species", "Who or what was studied.", optional=True, values=Species, example="human")
    n_enrolled: Integer = column(
        "Enrolled",
        "Participants (or animals) randomised, else enrolled.",
        unit="participants",
        optional=True,
        low=0,
        example="110",
    )
    n_analysed: Integer = column(
        "Analysed",
        "Participants (or animals) in the main analysis.",
        unit="participants",
        optional=True,
        low=0,
        example="78",
    )
    n_dropouts: Integer = column(
        "Dropouts", "Participants who left after enrolment.", unit="participants", optional=True, low=0, example="12"
    )
    n_studies: Integer = column(
        "Included studies", "Studies that a review includes.", unit="studies", optional=True, low=0, example="21"
    )
    population: Text = column("Population", "Who took part, as reported.", optional=True)
    diagnosis_basis: Text = column(
        "Basis of the diagnosis", "Criteria or cut-off of inclusion, as reported.", optional=True, example="DSM-IV"
    )
    antidepressants: Text = column(
        "Antidepressants",
        "Whether participants could take them.",
        optional=True,
        values=AntidepressantUse,
        example="add_on",
    )
    condition_ids: Texts = list_column(
        "Conditions",
        "Vocabulary ids of the participants' conditions.",
        known=sorted(conditions_by_id()),
        example="major-depressive-disorder",
    )
    severity: Text = column(
        "Severity", "Severity at baseline.", optional=True, values=Severity, example="mild_to_moderate"
    )
    age_mean: Number = column("Mean age", "Mean age of the participants.", unit="years", optional=True, low=0, high=120)
    age_min: Number = column(
        "Least age", "Least age, reached or allowed.", unit="years", optional=True, low=0, high=120
    )
    age_max: Number = column(
        "Greatest age", "Greatest age, reached or allowed.", unit="years", optional=True, low=0, high=120
    )
    female_percent: Number = column(
        "Female", "Share of women (or female animals).", unit="%", optional=True, low=0, high=100
    )
    country: Text = column(
        "Country", "Where the study was done, ISO 3166-1 alpha-2.", optional=True, known=_COUNTRIES, example="IR"
    )
    duration_days: Number = column(
        "Duration",
        "Length of the intervention; a week is 7 days, a month 30.",
        unit="days",
        optional=True,
        low=0,
        example="56",
    )
    funding: Text = column("Funding", "Who paid, as reported.", optional=True)
    review_status: Text = column("Review status", "Who has seen the row.", values=ReviewStatus, example="automatic")
    not_applicable: Texts = list_column(
        "Not applicable", "Columns of this row that cannot apply (the dose of a review).", example="duration_days"
    )
    flags: Texts = list_column(
        "Flags", "Reason codes of self-checks that the row did not pass.", example="analysed_above_enrolled"
    )

    @pa.dataframe_check(name="age_min_above_age_max", error="age_min_above_age_max")
    @classmethod
    def ages_in_order(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The least age is not above the greatest."""
        return not_above(frame, "age_min", "age_max")
