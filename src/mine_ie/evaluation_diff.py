"""Compare two evaluations case by case: what was gained, what was lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mine_ie.slots import FIELDS


class ReportError(ValueError):
    """A file is no JSON report of an evaluation."""


def read_report(path: str | Path) -> dict[str, Any]:
    """Read an earlier JSON report, for :func:`diff`.

    Raises:
        ReportError: the file is no JSON report with cases.
    """
    try:
        report = json.loads(Path(path).read_text(encoding="utf-8"))
        complete = all("cases" in corpus for corpus in report["corpora"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ReportError(f"{path}: not a report of mine-ie evaluate --format json") from error
    if not complete:
        raise ReportError(f"{path}: the report lists no cases, so there is nothing to compare")
    return dict(report)


@dataclass(frozen=True)
class Change:
    """A case that is better or worse than in an earlier report.

    ``event`` counts an article's labelled events from 0; ``None`` is a predicted event that
    matches no label. ``fields`` are those that changed sides.
    """

    corpus: str
    article: str
    event: int | None
    gained: bool
    fields: tuple[str, ...]
    before: str
    after: str


def diff(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Compare two reports case by case: what was gained and what was lost, in corpus order."""
    earlier = {c["name"]: {a["id"]: a for a in c["cases"]} for c in old["corpora"]}
    changes: list[Change] = []
    for corpus in new["corpora"]:
        name = corpus["name"]
        for article in corpus["cases"]:
            if article["id"] in earlier.get(name, {}):
                before = earlier[name][article["id"]]
                changes += _diff_events(name, before, article)
                if corpus.get("exhaustive", True):
                    changes += _diff_extra(name, before, article)
    return changes


def _diff_events(corpus: str, old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    changes = []
    before = {e["event"]: e for e in old["events"]}
    for event in new["events"]:
        was = before.get(event["event"])
        if was is None:
            continue
        for gained, worse, better in ((True, was, event), (False, event, was)):
            fields = _improved(worse, better)
            if fields:
                changes.append(
                    Change(corpus, new["id"], event["event"], gained, tuple(fields),
                           _values(was, fields), _values(event, fields))
                )  # fmt: skip
    return changes


def _improved(worse: dict[str, Any], better: dict[str, Any]) -> list[str]:
    """Fields wrong in the one and right in the other; just "event" where the one is missing."""
    if not worse["found"] or not better["found"]:
        return ["event"] if better["found"] and not worse["found"] else []
    changed = sorted(set(worse["wrong"]) - set(better["wrong"]))
    # "when_month" says nothing more where "when" changed as well.
    return [f for f in changed if f == _base(f) or _base(f) not in changed]


def _values(event: dict[str, Any], fields: list[str]) -> str:
    if not event["found"]:
        return "missed"
    keys = list(event["predicted"]) if fields == ["event"] else dict.fromkeys(map(_base, fields))
    return "; ".join(f"{key}={event['predicted'].get(key, 'null')}" for key in keys)


def _base(field: str) -> str:
    return next((f.base for f in FIELDS if f.name == field), field)


def _diff_extra(corpus: str, old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    was, now = ([json.dumps(e, sort_keys=True) for e in a["extra"]] for a in (old, new))
    gone, came = [e for e in was if e not in now], [e for e in now if e not in was]
    if len(gone) == len(came):
        return []
    gained = len(gone) > len(came)
    text = [" · ".join(json.loads(e).values()) for e in (gone if gained else came)]
    shown = " | ".join(text)
    return [
        Change(corpus, new["id"], None, gained, ("extra event",),
               shown if gained else "", "" if gained else shown)
    ]  # fmt: skip
