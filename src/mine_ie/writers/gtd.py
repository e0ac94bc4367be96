"""Rows in the shape of the Global Terrorism Database; unknown counts stay blank, as there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from mine_ie.countries import country
from mine_ie.records import Row
from mine_ie.schema import Event
from mine_ie.writers import facts
from mine_ie.writers.base import Context, write_table

COLUMNS = [
    "eventid",
    "iyear",
    "imonth",
    "iday",
    "approxdate",
    "extended",
    "country_txt",
    "provstate",
    "city",
    "latitude",
    "longitude",
    "specificity",
    "vicinity",
    "location",
    "summary",
    "suicide",
    "attacktype1",
    "attacktype1_txt",
    "gname",
    "claimed",
    "weaptype1",
    "weaptype1_txt",
    "weapsubtype1",
    "weapsubtype1_txt",
    "weapdetail",
    "nkill",
    "nkillter",
    "nwound",
    "nwoundte",
    "scite1",
    "scite2",
    "scite3",
]
#: Ordnance kind to GTD weapon subtype; the more telling axes (delivery, trigger) come first.
SUBTYPES: dict[str, tuple[int, str]] = {
    "grenade": (7, "Grenade"),
    "mine": (8, "Landmine"),
    "booby_trap": (10, "Pressure Trigger"),
    "mortar": (11, "Projectile (rockets, mortars, RPGs, etc.)"),
    "projectile": (11, "Projectile (rockets, mortars, RPGs, etc.)"),
    "rocket": (11, "Projectile (rockets, mortars, RPGs, etc.)"),
    "missile": (11, "Projectile (rockets, mortars, RPGs, etc.)"),
    "explosive": (28, "Dynamite/TNT"),
    "uxo": (17, "Other Explosive Type"),
    "submunition": (17, "Other Explosive Type"),
    "bomb": (17, "Other Explosive Type"),
}
UNKNOWN_SUBTYPE = (16, "Unknown Explosive Type")
_SPECIFICITY = {"settlement": 1, "site": 3, "district": 3, "province": 4}
_NEAR_KM = 5.0


def write_gtd(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """GTD-shaped CSV of single explosions."""
    write_table(out, [COLUMNS], _rows(rows, context))


def _rows(rows: Iterable[Row], context: Context) -> Iterator[list[Any]]:
    for row in rows:
        context.loss.events += 1
        if row.event.scope != "incident" or row.event.type != "explosion":
            context.loss.skip("not a single explosion")
            continue
        yield list((dict.fromkeys(COLUMNS) | gtd_row(row, context)).values())


def gtd_row(row: Row, context: Context) -> dict[str, Any]:
    """The columns that an event fills."""
    event = row.event
    place = facts.main_place(event)
    point = facts.point(event)
    where = country(facts.country_of(event))
    subtype = weapon_subtype(event)
    cited = [t.url or t.source or t.article for t in row.told_by]
    cited = cited or [link for link in (row.url or row.source,) if link]
    if event.missing is not None:
        context.loss.add("missing moved to summary", context.figure(event.missing))
    if event.unspecified is not None:
        context.loss.add("casualties (outcome not stated) moved to summary")
    if len(cited) > 3:
        context.loss.add("sources beyond the third")
    return {
        "eventid": row.id,
        "country_txt": where.name if where else None,
        "provstate": facts.admin(event, 1),
        "city": place.name if place and place.kind == "settlement" else "Unknown",
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "specificity": _SPECIFICITY.get(place.kind or "", 5) if place else 5,
        "vicinity": int((place.uncertainty_km or 0) > _NEAR_KM) if place else -9,
        "location": place.text if place else None,
        "summary": facts.summary(row),
        "suicide": int(any(item.delivery == "person" for item in event.ordnance)),
        "attacktype1": 3,
        "attacktype1_txt": "Bombing/Explosion",
        "gname": _actors(event, "perpetrator") or _actors(event, "claimant") or "Unknown",
        "claimed": int(any(actor.role == "claimant" for actor in event.actors)),
        "weaptype1": 6,
        "weaptype1_txt": "Explosives",
        "weapsubtype1": subtype[0],
        "weapsubtype1_txt": subtype[1],
        "weapdetail": "; ".join(map(facts.item_text, event.ordnance)) or None,
        "nkill": _figure(row, "killed", context),
        "nwound": _figure(row, "injured", context),
    } | _dates(event) | dict(zip(("scite1", "scite2", "scite3"), cited, strict=False))  # fmt: skip


def _actors(event: Event, role: str) -> str | None:
    return "; ".join(a.text for a in event.actors if a.role == role) or None


def _figure(row: Row, outcome: str, context: Context) -> int | None:
    count = getattr(row.event, outcome)
    figure = context.figure(count, outcome)
    if count is not None and figure is None:
        context.loss.add(f"{outcome} in words that the profile does not read: blank")
    return figure


def _dates(event: Event) -> dict[str, Any]:
    """Year, month and day, 0 where unknown; a range goes to ``approxdate``."""
    start, end = facts.span(event)
    if start is None:
        return {"iyear": None, "imonth": 0, "iday": 0}
    same_month = end is not None and (start.year, start.month) == (end.year, end.month)
    text = event.when.text if event.when else None
    one_day = start == end
    return {
        "iyear": start.year,
        "imonth": start.month if same_month else 0,
        "iday": start.day if one_day else 0,
        "approxdate": None if one_day else text or f"{start} to {end or 'open'}",
        "extended": int(not one_day and bool(event.when and event.when.precision == "day")),
    }


def weapon_subtype(event: Event) -> tuple[int, str]:
    """GTD's weapon subtype: how it was delivered or triggered, or else what it was."""
    for item in event.ordnance:
        if item.delivery == "person":
            return 13, "Suicide (carried bodily by human being)"
        if item.delivery == "vehicle":
            return 15, "Vehicle"
        if item.delivery == "post":
            return 9, "Letter Bomb"
    for item in event.ordnance:
        for kind, subtype in SUBTYPES.items():
            if facts.is_a(item.kind, kind):
                return subtype
        if item.trigger == "time":
            return 14, "Time Fuse"
        if item.trigger == "command":
            return 12, "Remote Trigger"
        if item.trigger == "victim":
            return 10, "Pressure Trigger"
    return UNKNOWN_SUBTYPE
