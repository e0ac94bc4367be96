"""Lists of incidents: which sentences belong to one entry, and under which heading it stands.

An entry of a list begins with a mark or an hour ("- A bomb ...", "At 10:30, ..."). In chronologies
and digests it begins with a heading of its own: a day ("3 May 1998: ...", "June 2, Baidoa - ...")
or a place ("MOSUL - ...", "Baquba: ..."). What stands under one heading tells nothing of what
stands under another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

#: What the entries of a list of incidents begin with: a mark, a number, the hour.
_ENTRY = re.compile(
    r"\s*(?:[-\u2013\u2014\u2022*\u25aa\u25cf\u00b7]\s|\(?\d{1,2}[.)]\s|"
    r"(?:At|Around|About)\s\d{1,2}[:. ])"
)
#: What may stand before the day or the place of a heading: a mark, a number, "On" behind a mark.
_MARK = re.compile(
    r"\s*(?:[-\u2013\u2014\u2022*\u25aa\u25cf\u00b7=]+\s*(?:On\s)?|\(?\d{1,3}[.)]\s|\d{1,3}\s[A-Z]{2,3}\s)?"
)
_NAMES = r"[A-Z][\w'\u2019.-]*(?:[\s,/]{1,2}(?:[A-Z][\w'\u2019.-]*|of|de|del|la|al|el|and)){0,6}"
#: What stands between the day and what was done then: a place, and a stop, a colon or a dash.
_AFTER_DAY = re.compile(
    rf",?\s?(?:\([^()\n]{{1,30}}\)|,?\s?{_NAMES})?\s?(?::|[\u2013\u2014|]|--|-\s|\.?\s*(?:\Z|\n))"
    r"|\.\s"
)
_AFTER_PLACE = re.compile(r"(?:,\s[A-Z][\w .'\u2019-]{1,30})?\s?(?::\s|[\u2013\u2014]|-{1,2}\s)")
#: A place in capitals that no gazetteer need know: "SULAIMAN PEK - ...".
_CAPITALS = re.compile(
    r"[A-Z][A-Z'\u2019 -]{1,30}[A-Z](?:,\s[A-Z][A-Za-z ]{1,25})?\s{1,2}(?:[\u2013\u2014]|--?)\s"
)
#: So many headings make a list.
_SEVERAL = 2
#: The day of an entry is told in full, or its month.
_DAY = re.compile(r"(?:\d{4}-|--)\d\d-\d\d\Z|\d{4}-\d\d\Z")


@dataclass(frozen=True)
class Entry:
    """Where a sentence stands in a list."""

    #: The number of its entry, from 1; 0 outside lists.
    number: int = 0
    #: The number of the sentence whose heading it stands under; ``None`` where there is none.
    under: int | None = None
    #: The number of the sentence whose heading tells its day.
    day: int | None = None


#: Of no list.
OUTSIDE = Entry()


def entries(
    parts: Sequence[Span], text: str, days: Sequence[list[Span]], places: Sequence[list[Span]]
) -> list[Entry]:
    """Return where each sentence stands.

    Args:
        parts: the sentences.
        text: of the Doc.
        days: for each sentence its dates.
        places: for each sentence its places.
    """
    of_days, of_places = _heads(parts, text, days, places)
    if not (of_days or of_places):
        return _marked(parts, text)
    return _under(of_days, of_places, parts, text)


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[:at].rstrip(" \t\r").endswith("\n")


def _begins_paragraph(text: str, at: int) -> bool:
    """Behind an empty line: in a text cut at a column every line begins somewhere."""
    before = text[:at].rstrip(" \t\r")
    return before.endswith("\n") and before[:-1].rstrip(" \t\r").endswith("\n")


def _is_marked(text: str, at: int) -> bool:
    return _begins_line(text, at) and _ENTRY.match(text, at) is not None


def _marked(parts: Sequence[Span], text: str) -> list[Entry]:
    """Number the entries from a line with a mark to the next such line or heading."""
    found: list[Entry] = []
    entry, last = 0, 0
    for part in parts:
        line = _begins_line(text, part.start_char)
        if line and _ENTRY.match(text, part.start_char):
            last += 1
            entry = last
        elif line:
            entry = 0
        found.append(Entry(entry))
    return found if last > 1 else [OUTSIDE] * len(parts)


# -- entries with headings -----------------------------------------------------------------------


def _heads(
    parts: Sequence[Span], text: str, days: Sequence[list[Span]], places: Sequence[list[Span]]
) -> tuple[frozenset[int], frozenset[int]]:
    """The sentences that begin with a day and those with a place, where there are several."""
    of_days = [k for k, part in enumerate(parts) if _is_day_head(part, text, days[k])]
    of_places = [k for k, part in enumerate(parts) if _is_place_head(part, text, places[k])]
    return _several(of_days), _several(of_places)


def _several(heads: list[int]) -> frozenset[int]:
    return frozenset(heads) if len(heads) >= _SEVERAL else frozenset()


def _start(part: Span, text: str) -> int:
    marked = _MARK.match(text, part.start_char)
    return part.start_char if marked is None else marked.end()


def _is_day_head(part: Span, text: str, days: list[Span]) -> bool:
    at = (part.start_char, _start(part, text))
    for d in days:
        if d.start_char in at:
            rest = text[d.end_char : part.end_char]
            return _DAY.match(d.kb_id_) is not None and _AFTER_DAY.match(rest) is not None
    return False


def _is_place_head(part: Span, text: str, places: list[Span]) -> bool:
    at = _start(part, text)
    if _CAPITALS.match(text, at):
        return True
    for p in places:
        if p.start_char == at:
            return _AFTER_PLACE.match(text[p.end_char : part.end_char]) is not None
    return False


def _under(
    of_days: frozenset[int], of_places: frozenset[int], parts: Sequence[Span], text: str
) -> list[Entry]:
    """An entry for each heading, and for each paragraph or marked line that follows under it."""
    found: list[Entry] = []
    number, under, day, bare = 0, None, None, False
    for k, part in enumerate(parts):
        line = _begins_paragraph(text, part.start_char)
        if k in of_days or k in of_places:
            number, under, bare = number + 1, k, _is_bare(part)
            day = k if k in of_days else day
        elif under is not None and (line or _is_marked(text, part.start_char)):
            if not bare or _ENTRY.match(text, part.start_char):
                number += 1
            bare = False
        found.append(Entry(number, under, day) if under is not None else OUTSIDE)
    return found


def _is_bare(part: Span) -> bool:
    """A heading that stands alone on its line; the paragraph below it is of its entry."""
    words = part.text.rstrip()
    return part.text.endswith("\n") and not words.endswith((".", "!", "?", "]", ")"))
