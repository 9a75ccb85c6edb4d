"""The door: which commands there are, and what is said and returned when something goes wrong."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from typing import Any, NoReturn

import click

FINE, INPUT_AT_FAULT, COULD_NOT_WORK, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
_AGAIN = 1.0
_OF_CLICK = ("Missing ", "Invalid ", "No such ", "Got ", "Option ", "Could not ")

_COMMANDS = {
    "init": ("journeymap.cli.init", "A journey to start from: a template, or a table's sketch."),
    "check": ("journeymap.cli.check", "Is the journey file right, and are its goals met?"),
    "measure": ("journeymap.cli.measure", "Readings from answers, attached to the journey."),
    "discover": ("journeymap.cli.discover", "A journey with transitions, from an event log."),
    "readings": ("journeymap.cli.readings", "What is measured, with interval and health."),
    "weakest": ("journeymap.cli.weakest", "The touchpoints by their chance of being the weakest."),
    "goals": ("journeymap.cli.ask", "Each goal: met, missed, at risk or not measured."),
    "priorities": ("journeymap.cli.priorities", "What to fix first, what to leave, and advice."),
    "drivers": ("journeymap.cli.drivers", "What moves an overall outcome, from raw answers."),
    "flow": ("journeymap.cli.flow", "Reach, drop-off, completion, time; what a change would do."),
    "compare": ("journeymap.cli.compare", "What differs: two journeys, two waves, two segments."),
    "segments": ("journeymap.cli.segments", "Where the values of a segment, or waves, differ."),
    "trend": ("journeymap.cli.trend", "Readings over waves, with control limits."),
    "curve": ("journeymap.cli.curve", "The experience in short: mean, peak-end, worst-end."),
    "coverage": ("journeymap.cli.coverage", "What is unmeasured, guessed, thin, stale or unowned."),
    "words": ("journeymap.cli.words", "What customers say at one touchpoint more than elsewhere."),
    "response": ("journeymap.cli.response", "How many of those asked have answered."),
    "draw": ("journeymap.cli.draw", "A picture: map, graph or chart, as svg, png or pdf."),
    "report": ("journeymap.cli.report", "A report to hand on: page, slides, workbook or Markdown."),
    "serve": ("journeymap.cli.serve", "The map in the browser, anew whenever the file is saved."),
    "convert": ("journeymap.cli.convert", "The journey in another format, by suffix."),
    "schema": ("journeymap.cli.convert", "The JSON Schema of the journey file, for editors."),
    "demo": (
        "journeymap.cli.demo",
        "The whole way once, on the example that ships with journeymap.",
    ),
}


class LazyCommands(click.Group):
    """A group that imports a command only when it runs, so that help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of the work."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """The command by this name, imported now."""
        if name not in _COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(_COMMANDS[name][0]), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for; an unknown one is told with the nearest."""
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            from journeymap.errors import suggest

            raise click.UsageError(f"no command {args[0]!r}; {suggest(args[0], [*_COMMANDS])}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands in the help, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        click.echo(f"journeymap {version('journeymap')}")
        ctx.exit()


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: journeymap demo",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="The version.",
)
def commands() -> None:
    """Customer journeys as text: measure every touchpoint, find the weakest, draw the map."""


class _Interruption:
    """Remembers that Ctrl-C came: a library may turn the exception into one of its own."""

    came = False
    code = INTERRUPTED

    def end(self, number: int, _: object) -> NoReturn:
        """Ends as after an error where somebody stops us, so that temporary files go, too."""
        self.came, self.code = True, 128 + number
        raise SystemExit(self.code)

    def __call__(self, *_: object) -> NoReturn:
        self.came = True
        if hasattr(signal, "setitimer"):
            # what is raised while an object is taken down is lost, so it is raised again
            signal.signal(signal.SIGALRM, self)
            signal.setitimer(signal.ITIMER_REAL, _AGAIN)
        raise KeyboardInterrupt

    def rest(self) -> None:
        """Raises nothing any more: the interruption was heard."""
        if self.came and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


_interruption = _Interruption()


def main() -> NoReturn:
    """Runs the command line and ends the process with one of the codes above."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interruption)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interruption.end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # what is piped is UTF-8 whatever the locale: JSON and XML say so of themselves
            piped = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=piped, errors="backslashreplace")
    _hurry()
    sys.exit(_guard(lambda: commands.main(prog_name="journeymap", standalone_mode=False)))


def _hurry() -> None:
    """What saves a short process a tenth of its time, and would be nobody's wish in a long one."""
    gc.set_threshold(100_000, 50, 50)  # nearly all that is made is kept: seldom look for waste
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looked for in all packages


def _guard(run: Callable[[], Any]) -> int:
    """Runs and turns whatever happens into a sentence on stderr and an exit code."""
    stdout = sys.stdout
    try:
        code = run()
        if sys.stdout is not None:  # None where it was closed before we began
            sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        _tell_wrong_use(wrong)
        return wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        _interruption.rest()
        return _interruption.code
    except SystemExit as stopped:
        # where click finds the pipe closed it puts a silent stream in place of ours, and exits
        return PIPE_CLOSED if sys.stdout is not stdout else int(stopped.code or FINE)
    except BrokenPipeError:
        # whoever read us has gone; python would complain once more when it flushes at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        _interruption.rest()
        return _interruption.code if _interruption.came else _explain(error)
    return code if isinstance(code, int) else FINE


def _tell(sentence: str) -> None:
    """Says something on stderr, if anybody can hear it: the exit code must not depend on that."""
    from journeymap.printed import to_line

    with suppress(OSError, ValueError):
        click.echo(to_line(sentence), err=True)


def _tell_wrong_use(wrong: click.ClickException) -> None:
    """What is wrong with the command line, in our sentences' style, and where its help is."""
    if isinstance(wrong, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        with suppress(OSError, ValueError):
            wrong.show()
        return
    context = getattr(wrong, "ctx", None)
    *before, last = _in_our_words(wrong.format_message()).splitlines() or [""]
    more = f" (see {context.command_path} --help)" if context else ""
    for line in (*before, f"{last}{more}"):
        _tell(f"journeymap: {line}")


def _in_our_words(said: str) -> str:
    """A sentence of click's as part of a line."""
    if said.startswith(_OF_CLICK):
        said = said[0].lower() + said[1:].removesuffix(".")
    return said.replace(": File '", ": file '", 1).replace(": Directory '", ": folder '", 1)


def _explain(error: Exception) -> int:
    from journeymap.errors import InputError, JourneymapError, explain_system

    if isinstance(error, InputError):
        for problem in error.problems:
            _tell(str(problem))
        return INPUT_AT_FAULT
    if isinstance(error, JourneymapError):
        _tell(f"journeymap: {error}")
    elif isinstance(error, OSError):
        stdout = "the output: " if error.errno == errno.ENOSPC else ""
        place = f"{error.filename}: " if error.filename else stdout
        _tell(f"journeymap: {place}{explain_system(error)}")
    elif isinstance(error, MemoryError):
        _tell("journeymap: not enough memory for this")
    else:
        if os.environ.get("JOURNEYMAP_DEBUG"):
            raise error
        said = " ".join(str(error).split())[:200]
        _tell(f"journeymap: a fault of journeymap itself, {type(error).__name__}: {said}")
        _tell("Please report it; with JOURNEYMAP_DEBUG=1 it says where.")
    return COULD_NOT_WORK
