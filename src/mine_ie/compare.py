"""Compare extracted events with rows that an analyst coded: agreement, missing, extra, figures.

ACLED, GTD and UCDP tables are known by their columns; for a table of one's own a mapping says
which column holds what (``docs/compare.md``).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import srsly

from mine_ie.countries import countries
from mine_ie.merge.cluster import block_keys
from mine_ie.merge.features import Telling, telling
from mine_ie.merge.ledger import is_ledger
from mine_ie.merge.score import THRESHOLD, distance, score
from mine_ie.records import Row, open_text
from mine_ie.schema import Event
from mine_ie.writers import facts
from mine_ie.writers.facts import count_text

FIELDS = ("id", "date", "date_end", "year", "month", "day", "country", "admin1", "admin2", "place",
          "latitude", "longitude", "killed", "injured", "type", "ordnance")  # fmt: skip
#: Column of each field in tables that are known by their header.
KNOWN: dict[str, dict[str, str]] = {
    "acled": {
        "id": "event_id_cnty", "date": "event_date", "country": "country", "admin1": "admin1",
        "admin2": "admin2", "place": "location", "latitude": "latitude", "longitude": "longitude",
        "killed": "fatalities", "type": "sub_event_type",
    },
    "gtd": {
        "id": "eventid", "year": "iyear", "month": "imonth", "day": "iday",
        "country": "country_txt", "admin1": "provstate", "place": "city", "latitude": "latitude",
        "longitude": "longitude", "killed": "nkill", "injured": "nwound",
    },
    "ucdp": {
        "id": "id", "date": "date_start", "date_end": "date_end", "country": "country",
        "admin1": "adm_1", "admin2": "adm_2", "place": "where_coordinates",
        "latitude": "latitude", "longitude": "longitude", "killed": "best",
    },
}  # fmt: skip
_UNKNOWN = {"", "unknown", "na", "n/a", "-99", "-9", "none", "null"}
_CLEARANCE = ("disrupted weapons use", "clearance")


class CompareError(ValueError):
    """A coded table or mapping cannot be used; the message names file, row, cause and remedy."""


@dataclass(frozen=True)
class Pair:
    """A coded row and the extracted event that tells of the same incident."""

    coded: Row
    extracted: Row
    score: float
    #: Field to (coded, extracted), as text; only what both state and differ in.
    differs: Mapping[str, tuple[str, str]]


@dataclass
class Comparison:
    """The outcome, one coded row to one extracted event."""

    pairs: list[Pair] = field(default_factory=list)
    missing: list[Row] = field(default_factory=list)
    extra: list[Row] = field(default_factory=list)
    agreed: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    #: Further events that tell of a coded row already matched (other articles).
    retold: int = 0
    #: Extracted figures for a period or to date, which no coded single event can match.
    ledger: int = 0

    def lines(self) -> list[str]:
        """The comparison for a person."""
        coded = len(self.pairs) + len(self.missing)
        out = [
            f"{coded} coded rows: {len(self.pairs)} matched, {len(self.missing)} missing; "
            f"{len(self.extra)} extracted events match no row, {self.retold} retell a matched one, "
            f"{self.ledger} are figures for a period"
        ]
        for name, n in self.stated.items():
            out.append(f"{name}: {self.agreed[name]} of {n} agree ({self.agreed[name] / n:.0%})")
        return out


def read_mapping(path: str | Path) -> dict[str, str]:
    """Read a mapping of fields to columns (YAML).

    Raises:
        CompareError: it names an unknown field or is no mapping.
    """
    data = srsly.read_yaml(Path(path))
    if not isinstance(data, dict) or (unknown := set(data) - set(FIELDS)):
        what = f"unknown fields {sorted(unknown)}" if isinstance(data, dict) else "no mapping"
        raise CompareError(f"{path}: {what}; give field: column, fields: {', '.join(FIELDS)}")
    return {name: str(column) for name, column in data.items()}


def read_coded(path: str | Path, mapping: Mapping[str, str] | None = None) -> Iterator[Row]:
    """Yield the rows of a coded CSV as events.

    Raises:
        CompareError: the header is of no known table and there is no mapping, a mapped column is
            not in it, or a value cannot be read.
    """
    with open_text(path) as stream:
        reader = csv.DictReader(stream)
        header = list(reader.fieldnames or ())
        columns = dict(mapping or detect(header, str(path)))
        if lost := sorted(set(columns.values()) - set(header)):
            raise CompareError(f"{path}: no column {', '.join(lost)}; it has {', '.join(header)}")
        for number, data in enumerate(reader, 2):
            values = {
                name: text
                for name, column in columns.items()
                if (text := (data.get(column) or "").strip()).casefold() not in _UNKNOWN
            }
            try:
                yield _row(values, number)
            except ValueError as error:
                cause = str(error).splitlines()[0]
                raise CompareError(f"{path}:{number}: cannot be read: {cause}") from None


def detect(header: list[str], name: str = "the table") -> dict[str, str]:
    """The mapping of a known table, by its columns.

    >>> detect(["eventid", "iyear", "imonth", "iday", "country_txt", "nkill"])["killed"]
    'nkill'

    Raises:
        CompareError: the table is not known.
    """
    keys = {"acled": "event_id_cnty", "gtd": "iyear", "ucdp": "date_start"}
    for table, column in keys.items():
        if column in header:
            return {f: c for f, c in KNOWN[table].items() if c in header}
    raise CompareError(
        f"{name}: not a table of {', '.join(KNOWN)} by its columns: give a mapping file "
        f"(field: column; fields: {', '.join(FIELDS)})"
    )


def _row(values: Mapping[str, str], number: int) -> Row:
    start, end = _dates(values)
    lat, lon = values.get("latitude"), values.get("longitude")
    name = values.get("place") or values.get("admin2") or values.get("admin1")
    places: list[dict[str, Any]] = []
    if name or lat or values.get("country"):
        kind = next(
            (k for f, k in (("place", "settlement"), ("admin2", "district"), ("admin1", "province"))
             if f in values),
            "country",
        )  # fmt: skip
        places.append(
            {
                "text": name or values.get("country") or "point",
                "name": name or values.get("country") or "point",
                "kind": kind,
                "admin1": values.get("admin1"),
                "admin2": values.get("admin2"),
                "country": country_code(values.get("country")),
                "lat": float(lat) if lat and lon else None,
                "lon": float(lon) if lat and lon else None,
            }
        )
    event: dict[str, Any] = {
        "id": values.get("id") or str(number),
        "type": "clearance" if values.get("type", "").casefold() in _CLEARANCE else "explosion",
        "places": places,
    }
    if start:
        precision = "day" if len(start) == 10 else "month" if len(start) == 7 else "year"
        event["when"] = {"start": start, "end": end or start, "precision": precision}
    for outcome in ("killed", "injured"):
        if outcome in values:
            n = int(float(values[outcome]))
            event[outcome] = {"low": n, "best": n, "high": n}
    if "ordnance" in values:
        event["ordnance"] = [{"kind": values["ordnance"]}]
    return Row(Event.from_dict(event), article=f"coded:{event['id']}")


def _dates(values: Mapping[str, str]) -> tuple[str | None, str | None]:
    if "date" in values:
        return _iso(values["date"]), _iso(values.get("date_end"))
    if "year" not in values:
        return None, None
    parts = [f"{int(values['year']):04d}"]
    for name in ("month", "day"):
        # GTD writes 0 for an unknown month or day.
        if int(float(values.get(name, "0"))) == 0:
            break
        parts.append(f"{int(float(values[name])):02d}")
    return "-".join(parts), None


def _iso(text: str | None) -> str | None:
    """ISO days, with or without a time, and ACLED's older ``06 May 2024``."""
    if text is None:
        return None
    from datetime import datetime

    for form, size in (("%Y-%m-%d", 10), ("%d %B %Y", None), ("%d %b %Y", None), ("%Y-%m", 7)):
        try:
            found = datetime.strptime(text[:size] if size else text, form)
        except ValueError:
            continue
        return f"{found:%Y-%m}" if form == "%Y-%m" else f"{found:%Y-%m-%d}"
    raise ValueError(f"the date {text!r} is not of the form YYYY-MM-DD or 06 May 2024")


@cache
def _names() -> dict[str, str]:
    out = {}
    for code, row in countries().items():
        for name in (code, row.alpha3, row.name, str(row.numeric)):
            out[name.casefold()] = code
    return out


def country_code(text: str | None) -> str | None:
    """The alpha-2 code of a country given by name, alpha-2, alpha-3 or numeric code.

    >>> country_code("Azerbaijan"), country_code("AZE"), country_code("31"), country_code("Oz")
    ('AZ', 'AZ', 'AZ', None)
    """
    return _names().get(text.casefold()) if text else None


def compare(extracted: Iterable[Row], coded: Iterable[Row]) -> Comparison:
    """Match events to coded rows one to one, best matches first, and compare their figures.

    The coded rows are held in memory; the events stream.
    """
    rows = [telling(row, n) for n, row in enumerate(coded)]
    index: dict[Hashable, list[Telling]] = {}
    for one in rows:
        for block in block_keys(one)[0] | block_keys(one)[1]:
            index.setdefault(block, []).append(one)
    out = Comparison()
    found: list[tuple[float, int, Row]] = []
    for row in extracted:
        if is_ledger(row):
            out.ledger += 1
            continue
        if row.event.type not in ("explosion", "use", "clearance"):
            continue
        best = _candidates(telling(row), index)
        if best:
            found += [(value, seq, row) for value, seq in best]
        else:
            out.extra.append(row)
    _assign(rows, found, out)
    return out


def _candidates(one: Telling, index: Mapping[Hashable, list[Telling]]) -> list[tuple[float, int]]:
    seen: dict[int, float] = {}
    own, looked = block_keys(one)
    for block in own | looked:
        for other in index.get(block, ()):
            if other.seq not in seen:
                seen[other.seq] = score(one, other)
    return [(value, seq) for seq, value in seen.items() if value >= THRESHOLD]


def _assign(rows: list[Telling], found: list[tuple[float, int, Row]], out: Comparison) -> None:
    taken: set[int] = set()
    used: set[str] = set()
    retold: set[str] = set()
    for value, seq, row in sorted(found, key=lambda f: (-f[0], f[1], f[2].id)):
        if row.id in used:
            continue
        if seq in taken:
            retold.add(row.id)
            continue
        taken.add(seq)
        used.add(row.id)
        coded = rows[seq].row
        out.pairs.append(Pair(coded, row, round(value, 2), _differences(coded, row, out)))
    out.retold = len(retold - used)
    out.missing = [one.row for one in rows if one.seq not in taken]


def _differences(coded: Row, extracted: Row, out: Comparison) -> dict[str, tuple[str, str]]:
    """Fields that both state and that differ; counts what agrees."""
    differs: dict[str, tuple[str, str]] = {}

    def note(name: str, agrees: bool, first: str, second: str) -> None:
        out.stated[name] += 1
        out.agreed[name] += agrees
        if not agrees:
            differs[name] = (first, second)

    for outcome in ("killed", "injured"):
        one, other = getattr(coded.event, outcome), getattr(extracted.event, outcome)
        if one is not None and (other is not None or one.best):
            same = other is not None and one.best in (other.best, other.low)
            note(outcome, same, count_text(one), count_text(other) or "not stated")
    first, second = facts.span(coded.event), facts.span(extracted.event)
    if first[0] and second[0]:
        note("date", first[0] == second[0], str(first[0]), str(second[0]))
    here, there = facts.point(coded.event), facts.point(extracted.event)
    if here and there:
        km = distance(here, there)
        note("place within 50 km", km <= 50, f"{here[0]}, {here[1]}", f"{km:.0f} km away")
    one_code, other_code = facts.country_of(coded.event), facts.country_of(extracted.event)
    if one_code and other_code:
        note("country", one_code == other_code, one_code, other_code)
    return differs


def differences(comparison: Comparison) -> Iterator[dict[str, str]]:
    """The comparison as table rows, one a match, miss, extra event or differing field."""
    for pair in comparison.pairs:
        base = {"coded": pair.coded.event.id, "extracted": pair.extracted.id}
        if not pair.differs:
            yield {
                "outcome": "agrees",
                **base,
                "field": "",
                "coded_value": "",
                "extracted_value": "",
            }
        for name, (one, other) in pair.differs.items():
            values = {"field": name, "coded_value": one, "extracted_value": other}
            yield {"outcome": "differs", **base, **values}
    empty = {"field": "", "coded_value": "", "extracted_value": ""}
    for row in comparison.missing:
        yield {"outcome": "missing", "coded": row.event.id, "extracted": "", **empty} | {
            "coded_value": facts.summary(row)
        }
    for row in comparison.extra:
        yield {"outcome": "extra", "coded": "", "extracted": row.id, **empty} | {
            "extracted_value": facts.summary(row)
        }
