"""Sentences that tell of one of several blasts: other people than those told of before."""

from __future__ import annotations

import re

_APART = re.compile(
    r"\b(?:\w+ (?:hours?|minutes?|days?) later|"
    r"(?:a|the) second (?:\w+ )?(?:blast|explosion|bomb|bomber|bombing|attack|device|mine|ied)|"
    r"another (?:blast|explosion|bomb|bomber|bombing|attack|mine|landmine|ied)|"
    r"in a separate|in another|elsewhere)\b",
    re.I,
)
_OF_ONE = re.compile(
    r"\bthe (?:first|second|third|other) (?:\w+ )?"
    r"(?:blast|explosion|bomb|bomber|bombing|attack|device)\b",
    re.I,
)

_AT_ONCE = re.compile(
    r"\b(?:on the spot|at the (?:scene|site|spot)|instantly|immediately|outright)\b",
    re.I,
)
_LATER = re.compile(
    r"\b(?:later|afterwards?|en route|on (?:the|their|his|her) way)\b.{0,40}"
    r"\b(?:hospital|clinic)\b|\b(?:hospital|clinic)\b.{0,20}\blater\b"
    r"|\b(?:hospital|clinic) (?:this|the same|the next)\b",
    re.I,
)


def death_place(sentence: str) -> str | None:
    """Whether those whom a sentence calls dead died at once ("spot") or later ("hospital").

    >>> death_place("Seven died on the spot."), death_place("One died later in hospital.")
    ('spot', 'hospital')
    """
    lower = sentence.lower()
    if ("hospital" in lower or "clinic" in lower) and _LATER.search(sentence):
        return "hospital"
    return "spot" if _AT_ONCE.search(sentence) else None


def is_of_one(sentence: str) -> bool:
    """Whether it tells of one of several blasts that were counted before: "the second blast".

    >>> is_of_one("The second blast killed one."), is_of_one("A second blast killed one.")
    (True, False)
    """
    return _OF_ONE.search(sentence) is not None


def is_apart(sentence: str) -> bool:
    """Whether the sentence turns to another blast or a later hour, so that its people are others.

    >>> is_apart("Two hours later a second bomb killed a medic.")
    True
    """
    return _APART.search(sentence) is not None
