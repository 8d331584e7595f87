"""Damage to real bytes, at random by a seed: what parsers must bear."""

import io
import random
import zipfile

_INSERTED = (
    b"&z;",
    b"<b>" * 50,
    b"\x00",
    b"]]>",
    b"{[" * 40,
    b'="' + b"x" * 999,
    b"\xff\xfe",
    b'<!DOCTYPE a [<!ENTITY z "zz"><!ENTITY y "&z;&z;">]>',
    b"\xe2\x80\xae\xc3",
    b"<![CDATA[",
)
_REPLACED = (b"10e99", b"-1", b"''''", b"\r\n\r\n", b'"",,')


def mutate(data: bytes, rng: random.Random) -> bytes:
    """One to twenty damages: cut off, flipped bits, inserted markup, repeats, deletions, other encodings.

    An archive (DOCX, XLSX, zip) is damaged inside one of its members more often than as a whole, which its checksums
    would tell at once.
    """
    if data[:4] == b"PK\x03\x04" and rng.random() < 0.8:
        return _mutate_member(data, rng)
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 20))):
        place = rng.randrange(max(1, len(damaged)))
        kind = rng.randrange(7)
        if kind == 0:
            del damaged[place:]
        elif kind == 1:
            damaged[place : place + 1] = bytes([rng.randrange(256)])
        elif kind == 2:
            damaged[place:place] = rng.choice(_INSERTED)
        elif kind == 3:
            end = place + rng.randrange(1, 200)
            damaged[place:place] = damaged[place:end] * rng.randrange(1, 9)
        elif kind == 4:
            del damaged[place : place + rng.randrange(1, 60)]
        elif kind == 5:
            damaged[place : place + 4] = rng.choice(_REPLACED)
        else:
            stretch = bytes(damaged[place : place + 40])
            damaged[place : place + 40] = stretch.decode("latin-1").encode(rng.choice(("utf-16-le", "utf-8", "utf-7")))
    return bytes(damaged)


def _mutate_member(data: bytes, rng: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        chosen = rng.choice(old.namelist())
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, mutate(body, rng) if name == chosen else body)
    return packed.getvalue()
