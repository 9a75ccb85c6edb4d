"""A journey in Mermaid's language: a journey diagram, or a flowchart of its transitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from journeymap.analysis.experience import Experience, measure_experience
from journeymap.analysis.readings import ReadingTable, measure_readings
from journeymap.model.elements import Transition
from journeymap.model.journey import Journey
from journeymap.picture.lettering import clean_line
from journeymap.views.telling.metrics import choose_words_for
from journeymap.wording.words import Words

View = Literal["journey", "graph"]
VIEWS: tuple[View, ...] = ("journey", "graph")
NEUTRAL = 3.0  # the score of what nobody measured: its face neither smiles nor frowns
_SAFE = re.compile(r"[^\W_]|[ .'()/?!+=-]")
_LIST = re.compile(r"(?:[-+]|\d+[.)])(?= )")
_WORDS = re.compile(r"(title|section|journey|acctitle|accdescr|end|graph|flowchart)\b", re.I)


def to_mermaid(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    view: View = "journey",
    language: str | None = None,
) -> str:
    """The journey in Mermaid's language, which GitHub and many wikis show as a picture.

    A journey diagram has a section per stage and a task per touchpoint, with the persona as its
    actor. Mermaid's scores go from 1 to 5: 1 + health / 25, to one decimal. What is not measured
    says so in its name and has the neutral score 3.

    Args:
        journey: The journey.
        metric: The metric or metrics of the scores; chosen where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        view: "journey", or "graph" for a flowchart with the counts of the transitions.
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.

    Returns:
        The text of a .mmd file, every name escaped; the same journey gives the same text.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``view`` or ``language`` is none that there is.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "csat", "value": 4.2, "n": 80}])
        >>> print(to_mermaid(journey), end="")
        journey
          title Shop
          section Buy
            Cart: 4.2
            Pay (not measured): 3
    """
    if view not in VIEWS:
        raise ValueError(f"a Mermaid view is {' or '.join(VIEWS)}, not {view!r}")
    words = choose_words_for(journey, language)
    experience = measure_experience(journey, metric=metric, wave=wave, segment=segment)
    if view == "graph":
        return describe_flowchart(journey, experience, words)
    readings = measure_readings(journey, wave=wave, segment=segment)
    return describe_diagram(journey, experience, readings, words)


def describe_diagram(
    journey: Journey, experience: Experience, readings: ReadingTable | None, words: Words
) -> str:
    """A journey diagram of what is known already.

    Args:
        journey: The journey.
        experience: Its curve.
        readings: All its readings, for touchpoints that the curve's metric does not measure.
        words: The fixed words.
    """
    return _join(_to_diagram(journey, _find_healths(experience, readings), words))


def describe_flowchart(journey: Journey, experience: Experience, words: Words) -> str:
    """A flowchart of the transitions, with the values of a curve that is known already.

    Args:
        journey: The journey.
        experience: Its curve.
        words: The fixed words.
    """
    return _join(_to_flowchart(journey, experience, words))


def _join(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def escape(text: str) -> str:
    """A name as Mermaid's entity codes; letters of every script stay as they are.

    Example:
        >>> escape("Pay: card; #1"), escape("end of trip")
        ('Pay#58; card#59; #35;1', '#101;nd of trip')
    """
    line = clean_line(text)
    shown = "".join(c if _is_safe(c) else f"#{ord(c)};" for c in line)
    if _WORDS.match(shown):  # Mermaid would take it for its own word
        shown = f"#{ord(shown[0])};{shown[1:]}"
    elif found := _LIST.match(shown):  # Mermaid would refuse it as a list
        at = found.end() - 1
        shown = f"{shown[:at]}#{ord(shown[at])};{shown[at + 1 :]}"
    return shown or "#8203;"


def _is_safe(char: str) -> bool:
    return ord(char) > 127 or bool(_SAFE.match(char))


def _to_diagram(journey: Journey, healths: Mapping[str, float], words: Words) -> Iterator[str]:
    actors = ", ".join(escape(persona.name) for persona in journey.personas)
    actor = f": {actors}" if actors else ""
    yield "journey"
    yield f"  title {escape(journey.name)}"
    for stage in journey.stages:
        yield f"  section {escape(stage.name)}"
        for touchpoint in stage.touchpoints:
            health = healths.get(touchpoint.id)
            score = NEUTRAL if health is None else _to_score(health)
            unknown = f" ({words('not measured')})" if health is None else ""
            name = f"{touchpoint.name}{unknown}"
            yield f"    {escape(name)}: {score:g}{actor}"


def _find_healths(experience: Experience, readings: ReadingTable | None) -> Mapping[str, float]:
    """Touchpoint to its health, 0 to 100: on the curve, or else by the first other metric."""
    found = {
        row.touchpoint: row.health
        for row in reversed(readings.rows if readings else ())
        if row.scope == "touchpoint" and row.touchpoint is not None and row.health is not None
    }
    on_curve = {row.touchpoint: row.health for row in experience.rows if row.health is not None}
    return {**found, **on_curve}


def _to_score(health: float) -> float:
    """Health of 0 to 100 on Mermaid's scale of 1 to 5."""
    return round(1 + min(100.0, max(0.0, health)) / 25, 1)


def _to_flowchart(journey: Journey, experience: Experience, words: Words) -> Iterator[str]:
    points = {row.touchpoint: row for row in experience.rows}
    ids = {touchpoint.id: f"t{i}" for i, touchpoint in enumerate(journey.touchpoints, 1)}
    yield "flowchart LR"
    for i, stage in enumerate(journey.stages, 1):
        yield f'  subgraph s{i}["{_label(stage.name)}"]'
        for touchpoint in stage.touchpoints:
            shown = words.number(points[touchpoint.id].shown_value)
            value = f"<br>{_label(shown)}" if points[touchpoint.id].kind != "missing" else ""
            yield f'    {ids[touchpoint.id]}["{_label(touchpoint.name)}{value}"]'
        yield "  end"
    for transition in _find_ways(journey):
        count = words.number(f"{transition.count:,}") if transition.count is not None else ""
        label = f'|"{_label(count)}"|' if count else ""
        yield f"  {ids[transition.source]} -->{label} {ids[transition.target]}"


def _label(text: str) -> str:
    """A name between quotes; Markdown has no meaning in it."""
    return escape(text)


def _find_ways(journey: Journey) -> Iterator[Transition]:
    """The transitions; without any, touchpoints follow each other as written."""
    if journey.transitions:
        yield from journey.transitions
        return
    for source, target in pairwise(journey.touchpoints):
        yield Transition(source=source.id, target=target.id)
