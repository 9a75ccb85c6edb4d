"""What tests look up in a chart: rows by touchpoint, texts, and marks of one kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from journeymap.picture.marks import Group, Mark, Picture, Text

Kind = TypeVar("Kind", bound=Mark)
SCRIPTS = (
    "x",
    "W" * 200,
    "Konstantynopolitańczykowianeczka " * 6,
    "Подтверждение бронирования " * 7,
    "オンラインチェックイン" * 18,
    "אישור הזמנה " * 16,
    "تأكيد الحجز " * 16,
    "Ωμέγα " * 33,
    "👩‍👩‍👧 🎉 " * 20,
    "</text><script>alert(1)</script>",
    "line one\nline two",
    "{n} %s $x$ & <b>",
)


def rows_of(picture: Picture) -> dict[str, Group]:
    """The groups with a key, in their order."""
    return {mark.key: mark for mark in picture.marks if isinstance(mark, Group) and mark.key}


def of_kind(marks: Sequence[Mark], kind: type[Kind]) -> list[Kind]:
    """All marks of a kind, those in groups too."""
    return list(_walk(marks, kind))


def texts_of(marks: Sequence[Mark]) -> list[str]:
    """All that is written, in its order."""
    return [text.text for text in of_kind(marks, Text)]


def _walk(marks: Sequence[Mark], kind: type[Kind]) -> Iterator[Kind]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _walk(mark.marks, kind)
        elif isinstance(mark, kind):
            yield mark
