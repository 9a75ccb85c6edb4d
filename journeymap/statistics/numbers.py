"""Numbers that can be meant: looked at once, where they come in, in sentences that name them.

What is not a number or endless says nothing, and what is huge overflows when it is squared; both
would come out as a false answer. None stands for what is not known and passes everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from math import isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

LARGEST = 1e60  # fourth powers, and what they are divided by, are still numbers
SMALLEST = 1 / LARGEST
MOST_DRAWS = 10_000_000


def check_finite(**numbers: float | None) -> None:
    """Refuses what is no number, endless or too large to be squared.

    Raises:
        ValueError: with the argument's name and what it must be.

    Example:
        >>> check_finite(mean=7.5, sd=None)
        >>> check_finite(mean=float("nan"))
        Traceback (most recent call last):
        ...
        ValueError: mean must be a finite number, got nan
    """
    for name, number in numbers.items():
        if number is not None and not _is_small(number):
            raise ValueError(_refuse(name, number))


def check_at_least(least: float, /, **numbers: float | None) -> None:
    """Refuses what is below ``least``, or not finite.

    Example:
        >>> check_at_least(0, se=-1)
        Traceback (most recent call last):
        ...
        ValueError: se must be at least 0, got -1
    """
    for name, number in numbers.items():
        check_finite(**{name: number})
        if number is not None and number < least:
            raise ValueError(f"{name} must be at least {least:g}, got {number}")


def check_positive(**numbers: float | None) -> None:
    """Refuses what is not above 0, not finite, or too small to be divided by.

    Example:
        >>> check_positive(tau_scale=0)
        Traceback (most recent call last):
        ...
        ValueError: tau_scale must be above 0 and at least 1e-60, got 0
    """
    for name, number in numbers.items():
        check_finite(**{name: number})
        if number is not None and number < SMALLEST:
            raise ValueError(f"{name} must be above 0 and at least {SMALLEST:g}, got {number}")


def check_whole(least: int, most: float = LARGEST, /, **numbers: float | None) -> None:
    """Refuses what is no whole number from ``least`` to ``most``.

    Example:
        >>> check_whole(1, draws=0)
        Traceback (most recent call last):
        ...
        ValueError: draws must be a whole number of at least 1, got 0
    """
    for name, number in numbers.items():
        check_finite(**{name: number})
        if number is not None and (number < least or number != int(number)):
            raise ValueError(f"{name} must be a whole number of at least {least}, got {number}")
        if number is not None and number > most:
            raise ValueError(f"{name} must be at most {most:,}, got {number}")


def check_known(**numbers: float) -> None:
    """Refuses what is not a number; endless is meant here.

    Example:
        >>> check_known(n=float("inf"))
    """
    for name, number in numbers.items():
        if isinstance(number, float) and isnan(number):
            raise ValueError(f"{name} must be a number, got {number}")


def check_all_finite(**lists: Iterable[float | None]) -> None:
    """Refuses lists in which a number is not finite or too large to be squared.

    Example:
        >>> check_all_finite(health=[60, None, float("inf")])
        Traceback (most recent call last):
        ...
        ValueError: health must hold finite numbers only, got inf
    """
    for name, numbers in lists.items():
        for number in numbers:
            if number is not None and not _is_small(number):
                raise ValueError(_refuse(name, number, all_of_them=True))


def check_same_length(**lists: Sized) -> None:
    """Refuses lists of which one is longer than another.

    Example:
        >>> check_same_length(health=[60, 70], se=[2])
        Traceback (most recent call last):
        ...
        ValueError: health and se must be of one length, got 2 and 1
    """
    if len({len(numbers) for numbers in lists.values()}) > 1:
        names, sizes = " and ".join(lists), " and ".join(str(len(part)) for part in lists.values())
        raise ValueError(f"{names} must be of one length, got {sizes}")


def to_finite_array(name: str, numbers: ArrayLike) -> NDArray[np.float64]:
    """Numbers as an array, each of them finite and small enough to be squared.

    Example:
        >>> to_finite_array("health", [60, 70]).tolist()
        [60.0, 70.0]
    """
    import numpy as np  # noqa: PLC0415 - most of the callers' siblings need none

    try:
        found = np.asarray(numbers, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must hold numbers only, in rows of one length") from None
    wrong = ~(np.abs(found) <= LARGEST)
    if wrong.any():
        raise ValueError(_refuse(name, float(found[wrong].flat[0]), all_of_them=True))
    return found


def to_flags(
    name: str, flags: Sequence[bool] | NDArray[np.bool_] | None, size: int
) -> NDArray[np.bool_]:
    """Yes or no for each of ``size``; yes for all where None.

    Example:
        >>> to_flags("eligible", [True, False], 2).tolist(), to_flags("eligible", None, 1).tolist()
        ([True, False], [True])
    """
    import numpy as np  # noqa: PLC0415 - as above

    found = np.full(size, fill_value=True) if flags is None else np.array(flags, dtype=bool)
    if found.shape != (size,):
        raise ValueError(f"{name} must hold {size} times yes or no, got {len(found)}")
    return found


def _is_small(number: float) -> bool:
    try:
        return abs(float(number)) <= LARGEST
    except OverflowError:  # whole numbers have no end
        return False


def _refuse(name: str, number: float, *, all_of_them: bool = False) -> str:
    if abs(number) < float("inf"):
        shown = f", got {number:g}" if abs(number) < 1e300 else ""
        return f"{name} is too large: it must lie between -1e60 and 1e60{shown}"
    wanted = "hold finite numbers only" if all_of_them else "be a finite number"
    return f"{name} must {wanted}, got {number}"
