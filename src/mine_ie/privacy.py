"""Take out what could identify a person before results are shared.

* **Names.** Article text, titles and links, speakers, actors and the quoted words of counts are
  removed: any of them may hold a name. Numbers and the vague words of counting profiles stay.
* **Places.** Coordinates move to the centre of a cell of a chosen grid, ``uncertainty_km`` grows
  to cover the cell, and the names and gazetteer ids of sites and settlements go: a hamlet's name
  says as much as its coordinates. Districts, provinces and countries stay.
* **Ages.** Events hold ages as bands only (``child`` under 18, ``adult``); exact ages stand in the
  text, which is gone.

Dates stay: where a day and a district identify a person, share months only.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mine_ie.profiles import load, names, normalise
from mine_ie.records import Row, Told
from mine_ie.schema import Count, Event, Place

_KM_PER_DEGREE = 111.32
_NUMBER = re.compile(r"[\d.,\s%-]+\Z")
_FINE = ("site", "settlement")
#: Stands where a record must have text and the text may name a person.
REMOVED = "[removed]"


@dataclass(frozen=True)
class Privacy:
    """How much to hide: ``grid`` is the side of a cell in degrees (0.1 is about 11 km)."""

    grid: float = 0.1

    def __post_init__(self) -> None:
        if not 0 < self.grid <= 10:
            raise ValueError(f"the privacy grid must be between 0 and 10 degrees, got {self.grid}")

    def apply(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows without what could identify a person."""
        vague = vague_words()
        for row in rows:
            yield replace(
                row,
                event=self._event(row.event, vague),
                article=None if row.article is None else opaque(row.article),
                title=None,
                url=None,
                text=None,
                told_by=tuple(Told(opaque(t.article), t.source, t.published) for t in row.told_by),
            )

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """The centre of the cell that a point is in.

        >>> Privacy(grid=0.5).point(39.61, 47.12)
        (39.75, 47.25)
        """
        half = self.grid / 2
        south = math.floor(lat / self.grid) * self.grid
        west = math.floor(lon / self.grid) * self.grid
        return round(min(south + half, 90.0), 6), round(min(west + half, 180.0), 6)

    def _event(self, event: Event, vague: frozenset[str]) -> Event:
        def count(value: Count | None) -> Count | None:
            return None if value is None else _count(value, vague)

        return event.model_copy(
            update={
                "when": event.when and event.when.model_copy(update={"text": None}),
                "places": tuple(map(self._place, event.places)),
                "casualties": tuple(
                    group.model_copy(update={"count": count(group.count), "source": None})
                    for group in event.casualties
                ),
                "killed": count(event.killed),
                "injured": count(event.injured),
                "missing": count(event.missing),
                "unspecified": count(event.unspecified),
                "ordnance": tuple(
                    item.model_copy(update={"count": count(item.count), "text": None})
                    for item in event.ordnance
                ),
                "areas": tuple(
                    area.model_copy(update={"m2": count(area.m2), "text": None})
                    for area in event.areas
                ),
                "actors": tuple(a.model_copy(update={"text": REMOVED}) for a in event.actors),
                "source": None,
                "provenance": (),
            }
        )

    def _place(self, place: Place) -> Place:
        changes: dict[str, object] = {}
        if place.kind in (*_FINE, None):
            name = place.admin2 or place.admin1 or REMOVED
            changes |= {"text": name, "name": name, "gazetteer_id": None}
        if place.lat is not None and place.lon is not None:
            lat, lon = self.point(place.lat, place.lon)
            cell = self.grid * _KM_PER_DEGREE * math.sqrt(2) / 2
            known = place.uncertainty_km or 0.0
            changes |= {"lat": lat, "lon": lon, "uncertainty_km": round(known + cell, 1)}
        return place.model_copy(update=changes)


def vague_words() -> frozenset[str]:
    """The words that counting profiles read ("dozens"): they name nobody."""
    profiles = [load(name) for name in names()]
    return frozenset(word for p in profiles for rule in p.rules for word in rule.words)


def _count(value: Count, vague: frozenset[str]) -> Count:
    """Keep a count's words only if they are a number or a vague word: "Ahmad Ali" counts one."""
    text = value.text
    if text is None or _NUMBER.match(text) or normalise(text) in vague:
        return value
    return value.model_copy(update={"text": None})


def opaque(article: str) -> str:
    """An id that says nothing: links and file names hold headlines, and headlines hold names."""
    return hashlib.sha256(article.encode()).hexdigest()[:12]
