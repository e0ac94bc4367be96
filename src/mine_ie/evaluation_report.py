"""The evaluation as one HTML page: figures, plots, and the worst articles; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from mine_ie import evaluation_plots as plots
from mine_ie.diagnostics import confusion, reliability
from mine_ie.evaluation import CorpusRun, Evaluation, show
from mine_ie.evaluation_table import HEADINGS, SHOWN, evidence, percent, rows, title, worst
from mine_ie.scoring import RECORD, ArticleCases, Case, CorpusScore

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2733;--soft:#5b6875;--paper:#fff;--line:#d5dbe1;
--right:#2f7d5b;--wrong:#c2571a;--missed:#8a94a0;--extra:#a23b72;--dot:#1f5f99;--mark:#fde9a9}
@media(prefers-color-scheme:dark){:root{--ink:#e4e9ee;--soft:#9aa6b2;--paper:#14191f;--line:#37424d;
--right:#4aa67d;--wrong:#df7d43;--missed:#77828e;--extra:#c9659b;--dot:#66a9e0;--mark:#5a4a12}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{margin-top:3rem;border-top:2px solid var(--line);padding-top:1rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid var(--line)}
th:first-child,td:first-child,td:last-child,th:last-child,.sides td,.sides th{text-align:left}
td{white-space:nowrap}td:last-child{white-space:normal}
.figure{font-size:2.4rem;font-weight:650}.soft,.soft text{color:var(--soft)}
svg{max-width:100%;height:auto;font:13px system-ui,sans-serif;fill:var(--ink)}
svg .soft{fill:var(--soft)}svg .right{fill:var(--right)}svg .wrong{fill:var(--wrong)}
svg .missed{fill:var(--missed)}svg .extra{fill:var(--extra)}svg .dot{fill:var(--dot)}
svg .on{fill:#fff}svg .grid{stroke:var(--line)}svg .whisker{stroke:var(--dot);stroke-width:3}
svg .frame{fill:none;stroke:var(--line)}svg .cell{stroke:var(--line)}
mark{background:var(--mark);color:inherit}.text{white-space:pre-wrap;max-width:46rem}
.no td{color:var(--wrong)}.no td:first-child::before{content:"✗ "}
.yes td:first-child::before{content:"✓ "}
details{margin:1rem 0}summary{cursor:pointer;font-weight:600}.scroll{overflow-x:auto}
"""


def html(evaluation: Evaluation, errors: int = 20) -> str:
    """Return the page, with the ``errors`` worst articles of each corpus at its end."""
    body = "".join(part for run in evaluation.runs for part in _corpus(run, errors))
    links = " · ".join(
        f'<a href="#{escape(_anchor(r), quote=True)}">{escape(r.score.corpus.name)}</a>'
        for r in evaluation.runs
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Evaluation of mine-ie</title><style>{_STYLE}</style></head><body>"
        f"<h1>How right is the extraction?</h1><p>{links}</p>{body}</body></html>\n"
    )


def _anchor(run: CorpusRun) -> str:
    return run.score.corpus.name.replace(" ", "-")


def _corpus(run: CorpusRun, errors: int) -> Iterator[str]:
    score = run.score
    record = score.figure(RECORD)
    yield f'<h2 id="{escape(_anchor(run), quote=True)}">{escape(score.corpus.name)}</h2>'
    yield f"<p>{escape(score.corpus.description)}</p><p>{escape(title(run))}.</p>"
    if record["n"]:
        low, high = (record.get("interval") or {}).get("recall") or (None, None)
        yield (
            f'<p><span class="figure">{percent(record["recall"])} %</span> of {record["n"]} '
            f"labelled events have every scored field right "
            f'<span class="soft">(95 % interval {percent(low)}–{percent(high)})</span></p>'
        )
    yield _table(score, "")
    fields = {m: score.figure(m) for m in score.metrics}
    if any(f["n"] for f in fields.values()):
        yield f"<h3>Errors by field</h3>{plots.errors_by_field(fields)}"
        yield f"<h3>F1 by field, with 95 % intervals</h3>{plots.intervals(fields)}"
    table = confusion(score)
    if table:
        yield f'<h3>Event types</h3><div class="scroll">{plots.confusion(table)}</div>'
    curve = reliability(score)
    if curve["n"]:
        yield (
            f"<h3>Is confidence earned?</h3>{plots.reliability(curve)}"
            f'<p class="soft">{curve["n"]} events; Brier score {curve["brier"]:.3f}, '
            f"calibration error {curve['calibration_error']:.3f}. On the diagonal, events given "
            f"a confidence of 0.7 are right seven times in ten; dots show how many events.</p>"
        )
    if len(score.types) > 1:
        for type in score.types:
            yield f"<details><summary>{escape(type)}</summary>{_table(score, type)}</details>"
    yield from _worst(score, errors)


def _table(score: CorpusScore, type: str) -> str:
    head = "".join(f"<th>{escape(h)}</th>" for h in HEADINGS)
    lines = (
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows(score, type)
    )
    return f'<div class="scroll"><table><tr>{head}</tr>{"".join(lines)}</table></div>'


def _worst(score: CorpusScore, n: int) -> Iterator[str]:
    articles = worst(score, n)
    if not articles:
        return
    yield f"<h3>The {len(articles)} articles with most errors</h3>"
    texts = {str(a.id): a for a in score.corpus.articles}
    for article in articles:
        source = texts[article.id]
        published = source.published or "date unknown"
        name = f'{escape(article.id)} <span class="soft">{published}</span>'
        yield f"<details><summary>{name}</summary>"
        if source.title:
            yield f"<p><b>{escape(source.title)}</b></p>"
        yield f'<p class="text">{_marked(source.text, article)}</p>'
        yield from (_sides(case) for case in article.cases)
        for labels in article.extra:
            name = "Not in the labels" if score.corpus.exhaustive else "Not labelled"
            values = (f"{k}: {v}" for k in SHOWN if (v := show(k, labels.get(k))))
            yield f"<p>{name}: {escape(' · '.join(values))}</p>"
        yield "</details>"


def _marked(text: str, article: ArticleCases) -> str:
    parts, position = [], 0
    for start, end in sorted(set(evidence(article))):
        if start >= position:
            parts += [escape(text[position:start]), f"<mark>{escape(text[start:end])}</mark>"]
            position = end
    return "".join([*parts, escape(text[position:])])


def _sides(case: Case) -> str:
    """A labelled event beside what was extracted, field by field."""
    if case.predicted is None:
        values = (f"{k}: {v}" for k in SHOWN if (v := show(k, case.gold.get(k))))
        return f"<p>Missed: {escape(' · '.join(values))}</p>"
    lines = []
    for key in SHOWN:
        if key in case.outcomes:
            cells = (key, *(show(key, side.get(key)) or "not stated"
                            for side in (case.gold, case.predicted)))  # fmt: skip
            css = "yes" if case.outcomes[key].right else "no"
            row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            lines.append(f'<tr class="{css}">{row}</tr>')
    head = "<tr><th></th><th>labelled</th><th>extracted</th></tr>"
    return f'<table class="sides">{head}{"".join(lines)}</table>'
