"""``python -m journeymap`` is the same as ``journeymap``."""

from journeymap.cli import main

main()
