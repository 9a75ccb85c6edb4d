"""Which vendor's export a table is, and what its rows of header say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from journeymap.errors import AnswersError, Problem, suggest
from journeymap.fields import FrozenMap
from journeymap.tables.profile import Profile, Sign, load_profiles
from journeymap.text import to_nfc

MOST_ROWS = 3
"""Rows of header that a vendor may have."""
Head = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows that are set aside because of what stands in a column.

    Args:
        reason: Why, in a word or two.
        column: The column.
        values: The cells that tell them; case and blanks around do not matter.
    """

    reason: str
    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the header of a vendor's export says.

    Args:
        vendor: The vendor, as ``format.vendor`` names it.
        rows: How many rows of header there are.
        columns: The names of the columns, in order.
        parts: Part of a table, such as respondent_id, to the column that plays it.
        questions: The column of each question to its text.
        aside: Rows that are no answers.
        kept: The reasons for which rows would be set aside, but are not.
    """

    vendor: str
    rows: int
    columns: tuple[str, ...]
    parts: Mapping[str, str] = FrozenMap({})
    questions: Mapping[str, str] = FrozenMap({})
    aside: tuple[Aside, ...] = ()
    kept: tuple[str, ...] = ()


def find_layout(
    head: Head, vendor: str | None, name: str, keep: Sequence[str] = ()
) -> Layout | None:
    """The layout of a vendor's export; None for any other table.

    Args:
        head: The first rows of the table, at least three where there are as many.
        vendor: Whose export it is; "none" where it is nobody's, None where the header is to tell.
        name: The table's name for messages.
        keep: Reasons for which rows are not to be set aside.

    Raises:
        AnswersError: if no such vendor or reason is known, or its signs are not in the header.

    Example:
        >>> head = [["Respondent ID", "Collector ID", "Which?", ""], ["", "", "Web", "Shop"]]
        >>> find_layout(head, None, "export.csv").columns[2:]
        ('Which? [Web]', 'Which? [Shop]')
    """
    profiles = load_profiles()
    found = next((v for v, p in profiles.items() if _has_signs(head, p)), None)
    chosen = vendor or found
    if chosen is None or chosen == "none":
        _check_kept(keep, (), name)
        return None
    if chosen not in profiles:
        hint = suggest(chosen, [*profiles, "none"])
        problem = Problem("no vendor", value=vendor, path="format.vendor", hint=hint, file=name)
        raise AnswersError([problem])
    if not _has_signs(head, profiles[chosen]):
        hint = f"it looks like {found}" if found else "take format.vendor out"
        message = f"the header is not that of an export of {vendor}"
        raise AnswersError([Problem(message, file=name, line=1, hint=hint)])
    _check_kept(keep, [rule.reason for rule in profiles[chosen].aside], name)
    return _to_layout(head, chosen, profiles[chosen], keep)


def _check_kept(keep: Sequence[str], reasons: Sequence[str], name: str) -> None:
    unknown = [reason for reason in keep if reason not in reasons]
    message = "no rows are set aside as" if reasons else "not an export that sets rows aside as"
    hints = [suggest(reason, reasons) if reasons else "take it out" for reason in unknown]
    problems = [
        Problem(message, path="format.keep", value=reason, hint=hint, file=name)
        for reason, hint in zip(unknown, hints, strict=True)
    ]
    if problems:
        raise AnswersError(problems)


def _has_signs(head: Head, profile: Profile) -> bool:
    return len(head) >= profile.rows and all(_has(head, sign, profile) for sign in profile.signs)


def _has(head: Head, sign: Sign, profile: Profile) -> bool:
    cells = head[int(sign.row) - 1]
    folded = {_fold(cell) for cell in cells}
    if not {_fold(cell) for cell in sign.has} <= folded:
        return False
    places = _places(head, profile)
    blank = [places[_fold(id_)] for id_ in sign.blank if _fold(id_) in places]
    if any(place < len(cells) and cells[place].strip() for place in blank):
        return False
    with_key = sum(_read_key(cell, sign.key) is not None for cell in cells) if sign.key else 1
    return not sign.key or with_key > sign.share * len(cells)


def _places(head: Head, profile: Profile) -> dict[str, int]:
    """Where the column of each id stands; the first one where several have the same."""
    ids = enumerate(_read_ids(head, profile))
    places: dict[str, int] = {}
    for place, id_ in ids:
        places.setdefault(_fold(id_), place)
    return places


def _read_ids(head: Head, profile: Profile) -> list[str]:
    cells = head[int(profile.ids) - 1]
    return [(_read_key(cell, profile.key) or "") if profile.key else cell for cell in cells]


def _read_key(cell: str, key: str | None) -> str | None:
    if not cell.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(cell)[key]
    except (ValueError, KeyError, RecursionError):
        return None
    return value if isinstance(value, str) else None


def _fold(text: str) -> str:
    return to_nfc(text).strip().casefold()


def _to_layout(head: Head, vendor: str, profile: Profile, keep: Sequence[str]) -> Layout:
    columns = tuple(_read_names(head, profile))
    places = {id_: place for id_, place in _places(head, profile).items() if place < len(columns)}
    named = {id_: columns[place] for id_, place in places.items()}
    parts = {
        part: next(named[_fold(id_)] for id_ in ids if _fold(id_) in named)
        for part, ids in profile.parts.items()
        if any(_fold(id_) in named for id_ in ids)
    }
    aside = tuple(
        Aside(rule.reason, named[_fold(rule.column)], rule.values)
        for rule in profile.aside
        if _fold(rule.column) in named and rule.reason not in keep
    )
    questions = FrozenMap(dict(_read_questions(head, profile, columns)))
    rows, played = int(profile.rows), FrozenMap(parts)
    return Layout(vendor, rows, columns, played, questions, aside, tuple(dict.fromkeys(keep)))


def _read_names(head: Head, profile: Profile) -> Iterator[str]:
    width = max(map(len, head[: int(profile.rows)]))
    options = head[int(profile.options) - 1] if profile.options else ()
    plain = {_fold(cell) for cell in profile.plain}
    name = ""
    for i in range(width):
        cell, option = (_cell(row, i) for row in (head[int(profile.names) - 1], options))
        name = cell or (name if option else "")
        yield f"{name} [{option}]" if name and option and _fold(option) not in plain else name


def _cell(row: Sequence[str], place: int) -> str:
    """A cell as one line."""
    return to_nfc(" ".join(row[place].split())) if place < len(row) else ""


def _read_questions(
    head: Head, profile: Profile, columns: Sequence[str]
) -> Iterator[tuple[str, str]]:
    known = [_fold(pattern) for pattern in profile.metadata]
    ids, texts = _read_ids(head, profile), head[int(profile.questions) - 1]
    for i, column in enumerate(columns):
        told = (_fold(column), _fold(_cell(ids, i)))
        if column and not any(fnmatchcase(name, mark) for name in told for mark in known):
            yield column, column if profile.questions == profile.names else _cell(texts, i)
