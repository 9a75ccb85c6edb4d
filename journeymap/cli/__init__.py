"""The command line: thin doors to the library, loaded one at a time."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

_INTERRUPTED = 130


def start() -> NoReturn:
    """The program: the command line in a process of its own, which begins and ends without detours.

    Collecting garbage while modules load, and taking them down one by one at the end, would be a
    sixth of the time of a check; there is nothing left to save by then.
    """
    gc.set_threshold(100_000)
    try:
        # imported here, so that Ctrl-C is answered from the first moment on
        from journeymap.cli.entry import main

        main()
    except KeyboardInterrupt:
        _leave(_INTERRUPTED)
    except SystemExit as done:
        _leave(done.code if isinstance(done.code, int) else 0)


def _leave(code: int) -> NoReturn:
    if spool := sys.modules.get("journeymap.tables.spool"):
        spool.remove_all()
    if "matplotlib" in sys.modules:  # it may have a temporary folder to remove
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
