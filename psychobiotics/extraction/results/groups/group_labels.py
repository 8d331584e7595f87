"""Which of a text's letters, numbers and abbreviations of groups stand for its control.

Pattern: "Group A received placebo", "the control group (group 2)", "group B: usual care", "treatment as usual (TAU)":
a label is the control's where most of its definitions have words of a control, and some other label's have not.

It must not be fooled by: "group A: usual care plus tea" (an addition), a text in which all labels look like controls,
"compared with group A, the control" said once in passing.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.records.quote import Quote
from psychobiotics.vocab.cues import token_set

_LABEL = r"([A-Z]|I{1,3}|IV|[1-4])"
_AFTER = re.compile(
    rf"roup(?<=\b[Gg]roup)s? {_LABEL}\b\s?"  # begins with plain letters: Python skips quickly to the next of them
    r"(?:[:=(–-]|(?:\w+ ){0,2}(?:with|by|received|given|took|got|underwent|served|used)\b)"
)
_BRACKETED = re.compile(rf"\([Gg]roup {_LABEL}\b")
_BEFORE = re.compile(r"([^.;:()]{3,40}?)\s?\Z")  # what a bracket that names a group stands behind
_REACH = 41  # its characters
_WINDOW = 60  # characters after a label in which its definition stands
_STOP = re.compile(r"[.;)]|\b[Gg]roups?\b|\band\b")
_ADDED = re.compile(r"\+|\b(?:plus|combined|addition|added|along)\b", re.IGNORECASE)
_UNTREATED = re.compile(r"(?:un|non-?)\w+(?:ed|ing)$")
_OUTCOMES = frozenset({"construct", "measured"})
_CONTROL = frozenset({"control", "group"})


def find_control_names(text: str, forms: Mapping[str, Quote]) -> frozenset[str]:
    """Labels ("group a") and abbreviations ("tau") of the control, in lower case.

    Args:
        text: The document.
        forms: Its abbreviations, spelled out.
    """
    defined: Counter[str] = Counter()
    for match in _AFTER.finditer(text):
        rest = text[match.start(1) + len(match[1]) : match.start(1) + _WINDOW]
        stop = _STOP.search(rest, 2)
        _note(defined, match[1], _spelled(rest[: stop.start() if stop else None], forms))
    reached = 0
    for match in _BRACKETED.finditer(text):
        if before := _BEFORE.search(text, max(reached, match.start() - _REACH), match.start()):
            _note(defined, match[1], " ".join(before[1].split()[-4:]))
            reached = match.end()
    labels = {f"group {label.lower()}" for label, votes in defined.items() if votes > 0}
    if len(labels) == len(defined):
        labels = set()
    return frozenset(labels | {short.lower() for short, spelled in forms.items() if _is_control(spelled.text)})


def mark_controls(tokens: list[Token], names: frozenset[str]) -> None:
    """Give tokens that name the control that role, in place: the letter of "group A", "TAU", "untrained group"."""
    for index, token in enumerate(tokens):
        if token.tag == "w" and ((names and _is_named(token, names)) or _is_untreated(tokens, index)):
            token.roles = token.roles | _CONTROL
        elif token.lower in {"group", "groups"} and names:
            for place in _labels_after(tokens, index + 1):
                if f"group {tokens[place].lower}" in names:
                    tokens[place].roles = tokens[place].roles | _CONTROL


def _is_named(token: Token, names: frozenset[str]) -> bool:
    return not token.roles & _OUTCOMES and (token.lower in names or token.lower.rstrip("s") in names)


def _is_untreated(tokens: list[Token], index: int) -> bool:
    """As in "the untrained group"."""
    before_group = index + 1 < len(tokens) and "group" in tokens[index + 1].roles
    if not before_group or "no_control" in tokens[index].roles:  # "the unaware group"
        return False
    return _UNTREATED.match(tokens[index].lower) is not None


def _labels_after(tokens: list[Token], index: int) -> list[int]:
    """Labels in "group A", "groups A, B and C"."""
    found = []
    while index < len(tokens) and (
        len(tokens[index].lower) < 4 and tokens[index].tag in {"w", "num", "comma", "and", "det"}
    ):
        found.append(index)
        index += 1
    return found


def _spelled(words: str, forms: Mapping[str, Quote]) -> str:
    """The words with their abbreviations spelled out."""
    return " ".join(forms[word].text if word in forms else word for word in words.split())


def _note(defined: Counter[str], label: str, words: str) -> None:
    """Count a definition that tells anything for or against the label being the control's."""
    if re.search(r"[a-z]{4}", words):
        defined[label] += 1 if tells_control(words) else -1


def _is_control(name: str) -> bool:
    """A name that begins or ends as a control does: "usual care", "treatment as usual"; not "glucose control"."""
    found = [match.span() for match in _pattern().finditer(name)]
    return bool(found) and (found[0][0] == 0 or (found[-1][1] == len(name) and not name.lower().endswith("control")))


def tells_control(words: str) -> bool:
    """Words that define a group as the control, and not as something added to it."""
    return bool(_pattern().search(words)) and not _ADDED.search(words)


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(token_set("control_words"), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
