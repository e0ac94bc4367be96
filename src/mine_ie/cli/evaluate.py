"""``mine-ie evaluate``: how right extraction is on labelled corpora."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from mine_ie.evaluation import Evaluation


class Format(StrEnum):
    """Forms that the report can have."""

    table = "table"
    json = "json"
    html = "html"
    markdown = "markdown"


def evaluate(
    corpora: Annotated[
        list[Path], typer.Argument(metavar="CORPUS...", help="Folders of labelled corpora.")
    ],
    format: Annotated[Format, typer.Option(help="Form of the report.")] = Format.table,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output if none.")
    ] = None,
    diff: Annotated[
        Path | None, typer.Option(help="An earlier JSON report: show what was gained and lost.")
    ] = None,
    errors: Annotated[
        int, typer.Option(min=0, help="Show the N worst articles of each corpus.")
    ] = 0,
    by_type: Annotated[
        bool, typer.Option("--by-type", help="A table for each event type, too.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(help="Base model to read with as well; default: rules alone.")
    ] = None,
    samples: Annotated[
        int, typer.Option(min=0, help="Bootstrap samples behind the 95 % intervals.")
    ] = 1000,
) -> None:
    """Extract events from labelled corpora and report how many are right."""
    from mine_ie.evaluation import evaluate as run
    from mine_ie.evaluation_diff import diff as compare
    from mine_ie.evaluation_diff import read_report
    from mine_ie.evaluation_table import diff_text, errors_text
    from mine_ie.pipeline import load

    earlier = read_report(diff) if diff else None
    evaluation = run(list(corpora), load(model=model) if model else None, samples=samples)
    parts = [_render(evaluation, format, by_type, errors)]
    if format in (Format.table, Format.markdown):
        shown = [errors_text(r.score, errors) for r in evaluation.runs if errors]
        fence = "```" if format == Format.markdown else ""
        parts += [f"{fence}\n{text}\n{fence}".strip("\n") for text in shown if text]
    text = "\n".join(part.rstrip() + "\n" for part in parts if part)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)
    if earlier:
        # Beside a report on standard output that a program reads, the comparison is for people.
        typer.echo(diff_text(compare(earlier, evaluation.to_dict())), err=format == Format.json)


def _render(evaluation: Evaluation, format: Format, by_type: bool, errors: int) -> str:
    from mine_ie import evaluation_table

    if format == Format.json:
        return evaluation.to_json()
    if format == Format.markdown:
        return evaluation_table.markdown(evaluation, by_type)
    if format == Format.html:
        from mine_ie.evaluation_report import html

        return html(evaluation, errors or 20)
    import io

    from rich.console import Console

    # Rendered at a fixed width when it does not go to a terminal, so that columns stay whole.
    buffer = io.StringIO()
    screen = Console(width=None if Console().is_terminal else 120, file=buffer)
    screen.print(evaluation_table.console(evaluation, by_type))
    return buffer.getvalue()
