"""Closed lists of values of documents, of what they claim and name, and of how studies are found in them."""

from schemas.described import Described


class DocumentKind(Described):
    """documents.kind."""

    NEWS = "news", "independent journalism"
    PRESS_RELEASE = "press_release", "an organisation on its own product or research, its web news included"
    BLOG = "blog", "a post or guide of a website, not journalism and not a journal"
    PRODUCT_PAGE = "product_page", "a page that offers a product"
    ABSTRACT = "abstract", "a bibliographic record with an abstract"
    FULL_TEXT = "full_text", "a journal article whole"
    REGISTRY_RECORD = "registry_record", "a trial registry's record"
    EVIDENCE_TABLE = "evidence_table", "a table of extracted studies"
    REFERENCE_LIST = "reference_list", "bibliographic records without text"
    OTHER = "other", "none of these"


class ArticleType(Described):
    """documents.article_type: what a report or notice is beside a study's ordinary report."""

    PREPRINT = "preprint", "a report before a journal took it"
    REPUBLISHED = "republished", "a report published again, corrected or as it was"
    ERRATUM = "erratum", "a correction of another paper; no study of its own"
    EXPRESSION_OF_CONCERN = "expression_of_concern", "a journal's doubt about another paper; no study of its own"
    RETRACTION = "retraction", "the notice that another paper is retracted; no study of its own"
    COMMENT = "comment", "a comment on another paper without results of its own; no study of its own"


class CommercialSignal(Described):
    """documents.commercial_signals."""

    SELLS_PRODUCT = "sells_product", "the publisher sells the product or one like it"
    MANUFACTURER = "manufacturer", "the publisher makes the product or its strains"
    COUPON_CODE = "coupon_code", "a coupon or discount code stands on the page"
    AFFILIATE_LIST = "affiliate_list", "a list of recommended products or brands"
    PROMOTIONAL_CLAIM = "promotional_claim", "the text praises a product beyond reporting a result"
    SPONSORED = "sponsored", "the text says that it is sponsored or paid for"
    NONE_STATED = "none_stated", "nothing of the kind on the page"


class DatePrecision(Described):
    """How much of a date the document states."""

    DAY = "day", "day, month and year"
    MONTH = "month", "month and year; the day is set to the first"
    YEAR = "year", "the year alone; month and day are set to the first"


class ClaimType(Described):
    """claims.claim_type."""

    EFFICACY = "efficacy", "it helps (or does not)"
    MECHANISM = "mechanism", "how it works"
    SAFETY = "safety", "it is safe (or not)"
    PRODUCT_QUALITY = "product_quality", "a product's quality, viability, purity"
    ADVICE = "advice", "what the reader should do"
    EVIDENCE_VOLUME = "evidence_volume", "how much research there is"


class Polarity(Described):
    """claims.polarity."""

    SUPPORTS = "supports", "speaks for it"
    REFUTES = "refutes", "speaks against it"
    NEUTRAL = "neutral", "neither"


class Certainty(Described):
    """claims.certainty."""

    ASSERTED = "asserted", "stated as a fact"
    HEDGED = "hedged", "with may, might, suggests or the like"


class ClaimPopulation(Described):
    """claims.population."""

    HUMAN = "human", "people"
    ANIMAL = "animal", "animals"
    UNSPECIFIED = "unspecified", "not said"


class EntityLabel(Described):
    """entities.label."""

    BACTERIA = "bacteria", "bacteria and other microbes by name"
    DIETARY_SUPPLEMENT = "dietary_supplement", "probiotic, prebiotic, vitamin or other supplement"
    PRODUCT = "product", "a named product"
    CONDITION = "condition", "disease, disorder or finding"
    INSTRUMENT = "instrument", "a scale or test"
    BIOMARKER = "biomarker", "a substance measured as a marker"
    CHEMICAL = "chemical", "another substance"
    DRUG = "drug", "a medicine"
    FOOD = "food", "a food or diet"
    ANIMAL = "animal", "an animal or model"
    HUMAN = "human", "people by kind"
    GENE = "gene", "a gene"
    MICROBIOME = "microbiome", "a microbiota as a whole"
    ANATOMICAL_LOCATION = "anatomical_location", "a part of the body"
    BIOMEDICAL_TECHNIQUE = "biomedical_technique", "a laboratory or clinical technique"
    STATISTICAL_TECHNIQUE = "statistical_technique", "a statistical technique"


class Relation(Described):
    """document_studies.relation."""

    PRIMARY_REPORT = "primary_report", "the document is the study's own report"
    CITES = "cites", "the document's text tells of the study"
    REFERENCE_LIST = "reference_list", "the study stands in the document's list of references alone"


class LinkResolution(Described):
    """document_studies.resolution: by what the mention was tied to the study."""

    IDENTIFIER = "identifier", "a DOI, PMID, PMCID or registry id"
    BIBLIOGRAPHIC = "bibliographic", "title, authors and year"
    AUTHOR_YEAR = "author_year", "author and year"
    DESCRIBED = "described", "a description without a name"
    CURATED = "curated", "a curator's decision"


class ConflictResolution(Described):
    """conflicts.resolution."""

    IDENTICAL_WITHIN_ROUNDING = "identical_within_rounding", "the values agree once rounded alike"
    NEWER_SOURCE = "newer_source", "the newer document was followed"
    PRIMARY_SOURCE = "primary_source", "the study's own report was followed"
    CURATED = "curated", "a curator decided"
    OPEN = "open", "nobody decided; the most trusted value stands"
