"""Streets: "Ayacucho Street" in Buenos Aires lies nowhere near Ayacucho.

What follows a name makes it a street's: "132 Ayacucho Street", "San Antonio Abad street", "the
corner of Sarmiento and San Martín streets".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mine_ie.gazetteer.scan import Spot

_ONE = r"(?i:street|avenue|boulevard|lane|alley|st\.|ave\.?|blvd\.?)\b"
_MANY = r"(?i:streets|avenues|boulevards)\b"
_NAME = r"(?:[A-Z][\w'’.-]*|(?i:de|del|la|el))"
#: In capitals a preposition looks like a name: "LIMA ON JUNIN STREET".
_NO_NAME = (
    r"(?!(?i:in|on|at|of|near|from|to|by|and|or|the|with|for|when|where|was|were|is|between)\b)"
)
#: At most two words stand between a name that the gazetteer knows and the street's last word.
_SINGULAR = re.compile(rf"(?:\s{_NO_NAME}{_NAME}){{0,2}}\s{_ONE}")
_PLURAL = re.compile(
    rf"(?:\s{_NO_NAME}{_NAME}){{0,2}}"
    rf"(?:,?\s(?i:and|y|&)\s{_NO_NAME}{_NAME}(?:\s{_NO_NAME}{_NAME}){{0,2}})?\s{_MANY}"
)
_ENDS = re.compile(rf"\s{_ONE}\s*\Z")


def mark(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """Make sites of the spots that name streets; those that lie within one are left out."""
    kept: list[Spot] = []
    for spot in spots:
        if kept and spot.start < kept[-1].end:
            continue
        kept.append(spot)
        if spot.form != "name" or spot.role == "dateline":
            continue
        if _ENDS.search(spot.text):
            spot.street = True
        elif match := _SINGULAR.match(text, spot.end):
            spot.end = match.end()
            spot.text = text[spot.start : spot.end]
            spot.street, spot.type, spot.role = True, "site", "place"
        elif _PLURAL.match(text, spot.end):
            spot.street, spot.type, spot.role = True, "site", "place"
    return kept
