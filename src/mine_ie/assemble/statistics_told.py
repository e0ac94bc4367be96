"""What statistics are made of: the facts of what was dealt with, and the figures of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from mine_ie.assemble.fact import Fact
from mine_ie.assemble.sentence import Sentence
from mine_ie.grammar.view import number

_TYPES = ("clearance", "stockpile_destruction")
_FIGURES = ("COUNT", "AREA", "MASS")
#: Rules of the numbers layer that give no figure: "a mine", "no mines".
_NO_FIGURE = ("article", "negation")


def dealt_with(told: Sequence[Fact]) -> dict[int, Fact]:
    """The first fact of what was cleared or destroyed in each body sentence that tells of it."""
    found: dict[int, Fact] = {}
    for fact in told:
        if fact.type in _TYPES and not fact.in_title and fact.status == "reported":
            found.setdefault(fact.sentence, fact)
    return found


def counted(sentence: Sentence) -> Iterator[Span]:
    """Yield the counts, areas and weights of a sentence that give a figure, in text order."""
    for span in sentence.numbers:
        n = number(span)
        known = n.bounds.best is not None or n.label == "MASS"
        if n.label in _FIGURES and n.rule not in _NO_FIGURE and known:
            yield span
