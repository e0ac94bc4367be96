"""Coordinates written out in a text: MGRS grid references, decimal degrees, degrees and minutes.

The forms are found here; ``mgrs`` and ``lat-lon-parser`` say what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MGRS = re.compile(
    r"\b(?P<zone>\d{1,2}\s?[C-HJ-NP-X])\s?(?P<square>[A-HJ-NP-Z]{2})\s?"
    r"(?:(?P<east>\d{2,5})\s(?P<north>\d{2,5})|(?P<both>\d{4,10}))\b"
)
_HALF = (
    r"\d{1,3}(?:[.,]\d+)?\s*°(?:\s*\d{1,2}(?:[.,]\d+)?\s*['′’])?"
    r"(?:\s*\d{1,2}(?:[.,]\d+)?\s*[\"″”])?"
)
_DEGREES = re.compile(rf"(?P<lat>{_HALF}\s*[NSns])\b[\s,;/]*(?P<lon>{_HALF}\s*[EWew])\b")
_DECIMAL = re.compile(
    r"(?<![\d.])(?P<lat>[-+]?\d{1,2}\.\d{2,8})\s*°?\s*(?P<ns>[NSns]?)\s*[,;/\s]\s*"
    r"(?P<lon>[-+]?\d{1,3}\.\d{2,8})\s*°?\s*(?P<ew>[EWew]?)(?![\d.])"
)
_POINT = re.compile(r"\.\d\d")
_SAYS_SO = re.compile(
    r"(?:co-?ordinates?|latitude|lat|long|longitude|position|gps|grid|located at)\W.{0,40}\Z",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Point:
    """Coordinates found at ``[start, end)``: WGS 84 degrees and their precision in km."""

    start: int
    end: int
    lat: float
    lon: float
    km: float


def find(text: str) -> list[Point]:
    """Return the coordinates written in ``text``, in order.

    >>> [(round(p.lat, 2), round(p.lon, 2)) for p in find("at grid 42S WD 12345 67890 near")]
    [(34.95, 69.14)]
    >>> [(p.lat, p.lon) for p in find("(coordinates: 48.1394, 37.7497)")]
    [(48.1394, 37.7497)]
    """
    if not any(c.isdigit() for c in text):
        return []
    found = [*_grid(text), *_degrees(text), *_decimal(text)]
    return sorted(found, key=lambda p: p.start)


def _grid(text: str) -> Iterator[Point]:
    for match in _MGRS.finditer(text):
        digits = match["both"] or (match["east"] + match["north"])
        if len(digits) % 2 or (match["east"] and len(match["east"]) != len(match["north"])):
            continue
        import mgrs

        reference = re.sub(r"\s", "", match["zone"] + match["square"] + digits)
        try:
            lat, lon = mgrs.MGRS().toLatLon(reference)
        except mgrs.core.MGRSError:
            continue
        km = max(0.1, 10.0 ** (2 - len(digits) // 2))
        yield Point(match.start(), match.end(), round(lat, 5), round(lon, 5), km)


def _degrees(text: str) -> Iterator[Point]:
    if "°" not in text:
        return
    for match in _DEGREES.finditer(text):
        import lat_lon_parser

        try:
            lat = lat_lon_parser.parse(_plain(match["lat"]))
            lon = lat_lon_parser.parse(_plain(match["lon"]))
        except ValueError:
            continue
        point = _checked(match, lat, lon, 0.05 if re.search('["″”]', match[0]) else 1.0)
        if point:
            yield point


def _decimal(text: str) -> Iterator[Point]:
    if not _POINT.search(text):  # far quicker than the pattern itself
        return
    for match in _DECIMAL.finditer(text):
        marked = (match["ns"] and match["ew"]) or "°" in match[0]
        if not marked and not _SAYS_SO.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        lat, lon = float(match["lat"]), float(match["lon"])
        if match["ns"] in ("S", "s"):
            lat = -abs(lat)
        if match["ew"] in ("W", "w"):
            lon = -abs(lon)
        places = min(len(match[g].partition(".")[2]) for g in ("lat", "lon"))
        point = _checked(match, lat, lon, max(0.01, 111.0 * 10.0**-places))
        if point:
            yield point


def _checked(match: re.Match[str], lat: float, lon: float, km: float) -> Point | None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return Point(match.start(), match.end(), round(lat, 5), round(lon, 5), max(0.1, round(km, 2)))


def _plain(half: str) -> str:
    for mark, by in (("′", "'"), ("’", "'"), ("″", '"'), ("”", '"'), (",", ".")):
        half = half.replace(mark, by)
    return half.upper()
