"""Lines above a page's article that name who publishes it, or where else one can go.

Pattern: an organisation's name and nothing else ("University of Lower Bern"); places to go set apart by bars, dots,
slashes or wide spaces ("For patients · Research · Donate").

It must not be fooled by: "Bread and/or rice?", "Title of the page | Site".
"""

import re

from psychobiotics.vocab.study_phrases import phrases_of

_LONGEST_NAME = 7  # words
_SMALL_WORDS = frozenset({"of", "for", "and", "the", "&", "in", "at", "de", "für"})
_APART = re.compile(r"\s[|·•/]\s|\s{2,}|\t")
_CRUMB = re.compile(r"[\w&]+(?: [\w&]+)? / [A-Z]")  # "Newsroom / Clinical news"
_FAR_APART = re.compile(r"\S\s{3,}\S")


def is_letterhead(text: str) -> bool:
    """True for a line that is an organisation's name and nothing else: "University of Lower Bern"."""
    words = text.split()
    if not 2 <= len(words) <= _LONGEST_NAME or not all(w[0].isupper() or w in _SMALL_WORDS for w in words):
        return False
    nouns = phrases_of("institutions")
    return words[0].lower() in nouns or words[-1].lower().rstrip(",.") in nouns


def is_menu(text: str) -> bool:
    """True for a line of places to go.

    >>> is_menu("For patients · Research · Donate"), is_menu("EN   SV   DE"), is_menu("Sleep and mood | The Site")
    (True, True, False)
    """
    return len(_APART.findall(text)) > 1 or bool(_FAR_APART.search(text) or _CRUMB.match(text))
