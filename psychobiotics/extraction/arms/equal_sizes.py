"""One size that a sentence tells for every group: "8 rats per group", "each arm had 30 women".

Pattern: a number before "per group", "/group", "in each arm" or "each" with a noun that it counts, a bracket, a comma
or "with" before it; "each group" with a verb of holding before the number; "groups (n = 8)", "groups of ten".

Reads rightly: "12 animals/group", "60 were enrolled, 30 in each arm", "each of the two groups had 15 rats".
It must not be fooled by: "25 per group were needed", "18 focus groups (n = 18)", "one from each group left".
"""

import re
from bisect import bisect_left

from psychobiotics.extraction.study_text import StudySentence
from psychobiotics.vocab.number_words import number_words_pattern
from psychobiotics.vocab.study_phrases import phrase_pattern

_N = rf"(?P<n>\d{{1,3}}|{number_words_pattern()})"
_EACH = re.compile(
    rf"(?<![\w.,-]){_N}(?:\s?(?:[a-z]+ ){{0,2}}[a-z]+)?\s?"
    r"(?:(?:/|per|in each|in every|each|for each|to each)\s?(?:[a-z]+\s?/\s?)?(?:experimental |treatment |study )?"
    r"(?:group|arm)\b|(?:in )?each\b(?=[).,;]|\s(?:and|were|was|received)\b|$))"
)
_OF_EACH = re.compile(
    rf"\beach (?:of the (?:\w+ )?(?:groups|arms)|(?:[a-z]+ )?(?:group|arm))(?: \([^()]{{1,80}}\))?,?"
    rf" {phrase_pattern('holding_verbs')} (?:a total of )?{_N}\b(?=[ ,.;)])"
)
_GROUPS_OF = re.compile(rf"(?<!focus )\bgroups of {_N}\b(?! (?:and|or|to|years))")
_OF_GROUPS = re.compile(
    r"(?<!focus )(?<!between )(?<!both )\b(?:groups|arms)\s?\(\s?n\s?=\s?(?P<n>\d{1,3})(?:\s?each)?\s?\)"
)
_NEEDED = re.compile(rf"\b{phrase_pattern('sample_needed')}\b")
_LEADS = ("n =", "n=", "(", ",", " with", "of n =")
_LEAD = 8  # characters that hold them
_FEW = frozenset({"1", "2", "one", "two"})  # of each group left, were asked, are two groups
_TRIGGERS = ("group", "each", "/arm", "per arm", "arms")


def find_equal_size(sentence: StudySentence) -> tuple[int, int] | None:
    """Where a sentence tells one size for every group, as (start, end) in it; None where it tells none."""
    folded = sentence.folded
    if not any(trigger in folded for trigger in _TRIGGERS) or _NEEDED.search(folded):
        return None
    if equal := _OF_GROUPS.search(folded) or _GROUPS_OF.search(folded):
        return equal.span("n")
    nouns = sorted(cue.start for cue in sentence.of("species_words"))
    for match in _OF_EACH.finditer(folded):
        at = bisect_left(nouns, match.end("n"))
        if match["n"] not in _FEW and at < len(nouns) and nouns[at] - match.end("n") < _LEAD:
            return match.span("n")
    for match in _EACH.finditer(folded):
        counted = bisect_left(nouns, match.end("n")) < bisect_left(nouns, match.end())
        before = folded[max(0, match.start() - _LEAD) : match.start()].rstrip()
        if match["n"] not in _FEW and (counted or before.endswith(_LEADS)):
            return match.span("n")
    return None
