"""The gate: can this text hold an event at all? Settled before spaCy sees it.

News archives are nearly all irrelevant. :func:`relevant` reads a text some hundred times faster
than the model does, and is built from the lexicons that the extraction reads, so that a munition
added there widens the gate by itself. It must never drop an article that has an event; a false
alarm only costs time.

What a text must hold:

- a term of ``ordnance.yaml``, a blast cue of ``cues.yaml`` or a trigger of ``gate.yaml``, outside
  what ``cues.yaml`` ignores ("gas explosion"); *weak* ones ("mine", "shell", "rocket", "time
  bomb") need a cue of harm, blast, finding ... within :data:`REACH` bytes, and do not count inside
  what ``ordnance.yaml`` ignores ("gold mine");
- or a unit of area within :data:`REACH` bytes of a cue of ``areas.yaml`` ("cleared").

The text becomes a list of lower-case words in one pass over its bytes. A term of several words is
filed under its rarest word, its *key*; only where a key occurs are the words around it read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

from mine_ie import extras, lexicon, units
from mine_ie.schema import Article

#: How far from a weak term its company may stand, in bytes of the text: some 35 words.
REACH = 240
#: Where a term stands oftener, its company is not looked for: the text passes.
MANY = 500

Matcher = Literal["words", "hyperscan"]
Term = tuple[bytes, ...]

_NO_SOURCE_OF_EVENTS = frozenset({"ignore", "shares", "umbrella"})
_BLAST = frozenset({"explode", "blast"})
_COMPANY = frozenset(
    {"HARM", "TOLL", "BLAST", "ACT", "LAND", "CONTAMINATION", "STOCKPILE", "PREVENTED"}
)
#: "take", "lose", "cost": harm only with "lives", which is company by itself (``gate.yaml``).
_HARM_BY_ITS_OBJECT = frozenset({"lives"})


def _table() -> bytes:
    """Bytes of UTF-8 to lower-case words: what is no letter or digit becomes a space.

    So do continuation bytes and the lead bytes of punctuation (a non-breaking space is C2 A0, a
    dash E2 80 93), so that a word beside them is still a word. An accented letter is then the same
    in both cases, for they differ in the continuation byte alone.
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
_BEFORE_DIGIT = re.compile(rb"(?<=.)(?=[0-9])")
#: Units of area that are words of their own only with their figure: "500m2", "12 has of land",
#: "500 m^2".
_FIGURE = re.compile(rb"[0-9](?:k?m2|ha|sqk?m| has of| k?m 2) ")
#: The same where every digit is 0: five times as fast to look for, as it begins with one letter.
_LIKE_FIGURE = re.compile(rb"0(?:k?m0|ha|sqk?m| has of| k?m 0) ")
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
#: Stands for them among the keys.
_FIGURES = b""


def normalise(text: str) -> bytes:
    """Return ``text`` as lower-case words between spaces.

    >>> normalise("An anti-tank MINE"), normalise("C-4")
    (b' an anti tank mine ', b' c4 ')
    """
    return _BEFORE_FIGURE.sub(b"", _encode(text)).translate(_TABLE)


def _encode(text: str) -> bytes:
    if not text.isascii():
        text = text.replace("\u00b2", "2")
    return f" {text} ".encode("utf-8", "surrogatepass")


class Index:
    """Terms, each filed under its rarest word, to be found in a list of words."""

    def __init__(self, terms: Iterable[Term], common: Sequence[bytes]) -> None:
        self.terms = frozenset(terms)
        rank = {word: place for place, word in enumerate(common)}
        self.key = {term: _rarest(term, rank) for term in self.terms}
        #: Key -> how many words of a term with this key are before it, and in all.
        self._shapes: dict[bytes, set[tuple[int, int]]] = {}
        for term, key in self.key.items():
            self._shapes.setdefault(key, set()).add((term.index(key), len(term)))
        self.keys = frozenset(self._shapes)
        #: Key -> words one of which is there too if a term is: its second rarest, or itself.
        self._beside: dict[bytes, set[bytes]] = {}
        for term, key in self.key.items():
            rest = tuple(word for word in term if word != key)
            self._beside.setdefault(key, set()).add(_rarest(rest, rank) if rest else key)
        self._known = self.keys.union(*self._beside.values())

    def find(self, words: Sequence[bytes]) -> Iterator[tuple[int, int]]:
        """Yield where terms stand in ``words``, as ``[start, end)``."""
        for key in self.keys.intersection(words):
            for at in _positions(words, key):
                yield from self.around(words, at)

    def around(self, words: Sequence[bytes], at: int) -> Iterator[tuple[int, int]]:
        """Yield where the terms stand whose key is the word ``at``."""
        for before, length in self._shapes[words[at]]:
            start = at - before
            if start >= 0 and tuple(words[start : start + length]) in self.terms:
                yield start, start + length

    def held(self, words: Sequence[bytes]) -> list[bytes]:
        """Return the keys of the terms in ``words``."""
        if self.keys.isdisjoint(words):  # thrice as fast as to intersect
            return []
        known = self._known.intersection(words)
        return [
            key
            for key in self.keys & known
            if not known.isdisjoint(self._beside[key])
            and any(True for at in _positions(words, key) for _ in self.around(words, at))
        ]

    def covers(self, words: Sequence[bytes], start: int, end: int) -> bool:
        """Whether ``[start, end)`` is a part of a longer term: "bomb" in "time bomb"."""
        first = max(0, start - 3)
        return any(
            first + a <= start and end <= first + b and b - a > end - start
            for a, b in self.find(words[first : end + 3])
        )


def _positions(words: Sequence[bytes], word: bytes) -> Iterator[int]:
    at = -1
    try:
        while True:
            at = words.index(word, at + 1)
            yield at
    except ValueError:
        return


def _rarest(term: Term, common: Mapping[bytes, int]) -> bytes:
    """The longest word that is neither common nor a figure; else the least common."""
    rare = [word for word in term if word not in common and not word.isdigit()]
    return max(rare, key=len) if rare else min(term, key=lambda word: common.get(word, len(common)))


@dataclass(frozen=True)
class Terms:
    """What a gate looks for, and what it looks for beside that."""

    strong: frozenset[Term]  #: open the gate
    weak: frozenset[Term]  #: open it in company
    company: frozenset[Term]
    units: frozenset[Term]  #: units of area: open it near a word of what was done with land
    land: frozenset[Term]
    idioms: frozenset[Term]  #: weak, though made of what is strong
    ignored: frozenset[Term]  #: what is inside them does not count if weak
    no_blast: frozenset[Term]  #: what is inside them does not count at all
    common: tuple[bytes, ...]  #: words too common to look a term up by; the rarer first


class Gate:
    """A compiled gate; :meth:`relevant` is its one question. Make it with :func:`load`."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.index = Index(terms.strong | terms.weak | terms.units, terms.common)
        self._company = Index(terms.company, terms.common)
        self._land = Index(terms.land, terms.common)
        self._idioms = Index(terms.idioms, terms.common)
        self._ignored = Index(terms.ignored | terms.no_blast, terms.common)
        self._no_blast = Index(terms.no_blast, terms.common)
        #: The keys of all terms that a text holds, maybe some more; or None: look for yourself.
        self.scan: Callable[[str], Collection[bytes] | None] | None = None

    def relevant(self, article: Article | str) -> bool:
        """Whether the article's title or text may hold an event."""
        if not isinstance(article, str):
            article = f"{article.title}\n{article.text}" if article.title else article.text
        keys = None if self.scan is None else self.scan(article)
        if keys is not None and not keys:
            return False
        data = normalise(article)
        if keys is None:
            keys = self._keys(data)
        return any(self._opens(data, key) for key in keys)

    def _keys(self, data: bytes) -> Collection[bytes]:
        """The keys of the terms in a text, and :data:`_FIGURES` for units with their figure."""
        found = self.index.held(data.split())
        if _LIKE_FIGURE.search(data.translate(_DIGITS)):
            found.append(_FIGURES)
        return found

    def _opens(self, data: bytes, key: bytes) -> bool:
        """Whether a term of this key, as it stands in the text, opens the gate."""
        places = list(islice(_places(data, key), MANY + 1))
        if len(places) > MANY:
            return key in self._keys(data)  # hyperscan may give keys without their terms
        around = (_words_around(data, place) for place in places)
        if key == _FIGURES:
            return any(True for words, _ in around for _ in self._land.find(words))
        return any(
            self._counts(words, start, end)
            for words, at in around
            for start, end in self.index.around(words, at)
        )

    def _counts(self, words: list[bytes], start: int, end: int) -> bool:
        term = tuple(words[start:end])
        if term in self.terms.strong:
            return not any(i.covers(words, start, end) for i in (self._idioms, self._no_blast))
        if term in self.terms.weak:
            return _with(self._company, words, start, end) and not self._ignored.covers(
                words, start, end
            )
        return _with(self._land, words, start, end)


def _places(data: bytes, key: bytes) -> Iterator[int]:
    if key == _FIGURES:
        yield from (m.start() for m in _FIGURE.finditer(data))
        return
    word = b" " + key + b" "
    at = data.find(word)
    while at >= 0:
        yield at
        at = data.find(word, at + 1)


def _words_around(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The whole words within :data:`REACH` of ``at``, and which of them begins behind it."""
    first, last = max(0, at - REACH), at + REACH
    before = data[first:at].split()[first > 0 :]
    behind = data[at:last].split()
    return before + (behind[:-1] if last < len(data) else behind), len(before)


def _with(company: Index, words: list[bytes], start: int, end: int) -> bool:
    """Whether a term of ``company`` is among the words, other than those of ``[start, end)``."""
    own = words[start:end]
    return any((b <= start or end <= a) and words[a:b] != own for a, b in company.find(words))


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
    gate = Gate(_of_lexicons(user_ordnance))
    if matcher == "hyperscan":
        gate.scan = _hyperscan(gate.index, gate.terms.common)
    return gate


def relevant(article: Article | str) -> bool:
    """Whether a text may hold an event, by the shipped lexicons.

    >>> relevant("Sappers defused two bombs."), relevant("The council met on Monday.")
    (True, False)
    """
    return load().relevant(article)


def _of_lexicons(user_ordnance: tuple[str, ...]) -> Terms:
    own = lexicon.load("gate").by_id()
    cues = lexicon.load("cues").blocks
    ordnance = lexicon.load("ordnance", user_ordnance).blocks
    munitions = _terms(b for b in ordnance if not _NO_SOURCE_OF_EVENTS & b.attributes.keys())
    blasts = _terms(b for b in cues if b.id in _BLAST) | _terms([own["trigger"]])
    weak = _terms([own["weak"]]) | _terms(b for b in ordnance if "needs" in b.attributes)
    idioms = _terms([own["idiom"]])
    common = tuple(word.encode() for word in own["common"].forms)
    company = (
        block
        for block in cues
        if block.attributes.get("family") in _COMPANY
        and block.attributes.get("role") not in _HARM_BY_ITS_OBJECT
    )
    area_units = {
        tuple(normalise(surface).split())
        for unit in units.load()
        if unit.dimension == "area"
        for surface in unit.surfaces
    }
    return Terms(
        # "anti-tank mine" needs what "mine" needs; "blew up" does not need what "blew" needs.
        strong=(_minimal(munitions | weak) | _minimal(blasts - weak)) - weak,
        weak=(weak & (munitions | blasts)) | idioms,
        company=_minimal(_terms([*company, own["company"]])),
        units=_minimal(unit for unit in area_units if not _lone(unit)) - {(w,) for w in common},
        land=_minimal(_terms(lexicon.load("areas").blocks)),
        idioms=idioms,
        ignored=_terms(b for b in ordnance if "ignore" in b.attributes),
        no_blast=_terms(b for b in cues if "ignore" in b.attributes),
        common=common,
    )


def _terms(blocks: Iterable[lexicon.Block]) -> frozenset[Term]:
    surfaces = (surface for block in blocks for surface, _ in block.terms())
    spelt = (spelling for surface in surfaces for spelling in lexicon.spellings(surface))
    terms = {tuple(normalise(s).split()) for one in spelt for s in (one, one.replace("'", ""))}
    return frozenset(t for t in terms if not _lone(t))


def _lone(term: Term) -> bool:
    """Lone letters and figures ("C 4", "m 2") would open the gate to every list."""
    return all(len(word) == 1 or word.isdigit() for word in term)


def _minimal(terms: Iterable[Term]) -> frozenset[Term]:
    """Drop each term that holds another one: "car bomb" is found where "bomb" is."""
    terms = frozenset(terms)

    def parts(term: Term) -> Iterator[Term]:
        size = len(term)
        return (term[i:j] for i in range(size) for j in range(i + 1, size + 1) if j - i < size)

    return frozenset(term for term in terms if not any(part in terms for part in parts(term)))


#: Words of a term may stand this many bytes apart for hyperscan.
_GAP = 9


def _hyperscan(
    index: Index, common: Collection[bytes]
) -> Callable[[str], Collection[bytes] | None]:
    """Find the keys of the terms that a text holds, and figures with a unit, by hyperscan."""
    hyperscan = extras.need("hyperscan", "hyperscan", "the hyperscan gate")
    between = b" {1,%d}" % _GAP
    keys_of: dict[bytes, bytes] = {_FIGURE.pattern: _FIGURES}
    for term, key in index.key.items():
        # A rare word alone tells enough; it takes a third of the time of the whole term.
        looked_for = term if key in common else (key,)
        # A hyphen before a figure is a space here: to take it out costs as much as to scan.
        words = (_BEFORE_DIGIT.sub(b" ?", word) for word in looked_for)
        keys_of[b" " + between.join(words) + b" "] = key
    keys = tuple(keys_of.values())
    too_wide = len(keys)
    expressions = [*keys_of, b" " * (_GAP + 1)]
    database = hyperscan.Database()
    database.compile(
        expressions=expressions,
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=hyperscan.HS_FLAG_SINGLEMATCH,
    )

    def on_match(id: int, start: int, end: int, flags: int, found: list[int]) -> None:
        found.append(id)

    def scan(text: str) -> Collection[bytes] | None:
        found: list[int] = []
        database.scan(_encode(text).translate(_TABLE), match_event_handler=on_match, context=found)
        if not found:
            return ()
        return None if too_wide in found else {keys[id] for id in found}

    return scan
