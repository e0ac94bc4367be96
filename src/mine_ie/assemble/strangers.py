"""Paragraphs about something else: no event told around them takes their dates and places.

A digest goes from a bomb to rice prices, a report from a clearance to a football match. A paragraph
that names nothing of the matter lends nothing to its neighbours. A line of a few words (a dateline,
a heading, the head of a list) belongs to what it stands over, and the first paragraph to the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mine_ie.assemble.sentence import Sentence

#: Words from which on a paragraph is more than a heading.
_PROSE = 8
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*\Z")


def set_apart(article: Sequence[Sentence]) -> list[Sentence]:
    """The article with the sentences of strange paragraphs marked: they do not ``lend``."""
    found: list[Sentence] = []
    for paragraph in _paragraphs(article):
        first = all(s.in_title for s in found)
        lends = first or _is_short(paragraph) or any(map(_is_of_the_matter, paragraph))
        found += paragraph if lends else [replace(s, lends=False) for s in paragraph]
    return found


def _paragraphs(article: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences by paragraph; where no line is blank, a line is a paragraph."""
    blank = any(_BLANK_LINE.search(s.text) for s in article if not s.in_title)
    paragraph: list[Sentence] = []
    for s in article:
        paragraph.append(s)
        ends = _BLANK_LINE.search(s.text) if blank else s.text.endswith("\n")
        if s.in_title or ends:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _is_short(paragraph: Sequence[Sentence]) -> bool:
    return sum(len(s.text.split()) for s in paragraph) < _PROSE


def _is_of_the_matter(s: Sentence) -> bool:
    """Whether a sentence names ordnance, harm, or what is done with them; or goes on about it."""
    told = s.cues or s.items or s.ordnance or s.harmed or s.areas
    goes_on = s.says("of_the_event") or s.says("of_forces") or s.begins("it_was_then")
    return bool(told) or s.in_title or goes_on
