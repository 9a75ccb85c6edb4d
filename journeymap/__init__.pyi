"""The public names, for type checkers and editors; ``__init__.py`` loads them late."""

from journeymap.analysis.goals import (
    GoalTable as GoalTable,
    measure_goals as measure_goals,
)
from journeymap.analysis.readings import (
    ReadingTable as ReadingTable,
    measure_readings as measure_readings,
)
from journeymap.analysis.weakest import (
    WeakestTouchpoints as WeakestTouchpoints,
    find_weakest as find_weakest,
)
from journeymap.answers.intake import (
    Intake as Intake,
    MeasuredReadings as MeasuredReadings,
)
from journeymap.answers.measuring import (
    measure_answers as measure_answers,
)
from journeymap.demo import (
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
from journeymap.files.journeys import (
    load_journey as load_journey,
    save_journey as save_journey,
)
from journeymap.files.sources import (
    load_source as load_source,
)
from journeymap.graph import (
    to_graph as to_graph,
)
from journeymap.metrics import (
    STANDARD_METRICS as STANDARD_METRICS,
    Metric as Metric,
)
from journeymap.model.elements import (
    Channel as Channel,
    Opportunity as Opportunity,
    Pain as Pain,
    Persona as Persona,
    Stage as Stage,
    Touchpoint as Touchpoint,
    Transition as Transition,
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
    Question as Question,
    Source as Source,
)
from journeymap.picture.draw import (
    draw_graph as draw_graph,
    draw_map as draw_map,
    to_dot as to_dot,
)

__all__ = [
    "AnswersError",
    "Channel",
    "DrawingError",
    "Goal",
    "GoalTable",
    "InputError",
    "Intake",
    "Journey",
    "JourneyError",
    "JourneymapError",
    "MeasuredReadings",
    "Metric",
    "MissingLibraryError",
    "Opportunity",
    "Pain",
    "Persona",
    "Problem",
    "Question",
    "Reading",
    "ReadingTable",
    "STANDARD_METRICS",
    "Source",
    "SourceError",
    "Stage",
    "Touchpoint",
    "Transition",
    "UnknownNameError",
    "WeakestTouchpoints",
    "draw_graph",
    "draw_map",
    "find_weakest",
    "load_demo",
    "load_journey",
    "load_source",
    "measure_answers",
    "measure_goals",
    "measure_readings",
    "save_journey",
    "to_dot",
    "to_graph",
    "write_demo",
]
