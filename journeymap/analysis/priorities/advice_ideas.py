"""From the advice on a touchpoint to that on its opportunities: ideas, running, and done."""

from __future__ import annotations

from journeymap.analysis.priorities.advice_rules import AdviceEvidence, Judged
from journeymap.analysis.priorities.quadrant_rows import Advice
from journeymap.model.elements import Opportunity
from journeymap.wording.told import tell


def advise_on(
    opportunity: Opportunity, touchpoint: Judged, evidence: AdviceEvidence
) -> tuple[Advice, str]:
    """What to do about an opportunity, and why, given the advice for its touchpoint.

    Example:
        >>> advise_on(Opportunity(do="A second shift"), Judged("stop", "", is_met=True),
        ...           AdviceEvidence(None))
        ('stop', 'not to be started: the touchpoint gets more than it needs')
    """
    if evidence.row is None and touchpoint.advice == "cannot_tell":
        return "cannot_tell", tell("measure the touchpoint first")
    match opportunity.state:
        case "done":
            return _on_done(touchpoint)
        case "running":
            return _on_running(touchpoint, evidence)
    return _on_idea(touchpoint)


def _on_idea(touchpoint: Judged) -> tuple[Advice, str]:
    if touchpoint.needs_work:
        return "start", tell("the touchpoint needs it")
    if touchpoint.advice == "stop":
        return "stop", tell("not to be started: the touchpoint gets more than it needs")
    if touchpoint.advice == "cannot_tell":
        return "cannot_tell", tell("nothing says whether the touchpoint needs it")
    return "continue", tell("not now: keep the touchpoint as it is")


def _on_running(touchpoint: Judged, evidence: AdviceEvidence) -> tuple[Advice, str]:
    if touchpoint.needs_work:
        return "continue", tell("the touchpoint needs it")
    if touchpoint.advice == "stop":
        return "stop", tell("the touchpoint gets more than it needs")
    if touchpoint.is_met:
        return "stop", tell("the touchpoint has reached its target")
    if evidence.target is None:
        return "continue", tell("no target is set that it could have reached")
    return "continue", tell("the touchpoint has not surely reached its target")


def _on_done(touchpoint: Judged) -> tuple[Advice, str]:
    if touchpoint.needs_work:
        return "cannot_tell", tell("done, but not enough yet; compare the waves before and after")
    return "continue", tell("done, keep it")
