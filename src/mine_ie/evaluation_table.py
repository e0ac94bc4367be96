"""The evaluation as text: a table for the terminal, Markdown for the docs, and the worst cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mine_ie.evaluation import CorpusRun, Evaluation, show
from mine_ie.scoring import EVENTS, RECORD, ArticleCases, Case, CorpusScore

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

    from mine_ie.evaluation_diff import Change

HEADINGS = ("", "precision", "recall", "F1", "95 %", "n", "in pairs", "more")


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal; a dash when there is none."""
    return "–" if share is None else f"{100 * share:.1f}"


def rows(score: CorpusScore, type: str = "") -> Iterator[tuple[str, ...]]:
    """Yield the table's rows for all events or those of one type, cells as text."""
    named = [(EVENTS, "events"), (RECORD, "record right"), *((m, m) for m in score.metrics)]
    for metric, name in named:
        figures = score.figures.get((type, metric))
        if figures is not None and (figures["n"] or figures["fp"]):
            yield _row(
                name, figures, score.corpus.exhaustive or metric not in (EVENTS, RECORD, "type")
            )


def _row(name: str, figures: Mapping[str, Any], precise: bool) -> tuple[str, ...]:
    """``precise`` is false where extra events are not counted, so that precision says nothing."""
    headline = "f1" if precise else "recall"
    interval = (figures.get("interval") or {}).get(headline)
    spread = f"{percent(interval[0])}–{percent(interval[1])}" if interval else "–"
    pairs = figures.get("pairs")
    return (
        name,
        percent(figures["precision"]) if precise else "–",
        percent(figures["recall"]),
        percent(figures["f1"]) if precise else "–",
        spread,
        str(figures["n"]),
        f"{percent(pairs['accuracy'])} of {pairs['n']}" if pairs else "",
        _more(figures),
    )


def _more(figures: Mapping[str, Any]) -> str:
    notes = []
    if figures.get("mae") is not None:
        notes.append(f"off by {figures['mae']:.3g} on average")
        notes.append(f"range covers {percent(figures['coverage'])} %")
    distance = figures.get("distance")
    if distance and distance["n"]:
        notes.append(f"median {distance['median_km']:g} km off")
    return ", ".join(notes)


def title(run: CorpusRun) -> str:
    """One line on a corpus: how many texts, how many wholly right, how fast."""
    score = run.score
    right = sum(a.right(score.corpus.exhaustive) for a in score.articles)
    labels = "all events labelled" if score.corpus.exhaustive else "partial labels"
    n = len(score.articles)
    speed = f", {n / run.seconds:.1f} a second" if run.seconds else ""
    return f"{score.corpus.name}: {n} articles ({labels}), {right} wholly right{speed}"


def markdown(evaluation: Evaluation, by_type: bool = True) -> str:
    """Return the evaluation as Markdown tables."""
    parts = []
    for run in evaluation.runs:
        score = run.score
        parts += [f"## {score.corpus.name}", "", title(run) + ".", "", *_markdown_table(score, "")]
        if by_type and len(score.types) > 1:
            for type in score.types:
                parts += [f"### {score.corpus.name}: {type}", "", *_markdown_table(score, type)]
    return "\n".join(parts).rstrip() + "\n"


def _markdown_table(score: CorpusScore, type: str) -> list[str]:
    lines = [
        "| " + " | ".join(HEADINGS) + " |",
        "|---" + "|---:" * (len(HEADINGS) - 2) + "|---|",
    ]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows(score, type)), ""]


def console(evaluation: Evaluation, by_type: bool = False) -> Group:
    """Return the evaluation as rich tables."""
    from rich.console import Group
    from rich.table import Table

    tables: list[RenderableType] = []
    for run in evaluation.runs:
        blocks = ["", *(run.score.types if by_type and len(run.score.types) > 1 else ())]
        for type in blocks:
            name = f"{run.score.corpus.name}: {type}" if type else title(run)
            table = Table(title=name, title_justify="left", box=None, header_style="bold")
            for index, heading in enumerate(HEADINGS):
                text = index in (0, len(HEADINGS) - 1)
                table.add_column(heading, justify="left" if text else "right")
            for row in rows(run.score, type):
                table.add_row(*row)
            tables += [table, ""]
    return Group(*tables)


def worst(score: CorpusScore, n: int) -> list[ArticleCases]:
    """The ``n`` articles with the most errors: slots wrong or missed, and events too many."""

    def errors(article: ArticleCases) -> int:
        slots = sum(o.fp + o.fn for c in article.cases for o in c.outcomes.values())
        missed = sum(c.predicted is None for c in article.cases)
        return slots + 2 * missed + (2 * len(article.extra) if score.corpus.exhaustive else 0)

    ranked = sorted(score.articles, key=errors, reverse=True)
    return [article for article in ranked[:n] if errors(article)]


def errors_text(score: CorpusScore, n: int) -> str:
    """Return the ``n`` worst articles, each with its text and gold beside predicted."""
    texts = {a.id: a for a in score.corpus.articles}
    parts = []
    for article in worst(score, n):
        source = texts[article.id]
        note = score.corpus.notes.get(article.id, {}).get("difficulty")
        head = f"== {score.corpus.name} {article.id}" + (f" ({note})" if note else "")
        parts += [f"{head}, published {source.published or 'unknown'}", ""]
        if source.title:
            parts += [source.title, ""]
        parts += [mark(source.text, article), ""]
        for case in article.cases:
            parts += [*comparison(case), ""]
        for labels in article.extra:
            kind = "extra" if score.corpus.exhaustive else "not labelled"
            values = (f"{k} {v}" for k in SHOWN if (v := show(k, labels.get(k))))
            parts += [f"  {kind}: " + " · ".join(values), ""]
    return "\n".join(parts)


#: Fields shown side by side, in this order.
SHOWN = ("type", "scope", "when", "places", "killed", "injured", "missing", "unspecified",
          "ordnance", "areas")  # fmt: skip


def comparison(case: Case) -> list[str]:
    """One labelled event, a line for each field: mark, name, gold, predicted."""
    if case.predicted is None:
        values = (f"{k} {v}" for k in SHOWN if (v := show(k, case.gold.get(k))))
        return ["  ✗ missed: " + " · ".join(values)]
    lines = []
    for key in SHOWN:
        if key in case.outcomes:
            gold = show(key, case.gold.get(key)) or "not stated"
            found = show(key, case.predicted.get(key)) or "not stated"
            sign = "✓" if case.outcomes[key].right else "✗"
            lines.append(f"  {sign} {key:<12} {gold:<40} {found}")
    return lines


def mark(text: str, article: ArticleCases) -> str:
    """Put brackets around the words that predicted values were read from."""
    spans = sorted(set(evidence(article)))
    parts, position = [], 0
    for start, end in spans:
        if start >= position:
            parts += [text[position:start], "[", text[start:end], "]"]
            position = end
    return "".join([*parts, text[position:]])


def evidence(article: ArticleCases) -> Iterator[tuple[int, int]]:
    """Offsets into the text of every predicted value; those into the title are left out."""
    predicted = [c.predicted for c in article.cases if c.predicted is not None]
    for labels in [*predicted, *article.extra]:
        for key in SHOWN:
            value = labels.get(key)
            for item in value if isinstance(value, list) else [value]:
                found = item.get("evidence") if isinstance(item, dict) else None
                if found and len(found) == 2:
                    yield found[0], found[1]


def diff_text(changes: list[Change]) -> str:
    """Return the changes as lines: ``+`` gained, ``-`` lost, and a count of each."""
    lines = []
    for c in changes:
        event = "" if c.event is None else f" event {c.event + 1}"
        sign = "+" if c.gained else "-"
        lines.append(
            f"{sign} {c.corpus} {c.article}{event}: {', '.join(c.fields)}"
            f"  [{c.before or 'none'} → {c.after or 'none'}]"
        )
    gained = sum(c.gained for c in changes)
    lines.append(f"{gained} gained, {len(changes) - gained} lost")
    return "\n".join(lines)
