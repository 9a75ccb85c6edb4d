"""Journeys from and to YAML and JSON files."""

from __future__ import annotations

from pathlib import Path

from journeymap.errors import JourneyError, JourneymapError
from journeymap.files.checking import check_journey_file
from journeymap.files.spelling import to_json_text, to_yaml_text
from journeymap.files.writing import write_whole
from journeymap.model.journey import Journey

SUFFIXES = (".yaml", ".yml", ".json")


def load_journey(path: str | Path) -> Journey:
    r"""The journey in a YAML or JSON file.

    Args:
        path: The file.

    Raises:
        JourneyError: with everything that is wrong in it, each with line and column.
        OSError: if the file can't be read.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "shop.yaml")
        ...     _ = file.write_text("name: Shop\nstages:\n  - {name: Buy, touchpoints: [Cart]}\n")
        ...     load_journey(file).touchpoints[0].name
        'Cart'
    """
    checked = check_journey_file(path)
    if checked.journey is None:
        raise JourneyError(checked.problems)
    return checked.journey


def save_journey(journey: Journey, path: str | Path) -> Path:
    """Writes the journey to a file, whole or not at all; the suffix says YAML or JSON.

    Args:
        journey: The journey.
        path: A file that ends in .yaml, .yml or .json.

    Returns:
        The path.

    Raises:
        JourneymapError: if the path has another suffix.
        OSError: if it can't be written; an old file is then still there.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}])
        >>> with TemporaryDirectory() as folder:
        ...     load_journey(save_journey(journey, Path(folder, "shop.json"))) == journey
        True
    """
    suffix = check_suffix(path)
    return write_whole(path, to_json_text(journey) if suffix == ".json" else to_yaml_text(journey))


def check_suffix(path: str | Path) -> str:
    """The suffix of a journey's file, in small letters; asked before anything is measured.

    Raises:
        JourneymapError: if a journey is not saved as such a file.

    Example:
        >>> check_suffix("Shop.YAML")
        '.yaml'
    """
    suffix, name = Path(path).suffix.lower(), Path(path).name
    if suffix in SUFFIXES:
        return suffix
    if not suffix and name.startswith("."):
        better = f"journey{name if name.lower() in SUFFIXES else '.yaml'}"
        raise JourneymapError(f"{path}: a suffix without a name before it; write {better}")
    raise JourneymapError(f"{path}: a journey is saved as {', '.join(SUFFIXES)}")
