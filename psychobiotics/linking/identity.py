"""Who a study is, as one document names it: the keys on which two tellings can meet."""

import re
import unicodedata
from dataclasses import dataclass

from psychobiotics.records.drafts import DocumentDraft, Fields, Scalar, StudyDraft
from psychobiotics.records.mentions import Naming

# Designs that speak of a trial under the trial's registration without being its report.
SECONDARY_DESIGNS = frozenset({"post_hoc_analysis", "protocol"})
REVIEWS = frozenset({"systematic_review", "meta_analysis", "network_meta_analysis", "narrative_review", "review"})
_REVIEWS_REGISTRY = "CRD"  # how the numbers of the one registry of reviews begin: there a review is at home


def fold(text: str) -> str:
    """Lower case letters and digits alone, accents off, single spaces: for comparing names and titles.

    >>> fold("Heidarzadeh‐Rad,  Názanin")
    'heidarzadeh rad nazanin'
    """
    dashed = re.sub("[‐‑–]", "-", text)
    plain = unicodedata.normalize("NFKD", dashed).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


@dataclass(frozen=True, slots=True)
class Telling:
    """One study as one document tells it, with the keys that identify it; None where the document does not say."""

    document: DocumentDraft
    draft: StudyDraft
    doi: str | None
    pmid: str | None
    pmcid: str | None
    registry_id: str | None
    surname: str | None
    year: int | None
    title: str | None
    design: str | None
    result_pmids: tuple[str, ...] = ()
    version_ids: tuple[str, ...] = ()
    article_type: str | None = None

    @property
    def is_own_report(self) -> bool:
        """Whether the document is the study's own report."""
        return self.draft.naming is Naming.OWN_REPORT

    @property
    def is_registry_record(self) -> bool:
        """Whether the document is the trial's entry in a registry."""
        kind = self.document.fields.get("kind")
        return kind is not None and kind.value == "registry_record"

    @property
    def is_secondary(self) -> bool:
        """Whether it shares its registration with the trial that it plans, re-analyses or reviews."""
        at_home = (self.registry_id or "").startswith(_REVIEWS_REGISTRY)
        return self.design in SECONDARY_DESIGNS or (self.design in REVIEWS and not at_home)

    @property
    def is_trial_report(self) -> bool:
        """Whether it is a paper on a study's results: no registry record, plan, re-analysis, review or citation."""
        return self.is_own_report and not self.is_registry_record and not self.is_secondary

    @property
    def age(self) -> int:
        """0 for a report that was republished, 1 for an ordinary one, 2 for a preprint: the earlier ranks lower."""
        return {"republished": 0, "preprint": 2}.get(self.article_type or "", 1)

    @property
    def order(self) -> tuple[bool, bool, int, str, int, str]:
        """Sort key: own reports first, then those with identifiers, then the latest version, then by source."""
        identified = bool(self.doi or self.pmid)
        return (
            not self.is_own_report,
            not identified,
            self.age,
            self.document.source,
            self.document.record_index or 0,
            self.draft.key,
        )


def read_telling(document: DocumentDraft, draft: StudyDraft) -> Telling:
    """Collect the identity keys of one draft."""
    fields = draft.fields
    author = _text(fields, "first_author")
    title = _text(fields, "title")
    year = _value(fields, "year")
    return Telling(
        document=document,
        draft=draft,
        doi=_text(fields, "doi"),
        pmid=_text(fields, "pmid"),
        pmcid=_text(fields, "pmcid"),
        registry_id=_text(fields, "registry_id"),
        surname=surname(author) if author else None,
        year=year if isinstance(year, int) else None,
        title=fold(title) if title else None,
        design=_text(fields, "design"),
        result_pmids=_texts(fields, "result_pmids"),
        version_ids=_texts(fields, "version_ids"),
        article_type=_text(document.fields, "article_type"),
    )


def surname(author: str) -> str:
    """Folded surname of "Kazemi A", "Heidarzadeh-Rad, N." or "Ait Belgnaoui": initials dropped.

    >>> surname("Heidarzadeh-Rad, N.")
    'heidarzadeh rad'
    >>> surname("Kazemi A")
    'kazemi'
    """
    last = author.split(",", maxsplit=1)[0]
    words = fold(last).split()
    initials = re.search(r"\s([A-Z]{1,3})\.?$", last.strip())
    if initials and len(words) > 1 and words[-1] == initials.group(1).lower():
        words = words[:-1]
    return " ".join(words)


def given_initial(telling: Telling) -> str:
    """First letter, folded, of the given name that stands behind the first author's surname; "" for none."""
    printed = fold(_text(telling.draft.fields, "first_author") or "")
    given = printed.removeprefix(telling.surname or "").strip()
    return given[:1] if telling.surname and printed.startswith(telling.surname) else ""


def _value(fields: Fields, name: str) -> Scalar | None:
    found = fields.get(name)
    return found.value if found else None


def _text(fields: Fields, name: str) -> str | None:
    value = _value(fields, name)
    return value if isinstance(value, str) and value else None


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    value = _value(fields, name)
    return value if isinstance(value, tuple) else ()
