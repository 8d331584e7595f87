"""Phrase lists as patterns: the words are data, the syntax around them stays with each extractor."""

import re
from collections.abc import Mapping
from functools import cache

from psychobiotics.records.errors import VocabularyError
from psychobiotics.vocab.files import read_rows

_FILES = ("study_phrases", "arm_phrases", "page_phrases", "result_phrases")  # each list stands in one of them
# Up to four words may stand where a phrase has "...".
_GAP = r"(?:[\w-]+ ){0,4}?"
_END = ""


class _Node(dict[str, "_Node"]):
    """A word of a phrase with the words that may follow it; the key "" marks the end of a phrase."""


@cache
def phrase_pattern(name: str) -> str:
    r"""A group that matches any phrase of one list of the phrase files, longest first, lower case.

    In a phrase, "..." stands for up to four words and a trailing "*" for any ending of a word. Phrases that begin
    alike share their beginning in the pattern: Python tries the branches of a flat alternation one by one.

    >>> bool(re.search(rf"\b{phrase_pattern('place_words')}\b", "they were recruited at a hospital"))
    True
    """
    root = _Node()
    for phrase in phrases_of(name):
        node = root
        for word in phrase.split(" "):
            node = node.setdefault(word, _Node())
        node[_END] = _Node()
    return _branches(root)


@cache
def phrases_of(name: str) -> tuple[str, ...]:
    """The phrases of one list, as the file has them.

    Raises:
        VocabularyError: No phrase file has the list.
    """
    found = tuple(row["phrase"] for file in _FILES for row in read_rows(file) if row["list"] == name)
    if not found:
        raise VocabularyError(f"expected phrases of a list {name!r} in {', '.join(_FILES)}, found none")
    return found


@cache
def phrase_triggers(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Of these lists, for each phrase its trigger: the longest run of characters that stands in every text it matches.

    A text without a trigger of a list holds no phrase of that list, whatever pattern asks for it.

    >>> phrase_triggers(("stressors",))["restraint"]
    ('stressors',)
    """
    lists: dict[str, set[str]] = {}
    for name, phrase in ((listed, phrase) for listed in names for phrase in phrases_of(listed)):
        runs = (run.strip(" *") for run in re.split(r"\.\.\.|(?<=\*) ", phrase))
        lists.setdefault(max(runs, key=len), set()).add(name)
    return {trigger: tuple(sorted(found)) for trigger, found in sorted(lists.items())}


def _branches(node: _Node) -> str:
    words = sorted((w for w in node if w != _END), key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(_word(word) + _rest(node[word]) for word in words)})"


def _rest(node: _Node) -> str:
    if set(node) == {_END}:
        return ""
    if set(node) == {"..."}:
        return f" {_GAP}{_branches(node['...'])}"
    plain = _Node({word: child for word, child in node.items() if word != "..."})
    options = [f" {_branches(plain)}"] if set(plain) - {_END} else []
    options += [f" {_GAP}{_branches(node['...'])}"] if "..." in node else []
    return f"(?:{'|'.join(options)}){'?' if _END in node else ''}"


def _word(word: str) -> str:
    return re.escape(word).replace(r"\-", "-").replace(r"\*", r"\w*")
