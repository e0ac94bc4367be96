"""One self-contained page about a collection of events, for a person to read."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mine_ie.output import replacing
from mine_ie.records import Row
from mine_ie.report.chart import chart
from mine_ie.report.collect import Collection, Totals, collect
from mine_ie.report.outlines import outlines

__all__ = ["render", "write_report"]

_ASSETS = Path(__file__).parent / "assets"
_COLUMNS = (
    ("date", "Date", "s"), ("place", "Place", "s"), ("country", "Country", "s"),
    ("type", "Type", "s"), ("killed", "Killed", "n"), ("injured", "Injured", "n"),
    ("ordnance", "Ordnance", "s"),
)  # fmt: skip
#: Rows of a table of totals, and names in the list of places not on the map.
_TOP = 12
_PLACES = 200


def write_report(
    rows: Iterable[Row],
    out: str | Path,
    title: str = "Mines, explosive remnants of war and IEDs in the news",
    limit: int = 2000,
    private: bool = False,
) -> Totals:
    """Write the page and return its totals.

    The totals count every row; at most ``limit`` events are listed, so that the page and the
    memory to make it stay small. ``private`` only makes the page say that
    :class:`mine_ie.privacy.Privacy` was applied to the rows.
    """
    collection = collect(rows, limit)
    with replacing(out) as part:
        part.write_text(render(collection, title, private), encoding="utf-8")
    return collection.totals


def render(collection: Collection, title: str, private: bool = False) -> str:
    """The page as HTML. Text from articles is escaped, and the page's own policy forbids scripts
    and styles other than the two it was made with, whatever an article holds."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    env = Environment(
        loader=FileSystemLoader(_ASSETS), autoescape=True, undefined=StrictUndefined,
        trim_blocks=False,
    )  # fmt: skip
    style = _asset("leaflet.css") + _asset("report.css")
    script = _asset("leaflet.js") + "\n" + _asset("report.js")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = env.get_template("report.html.j2")
    return page.render(
        title=title,
        private=private,
        policy=policy,
        style=Markup(style),
        script=Markup(script),
        data=Markup(_json(collection)),
        columns=_COLUMNS,
        number=lambda n: f"{n:,}",
        words=lambda name: name.replace("_", " "),
        **_parts(collection),
    )


def _parts(collection: Collection) -> dict[str, Any]:
    totals = collection.totals
    types = [name for name, _ in totals.types.most_common()]
    drawn = chart(totals.months, types)
    unresolved = totals.unresolved.most_common(_PLACES)
    return {
        "totals": totals,
        "entries": collection.entries,
        "merged": any(e.row.told_by for e in collection.entries),
        "points": len(collection.points),
        "types": types,
        "countries": sorted({e.country for e in collection.entries}),
        "unresolved": unresolved,
        "more_unresolved": len(totals.unresolved) > len(unresolved),
        "bars": drawn.bars if drawn else [],
        "chart": drawn.axes if drawn else {},
        "periods": drawn.periods if drawn else [],
        "queue": [e for e in collection.entries if e.flags],
        "victims": _victims(totals),
        "tables": [
            ("Events by type", _bars([(k.replace("_", " "), n) for k, n in totals.types.items()])),
            ("Events by country", _bars(list(totals.countries.items()))),
            ("Events that name ordnance", _bars(list(totals.ordnance.items()))),
        ],
    }


def _bars(counts: list[tuple[str, int]]) -> list[tuple[str, int, float]]:
    """The most frequent names with the length of their bar; the rest in one row."""
    ranked = sorted(counts, key=lambda item: (-item[1], item[0]))
    shown, rest = ranked[:_TOP], sum(n for _, n in ranked[_TOP:])
    if rest:
        shown.append((f"{len(ranked) - _TOP} others", rest))
    top = max((n for _, n in shown), default=1)
    return [(name, n, round(90 * n / top, 1)) for name, n in shown]


def _victims(totals: Totals) -> list[tuple[str, list[int | None]]]:
    names = list(dict.fromkeys(["all", *sorted({name for name, _ in totals.victims})]))
    label = {"child": "children"}
    return [
        (
            label.get(name, name.replace("_", " ")),
            [totals.victims.get((name, outcome)) for outcome in ("killed", "injured", "missing")],
        )
        for name in names
        if any((name, o) in totals.victims for o in ("killed", "injured", "missing"))
    ]


def _json(collection: Collection) -> str:
    """Data for the map. ``<`` is written as an escape: no string can close the script element."""
    where = [(p["lat"], p["lon"]) for p in collection.points]
    data = {"points": collection.points, "outlines": outlines(where)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
