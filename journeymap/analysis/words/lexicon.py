"""A user's own list of words with scores; there is none built in, in any language."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from numbers import Real
from pathlib import Path

from journeymap.analysis.words.languages import LANGUAGES, check_language
from journeymap.analysis.words.stems import Stems, fold
from journeymap.analysis.words.tokens import split_words
from journeymap.errors import AnswersError, InputError, Problem, UnknownNameError
from journeymap.fields import FrozenMap
from journeymap.tables.cells import to_cell
from journeymap.tables.codes import advise_decimal, read_number
from journeymap.tables.opening import open_table
from journeymap.text import to_number

_TABLE = ("word", "score")
_YAML = (".yaml", ".yml", ".json")
_MOST_NAMED = 3
FARTHEST = 1_000  # a score beyond would hide all others
_SCORES = f"a score is a number from -{FARTHEST} to {FARTHEST}, such as -1 or 0.5"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with scores.

    Args:
        words: Language, or "" for any, to its folded words and their scores.
        unmatched: Entries that are no single word, so that no comment can hold them.
    """

    words: Mapping[str, Mapping[str, float]] = field(default_factory=FrozenMap)
    unmatched: tuple[str, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, self.words.values()))

    def covers(self, language: str) -> bool:
        """Whether it holds any word that may stand in a comment of this language."""
        return bool(self.words.get(language) or self.words.get(""))


def to_lexicon(given: Mapping[str, object] | Lexicon | str | Path) -> Lexicon:
    """A lexicon from a mapping of words to scores, or from a file.

    Args:
        given: Word to score, or language to such a mapping; a YAML or JSON file of either; or a
            table with the columns ``word``, ``score`` and, where it knows several, ``language``.

    Raises:
        InputError: with every entry that is no word or no number.

    Example:
        >>> lexicon = to_lexicon({"late": -1, "pl": {"szybko": 1}})
        >>> len(lexicon), lexicon.covers("pl"), to_lexicon({"pl": {"szybko": 1}}).covers("en")
        (2, True, False)
    """
    if isinstance(given, Lexicon):
        return given
    if isinstance(given, Mapping):
        return _collect(list(_flatten(given, "")), None)
    path = str(given)
    if path.lower().endswith(_YAML):
        return _collect(_read_yaml(path), path)
    return _collect(_read_table(path), path)


class Scoring:
    """Scores the comments of one language.

    Args:
        lexicon: The lexicon.
        stems: The stems of the language: a word that is in no entry is looked up by its stem, as
            far as all entries with that stem have scores of one sign.
    """

    def __init__(self, lexicon: Lexicon, stems: Stems) -> None:
        own = {**lexicon.words.get("", {}), **lexicon.words.get(stems.language, {})}
        self._exact, self._stems = own, stems
        alike: dict[str, list[float]] = {}
        for word, score in own.items():
            alike.setdefault(stems.stem(word), []).append(score)
        self._by_stem = {
            stem: math.fsum(scores) / len(scores)
            for stem, scores in alike.items()
            if min(scores) > 0 or max(scores) < 0 or min(scores) == max(scores)
        }
        self._known: dict[str, float | None] = {}

    def score(self, words: Sequence[str]) -> float | None:
        """The mean score of the comment's words; None where none of them is in the lexicon."""
        found = [score for score in map(self._find, words) if score is not None]
        return math.fsum(found) / len(found) if found else None

    def _find(self, word: str) -> float | None:
        if word not in self._known:
            folded = fold(word)
            found = self._exact.get(folded)
            stem = self._stems.stem(folded) if found is None else ""
            self._known[word] = self._by_stem.get(stem) if found is None else found
        return self._known[word]


Entry = tuple[str, str, object, int | None]
"""Language, word, score and line."""


def _flatten(given: Mapping[str, object], language: str) -> Iterator[Entry]:
    for word, score in given.items():
        if isinstance(score, Mapping) and not language:
            yield from _flatten(score, str(word))
        else:
            yield language, str(word), score, None


def _read_yaml(path: str) -> list[Entry]:
    from journeymap.files.checking import read_bytes  # noqa: PLC0415 - only files need it
    from journeymap.files.document import read_document  # noqa: PLC0415

    document = read_document(read_bytes(path), file=path)
    if document.problems:
        raise InputError(document.problems)
    if not isinstance(document.value, dict):
        hint = "write a word and its score on each line, as in late: -1"
        raise InputError([Problem("there is no lexicon in this file", hint=hint, file=path)])
    entries: list[Entry] = []
    for language, word, score, _ in _flatten(document.value, ""):
        line, _column = document.place((language, word) if language else (word,))
        entries.append((language, word, score, line))
    return entries


def _read_table(path: str) -> list[Entry]:
    table = open_table(path, _TABLE)
    absent = [column for column in _TABLE if column not in table.columns]
    if absent:
        hint = "a lexicon has the columns word, score and, where it knows several, language"
        problem = Problem(
            "no column",
            value=absent[0],
            file=path,
            line=table.header,
            hint=hint,
            kind="no_column",
        )
        raise AnswersError([problem])
    named = [*_TABLE, *(["language"] if "language" in table.columns else [])]
    frame, row = table.numbered() or (table.frame, "")
    columns = [*(table.columns[column] for column in named), *([row] if row else [])]
    rows = list(table.fetch(frame.select(*columns)))
    numbers = [int(cells[-1]) for cells in rows] if row else []
    lines = table.lines(numbers)
    entries: list[Entry] = []
    for i, (word, score, *more) in enumerate(rows):
        cell, language = to_cell(word) or "", to_cell(more[0]) if "language" in named else ""
        if cell.strip():
            line = lines.get(numbers[i]) if numbers else None
            entries.append((language or "", cell, to_cell(score), line))
    return entries


def _collect(entries: Sequence[Entry], file: str | None) -> Lexicon:
    found: dict[str, dict[str, float]] = {}
    first: dict[tuple[str, str], int | None] = {}
    problems: list[Problem] = []
    unmatched = []
    for language, word, score, line in entries:
        number, code = _read_score(score), _read_language(language)
        if code is None:
            hint = f"write a code such as en; known are {', '.join(sorted(LANGUAGES))}"
            wrong = Problem("no language", path=word, value=language, hint=hint)
            problems.append(replace(wrong, file=file, line=line))
        elif number is None:
            shown = "nothing" if score is None else str(score)
            hint = advise_decimal(shown, ".") or _SCORES
            wrong = Problem("not a score", path=word, value=shown, hint=hint)
            problems.append(replace(wrong, file=file, line=line))
        elif split_words(word.strip()) != [word.strip()]:
            unmatched.append(word.strip())
        elif found.get(code, {}).get(folded := fold(word.strip()), number) != number:
            there = first[code, folded]
            where = f" in line {there}" if there else ""
            hint = f"the first{where} is {found[code][folded]:g}; keep one of them"
            wrong = Problem("a second score for this word,", path=word, value=str(score), hint=hint)
            problems.append(replace(wrong, file=file, line=line))
        else:
            found.setdefault(code, {})[folded] = number
            first.setdefault((code, folded), line)
    if problems:
        raise InputError(problems)
    if not found:
        hint = "write words and their scores, such as late: -1"
        raise InputError([Problem("the lexicon is empty", hint=hint, file=file)])
    return Lexicon(FrozenMap({k: FrozenMap(v) for k, v in found.items()}), tuple(unmatched))


def _read_language(language: str) -> str | None:
    try:
        return check_language(language) if language.strip() else ""
    except UnknownNameError:
        return None


def _read_score(score: object) -> float | None:
    if isinstance(score, str):
        number = read_number(score) if to_number(score) is not None else None
    elif isinstance(score, Real) and not isinstance(score, bool):
        number = float(score)
    else:
        return None
    return number if number is not None and abs(number) <= FARTHEST else None


def note_unmatched(lexicon: Lexicon) -> Iterator[str]:
    """A sentence about the entries that can never match."""
    if lexicon.unmatched:
        named = ", ".join(repr(word) for word in lexicon.unmatched[:_MOST_NAMED])
        more = len(lexicon.unmatched) - _MOST_NAMED
        also = f" and {more:,} more" if more > 0 else ""
        yield f"Entries of the lexicon that are no single word are never found: {named}{also}."
