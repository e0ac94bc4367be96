"""Lexicons: YAML blocks of words with their proof, compiled to one expression a file.

A block says what the words mean and proves it::

    - id: mine.av
      nouns: [anti-tank mine, anti-vehicle mine]   # plural added
      examples: ["Sappers lifted two [anti-tank mines](mine.av)."]
      not: ["The anti-tank brigade left."]

``nouns`` get regular plurals, ``verbs`` their four regular forms, ``forms`` are taken as written
(irregular forms, adjectives, phrases). In a term a space stands for any space or hyphen, a hyphen
for hyphen, space or nothing ("anti-tank", "anti tank", "antitank"), and brackets hold choices
("(car|truck) bomb"); letters match in any case unless the block says ``case: true``: then as
written, or all in capitals as in upper-case texts. Other keys of a block are its attributes.

A user's file has the same form: its blocks are merged into the shipped ones by ``id`` (terms and
attributes of the later file win), and ``remove: true`` drops a shipped block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import srsly

_WORD_KEYS = ("nouns", "verbs", "forms")
_OWN_KEYS = {"id", "case", "remove", "examples", "not", "note", "source", *_WORD_KEYS}
_HYPHENS = r"\-" "\u2010\u2011\u2012\u2013"
_ATOMS = {" ": rf"[\s{_HYPHENS}]{{1,3}}", "'": r"['\u2019\u02bc`]?"}


class LexiconError(ValueError):
    """A lexicon file is not of the right form; the message names file, block and cause."""


@dataclass(frozen=True)
class Block:
    """One entry of a lexicon: what its words mean, and the sentences that prove it."""

    id: str
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    case: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    def terms(self) -> Iterator[tuple[str, str]]:
        """Yield ``(surface, form)``; form is base, s, ed, ing, singular, plural or as-is."""
        for noun in _expanded(self.nouns):
            yield noun, "singular"
            yield plural(noun), "plural"
        for verb in _expanded(self.verbs):
            yield from inflections(verb)
        for form in _expanded(self.forms):
            yield form, "as-is"


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found in a text at ``[start, end)``."""

    start: int
    end: int
    block: Block
    form: str


_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def alternatives(term: str) -> Iterator[str]:
    """Yield the terms that one with choices in brackets stands for.

    >>> list(alternatives("(car|truck) bomb"))
    ['car bomb', 'truck bomb']
    """
    m = _CHOICE.search(term)
    if m is None:
        yield term
        return
    for choice in m[1].split("|"):
        yield from alternatives(" ".join(f"{term[: m.start()]}{choice}{term[m.end() :]}".split()))


def _expanded(terms: Iterable[str]) -> Iterator[str]:
    return (one for term in terms for one in alternatives(term))


def plural(noun: str) -> str:
    """Return the regular plural of a noun phrase's last word.

    >>> plural("anti-tank mine"), plural("cache"), plural("battery")
    ('anti-tank mines', 'caches', 'batteries')
    """
    head, of, rest = noun.partition(" of ")
    if of:
        return plural(head) + of + rest
    head, packed, rest = noun.partition(" with ")
    if packed:
        first, _, state = head.rpartition(" ")
        return f"{plural(first)} {state}{packed}{rest}"
    if noun[-1:].isupper() or noun[-1:].isdigit():
        return noun + "s"
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return noun + "es"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-2] + "en"
    return noun + "s"


def inflections(verb: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a regular verb; a phrase inflects its first word.

    >>> list(inflections("defuse"))
    [('defuse', 'base'), ('defuses', 's'), ('defused', 'ed'), ('defusing', 'ing')]
    """
    head, space, rest = verb.partition(" ")
    tail = space + rest
    yield verb, "base"
    if re.search(r"[^aeiou]y$", head):
        stem = head[:-1]
        yield f"{stem}ies{tail}", "s"
        yield f"{stem}ied{tail}", "ed"
        yield f"{head}ing{tail}", "ing"
        return
    yield (f"{head}es" if re.search(r"(?:s|x|z|ch|sh|o)$", head) else f"{head}s") + tail, "s"
    stem = head[:-1] if head.endswith("e") and not head.endswith("ee") else head
    yield f"{head}d{tail}" if head.endswith("e") else f"{stem}ed{tail}", "ed"
    yield f"{stem}ing{tail}", "ing"


def fold(text: str) -> str:
    """Lower-case ``text`` without moving a single offset (some letters lower to two)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


class Lexicon:
    """Blocks compiled for search: :meth:`find` yields the longest entries, left to right."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        folded: dict[str, tuple[Block, str]] = {}
        exact: dict[str, tuple[Block, str]] = {}
        # Of two blocks with the same words the one that says something wins over an ignored one.
        for block in sorted(blocks, key=lambda b: "ignore" in b.attributes):
            for surface, form in block.terms():
                if block.case:
                    exact.setdefault(_key(surface), (block, form))
                    exact.setdefault(_key(surface.upper()), (block, form))
                else:
                    folded.setdefault(_key(surface.lower()), (block, form))
        surfaces = {
            lower: [
                spelling
                for block in blocks
                if block.case is not lower
                for surface, _ in block.terms()
                for cased in _casings(surface, block.case)
                for spelling in spellings(cased)
            ]
            for lower in (True, False)
        }
        self._tables = [
            (table, trie_expression(surfaces[lower]), lower)
            for table, lower in ((folded, True), (exact, False))
            if table
        ]

    def find(self, text: str) -> list[Match]:
        """Return the non-overlapping matches, longest first at each place, in text order."""
        lowered = fold(text)
        found: list[Match] = []
        for table, expression, lower in self._tables:
            for m in expression.finditer(lowered if lower else text):
                block, form = table[_key(m.group())]
                found.append(Match(m.start(), m.end(), block, form))
        return longest(found)

    def by_id(self) -> dict[str, Block]:
        """Return the blocks by their ids."""
        return {block.id: block for block in self.blocks}


def _casings(surface: str, case: bool) -> tuple[str, ...]:
    """A term as it is matched: in lower case, or as written and in capitals where case counts."""
    return (surface, surface.upper()) if case else (surface.lower(),)


def longest(matches: Iterable[Match]) -> list[Match]:
    """Drop every match that overlaps a longer one, or an equally long one before it."""
    kept: list[Match] = []
    for m in sorted(matches, key=lambda m: (m.start, -(m.end - m.start))):
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
        elif m.end - m.start > kept[-1].end - kept[-1].start:
            kept[-1] = m
    return kept


def spellings(term: str) -> tuple[str, ...]:
    """A hyphen in a term stands for a space (or hyphen) and for nothing.

    >>> spellings("anti-tank mine")
    ('anti tank mine', 'antitank mine')
    """
    if "-" not in term:
        return (term,)
    return (term.replace("-", " "), term.replace("-", ""))


_SEPARATORS = re.compile(rf"[\s{_HYPHENS}]+|['\u2019\u02bc`]")


def _key(surface: str) -> str:
    """The same key for every spelling that one term matches."""
    return _SEPARATORS.sub("", surface)


def trie_expression(terms: Iterable[str]) -> re.Pattern[str]:
    """Compile terms into one trie-shaped expression: linear, and fast with thousands of terms."""
    trie: dict[str, Any] = {}
    for term in terms:
        node = trie
        for letter in term:
            node = node.setdefault(letter, {})
        node[""] = {}
    return re.compile(rf"(?<!\w)(?:{_alternatives(trie)})(?!\w)")


def _alternatives(node: dict[str, Any]) -> str:
    branches = [
        _ATOMS.get(letter, re.escape(letter)) + _group(child)
        for letter, child in sorted(node.items())
        if letter
    ]
    return "|".join(branches)


def _group(node: dict[str, Any]) -> str:
    if set(node) == {""}:
        return ""
    inner = _alternatives(node)
    # A term that ends here still lets a longer one go on.
    return f"(?:{inner})?" if "" in node else f"(?:{inner})"


def read(path: Path) -> list[dict[str, Any]]:
    """Read the raw blocks of a lexicon file.

    Raises:
        LexiconError: the file is not YAML, or a block is not of the form above.
    """
    try:
        data = srsly.read_yaml(path)
    except (ValueError, OSError) as error:
        raise LexiconError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(data, list):
        raise LexiconError(f"{path}: expected a list of blocks, each with an id")
    seen: set[str] = set()
    for number, raw in enumerate(data, 1):
        if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
            raise LexiconError(f"{path}: block {number} has no id")
        if raw["id"] in seen:
            raise LexiconError(f"{path}: the id {raw['id']!r} stands twice")
        seen.add(raw["id"])
        for key, value in raw.items():
            lists = (*_WORD_KEYS, "examples", "not")
            if key in lists and not (
                isinstance(value, list) and all(isinstance(v, str) for v in value)
            ):
                raise LexiconError(f"{path}: block {raw['id']!r}: {key} must be a list of strings")
    return data


def merge(files: Iterable[list[dict[str, Any]]]) -> list[Block]:
    """Merge raw blocks by id, later files over earlier ones; ``remove: true`` drops a block."""
    merged: dict[str, dict[str, Any]] = {}
    for blocks in files:
        for raw in blocks:
            if raw.get("remove"):
                merged.pop(raw["id"], None)
            else:
                merged[raw["id"]] = {**merged.get(raw["id"], {}), **raw}
    return [_block(raw) for raw in merged.values()]


def _block(raw: Mapping[str, Any]) -> Block:
    return Block(
        id=raw["id"],
        **{key: tuple(raw.get(key, ())) for key in _WORD_KEYS},
        case=bool(raw.get("case", False)),
        attributes={k: str(v) for k, v in raw.items() if k not in _OWN_KEYS},
        examples=tuple(raw.get("examples", ())),
        counter_examples=tuple(raw.get("not", ())),
    )


def data_path(name: str, lang: str = "en") -> Path:
    """Return the path of a shipped data file, as ``data_path("ordnance.yaml")``."""
    return Path(__file__).parent / "data" / lang / name


@cache
def load(name: str, user: tuple[str, ...] = (), lang: str = "en") -> Lexicon:
    """Load a shipped lexicon with the users' files merged over it.

    >>> [m.block.id for m in load("ordnance").find("Two anti-tank mines and a grenade")]
    ['mine.av', 'grenade']

    Raises:
        LexiconError: a file cannot be read or has a malformed block.
    """
    paths = [data_path(f"{name}.yaml", lang), *map(Path, user)]
    return Lexicon(merge(read(path) for path in paths))
