"""Readings of durations, repeated times and vague references."""

from __future__ import annotations

import re

from mine_ie.dates import values
from mine_ie.dates.grammar import Hit, Read, Reading
from mine_ie.dates.numerals import count, length_value

_AGE = re.compile(r"[\s-]*(?:old\b|of\sage|olds\b)")
_AGED = re.compile(r"\b(?:aged?|ages)\s+\Z")


def duration(hit: Hit) -> str | None:
    """Read "three weeks", "a 10-year", "two and a half hours", "several months"; never an age."""
    if _AGE.match(hit.after(8)) or _AGED.search(hit.before(6)):
        return None
    n = count(hit.part("count"))
    if hit.word("unit") == "Q" and (
        not hit.text("unit").endswith("s") or re.match(r"\s+of\b", hit.after(5)) or hit.has("dash")
    ):
        return None
    if hit.has("half") and n is not None:
        n += 0.5
    words = hit.text("count").split()
    if words in (["a"], ["an"]) and _not_a_length(hit):
        return None
    return length_value(n, hit.word("unit"))


def _not_a_length(hit: Hit) -> bool:
    """Whether "a day" is a rate or a figure; a length needs a word that says so ("for a day")."""
    return not re.search(
        r"\b(?:for|in|within|over|than|after|about|nearly|almost|least|lasted|last|lasting|took|take"
        r"|takes|spent|during|of|every|half|just|only|under|around)\s+\Z",
        hit.before(14),
    )


def plural(hit: Hit) -> str | None:
    """Read "for decades", "months of fighting"."""
    if not re.search(
        r"\b(?:for|in|took|take|takes|over|within|after)\s+\Z", hit.before(8)
    ) and not (re.match(r"\s+(?:of\s+(?!age)|ahead|later|ago)", hit.after(10))):
        return None
    return length_value(None, hit.word("unit"))


def recent_units(hit: Hit) -> Reading:
    """Read "recent weeks", "the coming months"."""
    future = hit.text("which") in ("coming", "upcoming", "next")
    return Reading(values.FUTURE if future else values.PAST)


def repeated_weekday(hit: Hit) -> str:
    """Read "Mondays", "every Friday", "Tuesday nights"."""
    part = f"T{hit.word('part')}" if hit.has("part") else ""
    return f"XXXX-WXX-{hit.integer('weekday')}{part}"


def repeated_month(hit: Hit) -> str:
    """Read "every July"."""
    return f"XXXX-{hit.integer('month'):02}"


def repeated_unit(hit: Hit) -> str:
    """Read "every year", "each month", "every two weeks"."""
    return length_value(count(hit.part("count")) if hit.has("count") else 1, hit.word("unit"))


def repeated_word(hit: Hit) -> str | None:
    """Read "daily", "annually"; not as part of a name ("Daily Star")."""
    written = hit.context.tokens.text[hit.start : hit.end]
    return None if written[0].isupper() else hit.word("word")


def now(hit: Hit) -> str | None:
    """Read "now", "currently"; not "now that"."""
    return None if re.match(r"\s+that\b", hit.after(6)) else values.PRESENT


def fixed(value: str) -> Read:
    """A reader that always gives ``value``."""

    def read(hit: Hit) -> str:
        return value

    return read


def the_past(hit: Hit) -> str | None:
    """Read "in the past", not "the past president"."""
    if hit.word("which") != "past":
        return None
    if re.match(r"\s+[a-z0-9]", hit.after(4)) and not re.match(
        r"\s+(?:and|or|but|to|that|by|for|is|was|have|has|with|the|when|as|from|it|he|she|they|we|there|this)\b",
        hit.after(7),
    ):
        return None
    return values.PAST if re.search(r"\b(?:in|into|from|of|than in)\s+\Z", hit.before(8)) else None


def soon(hit: Hit) -> str | None:
    """Read "soon"; not "soon after", "as soon as"."""
    if re.match(r"\s+(?:after|as|before|afterwards?)\b", hit.after(12)):
        return None
    return None if re.search(r"\b(?:as|how|too)\s+\Z", hit.before(5)) else values.FUTURE


def the_future(hit: Hit) -> str | None:
    """Read "in the future", "in the near future"; not "the future of our peoples"."""
    if not re.search(r"\b(?:in|into|about)\s+\Z", hit.before(8)):
        return None
    return None if re.match(r"\s+of\b", hit.after(5)) else values.FUTURE
