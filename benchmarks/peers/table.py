"""The results as one page of Markdown: a table a task, peers as rows, ours first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Results = dict[str, Any]

HEADINGS = {
    "record_right": "record right", "span_touching": "span touching",
    "within_161_km": "within 161 km",
}  # fmt: skip
TITLES = {
    "events": "Events and their fields",
    "dates": "Dates",
    "places": "Places",
}


def markdown(results: Results) -> str:
    """Write the page.

    ``results`` is ``{"corpora": {NAME: {"task", "articles", "words", "measure"}}, "rows":
    [{"peer", "corpus", "figures", "seconds", "cpu_seconds"}], "skipped": {PEER: REASON},
    "peers": {PEER: {"requirements", "start_up"}}}``.
    """
    parts = ["# Peers on the same texts\n"]
    for task, title in TITLES.items():
        names = [n for n, c in results["corpora"].items() if c["task"] == task]
        if names:
            parts.append(f"## {title}\n")
            parts.append(task_table([r for r in results["rows"] if r["corpus"] in names], results))
    parts.append(_peers(results))
    if results["skipped"]:
        lines = [f"- {peer}: {reason}" for peer, reason in results["skipped"].items()]
        parts.append("Not run:\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def task_table(rows: Sequence[dict[str, Any]], results: Results) -> str:
    """One table: corpus, peer, figures and seconds; the best figure of each corpus is bold."""
    columns = list(dict.fromkeys(name for row in rows for name in row["figures"]))
    head = ["corpus", "", *(HEADINGS.get(c, c) for c in columns), "seconds", "CPU seconds"]
    lines = [_line(head), _line(["---", "---", *["---:"] * (len(head) - 2)])]
    last = None
    for row in rows:
        name = row["corpus"]
        same = [r for r in rows if r["corpus"] == name]
        label = "" if name == last else _corpus(name, results["corpora"][name])
        cells = [_cell(row, column, same) for column in columns]
        times = [f"{row['seconds']:.1f}", f"{row['cpu_seconds']:.1f}"]
        lines.append(_line([label, row["peer"], *cells, *times]))
        last = name
    return "\n".join(lines) + "\n"


def _corpus(name: str, corpus: dict[str, Any]) -> str:
    return f"{name} ({corpus['articles']} texts, {corpus['words']:,} words; {corpus['measure']})"


def _cell(row: dict[str, Any], column: str, same: Sequence[dict[str, Any]]) -> str:
    value = row["figures"].get(column)
    if value is None:
        return ""
    best = max(r["figures"].get(column, 0.0) for r in same)
    return f"**{value:.3f}**" if len(same) > 1 and value == best > 0 else f"{value:.3f}"


def _peers(results: Results) -> str:
    lines = ["## Who is who\n", _line(["", "installed", "start-up, seconds"]), "|---|---|---:|"]
    for name, peer in results["peers"].items():
        installed = ", ".join(peer["requirements"]) or "this checkout"
        lines.append(_line([name, installed, f"{peer['start_up']:.1f}"]))
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
