"""What there is to say about a vendor's exports: a file of ``profiles``, and no code.

A new vendor is a new YAML file in that folder, with the fields of ``Profile``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import AfterValidator

from journeymap.fields import Count, FrozenMap, Number, Text
from journeymap.record import Record

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Texts = tuple[Text, ...]


class Sign(Record, init=False):
    """Something in the header that tells a vendor's exports; all signs of a profile must hold.

    Args:
        row: The row of the header, from 1.
        has: Cells that stand in the row.
        blank: Ids of columns whose cell in the row is blank.
        key: A key that cells of the row hold as JSON, in more than this ``share`` of them.
        share: From 0 to 1.
    """

    row: Count
    has: Texts = ()
    blank: Texts = ()
    key: Text | None = None
    share: Number = 0.8


class Aside(Record, init=False):
    """Rows that are no answers: the id of a column, the cells that tell them, and the reason."""

    column: Text
    reason: Text
    values: Texts


class Profile(Record, init=False):
    """How the exports of a vendor are laid out; rows of the header count from 1.

    Args:
        rows: How many rows of header there are.
        names: The row that names the columns; a blank name is that of the column before.
        options: The row with the options of questions over several columns, which are written
            behind the name: ``Question [option]``.
        plain: What stands in that row where there is no option.
        questions: The row with the texts of the questions.
        ids: The row by which columns are found, whatever they are named.
        key: The key of the id, where that row holds JSON.
        signs: What tells these exports from other tables.
        parts: Part of a table, such as respondent_id, to the ids that may play it, best first.
        aside: Rows that are no answers.
        metadata: Ids and names of columns that are no questions; ``*`` stands for anything.
    """

    rows: Count
    names: Count = 1
    options: Count | None = None
    plain: Texts = ()
    questions: Count = 1
    ids: Count = 1
    key: Text | None = None
    signs: tuple[Sign, ...]
    parts: Annotated[Mapping[Text, Texts], AfterValidator(FrozenMap)]
    aside: tuple[Aside, ...] = ()
    metadata: Texts = ()


@cache
def load_profiles() -> Mapping[str, Profile]:
    """All profiles that there are, by the name of the vendor.

    Example:
        >>> load_profiles()["surveymonkey"].rows
        2
    """
    folder = files("journeymap.tables") / "profiles"
    found = sorted((file for file in folder.iterdir()), key=lambda file: file.name)
    return {
        file.name.removesuffix(".yaml"): Profile(**yaml.load(file.read_text("utf-8"), _LOADER))
        for file in found
        if file.name.endswith(".yaml")
    }
