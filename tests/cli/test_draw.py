from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.cli.draw_views import ALWAYS, VIEWS
from journeymap.cli.options import LANGUAGES
from journeymap.errors import DrawingError
from journeymap.files.journeys import load_journey
from journeymap.picture.layouts import graphviz
from journeymap.views.blueprint.draw import draw_blueprint
from journeymap.views.charts.comparison import draw_comparison
from journeymap.views.charts.flow import draw_flow
from journeymap.views.charts.heatmap import draw_heatmap
from journeymap.views.charts.matrix import draw_matrix
from journeymap.views.charts.priorities import draw_priorities
from journeymap.views.charts.ranking import draw_ranking
from journeymap.views.charts.trend import draw_trend
from journeymap.views.draw import draw_graph, draw_map
from journeymap.wording import words
from tests.analysis.drivers.shop import make_table
from tests.cli.test_drivers import SHOP, SOURCE

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_the_map_is_the_library_s(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    ended = run("draw", shop, "-o", out, "--wave", "2016", "--level", "0.9", "--metric", "csat")
    assert (ended.code, ended.out, ended.err) == (0, "", f"map of 'Shop' in {out}\n")
    expected = draw_map(load_journey(shop), wave="2016", level=0.9, metric="csat")
    assert out.read_text(encoding="utf-8") == expected.to_svg()


def test_the_graph_is_the_library_s(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.svg"
    ended = run("draw", shop, "--view", "graph", "--engine", "layered", "-o", out)
    assert (ended.code, ended.err) == (0, f"graph of 'Shop' in {out}\n")
    expected = draw_graph(load_journey(shop), engine="layered")
    assert out.read_text(encoding="utf-8") == expected.to_svg()


def test_a_segment_is_drawn(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    assert run("draw", shop, "-o", out, "--segment", "area=C", "-q").err == ""
    assert "area C" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("suffix", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_suffix_says_the_format(
    suffix: str, start: bytes, run: Run, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"map.{suffix}"
    assert run("draw", shop, "-o", out).code == 0
    assert out.read_bytes().startswith(start)


def test_notes_are_told_unless_quiet(
    run: Run, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise DrawingError("dot failed")

    monkeypatch.setattr(graphviz, "find_dot", lambda: "dot")
    monkeypatch.setattr(graphviz, "lay_out_with_dot", fail)
    monkeypatch.setattr("journeymap.views.journey_graph.arranging.MOST_FAR", -1.0)  # take dot
    asked = ("draw", shop, "--view", "graph", "-o", tmp_path / "graph.svg")
    note = "note: dot failed; arranged by our own layout instead."
    assert run(*asked).err.splitlines()[1:] == [note]
    assert run(*asked, "--quiet").err == ""
    refused = run(*asked, "--engine", "graphviz")
    assert (refused.code, refused.err) == (2, "journeymap: dot failed\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("map.pgn", "a picture is written as .svg, .png or .pdf, not as '.pgn'; "
         "did you mean '.png'?"),
        ("map", "the suffix says what is written, .svg, .png or .pdf; write map.svg"),
        ("map.html", "a picture is written as .svg, .png or .pdf; a report by journeymap report"),
    ],
)  # fmt: skip
def test_another_suffix_is_refused(
    name: str, said: str, run: Run, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / name
    ended = run("draw", shop, "-o", out)
    assert ended.code == 2
    assert ended.err == f"journeymap: {out}: {said}\n"
    assert not out.exists()


def test_out_is_needed_and_is_no_input(run: Run, shop: Path) -> None:
    assert run("draw", shop).err == (
        "journeymap: missing option '-o' / '--out' (see journeymap draw --help)\n"
    )
    assert f"{shop} is also read; write to another file (see" in run("draw", shop, "-o", shop).err


def test_a_broken_journey_leaves_the_old_picture(run: Run, tmp_path: Path) -> None:
    broken, out = tmp_path / "broken.yaml", tmp_path / "map.svg"
    broken.write_text("name: Shop\nphases: []\n")
    out.write_text("old")
    assert run("draw", broken, "-o", out).code == 1
    assert out.read_text() == "old"


FLOW = """\
starts: {cart: 100}
transitions:
  - {from: cart, to: pay, count: 60}
"""
DEFAULTS = {
    "blueprint": draw_blueprint, "ranking": draw_ranking, "matrix": draw_matrix,
    "priorities": draw_priorities, "heatmap": draw_heatmap, "trend": draw_trend,
    "flow": draw_flow, "compare": draw_comparison,
}  # fmt: skip


def test_options_and_languages_are_those_there_are() -> None:
    from journeymap.cli.draw import draw

    names = {param.name for param in draw.params}
    assert {name for view in VIEWS.values() for name in view.options} | {*ALWAYS} == names
    assert words.LANGUAGES == LANGUAGES


@pytest.mark.parametrize("view", list(DEFAULTS))
def test_each_view_is_the_library_s(view: str, run: Run, shop: Path, tmp_path: Path) -> None:
    shop.write_text(shop.read_text() + FLOW)
    out = tmp_path / f"{view}.svg"
    ended = run("draw", shop, "--view", view, "-o", out)
    assert ended.code == 0, ended.err
    assert ended.err.startswith(f"{view} of 'Shop' in {out}\n")
    draw_it: Any = DEFAULTS[view]
    assert out.read_text(encoding="utf-8") == draw_it(load_journey(shop)).to_svg()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--by", "area"], "--by is for --view heatmap, not for map"),
        (["--view", "heatmap", "--lanes", "curve"], "--lanes is for --view map, not for heatmap"),
        (["--view", "trend", "--engine", "layered"],
         "--engine is for --view graph or plan, not for trend"),
        (["--view", "matrix", "--top", "3"],
         "--top is for --view graph, ranking, priorities, heatmap, trend, drivers, flow, compare "
         "or plan, not for matrix"),
        (["--view", "drivers"], "--view drivers needs --answers and --outcome, such as "
         "journeymap draw shop.yaml -o drivers.svg --view drivers --answers answers.yaml "
         "--outcome nps"),
        (["--view", "plan"], "--view plan needs --actual, such as journeymap draw shop.yaml "
         "-o plan.svg --view plan --actual seen.yaml"),
        (["--view", "flow", "--what-if", "Cart"], "--what-if: can't read what is to change in "
         "'Cart'; write 'T: exit -25%', 'T: exit -5 points', 'T -> U: +10%', 'T -> U = 60%' or "
         "'T: csat +0.5'"),
        (["--view", "heatmap", "--by", "wave", "--wave", "2016"],
         "all waves are compared; take wave out, or compare by a segment's key"),
        (["--view", "compare", "--waves", "2016", "2016"],
         "two different waves are compared, not 2016 with itself"),
        (["--lines", "area="], "invalid value for '--lines': 'area=' is not of the form KEY or "
         "KEY=VALUE,VALUE, such as area=A,B"),
    ],
)  # fmt: skip
def test_wrong_use_is_told(
    options: list[str], said: str, run: Run, shop: Path, tmp_path: Path
) -> None:
    shop.write_text(shop.read_text() + FLOW)
    out = tmp_path / "x.svg"
    ended = run("draw", shop, "-o", out, *options)
    told = f"journeymap: {said} (see journeymap draw --help)"
    assert (ended.code, ended.err.splitlines()[-1]) == (2, told)
    assert not out.exists()


@pytest.mark.parametrize(
    ("view", "note"),
    [
        ("flow", "Flow isn't measured: no transition has a count or a share."),
        ("trend", "No trend: no reading of a wave is here."),
        ("heatmap", "Nothing to compare between waves: no measured reading has a wave."),
    ],
)
def test_what_cannot_be_drawn_is_noted(
    view: str, note: str, run: Run, plain: Path, tmp_path: Path
) -> None:
    ended = run("draw", plain, "--view", view, "-o", tmp_path / "x.svg")
    assert ended.code == 0
    assert f"note: {note}" in ended.err


def test_what_a_view_alone_takes_reaches_it(run: Run, shop: Path, tmp_path: Path) -> None:
    shop.write_text(shop.read_text() + FLOW)
    out = tmp_path / "x.svg"

    def draw(*options: object) -> str:
        assert run("draw", shop, "-o", out, "-q", *options).err == ""
        return out.read_text(encoding="utf-8")

    assert "Differences between waves" in draw("--view", "heatmap", "--by", "wave")
    assert "What if Cart: exit -50%" in draw("--view", "flow", "--what-if", "Cart: exit -50%")
    assert "2015 → 2016" in draw("--view", "compare", "--waves", "2015", "2016")
    assert len(draw("--lanes", "stages, curve")) < len(draw())
    assert "2015" in draw("--lines", "wave")
    graph = ("--view", "graph", "--engine", "layered")
    assert draw(*graph, "--collapse") != draw(*graph, "--whole") == draw(*graph)
    assert "#0b3d91" in draw("--theme", make_theme(tmp_path))
    assert draw("--language", "pl") != draw()


def make_theme(folder: Path) -> Path:
    file = folder / "acme.yaml"
    file.write_text('name: Acme\nbrand: "#0b3d91"\n')
    return file


def test_another_journey_is_compared(run: Run, shop: Path, plain: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(plain.read_text().replace("Pay", "Till"))
    out = tmp_path / "x.svg"
    ended = run("draw", shop, "--view", "compare", "--with", other, "-o", out)
    assert (ended.code, ended.err.splitlines()[0]) == (0, f"compare of 'Shop' in {out}")


def test_drivers_are_found_in_raw_answers(run: Run, tmp_path: Path) -> None:
    journey, answers, out = (tmp_path / name for name in ("shop.yaml", "answers.yaml", "d.svg"))
    make_table().write_csv(tmp_path / "answers.csv")
    journey.write_text(SHOP, encoding="utf-8")
    answers.write_text(SOURCE, encoding="utf-8")
    asked = ("--view", "drivers", "--answers", answers, "--outcome", "nps")
    ended = run("draw", journey, "-o", out, "-q", *asked)
    assert (ended.code, ended.err) == (0, "")
    assert "Drivers of NPS" in out.read_text(encoding="utf-8")
    ended = run("draw", journey, "-o", out, "-q", *asked[:-1], "npps")
    assert (ended.code, ended.err) == (2, "journeymap: no outcome 'npps'; did you mean 'nps'?\n")


def test_the_plan_is_held_against_a_journey_or_a_log(run: Run, shop: Path, tmp_path: Path) -> None:
    seen, log, out = tmp_path / "seen.yaml", tmp_path / "log.csv", tmp_path / "plan.svg"
    seen.write_text(shop.read_text() + FLOW)
    log.write_text("case,activity,time\n" + "".join(
        f"{c},{a},2026-01-0{1 + i}\n" for c in range(20) for i, a in enumerate(("Cart", "Pay"))
    ))  # fmt: skip
    for actual in (seen, log):
        ended = run(
            "draw", shop, "--view", "plan", "--actual", actual, "-o", out, "--engine", "layered"
        )
        assert (ended.code, ended.err.splitlines()[0]) == (0, f"plan of 'Shop' in {out}")
        assert "Planned against actual" in out.read_text(encoding="utf-8")


def test_a_log_without_the_usual_columns_is_sent_to_a_source_file(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    log, source, out = (tmp_path / name for name in ("log.csv", "seen.yaml", "plan.svg"))
    log.write_text("visitor,page,at\na,Cart,2026-01-01\na,Pay,2026-01-02\n")
    asked = ("draw", shop, "--view", "plan", "-o", out, "--engine", "layered", "--actual")
    ended = run(*asked, log)
    wanted = "write case: COLUMN into a source file, and give that to --actual"
    assert (ended.code, ended.err.splitlines()[0].endswith(wanted)) == (1, True)
    assert "--case" not in ended.err
    source.write_text("events: log.csv\ncase: visitor\nactivity: page\ntime: at\n")
    assert run(*asked, source).code == 0


def test_lanes_are_chosen_by_name(run: Run, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    assert run("draw", shop, "-o", out, "--lanes", "touchpoints, stages", "-q").code == 0
    expected = draw_map(load_journey(shop), lanes=("touchpoints", "stages"))
    assert out.read_text(encoding="utf-8") == expected.to_svg()
    refused = run("draw", shop, "-o", out, "--lanes", "touchpoint")
    assert (refused.code, refused.err) == (
        2, "journeymap: no lane 'touchpoint'; did you mean 'touchpoints'?\n"
    )  # fmt: skip
    doubled = run("draw", shop, "-o", out, "--lanes", "curve,curve")
    assert (doubled.code, "the lane 'curve' is named twice" in doubled.err) == (2, True)
