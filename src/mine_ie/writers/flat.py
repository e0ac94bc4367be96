"""One flat row an event: the columns of CSV, SQLite, DuckDB and GeoJSON properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from mine_ie.records import Row
from mine_ie.writers import facts
from mine_ie.writers.base import Context, write_table

#: Column name to (SQL type, what it holds); ``docs/formats/csv.md`` explains each.
COLUMNS: dict[str, str] = {
    "id": "TEXT", "article": "TEXT", "event": "TEXT", "outlet": "TEXT", "published": "TEXT",
    "title": "TEXT", "url": "TEXT",
    "type": "TEXT", "scope": "TEXT", "status": "TEXT",
    "date_start": "TEXT", "date_end": "TEXT", "date_precision": "TEXT",
    "place": "TEXT", "place_kind": "TEXT", "admin2": "TEXT", "admin1": "TEXT", "country": "TEXT",
    "latitude": "REAL", "longitude": "REAL", "uncertainty_km": "REAL", "gazetteer_id": "TEXT",
    "killed": "INTEGER", "killed_low": "INTEGER", "killed_high": "INTEGER",
    "injured": "INTEGER", "injured_low": "INTEGER", "injured_high": "INTEGER",
    "missing": "INTEGER", "missing_low": "INTEGER", "missing_high": "INTEGER",
    "casualties": "INTEGER", "casualties_low": "INTEGER", "casualties_high": "INTEGER",
    "killed_civilian": "INTEGER", "injured_civilian": "INTEGER",
    "killed_child": "INTEGER", "injured_child": "INTEGER",
    "ordnance": "TEXT", "ordnance_kinds": "TEXT",
    "area_m2": "INTEGER", "area_m2_low": "INTEGER", "area_m2_high": "INTEGER",
    "area_action": "TEXT",
    "operator": "TEXT", "perpetrator": "TEXT", "claimant": "TEXT", "source": "TEXT",
    "confidence": "REAL", "flags": "TEXT", "sources": "INTEGER", "independent_sources": "INTEGER",
}  # fmt: skip


def flat(row: Row, context: Context) -> dict[str, Any]:
    """An event as one flat dict with the keys of :data:`COLUMNS`."""
    event = row.event
    place = facts.main_place(event)
    point = facts.point(event)
    out: dict[str, Any] = dict.fromkeys(COLUMNS)
    out |= {
        "id": row.id, "article": row.article, "event": event.id, "outlet": row.source,
        "published": row.published, "title": row.title, "url": row.url,
        "type": event.type, "scope": event.scope, "status": event.status,
        "admin2": facts.admin(event, 2), "admin1": facts.admin(event, 1),
        "country": facts.country_of(event),
        "latitude": point[0] if point else None, "longitude": point[1] if point else None,
        "source": event.source, "confidence": event.confidence,
        "flags": "; ".join(event.flags) or None,
        "sources": len(row.told_by) or 1, "independent_sources": row.independent or 1,
        "ordnance": "; ".join(map(facts.item_text, event.ordnance)) or None,
        "ordnance_kinds": "; ".join(facts.kinds(event)) or None,
    }  # fmt: skip
    if event.when:
        out |= {"date_start": event.when.start, "date_end": event.when.end}
        out["date_precision"] = event.when.precision
    if place:
        out |= {"place": place.name, "place_kind": place.kind}
        out |= {"uncertainty_km": place.uncertainty_km, "gazetteer_id": place.gazetteer_id}
    for role in ("operator", "perpetrator", "claimant"):
        out[role] = "; ".join(a.text for a in event.actors if a.role == role) or None
    return out | _figures(row, context)


def _figures(row: Row, context: Context) -> dict[str, Any]:
    event = row.event
    out: dict[str, Any] = {}
    for outcome, column in (
        ("killed", "killed"), ("injured", "injured"), ("missing", "missing"),
        ("unspecified", "casualties"),
    ):  # fmt: skip
        bounds = context.bounds(getattr(event, outcome), outcome)
        if bounds:
            out |= {f"{column}_low": bounds.low, column: bounds.best, f"{column}_high": bounds.high}
    for outcome in ("killed", "injured"):
        out[f"{outcome}_civilian"] = people(row, context, outcome, victims="civilian")
        out[f"{outcome}_child"] = people(row, context, outcome, age="child")
    if event.areas:
        area = event.areas[0]
        out |= {"area_m2_low": area.m2.low, "area_m2": area.m2.best, "area_m2_high": area.m2.high}
        out["area_action"] = area.action
        for _ in event.areas[1:]:
            context.loss.add("further areas of an event: only the first has columns")
    return out


def people(
    row: Row,
    context: Context,
    outcome: str,
    victims: str | None = None,
    age: str | None = None,
    sex: str | None = None,
) -> int | None:
    """How many people of an outcome the text says are of a kind; ``None`` = it does not say.

    A group inside another matching group is not counted again; a group of a kind ("four
    children") hands it down to its parts.
    """
    wanted = {"victims": victims, "age": age, "sex": sex}
    groups = row.event.casualties

    def matches(index: int) -> bool:
        group = groups[index]
        return group.outcome == outcome and all(
            v is None or getattr(group, k) == v for k, v in wanted.items()
        )

    found = [
        context.figure(group.count, outcome)
        for index, group in enumerate(groups)
        if matches(index) and not (group.part_of is not None and matches(group.part_of))
    ]
    known = [n for n in found if n is not None]
    return sum(known) if known else None


def rows(source: Iterable[Row], context: Context) -> Iterator[dict[str, Any]]:
    """Flat dicts of all events, noting what a flat row cannot hold."""
    for row in source:
        context.loss.events += 1
        event = row.event
        if len(event.places) > 1:
            context.loss.add("further places of an event: only names of its divisions are kept")
        if any(g.activity for g in event.casualties):
            context.loss.add("activity of the victims")
        if event.evidence:
            context.loss.add("evidence offsets")
        yield flat(row, context)


def write_csv(source: Iterable[Row], out: IO[str], context: Context) -> None:
    """CSV, one row an event; safe to open in a spreadsheet."""
    write_table(out, [list(COLUMNS)], (list(row.values()) for row in rows(source, context)))
