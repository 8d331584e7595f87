"""Which way an outcome's value went.

Pattern: a cue of increase or decrease says it itself; one of improvement says it through the outcome's orientation
(improved depression falls, improved sleep quality rises); a cue that works on a change keeps it ("enhanced the rise")
or turns it round ("attenuated the decrease"); a negated cue is no difference.

What is told of the control against the treated group goes the other way.

It must not be fooled by: "alleviated anxiety" (a decrease), "restored the reduced levels of A" (an increase).
"""

from psychobiotics.normalisation.effects import read_signed
from psychobiotics.normalisation.p_values import is_significant, read_p_value
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.effect_measures import RATIOS, read_measure

Facts = dict[str, Fact]

# What a sentence tells a direction with; a posted analysis has none of them, only numbers.
_TELLING = frozenset({"direction_cue", "null_cue", "negation"})
_OPPOSITE = {"increase": "decrease", "decrease": "increase"}
# For cues of value: the direction where the outcome is better lower, better higher, where that is not known, and where
# the name itself leaves it open ("lipid profile").
_BY_ORIENTATION = {
    "improve": {"lower": "decrease", "higher": "increase", None: "increase", "unclear": "unclear"},
    "relieve": {"lower": "decrease", "higher": "increase", None: "decrease", "unclear": "decrease"},
    "restore": {"lower": "decrease", "higher": "increase", None: "increase", "unclear": "unclear"},
    "counter": {"lower": "decrease", "higher": "increase", None: "decrease", "unclear": "decrease"},
    "worsen": {"lower": "increase", "higher": "decrease", None: "unclear", "unclear": "unclear"},
}


def read_direction(facts: Facts, better: str | None, head: str | None) -> str:
    """A value of `findings.direction`.

    Args:
        facts: The finding's facts by field.
        better: When the outcome is better: "lower", "higher", "unclear" (either) or None (not known).
        head: The same by its last word alone; what is alleviated is bad, unless that very word says otherwise
            ("alleviated barrier destruction").
    """
    if "correlation_cue" in facts:
        return _sign(facts)
    if "group_value_1" in facts or not facts.keys() & _TELLING:
        return _from_values(facts)
    if "null_cue" in facts or "negation" in facts:
        return "no_difference"
    concept = facts["direction_cue"].concept or ""
    embedded = facts.get("embedded_cue")
    if concept in {"restore", "counter", "improve", "relieve"} and embedded and embedded.concept in _OPPOSITE:
        return _OPPOSITE[embedded.concept]
    direction = _by_value(concept, head if concept in {"relieve", "counter"} else better)
    reversal = facts.get("reversal_cue")
    if (reversal is not None and reversal.concept == "reverse") != ("swapped_cue" in facts):
        direction = _OPPOSITE.get(direction, direction)
    return direction


def _from_values(facts: Facts) -> str:
    """The direction from two groups' values, or from one difference or ratio; none where the statistic says so."""
    null = 1.0 if _tells_ratio(facts) else 0.0
    told = _told_significance(facts, null)
    if told is False:
        return "no_difference"
    values = [_read_value(facts[name].quote.text) for name in sorted(facts) if name.startswith("group_value_")]
    if "numeric_measure" in facts:
        values = [*values[:1], null]
    if told is None or len(values) < 2:
        return "unclear"
    ways = {_way(value, values[1]) for value in (values[0], *values[2:])}  # of several groups, each against the control
    return ways.pop() if len(ways) == 1 else "unclear"


def _tells_ratio(facts: Facts) -> bool:
    """The statistic is a ratio, which is compared with 1."""
    if "numeric_measure" in facts:
        return facts["numeric_measure"].concept == "ratio"
    return "effect_measure" in facts and read_measure(facts["effect_measure"].quote.text) in RATIOS


def _way(value: float | None, control: float | None) -> str:
    if value is None or control is None or value == control:
        return "unclear"
    return "increase" if value > control else "decrease"


def _read_value(quote: str) -> float | None:
    """A number, a percentage, or a fraction of people ("14/20")."""
    part, _, whole = quote.replace("per cent", "").replace("percent", "").partition("/")
    value, of = read_signed(part.strip(" %")), read_signed(whole.strip()) if whole else 1.0
    return value / of if value is not None and of else None


def _told_significance(facts: Facts, null: float) -> bool | None:
    if (p := facts.get("p_value")) and (read := read_p_value(p.quote.text)):
        return is_significant(*read)
    low, high = facts.get("ci_low"), facts.get("ci_high")
    if low and high:
        a, b = read_signed(low.quote.text), read_signed(high.quote.text)
        return None if a is None or b is None else not a <= null <= b
    return None


def _by_value(concept: str, better: str | None) -> str:
    if concept in _BY_ORIENTATION:
        return _BY_ORIENTATION[concept][better]
    return concept if concept in _OPPOSITE or concept == "mixed" else "unclear"


def _sign(facts: Facts) -> str:
    if "negation" in facts:
        return "no_difference"
    sign = facts.get("correlation_sign")
    if sign is None:
        return _sign_of_r(facts)
    if sign.concept:  # "a higher A went with a lower B"
        return "positive" if sign.concept == facts["correlation_cue"].concept else "negative"
    return "negative" if sign.quote.text.lower().startswith(("neg", "inv")) else "positive"


def _sign_of_r(facts: Facts) -> str:
    measure, value = facts.get("effect_measure"), facts.get("effect_value")
    if measure and value and measure.quote.text.lower() in {"r", "rho", "ρ"}:
        return "negative" if value.quote.text.lstrip().startswith(("-", "−", "–")) else "positive"
    return "unclear"


def read_favours(direction: str, better: str | None) -> str:
    """A value of `findings.favours`, from direction and orientation."""
    if direction == "no_difference":
        return "neither"
    if direction not in _OPPOSITE or better not in {"lower", "higher"}:
        return "unclear"
    good = "decrease" if better == "lower" else "increase"
    return "intervention" if direction == good else "comparator"
