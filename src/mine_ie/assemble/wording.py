"""Wording: word lists with their proof (``data/en/wording.yaml``), compiled to expressions.

Every expression is linear in the text: phrases are joined by at most three separators, gaps are
bounded, and :func:`before` is searched in the few characters that stand before a position.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mine_ie import lexicon

ANYWHERE, BEFORE, AFTER = "anywhere", "before", "after"
#: Characters before a position that an expression of :func:`before` may need.
REACH = 80

_SEPARATOR = r"[\s\-\u2010-\u2013]{1,3}"
_SEPARATOR_OR_NOT = r"[\s\-\u2010-\u2013]{0,3}"
_WORD = re.compile(r"\w+")
_ATOMS = {"-": _SEPARATOR_OR_NOT, "#": r"\d+", "*": r"\w*", "'": r"['\u2019]"}


@dataclass(frozen=True)
class Wording:
    """One block: words, where they stand, and the sentences that prove it."""

    id: str
    note: str
    words: tuple[str, ...]
    where: str = ANYWHERE
    skip: tuple[str, ...] = ()
    gap: int = 0
    clause: int = 0
    case: bool = False
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@cache
def blocks(lang: str = "en") -> Mapping[str, Wording]:
    """Return the shipped blocks by id.

    Raises:
        mine_ie.lexicon.LexiconError: the file is not of the form that its head describes.
    """
    path = lexicon.data_path("wording.yaml", lang)
    return {raw["id"]: _block(raw, str(path)) for raw in lexicon.read(path)}


def _block(raw: dict[str, Any], path: str) -> Wording:
    fields: dict[str, Any] = {
        "counter_examples" if key == "not" else key: tuple(v) if isinstance(v, list) else v
        for key, v in raw.items()
    }
    try:
        return Wording(**fields)
    except TypeError as error:
        raise lexicon.LexiconError(f"{path}: block {raw['id']!r}: {error}") from error


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """Return the expression to search for anywhere in a sentence.

    >>> anywhere("cumulative").search("So far, 40 mines were found.").group(1)
    'So far'
    """
    return _compiled(name, ANYWHERE)


def words_of(text: str) -> frozenset[str]:
    """The words of a text, for :func:`may_stand_in`.

    >>> sorted(words_of("A land-mine, found."))
    ['a', 'found', 'land', 'mine']
    """
    return frozenset(_WORD.findall(text.lower()))


def may_stand_in(name: str, words: frozenset[str]) -> bool:
    """Whether a text of these words may hold one of the block's phrases: cheap, and never wrong
    when it says no.

    >>> may_stand_in("cumulative", words_of("So far, 40 mines were found."))
    True
    """
    whole, starts, unsure = _first_words(name)
    return unsure or not whole.isdisjoint(words) or any(w.startswith(starts) for w in words)


@cache
def _first_words(name: str) -> tuple[frozenset[str], tuple[str, ...], bool]:
    """How the block's phrases begin: whole words, beginnings of words, or in any way."""
    whole: set[str] = set()
    starts: set[str] = set()
    for term in blocks()[name].words:
        for phrase in lexicon.alternatives(term):
            if phrase.startswith("#"):
                starts.update("0123456789")
                continue
            first = _WORD.match(phrase.lower())
            if first is None:
                return frozenset(), (), True
            goes_on = phrase[first.end() : first.end() + 1] in ("*", "-", "#")
            (starts if goes_on else whole).add(first[0])
    return frozenset(whole), tuple(starts), False


@cache
def before(name: str) -> re.Pattern[str]:
    r"""Return the expression to search for in what stands before a position.

    >>> bool(before("may").search("The shell may still "))
    True
    """
    return _compiled(name, BEFORE, end=_between(blocks()[name]) + r"\Z")


@cache
def after(name: str) -> re.Pattern[str]:
    """Return the expression to match at what stands after a position.

    >>> bool(after("foiled").match(" was foiled by police"))
    True
    """
    return _compiled(name, AFTER, start=_SEPARATOR_OR_NOT)


def _compiled(name: str, where: str, start: str = "", end: str = "") -> re.Pattern[str]:
    block = blocks()[name]
    if block.where != where:
        raise KeyError(f"the wording {name!r} stands {block.where}, not {where}")
    flags = re.NOFLAG if block.case else re.IGNORECASE
    return re.compile(rf"{start}(?<!\w)({choice(name)})(?!\w){end}", flags)


def choice(name: str) -> str:
    """Return the block's phrases as alternatives, the longest first, to build on."""
    return _alternatives(blocks()[name].words)


def _alternatives(words: tuple[str, ...]) -> str:
    phrases = {phrase for term in words for phrase in lexicon.alternatives(term)}
    return "|".join(_phrase(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


def _phrase(phrase: str) -> str:
    """A lone star is any word, a star at a word's end or start any letters."""
    words = [r"\w+" if word == "*" else _word(word) for word in phrase.split(" ")]
    return _SEPARATOR.join(words)


def _word(word: str) -> str:
    return "".join(_ATOMS.get(letter, re.escape(letter)) for letter in word)


def _between(block: Wording) -> str:
    """What may stand between the words and the position, as the block allows."""
    if block.clause:
        return rf"[^.;]{{0,{block.clause}}}"
    skipped = rf"(?:(?:{_alternatives(block.skip)}){_SEPARATOR})?" if block.skip else ""
    gap = rf"(?:\w+{_SEPARATOR}){{0,{block.gap}}}" if block.gap else ""
    return _SEPARATOR + skipped + gap
