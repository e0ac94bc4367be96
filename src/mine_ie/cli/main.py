"""``mine-ie``: the verbs and what they have in common.

Exit codes: 0 done; 1 some articles failed, the rest is done; 2 the command or its input is not
usable; 3 a check that the command made did not hold (a corpus is invalid, a floor is not met).
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mine_ie.cli import batch, compare, corpus, evaluate, export, extract, gazetteer, merge, report
from mine_ie.reasons import plain

app = typer.Typer(
    name="mine-ie",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from mine_ie import __version__

        typer.echo(f"mine-ie {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Structured event records about mines, explosive remnants of war and IEDs, from news."""


app.command()(extract.extract)
app.command()(extract.layers)
app.command()(extract.schema)
app.command()(batch.batch)
app.command()(export.export)
app.command()(merge.merge)
app.command()(report.report)
app.command()(compare.compare)
app.command()(evaluate.evaluate)
app.add_typer(corpus.app, name="corpus")
app.add_typer(gazetteer.app, name="gazetteer")


def main() -> None:
    """Run the command line; one line on standard error for what a user can mend."""
    from mine_ie.extras import MissingExtra

    try:
        app()
    except (OSError, ValueError, MissingExtra) as error:
        # What users can mend says so in its message; anything else is a bug and shows its trace.
        print(f"mine-ie: {plain(error)}", file=sys.stderr)
        raise SystemExit(2) from error
