"""What to know of a ranking before believing it, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from journeymap.analysis.evidence.candidates import WHY_NOT_WORDS, WhyNot
from journeymap.analysis.ranking.asked import RankingSettings
from journeymap.model.journey import Journey
from journeymap.wording.told import tell, tell_list

if TYPE_CHECKING:
    from journeymap.analysis.ranking.methods import Ranking

FEW_TOUCHPOINTS = 3  # up to so many the prior of how much touchpoints differ weighs in
FEW_FOR_ONE_SPREAD = 8  # below, a spread that is estimated once is often put at 0
MOST_LEFT_OUT = 12  # names in a note
ONE: Mapping[str, str] = {
    "touchpoint": tell("touchpoint"), "stage": tell("stage"), "channel": tell("channel"),
}  # fmt: skip
MANY: Mapping[str, str] = {
    "touchpoint": tell("touchpoints"), "stage": tell("stages"), "channel": tell("channels"),
}  # fmt: skip


def note_ranking(
    journey: Journey, asked: RankingSettings, mixes: Sequence[frozenset[str]], ranking: Ranking
) -> Iterator[str]:
    """How the chances came about, and what they lean on.

    Args:
        journey: The journey.
        asked: The settings.
        mixes: The metrics of each place in the ranking.
        ranking: What the method said.
    """
    yield from _note_metrics(journey, asked, mixes)
    yield from note_method(asked, len(mixes), ranking)


def _note_metrics(
    journey: Journey, asked: RankingSettings, mixes: Sequence[frozenset[str]]
) -> Iterator[str]:
    there = [id_ for id_ in asked.metrics if any(id_ in mix for mix in mixes)]
    absent = [id_ for id_ in asked.metrics if id_ not in there]
    if absent:
        yield tell(
            "No {noun} in this ranking is measured by {absent}: it goes by {there} alone "
            "(coverage below 1).",
            noun=ONE[asked.by],
            absent=tell_list(absent),
            there=tell_list(there),
        )
    partly = sum(len(mix) < len(there) for mix in mixes)
    if not partly:
        return
    yield tell(
        "{partly} of {mixes} {nouns} lack a metric; the others stand for it (coverage below 1).",
        partly=partly,
        mixes=len(mixes),
        nouns=MANY[asked.by],
    )
    if any(journey.metric(id_).target is None for id_ in asked.metrics) and len(set(mixes)) > 1:
        yield tell(
            "The mix of metrics may decide this ranking: the {nouns} differ in what is "
            "measured. Rank within each metric, one at a time.",
            nouns=MANY[asked.by],
        )


def note_method(asked: RankingSettings, size: int, ranking: Ranking) -> Iterator[str]:
    """What to know of the method."""
    noun, draws = asked.by, ranking.draws
    if asked.method == "pooled" and size <= FEW_TOUCHPOINTS:
        yield tell(
            "With {size} {nouns} the chances lean on the assumption of how much {nouns} differ.",
            size=size,
            nouns=MANY[noun],
        )
    match asked.method:
        case "raw_min":
            yield tell(
                "The lowest score is often that of the {noun} with the fewest answers.",
                noun=ONE[noun],
            )
        case "surely_bad":
            percent = f"{100 * asked.level:g} %"
            yield tell(
                "Ranked by the upper end of a {percent} interval: bad even with luck.",
                percent=percent,
            )
        case "rank_ci":
            yield tell(
                "Two ranks differ only where two scores do significantly, all comparisons "
                "of a {noun} together at {level:g} %: such intervals are wide.",
                noun=ONE[noun],
                level=100 * asked.level,
            )
        case "flat" | "beta_binomial" | "dirichlet":
            yield tell(
                "Each {noun} stands alone here ({method}): without pooling, chances are "
                "over-confident where answers are few.",
                noun=ONE[noun],
                method=asked.method,
            )
        case "eb":
            yield from _note_one_spread(noun, size, ranking.spread or 0.0)
    if draws is not None:
        # twice the standard error of a simulated share, at its largest
        points = 100 / draws**0.5
        yield tell(
            "P(weakest) is how often a {noun} comes out lowest among all plausible "
            "true scores ({draws:,} draws, good to ±{points:.1f} points).",
            noun=ONE[noun],
            draws=draws,
            points=points,
        )


def _note_one_spread(noun: str, size: int, spread: float) -> Iterator[str]:
    if spread == 0:
        yield tell(
            "The {nouns} differ no more than by chance (eb puts their spread at 0): "
            "this method then takes all for equally weak.",
            nouns=MANY[noun],
        )
    elif size < FEW_FOR_ONE_SPREAD:
        yield tell(
            "With fewer than {few} {nouns} the one spread that eb "
            "estimates ({spread:.1f} points) is uncertain, and the chances do not show "
            "it.",
            few=FEW_FOR_ONE_SPREAD,
            nouns=MANY[noun],
            spread=spread,
        )


def note_left_out(journey: Journey, left_out: Mapping[str, WhyNot]) -> list[str]:
    """Which touchpoints are not ranked, by reason."""
    return note_reasons((journey.touchpoint(id_).name, why) for id_, why in left_out.items())


def note_reasons(left_out: Iterable[tuple[str, WhyNot]]) -> list[str]:
    """Which names are not ranked, by reason."""
    reasons: dict[WhyNot, list[str]] = {}
    for name, reason in left_out:
        reasons.setdefault(reason, []).append(name)
    return [
        tell(
            "Not ranked ({reason}): {names}.",
            reason=WHY_NOT_WORDS[reason],
            names=tell_list(names, MOST_LEFT_OUT),
        )
        for reason, names in reasons.items()
    ]
