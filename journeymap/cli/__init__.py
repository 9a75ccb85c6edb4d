"""The command line: thin doors to the library, loaded one at a time."""

from journeymap.cli.entry import main, start

__all__ = ["main", "start"]
