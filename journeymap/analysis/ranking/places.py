"""The ranking of stages and of channels, and how it is put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from journeymap.analysis.evidence.candidates import WhyNot
from journeymap.analysis.evidence.elsewhere import note_segments
from journeymap.analysis.evidence.estimates import clip
from journeymap.analysis.evidence.population import note_population
from journeymap.analysis.ranking.asked import RankingSettings
from journeymap.analysis.ranking.method_verdicts import decide_by
from journeymap.analysis.ranking.notes import MOST_LEFT_OUT, note_ranking, note_reasons
from journeymap.analysis.ranking.place_rows import PlaceVerdict, WeakestPlaceRow, WeakestPlaces
from journeymap.analysis.ranking.touchpoints import to_contender
from journeymap.analysis.ranking.verdict import Verdict, refuse
from journeymap.model.journey import Journey
from journeymap.result import take_first
from journeymap.statistics.base_sizes import to_base
from journeymap.statistics.intervals import critical_z
from journeymap.wording.told import tell, tell_list

if TYPE_CHECKING:
    from journeymap.analysis.evidence.reach import Reach
    from journeymap.analysis.ranking.groups import GroupCandidate
    from journeymap.analysis.ranking.methods import Ranking, Standing
_HEALTH: Mapping[str, str] = {
    "touchpoint": tell("health of a touchpoint"), "stage": tell("health of a stage"),
    "channel": tell("health of a channel"),
}  # fmt: skip


def rank_places(journey: Journey, asked: RankingSettings) -> WeakestPlaces:
    """The stages or channels by the method asked for, with what it may say of them."""
    # these load numpy, which a journey without readings can do without
    from journeymap.analysis.ranking.groups import find_group_candidates  # noqa: PLC0415
    from journeymap.analysis.ranking.methods import Scores, rank_scores  # noqa: PLC0415

    found, left_out, reach = find_group_candidates(journey, asked)
    unranked = (
        *_note_outside(journey, asked),
        *note_reasons((_name(journey, asked, id_), why) for id_, why in left_out.items()),
        *note_segments(journey, asked.selection),
    )
    if len(found) < 2:
        return _refuse(journey, asked, found, left_out, unranked)
    scores = Scores(
        [c.health for c in found], [c.se for c in found], [c.n_effective for c in found]
    )
    ranking = rank_scores(asked, scores)
    rows = [_to_row(asked, found[i], ranking.standings[i]) for i in ranking.order]
    shown, cut = take_first(rows, asked.top)
    mixes = [frozenset(c.metrics) for c in found]
    return WeakestPlaces(
        journey.id,
        {**asked.settings(), **({"draws": ranking.draws} if ranking.draws else {})},
        shown,
        (
            *cut,
            *asked.notes,
            *note_ranking(journey, asked, mixes, ranking),
            *_note_means(asked, found, reach),
            *note_population(e.reading for c in found for e in c.estimates),
            *unranked,
        ),
        _decide(asked, found, ranking),
        tuple(left_out),
    )


def _name(journey: Journey, asked: RankingSettings, id_: str) -> str:
    if asked.by == "stage":
        return journey.stage(id_).name
    return next((channel.name for channel in journey.channels if channel.id == id_), id_)


def _refuse(
    journey: Journey,
    asked: RankingSettings,
    found: Sequence[GroupCandidate],
    left_out: Mapping[str, WhyNot],
    unranked: Sequence[str],
) -> WeakestPlaces:
    verdict = _to_verdict(refuse([c.group.name for c in found], left_out.values(), asked.by))
    notes = (*asked.notes, *unranked)
    return WeakestPlaces(journey.id, asked.settings(), (), notes, verdict, tuple(left_out))


def _to_verdict(verdict: Verdict) -> PlaceVerdict:
    return PlaceVerdict(verdict.kind, verdict.touchpoints, verdict.text)


def _note_outside(journey: Journey, asked: RankingSettings) -> Iterator[str]:
    """Touchpoints that are in no mean, since they have no channel."""
    bare = [t.name for t in journey.touchpoints if t.channel is None]
    if asked.by == "channel" and bare:
        yield tell("Without a channel, so in none: {bare}.", bare=tell_list(bare, MOST_LEFT_OUT))


def _note_means(
    asked: RankingSettings, found: Sequence[GroupCandidate], reach: Reach
) -> Iterator[str]:
    means = [c for c in found if c.parts > 1]
    if not means:
        return
    health = _HEALTH[asked.by]
    own = any(not c.parts for c in found)
    start = (
        tell("Without a reading of its own, the {health}", health=health)
        if own
        else tell("The {health}", health=health)
    )
    weighed = tell("each by its reach") if any(c.by_reach for c in means) else tell("each alike")
    worth = tell(
        " What the answers are worth is less than their number where some touchpoints have few."
    )
    yield tell(
        "{start} is the mean of its measured touchpoints, {weighed}; their answers "
        "count as independent.{worth}",
        start=start,
        weighed=weighed,
        worth=worth if any(map(_is_worth_little, means)) else "",
    )
    yield from reach.notes


def _is_worth_little(found: GroupCandidate) -> bool:
    return found.is_weighted and to_base(found.n_effective) != "ok"


def _decide(
    asked: RankingSettings, found: Sequence[GroupCandidate], ranking: Ranking
) -> PlaceVerdict:
    upper = critical_z(asked.level) if asked.method == "surely_bad" else 0.0
    contenders = [
        to_contender(
            ranking.standings[i],
            touchpoint=found[i].group.id,
            name=found[i].group.name,
            n=found[i].n_effective,
            weighted=found[i].is_weighted,
            figure=found[i].health + upper * found[i].se,
        )
        for i in ranking.order
    ]
    return _to_verdict(decide_by(asked, contenders))


def _to_row(asked: RankingSettings, found: GroupCandidate, standing: Standing) -> WeakestPlaceRow:
    half = critical_z(asked.level) * found.se
    pooled_low, pooled_high = standing.pooled_ends
    return WeakestPlaceRow(
        scope="stage" if asked.by == "stage" else "channel",
        id=found.group.id,
        metric=" + ".join(found.metrics),
        n=found.n,
        n_effective=found.n_effective,
        touchpoints=found.parts,
        of=len(found.group.touchpoints),
        weakest_touchpoint=found.lowest,
        health=clip(found.health) or 0.0,
        health_low=clip(found.health - half) or 0.0,
        health_high=clip(found.health + half) or 0.0,
        coverage=found.coverage,
        p_weakest=standing.p_weakest,
        p_near_weakest=standing.p_near_weakest,
        p_bottom_k=standing.p_bottom_k,
        rank_low=standing.rank_low,
        rank_high=standing.rank_high,
        pooled_health=standing.pooled_health,
        pooled_sd=standing.pooled_sd,
        pooled_low=pooled_low,
        pooled_high=pooled_high,
        base=to_base(found.n_effective),
        name=found.group.name,
    )
