"""What to know of a ranking before believing it, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from journeymap.analysis.evidence.candidates import WHY_NOT_WORDS, WhyNot
from journeymap.analysis.ranking.asked import RankingSettings
from journeymap.model.journey import Journey
from journeymap.printed import join_words

if TYPE_CHECKING:
    from journeymap.analysis.ranking.methods import Ranking

FEW_TOUCHPOINTS = 3  # up to so many the prior of how much touchpoints differ weighs in
FEW_FOR_ONE_SPREAD = 8  # below, a spread that is estimated once is often put at 0
MOST_LEFT_OUT = 12  # names in a note


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
        yield (
            f"No {asked.by} in this ranking is measured by {join_words(absent)}: it goes by "
            f"{join_words(there)} alone (coverage below 1)."
        )
    partly = sum(len(mix) < len(there) for mix in mixes)
    if not partly:
        return
    yield (
        f"{partly} of {len(mixes)} {asked.by}s lack a metric; the others stand for it "
        "(coverage below 1)."
    )
    if any(journey.metric(id_).target is None for id_ in asked.metrics) and len(set(mixes)) > 1:
        yield (
            f"The mix of metrics may decide this ranking: the {asked.by}s differ in what is "
            "measured. Rank within each metric, one at a time."
        )


def note_method(asked: RankingSettings, size: int, ranking: Ranking) -> Iterator[str]:
    """What to know of the method."""
    noun, draws = asked.by, ranking.draws
    if asked.method == "pooled" and size <= FEW_TOUCHPOINTS:
        yield (
            f"With {size} {noun}s the chances lean on the assumption of how much {noun}s differ."
        )
    match asked.method:
        case "raw_min":
            yield f"The lowest score is often that of the {noun} with the fewest answers."
        case "surely_bad":
            percent = f"{100 * asked.level:g} %"
            yield f"Ranked by the upper end of a {percent} interval: bad even with luck."
        case "rank_ci":
            yield (
                "Two ranks differ only where two scores do significantly, all comparisons of a "
                f"{noun} together at {100 * asked.level:g} %: such intervals are wide."
            )
        case "flat" | "beta_binomial" | "dirichlet":
            yield (
                f"Each {noun} stands alone here ({asked.method}): without pooling, chances are "
                "over-confident where answers are few."
            )
        case "eb":
            yield from _note_one_spread(noun, size, ranking.spread or 0.0)
    if draws is not None:
        # twice the standard error of a simulated share, at its largest
        points = 100 / draws**0.5
        yield (
            f"P(weakest) is how often a {noun} comes out lowest among all plausible true scores "
            f"({draws:,} draws, good to ±{points:.1f} points)."
        )


def _note_one_spread(noun: str, size: int, spread: float) -> Iterator[str]:
    if spread == 0:
        yield (
            f"The {noun}s differ no more than by chance (eb puts their spread at 0): this method "
            "then takes all for equally weak."
        )
    elif size < FEW_FOR_ONE_SPREAD:
        yield (
            f"With fewer than {FEW_FOR_ONE_SPREAD} {noun}s the one spread that eb estimates "
            f"({spread:.1f} points) is uncertain, and the chances do not show it."
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
        f"Not ranked ({WHY_NOT_WORDS[reason]}): {join_words(names, MOST_LEFT_OUT)}."
        for reason, names in reasons.items()
    ]
