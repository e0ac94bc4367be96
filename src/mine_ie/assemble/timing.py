"""Which dates and places belong to what a sentence tells: the closest in the same clause."""

from __future__ import annotations

import re

from spacy.tokens import Span

from mine_ie import dates, layers
from mine_ie.assemble import wording
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.schema import Scope

#: Kinds of places, the most specific first.
RANK = {"site": 0, "settlement": 1, "district": 2, "province": 3, "region": 4, "country": 5}
#: The rank of a place of no known kind.
UNRANKED = RANK["region"]
_NOT_EVENT_DATES = ("dateline", "published")
_PERIODS = ("month", "year", "season", "period", "week")
#: So many items are a week's work.
_MANY = 20
#: Words for a day that is not named.
_SOME_DAY = (
    "last week",
    "this week",
    "earlier this week",
    "the weekend",
    "at the weekend",
    "over the weekend",
)
_CLAUSE_ENDS = re.compile(r"[.,;]|\bthat\b", re.I)
#: Characters within which a stretch of time closes.
_SPAN_REACH = 100

#: Offsets of the words that tell the event: a verb, a word of harm, an item.
Trigger = tuple[int, int]


def rank(place: Span) -> int:
    """How specific a place is, 0 for a site to 5 for a country."""
    return RANK.get(place.label_, UNRANKED)


# -- dates ---------------------------------------------------------------------------------------


def event_dates(sentence: Sentence) -> list[Span]:
    """The dates that may time an event: not the dateline's, not the publication line's."""
    return [
        d
        for d in sentence.dates
        if d.id_ not in _NOT_EVENT_DATES and dates.interval(d.kb_id_)[:2] != (None, None)
    ]


def timing(sentence: Sentence, trigger: Trigger) -> Span | None:
    """The date that times what ``trigger`` says: beside it in its clause, else in its sentence.

    A date that times the telling ("police said on Tuesday") is taken last.
    """

    def closeness(d: Span) -> tuple[bool, int, int]:
        apart = clauses_between(sentence, d, trigger)
        return times_telling(sentence, d), apart, gap(d, trigger)

    closest = min(event_dates(sentence), key=closeness, default=None)
    return None if closest is None else opening(sentence, closest)


def closing(sentence: Sentence, d: Span) -> Span | None:
    """The date that ends a span which ``d`` opens: "between 8 December, when ..., and 15 March"."""
    if not sentence.before(d.start_char, "opens_span"):
        return None
    for other in event_dates(sentence):
        between = sentence.between(d.end_char, other.start_char)
        if other.start_char > d.end_char and _closes(between):
            return other
    return None


def _closes(between: str) -> bool:
    return (
        len(between) <= _SPAN_REACH
        and not re.search(r"[.;]", between)
        and wording.before("closes_span").search(between) is not None
    )


def opening(sentence: Sentence, d: Span) -> Span:
    """The date that opens the span which ``d`` closes, else ``d`` itself."""
    for other in event_dates(sentence):
        if other.end_char < d.start_char and closing(sentence, other) is d:
            return other
    return d


def times_well(sentence: Sentence, d: Span, trigger: Trigger) -> bool:
    """Whether the date stands in the trigger's own clause and not with a verb of saying."""
    return not times_telling(sentence, d) and not clauses_between(sentence, d, trigger)


def times_telling(sentence: Sentence, span: Span) -> bool:
    """ "Police said on Tuesday", "a Kabul statement": a date or place of the telling."""
    clause = _CLAUSE_ENDS.split(sentence.up_to(span.start_char, 50))[-1]
    told_before = wording.before("telling").search(clause) is not None
    return told_before or sentence.after(span.end_char, "telling_after")


def clauses_between(sentence: Sentence, span: Span, trigger: Trigger) -> int:
    """How many clauses begin between a date or place and the trigger."""
    low, high = min(span.end_char, trigger[1]), max(span.start_char, trigger[0])
    return new_clauses(sentence.between(low, high))


def new_clauses(words: str) -> int:
    """How many clauses begin in ``words``.

    >>> new_clauses("a farmer who died when his cart")
    2
    """
    return len(wording.anywhere("next_clause").findall(words)) + words.count(";")


def gap(span: Span, trigger: Trigger) -> int:
    """Characters between a date or place and the trigger."""
    return max(0, span.start_char - trigger[1], trigger[0] - span.end_char)


# -- places --------------------------------------------------------------------------------------


def event_places(sentence: Sentence) -> list[Span]:
    """The places that may hold an event: not datelines, organisations or people's names."""
    return [
        p
        for p in sentence.places
        if layers.unpack(p.kb_id_).get("role", "place") in ("place", "container")
        and not _in_a_date(sentence, p)
    ]


def _in_a_date(sentence: Sentence, p: Span) -> bool:
    """ "The end of the Karabakh war" is a time."""
    return any(d.start_char <= p.start_char and p.end_char <= d.end_char for d in sentence.dates)


def places_by_closeness(sentence: Sentence, trigger: Trigger) -> list[Span]:
    """The sentence's places, the trigger's own clause first; where somebody merely spoke last."""

    def closeness(p: Span) -> tuple[bool, int, int, int]:
        elsewhere = times_telling(sentence, p) or sentence.before(p.start_char, "from_place")
        return elsewhere, min(clauses_between(sentence, p, trigger), 2), rank(p), gap(p, trigger)

    return sorted(event_places(sentence), key=closeness)


# -- scope ---------------------------------------------------------------------------------------


def scope(sentence: Sentence) -> Scope:
    """Whether the sentence's figures are of one incident, a stated period or a running total."""
    timed = event_dates(sentence)
    if any(closing(sentence, d) is not None for d in timed):
        return "period"
    if any(open_ended(d) for d in timed) or sentence.says("cumulative"):
        return "cumulative"
    if any(d.kb_id_.startswith("../") for d in timed):
        return "cumulative"
    if sentence.says("same_period"):
        return "period"
    few = not sentence.areas and not any(_is_many(i) for i in sentence.items)
    if any(_is_period(d) and not (few and _is_some_day(d)) for d in timed):
        return "period"
    if sentence.says("yearly"):
        return "period"
    return "incident"


def _is_period(d: Span) -> bool:
    return dates.interval(d.kb_id_).precision in _PERIODS and not d.kb_id_.startswith("--")


def _is_some_day(d: Span) -> bool:
    """ "Last week" only says when a single thing was done, as "on Friday" does."""
    return d.text.lower().startswith(_SOME_DAY)


def _is_many(item: Item) -> bool:
    return item.count is not None and (item.count.best or item.count.low or 0) >= _MANY


def open_ended(d: Span) -> bool:
    """ "Since 2020", "to date"."""
    return d.kb_id_.endswith("/..")


def scope_of(value: str) -> Scope:
    """The scope of a figure that has a date to itself.

    >>> scope_of("2020-11-01/.."), scope_of("2024-07"), scope_of("2024-07-03")
    ('cumulative', 'period', 'incident')
    """
    if value.endswith("/..") or value.startswith("../"):
        return "cumulative"
    return "incident" if dates.interval(value).precision == "day" else "period"


def is_of_a_day(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a day, not the end of a span or the day of the telling, times the figure."""
    d = timing(sentence, trigger)
    if d is None or times_telling(sentence, d) or dates.interval(d.kb_id_).precision != "day":
        return False
    return not sentence.before(d.start_char, "ends_or_opens")
