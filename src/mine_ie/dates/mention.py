"""What the grammar gives: a date expression with its reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Label = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: offsets ``[start, end)``, its kind, the rule that read it, its value.

    ``value`` is of the forms that :mod:`mine_ie.dates.values` lists. ``extent`` is the length of
    time that a date states in passing ("P2W" in "the past two weeks"). ``parts`` are the simple
    mentions that a composed one ("from May to July") was made of.
    """

    start: int
    end: int
    text: str
    label: Label
    rule: str
    value: str
    extent: str = ""
    parts: tuple[DateMention, ...] = ()


class Found(NamedTuple):
    """A mention with the half-open range of its lexed items."""

    mention: DateMention
    first: int
    last: int
