"""One strict reader for YAML 1.2 and JSON that knows the place of every value.

Scalars without quotes keep their own text, so ``no`` and ``1.10`` stay what was written; the field
that receives one says whether it is a number. Everything that two readers could understand
differently is refused: doubled keys, merge keys, tags, several documents in one file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from journeymap.errors import Problem
from journeymap.files.decoding import decode
from journeymap.files.events import Builder, Spots, unpack


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, with everything that was wrong in reading it.

    Args:
        file: The file's name as the user gave it.
        value: Dicts, lists, texts, :class:`~journeymap.text.Plain` scalars and None; None where
            the file can't be read. Aliased values are shared, so never change them.
        problems: What is wrong, in the order of the file, each with line and column. A value that
            has problems is what could be read; don't use it beyond finding more problems.
    """

    file: str
    value: object
    problems: tuple[Problem, ...] = ()
    _place: tuple[int, int] = field(default=(1, 1), repr=False, compare=False)
    _spots: Spots | None = field(default=None, repr=False, compare=False)

    def place(self, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
        r"""Where a value stands in the file.

        Args:
            path: Keys and positions from 0 that lead to the value.
            key: Give the place of the last key instead of its value's.

        Returns:
            Line and column, from 1; for a path that isn't there those of its nearest ancestor.

        Example:
            >>> shop = read_document(b"id: shop\nstages:\n  - id: buy\n", file="shop.yaml")
            >>> shop.place(("stages", 0, "id")), shop.place(("stages", 0, "name"))
            ((3, 9), (3, 5))
            >>> shop.place(("stages",), key=True)
            (2, 1)
        """
        place, spots = self._place, self._spots
        for depth, part in enumerate(path, 1):
            if spots is None or part not in spots.values:
                break
            wanted = spots.keys if key and depth == len(path) else spots.values
            place, spots = unpack(wanted[part]), spots.inside.get(part)
        return place


def read_document(data: bytes, *, file: str) -> Document:
    r"""Read YAML 1.2 or JSON: whatever the bytes are, nothing is raised, problems are collected.

    Args:
        data: The whole file, UTF-8 or UTF-16 with a byte order mark; at most 32 MB, 64 levels and
            1,000,000 values with every alias written out.
        file: The file's name, for the problems.

    Returns:
        The document; its ``problems`` are empty where the file was read without fault.

    Example:
        >>> shop = read_document(b"{name: Shop, open: no}", file="shop.yaml")
        >>> shop.value
        {'name': 'Shop', 'open': 'no'}
        >>> print(*read_document(b"a: 1\na: 2", file="shop.yaml").problems)
        shop.yaml:2:1: a second key 'a'; the first is in line 1; keep one of them
    """
    text, problems = decode(data, file=file)
    if problems:
        return Document(file, None, problems)
    builder = Builder(text)
    value = builder.read()
    found = [replace(problem, file=file) for problem in builder.problems]
    if value is None and not found:
        found.append(Problem("the file is empty", file=file, line=1, column=1))
    return Document(file, value, tuple(found), builder.place, builder.spots)
