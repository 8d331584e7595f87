"""The three services as a loopback server speaks them: their real forms, records of our own wording."""

import json
from dataclasses import dataclass, field

from tests.sources.loopback import Handler, Query, Server

RECORD = """<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>
<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Internet"><PubDate><Year>2021</Year></PubDate></JournalIssue>
<Title>Journal of invented trials</Title></Journal><ArticleTitle>A probiotic and low mood: a randomised trial.</ArticleTitle>
<Abstract><AbstractText Label="METHODS">We randomised {n} adults to Lactobacillus helveticus R0052 or placebo for 8 weeks.
</AbstractText><AbstractText Label="RESULTS">Depression scores fell more with the probiotic than with placebo (p = {p}).
</AbstractText></Abstract><AuthorList><Author><LastName>Sample</LastName><Initials>A</Initials></Author></AuthorList>
<Language>eng</Language><PublicationTypeList>{types}</PublicationTypeList></Article></MedlineCitation></PubmedArticle>"""
TRIAL_TYPE = '<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>'
RETRACTED_TYPE = '<PublicationType UI="D016441">Retracted Publication</PublicationType>'
ARTICLE = (
    '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta>'
    '<article-id pub-id-type="pmcid">{pmcid}</article-id><title-group><article-title>Yoghurt and sleep: a randomised'
    " trial</article-title></title-group><abstract><p>We randomised 30 adults to yoghurt or milk. Sleep quality did not"
    " differ.</p></abstract></article-meta></front><body><sec><title>Results</title><p>Sleep quality did not differ."
    "</p></sec></body></article>"
)


@dataclass
class PubMed:
    """E-utilities over records by PMID; `count` may claim more than there are."""

    records: dict[int, str] = field(default_factory=dict)

    def add(self, pmid: int, n: int = 60, p: str = "0.02", types: str = TRIAL_TYPE) -> None:
        self.records[pmid] = RECORD.format(pmid=pmid, n=n, p=p, types=types)

    def join(self, server: Server) -> None:
        server.routes["/esearch.fcgi"] = self.search
        server.routes["/efetch.fcgi"] = self.fetch

    def search(self, handler: Handler, _query: Query) -> None:
        found = {"count": str(len(self.records)), "webenv": "MCID_1", "querykey": "1", "idlist": []}
        handler.answer(json.dumps({"header": {}, "esearchresult": found}).encode(), "application/json")

    def fetch(self, handler: Handler, query: Query) -> None:
        start, size = int(query["retstart"]), int(query["retmax"])
        chosen = [self.records[pmid] for pmid in sorted(self.records)][start : start + size]
        body = '<?xml version="1.0" ?>\n<PubmedArticleSet>\n' + "\n".join(chosen) + "\n</PubmedArticleSet>"
        handler.answer(body.encode(), "text/xml; charset=UTF-8")


def registry_study(number: str, n: int = 40) -> dict[str, object]:
    """A record of ClinicalTrials.gov, the fields that every record has."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": number, "briefTitle": "A probiotic in low mood"},
            "statusModule": {"overallStatus": "COMPLETED", "lastUpdatePostDateStruct": {"date": "2024-05-01"}},
            "descriptionModule": {"briefSummary": "Adults with low mood take a probiotic or placebo for eight weeks."},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "designInfo": {"allocation": "RANDOMIZED", "maskingInfo": {"masking": "DOUBLE"}},
                "enrollmentInfo": {"count": n, "type": "ACTUAL"},
            },
        }
    }


@dataclass
class Registry:
    """ClinicalTrials.gov's search, two studies a page."""

    studies: list[dict[str, object]] = field(default_factory=list)

    def join(self, server: Server) -> None:
        server.routes["/studies"] = self.search

    def search(self, handler: Handler, query: Query) -> None:
        start = int(query.get("pageToken", "t0")[1:])
        page: dict[str, object] = {"totalCount": len(self.studies), "studies": self.studies[start : start + 2]}
        if start + 2 < len(self.studies):
            page["nextPageToken"] = f"t{start + 2}"
        handler.answer(json.dumps(page).encode(), "application/json")


@dataclass
class EuropePmc:
    """Europe PMC's search, one article a page, and the full texts of those that are open."""

    articles: dict[str, str] = field(default_factory=dict)  # PMCID to "Y" or "N"

    def join(self, server: Server) -> None:
        server.routes["/search"] = self.search
        for pmcid, is_open in self.articles.items():
            if is_open == "Y":
                server.routes[f"/{pmcid}/fullTextXML"] = self.full_text

    def search(self, handler: Handler, query: Query) -> None:
        marks = ["*", *(f"m{number}" for number in range(1, len(self.articles) + 1))]
        place = marks.index(query["cursorMark"])
        chosen = list(self.articles.items())[place : place + 1]
        result = [{"pmcid": pmcid, "isOpenAccess": is_open, "license": "cc by"} for pmcid, is_open in chosen]
        following = marks[min(place + 1, len(marks) - 1)]
        page = {"hitCount": len(self.articles), "nextCursorMark": following, "resultList": {"result": result}}
        handler.answer(json.dumps(page).encode(), "application/json")

    def full_text(self, handler: Handler, _query: Query) -> None:
        pmcid = handler.path.split("/")[1]
        handler.answer(ARTICLE.format(pmcid=pmcid).encode(), "application/xml")
