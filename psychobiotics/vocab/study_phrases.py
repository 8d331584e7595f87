"""Phrase lists of study facts as patterns: the words are data, the syntax around them stays with each extractor."""

import re
from collections.abc import Mapping
from functools import cache

from psychobiotics.vocab.files import read_rows

# Up to four words may stand where a phrase has "...".
_GAP = r"(?:[\w-]+ ){0,4}?"
_END = ""


class _Node(dict[str, "_Node"]):
    """A word of a phrase with the words that may follow it; the key "" marks the end of a phrase."""


@cache
def phrase_pattern(name: str) -> str:
    r"""A group that matches any phrase of one list of `study_phrases.csv`, longest first, lower case.

    In a phrase, "..." stands for up to four words and a trailing "*" for any ending of a word. Phrases that begin
    alike share their beginning in the pattern: Python tries the branches of a flat alternation one by one.

    >>> bool(re.search(rf"\b{phrase_pattern('place_words')}\b", "they were recruited at a hospital"))
    True
    """
    root = _Node()
    for row in read_rows("study_phrases"):
        if row["list"] == name:
            node = root
            for word in row["phrase"].split(" "):
                node = node.setdefault(word, _Node())
            node[_END] = _Node()
    return _branches(root)


@cache
def phrase_triggers(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Of these lists, for each phrase its trigger: the longest run of characters that stands in every text it matches.

    A text without a trigger of a list holds no phrase of that list, whatever pattern asks for it.

    >>> phrase_triggers(("stressors",))["restraint"]
    ('stressors',)
    """
    lists: dict[str, set[str]] = {}
    for row in (row for row in read_rows("study_phrases") if row["list"] in names):
        runs = (run.strip(" *") for run in re.split(r"\.\.\.|(?<=\*) ", row["phrase"]))
        lists.setdefault(max(runs, key=len), set()).add(row["list"])
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
