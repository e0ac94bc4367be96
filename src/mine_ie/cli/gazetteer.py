"""``mine-ie gazetteer``: build a place file, and look names up in one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Build and query the gazetteer of places.", no_args_is_help=True)


@app.command("build")
def build(
    dumps: Annotated[
        list[Path], typer.Argument(help="GeoNames dumps (.txt or .zip) and CSV tables.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The gazetteer file to write.")],
    country: Annotated[str, typer.Option(help="ISO code for CSV rows that name no country.")] = "",
) -> None:
    """Write a gazetteer file that holds the shipped places and those of DUMPS."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    from mine_ie.gazetteer.build import build as run

    console = Console(stderr=True)
    total = sum(path.stat().st_size for path in dumps if path.is_file())
    bars = Progress(BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=console)
    with bars:
        task = bars.add_task("reading", total=total)
        report = run(dumps, out, country, progress=lambda n: bars.advance(task, n))
    size = out.stat().st_size / 1e6
    typer.echo(f"{out}: {report.kept:,} places read, {report.skipped:,} rows of other kinds, "
               f"{size:.0f} MB")  # fmt: skip
    if report.damaged:
        typer.echo(f"{report.damaged:,} damaged rows left out:", err=True)
        for line in report.lines:
            typer.echo(f"  {line}", err=True)


@app.command("lookup")
def lookup(
    name: Annotated[str, typer.Argument(help="A place's name, in any usual spelling.")],
    country: Annotated[str, typer.Option(help="Only this country (ISO code).")] = "",
    within: Annotated[str, typer.Option(help="A province, district or country around it.")] = "",
    gazetteer: Annotated[Path | None, typer.Option(help="A file of 'gazetteer build'.")] = None,
    limit: Annotated[int, typer.Option(help="How many candidates to show.")] = 10,
) -> None:
    """Show the candidates for NAME, best first, and why the first one wins."""
    from rich.console import Console
    from rich.table import Table

    from mine_ie.gazetteer.resolve import explain
    from mine_ie.gazetteer.store import Store

    store = Store(gazetteer)
    rows = explain(store, name, country.upper(), within)[:limit]
    if not rows:
        typer.echo(f"{name}: not in the gazetteer{' of ' + country if country else ''}.")
        raise typer.Exit(1)
    table = Table("name", "kind", "within", "country", "population", "lat, lon", "+/- km", "why")
    for entry, why in rows:
        units = [store.get(entry.admin2), store.get(entry.admin1)]
        table.add_row(
            entry.name, entry.kind, ", ".join(u.name for u in units if u), entry.country,
            f"{entry.population:,}" if entry.population else "",
            "" if entry.lat is None else f"{entry.lat:.3f}, {entry.lon:.3f}",
            f"{entry.km:g}", why,
        )  # fmt: skip
    Console().print(table)
