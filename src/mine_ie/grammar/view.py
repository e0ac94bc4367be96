"""A Doc with its layers indexed by token, as the grammar modules read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from spacy.tokens import Doc, Span, Token

from mine_ie import counts, layers
from mine_ie.grammar import human_nouns
from mine_ie.grammar.word_class import COARSE, guess


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set.

    >>> sorted(word_set("was were"))
    ['was', 'were']
    """
    return frozenset(words.split())


AUXILIARIES = word_set(
    "was were been be being is are am got get gets getting 's 're has have had having do does did"
)
BE = word_set("was were been be being is are am got get gets getting 's 're")
PREPOSITIONS = word_set(
    "of in at by from with on to for into near after before during between over under against "
    "inside outside along across through around via since until towards toward behind off "
    "upon within above below among amid beside besides onto like as"
)
#: What may stand between a figure and "casualties": "26 landmine, UXO and ERW casualties".
CAUSES = frozenset(["and", "or", "/", "&", ",", ")", "(", "-", "erw", "uxo", "axo", "ied", "eo"])
CONJUNCTIONS = word_set("and or & plus but nor")
ADVERBS = word_set(
    "also later reportedly instantly immediately seriously severely critically slightly "
    "lightly badly fatally allegedly apparently then subsequently all both either each "
    "already still just only tragically sadly now recently since further together "
    "killed-in-action accidentally again so far even moderately gravely on-the-spot outright "
    "simultaneously separately initially confirmed believed feared"
)
_BEFORE_MONTH = word_set("in of by to since until last this early late mid from")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric expression over tokens ``[start, end)``."""

    start: int
    end: int
    label: str
    rule: str
    bounds: counts.Bounds
    value: str


@dataclass
class View:
    """Layers of one Doc by token: ``numbers[i]``, ``people[i]``, ``cues[i]`` ... or None."""

    doc: Doc
    name: str
    numbers: dict[int, Number] = field(default_factory=dict)
    people: dict[int, Span] = field(default_factory=dict)
    ordnance: dict[int, Span] = field(default_factory=dict)
    cues: dict[int, Span] = field(default_factory=dict)
    places: dict[int, Span] = field(default_factory=dict)
    dates: dict[int, Span] = field(default_factory=dict)
    names: dict[int, Span] = field(default_factory=dict)
    _guessed: dict[int, str] = field(default_factory=dict)

    @cached_property
    def lower(self) -> list[str]:
        """Every token in lower case, but the month of May and the "IS", which are no verbs."""
        words = layers.lower(self.doc)
        if "may" not in words and "is" not in words:
            return words
        return [self._meant(words, i) if w in ("may", "is") else w for i, w in enumerate(words)]

    def _meant(self, words: list[str], i: int) -> str:
        """The month, and the Islamic State, are no auxiliaries."""
        if words[i] == "may":
            return "May" if self._is_month(words, i) else "may"
        beside = (self.doc[k].text for k in (i - 1, i + 1) if 0 <= k < len(self.doc))
        shouted = any(t.isupper() and len(t) > 1 for t in beside)
        return "IS" if self.doc[i].text == "IS" and not shouted else "is"

    def _is_month(self, words: list[str], i: int) -> bool:
        """ "On 3 May rebels fired", "in May two died": by what stands beside it."""
        beside = words[max(i - 1, 0) : i] + words[i + 1 : i + 2]
        dated = any(w[0].isdigit() for w in beside)
        return self.doc[i].text != "may" and (dated or words[max(i - 1, 0)] in _BEFORE_MONTH)

    def tag(self, i: int) -> str:
        """Return the Penn tag of token ``i``: the tagger's where it has read, else by its form."""
        token = self.doc[i]
        return token.tag_ if token.tag else self._guess(i)

    def pos(self, i: int) -> str:
        """Return the universal part of speech of token ``i``, likewise."""
        token = self.doc[i]
        return token.pos_ if token.tag else COARSE.get(self._guess(i), "")

    def _guess(self, i: int) -> str:
        if i not in self._guessed:
            before = "" if self.doc[i].is_sent_start else self.lower[i - 1]
            second = self.lower[i - 2] if i > 1 and before else ""
            self._guessed[i] = guess(self.doc[i].text, before, second)
        return self._guessed[i]

    def has_parse(self, i: int) -> bool:
        """Whether the parser has read token ``i``."""
        return bool(self.doc[i].dep)

    def sentences(self) -> Iterator[Span]:
        """Yield the sentences that hold anything to read."""
        if not self.doc.has_annotation("SENT_START"):
            raise ValueError(
                f"{self.name} reads sentence by sentence, and this Doc has no sentence boundaries: "
                "add nlp.add_pipe('mine_ie_sentences') first."
            )
        yield from layers.sentences(self.doc)

    def is_verb(self, i: int) -> bool:
        """Whether the token is a verb or auxiliary: by the tagger, or by its word alone."""
        if self.lower[i] in AUXILIARIES:
            return True
        return self.pos(i) in ("VERB", "AUX")

    def token(self, i: int) -> Token:
        """Return token ``i``."""
        return self.doc[i]


def number(span: Span) -> Number:
    """Read a span of the numbers layer back."""
    value = span.kb_id_
    head = value.partition(";")[0]
    try:
        bounds = counts.parse(head)
    except ValueError:
        bounds = counts.UNKNOWN
    return Number(span.start, span.end, span.label_, span.id_, bounds, value)


def view(doc: Doc, name: str, wanted: Iterable[str]) -> View:
    """Index the layers named in ``wanted``; a missing one raises :class:`layers.MissingLayer`."""
    v = View(doc, name)
    for layer in wanted:
        table: dict[int, Span] = {}
        spans = layers.read(doc, layer, name)
        if layer == layers.NUMBERS:
            for span in spans:
                n = number(span)
                for i in range(n.start, n.end):
                    v.numbers.setdefault(i, n)
            continue
        for span in spans:
            for i in range(span.start, span.end):
                table.setdefault(i, span)
        setattr(v, layer, table)
    _shield(v)
    _drop_hours(v)
    if layers.PEOPLE in wanted:
        _add_unlisted_people(v)
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            for i in range(ent.start, ent.end):
                v.names[i] = ent
    return v


_is_person = lru_cache(maxsize=1 << 14)(human_nouns.is_person)


def _add_unlisted_people(v: View) -> None:
    """ "Two catechists": a noun made like those for people that follows a number or an article."""
    unlisted = {word for word in set(v.lower) if _is_person(word)}
    for i, word in enumerate(v.lower) if unlisted else ():
        if word not in unlisted:
            continue
        known = i in v.people or i in v.ordnance or i in v.cues or i in v.places
        if not known and v.pos(i) == "NOUN" and not _may_be_name(v, i):
            form = "plural" if human_nouns.is_plural(word) else "singular"
            v.people[i] = Span(
                v.doc,
                i,
                i + 1,
                label="PERSON",
                kb_id=f"form={form};presumed=civilian",
                span_id="unlisted",
            )


def _may_be_name(v: View, i: int) -> bool:
    """ "Naseer Wardak" opens a sentence as "Surveyors were hurt" does."""
    token = v.doc[i]
    if not token.text[0].isupper() or token.is_upper:
        return False
    return not human_nouns.is_plural(v.lower[i]) or v.doc[min(i + 1, len(v.doc) - 1)].is_title


def _drop_hours(v: View) -> None:
    """Drop the figures that the dates tell to be hours: "a bomb at 1215 (1515 GMT)"."""
    for i, n in list(v.numbers.items()):
        if n.label == "COUNT" and i in v.dates and v.dates[i].id_ == "clock":
            del v.numbers[i]


def _shield(v: View) -> None:
    """Drop the cues that are but a word of an item's name: "detonation cord" detonates nothing."""
    for i, cue in list(v.cues.items()):
        item = v.ordnance.get(i)
        if (
            item is not None
            and item.start <= cue.start
            and cue.end <= item.end
            and len(cue) < len(item)
        ):
            del v.cues[i]
