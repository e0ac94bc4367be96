"""GeoJSON (RFC 7946): a feature an event; the flat columns are its properties."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO

from mine_ie.records import Row
from mine_ie.writers import facts, flat
from mine_ie.writers.base import Context


def write_geojson(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """A FeatureCollection; an event that is not on the map has ``"geometry": null``.

    Coordinates are longitude first. ``uncertainty_km`` in the properties is the radius within
    which the true point is expected: draw it, or a province looks like a village.
    """
    out.write('{"type": "FeatureCollection", "features": [')
    for number, row in enumerate(rows):
        context.loss.events += 1
        point = facts.point(row.event)
        if point is None:
            context.loss.add("events without coordinates: their geometry is null")
        geometry = {"type": "Point", "coordinates": [point[1], point[0]]} if point else None
        properties = {k: v for k, v in flat.flat(row, context).items() if v is not None}
        feature = {
            "type": "Feature", "id": row.id, "geometry": geometry, "properties": properties
        }  # fmt: skip
        out.write((",\n" if number else "\n") + json.dumps(feature, ensure_ascii=False))
    out.write("\n]}\n")
