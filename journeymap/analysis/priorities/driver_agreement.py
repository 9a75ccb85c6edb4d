"""Whether a file's drivers and their resamples can be of one question; files are edited by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from journeymap.errors import Problem
from journeymap.files.document import Document

_ROUNDING = 0.01
_FAR = 0.1  # a share may lie a little beyond its resamples, which are biased upwards
_ANEW = "write the file anew with journeymap drivers"


def find_disagreement(
    document: Document,
    shares: Sequence[tuple[str, float | None]],
    resampled: Mapping[str, Sequence[float]],
) -> Iterator[Problem]:
    """What can't be true of drivers together.

    Args:
        document: The file.
        shares: METRIC@PLACE of each row with its share, in the order of the file.
        resampled: METRIC@PLACE to its share in each resample, as many of each.
    """
    counts = Counter(id_ for id_, _ in shares if not id_.startswith("@"))  # a metric is known
    for i, (id_, _) in enumerate(shares):
        if counts[id_] > 1:
            line, column = document.place(("rows", i))
            twice = Problem("the same driver twice", f"rows[{i}]", id_)
            yield twice.at(file=document.file, line=line, column=column)
    if (total := sum(share or 0.0 for _, share in shares)) > 1 + _ROUNDING:
        wrong = Problem("the shares add up to more than 1", "rows", f"{total:.3g}", hint=_ANEW)
        line, column = document.place(("rows",))
        yield wrong.at(file=document.file, line=line, column=column)
    for wrong, id_ in _find_wrong_resamples(dict(shares), resampled):
        line, column = document.place(("resampled", id_) if id_ else ("resampled",))
        yield wrong.at(file=document.file, line=line, column=column)


def _find_wrong_resamples(
    shares: Mapping[str, float | None], resampled: Mapping[str, Sequence[float]]
) -> Iterator[tuple[Problem, str]]:
    """Resamples of no driver, far from the driver's share, or of more than there is to explain."""
    for id_, found in resampled.items():
        path, share = f"resampled[{id_!r}]", shares.get(id_)
        if id_ not in shares:
            yield Problem("resamples of no driver in the rows", path, hint=_ANEW), id_
        elif share is not None and found:
            low, high = min(found), max(found)
            if not low - _FAR <= share <= high + _FAR:
                said = f"{low:.3g} to {high:.3g}, and its row says {share:.3g}"
                yield Problem("resamples far from the driver's share", path, said, hint=_ANEW), id_
    if max(map(sum, zip(*resampled.values(), strict=True)), default=0.0) > 1 + _ROUNDING:
        yield Problem("the resampled shares add up to more than 1", "resampled", hint=_ANEW), ""
