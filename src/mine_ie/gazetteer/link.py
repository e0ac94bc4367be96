"""Which name contains which.

Reads the text between neighbouring spots: "X village in the Y district", "X, Y province",
"Y district's X village", "the X district of Y", "X (Y)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mine_ie.gazetteer.scan import Spot
from mine_ie.gazetteer.words import type_words, word_list

# What may stand between a place and the place that contains it (the type word is taken out).
_COMMA = re.compile(r"\s*,\s*(?:in\s+)?(?:the\s+)?\Z", re.IGNORECASE)
_WITHIN = re.compile(
    r"[\s,]*(?:area\s+|located\s+|situated\s+|lying\s+)?(?:of|in|inside|within)\s+(?:the\s+|its\s+)?"
    r"(?:of\s+)?\Z",  # "in the department of", of which the type word is taken out
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\(\s*(?:the\s+)?\Z", re.IGNORECASE)
_OWNS = re.compile(r"\s*['’]s?\s+(?:[a-z-]+\s+){0,2}\Z", re.IGNORECASE)
_BESIDE = re.compile(r"\s*['’]?\s*\Z")
_AND = re.compile(r"\s*(?:,|and|or|,\s*and|&)\s*(?:the\s+)?\Z", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:,|,?\s*(?:and|or|&))\s*(?:the\s+)?\Z")
_LAST = re.compile(r"\s*,?\s*(?:and|or|&)\s")
_ORDER = {
    "": 0,
    "site": 0,
    "settlement": 1,
    "district": 2,
    "region": 3,
    "province": 3,
    "country": 4,
}


def link(text: str, spots: Sequence[Spot]) -> None:
    """Set ``parent`` and ``firm`` of every spot that the text puts inside a neighbour."""
    kinds = _type_pattern()
    lists = _lists(text, spots)
    listed = {k for members in lists for k in members[:-1]}
    for k in range(len(spots) - 1):
        left, right = spots[k], spots[k + 1]
        if right.start - left.end > 60 or left.form != "name" or right.form != "name":
            continue
        between = kinds.sub("", text[left.end : right.start], count=1)
        if _WITHIN.match(between) or (_BRACKET.match(between)):
            if _ORDER[left.type] <= _ORDER[right.type] or not right.type:
                left.parent, left.firm = k + 1, True
        elif _COMMA.match(between) and k not in listed:
            left.parent, left.firm = (
                k + 1,
                bool(right.type and _ORDER[left.type] < _ORDER[right.type]),
            )
        elif (_OWNS.match(between) or _BESIDE.match(between)) and left.role != "dateline":
            typed = bool(right.type) and (_ORDER[right.type] < _ORDER[left.type] or not left.type)
            right.parent, right.firm = k, typed or bool(_OWNS.match(between))
    _share(text, spots)
    for members in lists:
        _share_last(spots, members)


def _lists(text: str, spots: Sequence[Spot]) -> list[list[int]]:
    """Return the spots of each enumeration ("Cairo, Giza, and Minya"): none contains another."""
    found: list[list[int]] = []
    run: list[int] = []
    for k in range(len(spots) - 1):
        gap = text[spots[k].end : spots[k + 1].start]
        item, last = _ITEM.match(gap), _LAST.match(gap)
        if item and not last:
            run.append(k)
            continue
        if last and item and run:
            found.append([*run, k, k + 1])
        elif len(run) > 2 or (last and len(run) > 1):
            found.append([*run, k])  # "Pattani, Yala, Narathiwat and four districts of Songkhla"
        run = []
    return [*found, [*run, len(spots) - 1]] if len(run) > 2 else found


def _share(text: str, spots: Sequence[Spot]) -> None:
    """In "X and Y districts of Z", let X have the container and the type of Y."""
    for k in range(len(spots) - 2, -1, -1):
        left, right = spots[k], spots[k + 1]
        if (
            right.parent > k + 1
            and right.firm
            and not left.type
            and (left.parent in (-1, k + 1) and not left.firm)
            and _AND.match(text[left.end : right.start])
        ):
            left.parent, left.firm = right.parent, True
            left.type = right.type


def _share_last(spots: Sequence[Spot], members: list[int]) -> None:
    """In "X, Y and Z, Michoacán" let all lie in the container of the last."""
    last = spots[members[-1]]
    if last.parent > members[-1]:
        for k in members[:-1]:
            if spots[k].parent < 0:
                spots[k].parent, spots[k].firm = last.parent, last.firm


@cache
def _type_pattern() -> re.Pattern[str]:
    known = sorted((w for w in type_words() if len(w) > 3), key=len, reverse=True)
    sides = "|".join(sorted(word_list("compass"), key=len, reverse=True))
    joined = "|".join(re.escape(w) for w in known)
    return re.compile(rf"\b(?:(?:{sides})\s+)?(?:{joined})\b(?=\W)|\b(?:{sides})\b", re.IGNORECASE)
