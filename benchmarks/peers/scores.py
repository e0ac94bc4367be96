"""How right a worker's readings are, by the project's own scorers.

Pure functions of labels and readings. Every one returns ``{FIGURE: number}``, the columns of the
table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mine_ie.corpus import Corpus
from mine_ie.evaluation import evaluate
from mine_ie.schema import Article, Event
from mine_ie.slots import distance_km

sys.path.insert(0, str(Path(__file__).parents[1]))
from dates import same_value

#: A toponym counts as resolved within this distance of the label, the field's custom (100 miles).
NEAR_KM = 161.0
EVENT_FIELDS = ("when", "places", "country", "killed", "injured", "ordnance", "areas")

Reading = Mapping[str, Any]
Figures = dict[str, float]


def f1(precise: int, recalled: int, found: int, gold: int) -> float:
    """F1 of ``precise`` right among ``found`` and ``recalled`` among ``gold``."""
    precision, recall = precise / max(found, 1), recalled / max(gold, 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def event_figures(corpus: Corpus, readings: Sequence[Iterable[Reading]]) -> Figures:
    """Events, fields and whole records, as ``mine-ie evaluate`` measures them.

    With partial labels an event too many is no error, so that recall is the figure that counts.
    """

    def predict(_: Iterable[Article]) -> list[list[Event]]:
        return [[Event.from_dict(dict(e)) for e in events] for events in readings]

    score = evaluate(corpus, predict=predict, samples=0)[corpus.name]
    kind = "f1" if corpus.exhaustive else "recall"
    labelled = (m for m in EVENT_FIELDS if m in score.metrics and score.figure(m)["n"])
    names = ("events", *labelled, "record_right")
    return {name: float(score.figure(name)[kind] or 0.0) for name in names}


def date_figures(
    labels: Sequence[Sequence[Reading]], readings: Sequence[Sequence[Reading]]
) -> Figures:
    """F1 of dates (TIMEX3 type DATE): spans alike, spans that touch, and values as TempEval-3."""
    gold_n = found_n = strict = relaxed = value = 0
    for wanted, given in zip(labels, readings, strict=True):
        gold = [t for t in wanted if t["type"] == "DATE"]
        found = [t for t in given if t["type"] == "DATE"]
        gold_n, found_n = gold_n + len(gold), found_n + len(found)
        for g in gold:
            near = [t for t in found if touch(g, t)]
            strict += any(same_span(g, t) for t in near)
            relaxed += bool(near)
            value += any(same_value(t["value"], g["value"]) for t in near)
    hits = {"span": strict, "span_touching": relaxed, "value": value}
    return {name: f1(n, n, found_n, gold_n) for name, n in hits.items()}


def place_figures(
    labels: Sequence[Sequence[Reading]], readings: Sequence[Sequence[Reading]]
) -> Figures:
    """F1 of places found, spans alike and touching; the share of labels placed within 161 km."""
    gold_n = found_n = strict = recalled = precise = near = 0
    placed = False
    for gold, found in zip(labels, readings, strict=True):
        gold_n, found_n = gold_n + len(gold), found_n + len(found)
        precise += sum(any(touch(g, t) for g in gold) for t in found)
        for g in gold:
            match = [t for t in found if touch(g, t)]
            strict += any(same_span(g, t) for t in match)
            recalled += bool(match)
            km = distance_km(g, match[0]) if match else None
            near += km is not None and km <= NEAR_KM
        placed = placed or any("lat" in t for t in found)
    figures = {
        "span": f1(strict, strict, found_n, gold_n),
        "span_touching": f1(precise, recalled, found_n, gold_n),
    }
    return figures | ({"within_161_km": near / max(gold_n, 1)} if placed else {})


def same_span(a: Reading, b: Reading) -> bool:
    return bool(a["start"] == b["start"] and a["end"] == b["end"])


def touch(a: Reading, b: Reading) -> bool:
    """Whether two spans share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])
