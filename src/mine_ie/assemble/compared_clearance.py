"""Figures that are told only for comparison: "94 devices, against 67 in the same period of 2022".

Each is a statistic of its own, of the same thing as the figure it stands beside. Of people harmed
:mod:`mine_ie.assemble.compared_tolls` tells.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span

from mine_ie import counts, dates, layers, units
from mine_ie.assemble import wording
from mine_ie.assemble.compared_tolls import reckoned
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.sentence import AreaFact, Item, Sentence
from mine_ie.assemble.statistics_told import counted, dealt_with
from mine_ie.assemble.timing import event_dates, is_day, scope_of
from mine_ie.counts import Bounds
from mine_ie.grammar.view import Number, number

#: Figures of one thing differ by less than so many times.
_UNLIKE = 50
#: Characters from the figure to its date, or from the date to the figure.
_REACH = 60
#: Characters of a sentence that only compares: "The figure was 14,290 in 2017."
_SHORT = 110
_BREAKS = re.compile(r"[.;:\d]")
_ENDS = re.compile(r"\s?[.,;)]|\s?\Z|\s[a-z]")
#: What may stand between a figure and its date: what was done with them, or what they are.
_OF_IT = re.compile(
    r"(?:,?\s?\(?(?:[a-z]{2,}ed|found|in|during|for|over|of|the|all|whole|throughout|from|within|"
    r"across|since|until|who|that|were|had|been|people|persons|civilians|casualties|victims|deaths|"
    r"fatalities|killed|dead|hurt|mines?|landmines?|devices?|items?|pieces?|objects?|munitions?|"
    r"UXOs?|IEDs?|ERW|cases|such|tonnes|tons|hectares|kilograms?|kg|ha|at|on|by|last|previous)){0,7}"
    r"\s?\(?",
    re.I,
)
_AND = re.compile(r"\s(?:and|&)\s")
#: What an item's value says of the figure told now alone.
_OF_NOW = frozenset(["part", "total", "the", "definite"])
_CLAUSE = re.compile(r"[;:]\s|\.\s")

Figure = Item | AreaFact


@dataclass(frozen=True)
class _Earlier:
    """Figures of another stretch of time, one or a pair, and the date that says of which."""

    numbers: tuple[Span, ...]
    date: Span

    @property
    def start(self) -> int:
        """Offset of the first figure."""
        return self.numbers[0].start_char


def compared_clearance(told: Sequence[Fact], article: Sequence[Sentence]) -> list[Fact]:
    """Return the facts that the comparisons of the article tell, in text order.

    Takes the figures that they give out of the facts of ``told`` that hold them.
    """
    latest = dealt_with(told)
    found: list[Fact] = []
    for sentence in article if latest else ():
        if (beside := latest.get(sentence.index)) is not None:
            found += _beside(beside, sentence)
        elif (before := latest.get(sentence.index - 1)) is not None:
            found += _told_next(before, sentence)
    return found


def _beside(fact: Fact, sentence: Sentence) -> Iterator[Fact]:
    """ "... compared with 60 in 2022", "...; in 2022 there were 60"."""
    compares = "compares_with" in sentence.words.possible
    again = "figure_again" in sentence.words.possible and ";" in sentence.text
    if not compares and not again:
        return
    own = [f for f in _figures(fact) if f.start >= sentence.start and f.end <= sentence.end]
    for earlier in _earlier(sentence, own):
        led = earlier.date.start_char > earlier.start and compares
        led = led and sentence.before(earlier.start, "compares_with")
        if not led and not (again and _says_again(sentence, earlier)):
            continue
        if led and fact.date is earlier.date:
            fact.date, fact.dates, fact.dated_well = None, [], False
        main = [f for f in own if f.end <= earlier.start]
        if main and (other := _of_then(fact, main, earlier)) is not None:
            _give_up(fact, earlier)
            yield other


def _give_up(fact: Fact, earlier: _Earlier) -> None:
    """A figure with a noun of its own, "compared with 12 **mines** in 2022", is not of now."""
    at = {span.start_char for span in earlier.numbers}
    fact.items = [i for i in fact.items if not any(i.start <= k < i.end for k in at)]
    fact.areas = [a for a in fact.areas if not any(a.start <= k < a.end for k in at)]


def _says_again(sentence: Sentence, earlier: _Earlier) -> bool:
    """Whether the clause of the figure says "the figure was", "there were"."""
    lead = sentence.between(sentence.start, earlier.start)
    opens = [m.end() for m in _CLAUSE.finditer(lead)]
    clause = lead[opens[-1] :] if opens else ""
    return bool(clause) and wording.anywhere("figure_again").search(clause) is not None


def _told_next(fact: Fact, sentence: Sentence) -> Iterator[Fact]:
    """ "The figure was 14,290 in 2017.", a sentence after the figure it stands beside."""
    if sentence.harmed or not sentence.says("figure_again"):
        return
    if sentence.items or sentence.areas:
        yield from _listed_next(fact, sentence)
        return
    if len(sentence.text) > _SHORT:
        return
    figures = list(_figures(fact))
    for earlier in _earlier(sentence, ()):
        if figures and (other := _of_then(fact, figures, earlier)) is not None:
            yield replace(other, sentence=sentence.index)


def _listed_next(fact: Fact, sentence: Sentence) -> Iterator[Fact]:
    """ "In January the figures were 229 mines and 3,016 UXO": done with them what was then."""
    stretches = [d for d in event_dates(sentence) if not is_day(d)]
    acted = any(i.action is not None for i in sentence.items)
    if acted or len(stretches) != 1 or not (fact.items or fact.areas):
        return
    action = fact.items[0].action if fact.items else None
    land = fact.areas[0].action if fact.areas else "cleared"
    other = without_figures(fact, stretches[0])
    other.items = [replace(i, action=_same_kind(fact, i) or action) for i in sentence.items]
    other.areas = [replace(a, action=a.action or land) for a in sentence.areas]
    yield replace(other, sentence=sentence.index)


def _same_kind(fact: Fact, item: Item) -> str | None:
    return next((i.action for i in fact.items if i.kind == item.kind), None)


def _figures(fact: Fact) -> Iterator[Figure]:
    """The figures of a fact that a later one may be compared with, in text order."""
    known: list[Figure] = [i for i in fact.items if i.count is not None or "mass_kg" in i.values]
    known += fact.areas
    yield from sorted(known, key=lambda f: f.start)


# -- figures of another time ---------------------------------------------------------------------


def _earlier(sentence: Sentence, own: Sequence[Figure]) -> Iterator[_Earlier]:
    """The figures of the sentence that have a stretch of time beside them."""
    stretches = [d for d in event_dates(sentence) if not is_day(d)]
    if not stretches:
        return
    spans = list(counted(sentence))
    second: Span | None = None
    for span, after in itertools.pairwise([*spans, None]):
        if span is None or span is second:
            continue
        pair = [span]
        if after is not None and _AND.fullmatch(sentence.between(span.end_char, after.start_char)):
            pair.append(after)
        named = any(f.start <= pair[-1].start_char < f.end for f in own)
        if (d := _date_beside(sentence, pair[-1], stretches, named=named)) is not None:
            second = pair[-1]
            yield _Earlier(tuple(pair), d)


def _date_beside(
    sentence: Sentence, span: Span, stretches: Sequence[Span], *, named: bool
) -> Span | None:
    """ "60 recorded **in 2022**", else "**in 2022** there were 60".

    ``named``: the figure has a noun that is read already.
    """
    for d in stretches:
        between = sentence.between(span.end_char, d.start_char)
        near = 0 <= d.start_char - span.end_char <= _REACH
        if near and (_OF_IT.fullmatch(between) or (named and not _BREAKS.search(between))):
            return d
    if not _ENDS.match(sentence.from_(span.end_char, 2)):
        return None
    for d in reversed(stretches):
        between = sentence.between(d.end_char, span.start_char)
        near = 0 <= span.start_char - d.end_char <= _REACH
        if near and not _BREAKS.search(between):
            return d
    return None


# -- the fact of then ----------------------------------------------------------------------------


def _of_then(fact: Fact, figures: Sequence[Figure], earlier: _Earlier) -> Fact | None:
    """The fact with the earlier figures in the place of those they are compared with."""
    own = None if fact.date is None else dates.interval(fact.date.kb_id_)
    date = reckoned(own, earlier.date)
    if own is not None and own[:2] == dates.interval(date.kb_id_)[:2]:
        return None
    other = without_figures(fact, date)
    for main, span in zip(_meant(figures, earlier), earlier.numbers, strict=False):
        _put(other, main, span)
    return other if other.items or other.areas else None


def without_figures(fact: Fact, date: Span | None) -> Fact:
    """The fact at another time, without what it counts; ``None`` is a time that is not told."""
    return replace(
        fact,
        scope=fact.scope if date is None else scope_of(date.kb_id_),
        date=date,
        until=None,
        date_told=False,
        dated_well=date is not None,
        dates=[] if date is None else [date],
        items=[],
        areas=[],
        harmed=[],
        new=True,
        anaphoric=False,
        carries=False,
        breaks_down=False,
        listed=False,
        block=0,
    )


def _meant(figures: Sequence[Figure], earlier: _Earlier) -> Sequence[Figure]:
    """The figures that are compared: the last before.

    "500 million square metres and 17,460 devices, compared to 311 million": of like size.
    """
    many = len(earlier.numbers)
    n = number(earlier.numbers[0]).bounds.best
    if many == 1 and n and not _is_like(figures[-1], n):
        figures = [f for f in figures if _is_like(f, n)] or figures
    return figures[-many:]


def _is_like(figure: Figure, n: int) -> bool:
    bounds = figure.m2 if isinstance(figure, AreaFact) else figure.count
    size = bounds.best if bounds is not None else None
    return size is not None and size < n * _UNLIKE and n < size * _UNLIKE


def _put(other: Fact, main: Figure, span: Span) -> None:
    """Put the figure at ``span`` into the fact, of the same thing as ``main``."""
    n, start, end = number(span), span.start_char, span.end_char
    match main:
        case Item():
            item = _item_of_then(main, n, start, end)
            other.items += [] if item is None else [item]
        case AreaFact():
            m2 = _area_of_then(main, n)
            other.areas += [] if m2 is None else [replace(main, start=start, end=end, m2=m2)]


def _item_of_then(main: Item, n: Number, start: int, end: int) -> Item | None:
    values = {k: v for k, v in main.values.items() if k not in _OF_NOW}
    main = replace(main, start=start, end=end, values={**values, "noun": str(start)})
    if n.label == "MASS":
        kg = layers.unpack(n.value).get("kg")
        if "mass_kg" not in values or kg is None:
            return None
        return replace(main, values={**main.values, "mass_kg": kg})
    if main.count is None or n.label != "COUNT":
        return None
    return replace(main, count=n.bounds)


def _area_of_then(main: AreaFact, n: Number) -> Bounds | None:
    """Square metres: "500 million square metres, compared with **311 million**"."""
    if n.label == "AREA":
        return n.bounds
    unit = next((u for u in units.load() if u.id == main.unit), None)
    if unit is None or n.bounds.best is None or n.label != "COUNT":
        return None
    return counts.exactly(round(n.bounds.best * unit.factor))
