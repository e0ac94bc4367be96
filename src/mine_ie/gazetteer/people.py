"""Telling people from places where no model has read the sentence.

Surnames are villages' names the world over. Three things tell: a forename before the name, the same
name after a forename elsewhere in the text, and the office that follows a place's name
("Queensland Premier Peter Beattie") but never a person's.
"""

from __future__ import annotations

from mine_ie.gazetteer.scan import Reading
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.words import demonyms, homographs, type_words, word_list


class People:
    """Reads forenames, surnames and offices."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._offices = word_list("offices")
        self._portfolios = word_list("portfolios")
        self._titles = word_list("titles")
        self._firm = word_list("firm")
        self._common = frozenset().union(
            *(
                word_list(name)
                for name in (
                    "never",
                    "before",
                    "follow",
                    "compass",
                    "organisations",
                    "breaks",
                    "openers",
                )
            ),
            type_words(),
            demonyms(),
            homographs(),
        )

    def office(self, r: Reading, k: int) -> bool:
        """Tell whether an office stands at ``k``: "Premier", "Health Minister"."""
        if r.gap(k) != " ":
            return False
        if r.after(k) in self._offices:
            return True
        return (
            r.after(k) in self._portfolios
            and r.gap(k + 1) == " "
            and r.after(k + 1) in self._offices
        )

    def person(self, r: Reading, i: int) -> bool:
        """Tell whether the one word at ``i`` is the surname of somebody whom the text names."""
        if self.after_forename(r, i):
            return True
        folded = r.words[i].folded
        return any(
            word.folded == folded and k != i and self.after_forename(r, k)
            for k, word in enumerate(r.words)
        )

    def after_forename(self, r: Reading, i: int) -> bool:
        """Tell whether a title or what may be a forename stands before the ``i``-th word."""
        if i < 1 or r.words[i].starts or r.gap(i) not in (" ", ". "):
            return False
        before = r.words[i - 1]
        if before.folded in self._titles:
            return True
        if not before.capital or before.folded in self._common or len(before.folded) < 2:
            return False
        if r.before(i, 2) in self._firm or self._store.has(r.folded(i - 1, 2)):
            return False
        if not before.starts:
            return True
        return not before.folded.endswith("ly") and all(w.text != before.folded for w in r.words)
