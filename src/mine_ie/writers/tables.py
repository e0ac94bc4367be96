"""SQLite and DuckDB: a table of events and one for each list that an event holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mine_ie.extras import need
from mine_ie.records import Row
from mine_ie.writers import flat
from mine_ie.writers.base import Context

_BOUNDS = {"low": "INTEGER", "best": "INTEGER", "high": "INTEGER", "count_text": "TEXT"}
_KEY = {"event_id": "TEXT", "position": "INTEGER"}

#: Tables and their columns with SQLite types; DuckDB's are made from them.
TABLES: dict[str, dict[str, str]] = {
    "events": flat.COLUMNS,
    "places": _KEY
    | {"text": "TEXT", "name": "TEXT", "kind": "TEXT", "admin1": "TEXT", "admin2": "TEXT"}
    | {"country": "TEXT", "lat": "REAL", "lon": "REAL", "gazetteer_id": "TEXT"}
    | {"uncertainty_km": "REAL"},
    "casualties": _KEY
    | {"outcome": "TEXT"}
    | _BOUNDS
    | {"victims": "TEXT", "age": "TEXT", "sex": "TEXT", "activity": "TEXT"}
    | {"part_of": "INTEGER", "source": "TEXT"},
    "ordnance": _KEY
    | {"kind": "TEXT", "action": "TEXT"}
    | _BOUNDS
    | {"model": "TEXT", "mass_kg": "REAL", "of": "TEXT", "trigger": "TEXT", "delivery": "TEXT"},
    "areas": _KEY | {"action": "TEXT"} | _BOUNDS,
    "actors": _KEY | {"text": "TEXT", "role": "TEXT"},
    "sources": _KEY | {"article": "TEXT", "source": "TEXT", "published": "TEXT", "url": "TEXT"},
}
#: Rows sent to the database at a time.
_BATCH = 2000


def records(rows: Iterable[Row], context: Context) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (table, record) pairs, an event's own row first."""
    for row in rows:
        context.loss.events += 1
        if row.event.evidence:
            context.loss.add("evidence offsets")
        key = row.id
        quiet = Context(context.profile, type(context.loss)("unused"))
        yield "events", flat.flat(row, quiet)
        for n, place in enumerate(row.event.places):
            yield "places", {"event_id": key, "position": n} | place.to_dict()
        for n, group in enumerate(row.event.casualties):
            data = group.to_dict() | _count(group.count, context, group.outcome)
            yield "casualties", {"event_id": key, "position": n} | data
        for n, item in enumerate(row.event.ordnance):
            data = item.to_dict() | _count(item.count, context, None)
            yield "ordnance", {"event_id": key, "position": n} | data
        for n, area in enumerate(row.event.areas):
            data = area.to_dict() | _count(area.m2, context, None)
            yield "areas", {"event_id": key, "position": n} | data
        for n, actor in enumerate(row.event.actors):
            yield "actors", {"event_id": key, "position": n} | actor.to_dict()
        for n, told in enumerate(row.told_by):
            data = {k: getattr(told, k) for k in ("article", "source", "published", "url")}
            yield "sources", {"event_id": key, "position": n} | data


def _count(count: Any, context: Context, outcome: str | None) -> dict[str, Any]:
    bounds = context.bounds(count, outcome)
    if bounds is None:
        return {}
    return bounds._asdict() | {"count_text": count.text}


def _values(table: str, record: dict[str, Any]) -> list[Any]:
    return [record.get(column) for column in TABLES[table]]


def write_sqlite(rows: Iterable[Row], path: Path, context: Context) -> None:
    """An SQLite database with the tables of :data:`TABLES`; ``events.id`` is the key."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        for table, columns in TABLES.items():
            body = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            db.execute(f'CREATE TABLE "{table}" ({body})')
        pending: dict[str, list[list[Any]]] = {table: [] for table in TABLES}
        for table, record in records(rows, context):
            pending[table].append(_values(table, record))
            if len(pending[table]) >= _BATCH:
                _insert(db, table, pending[table])
        for table, values in pending.items():
            _insert(db, table, values)
        for table in TABLES:
            key = "id" if table == "events" else "event_id"
            db.execute(f'CREATE INDEX "{table}_key" ON "{table}" ("{key}")')
        db.commit()


def _insert(db: sqlite3.Connection, table: str, values: list[list[Any]]) -> None:
    marks = ", ".join("?" * len(TABLES[table]))
    db.executemany(f'INSERT INTO "{table}" VALUES ({marks})', values)
    values.clear()


def write_duckdb(rows: Iterable[Row], path: Path, context: Context) -> None:
    """A DuckDB database with the same tables; loaded in bulk from JSON lines, as it likes best."""
    duckdb = need("duckdb", "duckdb", "writing DuckDB")
    types = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE"}
    with TemporaryDirectory() as folder, closing(duckdb.connect(str(path))) as db:
        with ExitStack() as stack:
            parts = {
                table: stack.enter_context(
                    open(Path(folder) / f"{table}.jsonl", "w", encoding="utf-8")
                )
                for table in TABLES
            }
            for table, record in records(rows, context):
                data = {name: record.get(name) for name in TABLES[table]}
                parts[table].write(json.dumps(data, ensure_ascii=False) + "\n")
        for table, columns in TABLES.items():
            body = ", ".join(f'"{name}" {types[kind]}' for name, kind in columns.items())
            db.execute(f'CREATE TABLE "{table}" ({body})')
            reads = ", ".join(f"'{name}': '{types[kind]}'" for name, kind in columns.items())
            db.execute(
                f'INSERT INTO "{table}" SELECT * FROM read_json(?, columns={{{reads}}}, '
                "format='newline_delimited')",
                [str(Path(folder) / f"{table}.jsonl")],
            )
