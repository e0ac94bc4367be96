"""Structured event records about mines, explosive remnants of war and IEDs, read from news text.

>>> import mine_ie
>>> event = mine_ie.extract("A mine killed two farmers near Huambo in May 2024.")[0]
>>> event.type, event.killed.best
('explosion', 2)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mine_ie.assemble import events
    from mine_ie.batch import run
    from mine_ie.evaluation import evaluate
    from mine_ie.extraction import annotate, extract
    from mine_ie.pipeline import load
    from mine_ie.schema import Article, Event

__version__ = "0.1.0"
__all__ = ["Article", "Event", "annotate", "evaluate", "events", "extract", "load", "run"]

# Imported on first use: spaCy takes a second to load, and --help should not wait for it.
_HOMES = {
    "Article": "schema",
    "Event": "schema",
    "annotate": "extraction",
    "evaluate": "evaluation",
    "events": "assemble",
    "extract": "extraction",
    "load": "pipeline",
    "run": "batch",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
