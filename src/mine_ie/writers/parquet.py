"""Parquet: the whole event, nested and typed, written a row group at a time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from mine_ie.extras import need
from mine_ie.records import Row
from mine_ie.writers.base import Context
from mine_ie.writers.lines import event_line

#: Events a row group: some megabytes in memory.
_GROUP = 2_000


def schema() -> Any:
    """The ``pyarrow`` schema: the event's fields, lists as lists, evidence as a struct.

    Raises:
        MissingExtra: ``pyarrow`` is not installed.
    """
    pa = need("pyarrow", "parquet", "writing Parquet")
    text, whole, real = pa.string(), pa.int64(), pa.float64()
    evidence = pa.struct({"start": whole, "end": whole, "title": pa.bool_()})
    count = pa.struct(
        {"low": whole, "best": whole, "high": whole, "text": text, "evidence": evidence}
    )

    def record(**fields: Any) -> Any:
        return pa.struct(fields | {"evidence": evidence})

    def texts(names: str) -> dict[str, Any]:
        return dict.fromkeys(names.split(), text)

    place = record(
        **texts("text name kind admin1 admin2 country gazetteer_id"),
        lat=real, lon=real, uncertainty_km=real,
    )  # fmt: skip
    casualties = record(
        **texts("outcome victims age sex activity source"), count=count, part_of=whole
    )
    ordnance = record(
        **texts("kind action model of trigger delivery text"), count=count, mass_kg=real
    )
    told = pa.struct(texts("article source published url"))
    return pa.schema(
        texts("article outlet published title url id type scope status")
        | {
            "when": record(**texts("start end precision text")),
            "places": pa.list_(place),
            "casualties": pa.list_(casualties),
            "killed": count, "injured": count, "missing": count, "unspecified": count,
            "ordnance": pa.list_(ordnance),
            "areas": pa.list_(record(**texts("action text"), m2=count)),
            "actors": pa.list_(record(**texts("text role"))),
            "source": text,
            "confidence": real,
            "flags": pa.list_(text),
            "evidence": pa.list_(evidence),
            "provenance": pa.list_(record(**texts("field rule"))),
            "sources": pa.list_(told),
            "independent": whole,
        }
    )  # fmt: skip


def _evidence(value: Any) -> Any:
    """Turn every evidence array ``[start, end(, "title")]`` below ``value`` into a struct."""
    if isinstance(value, dict):
        return {
            key: _span(item) if key == "evidence" and _is_span(item) else _evidence(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_span(item) if _is_span(item) else _evidence(item) for item in value]
    return value


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) in (2, 3) and isinstance(value[0], int)


def _span(value: list[Any]) -> dict[str, Any]:
    return {"start": value[0], "end": value[1], "title": len(value) == 3}


def write_parquet(rows: Iterable[Row], path: Path, context: Context) -> None:
    """Parquet with zstd compression; memory is that of one row group."""
    pa = need("pyarrow", "parquet", "writing Parquet")
    pq = need("pyarrow.parquet", "parquet", "writing Parquet")
    table = schema()
    source = iter(rows)
    with pq.ParquetWriter(path, table, compression="zstd") as writer:
        while group := list(islice(source, _GROUP)):
            context.loss.events += len(group)
            data = []
            for row in group:
                line = _evidence(event_line(row))
                for outcome in ("killed", "injured", "missing", "unspecified"):
                    bounds = context.bounds(getattr(row.event, outcome), outcome)
                    if bounds:
                        line[outcome] |= bounds._asdict()
                data.append(line)
            writer.write_table(pa.Table.from_pylist(data, schema=table))
