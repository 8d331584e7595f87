"""Which arm of the study a quoted group is.

Pattern: the words of the group against the arms' own labels and types ("placebo group", "the probiotic group", "LD");
where a result names no group, the only intervention arm, and the only (or the placebo) comparator arm of the
document's own study.

It must not be fooled by: "both groups" (no single arm), "healthy controls" where the arms are of a trial.
"""

import re
from collections.abc import Mapping

from psychobiotics.records.mentions import ArmMention
from psychobiotics.records.quote import Quote
from psychobiotics.vocab.result_words import phrase_roles

_WORD = re.compile(r"[^\W_]+")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_ABBREVIATION = re.compile(r"[A-Z]{2}[A-Za-z0-9]{1,5}")
_CODE = re.compile(r" [A-Z][a-z]{1,3}\d{1,4}\Z")  # "ginsenoside Xy3"
_NOT_TESTED = frozenset({"group", "generic", "measured", "matrix", "construct", "test", "level", "bare"})


def find_arm(quote: str | None, arms: tuple[ArmMention, ...], role: str) -> str | None:
    """Key of the arm of that role whose label or type the quote's words name, else of its only arm."""
    candidates = [arm for arm in arms if arm.role == role]
    if quote:
        words = _words(quote)
        named = [arm for arm in candidates if words & _arm_words(arm)]
        if len(named) == 1:
            return named[0].key
    return candidates[0].key if len(candidates) == 1 else None


def names_arm(quote: str, arms: tuple[ArmMention, ...], role: str) -> bool:
    """Whether the quote's words name an arm of that role."""
    words = _words(quote)
    return any(words & _arm_words(arm) for arm in arms if arm.role == role)


def default_comparator(arms: tuple[ArmMention, ...]) -> str | None:
    """Key of the only comparator arm, or of the placebo among several."""
    candidates = [arm for arm in arms if arm.role == "comparator"]
    placebos = [arm for arm in candidates if _type(arm) == "placebo"]
    if len(candidates) == 1:
        return candidates[0].key
    return placebos[0].key if len(placebos) == 1 else None


def find_control_words(arms: tuple[ArmMention, ...]) -> frozenset[str]:
    """Words that stand in the comparators' labels and in no intervention's: who names them names the control."""
    told = {role: [arm for arm in arms if arm.role == role] for role in ("intervention", "comparator")}
    if not told["intervention"]:
        return frozenset()
    words = {role: set().union(*(_label_words(arm) for arm in found)) for role, found in told.items()}
    return frozenset(w for w in words["comparator"] - words["intervention"] if len(w) > 1 and w not in phrase_roles())


def find_tested_words(arms: tuple[ArmMention, ...]) -> frozenset[str]:
    """Words of what is tested, and its strains, in lower case: "letrozole" of "letrozole 2.5 mg", "tmao", "jb-1"."""
    tested = [arm for arm in arms if arm.role == "intervention"]
    words = {word for arm in tested for word in _LONG_WORD.findall(_label(arm).lower())}
    words |= {_label(arm).lower() for arm in tested if _ABBREVIATION.fullmatch(_label(arm))}
    words |= {_label(arm).lower().rpartition(" ")[2] for arm in tested if _CODE.search(_label(arm))}
    facts = [fact for arm in tested for strain in arm.strains for fact in strain.facts]
    words |= {fact.quote.text.lower() for fact in facts if fact.field == "strain"}
    return frozenset(word for word in words if not phrase_roles().get(word, frozenset()) & _NOT_TESTED)


def find_tested_forms(tested: frozenset[str], forms: Mapping[str, Quote]) -> frozenset[str]:
    """Abbreviations of what is tested, in lower case: "dex" of "dexamethasone (DEX)"."""
    return frozenset(short.lower() for short, spelled in forms.items() if _names_tested(spelled.text, tested))


def _names_tested(spelled: str, tested: frozenset[str]) -> bool:
    words = _LONG_WORD.findall(spelled.lower())
    return bool(words) and 2 * sum(word in tested for word in words) >= len(words)


def _label(arm: ArmMention) -> str:
    return " ".join(fact.quote.text for fact in arm.facts if fact.field == "label_reported")


def _label_words(arm: ArmMention) -> set[str]:
    return _words(_label(arm))


def _arm_words(arm: ArmMention) -> frozenset[str]:
    return frozenset(_label_words(arm) | _words((_type(arm) or "").replace("_", " ")))


def _type(arm: ArmMention) -> str | None:
    return next((fact.concept for fact in arm.facts if fact.field == "type"), None)


def _words(text: str) -> set[str]:
    return {
        word.rstrip("s")
        for word in _WORD.findall(text.lower())
        if "vague_group" not in phrase_roles().get(word, frozenset())
    }
