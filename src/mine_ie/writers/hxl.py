"""HXL-tagged CSV (Humanitarian Exchange Language 1.1), a row an event.

``#affected+killed`` and the other outcomes are core HXL; ``+missing``, ``+civilians``, ``+min``
and ``+max`` are attributes of one's own, which the standard allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from mine_ie.countries import country
from mine_ie.records import Row
from mine_ie.writers import facts
from mine_ie.writers.base import Context, write_table
from mine_ie.writers.flat import people

Cell = Callable[[Row, Context], Any]


def _day(row: Row, which: int) -> str | None:
    day = facts.span(row.event)[which]
    return day.isoformat() if day else None


def _occurred(row: Row) -> str | None:
    start, end = facts.span(row.event)
    return start.isoformat() if start and start == end else None


def _country(row: Row, name: bool) -> str | None:
    found = country(facts.country_of(row.event))
    return (found.name if name else found.alpha3) if found else None


def _place(row: Row) -> str | None:
    place = facts.place_of_kind(row.event, "site", "settlement")
    return place.name if place else None


def _point(row: Row, axis: int) -> float | None:
    point = facts.point(row.event)
    return point[axis] if point else None


def _figure(outcome: str, key: str) -> Cell:
    def read(row: Row, context: Context) -> Any:
        bounds = context.bounds(getattr(row.event, outcome), outcome)
        return getattr(bounds, key) if bounds else None

    return read


def _people(outcome: str, **kind: str) -> Cell:
    return lambda row, context: people(row, context, outcome, **kind)


def _actors(role: str) -> Cell:
    return lambda row, _: "; ".join(a.text for a in row.event.actors if a.role == role) or None


def _columns() -> Iterator[tuple[str, str, Cell]]:
    yield "Event id", "#meta+id", lambda row, _: row.id
    yield "Type", "#event+type", lambda row, _: row.event.type
    yield "Scope", "#event+scope", lambda row, _: row.event.scope
    yield "Status", "#status", lambda row, _: row.event.status
    yield "Date", "#date+occurred", lambda row, _: _occurred(row)
    yield "First day", "#date+start", lambda row, _: _day(row, 0)
    yield "Last day", "#date+end", lambda row, _: _day(row, 1)
    yield "Reported", "#date+reported", lambda row, _: row.published
    yield "Country code", "#country+code", lambda row, _: _country(row, False)
    yield "Country", "#country+name", lambda row, _: _country(row, True)
    yield "Admin 1", "#adm1+name", lambda row, _: facts.admin(row.event, 1)
    yield "Admin 2", "#adm2+name", lambda row, _: facts.admin(row.event, 2)
    yield "Place", "#loc+name", lambda row, _: _place(row)
    yield "Latitude", "#geo+lat", lambda row, _: _point(row, 0)
    yield "Longitude", "#geo+lon", lambda row, _: _point(row, 1)
    for outcome, tag in (
        ("killed", "#affected+killed"), ("injured", "#affected+injured"),
        ("missing", "#affected+missing"), ("unspecified", "#affected"),
    ):  # fmt: skip
        name = "Casualties" if outcome == "unspecified" else outcome.capitalize()
        yield name, tag, _figure(outcome, "best")
        yield name + ", at least", tag + "+min", _figure(outcome, "low")
        yield name + ", at most", tag + "+max", _figure(outcome, "high")
    for outcome in ("killed", "injured"):
        name, tag = outcome.capitalize(), f"#affected+{outcome}"
        yield name + ", women and girls", tag + "+f", _people(outcome, sex="female")
        yield name + ", men and boys", tag + "+m", _people(outcome, sex="male")
        yield name + ", children", tag + "+children", _people(outcome, age="child")
        yield name + ", adults", tag + "+adults", _people(outcome, age="adult")
        yield name + ", civilians", tag + "+civilians", _people(outcome, victims="civilian")
    yield "Ordnance", "#item+type", lambda row, _: "; ".join(facts.kinds(row.event)) or None
    yield (
        "Area in square metres",
        "#indicator+area+num",
        lambda row, ctx: ctx.figure(row.event.areas[0].m2) if row.event.areas else None,
    )
    yield "Operator", "#org+name", _actors("operator")
    yield "Group", "#group+name", _actors("perpetrator")
    yield "Description", "#description", lambda row, _: facts.summary(row)
    yield "Outlet", "#meta+source", lambda row, _: facts.outlets(row) or None
    yield "Link", "#meta+source+url", lambda row, _: row.url


COLUMNS: tuple[tuple[str, str, Cell], ...] = tuple(_columns())


def write_hxl(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """A header row, a row of tags, and a row an event."""
    headers = [[name for name, _, _ in COLUMNS], [tag for _, tag, _ in COLUMNS]]
    write_table(out, headers, _cells(rows, context))


def _cells(rows: Iterable[Row], context: Context) -> Iterator[list[Any]]:
    for row in rows:
        context.loss.events += 1
        if any(item.count for item in row.event.ordnance):
            context.loss.add("ordnance counts moved to #description")
        if len(row.event.areas) > 1:
            context.loss.add("further areas moved to #description")
        if any(actor.role == "claimant" for actor in row.event.actors):
            context.loss.add("claimants")
        yield [read(row, context) for _, _, read in COLUMNS]
