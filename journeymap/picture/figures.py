"""Figures that are one word to a reader: "85 %", "P 62 %", "n 28", "p < .001" and "≥ 4"."""

from __future__ import annotations

_RELATIONS = frozenset("<>≤≥≈±")
_STATISTICS = frozenset("Ppnr")
NO_BREAK = "\u00a0"


def stays_together(line: str, blank: int) -> bool:
    """Whether a line may not end at a blank, since a figure goes over it.

    Args:
        line: The line.
        blank: The place of the blank; it isn't the last letter.

    Example:
        >>> stays_together("P 85 %", 1), stays_together("P 85 %", 4), stays_together("be 85", 2)
        (True, True, False)
    """
    before, after = line[blank - 1 : blank], line[blank + 1 : blank + 2]
    if after == "%" or before in _RELATIONS:
        return True
    alone = not line[blank - 2 : blank - 1].isalnum() or blank == 1
    return before in _STATISTICS and alone and (after.isdigit() or after in ".,<>≈")


def hold_figures(text: str) -> str:
    """A text for programs that break lines themselves: no figure is torn.

    Example:
        >>> hold_figures("Weakest (P 85 %)") == f"Weakest (P{NO_BREAK}85{NO_BREAK}%)"
        True
    """
    return "".join(
        NO_BREAK if letter == " " and 0 < i < len(text) - 1 and stays_together(text, i) else letter
        for i, letter in enumerate(text)
    )
