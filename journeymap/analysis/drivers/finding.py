"""What moves an overall outcome most: Shapley's shares of R², from raw answers.

Each answer is turned so that high is good; correlations are made where the rows lie, from pairs of
answers; R² is split between the drivers as if they joined in every order (Lindeman, Merenda & Gold
1980; Grömping 2006, Journal of Statistical Software 17:1), and respondents are resampled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journeymap.analysis.drivers.asking import (
    Driver,
    choose_drivers,
    find_outcome,
    find_questions,
)
from journeymap.analysis.drivers.notes import (
    note_left_out,
    note_limits,
    note_meaning,
    note_respondents,
)
from journeymap.analysis.drivers.result import Drivers
from journeymap.analysis.drivers.rows import find_condition, to_resampled, to_rows
from journeymap.analysis.drivers.splitting import Split, choose_method, split_r_squared
from journeymap.analysis.drivers.usable import Usable, sort_out
from journeymap.analysis.drivers.verdict import (
    DriverVerdict,
    decide,
    find_little,
    find_refusal,
    refuse,
)
from journeymap.analysis.evidence.selection import Selection, select_readings
from journeymap.analysis.evidence.settings_check import (
    FEWEST_DRAWS,
    check_count,
    check_level,
    check_optional_count,
)
from journeymap.answers.measuring import Survey, gather_answers, make_readings
from journeymap.answers.moments import Summed, sum_pairs
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.result import take_first

MOST_DRIVERS = 60


def find_drivers(
    journey: Journey,
    answers: object,
    source: Source | None = None,
    *,
    outcome: str,
    drivers: Sequence[str] | None = None,
    metric: str | Sequence[str] | None = None,
    method: str | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 0,
    top: int | None = None,
    min_coverage: float = 0.5,
) -> Drivers:
    """Which touchpoints move together with an overall outcome, and by how much of it.

    R² of the outcome on all drivers is split by Shapley's shares (LMG), exactly for up to 15
    drivers, by Johnson's relative weights above. Intervals are percentiles over resampled
    respondents; of more than 1,000 respondents 1,000 random groups are resampled, so that only
    sums over groups leave the engine. It is association, not effect.

    Args:
        journey: Its touchpoints and metrics are what answers are about; its readings don't matter.
        answers: The table of raw answers, as for ``measure_answers``.
        source: How it is read; a row per respondent, or answers with a respondent_id.
        outcome: A metric asked about the whole journey ("satisfied"), or METRIC@PLACE.
        drivers: Ids of touchpoints or stages, or METRIC@PLACE; all touchpoints where None.
        metric: Only drivers with these metrics; all where None.
        method: "shapley" or "relative_weights"; by the number of drivers where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of intervals, between 0 and 1.
        draws: How many resamples, at least 100.
        seed: Seed of the resamples, a whole number from 0 up.
        top: How many rows to keep, at least 1; all where None.
        min_coverage: The share (0 to 1) of those who tell the outcome who must have answered a
            driver, so that it is compared.

    Returns:
        Rows with the largest share first. There are no shares where R² is below .1, or where
        there are fewer than ten answers for each driver, or 100.

    Raises:
        UnknownNameError: if the outcome is not asked, or a driver, metric, wave or segment isn't
            there.
        AnswersError: if the table can't be read, or tells not whose answers they are.
        SourceError: if the source names what the journey does not have.
        ValueError: if a setting is none that can be meant.

    Example:
        >>> import polars as pl
        >>> shop = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> rows = [(c, p, min(10, c + 4 * (p // 2) - 1)) for c in range(1, 6) for p in range(1, 6)]
        >>> table = pl.DataFrame(8 * rows, schema=["q1", "q2", "q3"], orient="row")
        >>> source = Source(questions={
        ...     "q1": {"touchpoint": "cart", "metric": "csat"},
        ...     "q2": {"touchpoint": "pay", "metric": "csat"},
        ...     "q3": {"scope": "journey", "metric": "nps"}})
        >>> found = find_drivers(shop, table, source, outcome="nps")
        >>> [(row.touchpoint, round(row.share, 2)) for row in found.rows]
        [('pay', 0.84), ('cart', 0.16)]
    """
    level, top = check_level(level), check_optional_count("top", top, 1)
    draws, seed = check_count("draws", draws, FEWEST_DRAWS), check_count("seed", seed, 0)
    min_coverage = _check_coverage(min_coverage)
    choose_method(method, 1)
    survey = gather_answers(journey, answers, source)
    measured = journey.replace(readings=tuple(make_readings(journey, survey)))
    questions = survey.parts.asked
    every = find_questions(measured, questions, select_readings(measured))
    find_outcome(every, outcome)  # a name that is wrong comes before a wave that is
    selection = select_readings(measured, wave=wave, segment=segment)
    every = find_questions(measured, questions, selection)
    moved = find_outcome(every, outcome)
    asked = choose_drivers(measured, every, moved, questions, drivers=drivers, metric=metric)
    _check_number(asked)
    settings = {
        "outcome": outcome, "drivers": drivers, "metric": metric, "method": method,
        "wave": selection.wave, "segment": selection.segment, "level": level, "draws": draws,
        "seed": seed, "min_coverage": min_coverage,
    }  # fmt: skip
    summed = _sum(survey, moved, asked, selection)
    usable = sort_out(moved, asked, summed, min_coverage)
    verdict, split = _judge(moved, usable, settings)
    told = None if verdict.kind == "none" else split
    rows, cut = take_first(to_rows(journey, usable, told), top)
    notes = (
        *_note(moved, usable, told),
        *note_left_out(usable.left_out, asked),
        *note_respondents(moved, usable.total, survey, is_averaged=summed.is_averaged),
        *survey.notes,
    )
    r2 = split.r_squared if split else (None, None, None)
    return Drivers(
        journey=journey.id,
        settings=settings,
        rows=rows,
        notes=(*cut, *notes),
        outcome=moved.id.removesuffix("@journey"),
        method=told.method if told else None,
        r_squared=r2[0],
        r_squared_low=r2[1],
        r_squared_high=r2[2],
        n=usable.total,
        condition_number=find_condition(usable),
        verdict=verdict,
        left_out=usable.left_out,
        resampled=to_resampled(usable, told),
    )


def _sum(survey: Survey, outcome: Driver, asked: Sequence[Driver], selection: Selection) -> Summed:
    variables = [outcome.to_variable(is_share=True), *(driver.to_variable() for driver in asked)]
    segment = next(iter(selection.segment.items()), None)
    return sum_pairs(survey, variables, wave=selection.wave, segment=segment)


def _judge(
    outcome: Driver, usable: Usable, settings: Mapping[str, Any]
) -> tuple[DriverVerdict, Split | None]:
    """What may be said, and R² split, where it can be."""
    named, why = _name_outcome(outcome), find_refusal(usable)
    if why:
        return refuse(named, why), None
    method = choose_method(settings["method"], len(usable.drivers))
    draws, seed = settings["draws"], settings["seed"]
    split = split_r_squared(usable, method, draws=draws, seed=seed, level=settings["level"])
    little = find_little(split)
    return refuse(named, little) if little else decide(named, usable, split), split


def _note(outcome: Driver, usable: Usable, told: Split | None) -> Iterator[str]:
    if told is not None:
        yield from note_meaning(outcome, usable, told)
    if usable.drivers and not usable.is_constant:
        yield from note_limits(usable)


def _name_outcome(outcome: Driver) -> str:
    overall = outcome.touchpoint is None and outcome.stage is None
    label = outcome.metric.label
    return label if overall else f"{label} of {outcome.name}"


def _check_coverage(min_coverage: float) -> float:
    if isinstance(min_coverage, bool) or not 0 <= min_coverage <= 1:
        raise ValueError(f"min_coverage must lie between 0 and 1, got {min_coverage!r}")
    return float(min_coverage)


def _check_number(asked: Sequence[Driver]) -> None:
    if len(asked) > MOST_DRIVERS:
        raise ValueError(
            f"{len(asked)} drivers are too many to tell apart, {MOST_DRIVERS} at most: "
            "name those that matter (drivers)"
        )
