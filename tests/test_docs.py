"""The documentation is run: every example, every command with its output, every link.

A page is a story that is played in a folder of its own, from its first block to its last. What
stands in a comment right above a block says what the block is:

* ``file: NAME`` is written to the folder; ``start of: PATH`` must be how that file begins,
* ``journey`` and ``source`` are parts of such files, completed where they are short, and checked.

A page that needs public data which isn't ours to ship names it in a comment, ``data: PATH``: the
file is put into the folder, and without it the page is skipped.

``python tests/test_docs.py`` writes outputs, the command reference and the pictures anew.
"""

from __future__ import annotations

import contextlib
import dataclasses
import doctest
import io
import os
import re
import runpy
import shlex
import shutil
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest

import journeymap as jm
from journeymap.cli.entry import main
from journeymap.files.checking import check_journey

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
IMAGES = ROOT / "docs" / "images"
FENCE = re.compile(
    r"(?:<!-- (?P<label>[^\n]+?) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.M | re.S
)
DATA = re.compile(r"<!-- data: (?P<path>\S+) -->")
FLAGS = doctest.ELLIPSIS
SHORT_STAGES = "stages: [{name: Buy, touchpoints: [Cart, Pay]}]\n"
WIDTH = "100"


@dataclasses.dataclass(frozen=True)
class Block:
    place: str
    language: str
    text: str
    label: str


def name_page(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def read_blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start("text")) + 1
        yield Block(
            f"{name_page(page)}:{line}", found["language"], found["text"], found["label"] or ""
        )


@pytest.mark.parametrize("page", PAGES, ids=name_page)
def test_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    if missing := lay_out(page, tmp_path):
        pytest.skip(f"{missing} is not at hand")
    names: dict[str, object] = {}
    for block in read_blocks(page):
        check_block(block, names)


def lay_out(page: Path, folder: Path) -> str:
    """Puts what the page works with into the folder; gives back what isn't there."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    data = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "no-data"))
    for found in DATA.finditer(page.read_text(encoding="utf-8")):
        file = data / found["path"]
        if not file.exists():
            return found["path"]
        (folder / file.name).symlink_to(file.resolve())
    return ""


def check_block(block: Block, names: dict[str, object]) -> None:
    kind, _, name = block.label.partition(": ")
    if kind == "file":
        Path(name).write_text(block.text, encoding="utf-8")
    if kind == "start of":
        shown = block.text.removesuffix("...\n")
        assert Path(name).read_text(encoding="utf-8").startswith(shown), block.place
    is_source = re.search(r"^(events|aggregates):", block.text, re.M)  # these may have stages too
    is_whole = block.language == "yaml" and "\nstages:" in f"\n{block.text}" and not is_source
    if kind == "journey" or is_whole:
        check_yaml_journey(block)
    if kind == "source":
        Path("part.yaml").write_text(block.text, encoding="utf-8")
        jm.load_source("part.yaml")
    if block.language == "python" and ">>>" in block.text:
        run_examples(block, names)
    if block.language == "console":
        check_commands(block)


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


def check_commands(block: Block) -> None:
    """Compares what each ``$`` line prints, results and talk together, as on a terminal."""
    for line, want, got in run_commands(block):
        right = doctest.OutputChecker().check_output(want, got, FLAGS)
        assert right, f"{block.place}: $ {line}\nexpected:\n{want}\ngot:\n{got}"


def run_commands(block: Block) -> Iterator[tuple[str, str, str]]:
    """Each command with the output on the page and the real one."""
    code = 0
    for part in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
        line, _, want = part.partition("\n")
        got = f"{code}\n"
        if line != "echo $?":
            code, got = run_command(shlex.split(line))
        yield line, tidy(want), tidy(got)


def run_command(words: list[str]) -> tuple[int, str]:
    assert words[0] == "journeymap", words
    said = io.StringIO()
    # click takes the program's name from the main module, which is pytest here
    program = mock.patch("click.core._detect_program_name", return_value="journeymap")
    arguments = mock.patch.object(sys, "argv", words)
    heard = contextlib.redirect_stdout(said), contextlib.redirect_stderr(said)
    with program, arguments, heard[0], heard[1], pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0), said.getvalue()


def tidy(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.strip().splitlines())


def to_anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name_page)
def test_links_lead_somewhere(page: Path) -> None:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in to_anchors(file), f"{page.name}: {target}"


def test_readme_shows_a_result_at_once() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert next(i for i, line in enumerate(lines) if line.startswith("Undecided between")) < 40
    assert "docs/images/map.svg" in "".join(lines[:40])


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


def draw_pictures() -> dict[str, str]:
    """The pictures of the documentation, as they are drawn now."""
    airport = jm.load_demo()
    graph = jm.draw_graph(airport, engine="layered")
    stated = {
        "parking": 7, "airtrain": 8, "screens": 6, "food": 8, "shops": 4, "wifi": 7, "signs": 9,
    }  # fmt: skip
    matrix = jm.draw_matrix(jm.find_quadrants(airport, importance=stated))
    return {
        "map.svg": jm.draw_map(airport).to_svg(),
        "graph.svg": graph.to_svg(),
        "ranking.svg": jm.draw_ranking(airport).to_svg(),
        "matrix.svg": matrix.to_svg(),
        "comparison.svg": jm.draw_comparison(airport).to_svg(),
        "heatmap.svg": jm.draw_heatmap(airport).to_svg(),
    }


def test_committed_pictures_are_what_is_drawn_now() -> None:
    drawn = draw_pictures()
    committed = {path.name: path.read_text(encoding="utf-8") for path in IMAGES.iterdir()}
    changed = {name for name in drawn if committed.get(name) != drawn[name]}
    assert changed == set()
    assert set(committed) == set(drawn)
    assert max(len(text.encode()) for text in drawn.values()) < 300_000


def write_anew() -> None:
    """Brings outputs, the command reference and the pictures up to date."""
    os.environ["COLUMNS"] = WIDTH
    for name in ("test_reference.py", "test_statistics_page.py"):
        runpy.run_path(str(ROOT / "tests" / name), run_name="__main__")
    for name, svg in draw_pictures().items():
        (IMAGES / name).write_text(svg, encoding="utf-8")
    for page in PAGES:
        with TemporaryDirectory() as folder, contextlib.chdir(folder):
            if not lay_out(page, Path()):
                page.write_text(play_anew(page), encoding="utf-8")


def play_anew(page: Path) -> str:
    """The page with the real output below each command."""
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for block in read_blocks(page):
        if block.language == "console":
            output = "".join(
                f"$ {line}\n{renew(*outputs)}" for line, *outputs in run_commands(block)
            )
            text = text.replace(f"```console\n{block.text}```", f"```console\n{output}```")
        else:
            with contextlib.suppress(AssertionError):
                check_block(block, names)
    return text


def renew(want: str, got: str) -> str:
    """The real output; where some is left out, the real lines nearest to those that are shown."""
    if "..." not in want:
        return got
    real = got.splitlines()
    shown = [
        line if line == "..." else next(iter(get_close_matches(line, real, 1, 0.5)), line)
        for line in want.splitlines()
    ]
    return "".join(f"{line}\n" for line in shown)


if __name__ == "__main__":
    write_anew()
