"""Marks: a labelled event as marked words, the form that every annotation tool can hold.

An event is one mark on the word that tells of it, labelled with the event's type, and one mark
for each value that has a place in the text, labelled with its field (``killed``, ``places``). A
mark's ``value`` is the value in the labels' own form; what has no place in the text goes into the
value of the event's own mark. Marks that annotators made by hand have no value: theirs is read
from the marked words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from mine_ie.labels import Labels
from mine_ie.schema import Article, EventType
from mine_ie.slots import COUNT_FIELDS

#: Label of an event's mark when its type was not labelled.
EVENT = "event"
TYPES = (*get_args(EventType), EVENT)
LISTS = ("places", "casualties", "ordnance", "areas", "actors")
FIELDS = ("when", *COUNT_FIELDS, *LISTS)
LABELS = (*TYPES, *FIELDS)
_ALIASES = {
    "place": "places", "location": "places", "area": "areas", "actor": "actors", "date": "when",
    "dead": "killed", "wounded": "injured", "hurt": "injured",
}  # fmt: skip
_RANK = "rank"


class AnnotationError(ValueError):
    """A file of annotations cannot be read; the message names file, place and remedy."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words ``[start, end)`` of a text with a label; ``event`` numbers the event from 1, 0 if none.

    ``name`` says where the mark stands in its file, for messages.
    """

    start: int
    end: int
    label: str
    event: int
    value: Any = None
    name: str = ""


def canonical(label: str) -> str:
    """Bring an annotator's label to one of :data:`LABELS`; unknown ones come back in lower case.

    >>> canonical("Place"), canonical("Casualty Toll")
    ('places', 'casualty_toll')
    """
    plain = label.strip().lower().replace(" ", "_").replace("-", "_")
    return _ALIASES.get(plain, plain)


def to_marks(article: Article, events: Iterable[Labels]) -> list[Mark]:
    """Turn labels into marks, each event's own mark before those of its fields."""
    marks = []
    for number, labels in enumerate(events, start=1):
        fields = list(_field_marks(labels, number, len(article.text)))
        anchored = {mark.label for mark in fields}
        rest = {k: v for k, v in labels.items() if k not in anchored and k != "type"}
        start, end = _trigger(article.text, labels, fields)
        marks += [Mark(start, end, labels.get("type", EVENT), number, rest), *fields]
    return marks


def _field_marks(labels: Labels, number: int, length: int) -> Iterator[Mark]:
    for key in FIELDS:
        value = labels.get(key)
        items = value if key in LISTS else [value]
        if not items or not all(_anchored(item, length) for item in items):
            continue
        for rank, item in enumerate(items):
            bare = {k: v for k, v in item.items() if k != "evidence"}
            if len(items) > 1:
                bare[_RANK] = rank
            start, end = item["evidence"]
            yield Mark(start, end, key, number, bare)


def _anchored(item: Any, length: int) -> bool:
    """Whether a value has offsets into the text (those into the title have a third item)."""
    evidence: Any = (item.get("evidence") if isinstance(item, dict) else None) or ()
    return len(evidence) == 2 and 0 <= evidence[0] < evidence[1] <= length


def _trigger(text: str, labels: Labels, fields: Sequence[Mark]) -> tuple[int, int]:
    """Where the event's own mark goes: the first word of its evidence, or of the text."""
    starts = [e[0] for e in labels.get("evidence") or [] if len(e) == 2]
    start = min(starts or [mark.start for mark in fields] or [0])
    word = re.compile(r"\w+|\S").search(text, start) or re.compile(r"\S+|\Z").search(text)
    return word.span() if word else (0, 0)


def from_marks(
    article: Article, marks: Iterable[Mark], scored: Sequence[str] = ()
) -> tuple[list[Labels], list[str]]:
    """Turn marks back into labels, with a warning for each mark that could not be used.

    Events that carry no value of their own were marked by hand: their fields of ``scored`` that
    have no mark become "not stated". Other fields without a mark stay unlabelled.
    """
    events: dict[int, Labels] = {}
    by_hand: set[int] = set()
    warnings: list[str] = []
    ordered = sorted(marks, key=lambda m: (m.start, m.end))
    for mark in ordered:
        if mark.label in TYPES:
            number = mark.event or -len(events) - 1
            if mark.value is None:
                by_hand.add(number)
            typed = {} if mark.label == EVENT else {"type": mark.label}
            events[number] = {**typed, **(mark.value or {})}
    fields: dict[tuple[int, str], list[Any]] = {}
    for mark in ordered:
        if mark.label in TYPES:
            continue
        owner = mark.event if mark.event in events else _only(events)
        words = f"{mark.name or article.id} {article.text[mark.start : mark.end]!r}"
        if mark.label not in FIELDS:
            warnings.append(f"{words}: unknown label '{mark.label}', left out")
        elif owner is None:
            warnings.append(f"{words}: belongs to no event, left out; link it to one")
        else:
            value = mark.value if mark.value is not None else read_value(mark, article)
            if value is None:
                warnings.append(f"{words}: no value for {mark.label} in these words, left out")
                fields.setdefault((owner, mark.label), [])
            else:
                found = {**value, "evidence": [mark.start, mark.end]}
                fields.setdefault((owner, mark.label), []).append(found)
    for (number, key), items in fields.items():
        _put(events[number], key, items)
    for number in by_hand:
        _fill(events[number], [k for k in scored if (number, k) not in fields])
    return [events[n] for n in sorted(events, key=abs)], warnings


def _only(events: dict[int, Labels]) -> int | None:
    """The number of the event, where there is just one that a loose mark can belong to."""
    return next(iter(events)) if len(events) == 1 else None


def _put(event: Labels, key: str, items: list[Any]) -> None:
    if not items:
        return
    items = sorted(items, key=lambda item: item.get(_RANK, 0))
    bare = [{k: v for k, v in item.items() if k != _RANK} for item in items]
    event[key] = bare if key in LISTS else bare[0]


def _fill(event: Labels, keys: Iterable[str]) -> None:
    for key in keys:
        if key in LISTS or key == "victims":
            event.setdefault(key, [])
        elif key in FIELDS or key == "source":
            event.setdefault(key, None)


def read_value(mark: Mark, article: Article) -> dict[str, Any] | None:
    """Read a value from the marked words themselves, with the library's grammars."""
    text = article.text[mark.start : mark.end]
    if mark.label == "places":
        return {"name": " ".join(text.split())}
    if mark.label == "when":
        return _read_when(text, article.published)
    if mark.label in COUNT_FIELDS:
        return _read_count(text, "COUNT")
    if mark.label == "areas":
        count = _read_count(text, "AREA")
        return {"m2": count} if count else None
    return None


def _read_count(text: str, label: str) -> dict[str, Any] | None:
    from mine_ie import numbers

    found = next((m for m in numbers.find(text) if m.label == label), None)
    return dict(found.bounds._asdict()) if found else None


def _read_when(text: str, published: str | None) -> dict[str, Any] | None:
    from mine_ie import dates

    found = next(iter(dates.find(text, published)), None)
    span = dates.interval(found.value) if found else None
    return {"start": span.start, "end": span.end} if span else None
