"""A source file and a journey to start from, written from guesses about a wide table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from journeymap.metrics import STANDARD_METRICS
from journeymap.starting.guesses import Guess
from journeymap.starting.lines import indent, to_name, write_comment, write_entry, write_item
from journeymap.text import to_folded, to_id, to_number

MOST_SEGMENTS, MOST_GROUPS = 3, 12
_CHECK = "# guessed by journeymap init: look at each line that says so"


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
        touchpoint = None if guess is scope else _to_touchpoint(guess.column, taken)
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


def _to_touchpoint(column: str, taken: set[str]) -> str:
    """An id for the touchpoint of a column, different from those that there are."""
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


def _define(id_: str, guess: Guess) -> tuple[str, str]:
    """A metric with what to write where the other end of its scale is good."""
    low, high = guess.scale or (0, 1)
    best = "yes" if guess.kind == "yes_no" else str(high)
    other = "no" if guess.kind == "yes_no" else str(low)
    comment = f"# guessed: {best} is best; where {other} is best write worst: {high}, best: {low}"
    name, kind = f"Rating {low} to {high}", "rating_mean"
    if guess.kind == "yes_no":
        name, kind = "Said yes", "share"
    item = {"id": id_, "name": name, "kind": kind, "worst": low, "best": high}
    return comment, write_item(item)


def _say_standard(id_: str) -> str:
    if id_ == "nps":
        return "how likely customers recommend, 0 to 10; for another question define your own"
    metric = STANDARD_METRICS[id_]
    return f"the share of yes, of which {'much' if metric.better == 'high' else 'little'} is good"


def to_source(sketch: Sketch, answers: str, *, seen: str, is_vendor: bool) -> str:
    """The source file: what every column was taken for, and in comments what it was not.

    Args:
        sketch: The questions and segments.
        answers: Path of the table from the source file.
        seen: What was looked at, in words.
        is_vendor: Whether the export itself tells who answered and when.
    """
    missing, labels = _find_shared(sketch.asked)
    parts = [] if is_vendor else [*_write_parts(sketch.guesses)]
    lines = [
        write_comment(
            f"How the answers become readings of the journey. journeymap looked at {seen}"
        ),
        "# and guessed the rest: check every line that says so, above all which end is good.",
        write_entry("answers", answers),
        *parts,
        "# wave: 2026-05     # the wave of all answers, where they belong to one",
        "# invited: 1200     # how many were asked, for the response rate",
    ]
    if missing:
        lines += ["# guessed: these codes are no answers", write_entry("missing", [*missing])]
    if labels:
        lines += ["# guessed: the codes of answers in words", write_entry("labels", labels)]
    lines += _write_segments(sketch.segments)
    lines += ["questions:", *indent(list(_write_questions(sketch, missing, labels)), 2)]
    return "\n".join([*lines, *_write_rest(sketch), ""])


def _find_shared(asked: Sequence[Asked]) -> tuple[tuple[str, ...], Mapping[str, int]]:
    """Missing codes and labels that hold for all questions; empty where these differ."""
    missing = tuple(dict.fromkeys(m for one in asked for m in one.guess.missing))
    numbers = [number for m in missing if (number := to_number(m)) is not None]
    scales = [one.guess.scale or (0, 1) for one in asked]
    if any(low <= number <= high for number in numbers for low, high in scales):
        missing = ()
    pairs = {(label, code) for one in asked for label, code in one.guess.labels.items()}
    names = Counter(to_folded(label) for label, _ in pairs)
    shared = {} if any(n > 1 for n in names.values()) else dict(sorted(pairs, key=lambda p: p[1]))
    return missing, shared


def _write_parts(guesses: Sequence[Guess]) -> Iterator[str]:
    """Who answered, when, and with which weight; what can't be told is left as a comment."""
    columns: dict[str, str] = {}
    for kind, part in (("id", "respondent_id"), ("date", "answered_at")):
        found = [guess for guess in guesses if guess.kind == kind]
        best = next((guess for guess in found if guess.is_usable), None)
        if best is not None:
            columns[part] = best.column
            if best.times is not None:
                yield "# guessed: how dates are written"
                yield write_entry("format", {"times": best.times})
        elif found:
            yield write_comment(f"columns: {{{part}: ...}}: {found[0].column} is {found[0].says}")
    if columns:
        yield "# guessed: who answered, and when"
        yield write_entry("columns", columns)
    if "answered_at" in columns:
        yield "# waves: month"
    weight = next((g for g in guesses if g.kind == "weight"), None)
    if weight is not None:
        yield write_comment(f"guessed: {weight.says}")
        yield ("" if weight.is_usable else "# ") + write_entry("weight", weight.column)


def _write_segments(segments: Sequence[Guess]) -> list[str]:
    if not segments:
        return []
    lines = ["# guessed: groups of customers; the others can be taken in by removing the #"]
    taken: set[str] = set()
    entries = [
        write_entry(_to_touchpoint(guess.column, taken), {"column": guess.column})
        for guess in segments
    ]
    lines.append("segments:")
    lines += indent(entries[:MOST_SEGMENTS], 2)
    return lines + [f"  # {entry}" for entry in entries[MOST_SEGMENTS:]]


def _write_questions(
    sketch: Sketch, missing: Sequence[str], labels: Mapping[str, int]
) -> Iterator[str]:
    for says, group in groupby(sketch.asked, key=lambda one: one.guess.says):
        yield write_comment(f"guessed: {says}")
        for one in group:
            yield write_entry(one.guess.column, _to_question(one, missing, labels))


def _to_question(
    one: Asked, missing: Sequence[str], labels: Mapping[str, int]
) -> Mapping[str, object]:
    guess = one.guess
    place = {"touchpoint": one.touchpoint} if one.touchpoint else {"scope": "journey"}
    question: dict[str, object] = {**place, "metric": one.metric}
    if guess.labels and not labels:
        question["labels"] = dict(guess.labels)
    if guess.missing and not missing:
        question["missing"] = list(guess.missing)
    if guess.look.wording and guess.look.wording != guess.column:
        question["wording"] = " ".join(guess.look.wording.split())
    return question


def _write_rest(sketch: Sketch) -> Iterator[str]:
    """What was taken for none of these, with what to write where the guess is wrong."""
    choices = [guess for guess in sketch.guesses if guess.kind == "choice"]
    if choices:
        yield "  # choices whose order can't be told; to count one, number its answers:"
    for guess in choices:
        labels = dict.fromkeys((v for v in guess.look.values if v not in guess.missing), "?")
        question = {"touchpoint": "?", "metric": "?", "labels": labels}
        yield write_comment(write_entry(guess.column, question), 2)
    used = {one.guess.column for one in sketch.asked} | {g.column for g in sketch.segments}
    rest = [guess for guess in sketch.guesses if guess.column not in used]
    texts = [guess for guess in rest if guess.kind == "text"]
    if texts:
        yield "# guessed: open text, kept apart from what can be counted"
        yield "comments:"
        yield from indent([write_entry(g.column, {"scope": "journey"}) for g in texts], 2)
    others = [g for g in rest if g.kind in ("code", "number", "other", "option", "blank")]
    if others:
        yield "# not taken; write those that are questions into questions:"
    for guess in others:
        yield write_comment(f"{guess.column}: {guess.says}", 2)
