"""The public names, for type checkers and editors; ``__init__.py`` loads them late."""

from journeymap.analysis.changes.comparison import (
    Comparison as Comparison,
)
from journeymap.analysis.changes.journeys import (
    compare_journeys as compare_journeys,
)
from journeymap.analysis.changes.mixes import (
    Mix as Mix,
    Reversal as Reversal,
)
from journeymap.analysis.changes.records import (
    Changed as Changed,
    Moved as Moved,
    Renamed as Renamed,
    RewordedGoal as RewordedGoal,
)
from journeymap.analysis.changes.rows import (
    ChangeRow as ChangeRow,
)
from journeymap.analysis.changes.segments import (
    compare_segments as compare_segments,
)
from journeymap.analysis.changes.waves import (
    compare_waves as compare_waves,
)
from journeymap.analysis.coverage.finding import (
    CoverageGaps as CoverageGaps,
    find_coverage_gaps as find_coverage_gaps,
)
from journeymap.analysis.coverage.gaps import (
    CoverageRow as CoverageRow,
)
from journeymap.analysis.curve.curve import (
    CurveRow as CurveRow,
    ExperienceCurve as ExperienceCurve,
    measure_curve as measure_curve,
)
from journeymap.analysis.curve.points import (
    CurvePoint as CurvePoint,
)
from journeymap.analysis.drivers.finding import (
    find_drivers as find_drivers,
)
from journeymap.analysis.drivers.result import (
    DriverRow as DriverRow,
    Drivers as Drivers,
)
from journeymap.analysis.drivers.verdict import (
    DriverVerdict as DriverVerdict,
)
from journeymap.analysis.evidence.flow_reach import (
    find_reach as find_reach,
)
from journeymap.analysis.experience import (
    Experience as Experience,
    ExperiencePoint as ExperiencePoint,
    measure_experience as measure_experience,
)
from journeymap.analysis.flow.journey_flow import (
    JourneyFlow as JourneyFlow,
)
from journeymap.analysis.flow.measuring import (
    measure_flow as measure_flow,
)
from journeymap.analysis.flow.records import (
    Completion as Completion,
    FlowLoop as FlowLoop,
    FlowRow as FlowRow,
    FlowSteps as FlowSteps,
    FlowTime as FlowTime,
    OpenTouchpoint as OpenTouchpoint,
    OrderFinding as OrderFinding,
    WhatIf as WhatIf,
)
from journeymap.analysis.goals.stages import (
    StageVerdict as StageVerdict,
)
from journeymap.analysis.goals.standing import (
    measure_goals as measure_goals,
)
from journeymap.analysis.goals.table import (
    GoalRow as GoalRow,
    GoalTable as GoalTable,
)
from journeymap.analysis.plans.comparing import (
    compare_plan as compare_plan,
)
from journeymap.analysis.plans.comparison import (
    PlanComparison as PlanComparison,
)
from journeymap.analysis.plans.records import (
    PlanRow as PlanRow,
    PlanTouchpoint as PlanTouchpoint,
)
from journeymap.analysis.priorities.advice import (
    AdviceRow as AdviceRow,
    AdviceTable as AdviceTable,
    find_advice as find_advice,
)
from journeymap.analysis.priorities.priorities import (
    Priorities as Priorities,
    find_priorities as find_priorities,
)
from journeymap.analysis.priorities.quadrant_rows import (
    QuadrantRow as QuadrantRow,
)
from journeymap.analysis.priorities.quadrants import (
    QuadrantTable as QuadrantTable,
    find_quadrants as find_quadrants,
)
from journeymap.analysis.priorities.rows import (
    PriorityRow as PriorityRow,
)
from journeymap.analysis.ranking.place_rows import (
    PlaceVerdict as PlaceVerdict,
    WeakestPlaceRow as WeakestPlaceRow,
    WeakestPlaces as WeakestPlaces,
)
from journeymap.analysis.ranking.touchpoints import (
    WeakestRow as WeakestRow,
    WeakestTouchpoints as WeakestTouchpoints,
)
from journeymap.analysis.ranking.verdict import (
    Verdict as Verdict,
)
from journeymap.analysis.ranking.weakest import (
    find_weakest as find_weakest,
)
from journeymap.analysis.readings import (
    ReadingRow as ReadingRow,
    ReadingTable as ReadingTable,
    measure_readings as measure_readings,
)
from journeymap.analysis.response import (
    ResponseRates as ResponseRates,
    ResponseRow as ResponseRow,
    measure_response as measure_response,
)
from journeymap.analysis.segments.measuring import (
    measure_segments as measure_segments,
)
from journeymap.analysis.segments.records import (
    SegmentRow as SegmentRow,
    SegmentSpread as SegmentSpread,
)
from journeymap.analysis.segments.table import (
    SegmentTable as SegmentTable,
)
from journeymap.analysis.trends.benchmarks import (
    BenchmarkRow as BenchmarkRow,
)
from journeymap.analysis.trends.interventions import (
    InterventionRow as InterventionRow,
)
from journeymap.analysis.trends.records import (
    TrendRow as TrendRow,
    TrendSeries as TrendSeries,
)
from journeymap.analysis.trends.trend import (
    Trend as Trend,
    measure_trend as measure_trend,
)
from journeymap.analysis.words.feeling import (
    Sentiment as Sentiment,
)
from journeymap.analysis.words.finding import (
    find_words as find_words,
)
from journeymap.analysis.words.quotes import (
    Quote as Quote,
)
from journeymap.analysis.words.table import (
    PlaceWords as PlaceWords,
    WordRow as WordRow,
    Words as Words,
)
from journeymap.answers.comment_reading import (
    GivenComment as GivenComment,
)
from journeymap.answers.comments import (
    Comments as Comments,
    read_comments as read_comments,
)
from journeymap.answers.measuring import (
    measure_answers as measure_answers,
)
from journeymap.demo import (
    Demo as Demo,
    load_demo as load_demo,
    write_demo as write_demo,
)
from journeymap.documents.planning import (
    plan_report as plan_report,
)
from journeymap.documents.report import (
    Answered as Answered,
    Report as Report,
    Section as Section,
)
from journeymap.documents.writing import (
    save_report as save_report,
    write_report as write_report,
)
from journeymap.errors import (
    AnswersError as AnswersError,
    DrawingError as DrawingError,
    InputError as InputError,
    JourneyError as JourneyError,
    JourneymapError as JourneymapError,
    MissingLibraryError as MissingLibraryError,
    Problem as Problem,
    SourceError as SourceError,
    UnknownNameError as UnknownNameError,
)
from journeymap.events.discovering import (
    discover_flow as discover_flow,
    discover_journey as discover_journey,
    to_journey as to_journey,
)
from journeymap.events.flow import (
    Hidden as Hidden,
    ObservedFlow as ObservedFlow,
    ObservedTouchpoint as ObservedTouchpoint,
    ObservedTransition as ObservedTransition,
    Variant as Variant,
)
from journeymap.events.measuring import (
    measure_events as measure_events,
)
from journeymap.files.checking import (
    CheckedFile as CheckedFile,
    check_journey_file as check_journey_file,
)
from journeymap.files.journeys import (
    load_journey as load_journey,
    save_journey as save_journey,
)
from journeymap.files.schema import (
    to_schema as to_schema,
)
from journeymap.files.sources import (
    load_source as load_source,
)
from journeymap.gates import (
    find_gate_failures as find_gate_failures,
)
from journeymap.graph import (
    to_graph as to_graph,
)
from journeymap.intake import (
    Intake as Intake,
    MeasuredReadings as MeasuredReadings,
)
from journeymap.measured import (
    MeasuredJourney as MeasuredJourney,
    measure_sources as measure_sources,
)
from journeymap.metrics import (
    Metric as Metric,
    STANDARD_METRICS as STANDARD_METRICS,
)
from journeymap.model.aggregates import (
    AggregateSource as AggregateSource,
)
from journeymap.model.benchmarks import (
    Benchmark as Benchmark,
)
from journeymap.model.channels import (
    Channel as Channel,
)
from journeymap.model.customers import (
    CustomerSource as CustomerSource,
)
from journeymap.model.elements import (
    Opportunity as Opportunity,
    Pain as Pain,
    Stage as Stage,
    Touchpoint as Touchpoint,
    Transition as Transition,
    TransitionTime as TransitionTime,
)
from journeymap.model.event_sources import (
    EventSource as EventSource,
)
from journeymap.model.formats import (
    TableFormat as TableFormat,
)
from journeymap.model.goals import (
    Goal as Goal,
)
from journeymap.model.interventions import (
    Intervention as Intervention,
)
from journeymap.model.journey import (
    Journey as Journey,
)
from journeymap.model.people import (
    Emotion as Emotion,
    Persona as Persona,
    Quotation as Quotation,
)
from journeymap.model.readings import (
    Reading as Reading,
)
from journeymap.model.sources import (
    Comment as Comment,
    Question as Question,
    Source as Source,
)
from journeymap.model.tickets import (
    TicketSource as TicketSource,
)
from journeymap.model.waves import (
    Waves as Waves,
)
from journeymap.operations.aggregates import (
    measure_aggregates as measure_aggregates,
)
from journeymap.operations.customers import (
    measure_customers as measure_customers,
)
from journeymap.operations.tickets import (
    measure_tickets as measure_tickets,
)
from journeymap.picture.brand import (
    load_theme as load_theme,
)
from journeymap.picture.drawing import (
    Drawing as Drawing,
)
from journeymap.picture.theme import (
    Theme as Theme,
)
from journeymap.starting.start import (
    Start as Start,
    start_from_table as start_from_table,
    start_journey as start_journey,
)
from journeymap.tables.connection import (
    limit_memory as limit_memory,
)
from journeymap.views.blueprint.draw import (
    draw_blueprint as draw_blueprint,
)
from journeymap.views.charts.calibration import (
    draw_calibration as draw_calibration,
)
from journeymap.views.charts.comparison import (
    draw_comparison as draw_comparison,
)
from journeymap.views.charts.drivers import (
    draw_drivers as draw_drivers,
)
from journeymap.views.charts.flow import (
    draw_flow as draw_flow,
)
from journeymap.views.charts.heatmap import (
    draw_heatmap as draw_heatmap,
)
from journeymap.views.charts.matrix import (
    draw_matrix as draw_matrix,
)
from journeymap.views.charts.priorities import (
    draw_priorities as draw_priorities,
)
from journeymap.views.charts.ranking import (
    draw_ranking as draw_ranking,
)
from journeymap.views.charts.trend import (
    draw_trend as draw_trend,
)
from journeymap.views.dot import (
    to_dot as to_dot,
)
from journeymap.views.draw import (
    draw_graph as draw_graph,
    draw_map as draw_map,
)
from journeymap.views.mermaid import (
    to_mermaid as to_mermaid,
)
from journeymap.views.plan.graph import (
    draw_plan as draw_plan,
)

__version__: str

__all__ = [
    "AdviceRow",
    "AdviceTable",
    "AggregateSource",
    "Answered",
    "AnswersError",
    "Benchmark",
    "BenchmarkRow",
    "ChangeRow",
    "Changed",
    "Channel",
    "CheckedFile",
    "Comment",
    "Comments",
    "Comparison",
    "Completion",
    "CoverageGaps",
    "CoverageRow",
    "CurvePoint",
    "CurveRow",
    "CustomerSource",
    "Demo",
    "Drawing",
    "DrawingError",
    "DriverRow",
    "DriverVerdict",
    "Drivers",
    "Emotion",
    "EventSource",
    "Experience",
    "ExperienceCurve",
    "ExperiencePoint",
    "FlowLoop",
    "FlowRow",
    "FlowSteps",
    "FlowTime",
    "GivenComment",
    "Goal",
    "GoalRow",
    "GoalTable",
    "Hidden",
    "InputError",
    "Intake",
    "Intervention",
    "InterventionRow",
    "Journey",
    "JourneyError",
    "JourneyFlow",
    "JourneymapError",
    "MeasuredJourney",
    "MeasuredReadings",
    "Metric",
    "MissingLibraryError",
    "Mix",
    "Moved",
    "ObservedFlow",
    "ObservedTouchpoint",
    "ObservedTransition",
    "OpenTouchpoint",
    "Opportunity",
    "OrderFinding",
    "Pain",
    "Persona",
    "PlaceVerdict",
    "PlaceWords",
    "PlanComparison",
    "PlanRow",
    "PlanTouchpoint",
    "Priorities",
    "PriorityRow",
    "Problem",
    "QuadrantRow",
    "QuadrantTable",
    "Question",
    "Quotation",
    "Quote",
    "Reading",
    "ReadingRow",
    "ReadingTable",
    "Renamed",
    "Report",
    "ResponseRates",
    "ResponseRow",
    "Reversal",
    "RewordedGoal",
    "STANDARD_METRICS",
    "Section",
    "SegmentRow",
    "SegmentSpread",
    "SegmentTable",
    "Sentiment",
    "Source",
    "SourceError",
    "Stage",
    "StageVerdict",
    "Start",
    "TableFormat",
    "Theme",
    "TicketSource",
    "Touchpoint",
    "Transition",
    "TransitionTime",
    "Trend",
    "TrendRow",
    "TrendSeries",
    "UnknownNameError",
    "Variant",
    "Verdict",
    "Waves",
    "WeakestPlaceRow",
    "WeakestPlaces",
    "WeakestRow",
    "WeakestTouchpoints",
    "WhatIf",
    "WordRow",
    "Words",
    "check_journey_file",
    "compare_journeys",
    "compare_plan",
    "compare_segments",
    "compare_waves",
    "discover_flow",
    "discover_journey",
    "draw_blueprint",
    "draw_calibration",
    "draw_comparison",
    "draw_drivers",
    "draw_flow",
    "draw_graph",
    "draw_heatmap",
    "draw_map",
    "draw_matrix",
    "draw_plan",
    "draw_priorities",
    "draw_ranking",
    "draw_trend",
    "find_advice",
    "find_coverage_gaps",
    "find_drivers",
    "find_gate_failures",
    "find_priorities",
    "find_quadrants",
    "find_reach",
    "find_weakest",
    "find_words",
    "limit_memory",
    "load_demo",
    "load_journey",
    "load_source",
    "load_theme",
    "measure_aggregates",
    "measure_answers",
    "measure_curve",
    "measure_customers",
    "measure_events",
    "measure_experience",
    "measure_flow",
    "measure_goals",
    "measure_readings",
    "measure_response",
    "measure_segments",
    "measure_sources",
    "measure_tickets",
    "measure_trend",
    "plan_report",
    "read_comments",
    "save_journey",
    "save_report",
    "start_from_table",
    "start_journey",
    "to_dot",
    "to_graph",
    "to_journey",
    "to_mermaid",
    "to_schema",
    "write_demo",
    "write_report",
]
