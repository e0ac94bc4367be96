"""Where extraction goes wrong: types confused for one another, and whether confidence is earned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from mine_ie.labels import Labels
from mine_ie.scoring import ArticleCases, CorpusScore, ratio
from mine_ie.slots import fields_for

MISSED, EXTRA = "missed", "extra"
BINS = 10


def confusion(score: CorpusScore) -> dict[str, dict[str, int]]:
    """Count labelled types against predicted ones: ``{"clearance": {"use": 2, "missed": 5}}``.

    Events that found no partner of their own type are paired with a leftover of another type where
    the two agree in at least one stated value; what remains is ``missed`` or, in exhaustive
    corpora, ``extra``.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for article in score.articles:
        missed = [c.gold for c in article.cases if c.predicted is None]
        counts.update((c.type, c.type) for c in article.cases if c.predicted is not None)
        pairs = _leftovers(missed, article.extra, score.corpus.scored)
        counts.update((_type(missed[i]), _type(article.extra[j])) for i, j in pairs)
        rows, columns = {i for i, _ in pairs}, {j for _, j in pairs}
        counts.update((_type(e), MISSED) for i, e in enumerate(missed) if i not in rows)
        if score.corpus.exhaustive:
            extra = (e for j, e in enumerate(article.extra) if j not in columns)
            counts.update((EXTRA, _type(e)) for e in extra)
    table: dict[str, dict[str, int]] = {}
    for (gold, predicted), n in sorted(counts.items()):
        table.setdefault(gold, {})[predicted] = n
    return table


def _type(labels: Labels) -> str:
    return str(labels.get("type", "untyped"))


def _leftovers(
    gold: list[Labels], predicted: tuple[Labels, ...], scored: tuple[str, ...]
) -> list[tuple[int, int]]:
    if not gold or not predicted:
        return []
    fields = [f for f in fields_for(scored) if f.base not in ("type", "scope", "status")]
    shared = np.zeros((len(gold), len(predicted)))
    for i, wanted in enumerate(gold):
        for j, given in enumerate(predicted):
            outcomes = (field.outcome(wanted, given) for field in fields)
            shared[i, j] = sum(o.tp for o in outcomes if o is not None)
    rows, columns = linear_sum_assignment(shared, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(i, j) for i, j in pairs if shared[i, j] > 0]


def reliability(score: CorpusScore) -> dict[str, Any]:
    """Compare the confidence of predicted events with how often the labels hold such an event.

    Confidence speaks of the event, not of its every field: "right" means that it pairs with a
    label. Returns ``bins`` (from, to, n, mean confidence, share right), the Brier score and the
    expected calibration error. Events without a confidence are left out; so are, in corpora with
    partial labels, those that match no label.
    """
    points = [p for a in score.articles for p in _confidences(a, score.corpus.exhaustive)]
    bins: list[dict[str, Any]] = []
    for index in range(BINS):
        inside = [(c, right) for c, right in points if min(int(c * BINS), BINS - 1) == index]
        if inside:
            bins.append(
                {
                    "from": index / BINS,
                    "to": (index + 1) / BINS,
                    "n": len(inside),
                    "confidence": round(sum(c for c, _ in inside) / len(inside), 4),
                    "right": round(sum(right for _, right in inside) / len(inside), 4),
                }
            )
    gaps = sum(b["n"] * abs(b["confidence"] - b["right"]) for b in bins)
    return {
        "bins": bins,
        "n": len(points),
        "brier": ratio(sum((c - right) ** 2 for c, right in points), len(points)),
        "calibration_error": ratio(gaps, len(points)),
    }


def _confidences(article: ArticleCases, exhaustive: bool) -> Iterator[tuple[float, bool]]:
    for case in article.cases:
        if case.predicted is not None and case.predicted.get("confidence") is not None:
            yield float(case.predicted["confidence"]), True
    for labels in article.extra if exhaustive else ():
        if labels.get("confidence") is not None:
            yield float(labels["confidence"]), False
