"""Rows in the shape of ACLED's event table (31 columns).

Columns and codes follow the public codebook; ``docs/formats/acled.md`` states each mapping.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

from mine_ie.countries import country
from mine_ie.records import Row
from mine_ie.schema import Event, Place
from mine_ie.writers import facts
from mine_ie.writers.base import Context, write_table

COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
_SHELLS = ("projectile", "mortar", "rocket", "missile")
_DISRUPTED = {"found", "removed", "defused", "destroyed", "seized"}
#: A point known no better than this is "near" a town (kilometres).
_NEAR_KM = 5.0


def write_acled(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """ACLED-shaped CSV: single explosions, firings, and devices dealt with before they went off."""
    write_table(out, [COLUMNS], _rows(rows, context))


def _rows(rows: Iterable[Row], context: Context) -> Iterator[list[Any]]:
    for row in rows:
        context.loss.events += 1
        kind = event_type(row.event)
        if kind is None:
            scope = row.event.scope
            context.loss.skip(
                f"{row.event.type}: no event type of ACLED"
                if scope == "incident"
                else f"{scope} figures: ACLED records single events"
            )
            continue
        data = dict.fromkeys(COLUMNS) | acled_row(row, kind, context)
        yield list(data.values())


def event_type(event: Event) -> tuple[str, str, str] | None:
    """ACLED's disorder, event and sub-event type; ``None`` = ACLED would not record it."""
    if event.scope != "incident" or event.status == "planned":
        return None
    if event.type == "clearance" and any(i.action in _DISRUPTED for i in event.ordnance):
        return "Strategic developments", "Strategic developments", "Disrupted weapons use"
    if event.type not in ("explosion", "use"):
        return None
    sub = _sub_event(event)
    if event.type == "use" and sub == "Remote explosive/landmine/IED":
        # A device laid and not gone off is no remote violence yet.
        return None
    return "Political violence", "Explosions/Remote violence", sub


def _sub_event(event: Event) -> str:
    if any(item.delivery == "person" for item in event.ordnance):
        return "Suicide bomb"
    kinds = facts.kinds(event)
    if any(item.delivery == "drone" for item in event.ordnance) or "bomb" in kinds:
        return "Air/drone strike"
    if any(facts.is_a(kind, *_SHELLS) for kind in kinds):
        return "Shelling/artillery/missile attack"
    if kinds and all(facts.is_a(kind, "grenade") for kind in kinds):
        return "Grenade"
    return "Remote explosive/landmine/IED"


def acled_row(row: Row, kind: tuple[str, str, str], context: Context) -> dict[str, Any]:
    """The columns that an event fills; the rest stay empty."""
    event, loss = row.event, context.loss
    start, end = facts.span(event)
    if start is None:
        loss.add("events without a full date: event_date is empty")
    where = country(facts.country_of(event))
    point = facts.point(event)
    if point is None:
        loss.add("events without coordinates: latitude and longitude are empty")
    for outcome in ("injured", "missing", "unspecified"):
        if getattr(event, outcome) is not None:
            name = "casualties (outcome not stated)" if outcome == "unspecified" else outcome
            loss.add(f"{name} moved to notes", context.figure(getattr(event, outcome), outcome))
    if event.ordnance:
        loss.add("ordnance moved to notes")
    place = facts.main_place(event)
    civilians = any(g.victims == "civilian" for g in event.casualties)
    return {
        "event_id_cnty": row.id,
        "event_date": start.isoformat() if start else None,
        "year": start.year if start else None,
        "time_precision": time_precision(start, end),
        "disorder_type": kind[0],
        "event_type": kind[1],
        "sub_event_type": kind[2],
        "actor1": _actors(event, "perpetrator") or _actors(event, "claimant"),
        "assoc_actor_1": _actors(event, "operator"),
        "actor2": f"Civilians ({where.name})" if civilians and where else None,
        "inter2": "Civilians" if civilians and where else None,
        "iso": where.numeric if where else None,
        "region": where.region if where else None,
        "country": where.name if where else None,
        "admin1": facts.admin(event, 1),
        "admin2": facts.admin(event, 2),
        "location": place.name if place else None,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geo_precision": geo_precision(place),
        "source": facts.outlets(row) or None,
        "notes": facts.summary(row),
        "fatalities": fatalities(event, context),
    }


def _actors(event: Event, role: str) -> str | None:
    return "; ".join(a.text for a in event.actors if a.role == role) or None


def fatalities(event: Event, context: Context) -> int:
    """The most conservative figure; 0 where no death is stated, as ACLED's coders do."""
    bounds = context.bounds(event.killed, "killed")
    if bounds is None:
        context.loss.add("killed not stated: fatalities is 0")
        return 0
    figure = next((n for n in (bounds.low, bounds.best, bounds.high) if n is not None), None)
    if figure is None:
        context.loss.add("killed in words that the profile does not read: fatalities is 0")
        return 0
    if bounds.high != bounds.low:
        context.loss.add("range of killed: fatalities is its most conservative figure")
    return figure


def time_precision(start: date | None, end: date | None) -> int | None:
    """1 = the day is known, 2 = the week, 3 = the month; ``None`` = less is known."""
    if start is None or end is None:
        return None
    days = (end - start).days + 1
    return 1 if days <= 1 else 2 if days <= 7 else 3 if days <= 31 else None


def geo_precision(place: Place | None) -> int | None:
    """1 = town, 2 = near a town or a small area, 3 = a region."""
    if place is None or place.kind is None:
        return None
    if place.kind in ("site", "settlement"):
        return 2 if (place.uncertainty_km or 0) > _NEAR_KM else 1
    return 2 if place.kind == "district" else 3
