"""What a verb that works on changes does to each member of a list.

Pattern: "alleviated A, elevation in B and C reduction": each member that is itself a change is turned round by the verb
("C reduction" alleviated is a higher C); "prevented the reduction in A and inflammation": something bad stands beside
the reduction, not inside it.

It must not be fooled by: "cognitive decline", "weight loss" (names), "reduction in A and B" of two good things.
"""

from dataclasses import replace

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.vocab.result_words import outcome_orientations


def split_changes(tokens: list[Token], frame: Frame) -> list[Frame]:
    """One frame for each run of members that the verb treats alike; the frame itself where all are alike."""
    verb = tokens[frame.cue].cue
    if frame.kind != "change" or verb is None or verb.on_change != "reverse" or verb.part == "noun":
        return [frame]
    runs: list[tuple[int | None, list[Phrase]]] = []
    for number, phrase in enumerate(frame.phrases):
        change, kept = _own_change(tokens, phrase)
        if change is None and number:
            change = None if _stands_beside(tokens, frame, phrase) else frame.change
        elif change is None:
            change = frame.change
        if runs and runs[-1][0] == change:
            runs[-1][1].append(kept)
        else:
            runs.append((change, [kept]))
    if len(runs) == 1 and runs[0][0] == frame.change:
        return [frame]
    ends = [phrases[0].first for _, phrases in runs[1:]]
    return [
        replace(frame, change=change, phrases=phrases, first=first, last=last)
        for (change, phrases), first, last in zip(runs, [frame.first, *ends], [*ends, frame.last], strict=True)
    ]


def _own_change(tokens: list[Token], phrase: Phrase) -> tuple[int | None, Phrase]:
    """Index of the noun of change that ends a name, and the phrase without it: "dopamine reduction"."""
    last = phrase.core_end - 1
    cue = tokens[last].cue
    if last == phrase.first or cue is None or cue.part != "noun" or cue.direction not in {"increase", "decrease"}:
        return None, phrase
    if outcome_orientations().get(tokens[last].lower) is not None or "name_part" in tokens[last].roles:
        return None, phrase
    return last, Phrase(phrase.first, last, last, phrase.reach, phrase.embedded)


def _stands_beside(tokens: list[Token], frame: Frame, phrase: Phrase) -> bool:
    """Something bad after "prevented the reduction in A and" is prevented itself."""
    change = tokens[frame.change].cue if frame.change is not None else None
    if change is None or change.direction != "decrease":
        return False
    first = frame.phrases[0]
    return _is_bad(tokens, phrase) and not _is_bad(tokens, first)


def _is_bad(tokens: list[Token], phrase: Phrase) -> bool:
    return outcome_orientations().get(tokens[phrase.core_end - 1].lower) == "lower"
