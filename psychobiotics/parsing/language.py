"""The language of a text by a vote of stop words, or by its script; None where the text is too short to tell."""

import re
from collections import Counter
from functools import cache

from psychobiotics.vocab.files import read_rows

_WORD = re.compile(r"[^\W\d_]+")
# Every character of ASCII but letters as a space.
_ASCII_LETTERS = bytes(c if c > 127 or chr(c).isalpha() else 32 for c in range(256))
_SAMPLE = 2_500
_MIN_VOTES = 12
# A script that most letters belong to decides at once; ISO 639-1 of the script's main language in science.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language that most of a text is in.

    A language wins only with twice the votes of English: an English page with a Spanish abstract stays English.

    >>> detect_language("Los pacientes que recibieron el probiótico no eran como los del grupo de control " * 2)
    'es'
    >>> detect_language("BDI fell.") is None
    True
    """
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    sample = text[middle : middle + _SAMPLE]
    if len(sample.encode("utf-8", "replace")) > 1.1 * len(sample):
        script = _detect_script(sample)
        if script:
            return script
    words = _stop_words()
    votes: Counter[str] = Counter()
    counts = _count_words(sample.lower())
    for word in counts.keys() & words.keys():
        for language in words[word]:
            votes[language] += counts[word]
    if not votes or max(votes.values()) < _MIN_VOTES:
        return None
    winner, count = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
    return winner if count >= 2 * votes["en"] else "en"


def _count_words(text: str) -> Counter[bytes]:
    """Words in UTF-8 with their number; bytes, because those are split at punctuation without a pattern."""
    counts = Counter(text.encode("utf-8", "replace").translate(_ASCII_LETTERS).split())
    for token in [token for token in counts if not token.isascii()]:
        number = counts.pop(token)
        for word in _WORD.findall(token.decode()):
            counts[word.encode()] += number
    return counts


def _detect_script(text: str) -> str | None:
    letters = sum(c.isalpha() for c in text)
    for language, pattern in _SCRIPTS:
        share = len(pattern.findall(text)) / max(1, letters)
        if share > (0.1 if language == "ja" else 0.5):
            return language
    return None


@cache
def _stop_words() -> dict[bytes, tuple[str, ...]]:
    found: dict[bytes, list[str]] = {}
    for row in read_rows("stop_words"):
        if len(row["word"]) == 1 and row["language"] != "en":
            continue  # letters of formulas vote for no language
        found.setdefault(row["word"].encode(), []).append(row["language"])
    return {word: tuple(languages) for word, languages in found.items()}
