"""What a title says is tested, where no vocabulary knows it: a compound, an extract, a programme.

Pattern: "effects of X on ...", "trial of X versus ...", "X supplementation", "X ameliorates ...": X is given in a trial
in people, or to animals where the title tells that it does good or that it is given.

Reads rightly: "Effect of cherry juice on sleep", "Gastrodin alleviates ...", "Taurine supplementation and mood".
What kind of thing it is, its words tell: a generic name of a drug, "diet", a word of the mind ("psychological
programme"); else it is another thing.

It must not be fooled by: "Effects of stress on mice" (nobody tests a harm), "The gut microbiota regulates ...".
"""

import re

from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.vocab.drug_stems import drug_name_pattern
from psychobiotics.vocab.study_phrases import phrase_pattern

_LONGEST = 90
_HOW = rf"(?:(?:an?|the|{phrase_pattern('given_how')}) )*"
_THING = rf"{_HOW}(?P<thing>[^.:;?]{{2,{_LONGEST}}}?)"
_EFFECT_OF = re.compile(
    rf"\b{phrase_pattern('effect_nouns')} (?:and \w+ )?of {_THING}"
    rf"(?=\s{phrase_pattern('tested_thing_ends')}\b|\s?[.:;?(]|$)"
)
_TRIAL_OF = re.compile(rf"\btrial of {_THING}(?=\s{phrase_pattern('tested_thing_ends')}\b|\s?[.:;?(]|$)")
_GIVEN = re.compile(rf"(?:^|: |\bof |\bto ){_THING} {phrase_pattern('giving_nouns')}\b")
_ACTS = re.compile(rf"^{_THING} {phrase_pattern('good_doing_verbs')}\b")
_NOT_GIVEN = re.compile(
    rf"\b{phrase_pattern('not_given_things')}\b|-induced\b|^(?:role|alter)|\b(?:an?|and|for|in|of|on|the|to|with)$"
)
# The first that its words name tells the kind of a thing.
_KINDS = (
    ("psychological", re.compile(rf"\b{phrase_pattern('psychological_words')}\b")),
    ("diet", re.compile(r"\bdiets?\b")),
    ("drug", re.compile(rf"\b(?:{drug_name_pattern()}|{phrase_pattern('drug_classes')})\b")),
)


def kind_of_thing(words: str) -> str:
    """The arm type of a thing that no vocabulary holds, by its words in any case.

    >>> [kind_of_thing(words) for words in ("a psychosocial programme", "Semaglutide", "cherry juice")]
    ['psychological', 'drug', 'other']
    """
    folded = words.lower()
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), "other")


def is_not_given(words: str) -> bool:
    """Whether words in lower case name a harm, a state or a part of the body, which nobody gives to test it."""
    return _NOT_GIVEN.search(words) is not None


def find_tested_thing(setting: Setting) -> tuple[int, int] | None:
    """Where the title names what is tested, as (start, end) in the document; None where it names nothing given."""
    title = setting.title
    if title is None or setting.review or setting.harmful:
        return None
    if setting.species != "animal" and not setting.is_trial_in_people:
        return None
    folded = title.text.lower()
    patterns = (_EFFECT_OF, _ACTS, _GIVEN, _TRIAL_OF) if setting.species == "human" else (_ACTS, _GIVEN, _EFFECT_OF)
    for pattern in patterns:
        match = pattern.search(folded)
        if match and not is_not_given(match["thing"]):
            return title.start + match.start("thing"), title.start + match.end("thing")
    return None
