"""Which guesses about a wide table become questions, and the journey file they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journeymap.metrics import STANDARD_METRICS
from journeymap.starting.guesses import Guess
from journeymap.starting.lines import indent, to_name, write_comment, write_entry, write_item
from journeymap.text import to_folded, to_id

MOST_GROUPS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the sketch: a column, the touchpoint it becomes, and its metric."""

    guess: Guess
    touchpoint: str | None
    metric: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is written: the questions, and the columns that play another part."""

    asked: tuple[Asked, ...]
    segments: tuple[Guess, ...]
    guesses: tuple[Guess, ...]


def make_sketch(guesses: Sequence[Guess]) -> Sketch:
    """Which guesses become questions and segments; without a question there is nothing to write."""
    rated = [g for g in guesses if g.kind in ("rating", "likely") or _is_question(g)]
    chosen = rated or [g for g in guesses if g.kind == "yes_no"]
    overall = [g for g in chosen if g.kind == "likely"]
    scope = overall[0] if len(overall) == 1 and len(chosen) > 1 else None
    taken: set[str] = set()
    asked = []
    for guess in chosen:
        touchpoint = None if guess is scope else find_free_id(guess.column, taken)
        asked.append(Asked(guess, touchpoint, _to_metric(guess)))
    segments = [g for g in guesses if g.kind in ("choice", "yes_no") and g not in chosen]
    fitting = [g for g in segments if 2 <= g.look.distinct <= MOST_GROUPS and _is_full(g)]
    return Sketch(tuple(asked), tuple(fitting), tuple(guesses))


def _is_question(guess: Guess) -> bool:
    known = STANDARD_METRICS.get(to_folded(guess.column))
    named = known is not None and known.kind == "share"
    return guess.kind == "yes_no" and (named or "?" in (guess.look.wording or guess.column))


def _is_full(guess: Guess) -> bool:
    return 2 * guess.look.filled >= guess.look.rows


def find_free_id(column: str, taken: set[str]) -> str:
    """An id made from the name of a column, different from those that are taken."""
    base = to_id(column)[:100].strip("-") or "question"
    id_, number = base, 1
    while id_ in taken:
        number += 1
        id_ = f"{base}-{number}"
    taken.add(id_)
    return id_


def _to_metric(guess: Guess) -> str:
    if guess.kind == "likely":
        return "nps"
    if guess.kind == "yes_no":
        return (
            to_folded(guess.column) if to_folded(guess.column) in STANDARD_METRICS else "said_yes"
        )
    low, high = guess.scale or (0, 0)
    return f"rating_{low}_to_{high}".replace("-", "minus_")


def to_journey(sketch: Sketch, name: str) -> str:
    """The journey file: one stage with a touchpoint per question, and the metrics they need."""
    lines = [
        write_comment(f"Started by journeymap init from {name}. Next: sort the touchpoints into"),
        "# stages in the order in which customers meet them, and give them names people know.",
        write_entry("name", to_name(name) or "Journey"),
    ]
    lines += _write_metrics(sketch.asked)
    placed = [asked for asked in sketch.asked if asked.touchpoint is not None]
    lines += [
        "stages:",
        "  - name: Questions",
        f"    # goal: {_say_goal(sketch.asked)}   # what the stage should reach",
        "    touchpoints:",
        *indent([write_item(_to_element(asked)) for asked in placed], 6),
    ]
    return "\n".join([*lines, ""])


def _say_goal(asked: Sequence[Asked]) -> str:
    """A goal to fill in, on the metric of the first touchpoint."""
    metric = next((one.metric for one in asked if one.touchpoint), asked[0].metric)
    standard = STANDARD_METRICS.get(metric)
    return f"{metric} {'<=' if standard and standard.better == 'low' else '>='} ..."


def _to_element(asked: Asked) -> Mapping[str, str]:
    name = to_name(asked.guess.look.wording or asked.guess.column.replace("_", " "))
    return {"id": asked.touchpoint or "", "name": name or asked.touchpoint or ""}


def _write_metrics(asked: Sequence[Asked]) -> list[str]:
    needed = {one.metric: one.guess for one in asked}
    own = {id_: guess for id_, guess in needed.items() if id_ not in STANDARD_METRICS}
    lines = [
        write_comment(f"{id_} is a standard metric: {_say_standard(id_)}")
        for id_ in needed
        if id_ not in own
    ]
    defined = [line for id_, guess in own.items() for line in _define(id_, guess)]
    return [*lines, "metrics:", *indent(defined, 2)] if own else lines


def _define(id_: str, guess: Guess) -> tuple[str, ...]:
    """A metric with what to write where the other end of its scale is good."""
    low, high = guess.scale or (0, 1)
    best = "yes" if guess.kind == "yes_no" else str(high)
    other = "no" if guess.kind == "yes_no" else str(low)
    comment = f"# guessed: {best} is best; where {other} is best write worst: {high}, best: {low}"
    name, kind = f"Rating {low} to {high}", "rating_mean"
    if guess.kind == "yes_no":
        name, kind = "Said yes", "share"
    item = {"id": id_, "name": name, "kind": kind, "worst": low, "best": high}
    some = "# where only some are the other way round, define a second metric for these"
    return (comment, some, write_item(item)) if kind != "share" else (comment, write_item(item))


def _say_standard(id_: str) -> str:
    if id_ == "nps":
        return "how likely customers recommend, 0 to 10; for another question define your own"
    metric = STANDARD_METRICS[id_]
    return f"the share of yes, of which {'much' if metric.better == 'high' else 'little'} is good"
