"""A name before the unit that it lies in: "Sangin, Helmand.", "Muse, Shan State:"."""

from __future__ import annotations

from mine_ie.gazetteer.scan import BIG, Reading
from mine_ie.gazetteer.store import COUNTRY, DISTRICT, PROVINCE, Entry, Store

#: Homonyms that are looked at.
_INNER, _OUTER = 24, 6
_LONGEST_UNIT = 3


def contained(store: Store, r: Reading, i: int, size: int) -> bool:
    """Tell whether a comma and a unit follow in which the gazetteer has a place of that name.

    It proves names that are English words or little known; both must lie together, so
    "Reading, Helmand" proves nothing.
    """
    k = i + size
    if r.gap(k) != ", " or not r.words[k].capital:
        return False
    for length in range(min(_LONGEST_UNIT, len(r.words) - k), 0, -1):
        unit = r.folded(k, length)
        if not 0 < store.has(unit) <= BIG:
            continue
        inner = store.by_key(r.folded(i, size), limit=_INNER)
        for outer in store.by_key(unit, limit=_OUTER):
            if outer.level == COUNTRY and any(e.country == outer.country for e in inner):
                return True
            if outer.level in (PROVINCE, DISTRICT) and any(_lies_in(e, outer) for e in inner):
                return True
    return False


def _lies_in(entry: Entry, unit: Entry) -> bool:
    """Tell whether the gazetteer puts a place in a unit, or only in the unit's country."""
    if entry.id == unit.id or entry.country != unit.country or entry.level <= unit.level:
        return False
    return unit.id in (entry.admin1, entry.admin2) or not entry.admin1
