"""What to say where a wave or a segment is asked for that no reading names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.errors import UnknownNameError, find_nearest, quote

MOST_LISTED = 8
SHORTEST_GUESSED = 4  # a shorter word is near to almost any other


def unknown_wave(asked: str, waves: Sequence[str]) -> UnknownNameError:
    """The error for a wave that isn't there: it lists those that are, since none is near a year.

    Example:
        >>> print(unknown_wave("2012", ["2013", "2016"]))
        no wave '2012'; expected one of '2013', '2016'
    """
    return UnknownNameError("wave", asked, waves, hint=_list(waves) if waves else "")


def unknown_segment(
    asked: Mapping[str, str], segments: Sequence[Mapping[str, str]]
) -> UnknownNameError:
    """The error for a segment that isn't there.

    Args:
        asked: The segment asked for, not empty.
        segments: Those that readings name.

    Example:
        >>> area, time = {"area": "A"}, {"time": "noon"}
        >>> print(unknown_segment({"area": "D"}, [area, time]))
        no segment 'area=D'; area: expected one of 'A'
        >>> unknown_segment({"area": "A", "time": "noon"}, [area, time]).hint
        "segments aren't crossed, ask for one: 'area=A' or 'time=noon'"
    """
    known = tuple(dict.fromkeys(map(show_segment, segments)))
    return UnknownNameError("segment", show_segment(asked), known, hint=_hint(asked, segments))


def _hint(asked: Mapping[str, str], segments: Sequence[Mapping[str, str]]) -> str:
    """Empty where the nearest segment says it best: one with another key."""
    if len(asked) > 1:
        alone = [{key: value} for key, value in asked.items()]
        if not all(one in segments for one in alone):
            return ""
        either = " or ".join(quote(show_segment(one)) for one in alone)
        return f"segments aren't crossed, ask for one: {either}"
    ((key, value),) = asked.items()
    values = list(dict.fromkeys(s[key] for s in segments if len(s) == 1 and key in s))
    near = find_nearest(value, values) if len(value) >= SHORTEST_GUESSED else None
    if near is not None:
        return f"did you mean {quote(show_segment({key: near}))}?"
    return f"{key}: {_list(values)}" if values else ""


def _list(names: Sequence[str]) -> str:
    more = " ..." if len(names) > MOST_LISTED else ""
    return "expected one of " + ", ".join(map(quote, names[:MOST_LISTED])) + more


def name_segment(segment: Mapping[str, str]) -> str:
    """A segment as results and pictures call it.

    Example:
        >>> name_segment({"area": "C", "class": "first"})
        'area C, class first'
    """
    return ", ".join(f"{key} {value}" for key, value in segment.items())


def show_segment(segment: Mapping[str, str]) -> str:
    """A segment as people write it.

    Example:
        >>> show_segment({"area": "C", "class": "first"})
        'area=C, class=first'
    """
    return ", ".join(f"{key}={value}" for key, value in segment.items())
