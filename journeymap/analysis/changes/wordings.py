"""What a journey, stage or touchpoint says of itself, field by field, and where that changed."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.metrics import Metric
from journeymap.model.elements import Stage, Touchpoint
from journeymap.model.journey import Journey
from journeymap.model.people import Persona
from journeymap.wording.told import tell

Said = dict[str, str | None]


def find_changed_words(
    before: Journey | Stage | Touchpoint, after: Journey | Stage | Touchpoint
) -> Iterator[tuple[str, str | None, str | None]]:
    """The fields that say something else: the field's word, what it said, what it says.

    Names, goals and readings are told elsewhere.

    Example:
        >>> old, new = Touchpoint(name="Pay", owner="Ann"), Touchpoint(name="Pay", channel="app")
        >>> list(find_changed_words(old, new))
        [('channel', None, 'app'), ('owner', 'Ann', None)]
    """
    old, new = say(before), say(after)
    for word in dict.fromkeys((*new, *old)):
        if old.get(word) != new.get(word):
            yield word, old.get(word), new.get(word)


def say(part: Journey | Stage | Touchpoint) -> Said:
    """What a part of a journey says, by the word of the file."""
    if isinstance(part, Touchpoint):
        return {
            "channel": part.channel,
            "owner": part.owner,
            "description": part.description,
            "expects": part.expects,
            "emotion": part.emotion.name if part.emotion else None,
            "frontstage": "; ".join(part.frontstage) or None,
            "backstage": "; ".join(part.backstage) or None,
            "systems": "; ".join(part.systems) or None,
            "moment_of_truth": "yes" if part.moment_of_truth else None,
            "url": part.url,
            "quotes": "; ".join(quote.says for quote in part.quotes) or None,
            "pains": "; ".join(pain.says for pain in part.pains) or None,
            "opportunities": "; ".join(one.do for one in part.opportunities) or None,
        }
    if isinstance(part, Stage):
        return {"question": part.question, "description": part.description, "owner": part.owner}
    return {
        "name": part.name,
        "description": part.description,
        "owner": part.owner,
        "persona": "; ".join(map(_show_persona, part.personas)) or None,
        "channels": ", ".join(channel.name for channel in part.channels) or None,
        **{f"metric {metric.id}": show_definition(metric) for metric in part.metrics},
    }


def _show_persona(persona: Persona) -> str:
    return ": ".join(part for part in (persona.name, persona.goal, persona.description) if part)


def show_definition(metric: Metric) -> str:
    """A metric's definition in a few words: what its values mean, and what counts as good.

    Example:
        >>> satisfied = {"id": "satisfied", "kind": "top_box", "worst": 1, "best": 5, "top": [4, 5]}
        >>> show_definition(Metric(**satisfied, target=0.8))
        'top_box, 1 to 5, top 4 and 5, target 80.0 %'
    """
    limits = [
        f"{word} {metric.to_text(value)}"
        for word, value in (("floor", metric.floor), ("target", metric.target))
        if value is not None
    ]
    return ", ".join([*show_scale(metric), *limits])


def show_scale(metric: Metric) -> list[str]:
    """What two metrics must share for their values to mean the same, in words.

    Example:
        >>> show_scale(Metric(id="wait", kind="duration", unit="minutes"))
        ['duration', 'minutes', 'arithmetic mean']
    """
    if metric.kind == "duration":
        return [metric.kind, str(metric.unit), tell("{average} mean", average=metric.average)]
    top = " and ".join(f"{code:g}" for code in sorted(set(metric.top)))
    scale = tell("{worst:g} to {best:g}", worst=metric.worst, best=metric.best)
    return [metric.kind, scale, *([tell("top {top}", top=top)] if top else [])]
