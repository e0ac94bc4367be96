"""Tables with IMSMA field names: accidents, land release, and hazards.

Accident and hazard names are those of the IMSMA Core forms of UNMAS Syria, which are public;
other programmes rename some, so map them in your own import template. Land release follows the
activity and area names of IMSMA NG and the minimum data that GICHD drafts for IMSMA Core.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from mine_ie.countries import country
from mine_ie.records import Row
from mine_ie.schema import Event
from mine_ie.writers import facts
from mine_ie.writers.base import Context, write_table

ACCIDENT = [
    "ac_id",
    "ac_date",
    "ac_country",
    "ac_governorate",
    "ac_district",
    "ac_subdistrict",
    "ac_community",
    "ac_location",
    "ac_latitude",
    "ac_longitude",
    "ac_gps_accuracy",
    "killed",
    "injured",
    "casualty_number",
    "ac_eo",
    "ac_cause",
    "ac_activity",
    "ac_reported",
    "ac_source",
]
RELEASE = [
    "activity_id",
    "activity_type",
    "organisation",
    "start_date",
    "end_date",
    "scope",
    "country",
    "governorate",
    "district",
    "community",
    "latitude",
    "longitude",
    "gps_accuracy",
    "cancelled_area",
    "reduced_area",
    "cleared_area",
    "released_area",
    "surveyed_area",
    "eo_mine_type",
    "eo_erw_type",
    "eo_ied",
    "eo_quantity",
    "status",
    "source",
]
HAZARD = [
    "hazard_id",
    "status_ha",
    "country",
    "governorate",
    "district",
    "community",
    "latitude",
    "longitude",
    "gps_accuracy",
    "hazard_area",
    "eo_mine_type",
    "eo_erw_type",
    "eo_ied",
    "eo_quantity",
    "reported",
    "source",
]
_ERW = ("erw", "uxo", "axo", "submunition", "grenade", "mortar", "projectile", "rocket",
        "missile", "bomb", "ammunition")  # fmt: skip
_AREAS = {
    "cancelled": "cancelled_area",
    "reduced": "reduced_area",
    "cleared": "cleared_area",
    "released": "released_area",
    "surveyed": "surveyed_area",
}


def write_accidents(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """One accident a row: explosions with their place, device and victims."""
    keep = _table(rows, ACCIDENT, accident, lambda e: e.type == "explosion", context)
    write_table(out, [ACCIDENT], keep)


def write_release(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """One clearance or survey activity a row, with areas by what was done."""
    wanted = ("clearance", "stockpile_destruction")
    keep = _table(rows, RELEASE, release, lambda e: e.type in wanted, context)
    write_table(out, [RELEASE], keep)


def write_hazards(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """One statement of contamination a row."""
    keep = _table(rows, HAZARD, hazard, lambda e: e.type == "contamination", context)
    write_table(out, [HAZARD], keep)


def _table(
    rows: Iterable[Row],
    columns: list[str],
    read: Callable[[Row, Context], dict[str, Any]],
    wanted: Callable[[Event], bool],
    context: Context,
) -> Iterator[list[Any]]:
    for row in rows:
        context.loss.events += 1
        if not wanted(row.event):
            context.loss.skip(f"{row.event.type}: not for this form")
        elif columns is ACCIDENT and row.event.scope != "incident":
            context.loss.skip(f"{row.event.scope} figures: the form records single accidents")
        else:
            yield list((dict.fromkeys(columns) | read(row, context)).values())


def accident(row: Row, context: Context) -> dict[str, Any]:
    """The accident form's fields."""
    event = row.event
    start, end = facts.span(event)
    if start != end:
        context.loss.add("dates that are no single day: ac_date is the first day")
    if event.missing is not None:
        context.loss.add("missing: no field", context.figure(event.missing))
    point = facts.point(event)
    place = facts.main_place(event)
    killed = context.figure(event.killed, "killed")
    injured = context.figure(event.injured, "injured")
    total = context.figure(event.unspecified, "unspecified")
    if total is None and (killed is not None or injured is not None):
        total = (killed or 0) + (injured or 0)
    return {
        "ac_id": row.id,
        "ac_date": start.isoformat() if start else None,
        "ac_country": _country(event),
        "ac_governorate": facts.admin(event, 1),
        "ac_district": facts.admin(event, 2),
        "ac_community": _community(event),
        "ac_location": place.text if place else None,
        "ac_latitude": point[0] if point else None,
        "ac_longitude": point[1] if point else None,
        "ac_gps_accuracy": _metres(event),
        "killed": killed,
        "injured": injured,
        "casualty_number": total,
        "ac_eo": "; ".join(facts.kinds(event)) or None,
        "ac_cause": cause(event),
        "ac_activity": "; ".join(dict.fromkeys(g.activity for g in event.casualties if g.activity))
        or None,
        "ac_reported": row.published,
        "ac_source": facts.outlets(row) or None,
    }


def release(row: Row, context: Context) -> dict[str, Any]:
    """The land-release fields; an area without a column of its own is reported as lost."""
    event = row.event
    start, end = facts.span(event)
    point = facts.point(event)
    areas: dict[str, int | None] = {}
    for area in event.areas:
        column = _AREAS.get(area.action or "")
        if column is None or column in areas:
            context.loss.add("areas whose action has no column, or a second area of one action")
        else:
            areas[column] = context.figure(area.m2)
    return {
        "activity_id": row.id,
        "activity_type": activity(event),
        "organisation": "; ".join(a.text for a in event.actors if a.role == "operator") or None,
        "start_date": start.isoformat() if start else None,
        "end_date": end.isoformat() if end else None,
        "scope": event.scope,
        "country": _country(event),
        "governorate": facts.admin(event, 1),
        "district": facts.admin(event, 2),
        "community": _community(event),
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "gps_accuracy": _metres(event),
        "status": event.status,
        "source": event.source or facts.outlets(row) or None,
    } | areas | _devices(event, context)  # fmt: skip


def hazard(row: Row, context: Context) -> dict[str, Any]:
    """The hazard fields: what is believed to be there, and where."""
    event = row.event
    point = facts.point(event)
    return {
        "hazard_id": row.id,
        "status_ha": "open",
        "country": _country(event),
        "governorate": facts.admin(event, 1),
        "district": facts.admin(event, 2),
        "community": _community(event),
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "gps_accuracy": _metres(event),
        "hazard_area": context.figure(event.areas[0].m2) if event.areas else None,
        "reported": row.published,
        "source": event.source or facts.outlets(row) or None,
    } | _devices(event, context)


def _devices(event: Event, context: Context) -> dict[str, Any]:
    """Devices by IMSMA's three categories, each with its count, and their sum."""
    columns: dict[str, list[str]] = {"eo_mine_type": [], "eo_erw_type": [], "eo_ied": []}
    known: list[int] = []
    for item in event.ordnance:
        if facts.is_a(item.kind, "mine") and item.kind != "mine.improvised":
            column = "eo_mine_type"
        elif facts.is_a(item.kind, "ied", "booby_trap", "mine.improvised"):
            column = "eo_ied"
        elif facts.is_a(item.kind, *_ERW):
            column = "eo_erw_type"
        else:
            context.loss.add(f"{item.kind}: in no IMSMA device category")
            continue
        columns[column].append(facts.item_text(item))
        number = context.figure(item.count)
        if number is not None:
            known.append(number)
    out: dict[str, Any] = {name: "; ".join(items) or None for name, items in columns.items()}
    return out | {"eo_quantity": sum(known) if known else None}


def cause(event: Event) -> str:
    """IMSMA NG's cause of an accident."""
    if any(
        group.activity == "demining" or group.victims == "deminer" for group in event.casualties
    ):
        return "Demining accident"
    for names, label in (
        (("submunition",), "Cluster"),
        (("ied", "booby_trap", "mine.improvised"), "IED"),
        (("mine",), "Mine"),
        (("ammunition",), "Stored ammunition"),
        (("uxo", "axo", "erw"), "UXO/AXO"),
    ):
        if any(facts.is_a(kind, *names) for kind in facts.kinds(event)):
            return label
    return "Other"


def activity(event: Event) -> str:
    """IMSMA NG's activity type, by what was done."""
    actions = {area.action for area in event.areas}
    if event.type == "stockpile_destruction":
        return "Stockpile destruction"
    if actions & {"cleared", "released"}:
        return "Clearance"
    if "reduced" in actions:
        return "TS"
    if actions & {"cancelled", "surveyed"}:
        return "NTS"
    return "EOD Spot task" if event.scope == "incident" else "Progress report"


def _country(event: Event) -> str | None:
    found = country(facts.country_of(event))
    return found.name if found else None


def _community(event: Event) -> str | None:
    place = facts.place_of_kind(event, "settlement", "site")
    return place.name if place else None


def _metres(event: Event) -> int | None:
    place = next((p for p in event.places if p.lat is not None), None)
    if place is None or place.uncertainty_km is None:
        return None
    return round(place.uncertainty_km * 1000)
