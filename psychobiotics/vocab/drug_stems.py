"""Names of drugs, most of them by the ending that generic names share by rule: "-mab", "-vastatin", "-oxetine"."""

from functools import cache

from psychobiotics.vocab.files import read_rows


@cache
def drug_name_pattern() -> str:
    """A group that matches a drug's generic name in lower case; a row that begins with "-" is an ending.

    The endings are stems of international nonproprietary names (WHO, "The use of stems in the selection of
    international nonproprietary names").

    >>> import re
    >>> [bool(re.fullmatch(drug_name_pattern(), name)) for name in ("fluoxetine", "trastuzumab", "april", "ghrelin")]
    [True, True, False, False]
    """
    rows = sorted((row["stem"] for row in read_rows("drug_stems")), key=lambda stem: (-len(stem), stem))
    stems = "|".join(stem[1:] for stem in rows if stem.startswith("-"))
    names = "|".join(stem for stem in rows if not stem.startswith("-"))
    return rf"(?:{names}|[a-z]{{2,18}}(?:{stems}))"
