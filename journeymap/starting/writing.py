"""The text of a source file, written from guesses about a wide table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from journeymap.model.formats import NAMED_MARKS, TableFormat
from journeymap.starting.guesses import Guess
from journeymap.starting.lines import indent, write_comment, write_entry
from journeymap.starting.sketching import Asked, Sketch, find_free_id
from journeymap.text import to_folded, to_number

_PLAIN = TableFormat()
MOST_SEGMENTS = 3  # that are measured unless somebody asks for more: each makes many readings


def to_source(
    sketch: Sketch,
    answers: str,
    *,
    seen: str,
    is_vendor: bool,
    written: Mapping[str, object] | None = None,
) -> str:
    """The source file: what every column was taken for, and in comments what it was not.

    Args:
        sketch: The questions and segments.
        answers: Path of the table from the source file.
        seen: What was looked at, in words.
        is_vendor: Whether the export itself tells who answered and when.
        written: How the table is written, as ``format`` takes it.
    """
    missing, labels = _find_shared(sketch.asked)
    told = dict(written or {})
    parts = _write_format(told) if is_vendor else [*_write_parts(sketch.guesses, told)]
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


def to_written(form: TableFormat) -> dict[str, object]:
    """What is told of how a table is written, as a source file holds it.

    Example:
        >>> to_written(TableFormat(delimiter="tab", keep=["unfinished"]))
        {'delimiter': 'tab', 'keep': ['unfinished']}
    """
    names = {mark: name for name, mark in NAMED_MARKS.items()}
    given = {word: getattr(form, word) for word in TableFormat.model_fields}
    told = {word: value for word, value in given.items() if value != getattr(_PLAIN, word)}
    if form.delimiter is not None:
        told["delimiter"] = names.get(form.delimiter, form.delimiter)
    return {word: list(v) if isinstance(v, tuple) else v for word, v in told.items()}


def _write_format(written: Mapping[str, object]) -> list[str]:
    return [write_entry("format", written)] if written else []


def _write_parts(guesses: Sequence[Guess], written: Mapping[str, object]) -> Iterator[str]:
    """Who answered, when, and with which weight; what can't be told is left as a comment."""
    columns: dict[str, str] = {}
    for kind, part in (("id", "respondent_id"), ("date", "answered_at")):
        found = [guess for guess in guesses if guess.kind == kind]
        best = next((guess for guess in found if guess.is_usable), None)
        if best is not None:
            columns[part] = best.column
            if best.times is not None and "times" not in written:
                yield "# guessed: how dates are written"
                written = {**written, "times": best.times}
        elif found:
            yield write_comment(f"columns: {{{part}: ...}}: {found[0].column} is {found[0].says}")
    yield from _write_format(written)
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
        write_entry(find_free_id(guess.column, taken), {"column": guess.column})
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
