"""The words of numbers: ``data/<lang>/numbers.yaml`` read, checked and compiled once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import srsly

_DATA = Path(__file__).parents[1] / "data"

#: A phrase table: words of the phrase nearest to the number first, then the rest.
Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True)
class Lexicon:
    """What the grammar knows of a language's number words.

    ``kinds`` maps a word to its part in a numeral: ``unit``, ``teen``, ``ten``, ``hundred``,
    ``scale``, ``dozen``, ``zero``, ``ordinal``; ``values`` gives its number.
    """

    kinds: Mapping[str, str]
    values: Mapping[str, int]
    parts: Mapping[str, Fraction]
    qualifiers: Phrases
    afterwords: Phrases
    names_before: Phrases
    names_after: Mapping[str, str]
    money_before: frozenset[str]
    money_after: Phrases
    percent_after: Phrases
    age_before: Phrases
    age_after: Phrases
    multiple_tail: Phrases
    sets: Mapping[str, frozenset[str]]
    not_qualifier: Mapping[str, frozenset[str]]
    vague_nouns: Mapping[str, str]
    exact_words: Mapping[str, int]
    fractions: Mapping[str, int]
    triggers: frozenset[str]


@cache
def load(language: str = "en") -> Lexicon:
    """Read the number words of ``language``.

    Raises:
        ValueError: there is no such language in the data.
    """
    data = srsly.read_yaml(_DATA / language / "numbers.yaml")
    kinds: dict[str, str] = {}
    values: dict[str, int] = {}
    tables = {
        "units": "unit",
        "teens": "teen",
        "tens": "ten",
        "hundred": "hundred",
        "scales": "scale",
        "dozens": "dozen",
        "zero": "zero",
        "ordinals": "ordinal",
    }
    for table, kind in tables.items():
        for word, value in data[table].items():
            kinds[word] = kind
            values[word] = int(value)
    parts: dict[str, Fraction] = {}
    for symbol, (top, bottom) in data["symbols"].items():
        kinds[symbol] = "part"
        parts[symbol] = Fraction(top, bottom)
    names = data["names"]
    sets = {
        key: frozenset(value)
        for key, value in data.items()
        if isinstance(value, list) and all(isinstance(v, str) for v in value)
    }
    return Lexicon(
        kinds=kinds,
        values=values,
        parts=parts,
        qualifiers=_phrases(data["qualifiers"], backwards=True),
        afterwords=_phrases(data["after"]),
        names_before=_phrases({k: v["before"] for k, v in names.items()}, backwards=True),
        names_after={w: k for k, v in names.items() for w in v["after"]},
        money_before=frozenset(data["money_before"]),
        money_after=_phrases({"MONEY": data["money_after"]}),
        percent_after=_phrases({"PERCENT": data["percent_after"]}),
        age_before=_phrases({"AGE": data["age_before"]}, backwards=True),
        age_after=_phrases({"AGE": data["age_after"]}),
        multiple_tail=_phrases({"multiple": data["multiple_tail"]}),
        sets=sets,
        not_qualifier={k: frozenset(v) for k, v in data["not_qualifier"].items()},
        vague_nouns={w: v[0] for w, v in data["vague_nouns"].items()},
        exact_words=data["exact_words"],
        fractions=data["fractions"],
        triggers=frozenset(
            {*kinds, *sets["vague"], *sets["negation"], *sets["multiple_of"], *data["exact_words"]}
            | {*data["vague_nouns"], *data["fractions"], "a", "an"}
        )
        - {"k", "number"},
    )


def split(phrase: str) -> tuple[str, ...]:
    """Cut a phrase the way the tokeniser does: blanks, hyphens and dots part words.

    >>> split("no fewer than"), split("y.o."), split("$")
    (('no', 'fewer', 'than'), ('y', 'o'), ('$',))
    """
    from mine_ie.numbers.tokens import WORD

    return tuple(WORD.findall(phrase))


def _phrases(groups: Mapping[str, Iterable[Any]], *, backwards: bool = False) -> Phrases:
    """Index phrases by the word next to the number, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in groups.items():
        for phrase in phrases:
            words = split(str(phrase))
            if backwards:
                words = words[::-1]
            table.setdefault(words[0], []).append((words, kind))
    return {
        first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()
    }
