"""Facts read off an event in the forms that several formats share."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from mine_ie.counts import Bounds
from mine_ie.records import Row
from mine_ie.schema import Area, Casualties, Count, Event, Ordnance, Place


def main_place(event: Event) -> Place | None:
    """The most specific place: the first, as events list them."""
    return event.places[0] if event.places else None


def place_of_kind(event: Event, *kinds: str) -> Place | None:
    """The first place of one of the kinds."""
    return next((place for place in event.places if place.kind in kinds), None)


def country_of(event: Event) -> str | None:
    """The alpha-2 code of the first place that has one."""
    return next((place.country for place in event.places if place.country), None)


def admin(event: Event, level: int) -> str | None:
    """The name of the first- or second-level division, from any of the event's places."""
    names = [place.admin1 if level == 1 else place.admin2 for place in event.places]
    if named := next(filter(None, names), None):
        return named
    kind = "province" if level == 1 else "district"
    place = place_of_kind(event, kind)
    return place.name if place else None


def point(event: Event) -> tuple[float, float] | None:
    """Latitude and longitude of the main place, or else of the first place that has them."""
    for place in event.places:
        if place.lat is not None and place.lon is not None:
            return place.lat, place.lon
    return None


def first_day(text: str | None) -> date | None:
    """The first day of a full or partial date; ``None`` where the year is unknown.

    >>> first_day("2024-02"), first_day("--08-24")
    (datetime.date(2024, 2, 1), None)
    """
    if not text or text.startswith("-"):
        return None
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], *[*parts[1:], 1, 1][:2])


def last_day(text: str | None) -> date | None:
    """The last day of a full or partial date.

    >>> last_day("2024-02"), last_day("2024")
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 31))
    """
    if not text or text.startswith("-"):
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return date(parts[0], 12, 31)


def span(event: Event) -> tuple[date | None, date | None]:
    """First and last day of the event; an end left open stays ``None``."""
    when = event.when
    if when is None:
        return None, None
    start = first_day(when.start)
    end = last_day(when.end)
    if end is None and when.end is None and when.precision == "day":
        end = last_day(when.start)
    return start, end


def groups(event: Event, outcome: str) -> Iterator[Casualties]:
    """The groups of an outcome that are part of no other group."""
    for group in event.casualties:
        if group.outcome == outcome and group.part_of is None:
            yield group


def count_text(count: Count | Bounds | None) -> str:
    """A count for a person to read.

    >>> count_text(Count(low=370, best=370, high=None)), count_text(Count(low=4, best=None, high=6))
    ('at least 370', '4 to 6')
    """
    if count is None:
        return ""
    low, best, high = count.low, count.best, count.high
    if low is not None and low == high:
        return str(low)
    if low is not None and high is not None:
        return f"{low} to {high}" + (f" (best {best})" if best is not None else "")
    if low is not None:
        return f"at least {low}"
    if high is not None:
        return f"at most {high}"
    if best is not None:
        return f"about {best}"
    text = getattr(count, "text", None)
    return f"“{text}”" if text else "a number not stated"


def item_text(item: Ordnance) -> str:
    """One ordnance item in words: ``3318 mine.av destroyed``."""
    number = count_text(item.count) if item.count else ""
    model = f"({item.model})" if item.model else ""
    return " ".join(part for part in (number, item.kind, model, item.action or "") if part)


def area_text(area: Area) -> str:
    """One area in words: ``at least 11840000 m2 cleared``."""
    return f"{count_text(area.m2)} m2 {area.action or ''}".rstrip()


def kinds(event: Event) -> list[str]:
    """The kinds of ordnance, each once, in order."""
    return list(dict.fromkeys(item.kind for item in event.ordnance))


def is_a(kind: str, *ancestors: str) -> bool:
    """Whether an ordnance kind is one of ``ancestors`` or below it: ``mine.ap`` is a ``mine``."""
    return any(kind == a or kind.startswith(a + ".") for a in ancestors)


def outlets(row: Row) -> str:
    """The outlets that told the event, ``; `` between them."""
    if row.told_by:
        return "; ".join(dict.fromkeys(t.source or t.article for t in row.told_by))
    return row.source or ""


def summary(row: Row) -> str:
    """One sentence that states an event's facts, for formats with a notes column."""
    event = row.event
    parts = [event.type.replace("_", " ")]
    if event.status != "reported":
        parts[0] += f" ({event.status})"
    if place := main_place(event):
        parts.append("at " + place.name)
    if event.when and event.when.start:
        end = event.when.end
        parts.append(
            event.when.start + (f" to {end}" if end not in (None, event.when.start) else "")
        )
    for outcome in ("killed", "injured", "missing", "unspecified"):
        count = getattr(event, outcome)
        if count is not None:
            name = "casualties" if outcome == "unspecified" else outcome
            parts.append(f"{count_text(count)} {name}")
    parts += [item_text(item) for item in event.ordnance]
    parts += [area_text(area) for area in event.areas]
    if event.source:
        parts.append("according to " + event.source)
    return "; ".join(parts)
