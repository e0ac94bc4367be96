"""``mine-ie corpus``: check, convert, count and compare labelled corpora, guard their figures."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, help="Labelled corpora: check, convert, count, compare.")

_FOLDERS = typer.Argument(metavar="CORPUS...", help="Folders of labelled corpora.")


class Kind(StrEnum):
    """Forms that a corpus can be converted from and to; ``corpus`` is the project's own."""

    corpus = "corpus"
    brat = "brat"
    label_studio = "label-studio"
    doccano = "doccano"
    inception = "inception"
    webanno = "webanno"
    docbin = "docbin"


#: Exit code of a check that did not hold.
NOT_HELD = 3


@app.command()
def check(corpora: Annotated[list[Path], _FOLDERS]) -> None:
    """Say what is wrong with corpora, file and line; exit with 3 if anything is."""
    from mine_ie.corpus import check_corpus, read_corpus

    wrong = 0
    for path in corpora:
        problems = check_corpus(path)
        wrong += len(problems)
        for problem in problems:
            typer.echo(str(problem))
        if not problems:
            corpus = read_corpus(path)
            events = sum(len(corpus.gold[str(a.id)]) for a in corpus.articles)
            typer.echo(f"{path}: {len(corpus.articles)} articles, {events} events, all well")
    if wrong:
        raise typer.Exit(NOT_HELD)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(help="A corpus, or a tool's file or folder.")],
    target: Annotated[Path, typer.Argument(help="File or folder to write.")],
    origin: Annotated[
        Kind | None, typer.Option("--from", help="Form of SOURCE; told by its files if not given.")
    ] = None,
    form: Annotated[Kind, typer.Option("--to", help="Form of TARGET.")] = Kind.corpus,
    name: Annotated[str | None, typer.Option(help="Name of a corpus that is read.")] = None,
    scored: Annotated[
        str, typer.Option(help="Fields that the annotators were to label, with commas.")
    ] = "type,when,places,killed,injured,ordnance,areas",
    exhaustive: Annotated[
        bool, typer.Option("--exhaustive/--partial", help="Whether every event was labelled.")
    ] = True,
) -> None:
    """Convert a corpus from or to what annotation tools read and write."""
    from mine_ie.annotators import export_corpus, guess, import_corpus
    from mine_ie.corpus import read_corpus, write_corpus

    if origin is None:
        is_corpus = (source / "corpus.toml").is_file()
        told = "corpus" if is_corpus else guess(source)
        if told is None:
            raise typer.BadParameter(f"{source}: cannot tell its form; say --from")
        origin = Kind(told)
    warnings: list[str] = []
    if origin == Kind.corpus:
        corpus = read_corpus(source)
    else:
        fields = [field.strip() for field in scored.split(",") if field.strip()]
        corpus, warnings = import_corpus(
            source, origin, name=name or target.stem, scored=fields, exhaustive=exhaustive
        )
    for warning in warnings:
        typer.echo(f"warning: {warning}", err=True)
    if form == Kind.corpus:
        write_corpus(corpus, target)
    else:
        export_corpus(corpus, target, form)
    typer.echo(f"{target}: {len(corpus.articles)} articles as {form.value}")


@app.command()
def stats(
    corpora: Annotated[list[Path], _FOLDERS],
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
) -> None:
    """Count what is in corpora: articles, events by type, how often each field is labelled."""
    from mine_ie.corpus import read_corpus
    from mine_ie.corpus_stats import stats as count

    found = [count(read_corpus(path)) for path in corpora]
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for entry in found:
        typer.echo("\n".join(_stats_lines(entry)))


def _stats_lines(entry: dict[str, Any]) -> list[str]:
    words = entry["words"]
    length = f", {words['least']}-{words['most']} words" if words else ""
    labels = "all events labelled" if entry["exhaustive"] else "partial labels"
    lines = [
        f"{entry['name']}: {entry['articles']} articles{length}, {entry['events']} events "
        f"({labels}), {len(entry['countries'])} countries",
        "  types: " + ", ".join(f"{k} {n}" for k, n in entry["types"].items()),
        f"  {'field':<14}{'stated':>8}{'not':>8}{'unlabelled':>12}",
    ]
    for name, n in entry["fields"].items():
        lines.append(f"  {name:<14}{n['stated']:>8}{n['not_stated']:>8}{n['unlabelled']:>12}")
    return lines


@app.command()
def agreement(
    first: Annotated[Path, typer.Argument(help="One annotator's corpus.")],
    second: Annotated[
        Path | None,
        typer.Argument(help="Another's, of the same articles; FIRST's gold-second.jsonl if none."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
) -> None:
    """Measure how far two annotators agree: events, fields, Krippendorff's alpha."""
    from mine_ie.agreement import agreement as compare
    from mine_ie.corpus import SECOND, read_corpus

    other = read_corpus(second) if second else read_corpus(first, SECOND)
    found = compare(read_corpus(first), other)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    typer.echo(
        f"{found['articles']} articles; event F1 {_number(found['events']['f1'])}, records alike "
        f"{_number(found['record_right']['f1'])}; alpha of types {_number(found['type_alpha'])}, "
        f"of whether there is an event {_number(found['has_event_alpha'])}"
    )
    typer.echo(f"  {'field':<20}{'agree':>8}{'of':>6}{'share':>8}{'alpha':>8}")
    for name, f in found["fields"].items():
        figures = f"{f['agree']:>8}{f['n']:>6}{_number(f['share']):>8}{_number(f['alpha']):>8}"
        typer.echo(f"  {name:<20}{figures}")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


@app.command()
def floors(
    corpora: Annotated[list[Path], _FOLDERS],
    file: Annotated[
        Path | None, typer.Option(help="The floors; floors.json beside the first corpus if none.")
    ] = None,
    raise_: Annotated[
        bool, typer.Option("--raise", help="Raise floors to the present figures.")
    ] = False,
    lower: Annotated[
        bool, typer.Option("--lower", help="Set floors to the present figures, down as well.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Why floors are lowered; kept in the file.")] = "",
) -> None:
    """Check that no figure fell below its floor; exit with 3 if one did."""
    from mine_ie import floors as guard
    from mine_ie.evaluation import evaluate

    if raise_ and lower:
        raise typer.BadParameter("--raise and --lower exclude each other")
    if lower and not reason.strip():
        raise typer.BadParameter("--lower needs a --reason, which is kept in the file")
    path = file or corpora[0].resolve().parent / "floors.json"
    pinned = guard.read_floors(path)
    evaluation = evaluate(list(corpora), samples=0)
    if raise_ or lower:
        updated = (
            guard.lowered(evaluation, pinned, reason)
            if lower
            else (guard.raised(evaluation, pinned))
        )
        guard.write_floors(updated, path)
        typer.echo(f"{path}: floors of {len(evaluation.runs)} corpora written")
        return
    failures = list(guard.check(evaluation, pinned))
    for failure in failures:
        typer.echo(failure)
    if failures:
        raise typer.Exit(NOT_HELD)
    typer.echo("no figure is below its floor")
