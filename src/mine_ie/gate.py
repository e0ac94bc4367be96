"""The gate: can this text hold an event at all? Settled before spaCy sees it.

News archives are nearly all irrelevant. :func:`relevant` reads a text some hundred times faster
than the model does, and is built from the lexicons that the extraction reads, so that a munition
added there widens the gate by itself. It must never drop an article that has an event; a false
alarm only costs time.

What a text must hold:

- a term of ``ordnance.yaml``, a blast cue of ``cues.yaml`` or a trigger of ``gate.yaml``; *weak*
ones
  ("mine", "shell", "rocket") need a cue of harm, blast, finding ... within :data:`WINDOW` words; or
- a unit of area within :data:`WINDOW` words of a cue of ``areas.yaml`` ("cleared").

The text becomes a list of lower-case words in one pass over its bytes. A term of several words is
filed under its longest word; only where that word occurs is the whole term looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Literal

from mine_ie import extras, lexicon, units
from mine_ie.schema import Article

#: How far from a weak term its company may stand, in words.
WINDOW = 30

Matcher = Literal["words", "hyperscan"]
Term = tuple[bytes, ...]

_NO_SOURCE_OF_EVENTS = frozenset({"ignore", "shares", "umbrella"})
_BLAST = frozenset({"explode", "blast"})
_COMPANY = frozenset(
    {"HARM", "TOLL", "BLAST", "ACT", "LAND", "CONTAMINATION", "STOCKPILE", "PREVENTED"}
)


def _table() -> bytes:
    """Bytes of UTF-8 to lower-case words: what is no letter or digit becomes a space.

    So do continuation bytes and the lead bytes of punctuation (a non-breaking space is C2 A0, a
    dash E2 80 93), so that a word beside them is still a word.
    """
    table = bytearray(range(256))
    for byte in range(0x80):
        table[byte] = ord(chr(byte).lower()) if chr(byte).isalnum() else 0x20
    for byte in (*range(0x80, 0xC3), *range(0xE2, 0x100)):
        table[byte] = 0x20
    return bytes(table)


_TABLE = _table()
#: "C-4" and "TM-62" become one word each: a lone letter or figure is too common to look for.
_BEFORE_FIGURE = re.compile(rb"-(?=[0-9])")
#: Units of area that are words of their own only with their figure: "500m2", "12 has of land".
_FIGURES = re.compile(rb"[0-9](?=[hkms])(?:k?m2|ha|sqk?m) ")
_HAS = re.compile(rb"[0-9] has of ")


def normalise(text: str) -> bytes:
    """Return ``text`` as lower-case words between spaces.

    >>> normalise("An anti-tank MINE")
    b' an anti tank mine '
    """
    if not text.isascii():
        text = text.replace("²", "2").lower()
    data = f" {text} ".encode("utf-8", "surrogatepass")
    return _BEFORE_FIGURE.sub(b"", data).translate(_TABLE)


class Gate:
    """A compiled gate; :meth:`relevant` is its one question. Make it with :func:`load`."""

    def __init__(
        self,
        strong: Iterable[Term],
        weak: Iterable[Term],
        company: Iterable[bytes],
        area_units: Iterable[Term],
        area_cues: Iterable[bytes],
        common: frozenset[bytes],
    ) -> None:
        strong = set(strong)
        self.strong = frozenset(term[0] for term in strong if len(term) == 1)
        self.company = frozenset(company)
        self.area_cues = frozenset(area_cues)
        self.phrases = tuple(sorted(term for term in strong if len(term) > 1))
        self._of_phrases = _by_key(self.phrases, common)
        units = set(area_units)
        #: One word of each unit ("square", "hectares").
        self.area_words = frozenset(
            word
            for unit in units
            for word in unit
            if (len(unit) == 1 or word[:2] in (b"sq", b"qu")) and word not in common
        )
        self.weak = tuple(sorted({*weak, *((word,) for word in self.area_words)}))
        self._of_weak = _by_key(self.weak, common)
        self._keys = frozenset((*self.strong, *self._of_phrases, *self._of_weak))
        self.scan: Callable[[bytes], bool] | None = None

    def relevant(self, article: Article | str) -> bool:
        """Whether the article's title or text may hold an event."""
        if isinstance(article, Article):
            article = f"{article.title}\n{article.text}" if article.title else article.text
        data = normalise(article)
        if self.scan is not None and not self.scan(data):
            return False
        words = data.split()
        if not self._keys.isdisjoint(words):
            hits = self._keys.intersection(words)
            if not self.strong.isdisjoint(hits):
                return True
            if self._phrase(words, hits) or self._accompanied(words, hits):
                return True
        if self.area_cues.isdisjoint(words):
            return False
        return _FIGURES.search(data) is not None or (
            b" has of " in data and _HAS.search(data) is not None
        )

    def _phrase(self, words: list[bytes], hits: frozenset[bytes]) -> bool:
        return any(True for _ in _found(words, hits, self._of_phrases))

    def _accompanied(self, words: list[bytes], hits: frozenset[bytes]) -> bool:
        found = _found(words, hits, self._of_weak)
        return any(self._has_company(words, start, end) for start, end in found)

    def _has_company(self, words: list[bytes], start: int, end: int) -> bool:
        cues = self.area_cues if words[start] in self.area_words else self.company
        return not (
            cues.isdisjoint(words[max(0, start - WINDOW) : start])
            and cues.isdisjoint(words[end : end + WINDOW])
        )


#: The rarest word of each term -> the terms with that word, and how many words are before it.
Filed = dict[bytes, list[tuple[Term, int]]]


def _by_key(terms: Iterable[Term], common: frozenset[bytes]) -> Filed:
    filed: Filed = {}
    for term in terms:
        key = _rarest(term, common)
        filed.setdefault(key, []).append((term, term.index(key)))
    return filed


def _rarest(term: Term, common: frozenset[bytes]) -> bytes:
    """The longest word that is not common; of common ones, the first."""
    rare = [word for word in term if word not in common and not word.isdigit()]
    return max(rare, key=len) if rare else term[0]


def _found(words: list[bytes], hits: frozenset[bytes], filed: Filed) -> Iterator[tuple[int, int]]:
    """Where terms stand in ``words``, as ``[start, end)``; ``hits`` are words that occur in it."""
    for key in hits & filed.keys():
        at = -1
        for _ in range(words.count(key)):
            at = words.index(key, at + 1)
            for term, before in filed[key]:
                start = at - before
                end = start + len(term)
                if start >= 0 and tuple(words[start:end]) == term:
                    yield start, end


@cache
def load(user_ordnance: tuple[str, ...] = (), matcher: Matcher = "words") -> Gate:
    """Compile the gate from the lexicons; ``user_ordnance`` files are merged over
    ``ordnance.yaml``.

    ``matcher="hyperscan"`` puts a vectorised multi-pattern matcher before it: the same answers,
    several times faster on text that holds no term.

    >>> load().relevant("A farmer stepped on a mine."), load().relevant("A friend of mine sings.")
    (True, False)

    Raises:
        MissingExtra: hyperscan is asked for and not installed.
    """
    own = lexicon.load("gate").by_id()
    cues = lexicon.load("cues").blocks
    ordnance = lexicon.load("ordnance", user_ordnance).blocks
    munitions = {*_terms(b for b in ordnance if not _NO_SOURCE_OF_EVENTS & b.attributes.keys())}
    blasts = {*_terms(b for b in cues if b.id in _BLAST), *_terms([own["trigger"]])}
    function = frozenset(word.encode() for word in own["function"].forms)
    common = function | frozenset(word.encode() for word in own["common"].forms)
    weak = {
        *_terms([own["weak"]]),
        *_terms(b for b in ordnance if "needs" in b.attributes),
    }
    area_units = {
        tuple(normalise(surface).split())
        for unit in units.load()
        if unit.dimension == "area"
        for surface in unit.surfaces
    }
    gate = Gate(
        # "anti-tank mine" needs what "mine" needs; "blew up" does not need what "blew" needs.
        strong=(_minimal(munitions | weak) | _minimal(blasts - weak)) - weak,
        weak=weak & (munitions | blasts),
        company=_heads(
            (b for b in cues if b.attributes.get("family") in _COMPANY), common, function
        ),
        area_units=area_units,
        area_cues=_heads(lexicon.load("areas").blocks, common, function),
        common=common,
    )
    if matcher == "hyperscan":
        gate.scan = _hyperscan(gate)
    return gate


def relevant(article: Article | str) -> bool:
    """Whether a text may hold an event, by the shipped lexicons.

    >>> relevant("Sappers defused two bombs."), relevant("The council met on Monday.")
    (True, False)
    """
    return load().relevant(article)


def _terms(blocks: Iterable[lexicon.Block]) -> Iterator[Term]:
    for block in blocks:
        for surface, _ in block.terms():
            spellings = lexicon.spellings(surface)
            for spelling in (*spellings, *(s.replace("'", "") for s in spellings if "'" in s)):
                term = tuple(normalise(spelling).split())
                if not all(len(word) == 1 or word.isdigit() for word in term):  # "C 4"
                    yield term


def _heads(
    blocks: Iterable[lexicon.Block], common: frozenset[bytes], function: frozenset[bytes]
) -> Iterator[bytes]:
    """A cue of several words ("stepped on") is told by the rarest of them."""
    for term in _terms(blocks):
        if words := tuple(word for word in term if word not in function):
            yield _rarest(words, common)


def _minimal(terms: set[Term]) -> set[Term]:
    """Drop each term that holds another one: "car bomb" is found where "bomb" is."""

    def parts(term: Term) -> Iterator[Term]:
        size = len(term)
        return (term[i:j] for i in range(size) for j in range(i + 1, size + 1) if j - i < size)

    return {term for term in terms if not any(part in terms for part in parts(term))}


def _hyperscan(gate: Gate) -> Callable[[bytes], bool]:
    """Any word that the gate looks at, or a figure with a unit: found by hyperscan."""
    hyperscan = extras.need("hyperscan", "hyperscan", "the hyperscan gate")
    terms = {*((word,) for word in gate.strong), *gate.phrases, *gate.weak}
    expressions = [b" " + b" {1,9}".join(term) + b" " for term in sorted(terms)]
    expressions += [rb"[0-9](?:k?m2|ha|sqk?m) ", _HAS.pattern]
    database = hyperscan.Database()
    database.compile(
        expressions=expressions,
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=hyperscan.HS_FLAG_SINGLEMATCH,
    )

    def scan(data: bytes) -> bool:
        found: list[int] = []

        def on_match(id: int, start: int, end: int, flags: int, context: object) -> bool:
            found.append(id)
            return True  # the first match is enough

        try:
            database.scan(data, match_event_handler=on_match)
        except hyperscan.ScanTerminated:
            return True
        return bool(found)

    return scan
