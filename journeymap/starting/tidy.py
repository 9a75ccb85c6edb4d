"""A source file and a journey to start from, written from a table with a row per answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeymap.metrics import STANDARD_METRICS
from journeymap.starting.guesses import say_missing
from journeymap.starting.lines import indent, to_name, write_comment, write_entry, write_item
from journeymap.starting.looking import to_plain
from journeymap.starting.scales import guess_scale
from journeymap.tables.cells import Missing, to_cell
from journeymap.tables.table import Table
from journeymap.text import Percent, to_id, to_number

MOST_TOUCHPOINTS, MOST_SCORES = 5_000, 20_000
_BLANK = Missing()


@dataclass(frozen=True, slots=True)
class TidyMetric:
    """A metric of a tidy table: its word there, its id, and what was guessed of it.

    Args:
        word: What it is called in the table.
        id: Its id in the journey.
        says: The guess in words.
        definition: Its definition; None for a standard one.
        missing: Codes that mean no answer.
        answers: The numbers that are answers: all of its scale, or the times that there are.
    """

    word: str
    id: str
    says: str
    definition: Mapping[str, object] | None
    missing: tuple[str, ...] = ()
    answers: frozenset[float] = frozenset()


def find_words(table: Table, column: str) -> list[str]:
    """The different words in a column, sorted."""
    frame = table.frame.select(table.columns[column]).unique().head(MOST_TOUCHPOINTS)
    cells = {to_cell(row[0]) for row in table.fetch(frame)}
    return sorted(cell.strip() for cell in cells if cell and not _BLANK.covers(cell))


def find_metrics(table: Table, parts: Mapping[str, str], decimal: str = ".") -> list[TidyMetric]:
    """The metrics of a tidy table, guessed from their scores."""
    columns = [table.columns[parts["metric"]], table.columns[parts["score"]]]
    scores: dict[str, set[str]] = {}
    for row in table.fetch(table.frame.select(columns).unique().head(MOST_SCORES)):
        word, score = (to_cell(raw) for raw in row)
        if word and not _BLANK.covers(word) and score and not _BLANK.covers(score):
            scores.setdefault(word.strip(), set()).add(to_plain(score.strip(), decimal))
    return [guess_metric(word, found) for word, found in sorted(scores.items())]


def guess_metric(word: str, scores: Iterable[str]) -> TidyMetric:
    """A standard metric where the word and the scores agree with it, else one by its scale.

    Example:
        >>> guess_metric("CSAT", ["1", "5"]).says, guess_metric("mood", ["1", "4", "7"]).says
        ('the standard csat', 'rating 1 to 7, 7 best')
    """
    standard = STANDARD_METRICS.get(word.casefold())
    read = [to_number(score) for score in scores]
    numbers = [n for n in read if n is not None and not isinstance(n, Percent)]
    if standard is not None and set(numbers) <= set(standard.codes or numbers):
        answers = frozenset(map(float, standard.codes or numbers))
        return TidyMetric(word, standard.id, f"the standard {standard.id}", None, (), answers)
    id_ = f"{to_id(word) or 'metric'}{'_own' if standard else ''}"
    if not all(number.is_integer() for number in map(float, numbers)) or not numbers:
        says = "a time in minutes, little is good"
        duration = {"id": id_, "kind": "duration", "unit": "minutes"}
        return TidyMetric(word, id_, says, duration, (), frozenset(map(float, numbers)))
    codes = {int(number) for number in numbers}
    if codes <= {0, 1}:
        ends = {"id": id_, "kind": "share", "worst": 0, "best": 1}
        return TidyMetric(word, id_, "1 yes, 0 no, yes is good", ends, (), frozenset({0, 1}))
    found = guess_scale(codes)
    low, high = (found.low, found.high) if found else (min(codes), max(*codes, min(codes) + 1))
    ends = {"id": id_, "kind": "rating_mean", "worst": low, "best": high}
    missing = tuple(map(str, found.missing)) if found else ()
    says = f"rating {low} to {high}, {high} best{say_missing(missing)}"
    return TidyMetric(word, id_, says, ends, missing, frozenset(range(low, high + 1)))


def part_metrics(metrics: Sequence[TidyMetric]) -> tuple[list[TidyMetric], list[TidyMetric]]:
    """The metrics that one source file can measure, and those that need one of their own.

    A code that means no answer does so in the whole table, and would take answers to another
    metric out where it lies on that one's scale.

    Example:
        >>> words = {"nps": range(11), "stars": range(6), "csat": [1, 2]}
        >>> metrics = [guess_metric(word, map(str, codes)) for word, codes in words.items()]
        >>> [[metric.word for metric in part] for part in part_metrics(metrics)]
        [['nps', 'csat'], ['stars']]
    """
    together: list[TidyMetric] = []
    for metric in sorted(metrics, key=lambda metric: len(metric.missing)):
        if not any(_clash(metric, other) or _clash(other, metric) for other in together):
            together.append(metric)
    return (
        [metric for metric in metrics if metric in together],
        [metric for metric in metrics if metric not in together],
    )


def _clash(metric: TidyMetric, other: TidyMetric) -> bool:
    return not other.answers.isdisjoint(map(float, metric.missing))


_PLAYED = {
    "touchpoint": "the touchpoint",
    "metric": "the metric",
    "score": "the score",
    "respondent_id": "who answered",
    "answered_at": "when it was answered",
    "wave": "the wave",
    "weight": "the weight of each respondent",
    "comment": "open text, kept apart from what can be counted",
}


def tell_tidy(
    columns: Iterable[str], parts: Mapping[str, str], metrics: Iterable[TidyMetric]
) -> Mapping[str, str]:
    """Each column and each metric to what it was taken for.

    Args:
        columns: The columns of the table.
        parts: Part of a table to the column that plays it.
        metrics: Its metrics; one that is called as a column has its kind behind the name.
    """
    played = {column: _PLAYED[part] for part, column in parts.items()}
    told = {column: played.get(column, "not taken; a segment?") for column in columns}
    named = ((m.word if m.word not in told else f"{m.word} (metric)", m.says) for m in metrics)
    return {**told, **dict(named)}


def to_tidy_journey(words: Sequence[str], metrics: Sequence[TidyMetric], name: str) -> str:
    """The journey file: one stage with all touchpoints of the table."""
    lines = [
        write_comment(f"Started by journeymap init from {name}. Next: sort the touchpoints into"),
        "# stages in the order in which customers meet them.",
        write_entry("name", to_name(name) or "Journey"),
    ]
    own = [metric for metric in metrics if metric.definition is not None]
    if own:
        lines.append("metrics:")
    for metric in own:
        lines.append(write_comment(f"guessed: {metric.says}; check which end is good", 2))
        lines += indent([write_item(metric.definition or {})], 2)
    named = {id_: word for word, id_ in reversed(list(_to_ids(words).items()))}
    elements = [{"id": id_, "name": to_name(named[id_]) or id_} for id_ in reversed(named)]
    lines += ["stages:", "  - name: Touchpoints", "    touchpoints:"]
    return "\n".join([*lines, *indent([write_item(one) for one in elements], 6), ""])


def _to_ids(words: Sequence[str]) -> dict[str, str]:
    return {word: to_id(word) or f"touchpoint-{i}" for i, word in enumerate(words, 1)}


def to_tidy_source(
    words: Sequence[str],
    metrics: Sequence[TidyMetric],
    parts: Mapping[str, str],
    answers: str,
    written: Mapping[str, object] | None = None,
) -> str:
    """The source file of a tidy table.

    Args:
        words: The touchpoints of the table.
        metrics: Its metrics.
        parts: Part of a table to the column that plays it.
        answers: Path of the table from the source file.
        written: How the table is written, as ``format`` takes it.
    """
    lines = [
        "# How the answers become readings of the journey: a row per answer.",
        write_entry("answers", answers),
        *([write_entry("format", written)] if written else []),
        "# wave: 2026-05     # the wave of all answers, where they belong to one",
        "# invited: 1200     # how many were asked, for the response rate",
    ]
    together, apart = part_metrics(metrics)
    for metric in apart:
        lines.append(write_comment(f"guessed: {metric.word} is a {metric.says}. To another metric"))
        lines.append("# it is one, so these rows are left out; a copy of this file takes them by")
        only = write_entry("only", {parts["metric"]: metric.word})
        lines += [f"# {only}", f"# {write_entry('missing', [*metric.missing])}"]
    if apart:
        kept = [metric.word for metric in together]
        lines.append(write_entry("only", {parts["metric"]: kept}))
    missing = dict.fromkeys(m for metric in together for m in metric.missing)
    if missing:
        lines += ["# guessed: these codes are no answers", write_entry("missing", [*missing])]
    renamed = {part: column for part, column in parts.items() if part != column}
    if renamed:
        lines += ["# guessed: which column is which", write_entry("columns", renamed)]
    lines += _write_mapping("touchpoints", _to_ids(words))
    lines += _write_mapping("metrics", {metric.word: metric.id for metric in metrics})
    return "\n".join([*lines, ""])


def _write_mapping(key: str, ids: Mapping[str, str]) -> Iterator[str]:
    differing = {word: id_ for word, id_ in ids.items() if word != id_}
    if differing:
        yield f"{key}:"
        yield from indent([write_entry(word, id_) for word, id_ in differing.items()], 2)
