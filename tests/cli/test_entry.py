from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
import pytest

from journeymap.cli import entry
from journeymap.cli.entry import commands
from journeymap.errors import DrawingError, JourneyError, Problem, UnknownNameError

if TYPE_CHECKING:
    from tests.cli.conftest import Run

PROGRAM = [sys.executable, "-m", "journeymap"]
COMMANDS = [
    "init", "check", "measure", "discover", "readings", "weakest", "goals", "priorities",
    "drivers", "flow", "compare", "segments", "trend", "curve", "coverage", "words", "response",
    "draw", "report", "serve", "convert", "schema", "demo",
]  # fmt: skip


def start(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own; an empty variable is absent."""
    env = {key: value for key, value in {**os.environ, **environment}.items() if value}
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, env=env)


def raising(error: BaseException) -> Callable[[], NoReturn]:
    def fail() -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (click.exceptions.Exit(0), 0, ""),
        (JourneyError([Problem("unknown key", value="phases"), Problem("no name")]), 1,
         "unknown key 'phases'\nno name\n"),
        (UnknownNameError("wave", "2014", ["2015"]), 2,
         "journeymap: no wave '2014'; did you mean '2015'?\n"),
        (DrawingError("dot failed"), 2, "journeymap: dot failed\n"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "a.yaml"), 2,
         "journeymap: a.yaml: there is no such file or folder; check the path\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 2,
         "journeymap: the output: the disk is full; make room, or write to another place\n"),
        (click.UsageError("one\ntwo"), 2, "journeymap: one\njourneymap: two\n"),
        (OSError("the disk is gone"), 2, "journeymap: the disk is gone\n"),
        (MemoryError(), 2, "journeymap: not enough memory for this\n"),
        (RuntimeError("two\n  lines"), 2,
         "journeymap: a fault of journeymap itself, RuntimeError: two lines\n"
         "Please report it; with JOURNEYMAP_DEBUG=1 it says where.\n"),
        (KeyboardInterrupt(), 130, ""),
        (click.Abort(), 130, ""),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_whatever_happens_is_a_sentence_and_a_code(
    error: BaseException,
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("JOURNEYMAP_DEBUG", raising=False)
    assert entry._guard(raising(error)) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == said


def test_an_interruption_that_a_library_swallowed_is_still_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    interruption = entry._Interruption()
    monkeypatch.setattr(entry, "_interruption", interruption)
    with pytest.raises(KeyboardInterrupt):
        interruption(signal.SIGINT, None)
    assert entry._guard(raising(ValueError("Invalid bounding box"))) == 130
    assert capsys.readouterr().err == ""


def test_a_fault_is_raised_for_those_who_look_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEYMAP_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        entry._guard(raising(ZeroDivisionError()))


def test_the_code_of_a_command_is_the_code_of_the_process() -> None:
    assert [entry._guard(lambda code=code: code) for code in (None, 0, 1)] == [0, 0, 1]  # type: ignore[misc]


def test_alone_it_shows_its_help_as_click_does(run: Run) -> None:
    ended = run()
    assert (ended.out + ended.err).startswith("Usage: journeymap [OPTIONS] COMMAND [ARGS]...")
    assert ended.code == (0 if ended.out else 2)  # 2 since click 8.2


def test_the_help_lists_all_commands_without_loading_them() -> None:
    context = click.Context(commands)
    assert commands.list_commands(context) == COMMANDS
    script = "import sys; from journeymap.cli.entry import main; sys.argv[1:] = ['--help']\n"
    loaded = "sorted(name for name in sys.modules if name in heavy)"
    watch = f"import atexit; atexit.register(lambda: print({loaded}))\n"
    heavy = "heavy = ['duckdb', 'matplotlib', 'numpy', 'pydantic', 'scipy']\n"
    done = subprocess.run(
        [sys.executable, "-c", heavy + "import sys\n" + watch + script + "main()"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.endswith("[]\n")
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_ends_with_an_example(name: str, run: Run) -> None:
    ended = run(name, "--help")
    assert ended.code == 0
    last = " ".join(ended.out.rstrip().rpartition("\n\n")[2].split())
    assert last.startswith(f"Example: journeymap {name}")


def test_the_short_help_agrees_with_the_long_one() -> None:
    context = click.Context(commands)
    assert [commands.get_command(context, name).name for name in COMMANDS] == COMMANDS  # type: ignore[union-attr]
    assert commands.get_command(context, "nothing") is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "journeymap: no command 'nothing'; expected one of 'init', 'check'"),
        (("weakest",), "journeymap: missing argument 'JOURNEY' (see journeymap weakest --help)\n"),
        (("weakest", "absent.yaml"), "'JOURNEY': file 'absent.yaml' does not exist (see journey"),
        (("goals", "--format", "xml", __file__), "'xml' is not one of"),
        (("weakest", "--level", "95", __file__), "a confidence lies between 0.01 and 0.9999"),
        (("weakest", "--top", "0", __file__), "0 is not in the range x>=1 (see"),
    ],
)
def test_wrong_use_is_2(arguments: tuple[str, ...], said: str, run: Run) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_an_input_at_fault_is_1(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("name: Shop\nstages:\n  - name: Buy\n    touchponts: [Cart]\n")
    ended = run("weakest", file)
    assert (ended.code, ended.out) == (1, "")
    wrong = f"{file}:4:5: stages[0]: unknown key 'touchponts'; did you mean 'touchpoints'?"
    assert wrong in ended.err.splitlines()


def test_the_module_is_the_program() -> None:
    done = start("--version")
    assert re.fullmatch(rb"journeymap \d+\.\d+\S*\n", done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [["weakest"], ["goals", "--format=csv"], ["check", "-h"]])
def test_a_pipe_that_closes_early_is_no_fault(shop: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*PROGRAM, *arguments, str(shop)], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_no_space_is_told_in_a_line(shop: Path) -> None:
    told = b"the disk is full; make room, or write to another place\n"
    done = start("weakest", shop, "-o", "/dev/full")
    assert done.returncode == 2
    assert done.stderr == b"journeymap: /dev/full: " + told
    with Path("/dev/full").open("wb") as full:
        printed = subprocess.run(
            [*PROGRAM, "weakest", str(shop)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert printed.returncode == 2
    assert printed.stderr == b"journeymap: the output: " + told


def test_ctrl_c_leaves_no_file(tmp_path: Path) -> None:
    names = ", ".join(f"T{i}" for i in range(1500))
    big = tmp_path / "big.yaml"
    big.write_text(f"name: Big\nstages:\n  - name: Buy\n    touchpoints: [{names}]\n")
    process = subprocess.Popen(
        [*PROGRAM, "draw", str(big), "-o", str(tmp_path / "map.png")],
        stderr=subprocess.PIPE,
    )
    time.sleep(1.2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["big.yaml"]


@pytest.mark.parametrize("view", ["map.svg", "map.png"])
def test_names_in_any_script_survive_a_poor_terminal(tmp_path: Path, view: str) -> None:
    file = tmp_path / "scripts.yaml"
    names = "[Поддержка, 支付页面, 고객 지원, שירות לקוחות, Zażółć]"
    file.write_text(
        f"name: Магазин\nstages: [{{name: 买, touchpoints: {names}}}]\n", encoding="utf-8"
    )
    poor = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "HOME": ""}
    asked = start("weakest", file, **poor)
    drawn = start("draw", file, "-o", tmp_path / view, **poor)
    assert asked.returncode == 0
    assert asked.stdout.decode().startswith("No verdict: no touchpoint is measured.\n")
    assert drawn.returncode == 0
    assert b"Error" not in drawn.stderr
    assert b"Matplotlib" not in drawn.stderr
    assert (tmp_path / view).exists()
