"""Figures that a toll is set beside: "52 in 2022, down from 77 in 2021. In 2020 there were 81."

Nothing but the date is said of them; whom they count and what did it is as in the toll before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Span

from mine_ie import counts, dates
from mine_ie.assemble.fact import Fact, new_fact
from mine_ie.assemble.sentence import Sentence
from mine_ie.assemble.timing import SET_BESIDE, event_dates, goes_on, open_ended, scope_of
from mine_ie.assemble.totals import Harmed
from mine_ie.dates import values

#: Sentences after a toll in which a figure alone can be set beside it.
_NEXT = 1
_REACH = 70
_NEARLY_A_YEAR = 300
_LONG = ("year", "month", "period", "season")
_ALIKE = r"the\s(?:same|corresponding|comparable|equivalent|similar)\s"
_SAME = rf"(?:{_ALIKE}[\w-]+\s(?:of|in|during|last)?\s?)"
_LIKE = re.compile(rf"\b{_ALIKE}", re.I)
#: Between a figure and the date behind it.
_BEFORE_DATE = re.compile(
    r"\s?(?:\([^)]{1,20}\)\s)?"
    r"(?:(?:deaths|dead|killed|fatalities)\s(?:and|with)\s[\d,.]{1,9}\s"
    r"(?:injuries|injured|wounded|hurt)\s)?(?:(?:people|victims?|casualties|cases|deaths|dead|killed|injured|such\scases)"
    r"\s)?(?:(?:were|had\sbeen|was)\s)?"
    r"(?:(?:recorded|registered|reported|documented|logged|counted|killed|injured|seen)\s)?"
    rf"(?:(?:in|for|during|over|from)\s)?{_SAME}?(?:(?:the\s)?(?:whole|all|rest)\sof\s)?\Z",
    re.I,
)
#: What sets a figure beside another, right before it.
_SETS_BESIDE = re.compile(
    r"(?:\b(?:from|with|to|than|against|versus|vs\.?|and|in)|[(,;:-])\s?(?:the\s)?"
    r"(?:some\s|about\s|around\s|only\s|just\s|nearly\s|over\s|more\sthan\s|a\stotal\sof\s)?\Z",
    re.I,
)
#: What turns to a time, and says nothing between it and the figure.
_AFTER_DATE = re.compile(
    r"(?:,\s[^,;.]{1,25})?,?\s?"
    r"(?:when\s|there\s(?:were|was|had\sbeen)\s|it\s(?:was|had\sbeen|stood\sat)\s|(?:it|that|which)\ssaw\s|"
    r"saw\s|(?:the|that|this)\s(?:figure|number|total|toll|count)s?\s(?:was|were|had\sbeen|stood\sat|reached)\s|"
    r"(?:was|were|stood\sat|had\sbeen|reached)\s|(?:the\s\w+\s)?(?:registered|recorded|counted)\s)?"
    r"(?:(?:only|just|some|about|around|nearly|over|a\stotal\sof)\s)?\Z",
    re.I,
)
#: A date that nothing but a preposition or "the figure for" leads to.
_TURNS_TO = re.compile(
    r"(?:\A|[;,.]\s|\b(?:and|while|but|than)\s)\W{0,2}(?:(?:in|for|during|over)\s)?"
    r"(?:(?:the|that)\s(?:\w+\s)?(?:figure|number|total|toll|count)\s(?:for|in|during)\s)?"
    r"(?:all\sof\s|the\s(?:whole\sof\s)?)?\Z",
    re.I,
)
#: What may follow the figure: its end, what it counts.
_ENDS = re.compile(
    r"\s?(?:\Z|[.,;)\u2013-]|and\b|were\b|in\b|was\b|such\b|people\b|victims?\b|cases\b|casualties\b|"
    r"deaths\b|dead\b|killed\b|injured\b|wounded\b|(?:recorded|registered)\b(?!\s(?:incident|accident))|a\syear|the\s(?:year|month))",
    re.I,
)
_COUNTED = re.compile(
    r"\s?(?:(?:people|persons|civilians)\s)?(?:(?:were|had\sbeen)\s)?(?P<word>[a-z]+)", re.I
)
_OUTCOMES = {
    "dead": "killed", "killed": "killed", "deaths": "killed", "fatalities": "killed",
    "died": "killed", "injured": "injured", "wounded": "injured", "injuries": "injured",
    "victims": "unspecified", "casualties": "unspecified",
}  # fmt: skip
_FROM = re.compile(r"\bfrom\s(?:\w+\s)?\Z", re.I)
_SECOND = re.compile(r"\s?and\s\Z", re.I)


@dataclass(frozen=True)
class _Figure:
    """A figure set beside a toll, and the time that it is of."""

    number: Span
    date: Span
    #: Of the same months of that year: "in the same period of 2022".
    same_months: bool


def compared_tolls(facts: Sequence[Fact], article: Sequence[Sentence]) -> list[Fact]:
    """Return the tolls that are told only beside the tolls among ``facts``, as facts of their own.

    A figure that the toll had taken for its own people is taken from it.
    """
    found: list[Fact] = []
    busy = {f.sentence for f in facts}
    for toll in (f for f in facts if f.type == "casualty_toll" and not f.in_title):
        for sentence in article[toll.sentence : toll.sentence + 1 + _NEXT]:
            if sentence.index != toll.sentence and sentence.index in busy:
                break
            found += [made for figure in _figures(toll, sentence)
                      if (made := _fact(toll, sentence, figure)) is not None]  # fmt: skip
    return found


def _figures(toll: Fact, sentence: Sentence) -> list[_Figure]:
    """The figures of other times in the sentence, each with the time beside it."""
    own = sentence.index == toll.sentence
    if not own and not _goes_on(sentence):
        return []
    first = min((h.start for h in toll.harmed), default=0) if own else 0
    numbers = _numbers(sentence)
    found: list[_Figure] = []
    for d in _times(toll, sentence):
        for n in numbers:
            if any(f.number is n or f.date is d for f in found):
                continue
            if n.start_char < first and not _FROM.search(sentence.up_to(n.start_char)):
                continue  # "Of 40 teams in 2022, ..."; "from 52 in 2020 to 73" sets them beside.
            same = _beside(sentence, n, d)
            if same is not None and not _is_own(toll, n):
                found.append(_Figure(n, d, same))
    return found


def _goes_on(sentence: Sentence) -> bool:
    """Whether the sentence tells of nothing but figures: no device, land or blast of its own."""
    return not (sentence.items or sentence.areas or sentence.family("BLAST"))


def _is_own(toll: Fact, n: Span) -> bool:
    """The toll's own first figure."""
    whole = [h for h in toll.harmed if h.part_of is None]
    if not whole:
        return False
    # "The number of victims rose from 52 in 2020 to {73}": its last figure.
    start = whole[0].end - len(n.text) if whole[0].toll else whole[0].start
    return start <= n.start_char < whole[0].end


def _numbers(sentence: Sentence) -> list[Span]:
    told = (s for s in sentence.numbers if s.label_ == "COUNT")
    return [s for s in told if s.id_ not in ("article", "negation")]


def _times(toll: Fact, sentence: Sentence) -> list[Span]:
    """Stretches of time that are over, other than the toll's."""
    own = None if toll.date is None else dates.interval(toll.date.kb_id_)
    there = [d for d in event_dates(sentence) if d is not toll.date and d is not toll.until]
    times = [reckoned(own, d) for d in there]
    return [
        d
        for d in times
        if dates.interval(d.kb_id_).precision in _LONG
        and not (open_ended(d) or goes_on(d) or d.kb_id_.startswith(("..", "--")))
        and (own is None or dates.interval(d.kb_id_)[:2] != own[:2])
    ]


def reckoned(own: dates.Interval | None, d: Span) -> Span:
    """ "A year earlier", "the month before": before the time of the toll."""
    m = SET_BESIDE.fullmatch(d.text)
    first = None if own is None else values.parse_day(own.start)
    last = None if own is None else values.parse_day(own.end)
    if m is None or first is None or last is None:
        return d
    unit = (m["unit"] or m["other"])[0].upper()
    if "earlier" not in d.text and unit == "Y" and (last - first).days < _NEARLY_A_YEAR:
        return d  # "In May mines killed six. The year before the figure was 20."
    start = values.shift(first, unit, -1)
    after = values.add_days(last, 1)
    end = None if after is None else values.shift(after, unit, -1)
    if start is None or end is None:
        return d
    return _timed(d, start.isoformat(), (end - timedelta(1)).isoformat())


def _timed(d: Span, start: str, end: str) -> Span:
    return Span(d.doc, d.start, d.end, label=d.label_, span_id=d.id_, kb_id=f"{start}/{end}")


def _beside(sentence: Sentence, n: Span, d: Span) -> bool | None:
    """Whether the figure is of that time; ``True`` for the same months of it, ``None`` if not."""
    if n.start_char < d.start_char:
        between = sentence.between(n.end_char, d.start_char)
        fits = _BEFORE_DATE.fullmatch(between) and _SETS_BESIDE.search(sentence.up_to(n.start_char))
        return _LIKE.search(between) is not None if fits else None
    between = sentence.between(d.end_char, n.start_char)
    turns = _TURNS_TO.search(sentence.up_to(d.start_char, _REACH))
    if turns is None or _AFTER_DATE.fullmatch(between) is None:
        return None
    return None if _ENDS.match(sentence.from_(n.end_char)) is None else False


# -- the fact --------------------------------------------------------------------------------------


def _fact(toll: Fact, sentence: Sentence, figure: _Figure) -> Fact | None:
    harmed = _harmed(toll, sentence, figure)
    if not harmed:
        return None
    d = _months_of(toll, figure) if figure.same_months else figure.date
    at = (figure.number.start_char, figure.number.end_char)
    toll.harmed = [h for h in toll.harmed if h not in harmed]
    fact = new_fact(sentence, "casualty_toll", scope_of(d.kb_id_), "compared figure", at)
    fact.date, fact.dates, fact.until = d, [d], None
    fact.dated_well, fact.date_told = True, False
    fact.harmed, fact.items = harmed, toll.items
    fact.places = fact.places if sentence.index != toll.sentence and fact.places else toll.places
    return fact


def _harmed(toll: Fact, sentence: Sentence, figure: _Figure) -> list[Harmed]:
    """The people of the figure: as it says itself, else as the toll counts."""
    n, until = figure.number, figure.date.start_char
    both = [
        h
        for h in (*toll.harmed, *(h for h in sentence.harmed if h not in toll.harmed))
        if n.start_char <= h.start < until and h.part_of is None and not h.toll
    ]
    if len(both) == len(_PAIR):
        return both  # "compared with 36 deaths and 238 injuries the year before"
    for h in (*toll.harmed, *sentence.harmed):
        if h.start <= n.start_char < h.end and h.part_of is None and not h.toll:
            return [h]
    outcomes = list(dict.fromkeys(h.outcome for h in toll.harmed if h.part_of is None))
    said = _COUNTED.match(sentence.from_(n.end_char))
    if said is not None and said["word"].lower() in _OUTCOMES:
        outcomes = [_OUTCOMES[said["word"].lower()]]
    if "unspecified" in outcomes:
        outcomes = ["unspecified"]
    if len(outcomes) == 1:
        return [_people(sentence, n, outcomes[0])]
    second = next((m for m in _numbers(sentence) if m.start_char > n.end_char), None)
    paired = second is not None and _SECOND.fullmatch(
        sentence.between(n.end_char, second.start_char)
    )
    if len(outcomes) != len(_PAIR) or second is None or not paired:
        return []
    return [_people(sentence, n, outcomes[0]), _people(sentence, second, outcomes[1])]


_PAIR = ("killed", "injured")


def _people(sentence: Sentence, n: Span, outcome: str) -> Harmed:
    return Harmed(
        sentence.index, n.start_char, n.end_char, outcome, counts.parse(n.kb_id_), cue="compared"
    )


def _months_of(toll: Fact, figure: _Figure) -> Span:
    """The time of the toll, moved to the year of the figure."""
    d = figure.date
    own = None if toll.date is None else dates.interval(toll.date.kb_id_)
    year = dates.interval(d.kb_id_).start
    first = None if own is None else values.parse_day(own.start)
    last = None if own is None else values.parse_day(own.end)
    if first is None or last is None or year is None or first.year != last.year:
        return d
    back = first.year - int(year[:4])
    start, after = values.shift(first, "Y", -back), values.shift(last + timedelta(1), "Y", -back)
    if start is None or after is None:
        return d
    return _timed(d, start.isoformat(), (after - timedelta(1)).isoformat())
