"""Makes journeymap/picture/advances.json from the DejaVu fonts that matplotlib ships.

Run by hand from the project's folder, after matplotlib has changed its fonts:

    python tests/picture/make_advances.py

The file holds the advance widths in 1/1000 em of DejaVu Sans and DejaVu Sans Bold, in rows of
sixteen letters like a Unicode chart, each row under the code of its first letter. Letters that the
font lacks stand as 1000, emoji as 1300 at least, combining marks and format characters as 0, and
arrows and symbols as 1000 at least, because Arial and East Asian fonts draw them a full em wide.
Rows that say nothing but 1000 are left out: that is what the reader assumes anyway.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font, LoadFlags

TARGET = Path(__file__).parents[2] / "journeymap" / "picture" / "advances.json"
FONTS = {"regular": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}
LETTERS = (
    range(0x0020, 0x0300),  # Latin with its extensions, phonetic letters
    range(0x0370, 0x0530),  # Greek, Cyrillic
    range(0x0590, 0x0700),  # Hebrew, Arabic
    range(0x10A0, 0x1100),  # Georgian
    range(0x1E00, 0x2000),  # more Latin, Vietnamese, Greek with accents
    range(0x2000, 0x2190),  # punctuation, currency, letter-like signs, fractions
    range(0x1F600, 0x1F650),  # faces, which DejaVu has, one of them wider than an emoji
)
SYMBOLS = range(0x2190, 0x2C00)  # arrows, mathematics, shapes, dingbats
FULL, EMOJI = 1000, 1300
SOFT_HYPHEN = 0xAD


def make_advances() -> dict[str, dict[str, list[int]]]:
    """The whole table: weight, code of a row's first letter, sixteen advance widths."""
    return {weight: _make_rows(file) for weight, file in FONTS.items()}


def to_json(table: dict[str, dict[str, list[int]]]) -> str:
    """The table as JSON with one row on a line."""
    weights = []
    for weight, rows in table.items():
        lines = ",\n".join(f'"{code}": {json.dumps(row)}' for code, row in rows.items())
        weights.append(f'"{weight}": {{\n{lines}\n}}')
    return "{" + ",\n".join(weights) + "}\n"


def _make_rows(file: str) -> dict[str, list[int]]:
    font = FT2Font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", file)))
    known = font.get_charmap()
    rows = {}
    for block in (*LETTERS, SYMBOLS):
        for first in range(block.start, block.stop, 16):
            codes = range(first, first + 16)
            row = [_advance(code, font if code in known else None) for code in codes]
            if any(advance != FULL for advance in row):
                rows[f"{first:04X}"] = row
    return rows


def _advance(code: int, font: FT2Font | None) -> int:
    if unicodedata.category(chr(code)) in ("Mn", "Me", "Cf") and code != SOFT_HYPHEN:
        return 0
    least = EMOJI if unicodedata.east_asian_width(chr(code)) == "W" else 0
    if font is None:
        return least or FULL
    units = font.load_char(code, flags=LoadFlags.NO_SCALE).horiAdvance
    drawn = round(1000 * units / font.units_per_EM)
    return max(drawn, least, FULL if code in SYMBOLS else 0)


if __name__ == "__main__":
    TARGET.write_text(to_json(make_advances()), encoding="utf-8")
