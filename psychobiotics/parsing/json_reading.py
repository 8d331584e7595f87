"""JSON from outside: parsed within limits, read by path without trusting its shape."""

import json
from collections.abc import Iterator, Mapping

from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

Node = Mapping[str, object]


def read_json(text: str) -> object:
    """Parse a JSON text.

    Raises:
        ParseError: MALFORMED, or FORBIDDEN_MARKUP for nesting beyond what Python's parser bears.
    """
    try:
        return json.loads(text)
    except ValueError as error:
        raise ParseError(Reason.MALFORMED, f"expected whole JSON, found: {error}; fetch the file again") from error
    except RecursionError as error:
        raise ParseError(
            Reason.FORBIDDEN_MARKUP, "expected JSON of bounded depth, found it nested too deeply"
        ) from error


def node_at(value: object, *path: str) -> Node:
    """The object at a path, an empty one where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def text_at(value: object, *path: str) -> str:
    """The string, number or truth value at a path as clean text, "" where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return clean_text(str(value)) if isinstance(value, (str, int, float)) else ""


def nodes_at(value: object, *path: str) -> Iterator[Node]:
    """The objects of the list at a path."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            yield item


def texts_at(value: object, *path: str) -> Iterator[str]:
    """The strings of the list at a path."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    for item in value if isinstance(value, list) else ():
        if isinstance(item, str) and item.strip():
            yield clean_text(item)
