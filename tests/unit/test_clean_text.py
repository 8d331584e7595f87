"""The short cuts of cleaning give what the long way gives."""

import unicodedata

from psychobiotics.parsing.inline_markup import _HARMLESS, clean_text, clean_texts, cleaner_for


def test_clean_text__keeps_only_characters_that_may_stay() -> None:
    """The short cut for harmless characters agrees with what the whole examination gives, character by character."""
    for code in (*range(0x3000), *range(0xF900, 0x10000)):
        character = chr(code)
        whole = unicodedata.normalize("NFC", f"a{character}b")
        if _HARMLESS.fullmatch(character):
            assert whole.isprintable(), hex(code)
            assert clean_text(f"a{character}b" * 30) == f"a{character}b" * 30 == whole * 30, hex(code)
        assert clean_text(f"a{character}b {character} " * 30) == " ".join(
            [clean_text(f"a{character}b {character}")] * 30
        )


def test_cleaner_for__trims_only_where_the_whole_is_clean() -> None:
    assert cleaner_for("Lee A, Kim B\u00e9 (2018) " * 9) is str.strip
    for odd in ("two  spaces", "10 ^9", "10\u2079", "e\u0301", "a\u00a0b", "a\nb", "\u200b"):
        assert cleaner_for(odd * 40) is clean_text, odd


def test_clean_texts__is_clean_text_of_each() -> None:
    texts = [
        " 5\u00a0mg",
        "",
        "10\u2079 ",
        "10 ^9",
        "e\u0301",
        "\x00",
        "a\u200b",
        "10",
        " ^9",
        "x  y",
        "\n",
        "\u2265 2",
    ]
    for chosen in (texts, texts[:1], texts[-3:], ["a", " \u2009b "], []):
        assert clean_texts(chosen) == [clean_text(text) for text in chosen]
