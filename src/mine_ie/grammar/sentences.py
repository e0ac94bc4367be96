"""Sentence boundaries of news text, by rule.

A parser trained on edited prose loses its way in headlines, datelines, upper-case wires and text
hard-wrapped at 70 columns, and every later step reads sentence by sentence. These rules are
cheap enough to run before any model and the parser keeps to them.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = (
    "mr", "mrs", "ms", "dr", "prof", "gen", "maj", "col", "lt", "sgt", "cpl", "capt", "cmdr",
    "adm", "brig", "gov", "sen", "rep", "rev", "st", "ft", "no", "nos", "vs", "al", "inc", "ltd",
    "co", "corp", "dept", "est", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep",
    "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat",
    "sun", "approx", "ca", "cf", "etc", "fig", "km", "sq", "hon", "pres", "supt", "insp",
    "const", "spc", "pvt", "sr", "jr", "mt", "u.s", "u.n", "u.k", "e.g", "i.e", "a.m", "p.m",
    "dist", "prov", "vol", "art", "dip", "ing", "lic", "doc", "misc", "incl", "cal", "pcs", "nrs",
    "min", "max",
)  # fmt: skip
_NOT_AN_END = "|".join(map(re.escape, _ABBREVIATIONS))
_ABBREVIATED = re.compile(rf"(?:(?:^|[\s(\"'“‘])(?:{_NOT_AN_END}|[a-z]|(?:[a-z]\.)+[a-z]))\Z", re.I)
# From the first of a row of dots alone: a ruled line of them is looked at once, not once a dot.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|[。]")
_STARTS_SENTENCE = re.compile(r"\s+(?:[\"'“‘«(\[]*[A-Z0-9À-ÞĀ-Ž]|[-–—•*]\s)")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_BULLET = re.compile(r"[-–—•*▪●·]\s|\(?\d{1,2}[.)]\s")


def starts(text: str) -> list[int]:
    """Return the character offsets at which a sentence starts, ascending; 0 is always one.

    >>> starts("Gen. Ali spoke. Two mines exploded.")
    [0, 16]
    """
    found = {0}
    for m in _END.finditer(text):
        if m.group().startswith(".") and _is_abbreviation(text, m.start(), m.end()):
            continue
        if after := _STARTS_SENTENCE.match(text, m.end()):
            found.add(_first_visible(text, m.end(), after.end()))
    found.update(m.end() for m in _BLANK_LINE.finditer(text))
    if not _hard_wrapped(text):
        found.update(m.end() for m in _LINE_END.finditer(text))
    else:
        found.update(m.end() for m in _LINE_END.finditer(text) if _BULLET.match(text, m.end()))
    return sorted(offset for offset in found if offset < len(text) or offset == 0)


def _is_abbreviation(text: str, dot: int, end: int) -> bool:
    if not _ABBREVIATED.search(text[max(0, dot - 8) : dot]):
        return False
    word = text[max(0, dot - 8) : dot].split()[-1:] or [""]
    # "U.S. The ..." and "5 p.m. The ..." do end sentences where a determiner follows.
    rest = text[end : end + 12].lstrip()
    if "." in word[0] or word[0].lower() in {"etc", "inc", "ltd", "co", "corp", "km"}:
        return not re.match(r"(?:The|A|An|In|On|At|He|She|It|They|No|This|But|Two|Three)\b", rest)
    return True


def _first_visible(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _hard_wrapped(text: str) -> bool:
    """Whether lines break at a column rather than at a paragraph's end."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    widths = sorted(len(line) for line in lines)
    wide = [w for w in widths if 45 <= w <= 100]
    open_ended = sum(not re.search(r"[.!?:\"”’)]\s*\Z", line) for line in lines)
    return widths[-1] <= 110 and len(wide) >= 0.6 * len(lines) and open_ended >= 0.5 * len(lines)
