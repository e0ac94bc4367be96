"""Write events in the formats of others: one function a format.

A new format is a function ``write(rows, out, context)`` and an entry in :data:`FORMATS`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from mine_ie.output import replacing
from mine_ie.profiles import Profile
from mine_ie.records import Row
from mine_ie.writers.acled import write_acled
from mine_ie.writers.base import Context, ExportError, Format, Loss, context
from mine_ie.writers.flat import write_csv
from mine_ie.writers.geojson import write_geojson
from mine_ie.writers.gtd import write_gtd
from mine_ie.writers.hxl import write_hxl
from mine_ie.writers.imsma import write_accidents, write_hazards, write_release
from mine_ie.writers.lines import write_jsonl
from mine_ie.writers.parquet import write_parquet
from mine_ie.writers.plover import write_plover
from mine_ie.writers.tables import write_duckdb, write_sqlite
from mine_ie.writers.ucdp import write_ucdp

__all__ = ["FORMATS", "Context", "ExportError", "Format", "Loss", "context", "export"]

FORMATS: dict[str, Format] = {
    "jsonl": Format("JSON lines", ".jsonl", text=write_jsonl),
    "csv": Format("CSV", ".csv", text=write_csv),
    "parquet": Format("Parquet", ".parquet", file=write_parquet),
    "sqlite": Format("SQLite", ".sqlite", file=write_sqlite),
    "duckdb": Format("DuckDB", ".duckdb", file=write_duckdb),
    "geojson": Format("GeoJSON", ".geojson", text=write_geojson),
    "hxl": Format("HXL", ".hxl.csv", text=write_hxl),
    "acled": Format("ACLED", ".acled.csv", text=write_acled, profile="acled"),
    "ucdp": Format("UCDP", ".ucdp.csv", text=write_ucdp, profile="ucdp"),
    "gtd": Format("GTD", ".gtd.csv", text=write_gtd, profile="gtd"),
    "plover": Format("PLOVER", ".plover.jsonl", text=write_plover),
    "imsma-accident": Format("IMSMA accident", ".accident.csv", text=write_accidents),
    "imsma-release": Format("IMSMA land release", ".release.csv", text=write_release),
    "imsma-hazard": Format("IMSMA hazard", ".hazard.csv", text=write_hazards),
}


def export(
    rows: Iterable[Row],
    out: str | Path,
    format: str = "jsonl",
    profile: str | Path | Profile | None = None,
) -> Loss:
    """Write ``rows`` to ``out`` and return the loss report.

    The rows stream: none is kept. A file appears whole or not at all. ``out`` may be ``"-"``
    (standard output) for text formats. ``profile`` reads vague words; by default it is the
    format's own (``acled`` for ACLED rows) and ``none`` where it has none.

    Raises:
        ExportError: the format is unknown or needs a path.
        mine_ie.extras.MissingExtra: the format's library is not installed.
        mine_ie.profiles.ProfileError: there is no such profile.
    """
    if format not in FORMATS:
        raise ExportError(f"no format {format!r}: use one of {', '.join(FORMATS)}")
    form = FORMATS[format]
    ctx = context(form.title, form.profile if profile is None else profile)
    if str(out) == "-":
        if form.text is None:
            raise ExportError(f"{form.title} cannot go to standard output: name a file with -o")
        form.text(rows, sys.stdout, ctx)
        return ctx.loss
    with replacing(out) as part:
        if form.text is not None:
            with open(part, "w", encoding="utf-8", newline="") as stream:
                form.text(rows, stream, ctx)
        elif form.file is not None:
            form.file(rows, part, ctx)
    return ctx.loss
