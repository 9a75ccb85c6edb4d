"""The public names, for type checkers and editors; ``__init__.py`` loads them late."""

from journeymap.analysis.experience import (
    Experience as Experience,
    ExperiencePoint as ExperiencePoint,
    measure_experience as measure_experience,
)
from journeymap.analysis.goals.standing import (
    GoalRow as GoalRow,
    GoalTable as GoalTable,
    StageVerdict as StageVerdict,
    measure_goals as measure_goals,
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
from journeymap.analysis.ranking.verdict import (
    Verdict as Verdict,
)
from journeymap.analysis.ranking.weakest import (
    WeakestRow as WeakestRow,
    WeakestTouchpoints as WeakestTouchpoints,
    find_weakest as find_weakest,
)
from journeymap.answers.measuring import (
    measure_answers as measure_answers,
)
from journeymap.demo import (
    Demo as Demo,
    load_demo as load_demo,
    write_demo as write_demo,
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
from journeymap.model.customers import (
    CustomerSource as CustomerSource,
)
from journeymap.model.elements import (
    Channel as Channel,
    Opportunity as Opportunity,
    Pain as Pain,
    Persona as Persona,
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
from journeymap.model.journey import (
    Journey as Journey,
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
from journeymap.picture.draw import (
    draw_graph as draw_graph,
    draw_map as draw_map,
    to_dot as to_dot,
)
from journeymap.picture.drawing import (
    Drawing as Drawing,
)
from journeymap.starting.start import (
    Start as Start,
    start_from_table as start_from_table,
    start_journey as start_journey,
)
from journeymap.tables.connection import (
    limit_memory as limit_memory,
)

__version__: str

__all__ = [
    "AggregateSource",
    "AnswersError",
    "Channel",
    "CheckedFile",
    "Comment",
    "CustomerSource",
    "Demo",
    "Drawing",
    "DrawingError",
    "EventSource",
    "Experience",
    "ExperiencePoint",
    "Goal",
    "GoalRow",
    "GoalTable",
    "Hidden",
    "InputError",
    "Intake",
    "Journey",
    "JourneyError",
    "JourneymapError",
    "MeasuredJourney",
    "MeasuredReadings",
    "Metric",
    "MissingLibraryError",
    "ObservedFlow",
    "ObservedTouchpoint",
    "ObservedTransition",
    "Opportunity",
    "Pain",
    "Persona",
    "Problem",
    "Question",
    "Reading",
    "ReadingRow",
    "ReadingTable",
    "ResponseRates",
    "ResponseRow",
    "STANDARD_METRICS",
    "Source",
    "SourceError",
    "Stage",
    "StageVerdict",
    "Start",
    "TableFormat",
    "TicketSource",
    "Touchpoint",
    "Transition",
    "TransitionTime",
    "UnknownNameError",
    "Variant",
    "Verdict",
    "Waves",
    "WeakestRow",
    "WeakestTouchpoints",
    "check_journey_file",
    "discover_flow",
    "discover_journey",
    "draw_graph",
    "draw_map",
    "find_gate_failures",
    "find_weakest",
    "limit_memory",
    "load_demo",
    "load_journey",
    "load_source",
    "measure_aggregates",
    "measure_answers",
    "measure_customers",
    "measure_events",
    "measure_experience",
    "measure_goals",
    "measure_readings",
    "measure_response",
    "measure_sources",
    "measure_tickets",
    "save_journey",
    "start_from_table",
    "start_journey",
    "to_dot",
    "to_graph",
    "to_journey",
    "to_schema",
    "write_demo",
]
