"""Nouns for people that no lexicon lists, told by their endings: "surveyors", "two catechists"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import srsly

from mine_ie.lexicon import data_path, plural


@cache
def _rules() -> tuple[re.Pattern[str], frozenset[str]]:
    data = srsly.read_yaml(data_path("human_nouns.yaml"))
    endings = sorted({e for ending in data["endings"] for e in (ending, plural(ending))})
    words = {word for group in data["exceptions"] for word in group}
    expression = re.compile(rf"[a-z-]{{2,}}(?:{'|'.join(endings)})")
    return expression, frozenset(words | {plural(word) for word in words})


@lru_cache(maxsize=16384)
def is_person(noun: str) -> bool:
    """Whether a lower-case noun is made like those for people, and is no known thing.

    >>> [is_person(w) for w in ("surveyors", "trombonist", "containers", "cows")]
    [True, True, False, False]
    """
    expression, things = _rules()
    return noun not in things and expression.fullmatch(noun) is not None


def is_plural(noun: str) -> bool:
    """Whether a noun of :func:`is_person`'s kind stands for several.

    >>> is_plural("surveyors"), is_plural("usherwomen"), is_plural("usher")
    (True, True, False)
    """
    return noun.endswith(("s", "men", "folk"))
