"""Dates with strokes: which of the two figures is the day, where the text itself shows it."""

from __future__ import annotations

import re

_STROKES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{2,4}(?![\d/])")
_MONTHS = 12


def day_first(text: str) -> bool | None:
    """Whether the day stands first in every date with strokes; ``None`` where none shows it.

    >>> day_first("05/11/2008: ... 16/11/2008: ..."), day_first("05/11/2008: ...")
    (True, None)
    """
    pairs = [(int(a), int(b)) for a, b in _STROKES.findall(text)]
    first = any(b <= _MONTHS < a for a, b in pairs)
    second = any(a <= _MONTHS < b for a, b in pairs)
    return None if first == second else first
