"""Wording: word lists with their proof (``data/en/wording.yaml``), compiled to expressions.

Every expression is linear in the text: phrases are joined by at most three separators, gaps are
bounded, and :func:`before` is searched in the few characters that stand before a position.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from mine_ie import lexicon

ANYWHERE, BEFORE, AFTER = "anywhere", "before", "after"
#: Characters before a position that an expression of :func:`before` may need.
REACH = 80

_SEPARATOR = r"[\s\-\u2010-\u2013]{1,3}"
_SEPARATOR_OR_NOT = r"[\s\-\u2010-\u2013]{0,3}"
#: Words that stand in nearly every text.
_COMMON = frozenset(
    "the a an of in on at to by for from with and or but was were is are be been it its that this "
    "no not any as his her their they he she who which had has have said into out up off over "
    "after before one two all only more than there just".split()
)
#: How a word with a hyphen, an apostrophe or a star begins: "de-min*", "artist's", "explod*".
_OPENING = re.compile(r"[^\W\d_]{2,}(?=[-'*\u2019])")
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


def possible(words: frozenset[str]) -> frozenset[str]:
    """The blocks whose :func:`anywhere` a text of these lower-case words can match.

    Looking words up is many times faster than searching the text for phrases.

    >>> found = possible(frozenset({"so", "far", "away"}))
    >>> "cumulative" in found, "mining" in found
    (True, False)
    """
    index = _index()
    found = set(index.always)
    for word in words:
        if word in index.whole:
            found |= index.whole[word]
        if word.startswith(index.openings):
            for opening, names in index.beginnings.items():
                if word.startswith(opening):
                    found |= names
    return frozenset(found)


class _Index(NamedTuple):
    """Which blocks need a word, which a beginning of a word, and which need none."""

    whole: dict[str, set[str]]
    beginnings: dict[str, set[str]]
    openings: tuple[str, ...]
    always: frozenset[str]


@cache
def _index() -> _Index:
    whole: dict[str, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    always = set()
    for name, block in blocks().items():
        if block.where != ANYWHERE:
            continue
        keys = _keys(name)
        if keys is None:
            always.add(name)
            continue
        for table, words in zip((whole, beginnings), keys, strict=True):
            for word in words:
                table.setdefault(word, set()).add(name)
    return _Index(whole, beginnings, tuple(beginnings), frozenset(always))


def _keys(name: str) -> tuple[set[str], set[str]] | None:
    """Words, and beginnings of words, of which each phrase needs one; ``None``: some needs none.

    The longest word of a phrase that is not in every text; else a part of a word ("artist's",
    "kick-off", which is written "kickoff" as well), the beginning of one ("simulat*") or a figure.
    """
    whole: set[str] = set()
    beginnings: set[str] = set()
    for term in blocks()[name].words:
        for phrase in lexicon.alternatives(term):
            words = phrase.lower().split(" ")
            literal = [word for word in words if word.isalpha()]
            telling = [word for word in literal if word not in _COMMON]
            if telling or (literal and len(literal) == len(words)):
                whole.add(max(telling or literal, key=len))
                continue
            part = next((m[0] for word in words if (m := _OPENING.match(word))), None)
            if part is not None:
                beginnings.add(part)
            elif "#" in phrase:
                beginnings |= set("0123456789")
            else:
                return None
    return whole, beginnings


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
