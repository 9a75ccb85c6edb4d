from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.figures import NO_BREAK, hold_figures
from journeymap.picture.lettering import wrap_text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("(P 85 %)", "(P_85_%)"), ("n 28, low", "n_28, low"),
        ("better, p < .001", "better, p_<_.001"),
        ("goal ≥ 4", "goal ≥_4"), ("P or 3", "P or 3"), ("Step 85 to 9", "Step 85 to 9"),
    ],
)  # fmt: skip
def test_a_figure_is_one_word(text: str, held: str) -> None:
    assert hold_figures(text).replace(NO_BREAK, "_") == held


def test_a_line_ends_before_a_figure_and_not_in_it() -> None:
    for width in range(60, 300, 7):
        lines = wrap_text("Online form is the weakest (P 85 %), p < .001", 12, width, lines=20)
        assert not any(line.endswith(("P", "85", "p", "p <")) for line in lines)


@given(st.text())
def test_nothing_but_blanks_changes(text: str) -> None:
    assert hold_figures(text).replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")
