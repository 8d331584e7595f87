"""Documents of one file are drafted together: what comes out is what each gives by itself, in the file's order."""

from psychobiotics.extraction.extract import extract, extract_together
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.pipeline.drafting import DOCUMENTS_TOGETHER, draft_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.drafts import DocumentDraft
from psychobiotics.records.reasons import Reason, Rejection

ITEM = RawItem("0" * 64, "made_up.xml", "made_up.xml", "made_up.xml", "")
RETRACTED = 3
SENTENCES = (
    "We randomised 60 adults with anxiety to Lactobacillus helveticus or placebo for 8 weeks.",
    "Cortisol fell in the probiotic group (p = 0.03), while sleep did not differ between the groups.",
    "Mice were fed Bifidobacterium longum.",
    "Gut microbiota, kefir and BDNF in depressed patients are reviewed.",
)


def pubmed_set(size: int) -> bytes:
    records = []
    for i in range(size):
        kind = "Retracted Publication" if i == RETRACTED else "Journal Article"
        abstract = " ".join(SENTENCES[: 1 + i % len(SENTENCES)]) + f" Trial {i}."
        records.append(
            f"<PubmedArticle><MedlineCitation><PMID>{99000000 + i}</PMID><Article><ArticleTitle>Trial {i}</ArticleTitle>"
            f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract><PublicationTypeList>"
            f"<PublicationType>{kind}</PublicationType></PublicationTypeList></Article></MedlineCitation></PubmedArticle>"
        )
    return f"<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>".encode()


def documents_of(data: bytes) -> list[Document]:
    return [d for d in parse_item(ITEM, data) if isinstance(d, Document)]


def test_extract_together__gives_what_each_document_gives_alone() -> None:
    documents = documents_of(pubmed_set(12))
    together = extract_together(documents)
    assert together == [extract(d) for d in documents]
    assert any(extraction.entities for extraction in together)
    assert extract_together([]) == []


def test_draft_item__drafts_all_documents_of_several_groups_in_order() -> None:
    data = pubmed_set(DOCUMENTS_TOGETHER + 5)
    outcomes = list(draft_item(ITEM, data))
    drafts = [outcome for outcome in outcomes if isinstance(outcome, DocumentDraft)]
    assert drafts == [normalise(d, extract(d)) for d in documents_of(data) if not d.retracted]
    retracted = [
        i for i, o in enumerate(outcomes) if isinstance(o, Rejection) and o.reason == Reason.RETRACTED_UPSTREAM
    ]
    indexes = [outcome.record_index for outcome in outcomes]
    assert len(retracted) == 1
    assert indexes[retracted[0]] == documents_of(data)[RETRACTED].record_index
    assert indexes == sorted(indexes, key=lambda index: index or 0)


def test_draft_item__a_file_that_breaks_off_keeps_the_documents_before_the_break() -> None:
    whole = pubmed_set(6)
    outcomes = list(draft_item(ITEM, whole[: whole.index(b"99000004")]))
    assert len([outcome for outcome in outcomes if isinstance(outcome, DocumentDraft)]) == 3
    assert isinstance(outcomes[-1], Rejection)
