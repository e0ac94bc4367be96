"""PLOVER JSON lines: explosions as ``ASSAULT`` events with their size."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from mine_ie.countries import country
from mine_ie.records import Row
from mine_ie.writers import facts
from mine_ie.writers.base import Context


def write_plover(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """One PLOVER event a line."""
    for row in rows:
        context.loss.events += 1
        if row.event.scope != "incident" or row.event.type not in ("explosion", "use"):
            context.loss.skip("no PLOVER event: not a single act")
            continue
        out.write(json.dumps(plover_event(row, context), ensure_ascii=False) + "\n")


def plover_event(row: Row, context: Context) -> dict[str, Any]:
    """An event in PLOVER's form; an actor or recipient that is not stated is an empty list."""
    event = row.event
    start, end = facts.span(event)
    where = country(facts.country_of(event))
    point = facts.point(event)
    place = facts.main_place(event)
    suicide = any(item.delivery == "person" for item in event.ordnance)
    if event.ordnance:
        context.loss.add("ordnance kept in event_text only")
    if event.missing is not None:
        context.loss.add("missing: no field", context.figure(event.missing))
    size = {
        name: figure
        for name, outcome in (("dead", "killed"), ("injured", "injured"))
        if (figure := context.figure(getattr(event, outcome), outcome)) is not None
    }
    data: dict[str, Any] = {
        "id": row.id,
        "date": start.isoformat() if start else None,
        "enddate": end.isoformat() if end and end != start else None,
        "actor": [{"text": a.text} for a in event.actors if a.role == "perpetrator"],
        "recipient": [{"text": v} for v in dict.fromkeys(g.victims for g in event.casualties) if v],
        "event": "ASSAULT",
        "mode": "suicide-attack" if suicide else "explosives",
        "size": size,
        "event_loc": {
            "text": place.text if place else None,
            "name": place.name if place else None,
            "adm1": facts.admin(event, 1),
            "adm2": facts.admin(event, 2),
            "country": where.alpha3 if where else None,
            "lat": point[0] if point else None,
            "lon": point[1] if point else None,
        },
        "event_text": facts.summary(row),
        "text_info": [
            {"sequence": n, "start": e[0], "end": e[1]}
            for n, e in enumerate(event.evidence)
            if len(e) == 2
        ],
        "cite_info": {"url": row.url, "title": row.title, "language": "eng"},
    }
    return data
