"""What a word in a table means: a touchpoint, a stage, a metric, yes or no, a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from journeymap.errors import Problem, SourceError, UnknownNameError, quote, suggest
from journeymap.fields import check_id
from journeymap.metrics import STANDARD_METRICS, Metric, explain_unknown
from journeymap.model.journey import Journey
from journeymap.model.named import Named
from journeymap.model.operational import OperationalSource
from journeymap.operations.faults import FaultKey, Refusal
from journeymap.tables.cells import Missing
from journeymap.tables.codes import Codes, read_number
from journeymap.text import LONGEST_ID, find_unseen, to_nfc


class Names:
    """The words for the elements of one kind: mapped, an id, or the name of just one.

    Args:
        kind: "touchpoint" or "stage".
        elements: Those of the journey.
        mapped: Words of the source to ids.
    """

    def __init__(self, kind: str, elements: Iterable[Named], mapped: Mapping[str, str]) -> None:
        known = tuple(elements)
        counts = Counter(_fold(element.name) for element in known)
        self._kind, self._ids = kind, [element.id for element in known]
        self._doubled = {name for name, count in counts.items() if count > 1} - set(self._ids)
        self._words = {
            **{name: e.id for e in known if (name := _fold(e.name)) not in self._doubled},
            **{_fold(element.id): element.id for element in known},
            **{_fold(word): to_nfc(id_) for word, id_ in mapped.items()},
        }

    def find(self, word: str) -> str | Refusal:
        """The id that a word means, or why it means none."""
        folded = _fold(word)
        if folded in self._words:
            return self._words[folded]
        if folded in self._doubled:
            return Refusal(f"more than one {self._kind} has this name", "write the id")
        return Refusal(f"unknown {self._kind}", suggest(folded, self._ids))


class MetricNames:
    """The words for the metrics of a journey: mapped, or an id in capitals or not.

    Args:
        journey: It holds the metrics.
        mapped: Words of the source to ids.
    """

    def __init__(self, journey: Journey, mapped: Mapping[str, str]) -> None:
        known = {**STANDARD_METRICS, **{metric.id: metric for metric in journey.metrics}}
        self._ids = list(known)
        self._words = {
            **{id_.casefold(): metric for id_, metric in known.items()},
            **{_fold(id_): metric for id_, metric in known.items()},
            **{_fold(word): journey.metric(id_) for word, id_ in mapped.items()},
        }

    def find(self, word: str) -> Metric | Refusal:
        """The metric that a word means, or why it means none."""
        folded = _fold(word)
        found = self._words.get(folded) or self._words.get(folded.casefold())
        return found or Refusal("unknown metric", explain_unknown(folded, self._ids))


def check_source(
    journey: Journey, source: OperationalSource, metrics: Iterable[tuple[str, str]] = ()
) -> None:
    """Makes sure that the journey has what the source names.

    Args:
        journey: The journey.
        source: Any source of this room.
        metrics: Ids of metrics, each with the path where the source names it.

    Raises:
        SourceError: with everything that the journey does not have, and the nearest names.
    """
    finders: Mapping[str, Callable[[str], object]] = {
        "touchpoint": journey.touchpoint,
        "stage": journey.stage,
        "metric": journey.metric,
    }
    asked = [("metric", id_, path) for path, id_ in metrics]
    asked += [(k, place, k) for k in ("touchpoint", "stage") if (place := getattr(source, k))]
    for kind in finders:
        words = getattr(source, f"{kind}s", {})
        asked += [(kind, id_, f"{kind}s.{word}") for word, id_ in words.items()]
    problems: list[Problem] = []
    for kind, id_, path in asked:
        try:
            finders[kind](id_)
        except UnknownNameError as error:
            problems.append(error.to_problem(path))
    if problems:
        raise SourceError(problems)


def read_yes(text: str, codes: Codes) -> bool | Refusal:
    """Whether a cell says yes.

    Args:
        text: The cell, not blank.
        codes: How words and numbers are read, as answers to a share are.

    Example:
        >>> codes = Codes.of_yes_no({"gone": 1})
        >>> read_yes("TRUE", codes), read_yes("no", codes), read_yes("Gone", codes)
        (True, False, True)
    """
    number = codes.read(text)
    is_word = read_number(text, codes.decimal) is None
    if number is not None and (is_word or number in (0, 1)):
        return number != 0
    word = text.strip()[:20]
    return Refusal("neither yes nor no", f"write labels: {{{word}: 1}} if it means yes")


def read_count(text: str, decimal: str = ".") -> int | Refusal:
    """The whole number of 0 or more in a cell."""
    number = read_number(text, decimal)
    if number is None or not number.is_integer() or number < 0:
        return Refusal("not a whole number of 0 or more")
    return int(number)


def read_label(text: str) -> str | Refusal:
    """The name of a wave or a segment, if it is a short line that can be shown."""
    label = text.strip()
    unseen = "a line end" if "\n" in label or "\t" in label else find_unseen(label)
    if unseen:
        return Refusal(f"the cell holds {unseen}", "take it out")
    if len(label) > LONGEST_ID:
        return Refusal(f"a label of {len(label):,} characters", f"at most {LONGEST_ID}")
    return check_id(label)


def read_segments(
    row: Mapping[str, str | None],
    source: OperationalSource,
    missing: Missing,
    faults: list[FaultKey],
) -> dict[str, str]:
    """The segment that a row of figures is about; everybody where it names none.

    Args:
        row: Column to cell.
        source: It names the columns, and perhaps words for everybody.
        missing: What stands for nothing.
        faults: What is wrong is added here.
    """
    everybody: tuple[str, ...] = getattr(source, "everybody", ())
    found: dict[str, str] = {}
    for name, segment in source.segments.items():
        column = to_nfc(segment.column)
        word = row[column]
        if not word or missing.covers(word) or word in everybody:
            continue
        label = read_label(segment.labels.get(word, word))
        if isinstance(label, Refusal):
            faults.append(FaultKey(column, word, label))
        else:
            found[name] = label
    return found


def tell_absent(column: str, columns: Iterable[str]) -> str:
    """What to do about a column that is not there.

    Args:
        column: The name asked for.
        columns: The names that there are.
    """
    known = list(columns)
    near = suggest(column, known)
    if near.startswith("did you mean"):
        return near
    there = ", ".join(map(quote, known[:8]))
    return f"the table has {there}; name it in the source file"


def _fold(word: str) -> str:
    return to_nfc(word.strip())
