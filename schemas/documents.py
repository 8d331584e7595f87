"""documents: one row per ingested document, or per record of a multi-record file."""

from schemas import forms
from schemas.columns import Flag, Integer, Text, Texts, column, list_column
from schemas.document_enumerations import ArticleType, CommercialSignal, DatePrecision, DocumentKind
from schemas.table_model import TableModel


class Documents(TableModel):
    """One ingested document, or one record of a multi-record file."""

    document_id: Text = column(
        "Document id",
        '"doc-" and the first 16 hex digits of the SHA-256 of the record\'s bytes.',
        example="doc-0123456789abcdef",
        form=forms.DOCUMENT_ID,
    )
    source: Text = column("Source", "Where it came from: relative path, URL or API query.", example="news/a-trial.html")
    file_name: Text = column("File name", "Name under which the user gave it.", example="a-trial.html")
    record_index: Integer = column(
        "Record index", "Position in a multi-record file, from 0.", optional=True, low=0, example="12"
    )
    media_type: Text = column("Media type", "MIME type found from the content.", example="text/html")
    kind: Text = column("Kind", "What kind of document it is.", values=DocumentKind, example="news")
    article_type: Text = column(
        "Type of article",
        "What a report is beside an ordinary one, where its format says so; null for all others.",
        optional=True,
        values=ArticleType,
        example="erratum",
    )
    notice_of: Texts = list_column(
        "Notice of",
        "Papers that an erratum, retraction, expression of concern or comment is about.",
        form=forms.PAPER_ID,
        example="pmid:12345678",
    )
    title: Text = column("Title", "Title as printed.", optional=True)
    publisher: Text = column(
        "Publisher", "Organisation or site that published it.", optional=True, example="A Health Site"
    )
    authors: Texts = list_column("Authors", "Authors as printed, in order.", example="Doe J")
    published_on: Text = column(
        "Published on",
        "Date of publication, ISO 8601; see published_on_precision.",
        optional=True,
        form=forms.DATE,
        example="2020-10-19",
    )
    published_on_precision: Text = column(
        "Precision of published on",
        "How much of the date is stated.",
        optional=True,
        values=DatePrecision,
        example="day",
    )
    updated_on: Text = column(
        "Updated on",
        "Date of the last change that the document states, ISO 8601; see updated_on_precision.",
        optional=True,
        form=forms.DATE,
        example="2024-01-11",
    )
    updated_on_precision: Text = column(
        "Precision of updated on", "How much of the date is stated.", optional=True, values=DatePrecision, example="day"
    )
    language: Text = column(
        "Language", "ISO 639 code of the text's language.", optional=True, form=forms.LANGUAGE, example="en"
    )
    journal: Text = column("Journal", "Journal as printed.", optional=True)
    doi: Text = column(
        "DOI", "Digital object identifier, lower case, no prefix.", optional=True, form=forms.DOI, example="10.1000/abc"
    )
    pmid: Text = column("PMID", "PubMed identifier.", optional=True, form=forms.PMID, example="12345678")
    record_version: Integer = column(
        "Version of the record", "As its source counts; null where there is but one.", optional=True, low=1, example="2"
    )
    pmcid: Text = column("PMCID", "PubMed Central identifier.", optional=True, form=forms.PMCID, example="PMC1234567")
    registry_id: Text = column("Registry id", "Trial registration number.", optional=True, example="NCT00000000")
    url: Text = column("URL", "Canonical address.", optional=True, form=forms.URL, example="https://example.org/a")
    sha256: Text = column("SHA-256", "Hash of the record's bytes, hex.", form=forms.SHA256)
    n_chars: Integer = column("Length", "Length of the parsed text.", unit="characters", low=0, example="5120")
    parser: Text = column("Parser", "Name and version of the parser.", example="pubmed_xml/1")
    has_commercial_interest: Flag = column(
        "Has a commercial interest", "Whether the publisher gains when readers buy what the text is about."
    )
    commercial_signals: Texts = list_column(
        "Commercial signals",
        "What on the page shows it.",
        values=CommercialSignal,
        example="coupon_code",
    )
    disclaimer: Text = column("Disclaimer", "Regulatory wording as printed.", optional=True)
    provenance: Text = column(
        "Provenance",
        'Null for an original; "paraphrase" for a text that the project worded itself.',
        optional=True,
        example="paraphrase",
    )
    licence: Text = column("Licence", "Licence where it is known.", optional=True, example="CC-BY-4.0")
