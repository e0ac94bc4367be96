"""Which dates belong to what a sentence tells: the closest in the same clause."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Span

from mine_ie import dates, layers
from mine_ie.assemble import wording
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.schema import Scope

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
_OPENS = re.compile(r"\s*(?:(?:and|but|then|late|early|also)\s)?(?:on\s)?", re.I)
_CLAUSE_ENDS = re.compile(r"[.,;]|\bthat\b", re.I)
_COUNTS_FROM = re.compile(r"\b(?:since|after|following|until|from|before)\b[^.;]*\Z", re.I)
#: Words that open a count, far before their date.
_OPENS_COUNT = re.compile(r"\b(?:since|following)\b[^.;,]*\Z", re.I)
_WERE_REPORTED = re.compile(r"\b(?:was|were|been|is|are)\s(?:[a-z]+ly\s)?reported\b", re.I)
_COUNT_REACH = 70
_TREATY = re.compile(
    r"\s(?:[A-Z][\w-]+\s){0,5}(?i:convention|treaty|protocol|agreement|accords?|act|law|resolution|"
    r"charter|constitution)\b"
)
_RECKONED = ("unit", "units_ago", "day_beside", "part_beside", "part_of_day")
_TWO = 2
_EVENT_NAME = re.compile(
    r"\s(?:[A-Z][\w'\u2019.-]*[\s\u2013-]){1,5}(?:[a-z-]+\s){0,3}"
    r"(?:bombings?|attacks?|blasts?|explosions?|massacre|shootings?|ambush|strikes?)\b"
)
_GOING_ON = ("this year", "the current year")
_SINCE_THEN = re.compile(r"\b(?:has|have|had)\ssince\s(?:been|died|gone|left|[a-z]{3,}ed)\b", re.I)
_LATER = re.compile(r"\b(?:next|following|later|after)\b", re.I)
#: A stretch before another: only what is compared with something is of it.
SET_BESIDE = re.compile(
    r"(?:the|a|one)\s(?:(?:previous|preceding|prior)\s(?P<unit>year|month|week)|"
    r"(?P<other>year|month|week)\s(?:before|earlier|previously))",
    re.I,
)
_DATE_LABELS = ("DATE", "TIME")
_PAST_VERB = re.compile(r"\s(?:[a-z]{2,}ed|found|hit|struck|shot|blew|laid|dug|left|took|went)\b")
#: Characters within which a stretch of time closes.
_SPAN_REACH = 100
#: Characters from "compared with" to the date of the figure.
_COMPARED_REACH = 60
#: Characters in "buried there since the war".
_LAIN_REACH = 12
#: Families of words that say what happened.
_ACTS = ("ACT", "LAND", "HARM", "TOLL", "BLAST")

#: Offsets of the words that tell the event: a verb, a word of harm, an item.
Trigger = tuple[int, int]


# -- dates ---------------------------------------------------------------------------------------


def event_dates(sentence: Sentence) -> list[Span]:
    """The dates that may time an event: no dateline, publication line, year of birth."""
    found = _event_dates(sentence)
    if len(found) < _TWO:
        return found
    return [d for d in found if not _is_of_a_name(sentence, d)] or found


def _is_of_a_name(sentence: Sentence, d: Span) -> bool:
    """ "The **2016** Jalalabad minibus bombing": the name of an event, whose day is told beside."""
    is_year = d.text.isdigit() and len(d.text) == len("2016")
    return is_year and _EVENT_NAME.match(sentence.from_(d.end_char)) is not None


def _event_dates(sentence: Sentence) -> list[Span]:
    return [
        d
        for d in sentence.dates
        if d.id_ not in _NOT_EVENT_DATES
        and dates.interval(d.kb_id_)[:2] != (None, None)
        and not _of_a_life(sentence, d)
        and not _after_a_while(d)
        and not _is_compared(sentence, d)
        and not _is_of_papers(sentence, d)
        and not _is_of_a_war(sentence, d)
        and not _names_a_treaty(sentence, d)
    ]


def _names_a_treaty(sentence: Sentence, d: Span) -> bool:
    """ "Banned under the 1997 Ottawa Convention": a year that names a law."""
    return d.id_ == "year" and _TREATY.match(sentence.from_(d.end_char, 60)) is not None


def _is_compared(sentence: Sentence, d: Span) -> bool:
    """ "The deadliest attack since 2008": nothing that is told is of then."""
    if not (open_ended(d) or goes_on(d)):
        return False
    after = goes_on(d) and sentence.after(d.end_char, "the_superlative")
    return after or sentence.before(d.start_char, "superlative")


def _is_of_papers(sentence: Sentence, d: Span) -> bool:
    """ "Returned under the agreement reached on 19 April"; "since the truce of 19 April" counts."""
    if not sentence.before(d.start_char, "of_papers") or open_ended(d):
        return False
    return _COUNTS_FROM.search(sentence.up_to(d.start_char)) is None


def _is_of_a_war(sentence: Sentence, d: Span) -> bool:
    """ "The country, devastated by a war that ended in 1992": nothing else is of then."""
    if not sentence.before(d.start_char, "of_a_war") or open_ended(d):
        return False
    return _COUNTS_FROM.search(sentence.up_to(d.start_char)) is None


def _after_a_while(d: Span) -> bool:
    """ "Two hours later": a day only by that of the event told before."""
    return d.id_ == "hours_ago" and not d.text.lower().endswith("ago")


def _of_a_life(sentence: Sentence, d: Span) -> bool:
    """ "Born in 1959", "the driver (1994)"."""
    if d.id_ == "year" and sentence.between(d.start_char - 1, d.end_char + 1) == f"({d.text})":
        return True
    return sentence.before(d.start_char, "born")


def without_laying(sentence: Sentence) -> Sentence:
    """The sentence without the years in which what it tells of was laid, dropped or left.

    "They cleared mines planted in the 1970s": nothing that happened to the mines since is of then.
    """
    if "laid_then" not in sentence.words.possible:
        return sentence
    kept = [d for d in sentence.dates if not _is_of_laying(sentence, d)]
    return sentence if len(kept) == len(sentence.dates) else replace(sentence, dates=kept)


def _is_of_laying(sentence: Sentence, d: Span) -> bool:
    if not is_long(d) or d.id_ in _RECKONED:
        return False
    before = sentence.up_to(d.start_char)
    laid = wording.before("laid_then").search(before)
    if laid is None:
        return False
    start = d.start_char - len(before) + laid.end(1)
    if open_ended(d) and d.start_char - start > _LAIN_REACH:
        return False  # "Mines left there have killed 40 since 2020."
    acts = (c for c in sentence.cues if c.label_ in _ACTS and _is_no_laying(c))
    return not any(start <= c.start_char < d.start_char for c in acts)


def _is_no_laying(cue: Span) -> bool:
    return layers.unpack(cue.kb_id_).get("action") not in ("laid", "fired", "remaining")


def timing(sentence: Sentence, trigger: Trigger, scope: Scope | None = None) -> Span | None:
    """The date that times what ``trigger`` says: beside it in its clause, else in its sentence.

    A date that times the telling ("police said on Tuesday") is taken last. An incident is of a day
    rather than of "the third such accident this year"; a statistic is of its stretch of time.
    """

    def closeness(d: Span) -> tuple[bool, bool, bool, int, int]:
        apart = clauses_between(sentence, d, trigger)
        fits = scope is None or (not is_long(d) if scope == "incident" else not is_day(d))
        beside = scope in ("period", "cumulative") and SET_BESIDE.fullmatch(d.text) is not None
        beside = beside or is_of_a_comparison(sentence, d)
        return times_telling(sentence, d), beside, not fits, apart, gap(d, trigger)

    closest = min(event_dates(sentence), key=closeness, default=None)
    return None if closest is None else opening(sentence, closest)


def is_of_a_comparison(sentence: Sentence, d: Span) -> bool:
    """ "40 mines, **against 67 in 2019**": the date is of the figure compared with."""
    if "compares_with" not in sentence.words.possible:
        return False
    return _compares().search(sentence.up_to(d.start_char, _COMPARED_REACH)) is not None


@cache
def _compares() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{wording.choice('compares_with')})\s(?:[\w-]+\s){{0,2}}\d", re.I)


def is_long(d: Span) -> bool:
    """Whether it is a stretch of time too long for one incident: "this year", "since 2020"."""
    return dates.interval(d.kb_id_).precision in ("year", "period", "season")


def is_of_years(d: Span) -> bool:
    """Whether it is a stretch of no one year: "the nineties", "since 1993"."""
    return dates.interval(d.kb_id_).precision == "period"


def is_reckoned_later(d: Span) -> bool:
    """ "The next day", "two days later": reckoned from the day told before."""
    return d.id_ in _RECKONED and _LATER.search(d.text) is not None


def is_day(d: Span) -> bool:
    """Whether it is one day."""
    return dates.interval(d.kb_id_).precision == "day"


def closing(sentence: Sentence, d: Span) -> Span | None:
    """The date that ends a span which ``d`` opens: "between 8 December, when ..., and 15 March"."""
    opens = sentence.before(d.start_char, "opens_span")
    for other in (o for o in event_dates(sentence) if o.start_char > d.end_char):
        between = sentence.between(d.end_char, other.start_char)
        if not _may_end(d, other):
            continue
        if opens and (_closes(between) or (other.id_ == "until" and not between.strip())):
            return other
        if between == " and " and _adjoin(d, other):
            return other
    return None


def _may_end(d: Span, other: Span) -> bool:
    """Whether the second does not end before the first begins."""
    start, end = dates.interval(d.kb_id_).start, dates.interval(other.kb_id_).end
    return start is None or end is None or start[:1] != end[:1] or start <= end


def _adjoin(d: Span, other: Span) -> bool:
    """ "In September and October": two stretches of one kind, one right after the other."""
    first, second = dates.interval(d.kb_id_), dates.interval(other.kb_id_)
    if first.precision not in ("month", "year", "season") or first.precision != second.precision:
        return False
    last = dates.values.parse_day(first.end)
    after = None if last is None else dates.values.add_days(last, 1)
    return after is not None and after.isoformat() == second.start


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
    """Whether the date stands in the trigger's own clause and not with a verb of saying.

    A day that opens the sentence times all of it: "On Monday, two died when a bomb exploded".
    """
    if times_telling(sentence, d):
        return False
    opens = _OPENS.fullmatch(sentence.between(sentence.start, d.start_char)) is not None
    return (opens and is_day(d)) or not clauses_between(sentence, d, trigger)


def times_telling(sentence: Sentence, span: Span) -> bool:
    """ "Police said on Tuesday", "a Kabul statement": a date or place of the telling."""
    if span.label_ in _DATE_LABELS and is_long(span):
        return False  # Nobody speaks for years.
    if span.label_ in _DATE_LABELS and opens_count(sentence, span):
        return False  # "Since the truce of 14 August, the centre says, ..."
    if sentence.after(span.end_char, "telling_after"):
        return True
    if span.label_ in _DATE_LABELS and _PAST_VERB.match(sentence.from_(span.end_char)):
        return False  # "The army said its troops on Tuesday defused ..."
    clause = _CLAUSE_ENDS.split(sentence.up_to(span.start_char, 50))[-1]
    told = wording.before("telling").search(clause)
    if told is not None and _WERE_REPORTED.search(clause):
        return False  # "Only 41 casualties were reported in September."
    # "Police said a mine killed two on Tuesday" dates the mine.
    return told is not None and not _acts_between(
        sentence, span.start_char - len(clause) + told.end(1), span.start_char
    )


def opens_count(sentence: Sentence, d: Span) -> bool:
    """ "Since the troops came in on 12 June", "following the statement of 10 November"."""
    return _OPENS_COUNT.search(sentence.up_to(d.start_char, _COUNT_REACH)) is not None


def _acts_between(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what happened to people or ordnance stands between two offsets."""
    told = [(c.start_char, c.end_char) for c in sentence.cues]
    told += [(h.start, h.end) for h in sentence.harmed] + [(i.start, i.end) for i in sentence.items]
    return any(start <= a and b <= end for a, b in told)


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


def overlap(a: dates.Interval, b: dates.Interval) -> bool:
    """Whether two intervals share a day, as far as either is known.

    >>> overlap(dates.interval("2024-08"), dates.interval("2024-08-24"))
    True
    """
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    if a.start.startswith("--") != b.start.startswith("--"):
        # One has no year: month and day decide.
        return a.start[-5:] == b.start[-5:]
    return a.start <= b.end and b.start <= a.end


# -- scope ---------------------------------------------------------------------------------------


def scope(sentence: Sentence) -> Scope:
    """Whether the sentence's figures are of one incident, a stated period or a running total."""
    timed = event_dates(sentence)
    if any(closing(sentence, d) is not None for d in timed):
        return "period"
    if any(open_ended(d) or goes_on(d) for d in timed) or _runs_on(sentence):
        return "cumulative"
    if any(d.kb_id_.startswith("../") for d in timed):
        return "cumulative"
    if sentence.says("same_period"):
        return "period"
    few = not sentence.areas and not any(_is_many(i) for i in sentence.items)
    if not few and sentence.says("daily_figure"):
        return "period"
    if any(_is_period(d) and not (few and _is_some_day(d)) for d in timed):
        return "period"
    if sentence.says("yearly"):
        return "period"
    return "incident"


def _runs_on(sentence: Sentence) -> bool:
    """ "40 mines so far", "40 mines since"; "19 have since been discharged" is no running total."""
    if not sentence.says("cumulative"):
        return False
    then = [m.span() for m in _SINCE_THEN.finditer(sentence.text)]
    found = (m.start() for m in sentence.matches("cumulative"))
    return any(not any(start <= at < end for start, end in then) for at in found)


def _is_period(d: Span) -> bool:
    return dates.interval(d.kb_id_).precision in _PERIODS and not d.kb_id_.startswith("--")


def _is_some_day(d: Span) -> bool:
    """ "Last week" only says when a single thing was done, as "on Friday" does."""
    return d.text.lower().startswith(_SOME_DAY)


def _is_many(item: Item) -> bool:
    return item.count is not None and (item.count.best or item.count.low or 0) >= _MANY


def goes_on(d: Span) -> bool:
    """ "This year": it is not over when it is told of."""
    return d.id_ == "unit" and d.text.lower() in _GOING_ON


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
