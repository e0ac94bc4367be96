"""Dates told by the name of a war or turning point: "since the end of the second Karabakh war"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import srsly

from mine_ie.dates import values
from mine_ie.dates.lexer import HYPHENS, trie
from mine_ie.lexicon import alternatives

_REACH = 60
_LEAD = re.compile(
    r"(?:\b(?P<limit>since|after|following|before|until|during|throughout)\s+(?:the\s+)?)?"
    r"(?:\b(?P<edge>end|ending|conclusion|close|start|beginning|outbreak|onset)\s+of\s+)?"
    r"(?:the\s+)?(?:[^\W\d_]{2,20}['’]s\s+)?(?:\d{4}\s+)?\Z"
)
_VERB = r"(?:\s+(?P<verb>(?:had\s+)?(?:ended|began|started|broke\s+out))\b)?"
_STARTS = ("start", "beginning", "outbreak", "onset")


class NamedEvent(NamedTuple):
    """An entry of ``named_events.yaml``; ``end`` is ``None`` for a war under way."""

    id: str
    names: tuple[str, ...]
    start: str
    end: str | None
    source: str


class NamedDate(NamedTuple):
    """A date told by an event's name: offsets and value."""

    start: int
    end: int
    value: str


@cache
def named_events(language: str = "en") -> tuple[NamedEvent, ...]:
    """Read ``data/<language>/named_events.yaml``.

    Raises:
        ValueError: an entry lacks a key, has an unknown one, or its dates are no values.
    """
    path = files("mine_ie") / "data" / language / "named_events.yaml"
    events = []
    for entry in srsly.yaml_loads(path.read_text(encoding="utf-8")):
        unknown = set(entry) - set(NamedEvent._fields)
        if unknown or not {"id", "names", "start", "source"} <= set(entry):
            raise ValueError(
                f"{path}: entry {entry.get('id')!r} must have id, names, start, source, may have "
                f"end; unknown keys: {sorted(unknown)}"
            )
        start, end = str(entry["start"]), str(entry["end"]) if entry.get("end") else None
        for value in (start, end or start):
            if values.first_day(value) is None:
                raise ValueError(f"{path}: entry {entry['id']!r}: not a date: {value!r}")
        names = tuple(name for written in entry["names"] for name in alternatives(written))
        events.append(NamedEvent(str(entry["id"]), names, start, end, str(entry["source"])))
    return tuple(events)


@cache
def _pattern() -> re.Pattern[str]:
    names = trie(sorted(_key(name) for event in named_events() for name in event.names))
    gaps = names.replace(r"\ ", rf"[{HYPHENS}\s]{{1,3}}")
    return re.compile(rf"\b(?P<name>{gaps})(?!\w){_VERB}")


@cache
def _by_name() -> dict[str, NamedEvent]:
    return {_key(name): event for event in named_events() for name in event.names}


def _key(name: str) -> str:
    return re.sub(rf"[{HYPHENS}\s]+", " ", name.lower())


def named_dates(lowered: str) -> list[NamedDate]:
    """Find the dates told by a named event in lower-cased text; the bare name tells none.

    >>> named_dates("since the end of the second karabakh war, over 370 people")
    [NamedDate(start=0, end=40, value='2020-11/..')]
    """
    found = []
    for m in _pattern().finditer(lowered):
        low = max(m.start() - _REACH, 0)
        lead = _LEAD.search(lowered, low, m.start())
        if lead is None or not (lead["limit"] or lead["edge"]):
            continue
        value = _value(_by_name()[_key(m["name"])], lead["limit"] or "", lead["edge"], m["verb"])
        found.append(NamedDate(lead.start(), m.end(), value))
    return found


def _value(event: NamedEvent, limit: str, edge: str | None, verb: str | None) -> str:
    at_start = edge in _STARTS or (verb is not None and "ended" not in verb)
    at_end = event.end is not None and not at_start and bool(edge or verb)
    # What has no end yet is dated from its start.
    point = event.start if at_start or event.end is None else event.end
    if limit in ("since", "after", "following"):
        return f"{point}/.."
    if limit in ("before", "until"):
        return f"../{event.end if at_end else event.start}"
    if limit in ("during", "throughout") and not edge:
        return f"{event.start}/{event.end or '..'}"
    return point
