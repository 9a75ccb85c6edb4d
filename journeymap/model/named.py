"""Records with an id and a name, each made from the other where a file gives only one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import model_validator

from journeymap.fields import Id, Text
from journeymap.record import Record
from journeymap.text import to_id


class Named(Record, init=False):
    """A record with an id and a name, each made from the other where only one is given."""

    id: Id
    name: Text

    @model_validator(mode="before")
    @classmethod
    def _fill_id_or_name(cls, data: Any) -> Any:
        if isinstance(data, str):
            data = {"name": data}
        if not isinstance(data, Mapping):
            return data
        id_, name = data.get("id"), data.get("name")
        if id_ is None and isinstance(name, str | int) and (made := to_id(str(name))):
            return {**data, "id": made}
        return {**data, "name": id_} if name is None and isinstance(id_, str | int) else data
