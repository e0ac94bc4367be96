"""The sentences an event was read from, with the words of each field marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mine_ie.records import Row
from mine_ie.schema import Event

#: Characters shown around evidence when the event names no sentences.
_AROUND = 80


class Piece(NamedTuple):
    """A stretch of text; ``field`` names what was read from it, or is empty."""

    text: str
    field: str = ""


def fields(event: Event) -> Iterator[tuple[tuple[int, ...], str]]:
    """Offsets of every value with the name of its field; title offsets are left out."""
    found: list[tuple[object, str]] = []
    if event.when:
        found.append((event.when.evidence, "date"))
    found += [(place.evidence, "place") for place in event.places]
    for group in event.casualties:
        found.append((group.count.evidence if group.count else None, group.outcome))
        found.append((group.evidence, group.outcome))
    for outcome in ("killed", "injured", "missing", "unspecified"):
        count = getattr(event, outcome)
        found.append((count.evidence if count else None, outcome))
    found += [(item.evidence, "ordnance") for item in event.ordnance]
    found += [(area.evidence, "area") for area in event.areas]
    found += [(actor.evidence, actor.role) for actor in event.actors]
    for span, name in found:
        if isinstance(span, tuple) and len(span) == 2:
            yield span, name


def sentences(row: Row) -> list[list[Piece]]:
    """The event's sentences as pieces; empty without the article's text."""
    if not row.text:
        return []
    marks = sorted(set(fields(row.event)), key=lambda m: (m[0][0], m[0][0] - m[0][1]))
    spans = [span[:2] for span in row.event.evidence if len(span) == 2]
    if not spans and marks:
        first, last = min(m[0][0] for m in marks), max(m[0][1] for m in marks)
        spans = [(max(first - _AROUND, 0), min(last + _AROUND, len(row.text)))]
    return [_pieces(row.text, span, marks) for span in spans]


def _pieces(
    text: str, span: tuple[int, ...], marks: Sequence[tuple[tuple[int, ...], str]]
) -> list[Piece]:
    """Cut one sentence at its marks; of overlapping marks the first (and longest) stands."""
    start, end = span[0], min(span[1], len(text))
    out: list[Piece] = []
    at = start
    for (first, last), name in marks:
        if first < at or last > end:
            continue
        if first > at:
            out.append(Piece(text[at:first]))
        out.append(Piece(text[first:last], name))
        at = last
    if at < end:
        out.append(Piece(text[at:end]))
    return out
