"""Closed lists of values of findings and what is derived from them, with what each value means."""

from schemas.described import Described


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
