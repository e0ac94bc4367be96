"""How sure an event is: the chance that the text does tell of it.

Fitted on labelled corpora that no rule was written from. "Right" means that a careful reader finds
an event of that type there; it does not mean that every field is. ``docs/accuracy.md`` shows the
reliability of the scale: of events given 0.9 about nine in ten are right.
``benchmarks/calibration.py`` fits the weights and prints them.
"""

from __future__ import annotations

import math

from mine_ie.schema import Event

WEIGHTS = {
    "bias": -1.73,
    "when": 0.74,
    "place": 1.20,
    "resolved": -0.08,
    "people": 1.29,
    "figure": 1.42,
    "ordnance": 0.10,
    "retold": 0.61,
    "flags": 0.40,
    "not_reported": 0.08,
    "title_only": 0.09,
    "by_cue": 0.48,
    "explosion": -0.67,
    "casualty_toll": 0.05,
    "contamination": 0.44,
    "use": -0.72,
}
#: Flags that speak of a gap in the text rather than of a doubtful reading.
_GAPS = frozenset(["no_date", "ambiguous_place"])


def features(event: Event) -> dict[str, float]:
    """What speaks for and against the event, each 0 or 1."""
    totals = (event.killed, event.injured, event.missing, event.unspecified)
    people = any(t is not None and t.high != 0 for t in totals)
    figure = bool(event.areas) or any(
        o.count is not None or o.mass_kg is not None for o in event.ordnance
    )
    tellings = sum(row.field == "type" for row in event.provenance)
    rule = next((row.rule for row in event.provenance if row.field == "type"), "")
    return {
        "bias": 1.0,
        "when": float(event.when is not None),
        "place": float(bool(event.places)),
        "resolved": float(any(p.lat is not None for p in event.places)),
        "people": float(people),
        "figure": float(figure),
        "ordnance": float(bool(event.ordnance)),
        "retold": float(tellings > 1),
        "flags": float(bool(set(event.flags) - _GAPS)),
        "not_reported": float(event.status != "reported"),
        "title_only": float(all(len(e) == 3 for e in event.evidence)),
        "by_cue": float(rule.startswith("cues:")),
        "explosion": float(event.type == "explosion"),
        "casualty_toll": float(event.type == "casualty_toll"),
        "contamination": float(event.type == "contamination"),
        "use": float(event.type == "use"),
    }


def of(event: Event) -> float:
    """Return the confidence of ``event`` in 0..1, two decimals."""
    score = sum(WEIGHTS[name] * value for name, value in features(event).items())
    return round(1 / (1 + math.exp(-score)), 2)
