"""``mine-ie batch``: archives of articles."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mine_ie.reasons import plain

if TYPE_CHECKING:
    from mine_ie.batch import Summary

_SHOWN = 10


class Format(StrEnum):
    """Forms of the records."""

    jsonl = "jsonl"
    parquet = "parquet"


class Engine(StrEnum):
    """Who runs the workers."""

    local = "local"
    dask = "dask"


class Html(StrEnum):
    """Ways to find the text of a page."""

    precise = "precise"
    fast = "fast"


class Gate(StrEnum):
    """Matchers that settle irrelevant articles."""

    words = "words"
    hyperscan = "hyperscan"
    none = "none"


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="IN...",
            help="Files, folders, globs or URLs: txt, html, json, jsonl, csv, tsv, parquet, warc, "
            "zip, each also .gz.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="A folder for parts, or one .jsonl or .parquet file."),
    ],
    workers: Annotated[
        int | None, typer.Option(min=0, help="Processes; by default one a processor.")
    ] = None,
    format: Annotated[Format | None, typer.Option(help="Default: jsonl, or OUT's suffix.")] = None,
    engine: Annotated[Engine, typer.Option(help="Who runs the workers.")] = Engine.local,
    scheduler: Annotated[
        str | None, typer.Option(help="With --engine dask: address of a running cluster.")
    ] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Do only the failed ones again.")] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Throw away what is there and do it all again.")
    ] = False,
    text_field: Annotated[str | None, typer.Option(help="Column or key of the text.")] = None,
    title_field: Annotated[str | None, typer.Option(help="... of the headline.")] = None,
    date_field: Annotated[str | None, typer.Option(help="... of the publication date.")] = None,
    id_field: Annotated[str | None, typer.Option(help="... of the article's id.")] = None,
    url_field: Annotated[str | None, typer.Option(help="... of the address.")] = None,
    source_field: Annotated[str | None, typer.Option(help="... of the outlet.")] = None,
    date_format: Annotated[
        str | None, typer.Option(help='Form of dates that are not ISO, as "%d/%m/%Y".')
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Charset; by default UTF-8, else detected.")
    ] = None,
    delimiter: Annotated[str | None, typer.Option(help="Of CSV; by default detected.")] = None,
    html: Annotated[Html, typer.Option(help="How to find the text of pages.")] = Html.precise,
    keep_text: Annotated[
        bool, typer.Option("--keep-text", help="Keep the text that offsets point into.")
    ] = False,
    gate: Annotated[
        Gate, typer.Option(help="Matcher that settles irrelevant articles; none reads all.")
    ] = Gate.words,
    time_limit: Annotated[
        float, typer.Option(min=0, help="Seconds for one article; 0 for no limit.")
    ] = 60.0,
    shard_size: Annotated[int, typer.Option(min=1, help="Articles a part file.")] = 500,
    planned: Annotated[
        bool, typer.Option("--planned", help="Also give planned and denied events.")
    ] = False,
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out events with a lower confidence.")
    ] = 0.0,
    model: Annotated[
        str | None, typer.Option(help="Base model to read with as well; default: rules alone.")
    ] = None,
    lexicon: Annotated[list[Path] | None, typer.Option(help="Your own lexicon file.")] = None,
    gazetteer: Annotated[Path | None, typer.Option(help="A gazetteer of your own.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what failed.")] = False,
) -> None:
    """Extract events from archives of articles, each article one record.

    The same command goes on where it stopped. Exit code 1: some articles failed (see "error" in
    their records; --retry does them again); 2: the command or its input is not usable; 4: stopped
    before the end (disk full, workers that cannot start), what is done is kept; 130: by Ctrl-C.
    """
    import logging

    from mine_ie.batch import DiskFull, run
    from mine_ie.engines import WorkersDie
    from mine_ie.extras import MissingExtra
    from mine_ie.readers import Options
    from mine_ie.shards import WorkerDiffers
    from mine_ie.workers import Pipeline

    logging.basicConfig(
        level=logging.ERROR if quiet else logging.INFO, format="%(message)s", force=True
    )
    logging.getLogger("distributed").setLevel(logging.ERROR)
    matchers: dict[Gate, Literal["words", "hyperscan"] | None]
    matchers = {Gate.words: "words", Gate.hyperscan: "hyperscan", Gate.none: None}
    reading = Options(
        text_field, title_field, date_field, id_field, url_field, source_field,
        date_format, encoding, delimiter, html.value,
    )  # fmt: skip
    again = "what is done is kept: give the same command again"
    if restart:
        again += ", without --restart"
    try:
        summary = run(
            inputs,
            output,
            pipeline=Pipeline(
                model=model,
                lexicons=tuple(map(str, lexicon or ())),
                gazetteer=str(gazetteer) if gazetteer else None,
                planned=planned,
                threshold=threshold,
            ),
            workers=workers,
            format=format.value if format else None,
            engine=engine.value,
            scheduler=scheduler,
            reading=reading,
            gate=matchers[gate],
            time_limit=time_limit or None,
            shard_size=shard_size,
            keep_text=keep_text,
            retry=retry,
            restart=restart,
            quiet=quiet,
        )
    except (DiskFull, WorkersDie, WorkerDiffers) as error:
        _stop(f"{plain(error)}; {again}", 4)
    except KeyboardInterrupt:
        _stop(f"stopped; {again}", 130)
    except (MissingExtra, ValueError, OSError) as error:
        _stop(plain(error), 2)
    _say(summary, quiet)


def _say(summary: Summary, quiet: bool) -> None:
    from mine_ie.batch import failures

    if not quiet:
        typer.echo(
            f"{summary.articles:,} articles, {summary.relevant:,} relevant, "
            f"{summary.events:,} events, {summary.errors:,} errors: {summary.results}",
            err=True,
        )
    if not summary.errors:
        return
    for record in failures(summary, _SHOWN):
        typer.echo(f"mine-ie batch: {record['id']}: {record['error']['message']}", err=True)
    if summary.errors > _SHOWN:
        typer.echo(f"mine-ie batch: and {summary.errors - _SHOWN:,} more", err=True)
    raise typer.Exit(1)


def _stop(message: str, code: int) -> None:
    typer.echo(f"mine-ie batch: {message}", err=True)
    raise typer.Exit(code) from None
