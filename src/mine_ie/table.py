"""Events as a table that people read on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from mine_ie.schema import Area, Article, Count, Event, Ordnance


def print_events(article: Article, events: Sequence[Event], console: Console | None = None) -> None:
    """Print one table for the article; a line that says so when there are no events."""
    console = console or Console()
    name = article.title or article.id or "article"
    if not events:
        console.print(f"[bold]{name}[/bold]: no events", highlight=False)
        return
    table = Table(title=name, title_justify="left", header_style="bold", show_lines=True)
    for column in ("event", "when", "where", "people", "ordnance and land", "source", "conf."):
        table.add_column(column, overflow="fold")
    for event in events:
        table.add_row(
            _what(event),
            _when(event),
            _where(event),
            _people(event),
            "\n".join([*map(_item, event.ordnance), *map(_area, event.areas)]),
            event.source or "",
            "" if event.confidence is None else f"{event.confidence:.2f}",
        )
    console.print(table)


def _what(event: Event) -> str:
    parts = [event.type, event.scope if event.scope != "incident" else ""]
    parts += [event.status if event.status != "reported" else "", *event.flags]
    return "\n".join(p for p in parts if p)


def _when(event: Event) -> str:
    if event.when is None:
        return ""
    start, end = event.when.start, event.when.end
    return start or "" if start == end else f"{start or '..'} to {end or '..'}"


def _where(event: Event) -> str:
    lines = []
    for place in event.places:
        parents = ", ".join(p for p in (place.admin2, place.admin1, place.country) if p)
        lines.append(place.name + (f" ({parents})" if parents else ""))
    return "\n".join(lines)


def _people(event: Event) -> str:
    totals = {
        name: getattr(event, name) for name in ("killed", "injured", "missing", "unspecified")
    }
    return "\n".join(f"{n} {shown(c)}" for n, c in totals.items() if c is not None)


def shown(count: Count | None) -> str:
    """Show a count with its bounds.

    >>> shown(Count(low=370, best=370, high=None)), shown(Count(low=4, best=None, high=6))
    ('370+', '4-6')
    """
    if count is None:
        return ""
    low, best, high = count.low, count.best, count.high
    if best is None:
        if low is None and high is None:
            return "?"
        return f"{'' if low is None else low}-{'' if high is None else high}"
    if low == high == best:
        return f"{best:,}"
    if low is None and high is None:
        return f"~{best:,}"
    if high is None:
        return f"{best:,}+"
    if low is None:
        return f"up to {best:,}"
    return f"{best:,} ({low:,}-{high:,})"


def _item(item: Ordnance) -> str:
    mass = f"{item.mass_kg:,g} kg" if item.mass_kg is not None else ""
    parts = (shown(item.count), mass, item.kind, item.model or "", item.action or "")
    return " ".join(p for p in parts if p)


def _area(area: Area) -> str:
    return f"{shown(area.m2)} m2 {area.action or ''}".rstrip()
