"""Read events once: totals over all of them, and the ones that the page shows."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mine_ie.countries import country
from mine_ie.records import Row
from mine_ie.report.evidence import Piece, sentences
from mine_ie.writers import facts
from mine_ie.writers.base import Context, context

OUTCOMES = ("killed", "injured", "missing", "unspecified")
#: What the flags mean, for the review queue.
FLAGS = {
    "conflicting_counts": "The text gives figures that do not agree.",
    "parts_exceed_total": "The groups add up to more than the total.",
    "no_date": "No date could be read.",
    "ambiguous_place": "Several places have this name.",
    "conflicting_dates": "Sources give different days.",
    "conflicting_places": "Sources give different places.",
    "conflicting_ordnance": "Sources name different kinds of ordnance.",
    "conflicting_status": "Sources differ in whether they claim or report it.",
}


@dataclass
class Entry:
    """One event as the page shows it."""

    number: int
    row: Row
    date: str
    place: str
    country: str
    type: str
    killed: str
    injured: str
    order: dict[str, Any]
    ordnance: str
    facts: list[tuple[str, str]]
    sentences: list[list[Piece]]
    flags: list[tuple[str, str]]


@dataclass
class Totals:
    """Counts over every event read, also those that the page does not list."""

    events: int = 0
    articles: int = 0
    incidents: int = 0
    types: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    ordnance: Counter[str] = field(default_factory=Counter)
    #: Best figures of single incidents only: totals of a period are never added to them.
    victims: Counter[tuple[str, str]] = field(default_factory=Counter)
    months: Counter[tuple[str, str]] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    flagged: int = 0


@dataclass
class Collection:
    """All that the page needs."""

    totals: Totals
    entries: list[Entry]
    points: list[dict[str, Any]]


def collect(rows: Iterable[Row], limit: int = 2000) -> Collection:
    """Read the rows; keep at most ``limit`` of them, flagged and recent ones first."""
    totals = Totals()
    kept: list[tuple[tuple[bool, str, int], Row]] = []
    ctx = context("report")
    last: str | None = None
    for row in rows:
        _count(row, totals, ctx)
        if row.article != last:
            totals.articles += 1
            last = row.article
        day = _first(row) or row.published or ""
        item = ((bool(row.event.flags), day, -totals.events), row)
        if len(kept) < limit:
            heapq.heappush(kept, item)
        elif kept:
            heapq.heappushpop(kept, item)
    # As the table's header says: latest day first, undated last.
    chosen = sorted(kept, key=lambda item: (_first(item[1]), item[0][2]), reverse=True)
    entries = [entry(number, row, ctx) for number, (_, row) in enumerate(chosen)]
    return Collection(totals, entries, [p for e in entries if (p := _point(e))])


def _first(row: Row) -> str:
    start = facts.span(row.event)[0]
    return start.isoformat() if start else ""


def _count(row: Row, totals: Totals, ctx: Context) -> None:
    event = row.event
    totals.events += 1
    totals.types[event.type] += 1
    totals.flagged += bool(event.flags)
    totals.countries[_country(row)] += 1
    totals.ordnance.update(facts.kinds(event))
    start = facts.span(event)[0]
    if start:
        totals.months[f"{start:%Y-%m}", event.type] += 1
    else:
        totals.undated += 1
    if event.places and facts.point(event) is None:
        totals.unresolved[event.places[0].text] += 1
    if event.scope == "incident" and event.type != "casualty_toll":
        totals.incidents += 1
        for outcome in OUTCOMES:
            figure = ctx.figure(getattr(event, outcome), outcome)
            if figure is not None:
                totals.victims["all", outcome] += figure
        for group in event.casualties:
            figure = ctx.figure(group.count, group.outcome)
            if figure is not None and group.victims:
                totals.victims[group.victims, group.outcome] += figure
            if figure is not None and group.age == "child":
                totals.victims["child", group.outcome] += figure


def _country(row: Row) -> str:
    found = country(facts.country_of(row.event))
    return found.name if found else "not known"


def _point(made: Entry) -> dict[str, Any] | None:
    point = facts.point(made.row.event)
    if point is None:
        return None
    place = next(p for p in made.row.event.places if p.lat is not None)
    return {
        "n": made.number, "lat": point[0], "lon": point[1], "km": place.uncertainty_km or 0,
        "label": f"{made.date} {made.place}".strip(), "type": made.type, "text": _headline(made),
    }  # fmt: skip


def _headline(made: Entry) -> str:
    parts = [made.type.replace("_", " ")]
    figures = (("killed", made.killed), ("injured", made.injured))
    parts += [f"{name} {value}" for name, value in figures if value]
    return "; ".join([*parts, made.ordnance] if made.ordnance else parts)


def entry(number: int, row: Row, ctx: Context) -> Entry:
    """An event with its values as text; the template escapes all of it."""
    event = row.event
    start = facts.span(event)[0]
    when = event.when
    date = (when.start or "") if when else ""
    if when and when.end and when.end != when.start:
        date = f"{date} to {when.end}".strip()
    place = facts.main_place(event)
    killed, injured = (facts.count_text(getattr(event, o)) for o in ("killed", "injured"))
    return Entry(
        number=number,
        row=row,
        date=date,
        place=place.name if place else "",
        country=_country(row),
        type=event.type,
        killed=killed,
        injured=injured,
        order={
            "date": start.isoformat() if start else "",
            "killed": ctx.figure(event.killed, "killed"),
            "injured": ctx.figure(event.injured, "injured"),
        },
        ordnance="; ".join(map(facts.item_text, event.ordnance)),
        facts=_facts(row),
        sentences=sentences(row),
        flags=[(flag, FLAGS.get(flag, flag.replace("_", " "))) for flag in event.flags],
    )


def _facts(row: Row) -> list[tuple[str, str]]:
    event = row.event
    out: list[tuple[str, str]] = [("Scope", event.scope), ("Status", event.status)]
    if event.when and event.when.precision:
        out.append(("Date precision", event.when.precision))
    for place in event.places:
        where = ", ".join(filter(None, (place.admin2, place.admin1, place.country)))
        known = (
            "not located" if place.lat is None
            else f"within {place.uncertainty_km:g} km" if place.uncertainty_km else "located"
        )  # fmt: skip
        kind = place.kind or "place"
        out.append((kind.capitalize(), f"{place.name}{f' ({where})' if where else ''}: {known}"))
    for group in event.casualties:
        who = ", ".join(filter(None, (group.victims, group.sex, group.age, group.activity)))
        number = facts.count_text(group.count) if group.count else "people"
        out.append((group.outcome.capitalize(), f"{number}{f' ({who})' if who else ''}"))
    if event.unspecified is not None:
        out.append(("Casualties", facts.count_text(event.unspecified)))
    out += [("Ordnance", facts.item_text(item)) for item in event.ordnance]
    out += [("Area", facts.area_text(area)) for area in event.areas]
    out += [(actor.role.capitalize(), actor.text) for actor in event.actors]
    if event.source:
        out.append(("Said by", event.source))
    if event.confidence is not None:
        out.append(("Confidence", f"{event.confidence:.2f}"))
    for told in row.told_by:
        out.append(
            ("Told by", " ".join(filter(None, (told.source or told.article, told.published))))
        )
    return out
