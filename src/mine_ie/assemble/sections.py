"""Sections: what the head of a paragraph or of a list's entry says holds for all of it.

"MISRATA. Teams destroyed ...", "Croatia – 588,117 m2 cleared", "- Prijedor, 24 May: a widow ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.scene import RANK, event_places, in_order, rank
from mine_ie.assemble.sentence import Sentence

_BULLET = r"(?:[-\u2013\u2014\u2022*\u25aa\u25cf\u00b7]|\(?(?:\d{1,2}|[a-z])[.)/])"
_ONLY_BULLET = re.compile(rf"\s*{_BULLET}\s*\Z")
#: A head and the mark that ends it.
_HEAD = re.compile(
    rf"\s*(?:{_BULLET}\s+)?(?P<head>[^\n:]{{2,70}}?)"
    r"(?P<end>\.(?=\s)|:(?=\s)|\s[-\u2013\u2014]\s|\s*(?=\n)|\Z)"
)
#: What a head may say beside its places and dates.
_SMALL = frozenset(
    "of the and in near at province provinces region regions district districts governorate oblast "
    "oblasts county state area axis sector front department municipality city town village "
    "direction office centre center north south east west northern southern eastern western "
    "camp republic base border".split()
)
_MOST_NAMES = 4
#: Sentences back to which a section may have named a closer place.
_BACK = 3
_WORD = re.compile(r"[\w'\u2019-]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_PLACE_ROLES = ("place", "container", "dateline")


@dataclass(frozen=True)
class Section:
    """A paragraph or entry with a head of its own."""

    number: int
    places: tuple[Span, ...]
    dates: tuple[Span, ...]
    #: The place reads like a dateline.
    dateline: bool = False


def sections(article: Sequence[Sentence]) -> dict[int, Section]:
    """Return the section of every sentence that stands in one, by the sentence's index."""
    heads = list(_heads(article))
    one_dateline = sum(s.dateline for _, s, _ in heads) == 1
    found: dict[int, Section] = {}
    for first, section, alone in heads:
        if (section.dateline and one_dateline) or (_is_country(section) and len(heads) == 1):
            continue
        for k in _covered(article, first, alone):
            found[article[k].index] = section
    return found


def _is_country(section: Section) -> bool:
    """ "ISAF Joint Command - Afghanistan": alone it heads the whole, saying little."""
    return all(rank(p) >= RANK["country"] for p in section.places)


def _heads(article: Sequence[Sentence]) -> Iterator[tuple[int, Section, bool]]:
    """The first sentence of each section, its head, and whether the head has a line to itself."""
    number = 0
    for k, sentence in enumerate(article):
        if sentence.in_title or not _opens_line(article, k):
            continue
        text = layers.text(sentence.span.doc)
        m = _HEAD.match(text, sentence.start)
        line_end = text.find("\n", sentence.start)
        if m is None or (line_end >= 0 and m.end("head") > line_end):
            continue
        near = [s for s in article[k : k + 3] if s.start < m.end("head")]
        places = [p for s in near for p in s.places if _stands_in(p, m)]
        days = [d for s in near for d in s.dates if _stands_in(d, m)]
        if not places or not _is_head(m, places, days):
            continue
        if any(d.id_ in ("dateline", "published") for d in days):
            continue
        roles = {layers.unpack(p.kb_id_).get("role", "place") for p in places}
        if not roles & set(_PLACE_ROLES):
            continue
        number += 1
        named = [p for p in places if layers.unpack(p.kb_id_).get("role") != "source"]
        section = Section(
            number, tuple(in_order(sentence, named)), tuple(days), "dateline" in roles
        )
        yield k, section, not m["end"].strip()


def _opens_line(article: Sequence[Sentence], k: int) -> bool:
    """Whether a sentence begins a line, perhaps behind a bullet that stands as one of its own."""
    if k and _ONLY_BULLET.match(article[k - 1].text):
        k -= 1
    return k == 0 or article[k - 1].ends_line


def _stands_in(span: Span, head: re.Match[str]) -> bool:
    return head.start("head") <= span.start_char and span.end_char <= head.end("head")


def _is_head(m: re.Match[str], places: Sequence[Span], days: Sequence[Span]) -> bool:
    """Whether the words before the mark are names, dates and what they are of: no sentence."""
    rest = list(m["head"])
    for span in (*places, *days):
        at = span.start_char - m.start("head")
        rest[at : at + len(span.text)] = " " * len(span.text)
    words = _WORD.findall(_IN_BRACKETS.sub(" ", "".join(rest)))
    names = [w for w in words if w.lower() not in _SMALL]
    return len(names) <= _MOST_NAMES and not any(w[0].islower() for w in names)


def _covered(article: Sequence[Sentence], first: int, alone: bool) -> Iterator[int]:
    """The sentences of the section: its line, or, under a line that is only a head, a paragraph."""
    lines = 0
    for k in range(first, len(article)):
        yield k
        if not article[k].ends_line:
            continue
        lines += 1
        if not alone or (lines > 1 and article[k].text.endswith("\n\n")):
            return


def under_sections(told: Sequence[Fact], article: Sequence[Sentence]) -> None:
    """Give facts that name no place, or no day, of their own those of their section's head."""
    found = sections(article)
    for fact in told if found else ():
        section = found.get(fact.sentence)
        if section is None or fact.in_title:
            continue
        fact.section = section.number
        own = min(map(rank, fact.places), default=None)
        closest = min(map(rank, section.places), default=RANK["country"])
        told_closer = fact.scope == "incident" and _names_closer(
            article, found, fact.sentence, closest
        )
        if (own is None or (own >= RANK["region"] and closest < own)) and not told_closer:
            fact.places = [*section.places, *fact.places]
        if fact.date is None and section.dates:
            fact.date, fact.dates = section.dates[0], list(section.dates)
            fact.dated_well = True


def _names_closer(
    article: Sequence[Sentence], found: dict[int, Section], at: int, closest: float
) -> bool:
    """Whether a sentence of the section before it names a place closer than the head's."""
    section = found[at]
    for sentence in reversed(article[max(0, at - _BACK) : at]):
        if found.get(sentence.index) is not section:
            return False
        heads = {p.start_char for p in section.places}
        near = (p for p in event_places(sentence) if p.start_char not in heads)
        if any(rank(p) < min(closest, RANK["region"]) for p in near):
            return True
    return False
