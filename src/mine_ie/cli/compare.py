"""``mine-ie compare``: extracted events against an analyst's own rows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mine_ie.reasons import plain


def compare(
    events: Annotated[Path, typer.Argument(help="Events or incidents (JSON lines).")],
    coded: Annotated[Path, typer.Argument(help="Coded rows (CSV): ACLED, GTD, UCDP or your own.")],
    mapping: Annotated[
        Path | None, typer.Option(help="For your own columns: a YAML file of field: column.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write every match, miss and difference (CSV)."),
    ] = None,
) -> None:
    """Match events with coded rows: agreement, missing, extra, differing figures."""
    from mine_ie.compare import compare as run
    from mine_ie.compare import differences, read_coded, read_mapping
    from mine_ie.records import read_rows
    from mine_ie.writers.base import write_table

    try:
        columns = read_mapping(mapping) if mapping else None
        result = run(read_rows(events), read_coded(coded, columns))
        if output:
            header = ["outcome", "coded", "extracted", "field", "coded_value", "extracted_value"]
            with open(output, "w", encoding="utf-8", newline="") as stream:
                rows = ([row[name] for name in header] for row in differences(result))
                write_table(stream, [header], rows)
    except (ValueError, OSError) as error:
        typer.echo(f"mine-ie compare: {plain(error)}", err=True)
        raise typer.Exit(2) from None
    for line in result.lines():
        typer.echo(line)
