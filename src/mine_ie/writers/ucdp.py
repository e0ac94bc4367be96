"""Rows in the shape of UCDP's Georeferenced Event Dataset (49 columns, GED 23.1 to 25.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

from mine_ie.countries import country
from mine_ie.records import Row
from mine_ie.schema import Place
from mine_ie.writers import facts
from mine_ie.writers.base import Context, write_table
from mine_ie.writers.flat import people

COLUMNS = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
_WHERE = {"site": 1, "settlement": 1, "district": 3, "province": 4, "region": 5, "country": 6}
_NEAR_KM = 5.0


def write_ucdp(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """GED-shaped CSV: single events with at least one death, which is what GED records."""
    write_table(out, [COLUMNS], _rows(rows, context))


def _rows(rows: Iterable[Row], context: Context) -> Iterator[list[Any]]:
    for row in rows:
        context.loss.events += 1
        event = row.event
        if event.scope != "incident" or event.type not in ("explosion", "use"):
            context.loss.skip("not a single violent event")
            continue
        bounds = context.bounds(event.killed, "killed")
        if bounds is None or not any(bounds):
            context.loss.skip("no death stated: GED needs at least one")
            continue
        yield list((dict.fromkeys(COLUMNS) | ucdp_row(row, context)).values())


def ucdp_row(row: Row, context: Context) -> dict[str, Any]:
    """The columns that an event fills; conflict, dyad and actor codes are the coder's to add."""
    event = row.event
    start, end = facts.span(event)
    place = facts.main_place(event)
    point = facts.point(event)
    where = country(facts.country_of(event))
    for outcome in ("injured", "missing"):
        if getattr(event, outcome) is not None:
            context.loss.add(f"{outcome}: no column", context.figure(getattr(event, outcome)))
    if event.ordnance:
        context.loss.add("ordnance: no column")
    return {
        "id": row.id,
        "year": start.year if start else None,
        "number_of_sources": row.independent or 1,
        "source_article": facts.outlets(row) or None,
        "source_office": row.source,
        "source_date": row.published,
        "source_headline": row.title,
        "source_original": event.source,
        "where_prec": where_prec(place),
        "where_coordinates": place.name if place else None,
        "where_description": "; ".join(p.text for p in event.places) or None,
        "adm_1": facts.admin(event, 1),
        "adm_2": facts.admin(event, 2),
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geom_wkt": f"POINT ({point[1]} {point[0]})" if point else None,
        "priogrid_gid": priogrid(*point) if point else None,
        "country": where.name if where else None,
        "event_clarity": 1,
        "date_prec": date_prec(start, end),
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "side_a": "; ".join(a.text for a in event.actors if a.role == "perpetrator") or None,
    } | _deaths(row, context)


def _deaths(row: Row, context: Context) -> dict[str, int | None]:
    bounds = context.bounds(row.event.killed, "killed")
    assert bounds is not None
    best = next(n for n in (bounds.best, bounds.low, bounds.high) if n is not None)
    if bounds.high is None:
        context.loss.add("deaths with an open upper bound: high is best")
    civilians = min(people(row, context, "killed", victims="civilian") or 0, best)
    return {
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": civilians,
        "deaths_unknown": best - civilians,
        "best": best,
        "high": best if bounds.high is None else bounds.high,
        "low": 0 if bounds.low is None else bounds.low,
    }


def where_prec(place: Place | None) -> int | None:
    """1 exact, 2 near, 3 second-level division, 4 first-level, 5 region, 6 country."""
    if place is None or place.kind is None:
        return None
    if place.kind in ("site", "settlement") and (place.uncertainty_km or 0) > _NEAR_KM:
        return 2
    return _WHERE[place.kind]


def date_prec(start: date | None, end: date | None) -> int | None:
    """1 day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    if start is None or end is None:
        return None
    days = (end - start).days + 1
    limits = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return next((code for limit, code in limits if days <= limit), None)


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell (half a degree) of a point, numbered from the south-west corner.

    >>> priogrid(-89.9, -179.9), priogrid(39.6, 47.1)
    (1, 186935)
    """
    row = min(int((lat + 90) / 0.5), 359)
    column = min(int((lon + 180) / 0.5), 719)
    return row * 720 + column + 1
