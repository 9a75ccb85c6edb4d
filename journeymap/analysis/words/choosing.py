"""Which comments of a table are meant: those of one segment and one wave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from journeymap.analysis.evidence.selection import to_name
from journeymap.analysis.evidence.unknown import unknown_segment, unknown_wave
from journeymap.answers.comment_reading import GivenComment
from journeymap.answers.comments import Comments
from journeymap.errors import UnknownNameError
from journeymap.model.wave_order import to_wave_order

_MOST_SEEN = 1_000
_NONE = (0,)
Order = tuple[object, ...]


@dataclass(slots=True)
class Chosen:
    """The comments of one segment, and of the wave asked for or else of the latest.

    Which wave is the latest is known at the end only: comments come in the order of the table, and
    what was gathered of one wave is to be forgotten when one of the next comes.

    Args:
        comments: The comments of the table.
        wave: The wave asked for; the latest where None.
        segment: The segment asked for; everybody where empty.
        outside: Comments of other waves or segments.
    """

    comments: Comments
    wave: str | None
    segment: Mapping[str, str]
    outside: int = 0
    taken: int = 0
    _latest: Order = _NONE
    _waves: dict[str, None] = field(default_factory=dict)
    _segments: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[GivenComment]:
        """The comments one by one.

        Raises:
            UnknownNameError: at the end, if no comment is of that wave or segment.
        """
        names = self.comments.segments
        absent = [key for key in self.segment if key not in names]
        if absent:
            raise UnknownNameError("segment", absent[0], names)
        asked = self.wave
        for one in self.comments:
            if one.wave is not None and len(self._waves) < _MOST_SEEN:
                self._waves[one.wave] = None
            if not self._is_of_segment(one) or not self._is_of_wave(one, asked):
                self.outside += 1
                continue
            self.taken += 1
            yield one
        self._check(asked)

    def _is_of_segment(self, one: GivenComment) -> bool:
        if not self.comments.segments:
            return True
        labels = dict(zip(self.comments.segments, one.segments, strict=True))
        if len(self._segments) < _MOST_SEEN:
            self._segments.update(
                (key, label) for key, label in labels.items() if label is not None
            )
        return all(labels[key] == value for key, value in self.segment.items())

    def _is_of_wave(self, one: GivenComment, asked: str | None) -> bool:
        if asked is not None:
            return one.wave == asked
        order = to_order(one.wave)
        if order > self._latest:
            self.outside += self.taken
            self._latest, self.wave, self.taken = order, one.wave, 0
        return order == self._latest

    def _check(self, asked: str | None) -> None:
        if asked is not None and asked not in self._waves:
            raise unknown_wave(asked, sorted(self._waves, key=to_order))
        if self.segment and not self.taken:
            known = [{key: label} for key, label in sorted(self._segments)]
            if any(pair not in self._segments for pair in self.segment.items()):
                raise unknown_segment(self.segment, known)


def to_order(wave: str | None) -> Order:
    """What waves are ordered by: numbers in their names count as numbers, none comes first.

    Example:
        >>> sorted(["wave 10", "wave 9"], key=to_order), to_order(None) < to_order("2020")
        (['wave 9', 'wave 10'], True)
    """
    if wave is None:
        return _NONE
    return 1, to_wave_order(wave)


def check_wave(wave: str | None) -> str | None:
    """The wave asked for as waves are named."""
    return None if wave is None else to_name(wave)
