"""The timeline as drawn rectangles: stacked bars a month, a quarter or a year."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 900, 220, 40, 20
#: More bars than this are drawn by year.
_MOST = 72


class Bar(NamedTuple):
    """One rectangle, in the chart's own units."""

    x: float
    y: float
    width: float
    height: float
    type: str
    label: str


class Chart(NamedTuple):
    """The bars with their axes, and the same numbers for a table."""

    bars: list[Bar]
    axes: dict[str, Any]
    periods: list[tuple[str, Counter[str]]]


def chart(months: Counter[tuple[str, str]], types: list[str]) -> Chart | None:
    """Draw events by month, or by year when there are many months; ``None`` without any."""
    if not months:
        return None
    names = _span(sorted({month for month, _ in months}))
    unit = "month"
    if len(names) > _MOST:
        unit = "year"
        names = _years(sorted({month for month, _ in months}))
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for (month, type), n in months.items():
        counts[month if unit == "month" else month[:4]][type] += n
    top = max(sum(c.values()) for c in counts.values())
    step = (_WIDTH - _LEFT) / len(names)
    scale = (_HEIGHT - _BOTTOM - 10) / top
    bars = []
    for index, name in enumerate(names):
        y = float(_HEIGHT - _BOTTOM)
        for type in types:
            n = counts[name][type]
            if n:
                y -= n * scale
                x = _LEFT + index * step + step * 0.1
                label = f"{name}: {n} {type.replace('_', ' ')}"
                size = round(step * 0.8, 2), round(n * scale, 1)
                bars.append(Bar(round(x, 1), round(y, 1), *size, type, label))
    every = max(1, -(-len(names) // 10))
    axes = {
        "width": _WIDTH,
        "height": _HEIGHT,
        "unit": unit,
        "ticks": [
            (round(_LEFT + (i + 0.5) * step, 1), name)
            for i, name in enumerate(names)
            # A label at the very edge would be cut.
            if i % every == 0 and _LEFT + (i + 0.5) * step < _WIDTH - 20
        ],
        "grid": [
            (round(_HEIGHT - _BOTTOM - n * scale, 1), n) for n in sorted({0, top // 2 or top, top})
        ],
    }
    return Chart(bars, axes, [(name, c) for name, c in counts.items() if c])


def _span(months: list[str]) -> list[str]:
    """Every month from the first to the last."""
    year, month = map(int, months[0].split("-"))
    out = []
    while True:
        out.append(f"{year:04d}-{month:02d}")
        if out[-1] >= months[-1]:
            return out
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _years(months: list[str]) -> list[str]:
    return [f"{year:04d}" for year in range(int(months[0][:4]), int(months[-1][:4]) + 1)]
