"""``mine-ie report``: a page to read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mine_ie.reasons import plain


def report(
    events: Annotated[
        list[Path],
        typer.Argument(
            help="Events or incidents (JSON lines, .gz too), folders of them, - for standard input."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path(
        "report.html"
    ),
    title: Annotated[
        str, typer.Option(help="The page's title.")
    ] = "Mines, explosive remnants of war and IEDs in the news",
    limit: Annotated[
        int, typer.Option(min=1, help="Events to list; the totals always count all.")
    ] = 2000,
    privacy: Annotated[
        bool, typer.Option("--privacy", help="Remove names and exact places.")
    ] = False,
    grid: Annotated[
        float | None,
        typer.Option(help="With --privacy: the grid for coordinates, in degrees; 0.1 if none."),
    ] = None,
) -> None:
    """Write one self-contained HTML page: map, timeline, totals, review queue, evidence."""
    from mine_ie.privacy import Privacy
    from mine_ie.records import read_rows
    from mine_ie.report import write_report

    try:
        rows = read_rows(*events)
        if grid is not None and not privacy:
            raise ValueError("--grid goes with --privacy: without it coordinates stay exact")
        if privacy:
            rows = (Privacy() if grid is None else Privacy(grid)).apply(rows)
        totals = write_report(rows, output, title, limit, privacy)
    except (ValueError, OSError) as error:
        typer.echo(f"mine-ie report: {plain(error)}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{output}: {totals.events} events, {totals.flagged} to review", err=True)
