"""Clauses set between a name and its verb.

Pattern: "A, which was a secondary outcome, fell", "A, defined as B, was higher", "A, measured daily, improved", "A,
markers that go with B, fell": what stands between the commas is no part of the sentence's own clause.

Reads rightly: "Pain, which was rated daily, fell", "Response, defined as half the score, was more common with kefir".
It must not be fooled by: "A, which fell with X, rose with Y" (the clause tells a result of its own), "A, B and C fell",
"A, measured with B, fell" (B is what was measured).
"""

from psychobiotics.extraction.results.syntax.tokens import Token

_LONGEST = 24  # tokens of the clause
_ENDS = frozenset({"stop", "but", "carrier", "cause", "corr"})
_FINITE = frozenset({"be", "have", "do", "modal", "cue_v", "carrier"})
_BEFORE_FINITE = frozenset({"adv", "sig"})


def take_out_clauses(tokens: list[Token]) -> None:
    """Give the tokens of each such clause, its commas too, a tag that nothing reads, in place."""
    index = 1
    while index < len(tokens) - 3:
        leads = tokens[index].tag == "comma" and (_leads(tokens[index + 1]) or _is_apposed(tokens, index))
        end = _end(tokens, index) if leads else None
        if end is not None:
            for token in tokens[index : end + 1]:
                token.tag, token.cue = "inserted", None
            index = end
        index += 1


def _leads(token: Token) -> bool:
    return token.lower in {"which", "who"} or bool(token.roles & {"defining", "measuring"})


def _is_apposed(tokens: list[Token], index: int) -> bool:
    """As in "A, measures that go with B, fell": what kind of thing A is."""
    named = tokens[index + 1].tag == "w" and tokens[index + 1].lower.endswith("s")
    return named and tokens[index + 2].lower == "that"


def _end(tokens: list[Token], index: int) -> int | None:
    """Index of the comma that closes the clause, where a finite verb follows it; None where it tells a result."""
    apart = "defining" in tokens[index + 1].roles or _is_apposed(tokens, index)
    for end in range(index + 2, min(index + _LONGEST, len(tokens) - 1)):
        if tokens[end].tag in _ENDS - {"corr"} or (not apart and (tokens[end].tag == "corr" or tokens[end].cue)):
            return None
        if tokens[end].tag == "comma":
            after = end + 1
            while after < len(tokens) - 1 and tokens[after].tag in _BEFORE_FINITE:
                after += 1
            return end if tokens[after].tag in _FINITE else None
    return None
