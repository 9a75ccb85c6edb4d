"""How two journeys differ as models, a small record per kind of difference."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.analysis.evidence.places import Scope


@dataclass(frozen=True, slots=True)
class Renamed:
    """A touchpoint or stage with another name, or with another id and the same name.

    Args:
        scope: "touchpoint" or "stage".
        id: Its id after.
        id_before: Its id before.
        before: Its name before.
        after: Its name after.
    """

    scope: Scope
    id: str
    id_before: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A touchpoint in another stage.

    Args:
        touchpoint: Its id after.
        name: What people call it.
        before: The id of its stage before.
        after: The id of its stage after.
    """

    touchpoint: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RewordedGoal:
    """A goal that says something else, is new or is gone.

    Args:
        scope: What it is about: "journey", "stage" or "touchpoint".
        id: The id of that.
        name: What people call that.
        before: The goal before; None where there was none.
        after: The goal after; None where there is none any more.
    """

    scope: Scope
    id: str
    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """Anything else that the model says differently.

    Args:
        scope: What it is about: "journey", "stage" or "touchpoint".
        id: The id of that.
        name: What people call that.
        what: The word of the file: "owner", "channel", "order", "metric csat" ...
        before: What it said before; None where nothing.
        after: What it says after; None where nothing.
    """

    scope: Scope
    id: str
    name: str
    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ModelDifferences:
    """Everything in which two journeys differ apart from their readings.

    Args:
        added: Ids of new touchpoints.
        removed: Ids of touchpoints that are gone.
        renamed: Touchpoints and stages with another name or id.
        perhaps_renamed: Touchpoints that are gone and new ones with a name much alike.
        moved: Touchpoints in another stage.
        reworded_goals: Goals that are new, gone or say something else.
        stages_added: Ids of new stages.
        stages_removed: Ids of stages that are gone.
        changed: Everything else: owners, channels, questions, order, metrics, transitions ...
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    perhaps_renamed: tuple[Renamed, ...] = ()
    moved: tuple[Moved, ...] = ()
    reworded_goals: tuple[RewordedGoal, ...] = ()
    stages_added: tuple[str, ...] = ()
    stages_removed: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
