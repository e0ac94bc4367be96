"""The words of date expressions and the one-letter codes of their classes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import srsly

Value = int | str

#: Classes that are read off digits and punctuation, not off words.
FORMS = (
    "DAYNUM",  # 1..31
    "INT",  # any other whole number
    "YEAR",  # 1000..2099
    "SHORTYEAR",  # '89
    "NTH",  # 24th
    "ISO",  # 2024-08-24
    "NUMDATE",  # 24/08/2024
    "CLOCK",  # 21:30, 9 p.m.
    "DECADE",  # 1990s, '90s
    "QYEAR",  # Q1
    "FYEAR",  # FY2010
    "HYEAR",  # H1
    "COMMA",
    "DASH",
    "POSS",
    "SLASH",
    "BREAK",
)
# Letters without a meaning in a regular expression: codes stand in patterns as they are.
_CODES = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
)


class Words(NamedTuple):
    """``entries``: word to (code, value); ``codes``: class name to its one-letter code."""

    entries: dict[str, tuple[str, Value]]
    codes: dict[str, str]


@cache
def words(language: str = "en") -> Words:
    """Read ``data/<language>/dates.yaml``.

    Raises:
        ValueError: a word is listed in two classes, or there are more classes than codes.
    """
    path = files("mine_ie") / "data" / language / "dates.yaml"
    classes = srsly.yaml_loads(path.read_text(encoding="utf-8"))
    names = (*FORMS, *classes)
    if len(names) > len(_CODES):
        raise ValueError(f"{path}: {len(names)} classes, at most {len(_CODES)} have a code")
    codes = dict(zip(names, _CODES, strict=False))
    entries: dict[str, tuple[str, Value]] = {}
    for name, members in classes.items():
        pairs = members.items() if isinstance(members, dict) else ((w, w) for w in members)
        for word, value in pairs:
            if word in entries:
                raise ValueError(f"{path}: '{word}' is in two classes; keep it in one")
            entries[word] = (codes[name], value)
    return Words(entries, codes)
