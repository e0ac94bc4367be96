"""``mine-ie merge``: one record an incident."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mine_ie.reasons import plain


def merge(
    events: Annotated[
        list[Path],
        typer.Argument(
            help="Event files (JSON lines, .gz too), folders of them, or - for standard input."
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="Where incidents go. Ledgers and changes are written beside it. If the file "
            "is there from an earlier run, its ids are kept.",
        ),
    ],
    policy: Annotated[
        str,
        typer.Option(help="Which figure stands: latest, detailed, conservative or majority."),
    ] = "latest",
    previous: Annotated[
        Path | None,
        typer.Option(help="Incidents of an earlier run whose ids to keep, if not in --output."),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget earlier ids.")] = False,
) -> None:
    """Group the events that different articles tell of the same incident."""
    from typing import get_args

    from mine_ie.merge import Policy, merge_to_files
    from mine_ie.records import read_rows

    if policy not in get_args(Policy):
        names = ", ".join(get_args(Policy))
        typer.echo(f"mine-ie merge: no policy {policy!r}: use one of {names}", err=True)
        raise typer.Exit(2)
    if previous is None and output.exists() and not fresh:
        previous = output
    try:
        summary = merge_to_files(read_rows(*events), output, policy, previous)  # type: ignore[arg-type]
    except (ValueError, OSError) as error:
        typer.echo(f"mine-ie merge: {plain(error)}", err=True)
        raise typer.Exit(2) from None
    for line in summary.lines():
        typer.echo(line, err=True)
