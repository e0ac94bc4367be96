"""``mine-ie export``: events in the formats of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from mine_ie.reasons import plain


def export(
    events: Annotated[
        list[Path],
        typer.Argument(
            help="Event files (JSON lines, .gz too), folders of them, or - for standard input."
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; - is standard output.")
    ] = Path("-"),
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="jsonl, csv, parquet, sqlite, duckdb, geojson, hxl, acled, ucdp, gtd, plover, "
            "imsma-accident, imsma-release or imsma-hazard.",
        ),
    ] = "jsonl",
    profile: Annotated[
        str | None,
        typer.Option(
            help="How to read vague counts: acled, ucdp, gtd, aoav, monitor, none or a "
            ".yaml file. By default the format's own."
        ),
    ] = None,
    privacy: Annotated[
        bool, typer.Option("--privacy", help="Remove names and exact places.")
    ] = False,
    grid: Annotated[
        float | None,
        typer.Option(help="With --privacy: the grid for coordinates, in degrees; 0.1 if none."),
    ] = None,
    loss: Annotated[Path | None, typer.Option(help="Write the loss report here, as JSON.")] = None,
) -> None:
    """Write events as another format, and say what that format cannot carry."""
    from mine_ie.extras import MissingExtra
    from mine_ie.privacy import Privacy
    from mine_ie.records import read_rows
    from mine_ie.writers import export as write

    try:
        rows = read_rows(*events)
        if grid is not None and not privacy:
            raise ValueError("--grid goes with --privacy: without it coordinates stay exact")
        if privacy:
            rows = (Privacy() if grid is None else Privacy(grid)).apply(rows)
        report = write(rows, output, format, profile)
        if loss:
            loss.write_text(json.dumps(report.to_dict(), indent=2, ensure_ascii=False) + "\n")
    except (ValueError, OSError, MissingExtra) as error:
        typer.echo(f"mine-ie export: {plain(error)}", err=True)
        raise typer.Exit(2) from None
    for line in report.lines():
        typer.echo(line, err=True)
