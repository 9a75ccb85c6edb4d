"""``python -m journeymap`` is the same as ``journeymap``."""

from journeymap.cli import start

start()
