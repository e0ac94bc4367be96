"""Country outlines for the report's map: Natural Earth (public domain) as packed by world-atlas."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_ASSETS = Path(__file__).parent / "assets"
#: Degrees shown around the outermost points.
_MARGIN = 6.0
#: A window wider than this gets the coarse outlines of the whole world.
_WIDE = 90.0

Ring = list[list[float]]
Box = tuple[float, float, float, float]


@cache
def _atlas(name: str) -> tuple[tuple[str, tuple[Ring, ...], Box], ...]:
    """Countries as (name, rings, bounding box); rings hold ``[lon, lat]``."""
    topology = json.loads(gzip.decompress((_ASSETS / name).read_bytes()))
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    out = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings = tuple(_rings(geometry, arcs))
        if rings:
            out.append((geometry["properties"]["name"], rings, _box(p for r in rings for p in r)))
    return tuple(out)


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """Undo TopoJSON's delta encoding and quantisation."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    out = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        out.append([round(x * kx + dx, 2), round(y * ky + dy, 2)])
    return out


def _rings(geometry: dict[str, Any], arcs: Sequence[Ring]) -> Iterator[Ring]:
    kind = geometry.get("type")
    polygons = geometry["arcs"] if kind == "MultiPolygon" else [geometry["arcs"]] if kind else []
    for polygon in polygons:
        for ring in polygon:
            points: Ring = []
            for index in ring:
                part = arcs[index] if index >= 0 else arcs[~index][::-1]
                points += part[1:] if points else part
            if unwrapped := _unwrap(points):
                yield unwrapped


def _unwrap(ring: Ring) -> Ring:
    """Carry a ring on across the 180th meridian instead of jumping back round the world.

    A ring around a pole (Antarctica) does not close then and is left out.
    """
    out = [ring[0]]
    for lon, lat in ring[1:]:
        turns = round((out[-1][0] - lon) / 360)
        out.append([round(lon + 360 * turns, 2), lat])
    return out if abs(out[0][0] - out[-1][0]) < 1 else []


def _box(points: Any) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def outlines(points: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """GeoJSON of the countries around ``points`` (latitude, longitude); the world without points.

    Near points the outlines are those of the 1:50 million scale, for a wide window 1:110 million.
    """
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    wide = not points or max(lons) - min(lons) > _WIDE or max(lats) - min(lats) > _WIDE
    if wide:
        window = (-180.0, -90.0, 180.0, 90.0)
    else:
        window = (
            min(lons) - _MARGIN, min(lats) - _MARGIN, max(lons) + _MARGIN, max(lats) + _MARGIN
        )  # fmt: skip
    atlas = _atlas("countries-110m.json.gz" if wide else "countries-50m.json.gz")
    features = []
    for name, rings, box in atlas:
        if _meet(box, window):
            # An island far outside the window is not worth its kilobytes.
            kept = [[ring] for ring in rings if _meet(_box(ring), window)]
            geometry = {"type": "MultiPolygon", "coordinates": kept}
            properties = {"name": name}
            features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
