"""The colours of a page as variables, for light and for dark."""

from __future__ import annotations

from journeymap.fields import FrozenMap
from journeymap.picture.contrast import luminance
from journeymap.picture.theme import DARK, LIGHT, ROLES, Theme

_BRAND = ("stage", "stage-ink", "stage-muted")  # read on each other, so on any paper
_DIM = 0.18  # luminance that looks half as bright as white


def choose_palettes(theme: Theme) -> tuple[Theme, Theme]:
    """The light and the dark colours of a page.

    Args:
        theme: What was asked for: a light theme lends the dark one the colours of its stages.

    Example:
        >>> [palette.colour_of("paper") for palette in choose_palettes(LIGHT)]
        ['#ffffff', '#141b23']
    """
    if is_dark(theme):
        return LIGHT, theme
    if all(theme.colour_of(role) == LIGHT.colour_of(role) for role in _BRAND):
        return theme, DARK
    stages = {role: theme.colour_of(role) for role in _BRAND}
    return theme, Theme(DARK.name, theme.font, FrozenMap({**DARK.colours, **stages}))


def is_dark(theme: Theme) -> bool:
    """Whether a theme has dark paper."""
    return luminance(theme.colour_of("paper")) < _DIM


def to_variables(theme: Theme) -> str:
    """Every role as a variable of a style sheet.

    Example:
        >>> to_variables(LIGHT).split(";")[0]
        '--ink:#1f2933'
    """
    return "".join(f"--{role}:{theme.colour_of(role)};" for role in ROLES)
