"""What is not known, said in the language of a picture or document."""

from __future__ import annotations

from journeymap.analysis.coverage.finding import CoverageGaps
from journeymap.analysis.coverage.gaps import Gap
from journeymap.wording.words import Words


def say_coverage(found: CoverageGaps, words: Words) -> str:
    """How much is measured, and which gaps there are; in English it is the own headline."""
    if not found.touchpoints:
        return words("The journey has no touchpoints.")
    gaps = ", ".join(f"{say_gap(gap, words)} ({n})" for gap, n in found.counts.items())
    more = words("Gaps: {gaps}.", gaps=gaps) if gaps else words("No gaps found.")
    return f"{_say_measured(found, words)} {more}"


def _say_measured(found: CoverageGaps, words: Words) -> str:
    told = {"n": found.measured, "all": found.touchpoints}
    one, wave = found.measured == 1 == found.touchpoints, found.settings["wave"]
    if wave:
        if one:
            return words("{n} of {all} touchpoints is measured in {wave}.", wave=wave, **told)
        return words("{n} of {all} touchpoints are measured in {wave}.", wave=wave, **told)
    if one:
        return words("{n} of {all} touchpoints is measured.", **told)
    return words("{n} of {all} touchpoints are measured.", **told)


def say_gap(gap: Gap, words: Words) -> str:
    """The kind of a gap in a word or two.

    Example:
        >>> say_gap("thin", Words())
        'too few answers'
    """
    match gap:
        case "unmeasured":
            return words("not measured")
        case "guessed":
            return words("only guessed")
        case "thin":
            return words("too few answers")
        case "unknown_base":
            return words("answers unknown")
        case "stale":
            return words("out of date")
        case "goal_without_reading":
            return words("goal without reading")
        case "mixed_scales":
            return words("another metric")
        case "silent_customers":
            return words("silent customers")
        case "inconsistent_channels":
            return words("channels differ")
        case "unowned":
            return words("no owner")
        case "no_channel":
            return words("no channel")
        case "stage_without_goal":
            return words("stage without goal")
        case "response_unknown":
            return words("response unknown")
