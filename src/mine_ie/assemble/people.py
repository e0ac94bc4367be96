"""The people harmed: groups as told, and the event's totals by outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc

from mine_ie import layers
from mine_ie.assemble.figures import count
from mine_ie.assemble.totals import Harmed, totals
from mine_ie.schema import Casualties, Count


class People(NamedTuple):
    """What a record says of the people harmed."""

    groups: tuple[Casualties, ...]
    totals: dict[str, Count]
    flags: list[str]


def casualties(doc: Doc, harmed: Iterable[Harmed]) -> People:
    """Return the groups as told, the totals by outcome, and what a reviewer should see."""
    groups: dict[Harmed, None] = {}  # each once, in order
    told = list(harmed)
    in_text = {h.outcome for h in told if not h.in_title}
    for h in told:
        # The headline's people are the text's, told once more.
        retold = h.in_title and h.outcome in in_text
        if not retold and _says_something(h):
            groups[h] = None
    counted, flags = _totals(doc, list(groups))
    return People(_as_told(doc, [_presume(h, groups, counted) for h in groups]), counted, flags)


def _says_something(harmed: Harmed) -> bool:
    """ "The victims" says nothing; "the two", "the soldiers" and "people" do."""
    return harmed.count is not None or bool(harmed.victims) or not harmed.definite


def _presume(h: Harmed, groups: Iterable[Harmed], counted: Mapping[str, Count]) -> Harmed:
    """Who the people are by what their word presumes, unless the text tells it of all of them.

    "A farmer" and "a man" are civilians; "four men in uniform" are the four soldiers told before.
    """
    if h.victims is not None or h.presumed is None or h.definite:
        return h
    total = counted.get(h.outcome)
    told = (g for g in groups if g.outcome == h.outcome and g.victims and g.part_of is None)
    if total is not None and any(_is_all(g, total) for g in told):
        return h
    return replace(h, victims=h.presumed)


def _is_all(group: Harmed, total: Count) -> bool:
    return (
        group.count is not None
        and group.count.best is not None
        and (group.count.best == (total.best or total.low))
    )


def _as_told(doc: Doc, groups: list[Harmed]) -> tuple[Casualties, ...]:
    index = {f"{h.start}:{h.end}:{h.outcome}": k for k, h in enumerate(groups)}
    told = []
    for k, h in enumerate(groups):
        parent = index.get(h.part_of) if h.part_of else None
        told.append(_group(doc, h, parent if parent != k else None))
    return tuple(told)


def _group(doc: Doc, h: Harmed, parent: int | None) -> Casualties:
    return Casualties.model_validate(
        {
            "outcome": h.outcome,
            "count": None if h.count is None else count(doc, h.count, h.start, h.end),
            "victims": h.victims,
            "age": h.age,
            "sex": h.sex,
            "activity": h.activity,
            "part_of": parent,
            "source": h.speaker,
            "evidence": layers.offsets(doc, h.start, h.end),
        }
    )


def _totals(doc: Doc, groups: list[Harmed]) -> tuple[dict[str, Count], list[str]]:
    found = totals(groups)
    counted = {
        outcome: count(doc, t.bounds, t.group.start, t.group.end) for outcome, t in found.items()
    }
    return counted, [flag for t in found.values() for flag in t.flags]
