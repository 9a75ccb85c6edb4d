"""Tails of the beta and of Student's t distribution, one number at a time.

The same numbers as scipy's ``betainc``, ``stdtr`` and ``stdtrit``, which judge whole tables
elsewhere. Loading scipy takes longer than drawing a map, and a map asks for some dozens of tails.
"""

from __future__ import annotations

import math
from statistics import NormalDist

_STEPS = 20_000
_CLOSE_ENOUGH = 1e-15
_TINY = 1e-300
_LARGE = 1e9  # from here on digits are lost, and t is normal to 1e-9
_HUGE = 230.0  # the logarithm of 1e100
_NEWTON_STEPS = 100
_SAME = 1e-7  # the next step would be its square
_STIRLING_FROM = 16.0


def beta_tail(a: float, b: float, x: float) -> float:
    """Chance that a Beta(a, b) lies below x: the regularised incomplete beta function I_x(a, b).

    The continued fraction of DLMF 8.17.22 by Lentz's method, with the density in front of it
    after Loader 2000, Fast and accurate computation of binomial probabilities. Within 1e-9 of
    scipy's.

    Args:
        a: Above 0.
        b: Above 0.
        x: From 0 to 1.

    Example:
        >>> round(beta_tail(150.5, 50.5, 0.70), 4)
        0.0595
    """
    if a + b > _LARGE:
        from scipy.special import betainc  # noqa: PLC0415 - slow to load, and seldom needed

        return float(betainc(a, b, x))
    return _tail(a, b, x, 1 - x)


def t_tail(df: float, t: float) -> float:
    """Chance that Student's t with ``df`` degrees of freedom, above 0, lies below t.

    Half the beta tail of df/(df + t²) (Abramowitz & Stegun 26.7.1).

    Example:
        >>> round(t_tail(9, 2.262157), 4)
        0.975
    """
    if df > _LARGE or math.isinf(t):
        return NormalDist().cdf(t)
    square = t * t
    half = _tail(df / 2, 0.5, df / (df + square), square / (df + square)) / 2
    return half if t < 0 else 1 - half


def t_quantile(df: float, p: float) -> float:
    """The point below which Student's t lies with chance ``p``, from one half up and below 1.

    Newton's method on the logarithm of the upper tail against that of t, along which heavy tails
    are straight; from the normal quantile. Endless where it is too large for a number.

    Example:
        >>> round(t_quantile(9, 0.975), 4)
        2.2622
    """
    t = NormalDist().inv_cdf(p)
    if t <= 0:
        return 0.0
    for _ in range(_NEWTON_STEPS):
        above = t_tail(df, -t)
        step = above / (t * _t_density(df, t)) * math.log(above / (1 - p))
        if math.log(t) + step > _HUGE:
            return math.inf
        t *= math.exp(step)
        if abs(step) < _SAME:
            break
    return t


def _t_density(df: float, t: float) -> float:
    ratio = math.lgamma((df + 1) / 2) - math.lgamma(df / 2)
    return math.exp(ratio - (df + 1) / 2 * math.log1p(t * t / df)) / math.sqrt(df * math.pi)


def _tail(a: float, b: float, x: float, y: float) -> float:
    """I_x(a, b), with y = 1 - x given apart so that neither loses digits."""
    if x <= 0 or y <= 0:
        return float(y <= 0)
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast below it
        return 1 - _tail(b, a, y, x)
    return _front(a, b, x, y) * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _away_from_0(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / _away_from_0(1 + term * d), _away_from_0(1 + term / c)
            found *= (change := c * d)
        if abs(change - 1) < _CLOSE_ENOUGH:
            break
    return found


def _front(a: float, b: float, x: float, y: float) -> float:
    """x^a y^b / B(a, b), without the large numbers that would cancel."""
    n = a + b
    error = _stirling_error(n) - _stirling_error(a) - _stirling_error(b)
    deviance = _deviance(a, n * x) + _deviance(b, n * y)
    return math.sqrt(a * b / (2 * math.pi * n)) * math.exp(error - deviance)


def _stirling_error(z: float) -> float:
    """What Stirling's formula leaves: ln Γ(z+1) - ((z+½) ln z - z + ½ ln 2π)."""
    if z < _STIRLING_FROM:
        return math.lgamma(z + 1) - ((z + 0.5) * math.log(z) - z + math.log(2 * math.pi) / 2)
    s = 1 / z**2
    return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / z


def _deviance(count: float, expected: float) -> float:
    """How far a count lies from what is expected: count · ln(count/expected) + expected - count."""
    gap = (expected - count) / count
    log = math.log1p(gap) if abs(gap) < 0.5 else math.log(expected) - math.log(count)
    return count * (gap - log)


def _away_from_0(number: float) -> float:
    return number if abs(number) > _TINY else _TINY
