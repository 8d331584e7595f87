"""Markdown as plain text: links become their words, emphasis and code marks go, headings and lists stay.

Pattern: a text is Markdown where two of its marks stand in it: a heading, a link, bold words, front matter, a quote.

It must not be fooled by: "p*", "5 * 10^9", a list of notes marked with asterisks.
"""

import re

_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|/|#|mailto:)[^)\s]{0,500}\)"),
    re.compile(r"\*\*[^*\n]{1,200}\*\*"),
    re.compile(r"\A---\n"),
    re.compile(r"^> \S", re.MULTILINE),
)
_IMAGE = re.compile(r"!\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((?:https?:|/|#|mailto:)[^)\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)")
_STRONG = re.compile(r"(?<![*\w])(\*\*|__)(?=\S)([^*\n]{1,300}?)(?<=\S)\1(?![*\w])")
_EMPHASIS = re.compile(r"(?<![*\w\\])([*_])(?=[^\s*_])([^*_\n]{1,200}?)(?<=[^\s*_])\1(?![*\w])")
_CODE = re.compile(r"`([^`\n]{1,200})`")
_QUOTE = re.compile(r"^> ?", re.MULTILINE)
_LEAST = 2


def is_markdown(text: str) -> bool:
    """Whether at least two kinds of Markdown's marks stand in a text."""
    return sum(bool(sign.search(text)) for sign in _SIGNS) >= _LEAST


def strip_marks(text: str) -> str:
    """The text without inline marks.

    >>> strip_marks("A [2022 review](https://x.example) found **no** `R0052` effect, *alas*.")
    'A 2022 review found no R0052 effect, alas.'
    """
    for pattern, kept in ((_IMAGE, r"\1"), (_LINK, r"\1"), (_STRONG, r"\2"), (_EMPHASIS, r"\2"), (_CODE, r"\1")):
        text = pattern.sub(kept, text)
    return _QUOTE.sub("", text)
