"""Floors under the accuracy: figures that must not fall, pinned with the corpus they belong to.

The floors are a JSON file beside the corpora. Raising is one call; lowering takes a reason, which
stays in the file. A corpus whose content changed has another digest, and its floors must be set
again before they mean anything.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mine_ie.evaluation import Evaluation
from mine_ie.scoring import EVENTS, RECORD, CorpusScore

Floors = dict[str, dict[str, Any]]


class FloorsError(ValueError):
    """Floors cannot be read, or not be set as asked; the message says what to do."""


def read_floors(path: str | Path) -> Floors:
    """Read the floors; a file that does not exist has none.

    Raises:
        FloorsError: the file is not in the form that :func:`write_floors` writes.
    """
    if not Path(path).exists():
        return {}
    try:
        floors: Floors = json.loads(Path(path).read_text(encoding="utf-8"))
        for entry in floors.values():
            if not isinstance(entry["digest"], str) or not isinstance(entry["floors"], dict):
                raise TypeError
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise FloorsError(
            f"{path}: not a floors file; mine-ie corpus floors --raise writes it"
        ) from (error)
    return floors


def write_floors(floors: Floors, path: str | Path) -> None:
    """Write the floors, sorted, one figure a line, so that a change is easy to review."""
    text = json.dumps(floors, indent=1, sort_keys=True, ensure_ascii=False)
    Path(path).write_text(text + "\n", encoding="utf-8")


def figures(score: CorpusScore) -> dict[str, float]:
    """The figures that have floors, rounded down to three places: F1, or recall where labels are
    partial, of events, records and fields, and the share of articles wholly right."""
    exhaustive = score.corpus.exhaustive
    found: dict[str, float | None] = {}
    for metric in (EVENTS, RECORD, *score.metrics):
        measure = "recall" if metric in (EVENTS, RECORD) and not exhaustive else "f1"
        figure = score.figure(metric)
        if figure["n"]:
            found[f"{metric}.{measure}"] = figure[measure]
    found["articles_right"] = score.to_dict()["articles_right"]["share"]
    return {name: math.floor(v * 1000) / 1000 for name, v in found.items() if v is not None}


def check(evaluation: Evaluation, floors: Floors) -> Iterator[str]:
    """Yield a line for each figure below its floor, corpus that changed, corpus without floors."""
    for run in evaluation.runs:
        corpus = run.score.corpus
        entry = floors.get(corpus.name)
        if entry is None:
            yield f"{corpus.name}: has no floors; set them with mine-ie corpus floors --raise"
            continue
        if entry["digest"] != corpus.digest:
            yield f"{corpus.name}: the corpus changed; set its floors again with --raise or --lower"
        for metric, floor in sorted(entry["floors"].items()):
            value = figures(run.score).get(metric)
            if value is None or value < floor:
                yield f"{corpus.name}: {metric} is {value}, its floor is {floor}"


def raised(evaluation: Evaluation, floors: Floors) -> Floors:
    """Return floors raised to the figures of ``evaluation``; none goes down.

    Raises:
        FloorsError: a corpus changed and a figure is below its floor.
    """
    result = json.loads(json.dumps(floors))
    for run in evaluation.runs:
        corpus, now = run.score.corpus, figures(run.score)
        entry = result.setdefault(corpus.name, {"digest": corpus.digest, "floors": {}})
        below = [m for m, floor in entry["floors"].items() if now.get(m, -1.0) < floor]
        if entry["digest"] != corpus.digest and below:
            raise FloorsError(
                f"{corpus.name}: the corpus changed and {', '.join(sorted(below))} would fall; "
                f"use --lower with a --reason"
            )
        entry["digest"] = corpus.digest
        for metric, value in now.items():
            entry["floors"][metric] = max(value, entry["floors"].get(metric, 0.0))
    return dict(result)


def lowered(evaluation: Evaluation, floors: Floors, reason: str) -> Floors:
    """Return floors set to the figures of ``evaluation``, with ``reason`` kept for each that fell.

    Raises:
        FloorsError: ``reason`` is blank.
    """
    if not reason.strip():
        raise FloorsError("lowering a floor needs a reason")
    result = json.loads(json.dumps(floors))
    for run in evaluation.runs:
        corpus, now = run.score.corpus, figures(run.score)
        entry = result.setdefault(corpus.name, {"digest": corpus.digest, "floors": {}})
        fallen = {
            metric: [floor, now.get(metric)]
            for metric, floor in entry["floors"].items()
            if now.get(metric, -1.0) < floor
        }
        if fallen:
            note: Mapping[str, Any] = {"reason": reason.strip(), "from_to": fallen}
            entry.setdefault("lowered", []).append(note)
        entry["digest"] = corpus.digest
        entry["floors"] = now
    return dict(result)
