"""Every closed list of values in the dataset, with what each value means. The names are those of the contract."""

from enum import StrEnum
from typing import Self


class Described(StrEnum):
    """A string enumeration whose members carry their meaning."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """Make a member out of its value and its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


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


class StudyDesign(Described):
    """studies.design."""

    RCT = "rct", "randomised controlled trial, parallel groups"
    CROSSOVER_RCT = "crossover_rct", "randomised trial whose participants change arms"
    CLUSTER_RCT = "cluster_rct", "randomised trial that allocates groups of people"
    POST_HOC_ANALYSIS = "post_hoc_analysis", "later analysis of a trial's data, not its main report"
    NON_RANDOMISED_TRIAL = "non_randomised_trial", "controlled trial without random allocation"
    SINGLE_ARM_TRIAL = "single_arm_trial", "intervention without a control group"
    COHORT = "cohort", "people followed over time, no allocation"
    CASE_CONTROL = "case_control", "people with a condition against people without"
    CROSS_SECTIONAL = "cross_sectional", "people looked at once"
    CASE_REPORT = "case_report", "one or a few patients described"
    SYSTEMATIC_REVIEW = "systematic_review", "review with a stated search, no pooled estimate"
    META_ANALYSIS = "meta_analysis", "review with a pooled estimate"
    NETWORK_META_ANALYSIS = "network_meta_analysis", "pooled comparison of several interventions at once"
    NARRATIVE_REVIEW = "narrative_review", "review that calls itself narrative or states no search"
    REVIEW = "review", "a review of which the document does not say the kind"
    PROTOCOL = "protocol", "a plan, no results"
    ANIMAL_IN_VIVO = "animal_in_vivo", "experiment with living animals"
    IN_VITRO = "in_vitro", "experiment with cells, tissue or ferments"
    OTHER = "other", "another design"


class Blinding(Described):
    """studies.blinding."""

    OPEN = "open", "everybody knows the allocation"
    SINGLE = "single", "one party does not know it"
    DOUBLE = "double", "two parties do not know it"
    TRIPLE = "triple", "three parties do not know it"


class Species(Described):
    """studies.species and findings.species."""

    HUMAN = "human", "people"
    MOUSE = "mouse", "mice"
    RAT = "rat", "rats"
    OTHER_ANIMAL = "other_animal", "other animals, or animals of a kind not named"
    IN_VITRO = "in_vitro", "cells, tissue or ferments"
    MIXED = "mixed", "people and animals"


class AntidepressantUse(Described):
    """studies.antidepressants."""

    EXCLUDED = "excluded", "people who take antidepressants could not take part"
    ALLOWED = "allowed", "they could"
    ADD_ON = "add_on", "all took antidepressants and the intervention was added"


class Severity(Described):
    """studies.severity."""

    NONE = "none", "no symptoms"
    MILD = "mild", "mild"
    MILD_TO_MODERATE = "mild_to_moderate", "mild to moderate"
    MODERATE = "moderate", "moderate"
    MODERATE_TO_SEVERE = "moderate_to_severe", "moderate to severe"
    SEVERE = "severe", "severe"


class ReviewStatus(Described):
    """studies.review_status."""

    AUTOMATIC = "automatic", "read by rules, seen by nobody"
    VERIFIED = "verified", "a curator compared it with the source and found it right"
    CORRECTED = "corrected", "a curator changed it"
    REJECTED = "rejected", "a curator refused it"


class ArmRole(Described):
    """arms.role."""

    INTERVENTION = "intervention", "the group whose treatment is studied"
    COMPARATOR = "comparator", "the group it is compared with"


class ArmType(Described):
    """arms.type."""

    PROBIOTIC = "probiotic", "live microorganisms"
    PREBIOTIC = "prebiotic", "a substrate for them"
    SYNBIOTIC = "synbiotic", "both"
    POSTBIOTIC = "postbiotic", "inactivated microorganisms or their parts"
    FERMENTED_FOOD = "fermented_food", "a food made with microorganisms"
    FMT = "fmt", "faecal microbiota transplantation"
    PLACEBO = "placebo", "inert look-alike, vehicle included"
    DRUG = "drug", "a medicine"
    DIET = "diet", "a diet"
    PSYCHOLOGICAL = "psychological", "psychotherapy, exercise programme or the like"
    USUAL_CARE = "usual_care", "what patients get anyway"
    NO_TREATMENT = "no_treatment", "nothing (an untreated model control included)"
    OTHER = "other", "another"


class Comparator(Described):
    """findings.comparator: the types of an arm, and two that are no arm."""

    PROBIOTIC = "probiotic", "a probiotic arm"
    PREBIOTIC = "prebiotic", "a prebiotic arm"
    SYNBIOTIC = "synbiotic", "a synbiotic arm"
    POSTBIOTIC = "postbiotic", "a postbiotic arm"
    FERMENTED_FOOD = "fermented_food", "a fermented food arm"
    FMT = "fmt", "a transplantation arm"
    PLACEBO = "placebo", "a placebo arm"
    DRUG = "drug", "a drug arm"
    DIET = "diet", "a diet arm"
    PSYCHOLOGICAL = "psychological", "a psychological arm"
    USUAL_CARE = "usual_care", "a usual care arm"
    NO_TREATMENT = "no_treatment", "an untreated arm"
    OTHER = "other", "another arm"
    BASELINE = "baseline", "the same group before"
    HEALTHY_CONTROLS = "healthy_controls", "people (or animals) without the condition"


class DoseBasis(Described):
    """arms.dose_basis: what the reported dose counts."""

    PER_DAY = "per_day", "a day"
    PER_DOSE = "per_dose", "one capsule, sachet or serving"
    PER_GRAM = "per_gram", "one gram (or millilitre) of the product"
    EACH_STRAIN = "each_strain", "each strain on its own"
    TOTAL = "total", "all strains together"


class Analysis(Described):
    """findings.analysis."""

    BETWEEN_GROUP = "between_group", "one group against another"
    WITHIN_GROUP = "within_group", "one group against its own baseline"
    CORRELATION = "correlation", "how two measures move together"
    POOLED = "pooled", "an estimate over several studies"
    MECHANISTIC = "mechanistic", "a result on how it works, without a group contrast"


class OutcomeKind(Described):
    """findings.outcome_kind."""

    INSTRUMENT = "instrument", "a scale or test"
    BIOMARKER = "biomarker", "a substance or ratio in a sample"
    CONSTRUCT = "construct", "a domain by its bare name, no instrument named"
    EVENT = "event", "something that happens to a participant"
    MICROBIOTA = "microbiota", "a taxon's abundance or a diversity index"
    OTHER = "other", "another"


class OutcomeDomain(Described):
    """findings.outcome_domain and claims.outcome_domain."""

    DEPRESSION = "depression", "depressive symptoms, rumination, anhedonia"
    ANXIETY = "anxiety", "anxiety, worry, panic, obsessions"
    STRESS = "stress", "perceived or post-traumatic stress, burnout, autonomic stress markers"
    MOOD = "mood", "mood, affect, distress and scales over several of the above"
    COGNITION = "cognition", "memory, attention, global cognition"
    SLEEP = "sleep", "sleep quality, insomnia, sleepiness"
    QUALITY_OF_LIFE = "quality_of_life", "quality of life, well-being, functioning"
    NEURODEVELOPMENT = "neurodevelopment", "autism, attention deficit, child behaviour"
    PSYCHOSIS = "psychosis", "psychotic symptoms"
    NEUROTROPHIN = "neurotrophin", "BDNF and other growth factors of nerves"
    HPA_AXIS = "hpa_axis", "cortisol and the hormones that drive it"
    TRYPTOPHAN_METABOLISM = "tryptophan_metabolism", "tryptophan, kynurenine and what follows"
    NEUROTRANSMITTER = "neurotransmitter", "serotonin, GABA, dopamine and others"
    INFLAMMATION = "inflammation", "cytokines, acute phase and immune markers"
    GUT_PERMEABILITY = "gut_permeability", "barrier function and endotoxin"
    GUT_SYMPTOMS = "gut_symptoms", "stool, pain, bloating, gut scales"
    MICROBIOTA = "microbiota", "composition of the microbiota and its metabolites"
    METABOLIC = "metabolic", "glucose, lipids, weight, oxidative stress"
    SAFETY = "safety", "adverse events, tolerance"
    OTHER = "other", "another"


class Direction(Described):
    """findings.direction: of the outcome's value."""

    INCREASE = "increase", "higher in the arm than in the comparator or at baseline"
    DECREASE = "decrease", "lower"
    NO_DIFFERENCE = "no_difference", "stated to be no different"
    POSITIVE = "positive", "two measures rise together"
    NEGATIVE = "negative", "one rises while the other falls"
    MIXED = "mixed", "parts of the outcome went different ways"
    UNCLEAR = "unclear", "the text does not say which way"


class Significance(Described):
    """findings.significance."""

    SIGNIFICANT = "significant", "the text says so, or prints p < 0.05 or an interval without the null"
    NOT_SIGNIFICANT = "not_significant", "the text says so, or prints p >= 0.05 or an interval over the null"
    NOT_STATED = "not_stated", "neither"


class Favours(Described):
    """findings.favours: from direction and orientation of the outcome."""

    INTERVENTION = "intervention", "the arm did better"
    COMPARATOR = "comparator", "the comparator did better"
    NEITHER = "neither", "no difference"
    UNCLEAR = "unclear", "the direction or the outcome's orientation is not known"


class POperator(Described):
    """findings.p_operator."""

    EQUAL = "=", "the p-value itself"
    LESS = "<", "an upper bound"
    GREATER = ">", "a lower bound"
    LESS_OR_EQUAL = "<=", "an upper bound, itself included"
    GREATER_OR_EQUAL = ">=", "a lower bound, itself included"


class EffectMeasure(Described):
    """findings.effect_measure."""

    MD = "MD", "mean difference"
    SMD = "SMD", "standardised mean difference (Hedges' g, Cohen's d over studies)"
    OR = "OR", "odds ratio"
    RR = "RR", "risk ratio"
    HR = "HR", "hazard ratio"
    RD = "RD", "risk difference"
    R = "r", "correlation coefficient"
    D = "d", "Cohen's d within one study"
    ETA2 = "eta2", "(partial) eta squared"
    BETA = "beta", "regression coefficient"
    PERCENT_CHANGE = "percent_change", "change in percent"
    OTHER = "other", "another"


class Rater(Described):
    """findings.rater."""

    SELF = "self", "the participant"
    CLINICIAN = "clinician", "a clinician or trained rater"


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


class TranslationVerdict(Described):
    """translation.verdict: whether what animals showed was seen in people."""

    CONCORDANT = "concordant", "both found the same direction"
    DISCORDANT = "discordant", "they found different directions, or no single one"
    ANIMAL_ONLY = "animal_only", "seen in animals alone"
    HUMAN_ONLY = "human_only", "seen in people alone"


class InterventionKind(Described):
    """translation.intervention_kind: what names the intervention."""

    PRODUCT = "product", "a product of the vocabulary"
    STRAIN_SET = "strain_set", "the strains of the arm, sorted"
    TAXON_SET = "taxon_set", "the taxa of the arm, sorted, where no strain is named"
    ARM_TYPE = "arm_type", "the type of the arm alone, where nothing more is said"
