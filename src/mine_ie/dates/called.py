"""Days that things are called after: "1 May Avenue", "the 19 April Movement"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import srsly

from mine_ie.dates.mention import DateMention
from mine_ie.lexicon import data_path

_RULES = ("day_month", "month_day")
_BEFORE = 12
_QUOTES = ('"', "“", "”", "'", "‘", "’")
#: What stands before a day on which something was done.
_DATES = re.compile(r"\b(?:on|since|until|till|by|from|before|after|dated)\s(?:the\s)?\Z", re.I)


@cache
def _thing(kind: str) -> re.Pattern[str]:
    things = srsly.read_yaml(data_path("called_after_days.yaml"))[kind]
    written = "|".join(map(re.escape, things)).replace("'", "['’]")
    return re.compile(rf"[\"'”’]?\s(?:{written})(?![\w'’])", re.I)


def dated(text: str, mentions: Iterable[DateMention]) -> list[DateMention]:
    """Return the mentions without the days that only name things.

    >>> from mine_ie.dates import find
    >>> [m.text for m in find("A bomb went off at 1 May Avenue on 3 June.")]
    ['3 June']
    """
    return [m for m in mentions if not names_a_thing(text, m)]


def names_a_thing(text: str, m: DateMention) -> bool:
    """Whether the day stands in a name: "1 May Avenue"."""
    if m.rule not in _RULES:
        return False
    if _thing("roads").match(text, m.end) is not None or _is_quoted(text, m):
        return True
    if _thing("things").match(text, m.end) is None:
        return False
    return _DATES.search(text[max(0, m.start - _BEFORE) : m.start]) is None


def _is_quoted(text: str, m: DateMention) -> bool:
    """ "The '9 May' proclamation": in quotes it is what they call themselves."""
    return text[m.start - 1 : m.start] in _QUOTES and text[m.end : m.end + 1] in _QUOTES
