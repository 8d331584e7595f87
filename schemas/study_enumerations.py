"""Closed lists of values of studies and their arms, with what each value means. The names are those of the contract."""

from schemas.described import Described


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


class Notice(Described):
    """studies.notices: what has been published about the study's report."""

    COMMENT = "comment", "a comment"
    ERRATUM = "erratum", "a correction"
    EXPRESSION_OF_CONCERN = "expression_of_concern", "a journal's doubt"
    RETRACTION = "retraction", "its retraction; what other documents tell of it is left"


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


class DoseBasis(Described):
    """arms.dose_basis: what the reported dose counts."""

    PER_DAY = "per_day", "a day"
    PER_DOSE = "per_dose", "one capsule, sachet or serving"
    PER_GRAM = "per_gram", "one gram (or millilitre) of the product"
    EACH_STRAIN = "each_strain", "each strain on its own"
    TOTAL = "total", "all strains together"
