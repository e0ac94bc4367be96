"""Numbers inside date expressions: counts of units, spelt years, two-digit years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mine_ie.dates.lexer import Token
from mine_ie.dates.lexicon import words


def count(tokens: Sequence[Token]) -> float | None:
    """How many: "3", "twenty-four", "a couple of", "half a"; ``None`` for "several"."""
    codes = words().codes
    total: float = 0
    seen = False
    for token in tokens:
        if token.code == codes["SOME"]:
            return None
        if token.code == codes["HALF"]:
            return 0.5
        if token.code in (codes["HUNDRED"], codes["THOUSAND"], codes["DOZEN"]):
            total = max(total, 1) * int(token.value)
            seen = True
        elif token.code == codes["COUPLE"]:
            return 2
        elif isinstance(token.value, int):
            total += token.value
            seen = True
    return total if seen else None


def ordinal(tokens: Sequence[Token]) -> int:
    """The rank: "24", "24th", "second", "twenty-fourth"."""
    return sum(t.value for t in tokens if isinstance(t.value, int))


def year(tokens: Sequence[Token]) -> int:
    """The year: "1996", "nineteen ninety-six", "two thousand and five"."""
    codes = words().codes
    numbers = [t for t in tokens if isinstance(t.value, int)]
    if any(t.code == codes["THOUSAND"] for t in numbers):
        return int(count(numbers) or 0)
    values = [int(t.value) for t in numbers]
    return values[0] if len(values) == 1 else values[0] * 100 + sum(values[1:])


def full_year(two_digits: int, clock: date | None, latest_year: int | None = None) -> int:
    """The year that two digits mean.

    With a clock (or else the latest full year in the text): the one that lies at most ten years
    after it and less than ninety before. With neither: as POSIX reads ``%y``, 69-99 are 19xx.

    >>> full_year(88, date(1990, 5, 1)), full_year(31, date(2024, 1, 1)), full_year(35, None)
    (1988, 2031, 2035)
    """
    anchor = clock.year if clock else latest_year
    if anchor is None:
        return two_digits + (1900 if two_digits >= 69 else 2000)
    newest = anchor + 10
    return newest - (newest - two_digits) % 100


def length_value(n: float | None, code: str) -> str:
    """The ISO 8601 duration of ``n`` units: ``P3W``, ``PT2H``, ``PXY``; decades in years."""
    if code == "2W":
        code, n = "W", None if n is None else 2 * n
    if n is not None and code in "EC":
        n, code = n * (10 if code == "E" else 100), "Y"
    if n is not None and code == "Q":
        n, code = 3 * n, "M"
    number = "X" if n is None else f"{n:g}"
    return f"PT{number}{code[1]}" if code[0] == "T" else f"P{number}{code}"
