"""Two estimates whose answers have nothing to do with each other."""

from __future__ import annotations

from math import erfc, hypot, sqrt

from journeymap.statistics.numbers import check_finite


def p_of_difference(
    difference: float, first_se: float, second_se: float, *, df: float | None = None
) -> float:
    """The two-sided p-value of a difference between two independent estimates.

    difference/√(SE² + SE²) against the normal, or against Student's t where the errors themselves
    are estimated. Without any error a difference is certain.

    Args:
        difference: First minus second.
        first_se: Standard error of the first, 0 or more.
        second_se: Standard error of the second.
        df: Degrees of freedom of the errors, above 0; normal where None.

    Raises:
        ValueError: A standard error is negative, or ``df`` is not above 0.

    Example:
        >>> round(p_of_difference(7.8399, 3.2, 2.4), 4)
        0.05
        >>> round(p_of_difference(2.2281, 0.6, 0.8, df=10), 4)
        0.05
    """
    if not (first_se >= 0 and second_se >= 0):
        raise ValueError(f"a standard error can't be negative, got {first_se} and {second_se}")
    check_finite(difference=difference, first_se=first_se, second_se=second_se)
    if df is not None and not df > 0:
        raise ValueError(f"df must be above 0, got {df}")
    se = hypot(first_se, second_se)
    if se == 0:
        return 0.0 if difference else 1.0
    if df is None:
        return erfc(abs(difference) / se / sqrt(2))
    from scipy.special import stdtr  # noqa: PLC0415 - slow to load

    return float(2 * stdtr(df, -abs(difference) / se))
