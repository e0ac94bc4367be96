"""Counts and words of a record, with the offsets that prove them."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc

from mine_ie import layers
from mine_ie.counts import Bounds
from mine_ie.schema import Count

#: Offsets into the article's text, or its title's.
Offsets = tuple[int, int] | tuple[int, int, Literal["title"]]


def count(doc: Doc, bounds: Bounds, start: int, end: int) -> Count:
    """Return a Count with its words and their place."""
    return Count(
        low=bounds.low,
        best=bounds.best,
        high=bounds.high,
        text=layers.text(doc)[start:end],
        evidence=layers.offsets(doc, start, end),
    )
