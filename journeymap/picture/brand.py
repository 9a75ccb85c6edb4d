"""A theme from a small file: a brand's colour and font, and single roles where that is not enough.

The file names ``name``, ``font``, ``brand`` (one colour for the stages, and for the curve where it
says neither good nor bad) and ``colours`` (role to colour). What could not be read is refused, with
the nearest shade that can, and so is a curve that looks like a judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, PlainValidator, ValidationError

from journeymap.errors import InputError, Problem, suggest
from journeymap.fields import DistinctKeys, FrozenMap, Text, check_text, fail
from journeymap.files.checking import place_problem, read_bytes
from journeymap.files.document import Document, read_document
from journeymap.picture.contrast import (
    PAIRS,
    READABLE,
    find_faint,
    make_readable,
    measure_contrast,
)
from journeymap.picture.likeness import STATUSES, find_lookalike, look_the_same
from journeymap.picture.theme import CURVE, LIGHT, NEUTRAL, ROLES, SERIES, UNKNOWN, Theme
from journeymap.problems import to_located_problems
from journeymap.record import Record

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_FONT = re.compile(r"[^\W_][\w -]{0,60}")
_SAYS = {"good": "that a goal is met", "fair": "that it is at risk", "poor": "that it is missed"}
SLATE = "#3d4c5c"  # for lines, where a brand's own colour would be taken for a judgement
SLATE_SHADES: Mapping[str, str] = FrozenMap({
    "shade-1": "#f5f7f9", "shade-1-ink": "#1f2933",
    "shade-2": "#dce2e8", "shade-2-ink": "#1f2933",
    "shade-3": "#b9c4ce", "shade-3-ink": "#1f2933",
    "shade-4": "#627386", "shade-4-ink": "#ffffff",
    "shade-5": "#35424f", "shade-5-ink": "#ffffff",
})  # fmt: skip
"""Health in a brand's theme: neither the brand's colour, which judges nothing, nor a status's."""


def _check_colour(value: object) -> str:
    if value is None:
        fail("a colour is missing", "in YAML # begins a comment: write it in quotes, '#24548b'")
    text = check_text(value).lower()
    if not _COLOUR.fullmatch(text):
        short = re.fullmatch(r"#?([0-9a-f]{6}|[0-9a-f]{3})", text)
        digits = short[1] if short else ""
        meant = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
        fail("a colour is written as '#24548b'", f"write '#{meant}'" if meant else "")
    return text


def _check_font(value: object) -> str:
    text = check_text(value)
    if not _FONT.fullmatch(text):
        fail("a font is one family by its name, such as Inter")
    return text


def _check_role(role: str) -> str:
    if role not in ROLES:
        fail("unknown role of a colour", suggest(role, ROLES), shown=role)
    return role


Colour = Annotated[str, PlainValidator(_check_colour)]
Role = Annotated[str, AfterValidator(_check_role)]


class ThemeFile(Record, init=False):
    """What a theme's file says.

    Args:
        name: What the theme is called.
        font: A font family, installed where the picture is looked at.
        brand: The colour of the stages, and of the curve where it looks like no status.
        colours: Role to colour, for what ``brand`` doesn't decide.
    """

    example: ClassVar[str] = '{name: Acme, brand: "#0b3d91"}'

    name: Text = "brand"
    font: Annotated[str, PlainValidator(_check_font)] | None = None
    brand: Annotated[str | None, PlainValidator(_check_colour)] = None
    colours: Annotated[Mapping[Role, Colour], DistinctKeys, AfterValidator(FrozenMap)] = Field(
        default_factory=FrozenMap
    )


def load_theme(path: str | Path) -> Theme:
    r"""The theme in a YAML or JSON file, checked for contrast.

    Args:
        path: The file.

    Returns:
        A theme for ``draw_map(..., theme=...)`` and all other pictures and documents.

    Raises:
        InputError: with everything that is wrong in it, each with line and column: unknown roles,
            what is no colour, words that would be hard to read on their ground, and a curve or
            "neutral" that looks like good, fair or poor.
        OSError: if the file can't be read.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "acme.yaml")
        ...     _ = file.write_text('name: Acme\nbrand: "#0b3d91"\n')
        ...     load_theme(file).colour_of("stage")
        '#0b3d91'
    """
    document = read_document(read_bytes(path), file=str(path))
    if document.problems:
        raise InputError(document.problems)
    try:
        told = ThemeFile.model_validate(document.value, by_name=False)
    except ValidationError as error:
        located = to_located_problems(error, ThemeFile)
        raise InputError(place_problem(document, *found) for found in located) from None
    theme = make_theme(told)
    wrong = [
        *_say_faint(theme, told, document),
        *_say_alike(theme, told, document),
        *_say_same(theme, told, document),
    ]
    if wrong:
        raise InputError(wrong)
    return theme


def make_theme(told: ThemeFile) -> Theme:
    """The theme of a file: its brand's colours, and over them the single ones."""
    judged = Theme(told.name, colours=told.colours)
    made = from_brand(told.brand, judged) if told.brand else {}
    return Theme(told.name, told.font or "", FrozenMap({**made, **told.colours}))


def from_brand(brand: str, judged: Theme = LIGHT) -> dict[str, str]:
    """The roles that one colour decides, so that all can be read and none looks like a status.

    Args:
        brand: As ``#rrggbb``; it stands as it is behind the stages, and gets darker where it has
            to be read on paper. Where it could be taken for good, fair or poor, lines are slate;
            the shades of health always are.
        judged: Whose good, fair and poor.

    Example:
        >>> from_brand("#ffcc00")["stage-ink"]
        '#1f2933'
    """
    inks = ("#ffffff", LIGHT.colour_of("ink"), "#000000")
    on_stage = next(ink for ink in inks if measure_contrast(ink, brand) >= READABLE)
    own = make_readable(brand, LIGHT.colour_of("panel"))
    line = SLATE if find_lookalike(own, judged) else own
    return {
        "stage": brand,
        "stage-ink": on_stage,
        "stage-muted": on_stage,
        "curve": line,
        "series-1": line,
        "band": _mix(line, 0.2),
        **SLATE_SHADES,
    }


def _mix(colour: str, share: float, other: str = "#ffffff") -> str:
    """So much of a colour, the rest of another, mixed as screens do."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in pairs)


def _say_faint(theme: Theme, told: ThemeFile, document: Document) -> Iterator[Problem]:
    """A problem for each colour that can't be read, at its line, with one that can everywhere."""
    meets: dict[str, list[tuple[str, float]]] = {}
    for ink, ground, contrast in find_faint(theme):
        role, other = (ground, ink) if ground in told.colours else (ink, ground)
        role, other = (ink, ground) if ink in told.colours else (role, other)
        meets.setdefault(role, []).append((other, contrast))
    for role, faint in meets.items():
        other, contrast = min(faint, key=lambda found: found[1])
        problem = Problem(
            f"{role} with {other} has a contrast of {contrast:.1f}, and {READABLE} is needed to be"
            " read by everybody",
            value=theme.colour_of(role),
            hint=_suggest_colour(role, theme),
        )
        yield place_problem(document, ("colours", role), problem)


def _say_alike(theme: Theme, told: ThemeFile, document: Document) -> Iterator[Problem]:
    """A problem for each single colour that looks like a status without being one."""
    for role in (CURVE, NEUTRAL, UNKNOWN):
        colour = told.colours.get(role)
        status = find_lookalike(colour, theme) if colour else None
        if status:
            problem = Problem(
                f"{role} looks like {status}, which says {_SAYS[status]}",
                value=colour,
                hint=f"leave it out, or take one apart from good, fair and poor, such as '{SLATE}'",
            )
            yield place_problem(document, ("colours", role), problem)


def _say_same(theme: Theme, told: ThemeFile, document: Document) -> Iterator[Problem]:
    """A problem for each single colour that is that of another status, or of another line."""
    for one in told.colours:
        kin = next((roles for roles in (STATUSES, SERIES) if one in roles), ())
        for other in kin:
            twice = other in told.colours and kin.index(other) < kin.index(one)
            if other == one or twice:
                continue
            if look_the_same(theme.colour_of(one), theme.colour_of(other)):
                problem = Problem(f"{one} looks the same as {other}", value=theme.colour_of(one))
                yield place_problem(document, ("colours", one), problem)


def _suggest_colour(role: str, theme: Theme) -> str:
    """The nearest shade that can be read with all that it meets."""
    others = [b if a == role else a for a, b in PAIRS if role in (a, b)]
    found = theme.colour_of(role)
    for other in others:
        found = make_readable(found, theme.colour_of(other))
    fits = all(measure_contrast(found, theme.colour_of(other)) >= READABLE for other in others)
    return f"'{found}' is near and does" if fits else "no shade of it can be read with all it meets"
