"""Results whose outcomes were named before.

Pattern: "Mean A was 3 in one group and 4 in the other. The groups did not differ (p = .3)" (no difference in A);
"Stress raised A and lowered B. These changes were reversed by X", "X restored these alterations", "stress raised A,
which X attenuated" (A and B the other way), within one paragraph.

It must not be fooled by: a new paragraph, a sentence that names its own outcome, "these effects were abolished by
vagotomy" (what undoes them was not given).
"""

from dataclasses import replace

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Line, Token
from psychobiotics.extraction.results.syntax.verbs import read_verb_group

_POINTING = frozenset({"these", "those", "such", "this", "all", "both"})
_UNDOING = frozenset({"counter", "restore", "relieve", "decrease", "improve"})
_TWO = 2
_BETWEEN = 3  # words between "these" and "changes"


class Antecedents:
    """The outcomes last named in a paragraph.

    Attributes:
        undone: The last sentence read undid what the one before told of something that was not given: what a disease
            or model did, and no result.
    """

    def __init__(self) -> None:
        """Start with nothing named."""
        self.undone = False
        self._line: Line | None = None
        self._frames: list[Frame] = []

    def give(self, line: Line, frames: list[Frame]) -> None:
        """Give nulls without an outcome the last one named in their paragraph, in place."""
        if self._line is None or self._line.sentence.paragraph != line.sentence.paragraph:
            return
        bare = [frame for frame in frames if frame.kind == "null" and not frame.phrases]
        if not bare or len(bare) < len(frames) or _says_it_again(line.tokens):
            return
        phrase = _copy(self._line.tokens, self._frames[-1].phrases[-1], line.tokens)
        for frame in bare:
            frame.phrases = [phrase]

    def take_up(self, line: Line, frames: list[Frame]) -> list[Frame]:
        """The frames of a sentence, with those of "X reversed these changes" for the changes it points to."""
        self.undone = False
        undoing = _find_undoing(line.tokens)
        if undoing is None:
            return frames
        before = [f for f in frames if f.cue < undoing and f.phrases]
        if before:
            return [*_undone(line.tokens, undoing, before), *(f for f in frames if f.cue > undoing)]
        if self._line is None or self._line.sentence.paragraph != line.sentence.paragraph:
            return frames
        if any(frame.phrases for frame in frames if frame.cue != undoing):
            return frames
        source = self._line.tokens
        self.undone = not _tells_of_given(source)
        copied = []
        for frame in self._frames:
            line.tokens.append(source[frame.cue])
            cue = len(line.tokens) - 1
            copied.append(replace(frame, cue=cue, phrases=[_copy(source, p, line.tokens) for p in frame.phrases]))
        return _undone(line.tokens, undoing, copied)

    def note(self, line: Line, frames: list[Frame]) -> None:
        """Remember the outcomes that a sentence names."""
        named = [frame for frame in frames if frame.phrases]
        if named:
            self._line, self._frames = line, named


def _says_it_again(tokens: list[Token]) -> bool:
    """As in "This was similar among older children": the result holds there too."""
    return len(tokens) > _TWO and tokens[0].lower in {"this", "it"} and tokens[1].tag == "be"


def _tells_of_given(tokens: list[Token]) -> bool:
    return any("agent" in token.roles for token in tokens)


def _copy(source: list[Token], phrase: Phrase, target: list[Token]) -> Phrase:
    """The phrase at the end of another sentence's tokens; offsets are those of the document."""
    first = len(target)
    target.extend(source[phrase.first : phrase.end])
    end = first + phrase.end - phrase.first
    return Phrase(first, first + phrase.core_end - phrase.first, end, end, phrase.embedded)


def _find_undoing(tokens: list[Token]) -> int | None:
    """Index of the verb that undoes what was told before, where something that was given does it."""
    if not _tells_of_given(tokens):
        return None
    for index, token in enumerate(tokens):
        cue = token.cue
        if token.tag != "cue_v" or cue is None or cue.on_change != "reverse" or cue.direction not in _UNDOING:
            continue
        if _has_pointing_object(tokens, index) or _has_pointing_subject(tokens, index):
            return index
    return None


def _has_pointing_object(tokens: list[Token], index: int) -> bool:
    """As in "restored all these changes"."""
    start = index + 1
    while start < len(tokens) and tokens[start].tag in {"adv", "sig"}:
        start += 1
    return start < len(tokens) and tokens[start].lower in _POINTING and _takes_up(tokens, start)


def _takes_up(tokens: list[Token], start: int) -> bool:
    for index in range(start + 1, min(start + 2 + _BETWEEN, len(tokens))):
        if "taken_up" in tokens[index].roles:
            return index + 1 >= len(tokens) or tokens[index + 1].tag not in {"w", "of"}
        if tokens[index].tag not in {"w", "cue_a", "cue_v", "det", "adv", "of"}:
            return False
    return False


def _has_pointing_subject(tokens: list[Token], index: int) -> bool:
    """As in "these changes were reversed", "A, which was reversed"."""
    group = read_verb_group(tokens, index, 0)
    first = group.first
    if not group.passive or group.hedged or not first:
        return False
    if tokens[first - 1].tag == "rel":
        return tokens[first - 1].lower == "which"
    start = next((i for i in range(first - 1, max(-1, first - 3 - _BETWEEN), -1) if tokens[i].lower in _POINTING), None)
    return start is not None and _takes_up(tokens, start) and "taken_up" in tokens[first - 1].roles


def _undone(tokens: list[Token], undoing: int, before: list[Frame]) -> list[Frame]:
    """The frames of the changes that the verb undoes; those of what was given stand as they are."""
    group = read_verb_group(tokens, undoing, 0)
    own = before if tokens[group.first - 1].lower != "which" else before[-1:]
    if tokens[group.first].lower == "was" and tokens[group.first - 1].lower == "which":
        own = [replace(own[-1], phrases=own[-1].phrases[-1:])]
    frames = []
    for frame in own:
        told = tokens[frame.cue].cue
        if frame.kind == "action" or (told is not None and frame.kind == "change" and frame.change is None):
            change = None if frame.kind == "action" else frame.cue
            frames.append(
                Frame(undoing, frame.phrases, undoing, undoing + 1, group.negation, change, group.significance)
            )
    return frames
