"""Customer journeys as text: measure every touchpoint, find the weakest, check goals, draw the map.

The names below are the public ones. Each is loaded when it is first used, so that ``import
journeymap`` and ``journeymap --help`` are instant: the file of names ``__init__.pyi`` beside this
one tells type checkers and editors the same, and a test holds the two together.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "journeymap.errors": (
        "AnswersError", "DrawingError", "InputError", "JourneyError", "JourneymapError",
        "MissingLibraryError", "Problem", "SourceError", "UnknownNameError",
    ),
    "journeymap.metrics": ("STANDARD_METRICS", "Metric"),
    "journeymap.model.channels": ("Channel",),
    "journeymap.model.elements": (
        "Opportunity", "Pain", "Stage", "Touchpoint", "Transition", "TransitionTime",
    ),
    "journeymap.model.goals": ("Goal",),
    "journeymap.model.people": ("Emotion", "Persona", "Quotation"),
    "journeymap.model.readings": ("Reading",),
    "journeymap.model.interventions": ("Intervention",),
    "journeymap.model.benchmarks": ("Benchmark",),
    "journeymap.model.journey": ("Journey",),
    "journeymap.model.formats": ("TableFormat",),
    "journeymap.model.waves": ("Waves",),
    "journeymap.model.sources": ("Comment", "Question", "Source"),
    "journeymap.model.aggregates": ("AggregateSource",),
    "journeymap.model.customers": ("CustomerSource",),
    "journeymap.model.tickets": ("TicketSource",),
    "journeymap.model.event_sources": ("EventSource",),
    "journeymap.graph": ("to_graph",),
    "journeymap.files.checking": ("CheckedFile", "check_journey_file"),
    "journeymap.files.journeys": ("load_journey", "save_journey"),
    "journeymap.files.schema": ("to_schema",),
    "journeymap.files.sources": ("load_source",),
    "journeymap.intake": ("Intake", "MeasuredReadings"),
    "journeymap.tables.connection": ("limit_memory",),
    "journeymap.answers.measuring": ("measure_answers",),
    "journeymap.answers.comments": ("Comments", "read_comments"),
    "journeymap.answers.comment_reading": ("GivenComment",),
    "journeymap.operations.aggregates": ("measure_aggregates",),
    "journeymap.operations.customers": ("measure_customers",),
    "journeymap.operations.tickets": ("measure_tickets",),
    "journeymap.events.flow": (
        "Hidden", "ObservedFlow", "ObservedTouchpoint", "ObservedTransition", "Variant",
    ),
    "journeymap.events.discovering": ("discover_flow", "discover_journey", "to_journey"),
    "journeymap.events.measuring": ("measure_events",),
    "journeymap.measured": ("MeasuredJourney", "measure_sources"),
    "journeymap.analysis.readings": ("ReadingRow", "ReadingTable", "measure_readings"),
    "journeymap.analysis.experience": ("Experience", "ExperiencePoint", "measure_experience"),
    "journeymap.analysis.ranking.weakest": ("find_weakest",),
    "journeymap.analysis.ranking.touchpoints": ("WeakestRow", "WeakestTouchpoints"),
    "journeymap.analysis.ranking.place_rows": ("PlaceVerdict", "WeakestPlaceRow", "WeakestPlaces"),
    "journeymap.analysis.ranking.verdict": ("Verdict",),
    "journeymap.analysis.coverage.finding": ("CoverageGaps", "find_coverage_gaps"),
    "journeymap.analysis.coverage.gaps": ("CoverageRow",),
    "journeymap.analysis.drivers.finding": ("find_drivers",),
    "journeymap.analysis.drivers.result": ("DriverRow", "Drivers"),
    "journeymap.analysis.drivers.verdict": ("DriverVerdict",),
    "journeymap.analysis.words.finding": ("find_words",),
    "journeymap.analysis.words.table": ("PlaceWords", "WordRow", "Words"),
    "journeymap.analysis.words.quotes": ("Quote",),
    "journeymap.analysis.words.feeling": ("Sentiment",),
    "journeymap.analysis.flow.journey_flow": ("JourneyFlow",),
    "journeymap.analysis.flow.measuring": ("measure_flow",),
    "journeymap.analysis.evidence.flow_reach": ("find_reach",),
    "journeymap.analysis.flow.records": (
        "Completion", "FlowLoop", "FlowRow", "FlowSteps", "FlowTime", "OpenTouchpoint",
        "OrderFinding", "WhatIf",
    ),
    "journeymap.analysis.goals.stages": ("StageVerdict",),
    "journeymap.analysis.goals.standing": ("measure_goals",),
    "journeymap.analysis.goals.table": ("GoalRow", "GoalTable"),
    "journeymap.analysis.changes.comparison": ("Comparison",),
    "journeymap.analysis.changes.mixes": ("Mix", "Reversal"),
    "journeymap.analysis.changes.journeys": ("compare_journeys",),
    "journeymap.analysis.changes.segments": ("compare_segments",),
    "journeymap.analysis.changes.waves": ("compare_waves",),
    "journeymap.analysis.segments.measuring": ("measure_segments",),
    "journeymap.analysis.segments.records": ("SegmentRow", "SegmentSpread"),
    "journeymap.analysis.segments.table": ("SegmentTable",),
    "journeymap.analysis.changes.records": ("Changed", "Moved", "Renamed", "RewordedGoal"),
    "journeymap.analysis.changes.rows": ("ChangeRow",),
    "journeymap.analysis.plans.comparing": ("compare_plan",),
    "journeymap.analysis.plans.comparison": ("PlanComparison",),
    "journeymap.analysis.plans.records": ("PlanRow", "PlanTouchpoint"),
    "journeymap.analysis.priorities.priorities": ("Priorities", "find_priorities"),
    "journeymap.analysis.priorities.rows": ("PriorityRow",),
    "journeymap.analysis.priorities.quadrant_rows": ("QuadrantRow",),
    "journeymap.analysis.priorities.quadrants": ("QuadrantTable", "find_quadrants"),
    "journeymap.analysis.priorities.advice": ("AdviceRow", "AdviceTable", "find_advice"),
    "journeymap.analysis.trends.trend": ("Trend", "measure_trend"),
    "journeymap.analysis.trends.records": ("TrendRow", "TrendSeries"),
    "journeymap.analysis.trends.interventions": ("InterventionRow",),
    "journeymap.analysis.trends.benchmarks": ("BenchmarkRow",),
    "journeymap.analysis.curve.curve": ("CurveRow", "ExperienceCurve", "measure_curve"),
    "journeymap.analysis.curve.points": ("CurvePoint",),
    "journeymap.analysis.response": ("ResponseRates", "ResponseRow", "measure_response"),
    "journeymap.starting.start": ("Start", "start_from_table", "start_journey"),
    "journeymap.gates": ("find_gate_failures",),
    "journeymap.views.dot": ("to_dot",),
    "journeymap.views.draw": ("draw_graph", "draw_map"),
    "journeymap.views.mermaid": ("to_mermaid",),
    "journeymap.views.charts.calibration": ("draw_calibration",),
    "journeymap.views.charts.comparison": ("draw_comparison",),
    "journeymap.views.charts.drivers": ("draw_drivers",),
    "journeymap.views.charts.heatmap": ("draw_heatmap",),
    "journeymap.views.charts.matrix": ("draw_matrix",),
    "journeymap.views.charts.priorities": ("draw_priorities",),
    "journeymap.views.charts.ranking": ("draw_ranking",),
    "journeymap.views.charts.trend": ("draw_trend",),
    "journeymap.views.charts.flow": ("draw_flow",),
    "journeymap.views.blueprint.draw": ("draw_blueprint",),
    "journeymap.views.plan.graph": ("draw_plan",),
    "journeymap.picture.drawing": ("Drawing",),
    "journeymap.picture.theme": ("Theme",),
    "journeymap.picture.brand": ("load_theme",),
    "journeymap.documents.report": ("Answered", "Report", "Section"),
    "journeymap.documents.planning": ("plan_report",),
    "journeymap.documents.writing": ("save_report", "write_report"),
    "journeymap.demo": ("Demo", "load_demo", "write_demo"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605 - a list, made from the one above


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("journeymap")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'journeymap' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME_OF[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
