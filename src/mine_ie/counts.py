"""The algebra of counts: the string form that layers carry, adding, and bounds.

========== ============================= =====================================
``N``      exactly N                     low N, best N, high N
``N..``    over, at least N              low N, best N, high open
``..N``    nearly, up to N               low open, best N, high N
``~N``     about N                       best N only
``A..B``   between A and B               low A, high B, no best
``?``      vague ("dozens", "several")   nothing known, ``word`` kept apart
========== ============================= =====================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_FORM = re.compile(
    r"(?P<low>\d+)?(?P<dots>\.\.)?(?P<high>\d+)?\Z|~(?P<about>\d+)\Z|(?P<vague>\?)\Z"
)


class Bounds(NamedTuple):
    """``low <= best <= high``, each ``None`` where open."""

    low: int | None
    best: int | None
    high: int | None

    def __str__(self) -> str:
        low, best, high = self
        if best is None:
            return "?" if low is None and high is None else f"{_s(low)}..{_s(high)}"
        if low is None and high is None:
            return f"~{best}"
        if low == high:
            return str(best)
        # A range with a best figure of its own (a sum of bounds) keeps all three.
        return f"{_s(low)}..{_s(high)}" if best in (low, high) else f"{_s(low)}..{_s(high)}@{best}"


def _s(n: int | None) -> str:
    return "" if n is None else str(n)


def _single(low: int | None, high: int | None) -> int | None:
    """The best figure of a one-sided bound: its one number; between two bounds there is none."""
    if low is not None and high is not None:
        return None
    return high if low is None else low


UNKNOWN = Bounds(None, None, None)
ZERO = Bounds(0, 0, 0)
ONE = Bounds(1, 1, 1)


def exactly(n: int) -> Bounds:
    """Exactly ``n``."""
    return Bounds(n, n, n)


def parse(text: str) -> Bounds:
    """Read the string form.

    >>> parse("370.."), parse("~40")
    (Bounds(low=370, best=370, high=None), Bounds(low=None, best=40, high=None))

    Raises:
        ValueError: ``text`` is of no known form.
    """
    body, _, best = text.partition("@")
    m = _FORM.match(body)
    if not body or body == ".." or not m:
        raise ValueError(f"not a count: {text!r}")
    if m["vague"]:
        return UNKNOWN
    if m["about"]:
        return Bounds(None, int(m["about"]), None)
    low = int(m["low"]) if m["low"] else None
    high = int(m["high"]) if m["high"] else None
    if best:
        return Bounds(low, int(best), high)
    if not m["dots"]:
        if low is None:
            raise ValueError(f"not a count: {text!r}")
        return exactly(int(body))
    return Bounds(low, _single(low, high), high)


def total(parts: Iterable[Bounds]) -> Bounds:
    """Add groups of different people: an open bound leaves the sum open.

    >>> str(total([exactly(3), parse("2..")])), str(total([exactly(3), UNKNOWN]))
    ('5..', '3..')
    """
    parts = list(parts)
    lows = [p.low for p in parts]
    highs = [p.high for p in parts]
    bests = [p.best for p in parts]
    least = None if all(n is None for n in lows) else sum(n or 0 for n in lows)
    high = None if any(n is None for n in highs) else sum(n or 0 for n in highs)
    # "Three killed and several more": at least three, and three is the only figure to go by.
    best = None if all(n is None for n in bests) else sum(n or 0 for n in bests)
    if any(n is None and low is not None for n, low in zip(bests, lows, strict=True)):
        best = None
    return Bounds(least, best, high)
