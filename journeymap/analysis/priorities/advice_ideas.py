"""From the advice on a touchpoint to that on its opportunities: ideas, running, and done."""

from __future__ import annotations

from journeymap.analysis.priorities.advice_rules import Advice, AdviceEvidence, Judged
from journeymap.model.elements import Opportunity


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
        return "cannot_tell", "measure the touchpoint first"
    match opportunity.state:
        case "done":
            return _on_done(touchpoint)
        case "running":
            return _on_running(touchpoint, evidence)
    return _on_idea(touchpoint)


def _on_idea(touchpoint: Judged) -> tuple[Advice, str]:
    if touchpoint.needs_work:
        return "start", "the touchpoint needs it"
    if touchpoint.advice == "stop":
        return "stop", "not to be started: the touchpoint gets more than it needs"
    if touchpoint.advice == "cannot_tell":
        return "cannot_tell", "nothing says whether the touchpoint needs it"
    return "continue", "not now: keep the touchpoint as it is"


def _on_running(touchpoint: Judged, evidence: AdviceEvidence) -> tuple[Advice, str]:
    if touchpoint.needs_work:
        return "continue", "the touchpoint needs it"
    if touchpoint.advice == "stop":
        return "stop", "the touchpoint gets more than it needs"
    if touchpoint.is_met:
        return "stop", "the touchpoint has reached its target"
    if evidence.target is None:
        return "continue", "no target is set that it could have reached"
    return "continue", "the touchpoint has not surely reached its target"


def _on_done(touchpoint: Judged) -> tuple[Advice, str]:
    if touchpoint.needs_work:
        return "cannot_tell", "done, but not enough yet; compare the waves before and after"
    return "continue", "done, keep it"
