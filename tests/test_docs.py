"""The documentation is run: every example, every command with its output, every link.

A page is a story that is played in a folder of its own, from its first block to its last. What
stands in a comment right above a block says what the block is:

* ``file: NAME`` is written to the folder; ``start of: PATH`` must be how that file begins,
* ``journey`` and ``source`` are parts of such files, completed where they are short, and checked.

``python tests/test_docs.py`` writes docs/reference/cli.md anew.
"""

from __future__ import annotations

import contextlib
import dataclasses
import doctest
import io
import json
import os
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import click
import pytest

import journeymap as jm
from journeymap.analysis.goals import GoalRow, StageVerdict
from journeymap.analysis.readings import ReadingRow
from journeymap.analysis.verdict import Verdict
from journeymap.analysis.weakest import WeakestRow
from journeymap.cli.entry import commands, main
from journeymap.files.checking import check_journey
from journeymap.files.schema import to_schema

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
CLI_PAGE = ROOT / "docs" / "reference" / "cli.md"
FENCE = re.compile(r"(?:<!-- (?P<label>.+?) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.M | re.S)
FLAGS = doctest.ELLIPSIS
SHORT_STAGES = "stages: [{name: Buy, touchpoints: [Cart, Pay]}]\n"


@dataclasses.dataclass(frozen=True)
class Block:
    place: str
    language: str
    text: str
    label: str


def read_blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start("text")) + 1
        place = f"{page.relative_to(ROOT)}:{line}"
        yield Block(place, found["language"], found["text"], found["label"] or "")


def read_reference(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    names: dict[str, object] = {}
    for block in read_blocks(page):
        check_block(block, names)


def check_block(block: Block, names: dict[str, object]) -> None:
    kind, _, name = block.label.partition(": ")
    if kind == "file":
        Path(name).write_text(block.text, encoding="utf-8")
    if kind == "start of":
        shown = block.text.removesuffix("...\n")
        assert Path(name).read_text(encoding="utf-8").startswith(shown), block.place
    if kind == "journey" or (block.language == "yaml" and "\nstages:" in f"\n{block.text}"):
        check_yaml_journey(block)
    if kind == "source":
        Path("part.yaml").write_text(block.text, encoding="utf-8")
        jm.load_source("part.yaml")
    if block.language == "python" and ">>>" in block.text:
        run_examples(block, names)
    if block.language == "console":
        run_commands(block)


def check_yaml_journey(block: Block) -> None:
    keys = re.findall(r"^(\w+):", block.text, re.M)
    name = "" if {"id", "name"} & set(keys) else "name: Shop\n"
    stages = "" if "stages" in keys else SHORT_STAGES
    checked = check_journey(f"{name}{stages}{block.text}".encode(), file=block.place)
    assert [str(problem) for problem in checked.problems] == []


def run_examples(block: Block, names: dict[str, object]) -> None:
    said = io.StringIO()
    examples = doctest.DocTestParser().get_doctest(block.text, names, block.place, block.place, 0)
    result = doctest.DocTestRunner(optionflags=FLAGS).run(
        examples, out=said.write, clear_globs=False
    )
    names.update(examples.globs)
    assert result.failed == 0, said.getvalue()


def run_commands(block: Block) -> None:
    """Compares what each ``$`` line prints, results and talk together, as on a terminal."""
    code = 0
    for part in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
        line, _, want = part.partition("\n")
        if line == "echo $?":
            got = f"{code}\n"
        else:
            code, got = run_command(shlex.split(line))
        right = doctest.OutputChecker().check_output(tidy(want), tidy(got), FLAGS)
        assert right, f"{block.place}: $ {line}\nexpected:\n{want}\ngot:\n{got}"


def run_command(words: list[str]) -> tuple[int, str]:
    assert words[0] == "journeymap", words
    said = io.StringIO()
    # click takes the program's name from the main module, which is pytest here
    program = mock.patch("click.core._detect_program_name", return_value="journeymap")
    arguments = mock.patch.object(sys, "argv", words)
    with program, arguments, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0), said.getvalue()


def tidy(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.strip().splitlines())


def to_command_help(name: str) -> str:
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    root = click.Context(commands, info_name="journeymap", **commands.context_settings)
    with click.Context(command, info_name=name, parent=root, terminal_width=100) as context:
        return command.get_help(context)


def to_cli_page() -> str:
    parts = [read_reference("cli.md").partition("\n## ")[0]]
    for name in commands.list_commands(click.Context(commands)):
        parts.append(f"\n## {name}\n\n```text\n{to_command_help(name)}\n```\n")
    return "".join(parts)


def test_cli_page_is_what_help_says() -> None:
    assert CLI_PAGE.read_text(encoding="utf-8") == to_cli_page()


@pytest.mark.parametrize("name", commands.list_commands(click.Context(commands)))
def test_help_ends_with_an_example(name: str) -> None:
    last = re.sub(r"\s+", " ", to_command_help(name).rpartition("\n\n")[2])
    assert last.strip().startswith(f"Example: journeymap {name}")


def test_every_public_name_is_in_the_reference() -> None:
    page = read_reference("python.md")
    assert [name for name in jm.__all__ if not re.search(rf"`{name}\b", page)] == []


def find_keys(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from find_keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from find_keys(part)


def test_every_key_of_a_journey_file_is_in_the_reference() -> None:
    keys = set(find_keys(json.loads(json.dumps(to_schema()))))
    page = read_reference("journey-file.md")
    assert {"stages", "moment_of_truth", "n_effective"} <= keys
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_every_key_of_a_source_file_is_in_the_reference() -> None:
    page = read_reference("source-file.md")
    fields = {**jm.Source.model_fields, **jm.Question.model_fields}
    keys = {field.validation_alias or name for name, field in fields.items()}
    assert [key for key in sorted(map(str, keys)) if f"`{key}`" not in page] == []


@pytest.mark.parametrize("record", [ReadingRow, WeakestRow, GoalRow, StageVerdict, Verdict])
def test_every_key_of_a_result_is_in_the_reference(record: type) -> None:
    page = read_reference("results.md")
    names = [field.name for field in dataclasses.fields(record)]
    assert [name for name in names if f"`{name}`" not in page] == []


def to_scale_cells(metric: jm.Metric) -> str:
    if metric.kind == "duration":
        scale = f"0 or more {metric.unit}"
    elif metric.is_share:
        scale = "0 to 1, shown in percent"
    else:
        scale = "{:g} to {:g}".format(*metric.ends)
    return f"| `{metric.id}` | {metric.label} | `{metric.kind}` | {scale} | {metric.better} |"


@pytest.mark.parametrize("metric", list(jm.STANDARD_METRICS.values()), ids=lambda metric: metric.id)
def test_every_standard_metric_is_in_the_reference(metric: jm.Metric) -> None:
    assert to_scale_cells(metric) in read_reference("metrics.md")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=]", needed)[0] for needed in project["dependencies"]]
    page = (ROOT / "docs" / "background" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in names if f"| {name} |" not in page] == []


def test_every_room_is_in_the_architecture() -> None:
    page = (ROOT / "docs" / "background" / "architecture.md").read_text(encoding="utf-8")
    found = (path for path in (ROOT / "journeymap").iterdir() if not path.name.startswith("_"))
    rooms = {path.name if path.is_dir() else path.stem for path in found if path.suffix in ("", ".py")}
    assert [room for room in sorted(rooms) if f"`{room}`" not in page] == []


def to_anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in to_anchors(file), f"{page.name}: {target}"


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = [os.path.relpath(page, ROOT / "docs") for page in PAGES if "docs" in page.parts]
    named = [page.replace(os.sep, "/") for page in pages if page != "index.md"]
    assert [page for page in named if f"({page})" not in index] == []


def test_nothing_names_a_machine() -> None:
    places = [*PAGES, *(ROOT / "examples").rglob("*"), *(ROOT / "journeymap").rglob("*")]
    kinds = (".md", ".py", ".pyi", ".yaml", ".csv", ".json")
    texts = {path: path.read_text(encoding="utf-8") for path in places if path.suffix in kinds}
    machine = re.compile(r"(?<![\w.])/(?:work|tmp|root|home|Users)/|[A-Z]:\\Users")
    assert [str(path) for path, text in texts.items() if machine.search(text)] == []


@pytest.fixture(scope="module")
def airport() -> jm.Journey:
    return jm.load_demo()


def test_committed_map_is_what_is_drawn_now(airport: jm.Journey) -> None:
    assert (ROOT / "docs/images/map.svg").read_text(encoding="utf-8") == jm.draw_map(airport).to_svg()


def test_committed_graph_is_what_is_drawn_now(airport: jm.Journey) -> None:
    drawn = jm.draw_graph(airport, engine="layered").to_svg()
    assert (ROOT / "docs/images/graph.svg").read_text(encoding="utf-8") == drawn


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs" / "images").iterdir()}
    assert sizes
    assert max(sizes.values()) < 300_000


if __name__ == "__main__":
    CLI_PAGE.write_text(to_cli_page(), encoding="utf-8")
