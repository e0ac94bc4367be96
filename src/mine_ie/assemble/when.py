"""When an event happened: the date of its own sentences, else the nearest one told before."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from mine_ie import dates, layers
from mine_ie.assemble import wording
from mine_ie.assemble.aftermath import is_of_a_deed
from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.looking_back import earlier_by, how_long_before
from mine_ie.assemble.sentence import Sentence
from mine_ie.assemble.timing import (
    event_dates,
    goes_on,
    is_long,
    is_of_years,
    is_reckoned_later,
    open_ended,
    opens_count,
    overlap,
    times_telling,
)
from mine_ie.schema import When

NO_DATE = "no_date"
_PRECISE = {"day": 0, "week": 1, "month": 2, "season": 3, "period": 4, "year": 5}
_SINCE = re.compile(
    r"\bsince\b[^.;,]*\Z|\b(?:after|following)\s(?:(?:the|its|their|a)\s)?(?:[\w-]+\s){1,8}\Z", re.I
)
_FROM = re.compile(r"\bfrom\s(?:the\s)?\Z", re.I)
_FROM_REACH = 10
_SINCE_REACH = 90
#: What is worked at for a while; its end may be all that is told.
_FINISHED = ("clearance", "stockpile_destruction")
#: Sentences after the event's last whose date may be its own.
_AHEAD = 2


def when(
    doc: Doc, c: Cluster, clusters: list[Cluster], article: list[Sentence]
) -> tuple[When | None, list[str]]:
    """Return when the event happened, and what a reviewer should see."""
    undated = [NO_DATE] if c.scope == "incident" else []
    span = _own_date(c)
    if c.scope == "incident" and span is not None and is_long(span):
        # "The third such blast this year": the days told around it say more.
        around = _date_around(c, clusters, article)
        # A day of another year is another event's.
        if around is not None and _may_be_in(around, span):
            span = around
        elif is_of_years(span) and not any(f.date is span and f.dated_well for f in c.facts):
            span = around  # "A shell exploded at a hamlet that was pounded in the nineties."
    if c.type == "contamination" and span is not None and not _is_as_of(doc, span):
        return None, []
    if span is None and c.scope == "incident":
        span = _date_around(c, clusters, article) or _own_date(c, of_telling=True)
    if span is None and c.scope != "incident":
        span = _same_stretch(c, clusters, article)
    if span is not None and _only_goes_on(span):
        span = _where_it_began(doc, c)
    if span is None:
        earlier = _before_another(doc, c, clusters, article)
        return earlier, [] if earlier is not None else undated
    return _when(doc, c, span, clusters), []


def _when(doc: Doc, c: Cluster, span: Span, clusters: list[Cluster]) -> When:
    interval = dates.interval(span.kb_id_)
    end, precision = interval.end, interval.precision
    so_far = span.id_ == "year_to_date" or goes_on(span) or _since(doc, span)
    so_far = so_far or (c.scope == "cumulative" and _is_from(doc, span))
    if c.scope != "incident" and so_far:
        end = None  # "So far this year": the count goes on.
    if c.type in _FINISHED and interval.end is not None and _finishes(doc, span):
        return _only_until(doc, span, interval.end)
    told = (f for o in clusters for f in o.facts)
    until = next((f.until for f in told if f.date is span and f.until is not None), None)
    if until is not None:
        end, precision = dates.interval(until.kb_id_).end, "period"
    return When(
        start=interval.start,
        end=end,
        precision=precision,
        text=span.text,
        evidence=layers.offsets(doc, span.start_char, span.end_char),
    )


def _finishes(doc: Doc, span: Span) -> bool:
    """ "Finished on 30 April": work of unknown length that ended then."""
    before = layers.text(doc)[max(0, span.start_char - wording.REACH) : span.start_char]
    return wording.before("finishes").search(before) is not None


def _only_until(doc: Doc, span: Span, end: str) -> When:
    evidence = layers.offsets(doc, span.start_char, span.end_char)
    return When(start=None, end=end, precision="period", text=span.text, evidence=evidence)


def _is_as_of(doc: Doc, span: Span) -> bool:
    """What remains is dated only where the text says so: "as of May", "since 2020"."""
    if span.text.lower().startswith("as of"):
        return True
    before = layers.text(doc)[max(0, span.start_char - wording.REACH) : span.start_char]
    return wording.before("as_of").search(before) is not None


def _only_goes_on(span: Span) -> bool:
    """ "To date" says only that the count goes on."""
    interval = dates.interval(span.kb_id_)
    if interval.start is not None:
        return False
    return interval.end is None or re.search(r"\d", span.text) is None


def _where_it_began(doc: Doc, c: Cluster) -> Span | None:
    """ "To date, i.e. from 10 November 2020, they have cleared 40 ha": the day of the "from"."""
    told = [d for f in c.facts for d in f.dates if not _only_goes_on(d)]
    return next((d for d in told if open_ended(d) or _is_from(doc, d) or _since(doc, d)), None)


def _is_from(doc: Doc, span: Span) -> bool:
    before = layers.text(doc)[max(0, span.start_char - _FROM_REACH) : span.start_char]
    return _FROM.search(before) is not None


def _since(doc: Doc, span: Span) -> bool:
    """ "Since work began in 2016": the word stands far from its date but opens the interval."""
    before = layers.text(doc)[max(0, span.start_char - _SINCE_REACH) : span.start_char]
    return _SINCE.search(before) is not None and not open_ended(span)


def _own_date(c: Cluster, of_telling: bool = False) -> Span | None:
    """The date of the first telling that has one in its clause; vaguer and later ones after it."""
    told = [(f, f.date) for f in c.facts if f.date is not None and f.date_told == of_telling]

    def order(pair: tuple[Fact, Span]) -> tuple[bool, bool, bool, int]:
        fact, span = pair
        incident = c.scope == "incident"
        vague = _PRECISE[dates.interval(span.kb_id_).precision or "year"] if incident else 0
        return incident and is_long(span), fact.in_title, not fact.dated_well, vague

    best = min(told, key=order, default=None)
    return None if best is None else best[1]


def _date_around(c: Cluster, clusters: list[Cluster], article: list[Sentence]) -> Span | None:
    """The date of the sentences just before, else just after, that tell no other such event."""
    if c.facts[0].background:
        return None
    rivals = [o for o in clusters if o is not c and o.type == c.type]
    others = {f.sentence for o in rivals for f in o.facts}
    first, last = c.first, c.last
    heading = article[c.facts[0].sentence].listed.day
    own = {f.sentence for f in c.facts}
    free = [s for s in article if s.lends and s.index not in others]
    free = [s for s in free if s.listed.day == heading and _lends_to(s, article[c.first])]
    before = [s for s in reversed(free) if s.index < first]
    after = [s for s in free if first < s.index <= last + _AHEAD]
    if before and (d := _a_week(before[0], c)) is not None:
        return d
    for s in [*before, *after]:
        leads_up = s.index == first - 1
        d = _a_day(s, of_telling=s.index not in own, leads_up=leads_up)
        if d is not None and not (c.type == "explosion" and is_of_a_deed(s, d)):
            return d
    if heading is not None:
        return _a_day(article[heading], of_telling=True)
    # "A second bomb exploded at ...": on the day of the one told just before.
    earlier = [o for o in rivals if o.first < c.first]
    return next((d for o in reversed(earlier) if (d := _own_date(o)) is not None), None)


def _lends_to(s: Sentence, told: Sentence) -> bool:
    """What stands under the head of a place dates nothing under that of another."""
    return s.listed.under in (None, told.listed.under) or s.listed.day is not None


def _before_another(
    doc: Doc, c: Cluster, clusters: list[Cluster], article: list[Sentence]
) -> When | None:
    """ "The blast came a day after a mine killed three": the day before that of the blast."""
    fact = c.facts[0]
    length = how_long_before(article[fact.sentence], fact.trigger[0]) if fact.background else None
    later = [d for o in clusters if o.first <= c.first and o is not c and (d := _own_date(o))]
    found = earlier_by(length, later[-1]) if length is not None and later else None
    if found is None or length is None:
        return None
    evidence = layers.offsets(doc, length.start_char, length.end_char)
    return When(
        start=found.start,
        end=found.end,
        precision=found.precision,
        text=length.text,
        evidence=evidence,
    )


def _same_stretch(c: Cluster, clusters: list[Cluster], article: list[Sentence]) -> Span | None:
    """ "During the same time 93 persons died": the stretch of the figure told before."""
    if not any(article[f.sentence].says("same_time") for f in c.facts):
        return None
    earlier = [o for o in clusters if o.first < c.first and o.scope == c.scope]
    return _own_date(earlier[-1]) if earlier else None


def _may_be_in(day: Span, stretch: Span) -> bool:
    inner, outer = dates.interval(day.kb_id_), dates.interval(stretch.kb_id_)
    return overlap(inner, outer)


def _a_week(s: Sentence, c: Cluster) -> Span | None:
    """ "Last week we looked into 58 stores. Confiscated were 112 grenades": told in one breath."""
    if s.index != c.first - 1 or s.ends_line:
        return None
    weeks = (d for d in event_dates(s) if dates.interval(d.kb_id_).precision == "week")
    return next((d for d in weeks if not times_telling(s, d)), None)


def _a_day(s: Sentence, of_telling: bool, leads_up: bool = False) -> Span | None:
    """The sentence's first day, ``of_telling`` as well; a month or a week dates no other.

    What it reckons from a day before ("two days later") dates only what it ``leads_up`` to.
    """
    for d in event_dates(s):
        if not of_telling and times_telling(s, d):
            continue
        if opens_count(s, d):
            continue  # "Since the agreement was signed on 10 November".
        if is_reckoned_later(d) and (s.harmed or not leads_up):
            continue  # "He died the next day."
        if dates.interval(d.kb_id_).precision == "day":
            return d
    return None
