"""Words and numbers as people write them: what a field of text or a number may hold.

Names, labels and comments come from strangers, so characters that no reader sees but that break
terminals, XML or the order of letters are refused at the door, with the place.
"""

from __future__ import annotations

import math
import re
import unicodedata

LONGEST_ID = 200
_UNSEEN_RANGES = (
    (0x0, 0x8),  # control characters other than tab and newline
    (0xB, 0x1F),
    (0x7F, 0x9F),
    (0x2028, 0x2029),  # separators that some readers take for a line end
    (0x202A, 0x202E),  # they turn the order of letters around
    (0x2066, 0x2069),
    (0xFFFE, 0xFFFF),  # not characters at all
    (0xD800, 0xDFFF),
)
_NUMBER = re.compile(r"(?P<digits>[-+]?(\d+(\.\d*)?|\.\d+))([eE](?P<power>[-+]?\d{1,3}))?")


class Plain(str):
    """A scalar that stood in a file without quotes: a number, a word or a date, as its own text.

    Whether ``1.10`` is a number or a name is for the field to say that receives it.
    """

    __slots__ = ()


class Percent(float):
    """A share that was written with a percent sign: ``60%`` is 0.6.

    Example:
        >>> Percent(0.6), str(Percent(0.6))
        (0.6, '60%')
    """

    __slots__ = ()

    def __str__(self) -> str:
        return f"{100 * float(self):.12g}%"


def find_unseen(text: str) -> str | None:
    r"""The first character that must not stand in a text, named; None when all are fine.

    Example:
        >>> find_unseen("bell\x07"), find_unseen("zażółć 支付")
        ('U+0007', None)
    """
    if text.isprintable():  # none of them is
        return None
    codes = (ord(character) for character in text if not character.isprintable())
    found = (code for code in codes if any(low <= code <= high for low, high in _UNSEEN_RANGES))
    return next((f"U+{code:04X}" for code in found), None)


def to_nfc(text: str) -> str:
    r"""The text in Unicode's composed form, in which ids and names of columns are compared.

    Example:
        >>> to_nfc("cafe\u0301") == "caf\xe9"
        True
    """
    return unicodedata.normalize("NFC", text)


def to_folded(text: str) -> str:
    """The form in which answers in words are compared: NFC, no capitals, no blanks too many.

    Example:
        >>> to_folded("  Very\u00a0 Satisfied ")
        'very satisfied'
    """
    return to_nfc(" ".join(to_nfc(text).casefold().split()))


def to_number(text: str, decimal: str = ".") -> float | None:
    """The number a text stands for, a percent as a share; None where it is not plainly a number.

    Unlike ``float`` it takes no underscores, no foreign digits, no "nan" and no "inf".

    Args:
        text: What is written.
        decimal: What stands before the decimals, "." or ","; the other is no part of a number.

    Example:
        >>> to_number("4.20"), to_number("60%"), to_number("1_0"), to_number("4,2")
        (4.2, 0.6, None, None)
        >>> to_number("4,2", ","), to_number("1.234", ",")
        (4.2, None)
    """
    bare = text.strip()
    if decimal == ",":
        bare = "" if "." in bare else bare.replace(",", ".")
    percent = bare.endswith("%")
    if percent:
        bare = bare[:-1].rstrip()
    match = _NUMBER.fullmatch(bare) if bare.isascii() else None
    if match is None:
        return None
    # two places moved in the text are exact, where a division by 100 is not
    number = float(f"{match['digits']}e{int(match['power'] or 0) - 2}") if percent else float(bare)
    if not math.isfinite(number):
        return None
    return Percent(number) if percent else number


def to_id(name: str) -> str:
    """A stable id made from a name: lower case, letters and digits of any script, joined by ``-``.

    It is empty where the name has neither letters nor digits, and at most 200 characters long.

    Example:
        >>> to_id("Long-term shuttle"), to_id("Zażółć!"), to_id("支付 页面")
        ('long-term-shuttle', 'zażółć', '支付-页面')
    """
    folded = to_nfc(unicodedata.normalize("NFKC", name).casefold())
    kept = "".join(
        c if c.isalnum() or unicodedata.category(c).startswith("M") else "-" for c in folded
    )
    return re.sub("-+", "-", kept).strip("-")[:LONGEST_ID].rstrip("-")


def find_mixed_scripts(text: str) -> tuple[str, ...]:
    r"""The alphabets that one word of a text mixes; empty if none does.

    Example:
        >>> find_mixed_scripts("c\u0430rt"), find_mixed_scripts("3D-печать")
        (('CYRILLIC', 'LATIN'), ())
    """
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {unicodedata.name(c, "").partition(" ")[0] for c in word}
        mixed = scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}
        if len(mixed) > 1:
            return tuple(sorted(mixed))
    return ()
