"""Words for anything at all that stand for ordnance: "45 items, including 12 mines", "87 objects".

Such a word counts only with a figure, and only where its parts are named or those who deal with
explosives found, lifted or destroyed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

#: "45 items ... including", "1,731 items last week. Of these, 12".
_NAMES_PARTS = re.compile(
    r"[^.;]{0,40}?(?:including|includ|among them|of which|consisting|comprising|such as|:|\(|[–—])"
    r"|[^.;]{0,90}?\.\s+(?:(?:Of|Among)\s(?:these|them|those|this number|the total)\b|"
    r"(?:These|They|The\s(?:items|haul|total|finds|objects))\s(?:\w+\s)?(?:includ|compris|consist)|"
    r"(?:They|These)\swere\s|Broken down)",
    re.I,
)
_COUNTED = re.compile(r"\d[\d,. ]*[^\S\n](?:\w+[^\S\n]){0,2}\Z")
_DISPOSES = re.compile(
    r"dispos\w+ of|destr(?:oy|uct)\w*|demoli\w+|defus\w+|neutrali[sz]\w+|blew up|"
    r"rendered (?:safe|harmless)|blown up|detonat\w+|made safe|countermin\w+|deactivat\w+",
    re.I,
)
#: What is done with things of any sort, and with ordnance by those who clear land.
_LIFTS = re.compile(
    r"\b(?:lift|remov|extract|clear|collect|retriev|recover|unearth|rais|found)\w*", re.I
)
_CLEARERS = re.compile(
    r"\bde-?min|\bmines?\b|landmine|\bUXO|\bERW|unexploded|ordnance|\bEOD\b|\bsapper|explosive|"
    r"remnants of war|pyrotechnic",
    re.I,
)
_PASSIVE = re.compile(
    r"\s(?:(?:were|was|been|being|have|has|had|also|then|all|safely|since)\s){0,4}"
    r"(?:destroyed|neutrali[sz]ed|defused|demolished|disposed|blown|detonated|lifted|cleared|"
    r"rendered|made safe|deactivated|countermined)\b",
    re.I,
)
#: "Items destroyed: 4,418".
_FIGURE_BEHIND = re.compile(
    r"\s(?:(?:found|cleared|and|or|lifted|removed|neutrali[sz]ed|defused|disposed of)\s){0,3}"
    r"(?:destroyed|neutrali[sz]ed|defused|cleared|lifted|removed|found|disposed of)"
    r"(?:\s(?:in|during|by)\s[\w -]{2,25})?\s?[:=–-]\s?\d",
    re.I,
)
_REACH, _AROUND = 60, 220


def stands_for_ordnance(
    start: int, end: int, following: int | None, text: str, explosive: Callable[[int], bool]
) -> bool:
    """Whether the word at ``[start, end)`` stands for ordnance.

    Args:
        start: offset of the word.
        end: offset after it.
        following: offset of the next thing named as ordnance, or ``None``.
        text: the article.
        explosive: whether words of explosives stand within so many characters.

    >>> stands_for_ordnance(8, 13, None, "Sappers 9 items", lambda reach: False)
    False
    """
    if _FIGURE_BEHIND.match(text, end):
        return explosive(_AROUND)
    if _COUNTED.search(text, max(0, start - 40), start) is None:
        return False
    if text[end : end + 4].lower() != " of " and _are_dealt_with(start, end, text, explosive):
        return True
    return following is not None and bool(_NAMES_PARTS.match(text[end:following]))


def _are_dealt_with(start: int, end: int, text: str, explosive: Callable[[int], bool]) -> bool:
    """ "Disposing of 87 items": counted things are ordnance to those who destroy or defuse them."""
    before = text[max(0, start - _REACH) : start].rpartition(". ")[2]
    if _DISPOSES.search(before) or _PASSIVE.match(text, end):
        return explosive(_AROUND)
    lifted = _LIFTS.search(before) is not None
    return lifted and _CLEARERS.search(text, max(0, start - _AROUND), end + _AROUND) is not None
