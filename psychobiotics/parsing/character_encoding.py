"""Bytes of a text file as characters, or a refusal: text is never guessed in silence."""

import re

from charset_normalizer import from_bytes

from psychobiotics.parsing.detect import looks_like_utf16
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

# charset-normalizer's measure of mess; real windows-1252 and MacRoman pages that we tried gave less than 0.1.
_MAX_CHAOS = 0.15
_SINGLE_BYTE = (("cp1252",), ("mac_roman", "cp1250", "cp1254"))


def decode_text(data: bytes) -> str:
    """Decode a text file: by byte order mark, as UTF-8, as UTF-16 by its zeros, else by a guess of high confidence.

    Raises:
        ParseError: BROKEN_ENCODING where no encoding gives plausible text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decode_strictly(data, encoding)
    try:
        if not data.count(0):
            return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_by_guess(data)
    if looks_like_utf16(data):
        return _decode_strictly(data, "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be")
    raise ParseError(Reason.BROKEN_ENCODING, "expected text, found zero bytes in it; save it as UTF-8")


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"expected {encoding} as its first bytes say, found a broken sequence at byte {error.start}"
        raise ParseError(Reason.BROKEN_ENCODING, message) from error


def _decode_by_guess(data: bytes) -> str:
    """The first single-byte encoding that leaves no control characters and little mess; Western ones come first."""
    if not _looks_like_broken_utf8(data):
        for encodings in _SINGLE_BYTE:
            text = _decode_as_one_of(data, encodings)
            if text is not None:
                return text
    raise ParseError(
        Reason.BROKEN_ENCODING, "expected UTF-8 or a known 8-bit encoding, found neither; save it as UTF-8"
    )


def _decode_as_one_of(data: bytes, encodings: tuple[str, ...]) -> str | None:
    best = from_bytes(data[:200_000], cp_isolation=list(encodings)).best()
    if best is None or best.chaos > _MAX_CHAOS:
        return None
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    return None if re.search("[\x00-\x08\x0e-\x1f\x80-\x9f]", text) else text


def _looks_like_broken_utf8(data: bytes) -> bool:
    """True where most characters beyond ASCII are whole UTF-8 sequences: a damaged UTF-8 file, not an 8-bit one."""
    whole = len(re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", data))
    beyond = len(re.findall(rb"[\x80-\xff]+", data))
    return whole > 0 and whole * 2 >= beyond
