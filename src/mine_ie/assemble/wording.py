"""Wording: word lists with their proof (``data/en/wording.yaml``), compiled to expressions.

Every expression is linear in the text: phrases are joined by at most three separators, gaps are
bounded, and :func:`before` is searched in the few characters that stand before a position.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
#: Words that stand in no noun phrase between its head and its first word.
_ENDS_PHRASE = "|".join(
    "and or but who whom whose which that when where while after before as because if since until "
    "by in on at from with near during was were is are be been has have had did said says killed "
    "killing wounded injured i you he she it we they him her them".split()
)
#: Among the keys of phrases: any figure; none at all.
_FIGURE, _NO_KEY = "#", ""
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
    phrase: int = 0
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


def possible(words: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The blocks of which a phrase can stand in a text of these lower-case words, with its keys.

    Looking words up is many times faster than searching the text for phrases.

    >>> found = possible(frozenset({"so", "far", "away"}))
    >>> found["cumulative"], "mining" in found
    (('far',), False)
    """
    found = dict.fromkeys(_index().always, (_NO_KEY,))
    for word in words:
        for name, key in _filed_under(word):
            keys = found.get(name, ())
            if key not in keys:
                found[name] = (*keys, key)
    return found


@lru_cache(maxsize=16384)
def _filed_under(word: str) -> tuple[tuple[str, str], ...]:
    """The blocks that hold a phrase with this word, or with a beginning of it, and that key."""
    index = _index()
    key = _FIGURE if word[:1].isdigit() else word
    whole = [(name, key) for name in sorted(index.whole.get(key, ()))]
    if not word.startswith(index.openings):
        return tuple(whole)
    openings = [opening for opening in index.beginnings if word.startswith(opening)]
    return (
        *whole,
        *((name, opening + "*") for opening in openings for name in index.beginnings[opening]),
    )


def stands_in(text: str, name: str, keys: Iterable[str]) -> bool:
    """Whether a phrase with one of the block's ``keys`` (of :func:`possible`) is in the text."""
    return any(_keyed(name, key).search(text) for key in keys)


def places(text: str, name: str, keys: Sequence[str]) -> Iterator[re.Match[str]]:
    """Yield where phrases of the block stand, in order; of two that overlap the first, longer."""
    if len(keys) == 1:
        return _keyed(name, keys[0]).finditer(text)
    found = [m for key in keys for m in _keyed(name, key).finditer(text)]
    return _apart(sorted(found, key=lambda m: (m.start(), -m.end())))


def _apart(found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    end = 0
    for match in found:
        if match.start() >= end:
            yield match
            end = match.end()


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
    for name in blocks():
        for key in _by_key(name):
            if key == _NO_KEY:
                always.add(name)
            elif key.endswith("*"):
                beginnings.setdefault(key[:-1], set()).add(name)
            else:
                whole.setdefault(key, set()).add(name)
    return _Index(whole, beginnings, tuple(beginnings), frozenset(always))


@cache
def _by_key(name: str) -> Mapping[str, tuple[str, ...]]:
    """The block's phrases by a word that each needs.

    The longest word of a phrase that is not in every text; else a part of a word ("artist's",
    "kick-off", which is written "kickoff" as well) or the beginning of one ("simulat*"), filed as
    "simulat*"; else a figure.
    """
    filed: dict[str, list[str]] = {}
    for phrase in _phrases(blocks()[name].words):
        filed.setdefault(_key(phrase), []).append(phrase)
    return {key: tuple(phrases) for key, phrases in filed.items()}


def _key(phrase: str) -> str:
    words = phrase.lower().split(" ")
    literal = [word for word in words if word.isalpha()]
    telling = [word for word in literal if word not in _COMMON]
    if telling or (literal and len(literal) == len(words)):
        return max(telling or literal, key=len)
    part = next((m[0] for word in words if (m := _OPENING.match(word))), None)
    if part is not None:
        return part + "*"
    return _FIGURE if any(word.startswith("#") for word in words) else _NO_KEY


@cache
def _keyed(name: str, key: str) -> re.Pattern[str]:
    """As :func:`anywhere`, of the phrases with this key alone."""
    return _compiled(name, ANYWHERE, phrases=_by_key(name)[key])


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


def _compiled(
    name: str, where: str, start: str = "", end: str = "", phrases: Sequence[str] | None = None
) -> re.Pattern[str]:
    block = blocks()[name]
    if block.where != where:
        raise KeyError(f"the wording {name!r} stands {block.where}, not {where}")
    flags = re.NOFLAG if block.case else re.IGNORECASE
    any_phrase = choice(name) if phrases is None else _choice(phrases)
    return re.compile(rf"{start}(?<!\w)({any_phrase})(?!\w){end}", flags)


def choice(name: str) -> str:
    """Return the block's phrases as alternatives, the longest first, to build on."""
    return _choice(_phrases(blocks()[name].words))


def _phrases(words: tuple[str, ...]) -> list[str]:
    """Every phrase that is meant, the longest first."""
    phrases = {phrase for term in words for phrase in lexicon.alternatives(term)}
    return sorted(phrases, key=lambda p: (-len(p), p))


def _choice(phrases: Sequence[str]) -> str:
    return "|".join(map(_phrase, phrases))


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
    skipped = rf"(?:(?:{_choice(_phrases(block.skip))}){_SEPARATOR})?" if block.skip else ""
    gap = rf"(?:\w+{_SEPARATOR}){{0,{block.gap}}}" if block.gap else ""
    if block.phrase:
        gap = rf"(?:(?!(?:{_ENDS_PHRASE})\b)\w+{_SEPARATOR}){{0,{block.phrase}}}"
    return _SEPARATOR + skipped + gap
