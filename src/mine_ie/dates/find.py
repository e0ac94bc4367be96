"""From text to date mentions: lex, match the rules, compose, in that order."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import cast

from mine_ie.dates import values
from mine_ie.dates.called import dated, names_a_thing
from mine_ie.dates.clock import ENTRY, Stamp, clock, opening_day, stamps
from mine_ie.dates.compose import compose
from mine_ie.dates.grammar import Context, Hit, Reading, Rule
from mine_ie.dates.headings import with_years
from mine_ie.dates.lexer import Tokens, tokens
from mine_ie.dates.lexicon import words
from mine_ie.dates.mention import DateMention, Found, Label
from mine_ie.dates.named import named_dates
from mine_ie.dates.rules import rules

#: "Since the start of the operation on 1 January": no day that anything is told of.
_SINCE = re.compile(r"\bsince\b[^.;]*\Z")
_REACH = 70


def find(text: str, published: str | None = None) -> list[DateMention]:
    """Find the date expressions of ``text``, in text order, without overlaps.

    ``published`` is the article's publication date (``YYYY-MM-DD``); without it the text's own
    dateline is the clock, and without that relative expressions stay partial.
    """
    lexed = tokens(text)
    now = values.parse_day(clock(text, published))
    opening = opening_day(text) if now is None else None
    now = now or opening
    marks = stamps(text, now, published)
    context = Context(lexed, now, goes_on=opening is not None)
    if now is None:
        context.partial_clock = next(
            (date.fromisoformat("2000" + m.value[1:]) for m in marks if m.value[:2] == "--"), None
        )
        context.latest_year = _latest_year(lexed)
    found = dated(text, with_years(text, compose(_simple(context, marks), context)))
    return _with_named(found, lexed)


def _with_named(mentions: list[DateMention], lexed: Tokens) -> list[DateMention]:
    """Add the dates told by named events; they swallow what they overlap ("9/11 attacks")."""
    for start, end, value in named_dates(lexed.lower):
        mentions = [m for m in mentions if m.end <= start or end <= m.start]
        named = DateMention(start, end, lexed.text[start:end], "DATE", "named_event", value)
        mentions.append(named)
    return sorted(mentions, key=lambda m: m.start)


def _latest_year(lexed: Tokens) -> int | None:
    code = words().codes["YEAR"]
    years = [int(t.value) for t in lexed.items if t.code == code and 1900 <= int(t.value) < 2100]
    return max(years, default=None)


@lru_cache(maxsize=65536)
def candidates(codes: str) -> tuple[Rule, ...]:
    """The rules that can match text beginning with these few codes."""
    return tuple(rule for rule in rules() if rule.begins(codes))


def _simple(context: Context, marks: list[Stamp]) -> list[Found]:
    """The mentions that one rule reads, and the stamps, in text order."""
    items, codes = context.tokens.items, context.tokens.codes
    found: list[Found] = []
    pending = list(marks)
    i = 0
    while i < len(codes):
        while pending and items[i].start >= pending[0].start:
            mark = pending.pop(0)
            first = i
            while i < len(codes) and items[i].start < mark.end:
                i += 1
            found.append(Found(_stamp_mention(context, mark), first, i))
            if mark.rule == ENTRY:
                _remember(context, found[-1].mention)
        if i >= len(codes):
            break
        step = 1
        for rule in candidates(codes[i : i + 3]):
            m = rule.regex.match(codes, i)
            if m is None:
                continue
            mention = _read(rule, Hit(m, context))
            if mention is not None and not (pending and mention.end > pending[0].start):
                found.append(Found(mention, i, m.end()))
                _remember(context, mention)
                step = m.end() - i
                break
        i += step
    found += [Found(_stamp_mention(context, mark), i, i) for mark in pending]
    return found


def _remember(context: Context, mention: DateMention) -> None:
    unit = values.unit_of(mention.value)
    if unit is None or mention.label not in ("DATE", "TIME"):
        return
    # "a week after the attack" is a length: the attack's own date is not known.
    if mention.rule in ("units_ago", "hours_ago") and mention.text.lower().endswith(
        ("after", "before")
    ):
        return
    if names_a_thing(context.tokens.text, mention):
        return
    is_day = values.parse_day(mention.value) is not None and "/" not in mention.value
    if is_day and _SINCE.search(
        context.tokens.lower, max(mention.start - _REACH, 0), mention.start
    ):
        return
    context.last = mention.value
    if is_day:
        context.last_day = mention.value
    # "a year earlier" reckons from the period that the text speaks of, not from another reckoning.
    if unit in "QYM" and mention.rule not in ("units_ago", "year_ago", "the_period"):
        context.period = mention.value


def _stamp_mention(context: Context, mark: Stamp) -> DateMention:
    text = context.tokens.text[mark.start : mark.end]
    return DateMention(mark.start, mark.end, text, "DATE", mark.rule, mark.value)


def _read(rule: Rule, hit: Hit) -> DateMention | None:
    reading = rule.read(hit)
    if reading is None:
        return None
    if isinstance(reading, str):
        reading = Reading(reading)
    label = reading.label or rule.label
    if label == "DATE" and "T" in (reading.value[10:11], reading.value[7:8]):
        label = "TIME"
    text = hit.context.tokens.text[hit.start : hit.end]
    return DateMention(
        hit.start, hit.end, text, cast(Label, label), rule.name, reading.value, reading.extent
    )
