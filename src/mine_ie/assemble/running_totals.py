"""Running totals that a report closes with: "... 873 items, bringing the total to 2,345".

"This raises to 186,340 the number of items removed since 2018", "the total thus rises to 956,412":
the sum of all that was dealt with so far, of which the sentence, or the one before, tells the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span

from mine_ie import dates, layers
from mine_ie.assemble.compared_clearance import without_figures
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.assemble.statistics_told import counted, dealt_with
from mine_ie.assemble.timing import event_dates, open_ended
from mine_ie.grammar.view import Number, number

#: "Since the resumption of the work, on 27 November 2004": the count goes on from that day.
_BEGINS = re.compile(r"\b(?:since|beginning|start|launch|resumption|inception)\b", re.I)
#: Characters from "bringing the total" to its figure.
_REACH = 130
#: What stands between the words for a total and its figure.
_TO = re.compile(
    r"(?:[^.;]{0,110}?\s(?:to|at|is|of)\s|[^.;]{0,110}?\sto\s)"
    r"(?:(?:more than|over|nearly|almost|some|about|around|a total of|now)\s)?",
    re.I,
)


def totals(told: Sequence[Fact], article: Sequence[Sentence]) -> list[Fact]:
    """Return the running totals told beside what was dealt with, as facts of their own.

    A figure that a fact of ``told`` had taken for its own is taken from it.
    """
    latest = dealt_with(told)
    found: list[Fact] = []
    for sentence in article if latest else ():
        if sentence.in_title or "running_total" not in sentence.words.possible:
            continue
        beside, before = latest.get(sentence.index), latest.get(sentence.index - 1)
        if (span := _figure(sentence)) is None:
            continue
        own = beside is not None and _stands_before(beside, span)
        main = beside if own else before if beside is None else None
        if main is None or main.scope == "cumulative":
            continue
        if (total := _total(main, span, sentence)) is not None:
            if beside is not None:
                _give_up(beside, span)
            found.append(total)
    return found


def _stands_before(fact: Fact, span: Span) -> bool:
    ends = [*(i.end for i in fact.items), *(a.end for a in fact.areas)]
    return any(end <= span.start_char for end in ends)


def _figure(sentence: Sentence) -> Span | None:
    """The figure that the total comes to."""
    words = next(sentence.matches("running_total"), None)
    if words is None:
        return None
    start = sentence.start + words.end()
    for span in counted(sentence):
        between = sentence.between(start, span.start_char)
        if 0 < span.start_char - start <= _REACH and _TO.fullmatch(between):
            return span
    return None


def _give_up(fact: Fact, span: Span) -> None:
    at = span.start_char
    fact.items = [i for i in fact.items if not i.start <= at < i.end]
    fact.areas = [a for a in fact.areas if not a.start <= at < a.end]


def _total(main: Fact, span: Span, sentence: Sentence) -> Fact | None:
    n = number(span)
    date = _since(main, sentence)
    total = without_figures(main, date)
    total = replace(total, scope="cumulative", sentence=sentence.index)
    if n.label == "AREA":
        total.areas = [replace(a, start=span.start_char, end=span.end_char, m2=n.bounds)
                       for a in main.areas[:1]]  # fmt: skip
    else:
        item = _item(main, sentence, n, span)
        total.items = [] if item is None else [item]
    return total if total.items or total.areas else None


def _item(main: Fact, sentence: Sentence, n: Number, span: Span) -> Item | None:
    """So many of what the words say, else of what was counted; of several kinds, of ordnance."""
    named = [i for i in sentence.items if i.start <= span.start_char < i.end]
    kg = layers.unpack(n.value).get("kg") if n.label == "MASS" else None
    counted = [
        i for i in main.items if (i.count is not None if kg is None else "mass_kg" in i.values)
    ]
    if not counted or (kg is None and n.label == "MASS"):
        return None
    kinds = {i.kind for i in named or counted}
    return replace(
        counted[0],
        start=span.start_char,
        end=span.end_char,
        kind=kinds.pop() if len(kinds) == 1 else "ordnance",
        count=None if kg else n.bounds,
        values={
            "noun": str(span.start_char),
            "block": counted[0].kind,
            **({"mass_kg": kg} if kg else {}),
        },
    )


def _since(main: Fact, sentence: Sentence) -> Span | None:
    """The date of the total: one that the words for it have beside them, not that of the last."""
    words = next(sentence.matches("running_total"), None)
    start = sentence.start + (words.start() if words is not None else 0)
    later = [d for d in event_dates(sentence) if d.start_char >= start and d is not main.date]
    if not later:
        return None
    d = later[0]
    first = dates.interval(d.kb_id_).start
    begins = _BEGINS.search(sentence.up_to(d.start_char)) is not None
    if not begins or first is None or open_ended(d):
        return d
    return Span(d.doc, d.start, d.end, label=d.label_, span_id=d.id_, kb_id=f"{first}/..")
