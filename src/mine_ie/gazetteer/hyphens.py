"""Words that a hyphen joins: two places, "Kandahar-Herat", or one and what is of it."""

from __future__ import annotations

from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.scan import MIDDLING, Reading, Word, words_of
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.words import demonyms

#: "Britain-based", "Russian-made": the place says the country of what follows.
SUFFIXES = frozenset(
    ("based", "born", "backed", "led", "made", "built", "trained", "funded", "supplied", "designed",
     "registered", "owned", "flagged", "style", "wide")
)  # fmt: skip
_HELD = frozenset(("held", "controlled", "occupied", "administered", "ruled"))


class Hyphens:
    """Takes joined words apart."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._demonyms = demonyms()

    def words(self, text: str) -> list[Word]:
        """Return the words of ``text``, those apart that name two places."""
        words = words_of(text)
        if "-" not in text:
            return words
        return [
            part
            for word in words
            for part in (self._parts(word) if word.capital and "-" in word.text else (word,))
        ]

    def _parts(self, word: Word) -> list[Word]:
        """Take "Kandahar-Herat" apart where it names two places and none itself."""
        left, dash, right = word.text.rpartition("-")
        if not dash or not left[:1].isupper() or self._store.has(word.folded):
            return [word]
        halves = (fold(left), fold(right))
        if halves[0] == halves[1]:
            return [word]  # "Labo-Labo"
        cut = word.start + len(left)
        names = (
            Word(word.start, cut, left, halves[0], True, word.starts, word.gap),
            Word(cut + 1, word.end, right, halves[1], right[:1].isupper(), False, "-"),
        )
        if right in SUFFIXES or right in _HELD:
            return list(names)
        if "-" in left or not right[:1].isupper() or word.text.count("-") > 1:
            return [word]
        good = [h for h in halves if len(h) > 3 and self._knows(h)]
        return list(names) if len(good) == 2 else [word]

    def _knows(self, folded: str) -> bool:
        return 0 < self._store.has(folded) < MIDDLING or folded in self._demonyms


def names_war(r: Reading, i: int) -> bool:
    """Tell whether the name at ``i`` is half of "the Iran-Iraq war"."""
    k = i + 1
    if r.gap(i) not in ("-", "–") and r.gap(k) not in ("-", "–"):
        return False
    if r.gap(i) in ("-", "–") and r.after(k) in ("war", "conflict"):
        return True
    while k < len(r.words) and r.gap(k) in ("-", "–") and r.words[k].capital:
        k += 1
    return k > i + 1 and r.after(k) in ("war", "conflict") and r.gap(k) == " "
