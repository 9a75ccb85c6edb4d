"""What changed from one wave to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.analysis.changes.comparison import Comparison, compare_sides
from journeymap.analysis.changes.several import FEWEST, group_waves
from journeymap.analysis.changes.sides import choose_side
from journeymap.analysis.evidence.selection import list_metrics
from journeymap.analysis.evidence.settings_check import (
    check_level,
    check_optional_count,
    check_q,
)
from journeymap.errors import Problem, UnknownNameError, quote
from journeymap.model.journey import Journey
from journeymap.wording.told import tell

_OTHER_PEOPLE = tell(
    "Both waves are tested as if different customers had answered; where the "
    "same did, the test is cautious."
)
_INSTEAD = "measure another, or compare two journeys or two segments"


class NoPairError(UnknownNameError):
    """Fewer than two waves, so that none can be compared with another."""

    def to_problem(self, path: str = "") -> Problem:
        """The same as a problem of an input."""
        return Problem("there are no two waves to compare", path=path, hint=self.hint)


def compare_waves(
    journey: Journey,
    before: str | None = None,
    after: str | None = None,
    *,
    metric: str | Sequence[str] | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    q: float = 0.05,
    top: int | None = None,
) -> Comparison:
    """What changed from one wave to another, and what of it is more than chance.

    Shares: N-1 z test with Newcombe's interval (1998), exact where few are expected to count.
    Means: Welch's t. NPS: adjusted Wald (Rocks 2016). Times: Welch's t on logarithms. p-values
    are adjusted over all rows shown (Benjamini & Hochberg 1995). Answers of the same customers
    count as independent, which is cautious.

    Args:
        journey: The journey with its readings.
        before: The earlier wave; the last but one where None.
        after: The later wave; the latest where None.
        metric: Only these metrics; all where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, between 0 and 1.
        q: The adjusted p up to which a change counts as clear, between 0 and 1.
        top: How many rows to keep, at least 1, what clearly differs first; all in reading order
            where None.

    Returns:
        A row per metric and place. What is asked otherwise, guessed or answered by fewer than
        ten is not comparable, with the reason.

    Raises:
        UnknownNameError: if a wave, a metric or the segment isn't there.
        ValueError: if both waves are one, or a number is none that can be meant.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}],
        ...     readings=[{"touchpoint": "pay", "metric": "fcr_net", "wave": wave, "count": n,
        ...                "of": 80} for wave, n in (("2025", 48), ("2026", 68))])
        >>> row = compare_waves(journey, "2025", "2026").rows[0]
        >>> row.change, row.difference, round(row.low, 3), round(row.high, 3)
        ('better', 0.25, 0.112, 0.376)
    """
    level, q, top = check_level(level), check_q(q), check_optional_count("top", top, 1)
    asked = list_metrics(journey, metric)
    waves = _choose_waves(journey, before, after)
    sides = [choose_side(journey, wave=wave, segment=segment) for wave in waves]
    if sides[0].selection.wave == sides[1].selection.wave:
        raise ValueError(f"two different waves are compared, not {waves[0]!r} with itself")
    of = sides[1].selection.segment
    settings = {"of": "waves", "metric": asked or None, "segment": of, "level": level, "q": q}
    many = len(journey.waves) >= FEWEST
    return compare_sides(
        *sides,
        settings=settings,
        asked=asked,
        top=top,
        groups=group_waves(journey, of) if many else None,
        grouped=tell("{n} waves", n=len(journey.waves)),
        notes=(_OTHER_PEOPLE,),
    )


def _choose_waves(journey: Journey, before: str | None, after: str | None) -> tuple[str, str]:
    known = journey.waves
    if len(known) < 2 and (before is None or after is None):
        named = f"name only {quote(known[0])}" if known else "name none"
        raise NoPairError("wave", "", known, hint=f"the readings {named}; {_INSTEAD}")
    after = known[-1] if after is None else after
    if before is None:
        rest = [wave for wave in known if wave != str(after)]
        earlier = known[: known.index(str(after))] if str(after) in known else rest
        before = (earlier or rest)[-1]
    return before, after
