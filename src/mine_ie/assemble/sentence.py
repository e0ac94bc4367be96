"""A sentence with everything that the layers found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from spacy.tokens import Doc, Span

from mine_ie import counts, layers
from mine_ie.assemble import wording
from mine_ie.assemble.entries import OUTSIDE, Entry, entries
from mine_ie.assemble.several import death_place, is_apart, is_of_one
from mine_ie.assemble.totals import Harmed, harmed
from mine_ie.counts import Bounds

_NEEDED_BY = "mine_ie.events"
_WORD = re.compile(r"\w+")
#: The month, which is no "may": beside a figure, or governed as a time is.
_THE_MONTH = re.compile(
    r"(?<=\d\s)May\b|(?<=(?:st|nd|rd|th)\s)May\b|\bMay(?=,?\s\d)"
    r"|(?<=\b(?i:in|of|by|to)\s)May\b|(?<=\b(?i:last|this|late|from)\s)May\b"
    r"|(?<=\b(?i:since|until|early)\s)May\b"
)
#: Characters between an area and what it comes to in another unit, and by how much it is rounded.
_IN_BRACKETS, _PER_CENT = 6, 3
_LAYERS = (
    layers.CUES,
    layers.QUANTITIES,
    layers.AREAS,
    layers.CASUALTIES,
    layers.DATES,
    layers.PLACES,
    layers.ORDNANCE,
    layers.NUMBERS,
)


@dataclass(frozen=True)
class Item:
    """Ordnance as one sentence has it (a span of the layer ``quantities``)."""

    start: int
    end: int
    kind: str
    action: str | None
    count: Bounds | None
    values: dict[str, str] = field(hash=False, default_factory=dict)

    @property
    def definite(self) -> bool:
        """Already spoken of, and without a count of its own."""
        return "definite" in self.values and self.count is None

    @property
    def retold(self) -> bool:
        """Spoken of as known, though it is counted: "the 15 kg bomb"."""
        return self.definite or "the" in self.values

    @property
    def implied(self) -> bool:
        """Named by another word: the bomb of a bomber."""
        return "implied" in self.values

    @property
    def cue(self) -> str:
        """The id of the word that says what was done with it, or ""."""
        return cue_name(self.values.get("cue", ""))

    @property
    def cue_at(self) -> int | None:
        """Where that word stands in the Doc."""
        return cue_offset(self.values.get("cue", ""))

    @property
    def noun_at(self) -> int:
        """Where its noun begins, after number and adjectives."""
        return int(self.values.get("noun", self.start))


@dataclass(frozen=True)
class AreaFact:
    """Land as one sentence has it (a span of the layer ``areas``)."""

    start: int
    end: int
    action: str | None
    m2: Bounds
    #: The id of its unit.
    unit: str = ""


@dataclass(frozen=True)
class Words:
    """What a sentence keeps however its items are read: its text, its place, its wording."""

    text: str
    start: int

    @cached_property
    def possible(self) -> Mapping[str, tuple[str, ...]]:
        """The blocks of wording of which a phrase may stand in it, with their keys."""
        return wording.possible(frozenset(_WORD.findall(self.text.lower())))

    @cached_property
    def moods(self) -> str:
        """The text with the month of May crossed out, which says of nothing that it may be.

        >>> Words("On 3 May rebels fired", 0).moods
        'On 3 *** rebels fired'
        """
        return _THE_MONTH.sub("***", self.text) if "May" in self.text else self.text

    def says(self, name: str) -> bool:
        """Whether words of the block ``name`` stand anywhere in it."""
        keys = self.possible.get(name)
        return keys is not None and wording.stands_in(self.moods, name, keys)

    def matches(self, name: str) -> Iterator[re.Match[str]]:
        """Return where words of the block ``name`` stand, in order."""
        keys = self.possible.get(name)
        return iter(()) if keys is None else wording.places(self.text, name, keys)


@dataclass(frozen=True)
class Sentence:
    """One sentence with the spans of every layer that lie in it; all offsets are the Doc's."""

    index: int
    span: Span
    words: Words
    in_title: bool
    cues: list[Span]
    items: list[Item]
    areas: list[AreaFact]
    harmed: list[Harmed]
    dates: list[Span]
    places: list[Span]
    ordnance: list[Span]
    numbers: list[Span]
    #: Where it stands in a list.
    listed: Entry = OUTSIDE
    #: Whether what is told around it may be of its day and place (:mod:`.strangers`).
    lends: bool = True
    #: What :func:`once` has found out of it.
    kept: dict[tuple[str, int], Any] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.words.text

    @property
    def start(self) -> int:
        """Offset of the first character in the Doc."""
        return self.words.start

    @property
    def end(self) -> int:
        """Offset after the last character in the Doc."""
        return self.words.start + len(self.words.text)

    @property
    def entry(self) -> int:
        """The entry of a list that it belongs to, from 1; 0 outside lists."""
        return self.listed.number

    @property
    def somebody_harmed(self) -> bool:
        """Whether it tells of people harmed, not of nobody."""
        return any(h.count != counts.ZERO for h in self.harmed)

    @property
    def ends_line(self) -> bool:
        """Whether a line ends with it: a paragraph, an entry of a list, the headline."""
        return self.in_title or "\n" in self.text[-2:]

    def family(self, *names: str) -> list[Span]:
        """Return the cues of these families."""
        return [c for c in self.cues if c.label_ in names]

    def between(self, start: int, end: int) -> str:
        """Return its words between two offsets, as far as they lie in it."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]

    def up_to(self, at: int, reach: int = wording.REACH) -> str:
        """Return the words that stand before an offset."""
        return self.between(at - reach, at)

    def from_(self, at: int, reach: int = wording.REACH) -> str:
        """Return the words that stand after an offset."""
        return self.between(at, at + reach)

    def says(self, name: str) -> bool:
        """Whether words of the block ``name`` stand anywhere in it."""
        return self.words.says(name)

    def begins(self, name: str) -> bool:
        """Whether it begins with words of the block ``name``."""
        return wording.after(name).match(self.text) is not None

    def matches(self, name: str) -> Iterator[re.Match[str]]:
        """Return where words of the block ``name`` stand in its text, in order."""
        return self.words.matches(name)

    def before(self, at: int, name: str) -> bool:
        """Whether words of the block ``name`` stand right before an offset."""
        if name not in self.words.possible:
            return False
        here = at - self.start
        lead = self.words.moods[max(0, here - wording.REACH) : max(0, here)]
        return wording.before(name).search(lead) is not None

    def after(self, at: int, name: str) -> bool:
        """Whether words of the block ``name`` stand right after an offset."""
        if name not in self.words.possible:
            return False
        here = max(0, at - self.start)
        return wording.after(name).match(self.words.moods[here : here + wording.REACH]) is not None


_Asked = TypeVar("_Asked", bound=Callable[..., Any])


def once(ask: _Asked) -> _Asked:
    """Make a question about a sentence, or about a span in it, one that is worked out but once.

    Every event of an article asks the same of the sentences around it. The answers are shared:
    they are not to be changed.
    """
    name = ask.__qualname__

    @wraps(ask)
    def asked(sentence: Sentence, span: Span | None = None) -> Any:
        key = (name, -1 if span is None else span.start_char)
        if key not in sentence.kept:
            sentence.kept[key] = ask(sentence) if span is None else ask(sentence, span)
        return sentence.kept[key]

    return cast(_Asked, asked)


def converts(told: AreaFact, again: AreaFact) -> bool:
    """ "1,807 square kilometres (698 square miles)": said again in another unit right behind."""
    a, b = told.m2.best, again.m2.best
    beside = 0 <= again.start - told.end <= _IN_BRACKETS
    return beside and a is not None and b is not None and abs(a - b) * 100 <= _PER_CENT * a


def cue_name(cue: str) -> str:
    """Read the id from a cue's reference.

    >>> cue_name("destroy@214")
    'destroy'
    """
    return cue.partition("@")[0]


def cue_offset(cue: str) -> int | None:
    """Read the offset from a cue's reference.

    >>> cue_offset("destroy@214")
    214
    """
    at = cue.partition("@")[2]
    return int(at) if at else None


def harm_at(harmed: Harmed) -> int:
    """Where the word of harm stands: "killed", "wounded"."""
    at = cue_offset(harmed.cue)
    return harmed.start if at is None else at


def sentences(doc: Doc) -> list[Sentence]:
    """Cut the Doc into sentences, each with its spans.

    Raises:
        mine_ie.layers.MissingLayer: a layer is missing; the message names the component.
    """
    by_layer = {name: layers.read(doc, name, _NEEDED_BY) for name in _LAYERS}
    title = layers.title_length(doc)
    parts = list(layers.sentences(doc))
    inside = _inside(parts, by_layer)
    places = [spans[layers.PLACES] for spans in inside]
    listed = entries(parts, layers.text(doc), [_dated(spans) for spans in inside], places)
    return [
        _sentence(index, span, span.start_char < title, inside[index], listed[index])
        for index, span in enumerate(parts)
    ]


def _dated(inside: dict[str, list[Span]]) -> list[Span]:
    return [s for s in inside[layers.DATES] if s.label_ in ("DATE", "TIME")]


def _inside(parts: list[Span], by_layer: dict[str, list[Span]]) -> list[dict[str, list[Span]]]:
    """For each sentence the spans that start in it, by layer."""
    starts = [part.start_char for part in parts]
    inside: list[dict[str, list[Span]]] = [{name: [] for name in by_layer} for _ in parts]
    for name, spans in by_layer.items():
        for span in spans:
            at = bisect_right(starts, span.start_char) - 1
            if at >= 0 and span.start_char < parts[at].end_char:
                inside[at][name].append(span)
    return inside


def _sentence(
    index: int, span: Span, in_title: bool, inside: dict[str, list[Span]], listed: Entry
) -> Sentence:
    ordnance = inside[layers.ORDNANCE]
    words = Words(layers.text(span.doc)[span.start_char : span.end_char], span.start_char)
    return Sentence(
        index=index,
        span=span,
        words=words,
        in_title=in_title,
        cues=[c for c in inside[layers.CUES] if not _within_item(c, ordnance)],
        items=[_item(s) for s in inside[layers.QUANTITIES]],
        areas=[_area(s) for s in inside[layers.AREAS]],
        harmed=_harmed(index, words, in_title, inside[layers.CASUALTIES]),
        dates=_dated(inside),
        places=inside[layers.PLACES],
        ordnance=ordnance,
        numbers=inside[layers.NUMBERS],
        listed=listed,
    )


def _within_item(cue: Span, ordnance: list[Span]) -> bool:
    """ "Detonation cord" detonates nothing: a cue that is but a word of an item's name."""
    return any(o.start <= cue.start and cue.end <= o.end and len(cue) < len(o) for o in ordnance)


def _item(span: Span) -> Item:
    values = layers.unpack(span.kb_id_)
    count = counts.parse(values["count"]) if "count" in values else None
    if span[0].lower_ == "the":
        values["the"] = "1"
    return Item(span.start_char, span.end_char, span.id_, span.label_ or None, count, values)


def _area(span: Span) -> AreaFact:
    m2 = counts.parse(span.kb_id_.partition(";")[0])
    return AreaFact(span.start_char, span.end_char, span.label_ or None, m2, span.id_)


def _harmed(index: int, words: Words, in_title: bool, spans: list[Span]) -> list[Harmed]:
    if not spans:
        return []
    former = words.says("former_figure")
    latest = words.says("later_figure") and not former
    apart, of_one = is_apart(words.text), is_of_one(words.text)
    died = death_place(words.text)
    return [
        harmed(
            span.label_,
            span.id_,
            layers.unpack(span.kb_id_),
            (index, span.start_char, span.end_char),
            latest=latest,
            in_title=in_title,
            apart=apart,
            of_one=of_one,
            died=died,
        )
        for span in spans
    ]
