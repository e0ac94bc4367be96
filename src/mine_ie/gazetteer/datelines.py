"""Datelines: where a report was filed, in the styles of many agencies.

"KABUL, Afghanistan (Oct. 22) --", "QUETTA:", "BANDARBAN, Oct 3:", "Baku, August 22.", "DONG HA.",
"Ilam, 21 Farvardin — ISNA:", "BEIRUT (Agencies) —", "(Vientiane) A family", "BAGHDAD / NINA /".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.scan import Spot
from mine_ie.gazetteer.words import homographs, type_words, word_list

_DASH = re.compile(r"\s*(?:--+|—|–|\s-|(?<=[A-Z][A-Z])-)\s")
_BRACKETS = re.compile(r"\([^()\n]*\)|\[[^\]\n]*\]")
# Between a dateline's place and its dash stand at most a date and an agency.
_LOWER = re.compile(r"\b[a-z]{3,}")
_WORD = r"[^\W\d_][\w'’-]*\.?"
_NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}"
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?"
)
_DATE = (
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*)?"
    rf"(?:(?:{_MONTH})\s*\d{{0,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+[^\W\d_]{{3,12}}\.?)(?:,?\s*\d{{4}})?"
)
_HEAD = re.compile(
    rf"^[ \t]*(?P<open>\()?(?P<name>{_NAME}?)"
    rf"(?P<outer>,[ ]?(?!(?i:{_MONTH})[ ]?\d)(?:{_NAME}?))?"
    r"(?P<agency>\s*\([^()\n]{2,40}\))?"
    rf"(?P<date>[,./]?\s*(?i:{_DATE}))?"
    r"(?P<late>\s*\([^()\n]{2,40}\))?"
    r"(?P<end>\s*(?:--+|—|–|\s-)\s|(?<=[A-Z][A-Z])-\s|:\s|\.\s|\)[\s.:—–-]+|\s*/\s?)(?=[\"“'‘(]?[A-Z0-9])",
    re.MULTILINE,
)


def heads(text: str, has: Callable[[str], int]) -> list[tuple[int, int]]:
    """Return the spans of names at the head of a line that its style makes a dateline's.

    ``has`` says whether the gazetteer knows a folded name. In capitals and before a dash any
    name is believed, for news is filed from villages too; before a colon or a full stop only one
    that the gazetteer knows, that the text repeats, or that a date follows.
    """
    found: list[tuple[int, int]] = []
    for match in _HEAD.finditer(text):
        if _is_place(text, match, has):
            found.append(match.span("name"))
            if outer := match["outer"]:
                start = match.end("outer") - len(outer.lstrip(", "))
                found.append((start, match.end("outer")))
    return found


def _is_place(text: str, match: re.Match[str], has: Callable[[str], int]) -> bool:
    name, end = match["name"].rstrip("."), match["end"].strip()
    folded = fold(name)
    words = folded.split()
    caps = name.isupper() and len(name) > 2
    if not caps and not name[0].isupper():
        return False
    if (words[0] in word_list("never") and not has(folded)) or folded in word_list("never"):
        return False
    bare = " ".join(words[:-1]) if len(words) > 1 and words[-1] in type_words() else ""
    known = has(folded) or (has(bare) if bare else 0)
    common = len(words) == 1 and folded in homographs()
    told = name.title() in text or bool(bare and bare.title() in text)
    tail = match["date"] or match["agency"] or match["late"] or match["outer"]
    if match["open"]:
        return bool(known) and end.startswith(")") and not tail and not common
    if end.startswith(")"):
        return False
    if end in ("--", "—", "–", "-", "---"):
        if match["outer"] and not caps and not known:
            return False
        return (caps and (bool(known) or told or bool(tail) or not common)) or bool(known and tail)
    if common and not told:
        return False
    if caps:
        return bool(known or told) if end != "/" else bool(known)
    return bool(known and (match["date"] or match["agency"])) and end != "/"


def mark(text: str, spots: Sequence[Spot]) -> None:
    """Give the places of datelines ("KABUL, Afghanistan (Oct. 22) --") their role."""
    end = -1
    for k, spot in enumerate(spots):
        if spot.start < end or spot.form != "name":
            continue
        line = text.rfind("\n", 0, spot.start) + 1
        if text[line : spot.start].strip():
            continue
        dash = _DASH.search(text, spot.end, spot.end + 110)
        if not dash or "\n" in text[spot.end : dash.start()].strip():
            continue
        inside = [s for s in spots[k : k + 4] if s.end <= dash.start()]
        if _LOWER.search(_BRACKETS.sub("", text[inside[-1].end : dash.start()])):
            continue
        for place in inside:
            place.role = "dateline"
        end = dash.end()
