"""How sure an event is: a logistic score over what supports it, fitted on the labelled corpora.

``docs/accuracy.md`` shows the reliability of the scale: of events given 0.9 about nine in ten are
right. The weights are refitted with ``benchmarks/calibration.py``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mine_ie.assemble.cluster import Cluster
    from mine_ie.schema import Event

WEIGHTS = {
    "bias": 0.2,
    "when": 0.6,
    "place": 0.5,
    "figure": 0.8,
    "retold": 0.4,
    "flags": -0.5,
    "not_reported": -0.6,
    "title_only": -0.8,
}


def features(event: Event, c: Cluster) -> dict[str, float]:
    """What speaks for and against the event, each 0 or 1."""
    totals = (event.killed, event.injured, event.missing, event.unspecified)
    figure = any(t is not None for t in totals) or any(
        o.count is not None or o.mass_kg is not None for o in event.ordnance
    )
    return {
        "bias": 1.0,
        "when": float(event.when is not None),
        "place": float(bool(event.places)),
        "figure": float(figure or bool(event.areas)),
        "retold": float(len(c.facts) > 1),
        "flags": float(bool(set(event.flags) - {"no_date", "ambiguous_place"})),
        "not_reported": float(event.status != "reported"),
        "title_only": float(all(f.in_title for f in c.facts)),
    }


def of(event: Event, c: Cluster) -> float:
    """Return the confidence of ``event`` in 0..1, two decimals."""
    score = sum(WEIGHTS[name] * value for name, value in features(event, c).items())
    return round(1 / (1 + math.exp(-score)), 2)
