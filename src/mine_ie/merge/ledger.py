"""Figures for a period or to date: one ledger a programme and measure, never added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mine_ie.merge.features import Telling
from mine_ie.merge.incident import source
from mine_ie.merge.model import Ledger, Source, Statement
from mine_ie.merge.names import key
from mine_ie.records import Row
from mine_ie.schema import Count
from mine_ie.writers import facts

_NEVER_INCIDENTS = ("casualty_toll", "contamination")


def is_ledger(row: Row) -> bool:
    """Whether an event is a figure for a period or to date, not something that happened once."""
    return row.event.scope != "incident" or row.event.type in _NEVER_INCIDENTS


def programme(row: Row) -> dict[str, str | None]:
    """Whose figures they are: the operator (or who counts) in a country or part of it."""
    event = row.event
    operator = next((a.text for a in event.actors if a.role == "operator"), None)
    place = facts.main_place(event)
    part = place.name if place and place.kind != "country" else None
    country = facts.country_of(event)
    return {
        "programme": "|".join(
            (event.type, country or "", key(part or ""), key(operator) if operator else "")
        ),
        "type": event.type,
        "country": country,
        "place": part,
        "operator": operator,
    }


def measures(row: Row) -> Iterator[tuple[str, Count]]:
    """The figures that an event states, each with the name of what it measures."""
    event = row.event
    for outcome in ("killed", "injured", "missing", "unspecified"):
        count = getattr(event, outcome)
        if count is not None:
            yield outcome if outcome != "unspecified" else "casualties", count
    for area in event.areas:
        yield f"area {area.action or 'stated'}", area.m2
    for item in event.ordnance:
        if item.count is not None:
            yield f"{item.kind} {item.action or 'stated'}", item.count


def statement(telling: Telling, count: Count) -> dict[str, Any]:
    """One figure of one article, in the form that :func:`ledger` puts together."""
    when = telling.row.event.when
    return {
        "scope": telling.row.event.scope,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "status": telling.row.event.status,
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "source": source(telling).to_dict(),
    }


def ledger(head: dict[str, Any], measure: str, stated: Iterable[dict[str, Any]]) -> Ledger:
    """Put one programme's statements of one measure together: restatements once, in order."""
    merged: dict[tuple[Any, ...], list[Source]] = {}
    order = sorted(stated, key=_order)
    for one in order:
        identity = tuple(one[k] for k in ("scope", "start", "end", "status", "low", "best", "high"))
        merged.setdefault(identity, []).append(Source.from_dict(one["source"]))
    found = [
        Statement(
            scope=i[0], start=i[1], end=i[2], status=i[3], low=i[4], best=i[5], high=i[6],
            sources=tuple(sources),
        )
        for i, sources in merged.items()
    ]  # fmt: skip
    linked = tuple(
        one.model_copy(update={"superseded_by": _later(found, n), "within": _covering(found, n)})
        for n, one in enumerate(found)
    )
    return Ledger(**head, measure=measure, statements=linked)


def _order(one: dict[str, Any]) -> tuple[str, str, str]:
    published = one["source"].get("published") or "9999"
    return (one["end"] or published, published, one["source"]["article"])


def _later(found: list[Statement], index: int) -> int | None:
    """The next statement of the same running total."""
    one = found[index]
    if one.scope != "cumulative":
        return None
    for later in range(index + 1, len(found)):
        other = found[later]
        if other.scope == "cumulative" and other.start == one.start:
            return later
    return None


def _covering(found: list[Statement], index: int) -> tuple[int, ...]:
    """The statements whose period includes this one's, which therefore count it already."""
    one = found[index]
    first, last = facts.first_day(one.start), facts.last_day(one.end)
    if one.scope != "period" or first is None or last is None:
        return ()
    out = []
    for n, other in enumerate(found):
        start, end = facts.first_day(other.start), facts.last_day(other.end)
        if n == index or start is None or start > first:
            continue
        until = end or facts.last_day(other.sources[0].published)
        if until is not None and until >= last and (start, end) != (first, last):
            out.append(n)
    return tuple(out)
