"""Names that no gazetteer has, or hardly, proven by the place told beside them.

"Barangay Metra, Datu Unsayra, Maguindanao", "Guataper (Antioquia)", and the heads of entries that
a digest sets all in one style: "Baquba: ...", then "Tuz Khormatra: ...".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from mine_ie.gazetteer.frames import Frames
from mine_ie.gazetteer.runs import Runs
from mine_ie.gazetteer.scan import BIG, Reading, Spot
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.words import type_words

#: What stands before the name at the head of an entry: a bullet, a number, a date.
_OPENING = re.compile(
    r"\s*(?:[•*▪●·–—-]\s?|\(?\d{1,3}[.)]\s)?"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2})(?:,?\s\d{4})?"
    r"\s?[,:–—-]?\s)?"
)
#: What ends the head of an entry.
_CLOSING = re.compile(r": (?=\W?[^\W\d])| [–—-] | :: |\. (?=[A-Z])")
#: After a street comes its town: "in Queen's Head Road, Boxtedra,".
_STREET = re.compile(r"\b(?:road|street|avenue|lane|close|drive|boulevard|crescent)\Z", re.I)
#: What stands between a place and the one around it: ", northern ".
_SIDE = re.compile(r", (?:[a-z-]+(?:ern|th|st) |downtown |rural )?")
#: The longest head of an entry before its last place, in characters.
_HEAD = 60
#: Those that set the entries of a digest apart.
_STYLES = (": ", " – ", " — ", " - ", " :: ")
#: Known places that make a style that of places.
_ENOUGH = 2
_LONGEST = 4


class Neighbours:
    """Finds the names beside the spots found so far."""

    def __init__(self, store: Store, frames: Frames, runs: Runs) -> None:
        self._store = store
        self._frames = frames
        self._runs = runs

    def find(self, r: Reading, spots: Sequence[Spot]) -> list[tuple[int, int]]:
        """Return the first word and the length of each name that a spot of ``spots`` proves."""
        if r.capitals:
            return []
        found = dict(self._beside(r, spots))
        if "\n" in r.text:
            found |= dict(self._heads(r, spots))
        taken = {k for s in spots for k in range(r.at(s.start), r.at(s.end))}
        return [(i, n) for i, n in sorted(found.items()) if taken.isdisjoint(range(i, i + n))]

    def _beside(self, r: Reading, spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
        for k, spot in enumerate(spots):
            if spot.form != "name" or spot.role == "source":
                continue
            following = spots[k + 1] if k + 1 < len(spots) else None
            if (size := self._after(r, spot, following)) is not None:
                yield size
            if (size := self._before_bracket(r, spot) or self._before_head(r, spot)) is not None:
                yield size

    def _after(self, r: Reading, spot: Spot, following: Spot | None) -> tuple[int, int] | None:
        """Read "[Metra], Datu Unsayra, [Maguindanao]" and "Tavush, Aygepra." at a line's head."""
        i, end = r.at(spot.end), spot.end
        while i < len(r.words) and r.joined(i) and r.words[i].folded in type_words():
            i, end = i + 1, r.words[i].end
        if i >= len(r.words) or not r.words[i].capital or r.text[end : r.words[i].start] != ", ":
            return None
        size = self._nameable(r, i)
        if not size:
            return None
        end = r.words[i + size - 1].end
        if following is not None and r.text[end : following.start] in (", ", " (", ", in "):
            owns = r.text[following.end : following.end + 1] in ("'", "’")
            proven = following.role == "place" and following.form == "name" and not owns
            return (i, size) if proven else None
        if spot.type == "site" and _STREET.search(spot.text) and r.text[end : end + 1] in ",.;":
            return i, size
        if self._frames.led(r, r.at(spot.start), i + size):
            return i, size
        if _opens(r.text, spot.start) and _CLOSING.match(r.text, end):
            return i, size
        return None

    def _before_bracket(self, r: Reading, spot: Spot) -> tuple[int, int] | None:
        """Read "Guataper (Antioquia)"."""
        if r.text[spot.start - 2 : spot.start] != " (" or r.text[spot.end : spot.end + 1] != ")":
            return None
        if not 1 < self._store.has(r.folded(*_at(r, spot))) <= BIG:
            return None
        last = r.at(spot.start) - 1
        first = last
        while first > 0 and last - first < _LONGEST and r.joined(first):
            if not r.words[first - 1].capital:
                break
            first -= 1
        if first < 0 or not r.words[first].capital:
            return None
        size = self._nameable(r, first)
        return (first, size) if first + size == last + 1 else None

    def _before_head(self, r: Reading, spot: Spot) -> tuple[int, int] | None:
        """Read "Waberra, Mogadishu: ...", "Tammunra, northern Jordan Valley: ..."."""
        line = r.text.rfind("\n", 0, spot.start) + 1
        closed = _CLOSING.match(r.text, spot.end)
        if closed is None or spot.start - line > _HEAD or r.text.find(", ", line, spot.start) < 0:
            return None
        opening = _OPENING.match(r.text, line)
        i = r.at(opening.end() if opening else line)
        if not r.words[i].capital or not _opens(r.text, r.words[i].start):
            return None
        size = self._nameable(r, i)
        between = r.text[r.words[i + size - 1].end : spot.start] if size else ""
        return (i, size) if _SIDE.fullmatch(between) else None

    def _heads(self, r: Reading, spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
        """Read the heads of lines set as those that known places begin, if most are places."""
        known: Counter[str] = Counter(
            end[0]
            for s in spots
            if s.form == "name"
            and (end := _CLOSING.match(r.text, s.end)) is not None
            and _opens(r.text, s.start)
        )
        if not any(known[style] >= _ENOUGH for style in _STYLES):
            return
        others: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        starts = {s.start for s in spots}
        for line in re.finditer(r"^(?=.)", r.text, re.MULTILINE):
            start = _OPENING.match(r.text, line.start())
            i = r.at(start.end() if start else line.start())
            if i < len(r.words) and r.words[i].capital and _opens(r.text, r.words[i].start):
                size = 0 if r.words[i].start in starts else self._nameable(r, i)
                if size and (end := _CLOSING.match(r.text, r.words[i + size - 1].end)):
                    others[end[0]].append((i, size))
        for style in _STYLES:
            if known[style] >= max(_ENOUGH, len(others[style])):
                yield from others[style]

    def _nameable(self, r: Reading, i: int) -> int:
        """Return the length of the name at ``i`` if it may be a place's, else 0."""
        run = self._runs.length(r, i)
        size = self._runs.trimmed(r.words, i, run)
        if not self._frames.nameable(r, i, size, 0, None) or "\n" in r.cut(i, size):
            return 0
        return size if self._runs.whole(r, i, size, run) else 0


def _at(r: Reading, spot: Spot) -> tuple[int, int]:
    first = r.at(spot.start)
    return first, max(r.at(spot.end) - first, 1)


def _opens(text: str, start: int) -> bool:
    """Tell whether a line begins at ``start``, but for a bullet, a number or a date."""
    return _OPENING.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
