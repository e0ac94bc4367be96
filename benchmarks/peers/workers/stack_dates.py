"""Dates of the stack: two ways to find them, and what their words say of how exact they are."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import dateparser
from dateparser.search import search_dates
from protocol import in_turn
from spacy.tokens import Doc


def settings(published: str | None) -> dict[str, Any]:
    clock = datetime.fromisoformat(published) if published else None
    return {"PREFER_DATES_FROM": "past"} | ({"RELATIVE_BASE": clock} if clock else {})


_DURATION = re.compile(
    r"^(?:[\w,.]+[ -])*?(?!last|this|next|past)[\w,.]+[- ]"
    r"(?:day|week|month|year|decade)s?(?:[- ]old)?$",
    re.I,
)
_WHOLE = re.compile(r"\b(?:this|last|next|past) (week|month|year)\b", re.I)
_MONTH_DOT = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s*\d)")


def dates_by_search(doc: Doc, published: str | None) -> list[tuple[int, int, str]]:
    """Dates of ``dateparser.search``, without the short words it takes for dates."""
    text = _MONTH_DOT.sub(r"\1 ", doc.text)  # "Oct. 5, 2012" would be cut in two
    found = search_dates(text, languages=["en"], settings=settings(published)) or []
    kept = [(w, d) for w, d in found if re.search(r"\d", w) or len(w) > 4]
    spans = list(in_turn(text, (w for w, _ in kept)))
    if len(spans) != len(kept):
        return []
    return [
        (s, e, granular(doc.text[s:e], d, published))
        for (s, e), (_, d) in zip(spans, kept, strict=True)
    ]


def dates_of_entities(doc: Doc, published: str | None) -> list[tuple[int, int, str]]:
    """What spaCy marks as a date and is no duration, parsed by ``dateparser``."""
    found = []
    for entity in doc.ents:
        if entity.label_ == "DATE" and not _DURATION.search(entity.text):
            day = dateparser.parse(entity.text, languages=["en"], settings=settings(published))
            if day is not None:
                value = granular(entity.text, day, published)
                found.append((entity.start_char, entity.end_char, value))
    return found


def granular(words: str, day: datetime, published: str | None) -> str:
    """A day, a week, a month or a year as ISO writes it, by what the words say."""
    if published and words.strip(" ,").lower() == f"{datetime.fromisoformat(published):%A}".lower():
        return published  # Friday said on a Friday is today, not a week ago
    written = day.date().isoformat()
    if re.fullmatch(r"(?:in |the year )?\d{4}", words):
        return written[:4]
    if whole := _WHOLE.search(words):
        week = "{}-W{:02}".format(*day.isocalendar()[:2])
        return {"week": week, "month": written[:7], "year": written[:4]}[whole[1].lower()]
    month = re.fullmatch(r"(?:in )?[A-Z][a-z]+\.?,?(?: \d{4})?", words)
    return written[:7] if month and not re.search(r"day\b", words) else written


def interval(value: str) -> dict[str, str]:
    if len(value) == 10:
        return {"start": value, "end": value}
    if "W" in value:
        year, week = value.split("-W")
        days = (date.fromisocalendar(int(year), int(week), n) for n in (1, 7))
        return dict(zip(("start", "end"), (d.isoformat() for d in days), strict=True))
    month = value[5:7]
    if not month:
        return {"start": f"{value}-01-01", "end": f"{value}-12-31"}
    following = date(int(value[:4]) + int(month) // 12, int(month) % 12 + 1, 1)
    last = date.fromordinal(following.toordinal() - 1)
    return {"start": f"{value}-01", "end": last.isoformat()}
