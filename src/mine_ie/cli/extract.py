"""``mine-ie extract``, ``layers`` and ``schema``: one article at a time."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mine_ie.reasons import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mine_ie.schema import Article

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Text files, or - for standard input. Of json, jsonl, csv ... each row is an article.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(help='Publication date, YYYY-MM-DD, of articles without: it resolves "Monday".'),
]
Title = Annotated[str | None, typer.Option(help="The headline, where it is not in the text.")]
Model = Annotated[
    str | None,
    typer.Option(help="Base model to read with as well; events need none (docs/base-model.md)."),
]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="Your own lexicon file (ordnance*.yaml, people*, cues*)."),
]
Gazetteer = Annotated[
    Path | None, typer.Option(help="A gazetteer made by mine-ie gazetteer build.")
]


class Format(StrEnum):
    """Forms of the output."""

    table = "table"
    jsonl = "jsonl"


def extract(
    files: Files,
    published: Published = None,
    title: Title = None,
    format: Annotated[
        Format | None, typer.Option(help="Default: a table on a terminal, else jsonl.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the evidence in the text, and the rules.")
    ] = False,
    planned: Annotated[
        bool, typer.Option("--planned", help="Also give planned and denied events.")
    ] = False,
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out events with a lower confidence.")
    ] = 0.0,
    keep_text: Annotated[
        bool, typer.Option("--keep-text", help="Put the text into the record (jsonl).")
    ] = False,
    model: Model = None,
    lexicon: Lexicons = None,
    gazetteer: Gazetteer = None,
) -> None:
    """Read articles and print their events.

    With jsonl one line an article: {"id", "status", "title", "published", "source", "url",
    "events", "error"}. Exit code 1 when a file could not be read; the others are done.
    """
    from mine_ie.extraction import extract as run
    from mine_ie.pipeline import load
    from mine_ie.textfile import check_day

    if published is not None:
        check_day(published)
    as_table = (format or _default_format()) == Format.table
    nlp = load(model, lexicons=lexicon or (), gazetteer=gazetteer)
    failed = False
    for article in _articles(files, published, title):
        if isinstance(article, Failure):
            failed = True
            _fail(article, as_table)
            continue
        events = run(article, nlp, planned=planned, threshold=threshold)
        if explain:
            from mine_ie.explain import explanation

            typer.echo(explanation(article, events))
        elif as_table:
            from mine_ie.table import print_events

            print_events(article, events)
        else:
            record = {
                **article.model_dump(include={"id", "title", "published", "source", "url"}),
                "status": "ok",
                "events": [event.to_dict() for event in events],
                "error": None,
            }
            if keep_text:
                record["text"] = article.text
            typer.echo(json.dumps(record, ensure_ascii=False))
    if failed:
        raise typer.Exit(1)


def layers(
    files: Files,
    published: Published = None,
    title: Title = None,
    layer: Annotated[
        list[str] | None, typer.Option(help="Only this layer; may be given more than once.")
    ] = None,
    model: Model = None,
    lexicon: Lexicons = None,
    gazetteer: Gazetteer = None,
) -> None:
    """Print the spans of every layer as JSON lines, with offsets and normalised values."""
    from mine_ie import layers as store
    from mine_ie.extraction import annotate
    from mine_ie.pipeline import load

    unknown = [name for name in layer or () if name not in store.LAYERS]
    if unknown:
        raise ValueError(f"no layer {unknown[0]!r}: choose from {', '.join(store.LAYERS)}")
    nlp = load(model, lexicons=lexicon or (), gazetteer=gazetteer)
    failed = False
    for article in _articles(files, published, title):
        if isinstance(article, Failure):
            failed = True
            _fail(article, as_table=True)
            continue
        doc = annotate(article, nlp)
        for record in store.records(doc, layer or store.LAYERS):
            typer.echo(json.dumps({"article": article.id, **record}, ensure_ascii=False))
    if failed:
        raise typer.Exit(1)


def schema() -> None:
    """Print the JSON Schema of an event."""
    from mine_ie.schema import Event

    typer.echo(json.dumps(Event.model_json_schema(), indent=2))


class Failure(str):
    """The one line that says why a file could not be read."""

    id: str


def _articles(
    files: list[str], published: str | None, title: str | None
) -> Iterator[Article | Failure]:
    from mine_ie.textfile import read_article

    for file in files:
        try:
            if Path(file).is_dir():
                raise ValueError(f"{file}: is a folder: mine-ie batch reads those")
            if _of_rows(file) and Path(file).exists():
                for found in _rows(file):
                    yield found if isinstance(found, Failure) else _given(found, published, title)
                continue
            yield _given(_short(read_article(file)), published, title)
        except FileNotFoundError:
            yield _failure(file, f"{file}: no such file")
        except (OSError, ValueError) as error:
            yield _failure(file, plain(error))


def _of_rows(file: str) -> bool:
    from mine_ie import readers

    return readers.form_of(file) not in (None, "txt") or file.lower().endswith(".txt.gz")


def _rows(file: str) -> Iterator[Article | Failure]:
    from mine_ie import readers

    for found in readers.articles(file):
        if isinstance(found, readers.Failure):
            yield _failure(found.id, f"{found.origin}: {found.cause}")
            continue
        try:
            yield _short(found)
        except ValueError as error:
            yield _failure(found.id or file, str(error))


def _short(article: Article) -> Article:
    from mine_ie.extraction import MAX_LENGTH

    if len(article.text) > MAX_LENGTH:
        raise ValueError(
            f"{article.id}: {len(article.text):,} characters are too many for one article "
            f"(at most {MAX_LENGTH:,}): split it"
        )
    return article


def _given(article: Article, published: str | None, title: str | None) -> Article:
    """What the command says of the articles that do not say it themselves."""
    return article.model_copy(
        update={"published": article.published or published, "title": article.title or title}
    )


def _failure(file: str, message: str) -> Failure:
    failure = Failure(message)
    failure.id = file
    return failure


def _fail(failure: Failure, as_table: bool) -> None:
    typer.echo(f"mine-ie: {failure}", err=True)
    if not as_table:
        error = {"type": "unreadable", "message": str(failure)}
        record = {"id": failure.id, "status": "error", "events": [], "error": error}
        typer.echo(json.dumps(record, ensure_ascii=False))


def _default_format() -> Format:
    return Format.table if sys.stdout.isatty() else Format.jsonl
